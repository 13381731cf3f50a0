"""Promises and what came of them, as rows of the published database."""

from __future__ import annotations

from dataclasses import dataclass

from archive.rows import Reader, flag, marks


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """When a promise expects something and what came, with the promise's own words."""

    id: str
    commitment_id: str
    number: int
    expected_on: str | None
    expected_from: str | None
    expected_to: str | None
    expects_paper: bool = flag()
    kept_by: str | None
    kept_on: str | None
    kept_passage_id: str | None
    mentioned_by: str | None
    mentioned_passage_id: str | None
    known_to: str | None
    reason: str
    what: str
    recurs: str | None
    owner: str | None
    document_id: str
    document_title: str | None
    council: str | None
    body: str | None
    portfolio: str | None
    meeting_date: str | None
    ingested_at: str


EVENTS = """SELECT e.id, e.commitment_id, e.number, e.expected_on, e.expected_from, e.expected_to,
    e.expects_paper, e.kept_by, e.kept_on,
    e.kept_passage_id, e.mentioned_by, e.mentioned_passage_id, e.known_to, e.reason, c.what, c.recurs, c.owner,
    e.document_id, p.title AS document_title, p.council, p.body, p.portfolio,
    coalesce(p.meeting_date, p.signed_date, p.published_date) AS meeting_date, p.ingested_at
    FROM commitment_events e JOIN commitments c ON c.id = e.commitment_id JOIN documents p ON p.id = e.document_id"""


async def events_of_documents(reader: Reader, documents: list[str]) -> list[EventRow]:
    sql = (
        f"{EVENTS} WHERE e.document_id IN ({marks(documents)}) ORDER BY meeting_date, e.document_id, c.start, e.number"
    )
    return await reader.all(EventRow, sql, documents)


async def events_of_promises(reader: Reader, promises: list[str]) -> list[EventRow]:
    sql = f"{EVENTS} WHERE e.commitment_id IN ({marks(promises)}) ORDER BY e.commitment_id, e.number"
    return await reader.all(EventRow, sql, promises)
