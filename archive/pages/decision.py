"""One decision: what was decided, until when it can be called in, and where the paper says so."""

from __future__ import annotations

from dataclasses import dataclass

from archive.call_in_state import CallInState, state_of
from archive.pages.gone import missing
from archive.pages.promises import PromiseShown, came_of
from archive.queries.call_ins import CallIn
from archive.queries.decisions import (
    Decision,
    DecisionLine,
    Resolution,
    call_ins_of_decision,
    called_in_elsewhere,
    decision,
    decision_count,
    related_decisions,
    resolutions_of_decision,
)
from archive.queries.documents import Document, document
from archive.queries.facts import Figure, Finding, Promise, figures_between, findings_of, promises_between
from archive.queries.threads import StateRow, ThreadLinks, states_of, thread_links
from archive.rows import Reader
from archive.site import Answer, Crumb, Page, Route, Visit
from archive.thread_states import standing


@dataclass(frozen=True, slots=True)
class CallInShown:
    """A call-in with its state at the moment of asking."""

    call_in: CallIn | None
    state: CallInState


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What other papers tell of the decision's call-in: ``told`` each of them that says it was made, ``standing`` how
    the decision stands today by all papers held."""

    told: list[StateRow]
    standing: str


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    decision: Decision
    document: Document
    resolutions: list[Resolution]
    call_ins: list[CallInShown]
    figures: list[Figure]
    figures_elsewhere: bool
    """True where the figures are those of the whole paper, because it holds this one decision only."""
    promises: list[Promise]
    came: dict[str, PromiseShown]
    """What is known of each promise by its id."""
    findings: list[Finding]
    related: list[DecisionLine]
    thread: ThreadLinks
    elsewhere: Elsewhere | None
    """None where no other paper tells of a call-in."""


async def show(visit: Visit) -> Answer:
    """``/decision/<id>``"""
    reader = visit.reader
    found = await decision(reader, visit.variables["id"])
    if found is None:
        raise await missing(
            visit, visit.variables["id"], "There is no decision with this number. It may have been read anew."
        )
    paper = await document(reader, found.document_id)
    assert paper is not None
    alone = await decision_count(reader, paper.id) == 1
    start, end = (0, 1 << 40) if alone else await _reach(reader, found)
    calls = await call_ins_of_decision(reader, found.id)
    promises = await promises_between(reader, paper.id, start, end)
    thread = await thread_links(reader, paper.id, found.id)
    record = DecisionRecord(
        decision=found,
        document=paper,
        resolutions=await resolutions_of_decision(reader, found.id),
        call_ins=[CallInShown(call, call.at(visit.now)) for call in calls]
        or [CallInShown(None, state_of(None, None, None, None, visit.now))],
        figures=await figures_between(reader, paper.id, start, end),
        figures_elsewhere=alone,
        promises=promises,
        came=await came_of(reader, promises, visit.now.date().isoformat()),
        findings=[one for one in await findings_of(reader, paper.id) if alone],
        related=await related_decisions(reader, found),
        thread=thread,
        elsewhere=await _elsewhere(visit, found, thread.life),
    )
    crumbs = (Crumb("Home", "/"), Crumb("Decisions", "/search"), Crumb(paper.name, f"/document/{paper.id}"))
    return Page("archive_decision.html", found.title or paper.name, record, crumbs, section="/search", max_age=60)


async def _elsewhere(visit: Visit, found: Decision, life: str | None) -> Elsewhere | None:
    """A decision's record is written before anyone can call it in: that it was, only other papers can say."""
    if life is None or await called_in_elsewhere(visit.reader, found.id) is None:
        return None
    rows = await states_of(visit.reader, life)
    told = [row for row in rows if row.state == "called_in" and row.document_id != found.document_id]
    return Elsewhere(told, standing(rows, visit.now.date().isoformat())) if told else None


async def _reach(reader: Reader, found: Decision) -> tuple[int, int]:
    """From the decision's first word to the next decision's: its figures and promises stand between."""
    sql = "SELECT min(start) FROM decisions WHERE document_id = :document AND start > :start"
    following = await reader.value(sql, {"document": found.document_id, "start": found.start})
    return found.start, max(found.end, following or found.end)


ROUTES = [Route(r"/decision/(?P<id>[0-9A-Za-z-]+)", show)]
