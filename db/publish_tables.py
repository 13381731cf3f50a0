"""What is asked on every visit becomes tables of the public database, where nothing changes any more."""

from __future__ import annotations

import sqlite3

from db.found import PLACES, RESULTS

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

_CALL_IN_REVISIONS = (
    """CREATE TABLE _revisions (
        id TEXT PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
        sequence INTEGER NOT NULL, changed_at TEXT NOT NULL,
        last_deadline TEXT, quote TEXT, decision_id TEXT
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO _revisions SELECT id, document_id, sequence, changed_at, last_deadline, quote, decision_id
        FROM call_in_revisions""",
    "DROP VIEW call_in_revisions",
    "ALTER TABLE _revisions RENAME TO call_in_revisions",
)

_CALL_INS_WITHDRAWN = """CREATE TABLE call_ins_withdrawn (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL,
    council_id TEXT,
    deadline TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    withdrawn_at TEXT NOT NULL
) STRICT, WITHOUT ROWID"""
"""What subscribers to the calendar are told of a paper taken back: only the names and days of the events they hold.
No foreign key: the paper is gone."""

_NOTE_WITHDRAWN = """INSERT OR REPLACE INTO call_ins_withdrawn
    SELECT c.id, c.document_id, d.council_id, coalesce(c.deadline, k.last_deadline), coalesce(k.sequence, 0) + 1, ?2
    FROM call_ins c JOIN documents d ON d.id = c.document_id LEFT JOIN call_in_revisions k ON k.id = c.id
    WHERE c.document_id = ?1 AND coalesce(d.exempt, 0) = 0 AND NOT (c.needs_check AND ?3)
        AND coalesce(c.deadline, k.last_deadline) IS NOT NULL"""

_SEARCH = (
    """CREATE TABLE search_places (
        search_key INTEGER PRIMARY KEY, result INTEGER NOT NULL, passages INTEGER NOT NULL
    ) STRICT""",
    f"""WITH found AS (SELECT search_key FROM passages UNION ALL SELECT search_key FROM decisions
            UNION ALL SELECT search_key FROM documents WHERE status <> 'failed')
        INSERT INTO search_places {PLACES} ORDER BY 1""",
    """CREATE TABLE search_results (
        result INTEGER PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
        decision_id TEXT, date TEXT, outcome TEXT, council TEXT, body TEXT, kind TEXT,
        effects TEXT NOT NULL, call_in TEXT, ends TEXT
    ) STRICT""",
    f"""WITH placed AS (SELECT DISTINCT result FROM search_places)
        INSERT INTO search_results {RESULTS} ORDER BY 1""",
    "CREATE INDEX search_results_document ON search_results(document_id)",
)
"""A search looks at a thousand entries. Places of a paper taken back stay behind: no index entry leads to them."""


def keep_withdrawn_call_ins(conn: sqlite3.Connection) -> None:
    """Make the table, unless a publication before this one has it."""
    if conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'call_ins_withdrawn'").fetchone() is None:
        conn.execute(_CALL_INS_WITHDRAWN)


def note_withdrawn_call_ins(conn: sqlite3.Connection, document_id: str, at: str, *, doubtful: bool = True) -> None:
    """Before the paper is taken out: what its call-ins stood as. Papers not for publication were never shown, and
    ``doubtful`` says whether deadlines with a doubt were."""
    conn.execute(_NOTE_WITHDRAWN, (document_id, at, not doubtful))


def write_out_revisions(conn: sqlite3.Connection) -> None:
    """Inside the caller's transaction, before the books of corrections are cleaned: undone ones count."""
    for statement in _CALL_IN_REVISIONS:
        conn.execute(statement)


def write_out(conn: sqlite3.Connection) -> None:
    """Inside the caller's transaction, when all else is done. A paper taken back later takes its rows along."""
    for statement in (*_CALL_IN_TIMES, *_SEARCH):
        conn.execute(statement)
