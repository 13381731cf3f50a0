"""What became of everything that was ever given in: each file, page, table and list item stored, failed or ignored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

TABLE = """
CREATE TABLE accounts (
    number INTEGER PRIMARY KEY,
    what TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('stored', 'failed', 'ignored')),
    why TEXT,
    count INTEGER NOT NULL
) STRICT
"""
"""Of a public database: numbers and reasons alone, no names and no paths."""


@dataclass(frozen=True, slots=True)
class Account:
    """``count`` of ``what`` were stored, failed or ignored; ``why`` is None where they were stored."""

    what: str
    outcome: str
    why: str | None
    count: int


# A file that was given in several times counts once, as it fared the last time.
_FILES = """
WITH last AS (SELECT outcome, code, row_number() OVER (PARTITION BY coalesce(sha256, path)
    ORDER BY run_id DESC, number DESC) AS nth FROM run_files)
SELECT 'files', CASE WHEN outcome IN ('failed', 'ignored') THEN outcome ELSE 'stored' END AS fate,
    replace(code, '_', ' '), count(*) FROM last WHERE nth = 1 GROUP BY fate, code ORDER BY fate = 'stored' DESC, 2, 3
"""
_PAGES = """
SELECT 'pages', CASE WHEN note IS NULL OR start < "end" THEN 'stored' ELSE 'failed' END AS fate, note, count(*)
FROM pages GROUP BY fate, note ORDER BY note IS NOT NULL, note
"""
_TABLES = "SELECT 'tables', 'stored', NULL, count(*) FROM tables"
_CELLS = "SELECT 'table cells', 'stored', NULL, count(*) FROM table_cells"
_ITEMS = "SELECT 'list items', 'stored', NULL, count(*) FROM passages WHERE kind = 'list_item'"
_OTHER = "SELECT 'other passages', 'stored', NULL, count(*) FROM passages WHERE kind <> 'list_item'"


def accounts(conn: sqlite3.Connection) -> Iterator[Account]:
    """Of a working database, in the order in which a person would ask.

    A page without text says why, and one at which its file breaks off says that others may be missing.
    """
    for sql in (_FILES, _PAGES, _TABLES, _CELLS, _ITEMS, _OTHER):
        yield from (Account(*row) for row in conn.execute(sql))


def page_notes(conn: sqlite3.Connection, document_id: str) -> tuple[tuple[int, str], ...]:
    """The pages of a paper that say why they have no text or what may be missing, each with what it says."""
    sql = "SELECT number, note FROM pages WHERE document_id = ? AND note IS NOT NULL ORDER BY number"
    return tuple((number, note) for number, note in conn.execute(sql, (document_id,)))


def missing_numbers(conn: sqlite3.Connection) -> dict[str, int]:
    """List to the number of papers in which its counting has a gap: something that was read is not there."""
    return {
        table: conn.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} GROUP BY document_id HAVING count(*) <> max(number))"
        ).fetchone()[0]
        for table in ("pages", "tables", "passages")
    }


def write_accounts(conn: sqlite3.Connection, found: list[Account]) -> None:
    """Into a public database in the making."""
    conn.execute(TABLE)
    conn.executemany(
        "INSERT INTO accounts (what, outcome, why, count) VALUES (?, ?, ?, ?)",
        [(one.what, one.outcome, one.why, one.count) for one in found],
    )
