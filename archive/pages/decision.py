"""One decision: what was decided, until when it can be called in, and where the paper says so."""

from __future__ import annotations

from dataclasses import dataclass

from archive.call_in_state import CallInState, state_of
from archive.pages.gone import missing
from archive.queries.decisions import (
    CallIn,
    Decision,
    DecisionLine,
    Resolution,
    call_ins_of_decision,
    decision,
    decision_count,
    related_decisions,
    resolutions_of_decision,
)
from archive.queries.documents import Document, document
from archive.queries.facts import Figure, Finding, Promise, figures_between, findings_of, promises_between
from archive.queries.threads import ThreadLinks, thread_links
from archive.rows import Reader
from archive.site import Answer, Crumb, Page, Route, Visit


@dataclass(frozen=True, slots=True)
class CallInShown:
    """A call-in with its state at the moment of asking."""

    call_in: CallIn | None
    state: CallInState


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
    findings: list[Finding]
    related: list[DecisionLine]
    thread: ThreadLinks


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
    record = DecisionRecord(
        decision=found,
        document=paper,
        resolutions=await resolutions_of_decision(reader, found.id),
        call_ins=[CallInShown(call, call.at(visit.now)) for call in calls]
        or [CallInShown(None, state_of(None, None, None, None, visit.now))],
        figures=await figures_between(reader, paper.id, start, end),
        figures_elsewhere=alone,
        promises=await promises_between(reader, paper.id, start, end),
        findings=[one for one in await findings_of(reader, paper.id) if alone],
        related=await related_decisions(reader, found),
        thread=await thread_links(reader, paper.id, found.id),
    )
    crumbs = (Crumb("Home", "/"), Crumb("Decisions", "/search"), Crumb(paper.name, f"/document/{paper.id}"))
    return Page("archive_decision.html", found.title or paper.name, record, crumbs, section="/search", max_age=60)


async def _reach(reader: Reader, found: Decision) -> tuple[int, int]:
    """From the decision's first word to the next decision's: its figures and promises stand between."""
    sql = "SELECT min(start) FROM decisions WHERE document_id = :document AND start > :start"
    following = await reader.value(sql, {"document": found.document_id, "start": found.start})
    return found.start, max(found.end, following or found.end)


ROUTES = [Route(r"/decision/(?P<id>[0-9A-Za-z-]+)", show)]
