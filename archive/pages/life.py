"""The life of one decision: what was asked, decided, called in, confirmed; as at any day."""

from __future__ import annotations

from dataclasses import dataclass

from archive.as_at import day_asked
from archive.queries.threads import ClauseRow, clause_rows, states_of, thread_of
from archive.site import Answer, Crumb, NotHere, Page, Route, Visit
from archive.thread_states import ShownState, shown_states, standing


@dataclass(frozen=True, slots=True)
class LifeRecord:
    """``states`` in order of the life; ``clauses`` recommendations beside resolutions."""

    thread_id: str
    as_at: str
    standing: str
    states: list[ShownState]
    clauses: list[ClauseRow]
    decisions: list[str]


async def show(visit: Visit) -> Answer:
    """``/life/<decision, paper or thread>?as_at=``"""
    thread = await thread_of(visit.reader, visit.variables["id"])
    if thread is None:
        raise NotHere("No decision or paper with this number has a life to show.")
    rows = await states_of(visit.reader, thread)
    decisions = list(dict.fromkeys(row.decision_id for row in rows if row.decision_id))
    as_at = day_asked(visit)
    record = LifeRecord(
        thread,
        as_at,
        standing(rows, as_at),
        shown_states(rows, as_at),
        await clause_rows(visit.reader, decisions),
        decisions,
    )
    decided = next((row for row in rows if row.decision_id), rows[0])
    title = decided.document_title if not decided.decision_id else (decided.quote or decided.document_title)
    return Page("archive_life.html", title or "A decision", record, (Crumb("Home", "/"),), max_age=60)


ROUTES = [Route(r"/life/(?P<id>[0-9a-z-]{12,40})", show)]
