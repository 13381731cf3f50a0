"""`minutebook check`: what to look at in a draft before it is published."""

from __future__ import annotations

import json
from pathlib import Path

import click

from minutebook.precheck import Remark, remarks
from minutebook.work import FileFailed, read_one

_LONGEST = 100


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
@click.pass_context
def check_command(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Look FILES (drafts in Word, PDF, HTML or text) over before they are published. Nothing is stored.

    What the law asks of a record of an executive decision (reasons, alternatives, conflicts, dispensations, its day),
    the call-in deadline and its weekday, days in order, totals, clauses without a verb. Ends with 0 if there is nothing
    to look at, 3 if there is, 4 if a file cannot be read.
    """
    status = 0
    for path in files:
        read = read_one(path)
        if isinstance(read, FileFailed):
            click.echo(f"{path}: {read.message}. {read.remedy}", err=True)
            status = 4
            continue
        found = list(remarks(read.record, read.document.text))
        status = max(status, 3 if found else 0)
        _print(path, found, as_json=as_json)
    ctx.exit(status)


def _print(path: Path, found: list[Remark], *, as_json: bool) -> None:
    if as_json:
        listed = [{"code": r.code, "message": r.message, "page": r.page, "quote": r.quote, "law": r.law} for r in found]
        click.echo(json.dumps({"schema": "minutebook-check/1", "path": str(path), "remarks": listed}))
        return
    click.echo(f"{path}: " + (f"{len(found)} to look at" if found else "nothing to look at"))
    for remark in found:
        place = "" if remark.page is None else f"page {remark.page}: "
        quote = " ".join((remark.quote or "").split())
        shown = f" “{quote[:_LONGEST]}{'…' if len(quote) > _LONGEST else ''}”" if quote else ""
        click.echo(f"  {place}{remark.message}{shown}")
        if remark.law is not None:
            click.echo(f"      Asked for by {remark.law}.")
