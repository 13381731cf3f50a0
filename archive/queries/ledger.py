"""What people corrected, what was taken back, and how the last publishing went."""

from __future__ import annotations

from dataclasses import dataclass

from archive.rows import Reader


@dataclass(frozen=True, slots=True)
class Correction:
    """``before`` and ``after`` are JSON values as text."""

    id: int
    document_id: str
    document_title: str | None
    list: str
    fact_id: str | None
    quote: str | None
    field: str
    before: str | None
    after: str | None
    who: str
    made_at: str
    why: str
    action: str = "change"
    """change, confirm, reject or add."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    document_id: str
    why: str
    withdrawn_at: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The last publishing: how many papers were held back, and why."""

    published_at: str
    software_version: str
    documents: int
    withheld_failed: int
    withheld_exempt: int
    withheld_withdrawn: int
    withheld_unreviewed: int = 0
    """Held back because a policy asks that a person looks first."""
    deadlines_withheld: int = 0
    facts_withheld: int = 0
    """Readings with a doubt, left out until a person has answered it."""


async def corrections(reader: Reader, limit: int = 500) -> list[Correction]:
    """Newest first."""
    sql = """SELECT k.id, k.document_id, p.title AS document_title, k.list, k.fact_id, k.quote, k.field, k.before,
            k.after, k.who, k.made_at, k.why, k.action
        FROM corrections k LEFT JOIN documents p ON p.id = k.document_id
        ORDER BY k.made_at DESC, k.id DESC LIMIT :limit"""
    return await reader.all(Correction, sql, {"limit": limit})


async def withdrawn(reader: Reader, document_id: str) -> Withdrawn | None:
    """Why a paper was taken back. The table exists only in a published database, not in a working one."""
    if not await reader.holds("withdrawn"):
        return None
    sql = "SELECT document_id, why, withdrawn_at FROM withdrawn WHERE document_id = substr(:id, 1, 12)"
    return await reader.one(Withdrawn, sql, {"id": document_id})


async def publication(reader: Reader) -> Publication | None:
    if not await reader.holds("publication"):
        return None
    return await reader.one(Publication, "SELECT * FROM publication")
