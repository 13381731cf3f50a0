"""What changed in a recurring paper since last time."""

from __future__ import annotations

from dataclasses import dataclass

from archive.queries.documents import Document, document
from archive.queries.threads import ChangeRow, TopicLine, changes_of, topics_of_document
from archive.site import Answer, Crumb, NotHere, Page, Route, Visit

KINDS = {
    "figure_moved": "Figures",
    "clause_reworded": "Clauses in other words",
    "clause_added": "Clauses that are new",
    "clause_dropped": "Clauses that are gone",
    "promise_kept": "Promises that a paper kept",
    "promise_carried": "Promises made again",
    "promise_vanished": "Promises of which this paper does not speak",
    "promise_new": "Promises that are new",
    "paragraph_added": "Paragraphs that are new",
    "paragraph_dropped": "Paragraphs that are gone",
}


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    kind: str
    heading: str
    changes: list[ChangeRow]


@dataclass(frozen=True, slots=True)
class ChangesRecord:
    document: Document
    topics: list[TopicLine]
    groups: list[ChangeGroup]


async def show(visit: Visit) -> Answer:
    """``/changes/<paper>``"""
    paper = await document(visit.reader, visit.variables["id"])
    if paper is None:
        raise NotHere("No paper has this number.")
    rows = await changes_of(visit.reader, paper.id)
    groups = [ChangeGroup(kind, heading, [one for one in rows if one.kind == kind]) for kind, heading in KINDS.items()]
    record = ChangesRecord(
        paper, await topics_of_document(visit.reader, paper.id), [one for one in groups if one.changes]
    )
    crumbs = (Crumb("Home", "/"), Crumb(paper.name, f"/document/{paper.id}"))
    return Page("archive_changes.html", "What changed since last time", record, crumbs)


ROUTES = [Route(r"/changes/(?P<id>[0-9a-f]{12})", show)]
