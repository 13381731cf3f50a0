"""The books of corrections as they stand in the database: read only here, written in ``db.corrections``."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of ``corrections``; ``before``, ``after`` and ``machine`` are JSON."""

    id: int
    document_id: str
    list: str
    fact_id: str | None
    quote: str | None
    field: str
    before: str | None
    after: str | None
    who: str
    made_at: str
    why: str
    software_version: str
    action: str
    page: int | None
    start: int | None
    end: int | None
    passage: str | None
    machine: str | None
    undone_at: str | None
    undone_by: str | None


COLUMNS = tuple(f.name for f in fields(Correction))


def corrections_of(conn: sqlite3.Connection, document_id: str | None = None) -> tuple[Correction, ...]:
    """Every correction ever made (of one document), undone ones too, in the order in which they were made."""
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    rows = conn.execute(
        f"SELECT {names} FROM corrections WHERE ?1 IS NULL OR document_id = ?1 ORDER BY id", (document_id,)
    )
    return tuple(Correction(*row) for row in rows)
