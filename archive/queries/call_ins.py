"""Every decision's call-in, for the page of call-ins and the calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.call_in_state import CLOSED, OPEN, CallInState, state_of
from archive.rows import Reader, flag


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInLine:
    """A call-in with the decision or paper that it belongs to. ``quote`` are the paper's words."""

    id: str
    decision_id: str | None
    document_id: str
    status: str
    deadline: str | None
    effective_from: str | None
    basis: str | None
    quote: str | None
    needs_check: bool = flag()
    review: str = "machine"
    title: str | None
    reference: str | None
    decided_on: str | None
    document_title: str | None
    council: str | None
    council_id: str | None
    body: str | None
    read_at: str

    @property
    def name(self) -> str:
        return self.title or self.document_title or "Decision without a title"

    def at(self, now: dt.datetime) -> CallInState:
        return state_of(self.status, self.deadline, self.effective_from, self.basis, now, self.quote)


_LINES = """SELECT c.id, c.decision_id, c.document_id, c.status, c.deadline, c.effective_from, c.basis, c.quote,
    c.needs_check, c.review, d.title, d.reference, d.decided_on, p.title AS document_title, p.council,
    p.council_id, p.body, p.ingested_at AS read_at
    FROM call_ins c JOIN documents p ON p.id = c.document_id LEFT JOIN decisions d ON d.id = c.decision_id"""


_STATE = "coalesce(t.state, iif(t.ends >= :at, 'open', 'closed'))"
_TAKEN = "coalesce(t.taken, iif(:today, '', '9')) <= substr(:at, 1, 10)"
"""Only decisions that had been taken by the day asked about. Those without any day are shown for today alone."""
_NEAR = {
    OPEN: "t.state IS NULL AND t.ends >= :at AND t.day >= substr(:at, 1, 10)",
    CLOSED: "t.state IS NULL AND t.ends < :at AND t.day <= :at",
}
"""What limits a search by time to one stretch of the index. ``day`` has fewer letters than ``:at`` or as many."""


@dataclass(frozen=True, slots=True)
class StateCount:
    state: str
    count: int


async def state_counts(reader: Reader, now: dt.datetime, council_id: str, *, today: bool = True) -> dict[str, int]:
    """How many call-ins are in each state at ``now``."""
    sql = f"""SELECT {_STATE} AS state, count(*) AS count FROM call_in_times t
        WHERE {_TAKEN} AND (:council = '' OR t.council_id = :council) GROUP BY 1"""
    found = await reader.all(
        StateCount, sql, {"at": now.isoformat(timespec="seconds"), "council": council_id, "today": today}
    )
    return {one.state: one.count for one in found}


async def call_ins_in_state(
    reader: Reader, now: dt.datetime, state: str, council_id: str, limit: int, offset: int = 0, *, today: bool = True
) -> list[CallInLine]:
    """Call-ins in ``state`` at ``now``: the open ones with the first to close first, all others latest first."""
    order = "ASC" if state == OPEN else "DESC"
    sql = f"""WITH chosen AS MATERIALIZED (SELECT t.id, t.day FROM call_in_times t
            WHERE {_NEAR.get(state, "t.state = :state")} AND {_TAKEN} AND (:council = '' OR t.council_id = :council)
            ORDER BY t.day {order}, t.id LIMIT :limit OFFSET :offset)
        {_LINES} JOIN chosen ON chosen.id = c.id ORDER BY chosen.day {order}, c.id"""
    at = now.isoformat(timespec="seconds")
    values = {"at": at, "state": state, "council": council_id, "limit": limit, "offset": offset, "today": today}
    return await reader.all(CallInLine, sql, values)


async def call_ins(reader: Reader, council_id: str = "") -> list[CallInLine]:
    """All of them, the latest deadline first."""
    sql = f"""{_LINES} WHERE (:council = '' OR p.council_id = :council)
        ORDER BY coalesce(c.deadline, c.effective_from) IS NULL, coalesce(c.deadline, c.effective_from) DESC, c.id"""
    return await reader.all(CallInLine, sql, {"council": council_id})


async def next_to_close(reader: Reader, now: dt.datetime, limit: int) -> list[CallInLine]:
    """Call-ins still open at ``now``, the first to close first."""
    sql = f"{_LINES} WHERE c.deadline >= :now AND c.status = 'open_until' ORDER BY c.deadline, c.id LIMIT :limit"
    return await reader.all(CallInLine, sql, {"now": now.isoformat(timespec="seconds"), "limit": limit})


async def last_to_close(reader: Reader, now: dt.datetime, limit: int) -> list[CallInLine]:
    """Call-ins already over at ``now``, the latest first."""
    sql = f"{_LINES} WHERE c.deadline < :now AND c.status = 'open_until' ORDER BY c.deadline DESC, c.id LIMIT :limit"
    return await reader.all(CallInLine, sql, {"now": now.isoformat(timespec="seconds"), "limit": limit})


@dataclass(frozen=True, slots=True)
class CancelledDeadline:
    """A deadline that the archive once gave and a person's correction took away."""

    id: str
    document_id: str
    deadline: str
    quote: str | None
    made_at: str


@dataclass(frozen=True, slots=True)
class _Changes:
    id: str
    count: int


async def corrections_of_call_ins(reader: Reader) -> dict[str, int]:
    """Call-in id to the number of its corrections: the sequence number of its calendar event."""
    sql = """SELECT fact_id AS id, count(*) AS count FROM corrections
        WHERE list = 'call_ins' AND fact_id IS NOT NULL GROUP BY fact_id"""
    return {one.id: one.count for one in await reader.all(_Changes, sql)}


async def cancelled_deadlines(reader: Reader) -> list[CancelledDeadline]:
    """The first deadline that stood before, of call-ins whose last correction of it left none."""
    sql = """SELECT k.fact_id AS id, k.document_id, json_extract(min(k.before), '$') AS deadline, k.quote,
            max(k.made_at) AS made_at
        FROM corrections k LEFT JOIN call_ins c ON c.id = k.fact_id
        WHERE k.list = 'call_ins' AND k.field = 'deadline' AND k.fact_id IS NOT NULL AND c.deadline IS NULL
            AND json_extract(k.before, '$') IS NOT NULL
        GROUP BY k.fact_id"""
    return await reader.all(CancelledDeadline, sql)
