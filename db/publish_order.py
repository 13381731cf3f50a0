"""Index entries of the public database numbered by day, so that a search looks at the newest first.

A word that stands in very many entries is looked for in the last of them alone (db.found). In the working database
the last are those that came in last: the same papers brought in another way would answer otherwise.
"""

from __future__ import annotations

import sqlite3

_KEYED = ("documents", "decisions", "passages", "resolutions")

_NUMBERED = """
CREATE TEMP TABLE numbered AS
WITH entries (key, document_id) AS (
    SELECT search_key, id FROM documents
    UNION ALL SELECT search_key, document_id FROM decisions
    UNION ALL SELECT search_key, document_id FROM passages
    UNION ALL SELECT search_key, document_id FROM resolutions
)
SELECT e.key,
       (SELECT max(key) FROM entries) + row_number() OVER (
           ORDER BY coalesce(d.meeting_date, d.published_date, d.signed_date, ''), d.id, e.key
       ) AS new_key
FROM (SELECT DISTINCT key, document_id FROM entries) e JOIN documents d ON d.id = e.document_id
"""
"""Within a paper the old keys follow the paper. New keys lie behind all old ones: no two rows meet on the way."""


def number_by_day(conn: sqlite3.Connection) -> None:
    """Number the entries anew and make both indexes again. Inside the caller's transaction."""
    conn.execute(_NUMBERED)
    conn.execute("CREATE UNIQUE INDEX temp.numbered_key ON numbered(key)")
    for table in _KEYED:
        conn.execute(f"UPDATE {table} SET search_key = (SELECT new_key FROM numbered WHERE key = {table}.search_key)")
    conn.execute("DROP TABLE temp.numbered")
    for index in ("search_fts", "resolutions_fts"):
        conn.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
