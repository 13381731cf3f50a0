"""What a publishing would change: the database to be beside the one that is public now."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from db.connection import open_reading
from db.facts import FACT_LISTS

_NOT_COMPARED = frozenset(
    {"search_key", "software_version", "ingested_at", "council_id", "passage_id", "confidence", "rule", "decision_id"}
)
"""What a new version of the program changes without anything else that a reader sees."""


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """Local moments as ISO; None where no deadline is shown."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PaperChange:
    """One paper that is added, changed or withdrawn. ``facts``: (list, added|changed|gone) to a number."""

    id: str
    name: str
    facts: Counter[tuple[str, str]] = field(default_factory=Counter)
    deadlines: tuple[DeadlineChange, ...] = ()
    """Each call-in whose deadline changes; of a new paper each deadline once, however many decisions it holds for."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The papers that a publishing adds, changes and takes away."""

    added: tuple[PaperChange, ...]
    changed: tuple[PaperChange, ...]
    withdrawn: tuple[PaperChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn)


def changes(now: Path | None, then: Path) -> Changes:
    """What ``then`` holds more, otherwise and no more than ``now`` (None where nothing is public yet)."""
    after = open_reading(then)
    before = open_reading(now) if now is not None and now.exists() else None
    try:
        new, old = _marks(after, before), _marks(before, after) if before else {}
        names = _names(after) | (_names(before) if before else {})
        return Changes(
            tuple(_new_paper(after, one, names[one]) for one in sorted(new.keys() - old.keys())),
            tuple(
                _paper(before, after, one, names[one])
                for one in sorted(new.keys() & old.keys())
                if before is not None and new[one] != old[one]
            ),
            tuple(PaperChange(one, names[one]) for one in sorted(old.keys() - new.keys())),
        )
    finally:
        after.close()
        if before is not None:
            before.close()


def _names(conn: sqlite3.Connection) -> dict[str, str]:
    return {row[0]: row[1] for row in conn.execute("SELECT id, coalesce(title, filename) FROM documents")}


def _marks(conn: sqlite3.Connection, other: sqlite3.Connection | None) -> dict[str, int]:
    """Document to a sum over all its rows: equal sums, equal rows. One pass, nothing held but the sums."""
    found: dict[str, int] = {}
    for table in ("documents", *FACT_LISTS):
        for document_id, _, words in _rows(conn, other, table):
            digest = hashlib.blake2b(f"{table}\x1f{words}".encode(), digest_size=12).digest()
            found[document_id] = found.get(document_id, 0) + int.from_bytes(digest, "big")
    return found


def _rows(
    conn: sqlite3.Connection, other: sqlite3.Connection | None, table: str, document_id: str | None = None
) -> Iterator[tuple[str, str, str]]:
    """(document, id, everything that is compared) of each row. Only columns that both databases have."""
    columns = [name for name in _columns(conn, table) if name not in _NOT_COMPARED]
    if other is not None:
        known = set(_columns(other, table))
        columns = [name for name in columns if name in known]
    key = "id" if table == "documents" else "document_id"
    names = ", ".join(f'"{name}"' for name in columns)
    where = "" if document_id is None else f" WHERE {key} = ?"
    sql = f"SELECT {key}, id, {names} FROM {table}{where}"
    for row in conn.execute(sql, () if document_id is None else (document_id,)):
        yield row[0], row[1], repr(tuple(row)[2:])


def _columns(conn: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]


def _new_paper(after: sqlite3.Connection, document_id: str, name: str) -> PaperChange:
    sql = "SELECT DISTINCT deadline FROM call_ins WHERE document_id = ? AND deadline IS NOT NULL ORDER BY 1"
    deadlines = tuple(DeadlineChange(None, row[0]) for row in after.execute(sql, (document_id,)))
    return PaperChange(document_id, name, deadlines=deadlines)


def _paper(before: sqlite3.Connection, after: sqlite3.Connection, document_id: str, name: str) -> PaperChange:
    counted: Counter[tuple[str, str]] = Counter()
    for table in ("documents", *FACT_LISTS):
        old = {one: words for _, one, words in _rows(before, after, table, document_id)}
        new = {one: words for _, one, words in _rows(after, before, table, document_id)}
        counted[table, "added"] = len(new.keys() - old.keys())
        counted[table, "gone"] = len(old.keys() - new.keys())
        counted[table, "changed"] = sum(old[one] != new[one] for one in old.keys() & new.keys())
    return PaperChange(document_id, name, +counted, _deadlines(before, after, document_id))


def _deadlines(before: sqlite3.Connection, after: sqlite3.Connection, document_id: str) -> tuple[DeadlineChange, ...]:
    sql = "SELECT id, deadline FROM call_ins WHERE document_id = ?"
    old = dict(map(tuple, before.execute(sql, (document_id,)).fetchall()))
    new = dict(map(tuple, after.execute(sql, (document_id,)).fetchall()))
    return tuple(
        DeadlineChange(old.get(one), new.get(one))
        for one in sorted(old.keys() | new.keys())
        if old.get(one) != new.get(one)
    )
