"""The first page: search, the call-ins that close next, the latest decisions, what the archive holds."""

from __future__ import annotations

from dataclasses import dataclass

from archive.call_in_state import CallInState
from archive.kept import kept
from archive.pages.metrics import Mover, movers
from archive.queries.call_ins import CallInLine, last_to_close, next_to_close
from archive.queries.coverage import Holdings, holdings
from archive.queries.decisions import DecisionLine, latest_decisions
from archive.site import Answer, Crumb, Page, Route, Visit

CALL_INS, DECISIONS, MOVERS = 5, 6, 4


@dataclass(frozen=True, slots=True)
class ClosingCallIn:
    call_in: CallInLine
    state: CallInState


@dataclass(frozen=True, slots=True)
class HomeRecord:
    """``closing`` is empty where nothing is open; then ``closed`` holds the last ones that were."""

    holdings: Holdings
    closing: list[ClosingCallIn]
    closed: list[ClosingCallIn]
    decisions: list[DecisionLine]
    movers: list[Mover]


async def show(visit: Visit) -> Answer:
    """``/``"""
    reader = visit.reader
    closing = await next_to_close(reader, visit.now, CALL_INS)
    closed = [] if closing else await last_to_close(reader, visit.now, 3)
    record = HomeRecord(
        holdings=await kept(reader.database, "holdings", lambda: holdings(reader)),
        closing=[ClosingCallIn(line, line.at(visit.now)) for line in closing],
        closed=[ClosingCallIn(line, line.at(visit.now)) for line in closed],
        decisions=await latest_decisions(reader, DECISIONS, of_substance=True),
        movers=await kept(reader.database, "movers", lambda: movers(reader, MOVERS)),
    )
    feeds = (Crumb("Decisions", "/decisions.atom"), Crumb("Call-in deadlines", "/call-ins.ics"))
    return Page(
        "archive_home.html", "Council decisions, with their sources", record, section="/", feeds=feeds, max_age=60
    )


ROUTES = [Route(r"/(?:index)?", show)]
