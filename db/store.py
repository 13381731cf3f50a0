"""Facts into the archive: one transaction a document, so that it is wholly in or wholly out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from db.rows import DocumentRows, TableRows, distinct_words, document_rows
from extractors.records import Record
from ingest.document import Document

Outcome = Literal["inserted", "updated", "unchanged", "failed", "ignored"]

# Children before parents. Passages and decisions point at each other; the pointer from a passage is deferred.
_CLEARED = (
    *("findings", "citations", "commitments", "figures", "dates", "call_ins", "resolution_effects", "resolutions"),
    *("sections", "people", "decisions", "passages", "table_cells", "tables", "lines", "pages"),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file came from and what was known of it beforehand. Nothing here overrides the paper."""

    filename: str
    source_url: str | None = None
    licence: str | None = None
    known: tuple[tuple[str, str], ...] = ()
    """Pairs of field and value, as a manifest gave them."""
    known_source: str = "manifest"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file gave no document: a stable code, what happened, and what to do next."""

    code: str
    message: str
    remedy: str


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. IMMEDIATE, so that two writers queue at the start and never fail in the middle."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        conn.rollback()
        raise
    conn.execute("COMMIT")


def is_current(conn: sqlite3.Connection, sha256: str, software_version: str) -> bool:
    """True if these bytes are in the archive, read without failure by this version."""
    found = conn.execute(
        "SELECT 1 FROM documents WHERE sha256 = ? AND software_version = ? AND status <> 'failed'",
        (sha256, software_version),
    ).fetchone()
    return found is not None


def store(
    conn: sqlite3.Connection,
    document: Document,
    record: Record,
    *,
    origin: Origin,
    software_version: str,
    ingested_at: str,
    force: bool = False,
) -> Outcome:
    """Put one read document into the archive, in a transaction of its own."""
    rows = document_rows(document, record)
    with transaction(conn):
        return store_rows(
            conn, rows, origin=origin, software_version=software_version, ingested_at=ingested_at, force=force
        )


def store_rows(
    conn: sqlite3.Connection,
    rows: DocumentRows,
    *,
    origin: Origin,
    software_version: str,
    ingested_at: str,
    force: bool = False,
) -> Outcome:
    """Put prepared rows into the archive, inside the caller's transaction.

    ``ingested_at`` is kept from the first time: when the paper came in, not when it was last read.
    """
    if not force and is_current(conn, rows.sha256, software_version):
        remember_origin(conn, rows.document_id, origin)
        return "unchanged"
    old = conn.execute("SELECT status, text FROM documents WHERE id = ?", (rows.document_id,)).fetchone()
    base: int = conn.execute("SELECT value FROM counters WHERE name = 'search_key'").fetchone()[0]
    if old is not None:
        _clear(conn, rows.document_id, old[1])
        conn.execute("DELETE FROM page_marks WHERE document_id = ?", (rows.document_id,))
    _put_document(conn, rows, base, software_version, ingested_at)
    conn.executemany("INSERT OR IGNORE INTO metrics (id, name) VALUES (?, ?)", [(m, m) for m in sorted(rows.metrics)])
    for table in rows.tables:
        _insert(conn, table, base)
    conn.execute("UPDATE counters SET value = ? WHERE name = 'search_key'", (base + rows.search_keys,))
    index_document(conn, rows.document_id)
    _count_words(conn, rows.words)
    remember_origin(conn, rows.document_id, origin)
    return "inserted" if old is None or old[0] == "failed" else "updated"


def store_failure(
    conn: sqlite3.Connection,
    sha256: str,
    failure: Failure,
    *,
    origin: Origin,
    software_version: str,
    ingested_at: str,
) -> None:
    """Record that a file could not be read, inside the caller's transaction.

    A document that an earlier run did read keeps its facts: the failure then stands in ``run_files`` alone.
    """
    document_id = sha256[:12]
    old = conn.execute("SELECT status FROM documents WHERE id = ?", (document_id,)).fetchone()
    if old is not None and old[0] != "failed":
        return
    key: int = conn.execute("SELECT value FROM counters WHERE name = 'search_key'").fetchone()[0] + 1
    conn.execute(
        "INSERT INTO documents (id, sha256, filename, ingested_at, software_version, status,"
        " error_code, error_message, error_remedy, search_key) VALUES (?, ?, ?, ?, ?, 'failed', ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET software_version = excluded.software_version,"
        " error_code = excluded.error_code, error_message = excluded.error_message,"
        " error_remedy = excluded.error_remedy",
        (
            *(document_id, sha256, origin.filename, ingested_at, software_version),
            *(failure.code, failure.message, failure.remedy, key),
        ),
    )
    if old is None:
        conn.execute("UPDATE counters SET value = ? WHERE name = 'search_key'", (key,))
    remember_origin(conn, document_id, origin)


def remember_origin(conn: sqlite3.Connection, document_id: str, origin: Origin) -> None:
    """Add a name and what a manifest said, where they are new. An address once known is not overwritten by none."""
    conn.execute(
        "INSERT OR IGNORE INTO file_names (document_id, filename) VALUES (?, ?)", (document_id, origin.filename)
    )
    if origin.source_url is not None or origin.licence is not None:
        conn.execute(
            "UPDATE documents SET source_url = coalesce(?, source_url), licence = coalesce(?, licence) WHERE id = ?"
            " AND (source_url IS NOT coalesce(?, source_url) OR licence IS NOT coalesce(?, licence))",
            (origin.source_url, origin.licence, document_id, origin.source_url, origin.licence),
        )
    if origin.known:
        conn.executemany(
            "INSERT INTO known_facts (document_id, field, value, source) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (document_id, field) DO UPDATE SET value = excluded.value, source = excluded.source",
            [(document_id, field, value, origin.known_source) for field, value in origin.known],
        )


def remove(conn: sqlite3.Connection, document_id: str) -> None:
    """Take a document out entirely, inside the caller's transaction. Publishing does this to its own copy."""
    text = conn.execute("SELECT text FROM documents WHERE id = ?", (document_id,)).fetchone()[0]
    _clear(conn, document_id, text)
    conn.execute("UPDATE documents SET supersedes_id = NULL WHERE supersedes_id = ?", (document_id,))
    held = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in ("corrections", "redactions", "withdrawals", "restorations", "run_files"):
        if table in held:  # a public database has not all of them
            conn.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
    conn.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def _clear(conn: sqlite3.Connection, document_id: str, text: str | None) -> None:
    """Take out the facts of an earlier reading. The index goes first: it is unwound with the words it was given."""
    if text is None:
        return  # a failed document has no facts and is in no index
    unindex_document(conn, document_id)
    uncount_words(conn, distinct_words(text))
    for table in _CLEARED:
        conn.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))


