"""Views that are asked on every visit become tables in the public database, where nothing changes any more."""

from __future__ import annotations

import sqlite3

_CALL_IN_TIMES = (
    """CREATE TABLE _times (
        id TEXT PRIMARY KEY REFERENCES call_ins(id) ON DELETE CASCADE,
        document_id TEXT NOT NULL,
        state TEXT, ends TEXT, day TEXT, taken TEXT, council_id TEXT
    ) STRICT, WITHOUT ROWID""",
    "INSERT INTO _times SELECT id, document_id, state, ends, day, taken, council_id FROM call_in_times",
    "DROP VIEW call_in_times",
    "ALTER TABLE _times RENAME TO call_in_times",
    "CREATE INDEX call_in_times_state ON call_in_times(state, day)",
)


def write_out_views(conn: sqlite3.Connection) -> None:
    """Inside the caller's transaction, when all else is done. A paper taken back later takes its rows along."""
    for statement in _CALL_IN_TIMES:
        conn.execute(statement)
