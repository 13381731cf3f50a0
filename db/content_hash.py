"""One hash over all that an archive says, so that two archives can be compared by a line of text.

The same files give the same hash in whatever order they come in, however many workers read them, and on any machine;
but of two versions of a paper that do not say which is the later one, the one that an earlier run brought in is the
earlier one.
What is left out is named below with the reason; everything else counts, also tables that are added later.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3

LOGS = {
    "runs": "tells when and with how many workers a run was made",
    "run_files": "tells in which order a run met its files",
    "counters": "the last search key given out",
    "_sqlite_migrations": "tells when the tables were made",
    "search_places": "search keys alone; worked out of decisions, documents and passages",
    "search_results": "by search key; what it tells of decisions and documents stands there",
}
"""Tables that tell of the work and not of the papers, or are keyed by handles alone."""

HANDLES = {
    "search_key": "ties a row to the full-text index; given out in the order of storing",
    "ingested_at": "when the paper came in",
    "published_at": "when the archive was published",
}
"""Columns, of any table, that are no content."""

_TABLES = """SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
    AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"""
"""Without the full-text indexes (virtual tables and their shadows), which hold the words of other tables again."""


def content_hash(conn: sqlite3.Connection) -> str:
    """64 hex digits over every row of every table, whatever the order of the rows."""
    digest = hashlib.sha256()
    for (table,) in conn.execute(_TABLES).fetchall():
        if table not in LOGS:
            digest.update(f"{table} {table_hash(conn, table)}\n".encode())
    return digest.hexdigest()


def table_hash(conn: sqlite3.Connection, table: str) -> str:
    """64 hex digits over the rows of one table: the sum of the rows' hashes, so that nothing is sorted or held."""
    names = sorted(row[1] for row in conn.execute(f'PRAGMA table_info("{table}")') if row[1] not in HANDLES)
    columns = ", ".join(f'"{name}"' for name in names)
    total = 0
    for row in conn.execute(f'SELECT {columns} FROM "{table}"'):
        written = json.dumps([names, list(row)], ensure_ascii=False, separators=(",", ":"))
        total += int.from_bytes(hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest())
    return f"{total % (1 << 256):064x}"
