"""Every decision's call-in, for the page of call-ins and the calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.call_in_state import CLOSED, OPEN, CallInState, state_of
from archive.rows import Reader, flag
from archive.words import decision_name


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
        return decision_name(self.title, self.document_title)

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
class Revision:
    """What people did to a call-in: ``sequence`` rises with each correction made or taken back.

    ``last_deadline`` is the last moment that was given, also where the call-in or its deadline is gone.
    """

    id: str
    document_id: str
    decision_id: str | None
    sequence: int
    changed_at: str
    last_deadline: str | None
    quote: str | None
    council_id: str | None
    title: str | None
    document_title: str | None

    @property
    def name(self) -> str:
        return decision_name(self.title, self.document_title)


async def revisions_of_call_ins(reader: Reader) -> dict[str, Revision]:
    """Call-in id to what people did to it."""
    sql = """SELECT k.id, k.document_id, d.id AS decision_id, k.sequence, k.changed_at, k.last_deadline, k.quote,
            p.council_id, d.title, p.title AS document_title
        FROM call_in_revisions k JOIN documents p ON p.id = k.document_id LEFT JOIN decisions d ON d.id = k.decision_id
        ORDER BY k.id"""
    return {one.id: one for one in await reader.all(Revision, sql)}
