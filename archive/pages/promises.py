"""Promises: what is due, which paper came, what is overdue, and what cannot be told; as a page, a feed and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.as_at import day_asked
from archive.feeds import ENTRIES, Entry, atom
from archive.queries.facts import Promise
from archive.queries.promises import (
    AskedPromises,
    EventRow,
    StateCount,
    councils_with_promises,
    count_promises,
    events_of_promises,
    latest_promises,
    portfolios_with_promises,
    promises_by_state,
)
from archive.rows import Reader
from archive.site import Answer, Crumb, Page, Route, Visit
from archive.thread_states import PROMISE_STATES, PromiseState, promise_state, until_first_due

A_PAGE = 40
HOME = (Crumb("Home", "/"),)


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


async def came_of(reader: Reader, promises: Sequence[Promise], as_at: str) -> dict[str, PromiseShown]:
    """What is known of each promise, by its id. One that repeats another of its paper has no entry of its own."""
    events = await events_of_promises(reader, [one.id for one in promises])
    return {one.promise.commitment_id: one for one in shown(events, as_at)}


def _asked(visit: Visit) -> AskedPromises:
    state = visit.argument("state")
    return AskedPromises(
        day_asked(visit),
        state if state in PROMISE_STATES else "",
        visit.argument("council"),
        visit.argument("portfolio"),
    )


async def show(visit: Visit) -> Answer:
    """``/promises?state=&council=&portfolio=&as_at=&page=``"""
    asked, reader = _asked(visit), visit.reader
    counts = await promises_by_state(reader, asked)
    total = await count_promises(reader, asked)
    last = max(1, -(-total // A_PAGE))
    number = visit.page_number(last)
    events = await latest_promises(reader, asked, A_PAGE, (number - 1) * A_PAGE)
    record = PromisesRecord(
        as_at=asked.day,
        state=asked.state,
        council=asked.council,
        portfolio=asked.portfolio,
        counts=[StateCount(state, counts.get(state, 0)) for state in PROMISE_STATES],
        councils=await councils_with_promises(reader),
        portfolios=await portfolios_with_promises(reader),
        promises=shown(events, asked.day),
        number=number,
        last=last,
        total=total,
    )
    feeds = (Crumb("Promises", "/promises.atom"),)
    return Page("archive_promises.html", "Promises", record, HOME, section="/promises", feeds=feeds, max_age=60)


async def feed(visit: Visit) -> Answer:
    """``/promises.atom``: takes what ``/promises`` takes."""
    asked = _asked(visit)
    entries = []
    for one in shown(await latest_promises(visit.reader, asked, ENTRIES, 0), asked.day):
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
