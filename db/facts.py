"""Facts read back from an archive: one by its id, all of a document, those that need a check."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from db.fact_ids import LETTERS

FACT_LISTS = tuple(name for name in LETTERS if name not in ("passages", "tables"))
"""The fact tables, in the order of the contract."""

_PLACE = frozenset(
    {
        *("id", "document_id", "page", "start", "end", "passage_id", "rule", "confidence", "doubts"),
        *("needs_check", "search_key", "review"),
    }
)

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One row of ``documents``, without the text."""

    id: str
    filename: str
    status: str
    source_url: str | None
    error_message: str | None
    fields: tuple[tuple[str, Value], ...]
    """All columns but the text and the search key, in the order of the table."""


@dataclass(frozen=True, slots=True)
class StoredFact:
    """One row of a fact table."""

    id: str
    list: str
    document_id: str
    page: int
    start: int
    end: int
    passage_id: str | None
    rule: str
    confidence: float
    doubts: tuple[str, ...]
    fields: tuple[tuple[str, Value], ...]
    """What the fact says: the columns of its own."""
    words: str
    """The words it was read from, as they stand in the document."""


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage and the words just before and after it."""

    id: str
    document_id: str
    kind: str
    heading: str | None
    page: int
    start: int
    end: int
    text: str


def find_document(conn: sqlite3.Connection, given: str) -> StoredDocument | None:
    """The document with this id, sha256 or file name; of several with one file name the latest to come in."""
    cursor = conn.execute(
        "SELECT * FROM documents WHERE id = ?1 OR sha256 = ?1 OR filename = ?1"
        " ORDER BY id = ?1 DESC, ingested_at DESC, id LIMIT 1",
        (given,),
    )
    row = cursor.fetchone()
    if row is None:
        return None
    names = [column[0] for column in cursor.description]
    values = dict(zip(names, row, strict=True))
    return StoredDocument(
        id=values["id"],
        filename=values["filename"],
        status=values["status"],
        source_url=values["source_url"],
        error_message=values["error_message"],
        fields=tuple((name, values[name]) for name in names if name not in ("text", "search_key")),
    )


def text_of(conn: sqlite3.Connection, document_id: str) -> str:
    """The text that all offsets of a paper point into; empty where it could not be read or is not held."""
    row = conn.execute("SELECT text FROM documents WHERE id = ?", (document_id,)).fetchone()
    return (row and row[0]) or ""


def facts_of(conn: sqlite3.Connection, document_id: str, list_name: str) -> tuple[StoredFact, ...]:
    """The facts of one list of a document in reading order."""
    if list_name not in FACT_LISTS:
        raise ValueError(f"no fact list is called {list_name!r}")
    return _facts(conn, list_name, "f.document_id = ?", document_id)


def find_passage(conn: sqlite3.Connection, identifier: str) -> StoredPassage | None:
    """The passage of this id; None where the archive holds none."""
    row = conn.execute(
        'SELECT id, document_id, kind, heading, page, start, "end", text FROM passages WHERE id = ?', (identifier,)
    ).fetchone()
    return None if row is None else StoredPassage(*row)


def _facts(conn: sqlite3.Connection, name: str, condition: str, argument: str) -> tuple[StoredFact, ...]:
    cursor = conn.execute(
        f'SELECT f.*, substr(d.text, f.start + 1, f."end" - f.start) AS words'
        f' FROM {name} f JOIN documents d ON d.id = f.document_id WHERE {condition} ORDER BY f.start, f."end", f.id',
        (argument,),
    )
    columns = [column[0] for column in cursor.description]
    facts = []
    for row in cursor:
        values = dict(zip(columns, row, strict=True))
        own = [(column, values[column]) for column in columns if column not in _PLACE and column != "words"]
        if name == "resolutions":
            own.append(("effects", _effects(conn, values["id"])))
        facts.append(
            StoredFact(
                id=values["id"],
                list=name,
                document_id=values["document_id"],
                page=values["page"],
                start=values["start"],
                end=values["end"],
                passage_id=values["passage_id"],
                rule=values["rule"],
                confidence=values["confidence"],
                doubts=tuple(json.loads(values["doubts"])),
                fields=tuple(own),
                words=values["words"] or "",
            )
        )
    return tuple(facts)


def _effects(conn: sqlite3.Connection, resolution_id: str) -> str:
    rows = conn.execute(
        "SELECT effect FROM resolution_effects WHERE resolution_id = ? ORDER BY number", (resolution_id,)
    )
    return ", ".join(row[0] for row in rows)
