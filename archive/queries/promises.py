"""Promises and what came of them, as rows of the published database."""

from __future__ import annotations

from dataclasses import asdict, dataclass

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


@dataclass(frozen=True, slots=True)
class AskedPromises:
    """Which promises are asked for, as they stand on ``day``; an empty word narrows nothing."""

    day: str
    state: str
    council: str
    portfolio: str


@dataclass(frozen=True, slots=True)
class StateCount:
    state: str
    count: int


EVENTS = """SELECT e.id, e.commitment_id, e.number, e.expected_on, e.expected_from, e.expected_to,
    e.expects_paper, e.kept_by, e.kept_on,
    e.kept_passage_id, e.mentioned_by, e.mentioned_passage_id, e.known_to, e.reason, c.what, c.recurs, c.owner,
    e.document_id, p.title AS document_title, p.council, p.body, p.portfolio,
    coalesce(p.meeting_date, p.signed_date, p.published_date) AS meeting_date, p.ingested_at
    FROM commitment_events e JOIN commitments c ON c.id = e.commitment_id JOIN documents p ON p.id = e.document_id"""
STATE = """CASE WHEN e.kept_on IS NOT NULL AND e.kept_on <= :day THEN 'kept'
    WHEN e.expected_to IS NULL THEN 'cannot_tell'
    WHEN :day <= e.expected_to THEN 'due'
    WHEN e.expects_paper AND e.known_to > e.expected_to THEN 'overdue' ELSE 'cannot_tell' END"""
"""The same rule as ``archive.thread_states.promise_state``, where the database is to choose."""
_FROM = """FROM commitment_events e JOIN documents p ON p.id = e.document_id
    WHERE (:council = '' OR p.council = :council) AND (:portfolio = '' OR p.portfolio = :portfolio)
    AND coalesce(p.meeting_date, p.signed_date, p.published_date, :day) <= :day"""
_CHOSEN = f"{_FROM} AND (:state = '' OR {STATE} = :state)"


async def events_of_documents(reader: Reader, documents: list[str]) -> list[EventRow]:
    sql = (
        f"{EVENTS} WHERE e.document_id IN ({marks(documents)}) ORDER BY meeting_date, e.document_id, c.start, e.number"
    )
    return await reader.all(EventRow, sql, documents)


async def events_of_promises(reader: Reader, promises: list[str]) -> list[EventRow]:
    sql = f"{EVENTS} WHERE e.commitment_id IN ({marks(promises)}) ORDER BY e.commitment_id, e.number"
    return await reader.all(EventRow, sql, promises)


async def promises_by_state(reader: Reader, asked: AskedPromises) -> dict[str, int]:
    """How many promises are in each state, whichever is asked for."""
    sql = f"SELECT {STATE} AS state, count(DISTINCT e.commitment_id) AS count {_FROM} GROUP BY 1"
    return {one.state: one.count for one in await reader.all(StateCount, sql, asdict(asked))}


async def count_promises(reader: Reader, asked: AskedPromises) -> int:
    return int(await reader.value(f"SELECT count(DISTINCT e.commitment_id) {_CHOSEN}", asdict(asked)) or 0)


async def latest_promises(reader: Reader, asked: AskedPromises, limit: int, offset: int) -> list[EventRow]:
    """The events of a page of promises, the latest paper first."""
    sql = f"""SELECT e.commitment_id {_CHOSEN} GROUP BY e.commitment_id
        ORDER BY max(coalesce(p.meeting_date, p.signed_date, p.published_date, '')) DESC, e.commitment_id
        LIMIT :limit OFFSET :offset"""
    ids = [str(one) for one in await reader.values(sql, {**asdict(asked), "limit": limit, "offset": offset})]
    events = await events_of_promises(reader, ids)
    order = {one: at for at, one in enumerate(ids)}
    return sorted(events, key=lambda one: (order[one.commitment_id], one.number))


async def councils_with_promises(reader: Reader) -> list[str]:
    return await _with_promises(reader, "council")


async def portfolios_with_promises(reader: Reader) -> list[str]:
    return await _with_promises(reader, "portfolio")


async def _with_promises(reader: Reader, column: str) -> list[str]:
    sql = f"""SELECT DISTINCT {column} FROM documents WHERE {column} IS NOT NULL
        AND id IN (SELECT document_id FROM commitment_events) ORDER BY 1 LIMIT 500"""
    return [str(one) for one in await reader.values(sql)]
