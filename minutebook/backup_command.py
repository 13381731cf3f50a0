"""`minutebook backup`: a whole copy of the working database while anything goes on, and how it comes back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import click

from db.checkup import check_accounts, check_database
from db.connection import open_reading
from ingest.errors import MinutebookError
from minutebook.settings import ArchiveFolder, archive_option


class BackupExists(MinutebookError):
    code = "backup_exists"
    exit_code = 2
    remedy = "Name a file that is not there yet."


class BadBackup(MinutebookError):
    code = "bad_backup"
    remedy = "Keep the last backup that was made without this message; `minutebook doctor` says what is wrong."


class ArchiveExists(MinutebookError):
    code = "archive_exists"
    exit_code = 2
    remedy = "Name an --archive folder without a working.db; move the old one aside first."


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@archive_option
@click.option("--restore", "restoring", is_flag=True, help="Bring FILE back as the working database of the archive.")
def backup_command(file: Path, folder: Path, restoring: bool) -> None:
    """Write the working database to FILE: every paper's text, fact, correction and withdrawal, as of one moment.

    Also while an ingest runs. The papers themselves are the folder `files` of the archive; copy it after this.
    """
    archive = ArchiveFolder(folder)
    if restoring:
        if archive.working.exists():
            raise ArchiveExists(f"there is an archive in {archive.root} already")
        archive.root.mkdir(parents=True, exist_ok=True)
        copy(file, archive.working)
        click.echo(f"{archive.working} is as it was in {file}; copy the folder `files` beside it, then publish")
    else:
        if file.exists():
            raise BackupExists(f"{file} is there already")
        copy(archive.needed().working, file)
        click.echo(f"{file} holds the working database; copy the folder {archive.originals} too")


def copy(source: Path, target: Path) -> None:
    """A consistent copy at ``target``, wholly or not at all, looked over before it is called one."""
    draft = target.with_name(target.name + ".draft")
    draft.unlink(missing_ok=True)
    try:
        with closing(open_reading(source)) as conn:
            conn.execute("VACUUM INTO ?", (str(draft),))
        look_over(draft)
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def look_over(path: Path) -> None:
    """Raises BadBackup where the copy does not add up."""
    with closing(sqlite3.connect(path)) as conn:
        wrong = [check for check in (*check_database(conn), *check_accounts(conn)) if not check.ok]
    if wrong:
        raise BadBackup(f"the copy does not add up: {wrong[0].name}: {wrong[0].detail}")
