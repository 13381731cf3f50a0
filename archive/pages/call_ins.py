"""Which decisions can still be called in, which no longer, and of which the papers do not say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.call_in_state import CALLED_IN, CLOSED, EXEMPT, OPEN, STATES, UNKNOWN, CallInState
from archive.queries.call_ins import CallInLine, call_ins_in_state, state_counts
from archive.site import Answer, Crumb, Page, Route, Visit

SHOWN, A_PAGE = 25, 100
"""Of each group, on the page with all groups, and on a page of one group alone."""
GROUPS = (OPEN, CALLED_IN, CLOSED, EXEMPT, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Item:
    call_in: CallInLine
    state: CallInState


@dataclass(frozen=True, slots=True)
class Group:
    state: str
    heading: str
    total: int
    items: list[Item]


@dataclass(frozen=True, slots=True)
class CallInsRecord:
    """``as_at`` is the day asked about, in the address or today; ``problem`` says that a day could not be read."""

    as_at: str
    is_today: bool
    problem: str | None
    state: str
    groups: list[Group]
    number: int
    last: int


def moment_asked(visit: Visit) -> tuple[dt.datetime, str | None]:
    """The moment that ``?as_at=`` names (the first of that day), or now; and what was wrong with it."""
    asked = visit.argument("as_at").strip()
    if not asked:
        return visit.now, None
    try:
        day = dt.date.fromisoformat(asked[:10])
    except ValueError:
        return visit.now, "The day was not understood. Write it as year-month-day, for example 2012-06-25."
    return (visit.now if day == visit.now.date() else dt.datetime.combine(day, dt.time())), None


async def show(visit: Visit) -> Answer:
    """``/call-ins?as_at=&state=&council=``"""
    moment, problem = moment_asked(visit)
    chosen = visit.argument("state")
    chosen = chosen if chosen in STATES else ""
    council = visit.argument("council")
    today = moment == visit.now
    counts = await state_counts(visit.reader, moment, council, today=today)
    last = max(1, -(-counts.get(chosen, 0) // A_PAGE))
    number = visit.page_number(last)
    groups = []
    for state in [chosen] if chosen else GROUPS:
        limit, offset = (A_PAGE, (number - 1) * A_PAGE) if chosen else (SHOWN, 0)
        lines: list[CallInLine] = []
        if counts.get(state):
            lines = await call_ins_in_state(visit.reader, moment, state, council, limit, offset, today=today)
        items = [Item(line, line.at(moment)) for line in lines]
        groups.append(Group(state, STATES[state], counts.get(state, 0), items))
    record = CallInsRecord(moment.date().isoformat(), moment == visit.now, problem, chosen, groups, number, last)
    feeds = (Crumb("Call-in deadlines (calendar)", "/call-ins.ics"),)
    return Page(
        "archive_call_ins.html", "Call-ins", record, (Crumb("Home", "/"),), section="/call-ins", feeds=feeds, max_age=60
    )


ROUTES = [Route(r"/call-ins", show)]
