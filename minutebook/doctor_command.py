"""`minutebook doctor`: is everything there that the program needs, and does the archive add up?"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from db.checkup import Check, check_accounts, check_database
from minutebook.settings import ArchiveFolder, archive_option, json_option

DOCTOR_SCHEMA = "minutebook-doctor/1"
_LEAST_SQLITE = (3, 37, 0)  # the first with STRICT tables
_PACKAGES = ("pymupdf", "spacy", "datasette", "sqlite-utils", "python-docx", "selectolax", "dateparser")


@click.command("doctor")
@archive_option
@json_option
@click.pass_context
def doctor_command(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """Check what the program needs and whether the archive adds up. Ends with 1 if something is wrong."""
    checks = []
    for check in (*_program(), *_archive(ArchiveFolder(folder))):
        checks.append(check)
        if as_json:
            shown = {"name": check.name, "ok": check.ok, "detail": check.detail}
            click.echo(json.dumps({"schema": DOCTOR_SCHEMA, **shown, "remedy": None if check.ok else check.remedy}))
        else:
            click.echo(f"{'ok   ' if check.ok else 'WRONG'} {check.name}: {check.detail}")
            if not check.ok:
                click.echo(f"      {check.remedy}")
    ctx.exit(0 if all(check.ok for check in checks) else 1)


def _program() -> Iterator[Check]:
    running = platform.python_version()
    yield Check("Python", sys.version_info >= (3, 11), running, "Use Python 3.11 or newer.")
    enough = sqlite3.sqlite_version_info >= _LEAST_SQLITE
    yield Check("SQLite", enough, sqlite3.sqlite_version, "Use a Python built with SQLite 3.37 or newer.")
    yield _fts5()
    for package in _PACKAGES:
        try:
            yield Check(package, True, version(package))
        except PackageNotFoundError:
            yield Check(package, False, "not installed", f"Install it: pip install {package}")
    tesseract = shutil.which("tesseract")
    yield Check("tesseract", True, tesseract or "not installed; scanned pages are kept as pictures without text")


def _fts5() -> Check:
    conn = sqlite3.connect(":memory:")
    try:
        conn.execute("CREATE VIRTUAL TABLE t USING fts5(a)")
    except sqlite3.OperationalError as error:
        return Check("full-text search", False, str(error), "Use a Python whose SQLite has FTS5.")
    finally:
        conn.close()
    return Check("full-text search", True, "FTS5")


def _archive(archive: ArchiveFolder) -> Iterator[Check]:
    if not archive.working.exists():
        yield Check("archive", True, f"none yet in {archive.root}")
        return
    writable = os.access(archive.root, os.W_OK) and os.access(archive.working, os.W_OK)
    yield Check("write access", writable, str(archive.root), "Give yourself the right to write in this folder.")
    # Opened for writing, since FTS5 is asked for its integrity with an INSERT; nothing is written.
    conn = sqlite3.connect(archive.working, isolation_level=None)
    try:
        yield from check_database(conn)
        yield from check_accounts(conn)
        yield from _originals(archive, conn)
    except sqlite3.DatabaseError as error:
        yield Check("archive", False, str(error), "Restore working.db from a backup, or ingest the papers again.")
    finally:
        conn.close()
    if archive.public_database.exists():
        yield from _public(archive)


def _originals(archive: ArchiveFolder, conn: sqlite3.Connection) -> Iterator[Check]:
    rows = conn.execute("SELECT sha256, filename FROM documents").fetchall()
    missing = sum(not any(archive.originals.glob(f"{row[0]}.*")) for row in rows)
    yield Check(
        "originals",
        not missing,
        f"{missing} of {len(rows)} documents whose file is not kept",
        "Ingest the papers again from where they are, with --force.",
    )


def _public(archive: ArchiveFolder) -> Iterator[Check]:
    conn = sqlite3.connect(archive.public_database, isolation_level=None)
    try:
        for check in check_database(conn):
            yield Check(f"public {check.name}", check.ok, check.detail, "Run `minutebook publish` again.")
    finally:
        conn.close()
