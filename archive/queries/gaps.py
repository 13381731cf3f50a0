"""What papers say should be held and is not, as rows of the published database."""

from __future__ import annotations

from dataclasses import dataclass

from archive.rows import Reader, marks


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    id: str
    kind: str
    council: str | None
    what: str
    date: str | None
    expected_to: str | None
    known_to: str | None
    mentions: int
    document_id: str
    passage_id: str
    reason: str
    document_title: str | None
    meeting_date: str | None


GAPS = """SELECT g.id, g.kind, g.council, g.what, g.date, g.expected_to, g.known_to, g.mentions, g.document_id,
    g.passage_id, g.reason, p.title AS document_title, p.meeting_date
    FROM gaps g JOIN documents p ON p.id = g.document_id"""
_CHOSEN = "(? = '' OR g.kind = ?) AND (? = '' OR g.council = ?)"


async def gaps_of_documents(reader: Reader, documents: list[str]) -> list[GapRow]:
    sql = f"{GAPS} WHERE g.document_id IN ({marks(documents)}) ORDER BY g.kind, g.date, g.id"
    return await reader.all(GapRow, sql, documents)


async def count_gaps(reader: Reader, kind: str, council: str) -> int:
    """``kind`` and ``council`` narrow it where they are not empty."""
    sql = f"SELECT count(*) FROM gaps g WHERE {_CHOSEN}"
    return int(await reader.value(sql, [kind, kind, council, council]) or 0)


async def councils_with_gaps(reader: Reader) -> list[str]:
    sql = "SELECT DISTINCT council FROM gaps WHERE council IS NOT NULL ORDER BY 1"
    return [str(one) for one in await reader.values(sql)]


async def gaps_of_kind(reader: Reader, kind: str, council: str, limit: int, offset: int) -> list[GapRow]:
    sql = f"""{GAPS} WHERE {_CHOSEN}
        ORDER BY g.kind, g.council, g.date, g.id LIMIT ? OFFSET ?"""
    return await reader.all(GapRow, sql, [kind, kind, council, council, limit, offset])
