"""What the archive holds, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from archive.rows import Reader
from db.accounts import Account


@dataclass(frozen=True, slots=True)
class Holdings:
    """``data_to`` is the latest meeting of which a paper is held, ``read_at`` when the last paper came in."""

    documents: int
    decisions: int
    resolutions: int
    figures: int
    councils: int
    data_from: str | None
    data_to: str | None
    read_at: str | None


async def holdings(reader: Reader) -> Holdings:
    sql = """SELECT (SELECT count(*) FROM documents WHERE status <> 'failed') AS documents,
        (SELECT count(*) FROM decisions) AS decisions, (SELECT count(*) FROM resolutions) AS resolutions,
        (SELECT count(*) FROM figures) AS figures,
        (SELECT count(DISTINCT council) FROM documents) AS councils,
        (SELECT min(meeting_date) FROM documents) AS data_from, (SELECT max(meeting_date) FROM documents) AS data_to,
        (SELECT max(ingested_at) FROM documents) AS read_at"""
    found = await reader.one(Holdings, sql)
    assert found is not None
    return found


@dataclass(frozen=True, slots=True)
class Holding:
    """Papers of one body in one year."""

    council: str | None
    council_id: str | None
    body: str | None
    year: str | None
    documents: int
    decisions: int
    to_check: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the archive seems to lack."""

    kind: str
    council: str | None
    body: str | None
    period: str | None
    document_id: str | None
    quote: str | None


async def holdings_by_body(reader: Reader) -> list[Holding]:
    sql = """SELECT p.council, p.council_id, p.body, substr(p.meeting_date, 1, 4) AS year, count(*) AS documents,
            coalesce(sum((SELECT count(*) FROM decisions d WHERE d.document_id = p.id)), 0) AS decisions,
            sum(p.status = 'needs_review') AS to_check
        FROM documents p WHERE p.status <> 'failed' GROUP BY p.council, p.body, year
        ORDER BY p.council, p.body, year DESC"""
    return await reader.all(Holding, sql)


async def accounts(reader: Reader) -> list[Account]:
    """Empty where the data was published by a version that did not count."""
    if not await reader.holds("accounts"):
        return []
    return await reader.all(Account, "SELECT what, outcome, why, count FROM accounts ORDER BY number")


async def gaps(reader: Reader, limit: int = 400) -> list[Gap]:
    sql = """SELECT kind, council, body, period, document_id, quote FROM archive_gaps
        ORDER BY kind, council, body, period DESC LIMIT :limit"""
    return await reader.all(Gap, sql, {"limit": limit})
