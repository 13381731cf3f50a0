"""Every decision's call-in, for the page of call-ins and the calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.call_in_state import CLOSED, OPEN, CallInState, of_part, of_proposal, state_of
from archive.queries.documents import SUPERSEDED_BY
from archive.rows import Reader, flag
from archive.words import decision_name


@dataclass(frozen=True, slots=True, kw_only=True)
class CallIn:
    """As stored. ``quote`` are the paper's words, None where it says nothing.

    ``in_part``: call-in is excluded, and yet the paper gives this decision a period. ``proposed``: the paper takes no
    decision, it asks for one.
    """

    id: str
    decision_id: str | None
    document_id: str
    status: str
    deadline: str | None
    effective_from: str | None
    basis: str | None
    quote: str | None
    page: int
    needs_check: bool = flag()
    review: str = "machine"
    in_part: bool = flag()
    proposed: bool = flag()

    def at(self, now: dt.datetime) -> CallInState:
        state = state_of(self.status, self.deadline, self.effective_from, self.basis, now, self.quote)
        if self.in_part:
            return of_part(state)
        return of_proposal(state) if self.proposed else state


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInLine(CallIn):
    """A call-in with the decision or paper that it belongs to.

    ``elsewhere`` as in CALLED_IN_ELSEWHERE; ``superseded_by`` is the later version of its paper, if one is held.
    """

    title: str | None
    reference: str | None
    decided_on: str | None
    document_title: str | None
    council: str | None
    council_id: str | None
    body: str | None
    read_at: str
    elsewhere: str | None
    superseded_by: str | None

    @property
    def name(self) -> str:
        return decision_name(self.title, self.document_title)


_STORED = """c.id, c.decision_id, c.document_id, c.status, c.deadline, c.effective_from, c.basis, c.quote, c.page,
    c.needs_check, c.review,
    c.status IN ('exempt', 'not_subject') AND EXISTS (SELECT 1 FROM call_ins o WHERE o.decision_id = c.decision_id
        AND o.status IN ('open_until', 'effective_on', 'relative')) AS in_part,
    c.decision_id IS NULL AND c.status <> 'called_in'
        AND NOT EXISTS (SELECT 1 FROM decisions o WHERE o.document_id = c.document_id)
        AND (SELECT o.kind FROM documents o WHERE o.id = c.document_id) IS NOT 'call_in' AS proposed"""
OF_SUBSTANCE = """(NOT EXISTS (SELECT 1 FROM resolutions r WHERE r.decision_id = d.id)
    OR EXISTS (SELECT 1 FROM resolutions r JOIN resolution_effects e ON e.resolution_id = r.id
        WHERE r.decision_id = d.id AND e.effect NOT IN ('minutes_confirmed', 'public_excluded', 'procedural')))"""
"""Decision ``d`` does more than run the meeting: the first page has no room for minutes that were confirmed."""
CALL_INS = f"SELECT {_STORED} FROM call_ins c"
CALLED_IN_ELSEWHERE = """(SELECT min(coalesce(s.date_to, '')) FROM decision_states a
    JOIN decision_states s ON s.thread_id = a.thread_id WHERE a.decision_id = d.id AND s.state = 'called_in'
        AND s.document_id <> d.document_id
        AND iif(s.date_to IS NULL, s.thread_id = d.id, s.date_to >= coalesce(d.decided_on, '')))"""
"""The day by which another paper tells that decision ``d`` was called in, empty where it gives no day; NULL where none
tells it. What was decided after the call-in, to settle it, was not itself called in."""
_LINES = f"""SELECT {_STORED}, d.title, d.reference, d.decided_on, p.title AS document_title, p.council,
    p.council_id, p.body, p.ingested_at AS read_at, {CALLED_IN_ELSEWHERE} AS elsewhere, {SUPERSEDED_BY}
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
    """All of substance, the latest deadline first."""
    sql = f"""{_LINES} WHERE (:council = '' OR p.council_id = :council) AND {OF_SUBSTANCE}
        ORDER BY coalesce(c.deadline, c.effective_from) IS NULL, coalesce(c.deadline, c.effective_from) DESC, c.id"""
    return await reader.all(CallInLine, sql, {"council": council_id})


async def next_to_close(reader: Reader, now: dt.datetime, limit: int) -> list[CallInLine]:
    """Call-ins of substance still open at ``now``, the first to close first."""
    return await _by_deadline(reader, now, limit, ">=", "ASC")


async def last_to_close(reader: Reader, now: dt.datetime, limit: int) -> list[CallInLine]:
    """Call-ins of substance already over at ``now``, the latest first."""
    return await _by_deadline(reader, now, limit, "<", "DESC")


async def _by_deadline(reader: Reader, now: dt.datetime, limit: int, side: str, order: str) -> list[CallInLine]:
    sql = f"""WITH chosen AS MATERIALIZED (SELECT c.id FROM call_ins c LEFT JOIN decisions d ON d.id = c.decision_id
            WHERE c.deadline {side} :now AND c.status = 'open_until' AND {OF_SUBSTANCE}
            ORDER BY c.deadline {order}, c.id LIMIT :limit)
        {_LINES} JOIN chosen ON chosen.id = c.id ORDER BY c.deadline {order}, c.id"""
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


@dataclass(frozen=True, slots=True)
class WithdrawnCallIn:
    """A call-in of a paper that was taken back: nothing is left of it but its name and its last day."""

    id: str
    document_id: str
    council_id: str | None
    deadline: str
    sequence: int
    withdrawn_at: str


async def withdrawn_call_ins(reader: Reader, council_id: str = "") -> list[WithdrawnCallIn]:
    if not await reader.holds("call_ins_withdrawn"):
        return []
    sql = """SELECT id, document_id, council_id, deadline, sequence, withdrawn_at FROM call_ins_withdrawn
        WHERE :council = '' OR council_id = :council ORDER BY id"""
    return await reader.all(WithdrawnCallIn, sql, {"council": council_id})


async def revisions_of_call_ins(reader: Reader) -> dict[str, Revision]:
    """Call-in id to what people did to it."""
    sql = """SELECT k.id, k.document_id, d.id AS decision_id, k.sequence, k.changed_at, k.last_deadline, k.quote,
            p.council_id, d.title, p.title AS document_title
        FROM call_in_revisions k JOIN documents p ON p.id = k.document_id LEFT JOIN decisions d ON d.id = k.decision_id
        ORDER BY k.id"""
    return {one.id: one for one in await reader.all(Revision, sql)}
