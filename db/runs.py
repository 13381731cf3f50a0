"""The record of each run: what was done with every file that was given in, and why."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from db.store import Failure, Outcome, transaction


@dataclass(frozen=True, slots=True)
class RunFile:
    """One file of a run. ``number`` is its place in the order given, from 1."""

    number: int
    path: str
    outcome: Outcome
    sha256: str | None = None
    document_id: str | None = None
    failure: Failure | None = None
    """Why it failed or was ignored."""


def start_run(conn: sqlite3.Connection, *, command: str, started_at: str, software_version: str, workers: int) -> int:
    """Open a run and give its id."""
    with transaction(conn):
        cursor = conn.execute(
            "INSERT INTO runs (command, started_at, software_version, workers) VALUES (?, ?, ?, ?)",
            (command, started_at, software_version, workers),
        )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def record_file(conn: sqlite3.Connection, run_id: int, file: RunFile) -> None:
    """Write down what became of one file, inside the caller's transaction."""
    record_files(conn, run_id, (file,))


def record_files(conn: sqlite3.Connection, run_id: int, run_files: Iterable[RunFile]) -> None:
    """The same for several files."""
    conn.executemany(
        "INSERT INTO run_files (run_id, number, path, sha256, document_id, outcome, code, message, remedy)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(run_id, file.number, file.path, file.sha256, file.document_id, file.outcome),
                *((f.code, f.message, f.remedy) if (f := file.failure) else (None, None, None)),
            )
            for file in run_files
        ],
    )


def finish_run(conn: sqlite3.Connection, run_id: int, *, finished_at: str) -> None:
    """Write down that the run came to its end; a run without that was killed."""
    with transaction(conn):
        conn.execute("UPDATE runs SET finished_at = ? WHERE id = ?", (finished_at, run_id))


def outcome_counts(run_files: Iterable[RunFile]) -> Counter[str]:
    """How many files were inserted, updated, unchanged, failed, ignored."""
    return Counter(file.outcome for file in run_files)
