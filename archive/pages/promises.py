"""Promises: what is due, which paper came, what is overdue, and what cannot be told; as a page, a feed and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from archive.as_at import day_asked
from archive.feeds import ENTRIES, Entry, atom
from archive.queries.promises import EventRow, events_of_promises
from archive.rows import Reader
from archive.site import Answer, Crumb, Page, Route, Visit
from archive.thread_states import PROMISE_STATES, PromiseState, promise_state, until_first_due

A_PAGE = 40
HOME = (Crumb("Home", "/"),)

_STATE = """CASE WHEN e.kept_on IS NOT NULL AND e.kept_on <= :day THEN 'kept'
    WHEN e.expected_to IS NULL THEN 'cannot_tell'
    WHEN :day <= e.expected_to THEN 'due'
    WHEN e.expects_paper AND e.known_to > e.expected_to THEN 'overdue' ELSE 'cannot_tell' END"""
"""The same rule as ``archive.thread_states.promise_state``, where the database is to choose."""
_FROM = """FROM commitment_events e JOIN documents p ON p.id = e.document_id
    WHERE (:council = '' OR p.council = :council) AND (:portfolio = '' OR p.portfolio = :portfolio)
    AND coalesce(p.meeting_date, p.signed_date, p.published_date, :day) <= :day"""


@dataclass(frozen=True, slots=True)
class EventShown:
    event: EventRow
    state: PromiseState


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """A promise with what it expects: one date, or many where it recurs."""

    promise: EventRow
    events: list[EventShown]
    came: int


@dataclass(frozen=True, slots=True)
class StateCount:
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class PromisesRecord:
    as_at: str
    state: str
    council: str
    portfolio: str
    counts: list[StateCount]
    councils: list[str]
    portfolios: list[str]
    promises: list[PromiseShown]
    number: int
    last: int
    total: int


def shown(events: list[EventRow], as_at: str) -> list[PromiseShown]:
    """Events put under their promises, in the order given."""
    found = []
    for _, group in groupby(events, key=lambda one: one.commitment_id):
        every = until_first_due(group, as_at)
        states = [EventShown(one, promise_state(one, as_at)) for one in every]
        found.append(PromiseShown(every[0], states, sum(one.state.state == "kept" for one in states)))
    return found


async def _chosen(reader: Reader, given: dict[str, str], limit: int, offset: int) -> list[EventRow]:
    """The events of a page of promises, the latest paper first."""
    sql = f"""SELECT e.commitment_id {_FROM} AND (:state = '' OR {_STATE} = :state) GROUP BY e.commitment_id
        ORDER BY max(coalesce(p.meeting_date, p.signed_date, p.published_date, '')) DESC, e.commitment_id
        LIMIT :limit OFFSET :offset"""
    ids = [str(one) for one in await reader.values(sql, {**given, "limit": limit, "offset": offset})]
    events = await events_of_promises(reader, ids)
    order = {one: at for at, one in enumerate(ids)}
    return sorted(events, key=lambda one: (order[one.commitment_id], one.number))


def _given(visit: Visit) -> dict[str, str]:
    state = visit.argument("state")
    return {
        "day": day_asked(visit),
        "state": state if state in PROMISE_STATES else "",
        "council": visit.argument("council"),
        "portfolio": visit.argument("portfolio"),
    }


async def show(visit: Visit) -> Answer:
    """``/promises?state=&council=&portfolio=&as_at=&page=``"""
    given, reader = _given(visit), visit.reader
    counted = f"SELECT {_STATE} AS state, count(DISTINCT e.commitment_id) AS count {_FROM} GROUP BY 1"
    counts = {one.state: one.count for one in await reader.all(StateCount, counted, given)}
    total_sql = f"SELECT count(DISTINCT e.commitment_id) {_FROM} AND (:state = '' OR {_STATE} = :state)"
    total = int(await reader.value(total_sql, given) or 0)
    last = max(1, -(-total // A_PAGE))
    number = visit.page_number(last)
    events = await _chosen(reader, given, A_PAGE, (number - 1) * A_PAGE)
    named = (
        "SELECT DISTINCT {} FROM documents WHERE id IN (SELECT document_id FROM commitment_events) AND {} IS NOT NULL"
    )
    record = PromisesRecord(
        as_at=given["day"],
        state=given["state"],
        council=given["council"],
        portfolio=given["portfolio"],
        counts=[StateCount(state, counts.get(state, 0)) for state in PROMISE_STATES],
        councils=[str(one) for one in await reader.values(named.format("council", "council") + " ORDER BY 1")],
        portfolios=[
            str(one) for one in await reader.values(named.format("portfolio", "portfolio") + " ORDER BY 1 LIMIT 300")
        ],
        promises=shown(events, given["day"]),
        number=number,
        last=last,
        total=total,
    )
    feeds = (Crumb("Promises", "/promises.atom"),)
    return Page("archive_promises.html", "Promises", record, HOME, section="/promises", feeds=feeds, max_age=60)


async def feed(visit: Visit) -> Answer:
    """``/promises.atom``: takes what ``/promises`` takes."""
    given = _given(visit)
    entries = []
    for one in shown(await _chosen(visit.reader, given, ENTRIES, 0), given["day"]):
        promise, latest = one.promise, one.events[-1]
        entries.append(
            Entry(
                promise.commitment_id,
                promise.what,
                visit.absolute(f"/passage/{promise.commitment_id}"),
                promise.ingested_at,
                promise.meeting_date,
                f"{latest.state.label}: {latest.state.why}. {promise.document_title or promise.document_id}.",
            )
        )
    query = f"?{visit.request.query_string}" if visit.request.query_string else ""
    return atom(
        host=visit.request.host,
        name=f"promises{query}",
        title=f"Promises – {visit.site_name}",
        feed_url=visit.absolute(f"/promises.atom{query}"),
        page_url=visit.absolute(f"/promises{query}"),
        entries=entries,
    )


ROUTES = [Route(r"/promises", show), Route(r"/promises\.atom", feed, json=False)]
