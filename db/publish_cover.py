"""Words that are covered in a public database: contact details and redactions. Every offset stays true."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from db.contact_details import COVER, contact_places, cover_contacts
from db.fact_ids import LETTERS
from db.rows import distinct_words
from db.store import index_document, uncount_words, unindex_document
from db.withdrawals import redacted_places, redactions

TEXT_COLUMNS = {
    "documents": ("text", "title", "lead_member"),
    "table_cells": ("text",),
    "passages": ("text", "heading"),
    "people": ("quote", "name", "post"),
    "sections": ("heading",),
    "decisions": ("title", "record", "reasons", "alternatives", "conflicts", "dispensations"),
    "resolutions": ("text",),
    "call_ins": ("quote",),
    "dates": ("quote",),
    "figures": ("quote", "measure", "table", "row", "column"),
    "commitments": ("quote", "what", "owner"),
    "citations": ("quote",),
    "findings": ("quote", "message", "printed", "computed", "explained_by"),
    "corrections": ("quote", "before", "after", "why"),
}
"""The columns that hold words of a paper."""

_VERBATIM = {
    "passages": "text",
    "resolutions": "text",
    "people": "quote",
    "call_ins": "quote",
    "dates": "quote",
    "figures": "quote",
    "commitments": "quote",
    "citations": "quote",
    "findings": "quote",
}
"""The columns that hold exactly the words at the fact's place."""

_POINTS = ("people", "call_ins", "dates", "figures", "citations", "findings", "commitments")
"""Lists whose facts say what the covered words said: they go with them. The others are covered in part."""


def cover_contact_details(conn: sqlite3.Connection) -> None:
    """Cover telephone numbers and e-mail addresses in every text, cell and quotation of the public database."""
    affected = [row[0] for row in conn.execute("SELECT id, text FROM documents ORDER BY id") if contact_places(row[1])]
    for document_id in affected:
        rewrite(conn, document_id, cover_contacts)


def cover_redactions(conn: sqlite3.Connection) -> None:
    """Cover what is redacted, and take out the facts that were read from it."""
    quotes: dict[str, list[str]] = {}
    for one in redactions(conn):
        quotes.setdefault(one.document_id, []).append(one.quote)
    for document_id, words in quotes.items():
        row = conn.execute("SELECT text FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            continue
        places = redacted_places(row[0], words)
        for table in _POINTS:
            conn.executemany(
                f'DELETE FROM {table} WHERE document_id = ? AND start < ? AND "end" > ?',
                [(document_id, end, start) for start, end in places],
            )
        covered = cover_places(row[0], places)
        rewrite(conn, document_id, _Cover(_parts(words)), covered)


class _Cover:
    """Covers words in any text; beside the whole words also each of their printed lines, for columns that hold one."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def __call__(self, text: str) -> str:
        return cover_places(text, redacted_places(text, self._words))


def _parts(words: Sequence[str]) -> list[str]:
    lines = [line for quote in words for line in quote.splitlines() if len(line.split()) > 1 or len(line.strip()) > 5]
    return [*words, *lines]


def cover_places(text: str, places: Sequence[tuple[int, int]]) -> str:
    """``text`` with a dot for every letter at ``places``."""
    covered = list(text)
    for start, end in places:
        for index in range(start, end):
            if not covered[index].isspace():
                covered[index] = COVER
    return "".join(covered)


def rewrite(conn: sqlite3.Connection, document_id: str, cover: Callable[[str], str], whole: str | None = None) -> None:
    """Cover a document's words in every column and in the indexes. ``whole``: its text as it is to be."""
    conn.create_function("cover", 1, lambda text: text and cover(text), deterministic=True)
    before = _words(conn, document_id)
    unindex_document(conn, document_id)
    for table, columns in TEXT_COLUMNS.items():
        key = "id" if table == "documents" else "document_id"
        changes = ", ".join(f'"{column}" = cover("{column}")' for column in columns)
        conn.execute(f"UPDATE {table} SET {changes} WHERE {key} = ?", (document_id,))
    if whole is not None:
        conn.execute("UPDATE documents SET text = ? WHERE id = ?", (whole, document_id))
        for table, column in _VERBATIM.items():
            conn.execute(
                f'UPDATE {table} SET "{column}" = substr(?1, start + 1, "end" - start)'
                f' WHERE document_id = ?2 AND "{column}" IS NOT NULL',
                (whole, document_id),
            )
    index_document(conn, document_id)
    uncount_words(conn, before - _words(conn, document_id))


def _words(conn: sqlite3.Connection, document_id: str) -> frozenset[str]:
    return distinct_words(conn.execute("SELECT text FROM documents WHERE id = ?", (document_id,)).fetchone()[0])


assert set(LETTERS) - {"tables"} <= set(TEXT_COLUMNS), "every fact list says which of its columns hold words"
