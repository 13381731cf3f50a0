"""The written schema, applied in steps that are recorded in the database itself.

A step never changes once an archive may have been made with it: a later change is a new step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from sqlite_utils import Database, Migrations

migrations = Migrations("minutebook")


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL file one by one.

    ``executescript`` would commit first, and a step must stand or fall as a whole.
    """
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip() and not all(line.startswith("--") for line in pending.strip().splitlines()):
        raise ValueError(f"unfinished SQL statement: {pending[:80]!r}")


def _run_file(db: Database, name: str) -> None:
    for statement in statements(files(__package__).joinpath(name).read_text(encoding="utf-8")):
        db.conn.execute(statement)


@migrations()
def m001_tables(db: Database) -> None:
    _run_file(db, "tables.sql")


@migrations()
def m002_search(db: Database) -> None:
    _run_file(db, "search.sql")


@migrations()
def m003_views(db: Database) -> None:
    _run_file(db, "views.sql")


@migrations()
def m004_papers_by_meeting(db: Database) -> None:
    """Without it the gaps of an archive of 20,000 papers take minutes to find."""
    db.conn.execute("CREATE INDEX documents_meeting ON documents(council, body, meeting_date)")


@migrations()
def m005_threads(db: Database) -> None:
    _run_file(db, "threads.sql")


@migrations()
def m006_desk(db: Database) -> None:
    """Corrections with their place, redactions, and who stands behind each reading."""
    _run_file(db, "desk.sql")


@migrations()
def m007_packs(db: Database) -> None:
    """Papers that are printed inside other papers."""
    _run_file(db, "packs.sql")


@migrations()
def m008_call_in_times(db: Database) -> None:
    """When each call-in ends, for the page of call-ins."""
    _run_file(db, "call_in_times.sql")


@migrations()
def m009_call_in_revisions(db: Database) -> None:
    """How often each call-in was corrected, for the calendar."""
    _run_file(db, "call_in_revisions.sql")


@migrations()
def m010_gaps(db: Database) -> None:
    """Papers that break off are no pages without text."""
    _run_file(db, "gaps.sql")


@migrations()
def m011_restorations(db: Database) -> None:
    """Papers put back after they were withdrawn count for the calendar."""
    _run_file(db, "restorations.sql")
