"""`minutebook export`: what is public, as Parquet files for DuckDB and its like."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import click

from archive.bulk import tables
from archive.reading import open_immutable
from db.parquet import Exported, export_parquet
from ingest.errors import MinutebookError
from minutebook.settings import ArchiveFolder, archive_option, json_option

EXPORT_SCHEMA = "minutebook-export/1"
MARK = "minutebook-export.json"
"""Stands in every folder that this command wrote, and only such a folder is replaced."""


class FolderInUse(MinutebookError):
    code = "folder_in_use"
    exit_code = 2
    remedy = "Name a folder that does not exist yet, or one that an earlier export wrote."


@click.command("export")
@archive_option
@click.option(
    "--parquet",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Write Parquet files into this folder, a folder in it for each table, split by council and year.",
)
@json_option
def export_command(folder: Path, target: Path, as_json: bool) -> None:
    """Write what is published as files that other programs read, replacing an earlier export whole."""
    archive = ArchiveFolder(folder).published()
    exported = export(archive, target)
    if as_json:
        found = {one.table: {"rows": one.rows, "files": one.files} for one in exported}
        click.echo(json.dumps({"schema": EXPORT_SCHEMA, "folder": str(target), "tables": found}))
        return
    for one in exported:
        click.echo(f"{one.rows:10,} rows  {one.files:6,} files  {one.table}")


def export(archive: ArchiveFolder, target: Path) -> tuple[Exported, ...]:
    """Write beside ``target``, then put it in its place: nobody meets a half-written export."""
    target = target.absolute()
    if target.exists() and any(target.iterdir()) and not (target / MARK).is_file():
        raise FolderInUse(f"{target} holds files that no export wrote")
    draft = target.with_name(f".{target.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        with closing(open_immutable(archive.public_database)) as conn:
            exported = export_parquet(conn, draft, tables(conn))
        (draft / MARK).write_text(json.dumps({"schema": EXPORT_SCHEMA}), encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return exported
