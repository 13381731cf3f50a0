"""`minutebook ingest`: papers into the archive."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from db.connection import open_reading
from db.runs import RunFile, outcome_counts
from db.store import is_current
from ingest.errors import MinutebookError
from minutebook.finding import Given
from minutebook.originals import hash_file
from minutebook.run import DEFAULT_TIMEOUT, Options, Report, ingest
from minutebook.settings import ArchiveFolder, archive_option, workers_option
from minutebook.terminal import on_one_line
from minutebook.version import software_version
from minutebook.zips import given_files

RUN_SCHEMA = "minutebook-run/1"
_OUTCOMES = ("inserted", "updated", "unchanged", "failed", "ignored")


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@archive_option
@workers_option
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=DEFAULT_TIMEOUT,
    show_default=True,
    help="Seconds a file may take.",
)
@click.option("--dask", "cluster", metavar="ADDRESS", default=None, help="Read on the Dask cluster at this address.")
@click.option("--force", is_flag=True, help="Read again what this version has read already.")
@click.option("--dry-run", is_flag=True, help="Say what would be read; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, then one for the run.")
@click.pass_context
def ingest_command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    folder: Path,
    workers: int,
    timeout: float,
    cluster: str | None,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring PATHS (files, zips, and folders with everything in them) into the archive.

    Safe to stop and to run again: each file is wholly in or wholly out, and what is in already is left alone.
    """
    archive = ArchiveFolder(folder)
    options = Options(workers, timeout, force, cluster)
    try:
        with given_files(paths) as given:
            if dry_run:
                _print_plan(archive, given, force=force, as_json=as_json)
                return
            with _progress(len(given)) as on_file:
                report = ingest(archive, given, options, on_file=on_file)
    except KeyboardInterrupt:
        click.echo("Interrupted. What was stored is kept; run the same command again to go on.", err=True)
        ctx.exit(1)
    _print_report(report, as_json=as_json)
    ctx.exit(exit_code(report))


def exit_code(report: Report) -> int:
    """4 if a file could not be read, else 3 if there is something to check, else 0."""
    if any(file.outcome == "failed" for file in report.files):
        return 4
    return 3 if report.to_check else 0


@contextmanager
def _progress(total: int) -> Iterator[Callable[[RunFile], None]]:
    """A bar where a person watches; nothing in a log or a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=total, label="Reading", file=sys.__stderr__) as bar:
        yield lambda _: bar.update(1)


def _print_report(report: Report, *, as_json: bool) -> None:
    counts = outcome_counts(report.files)
    if as_json:
        for file in report.files:
            click.echo(json.dumps(_file_object(file), ensure_ascii=False))
        summary = {name: counts[name] for name in _OUTCOMES}
        click.echo(json.dumps({"schema": RUN_SCHEMA, "run": report.run_id, **summary, "to_check": report.to_check}))
        return
    for file in report.files:
        if file.outcome in ("inserted", "updated"):
            click.echo(f"{file.outcome:9} {file.document_id}  {on_one_line(file.path)}")
    for file in report.files:
        if file.failure is not None:
            told = f"{file.outcome}: {file.path}: {file.failure.message}. {file.failure.remedy}"
            click.echo(on_one_line(told), err=True)
    click.echo(", ".join(f"{name} {counts[name]}" for name in _OUTCOMES if counts[name]) or "no files")
    if report.to_check:
        click.echo(
            f"{len(report.to_check)} documents hold something to check; `minutebook show ID` says what.", err=True
        )


def _file_object(file: RunFile) -> dict[str, object]:
    failure = file.failure
    error = failure and {"code": failure.code, "message": failure.message, "remedy": failure.remedy}
    return {
        "schema": RUN_SCHEMA,
        "path": file.path,
        "outcome": file.outcome,
        "sha256": file.sha256,
        "document_id": file.document_id,
        "error": error,
    }


def _print_plan(archive: ArchiveFolder, given: list[Given], *, force: bool, as_json: bool) -> None:
    for item in given:
        plan = _plan(archive, item, force=force)
        if as_json:
            click.echo(json.dumps({"schema": RUN_SCHEMA, "path": item.said, "plan": plan}))
        else:
            click.echo(f"{plan:9} {on_one_line(item.said)}")


def _plan(archive: ArchiveFolder, item: Given, *, force: bool) -> str:
    if item.ignored is not None:
        return "ignore"
    try:
        sha256 = hash_file(item.path)
    except MinutebookError:
        return "fail"
    if force or not archive.working.exists():
        return "read"
    with closing(open_reading(archive.working)) as conn:
        return "unchanged" if is_current(conn, sha256, software_version()) else "read"