def _put_document(
    conn: sqlite3.Connection, rows: DocumentRows, base: int, software_version: str, ingested_at: str
) -> None:
    council = rows.facts.rows[0][rows.facts.columns.index("council")]
    council_id = conn.execute("SELECT id FROM councils WHERE name = ?", (council,)).fetchone()
    status = "needs_review" if rows.needs_review else "ok"
    columns = (
        *("id", *rows.facts.columns, "council_id", "software_version", "status", "search_key"),
        *("error_code", "error_message", "error_remedy", "ingested_at"),
    )
    values = (
        *(rows.document_id, *rows.facts.rows[0], council_id and council_id[0], software_version, status, base + 1),
        *(None, None, None, ingested_at),
    )
    updated = ", ".join(f"{_quoted(c)} = excluded.{_quoted(c)}" for c in columns[1:-1] if c != "filename")
    conn.execute(
        f"INSERT INTO documents ({', '.join(map(_quoted, columns))}) VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT (id) DO UPDATE SET {updated}",
        values,
    )


def _insert(conn: sqlite3.Connection, table: TableRows, base: int) -> None:
    places = ["?"] * len(table.columns)
    if table.columns[-1] == "search_key":
        places[-1] = f"? + {base:d}"
    names = ", ".join(map(_quoted, table.columns))
    conn.executemany(f"INSERT INTO {table.table} ({names}) VALUES ({', '.join(places)})", table.rows)


def index_document(conn: sqlite3.Connection, document_id: str) -> None:
    """Put the words of a document into the full-text indexes."""
    conn.execute(
        "INSERT INTO search_fts (rowid, title, resolution, reasons, text)"
        " SELECT search_key, title, resolution, reasons, text FROM search_entries WHERE document_id = ?"
        " ORDER BY search_key",
        (document_id,),
    )
    conn.execute(
        "INSERT INTO resolutions_fts (rowid, text)"
        " SELECT search_key, text FROM resolutions WHERE document_id = ? ORDER BY search_key",
        (document_id,),
    )


def unindex_document(conn: sqlite3.Connection, document_id: str) -> None:
    """Take the words of a document out of the indexes: before any of them changes, since FTS5 asks what they were."""
    conn.execute(
        "INSERT INTO search_fts (search_fts, rowid, title, resolution, reasons, text)"
        " SELECT 'delete', search_key, title, resolution, reasons, text FROM search_entries WHERE document_id = ?",
        (document_id,),
    )
    conn.execute(
        "INSERT INTO resolutions_fts (resolutions_fts, rowid, text)"
        " SELECT 'delete', search_key, text FROM resolutions WHERE document_id = ?",
        (document_id,),
    )


def _count_words(conn: sqlite3.Connection, words: frozenset[str]) -> None:
    conn.executemany(
        "INSERT INTO term (word, docs) VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET docs = docs + 1",
        [(word,) for word in sorted(words)],
    )


def uncount_words(conn: sqlite3.Connection, words: frozenset[str]) -> None:
    """One document less holds each of ``words``."""
    once = [(word,) for word in sorted(words)]
    conn.executemany("DELETE FROM term WHERE word = ? AND docs = 1", once)
    conn.executemany("UPDATE term SET docs = docs - 1 WHERE word = ?", once)


def _quoted(name: str) -> str:
    return '"' + name + '"'
