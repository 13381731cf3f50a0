"""`minutebook correct` and `minutebook corrections`: put a fact right from the command line; the books as CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, TextIO

import click

from db.connection import open_reading, open_working
from db.corrections import Author, change, confirm, import_corrections, reject, undo
from db.ledger import COLUMNS, Correction, corrections_of
from ingest.errors import MinutebookError
from minutebook.clock import now
from minutebook.settings import ArchiveFolder, archive_option, who_option
from minutebook.version import software_version

_NUMBERS = frozenset({"id", "page", "start", "end"})
_NEEDED = frozenset({"document_id", "list", "field", "who", "made_at", "action"})


class BadCsv(MinutebookError):
    code = "bad_csv"
    exit_code = 2
    remedy = "Use a file that `minutebook corrections --export` wrote, or its first line as a pattern."


@click.command("correct")
@click.argument("fact")
@click.argument("values", nargs=-1, metavar="[FIELD=VALUE]...")
@archive_option
@who_option
@click.option("--why", default="", help="The reason, for the public ledger.")
@click.option("--right", is_flag=True, help="The fact is right as it was read.")
@click.option("--not-a-fact", is_flag=True, help="The paper does not say this.")
@click.option("--undo", "undoing", is_flag=True, help="FACT is the number of a correction: take it back.")
def correct_command(
    fact: str,
    values: tuple[str, ...],
    folder: Path,
    who: str,
    why: str,
    right: bool,
    not_a_fact: bool,
    undoing: bool,
) -> None:
    """Put FACT (its id, or a document's id) right: `minutebook correct ID deadline=2024-03-22`.

    The machine's reading is kept beside it, and the correction outlasts every new reading of the paper.
    """
    if sum((bool(values), right, not_a_fact, undoing)) != 1:
        raise click.UsageError("give either FIELD=VALUE, or one of --right, --not-a-fact, --undo")
    by = Author(who, now(), why, software_version())
    with closing(open_working(ArchiveFolder(folder).needed().working)) as conn:
        if undoing:
            made = undo(conn, int(fact) if fact.isascii() and fact.isdigit() else -1, by)
            click.echo(f"taken back: {made.list} {made.fact_id} {made.field}")
        elif right:
            confirm(conn, fact, by)
            click.echo(f"{fact}: confirmed")
        elif not_a_fact:
            reject(conn, fact, by)
            click.echo(f"{fact}: not a fact")
        else:
            changed = change(conn, fact, _typed(values), by)
            click.echo(f"{fact}: " + (", ".join(changed) + " corrected" if changed else "confirmed as it was"))


def _typed(values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    if any(not equals for _, equals, _ in pairs):
        raise click.UsageError("write each value as FIELD=VALUE")
    return {name.strip(): value for name, _, value in pairs}


@click.command("corrections")
@archive_option
@click.option("--export", "exporting", is_flag=True, help="Print every correction ever made as CSV.")
@click.option("--import", "importing", type=click.File("r", encoding="utf-8-sig"), help="Take corrections from a CSV.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a correction.")
def corrections_command(folder: Path, exporting: bool, importing: TextIO | None, as_json: bool) -> None:
    """List the corrections that were made, or carry them to another archive."""
    archive = ArchiveFolder(folder).needed()
    if importing is not None:
        with closing(open_working(archive.working)) as conn:
            click.echo(f"{import_corrections(conn, read_csv(importing.read()))} corrections taken over")
        return
    with closing(open_reading(archive.working)) as conn:
        made = corrections_of(conn)
    if exporting:
        write_csv(made, sys.stdout)
        return
    for one in made:
        if as_json:
            click.echo(json.dumps({"schema": "minutebook-correction/1", **{c: getattr(one, c) for c in COLUMNS}}))
        else:
            undone = f"  (taken back by {one.undone_by})" if one.undone_at else ""
            said = f"{one.field}: {one.before} becomes {one.after}" if one.action == "change" else one.action
            click.echo(f"{one.id}  {one.made_at}  {one.who}  {one.list}  {one.fact_id}  {said}{undone}")


def write_csv(made: tuple[Correction, ...], target: TextIO) -> None:
    """All columns; nothing is left out, so that the file brings every correction back."""
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    writer.writerows([getattr(one, column) for column in COLUMNS] for one in made)


def read_csv(text: str) -> list[Correction]:
    """What ``write_csv`` wrote. An empty cell is a value that is not there. Raises BadCsv."""
    reader = csv.DictReader(io.StringIO(text))
    missing = _NEEDED - set(reader.fieldnames or ())
    if missing:
        raise BadCsv(f"the CSV has no column {', '.join(sorted(missing))}")
    found = []
    for number, row in enumerate(reader, 2):
        try:
            found.append(_correction({name: row.get(name) or None for name in COLUMNS}))
        except ValueError as error:
            raise BadCsv(f"line {number} of the CSV: {error}") from error
    return found


def _correction(cells: dict[str, str | None]) -> Correction:
    values: dict[str, Any] = {
        name: int(cell) if cell is not None and name in _NUMBERS else cell for name, cell in cells.items()
    }
    for name in ("before", "after", "machine"):
        json.loads(values[name] or "null")
    written = {name: values[name] or "" for name in ("why", "software_version")}
    return Correction(**{**values, **written, "id": 0})
