"""Opening an archive: the working database for writing, any database for reading."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

BUSY_TIMEOUT_MS = 30_000
"""How long one writer waits for another before it gives up."""


def open_working(path: Path) -> sqlite3.Connection:
    """The working database at ``path``, made if it is not there, its schema brought up to date.

    A write-ahead log, so that readers and a publish go on while a file is stored; ``synchronous=FULL``, so that a
    file reported as stored survives a loss of power (the cost is one flush to disk a file).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    conn = sqlite3.connect(path, isolation_level=None)
    try:
        conn.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute("PRAGMA foreign_keys = ON")
        _bring_up_to_date(conn)
    except BaseException:
        conn.close()
        raise
    conn.row_factory = sqlite3.Row
    return conn


def _bring_up_to_date(conn: sqlite3.Connection) -> None:
    """Apply what is pending as one step, under the write lock: two programs may open a new archive at once."""
    # Only writers need it, and it takes longer to load than most archives to search.
    from sqlite_utils import Database

    from db.migrations import migrations

    db = Database(conn, execute_plugins=False)
    if not migrations.pending(db):
        return
    conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        conn.execute("COMMIT")
    except BaseException:
        conn.rollback()
        raise


def open_reading(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    """The database at ``path`` for reading only; ``sqlite3.OperationalError`` where there is none."""
    options = "mode=ro&immutable=1" if immutable or _cannot_change(path) else "mode=ro"
    conn = sqlite3.connect(f"file:{quote(str(path.resolve()))}?{options}", uri=True, isolation_level=None)
    conn.row_factory = sqlite3.Row
    conn.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return conn


def _cannot_change(path: Path) -> bool:
    """True of a database on a read-only disk: there SQLite cannot make the file that readers of a write-ahead log
    share. Where a log with something in it lies beside it, the database alone would not be the whole."""
    log = path.with_name(path.name + "-wal")
    readable = path.exists() and not os.access(path.parent, os.W_OK)
    return readable and not (log.exists() and log.stat().st_size)
