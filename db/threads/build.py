"""The tables of threads filled anew from the facts of an archive, council by council, in a fixed order.

The same facts give the same rows, whatever the order in which papers came in: everything is sorted by id, and every
id is made of what the row is about.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any

from db.threads import changes as changed
from db.threads import citations_resolved, clause_comparison, gaps, life, promises, told_states
from db.threads.grouping import Grouping, Topic
from db.threads.link_corrections import corrected_links
from db.threads.records import CouncilPapers
from db.threads.rows_in import PaperTexts, councils, items, of_council, of_paper, papers_without_council
from db.threads.topics import ItemLink, Linking
from db.threads.words import as_json, key_of_reference

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TABLES = (
    *("gaps", "changes", "document_links", "topic_members", "topics", "commitment_events", "decision_states"),
    *("clause_links", "citation_links"),
)
"""Children before parents."""


@dataclass(frozen=True, slots=True)
class Threads:
    """How many rows of each kind a building gave."""

    citation_links: int
    decision_states: int
    commitment_events: int
    topics: int
    gaps: int


def build_threads(conn: sqlite3.Connection) -> Threads:
    """Empty the tables of threads and fill them, inside the caller's transaction."""
    for table in TABLES:
        conn.execute(f"DELETE FROM {table}")
    said = corrected_links(conn)
    for council in councils(conn):
        _build(conn, of_council(conn, council), said)
    for document_id in papers_without_council(conn):
        _build(conn, of_paper(conn, document_id), said)
    return Threads(
        *(
            conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("citation_links", "decision_states", "commitment_events", "topics", "gaps")
        )
    )


_Said = dict[tuple[str, str], tuple[str, str]]
"""What people said of pairs: (together | apart, why)."""


def _build(conn: sqlite3.Connection, council: CouncilPapers, said: _Said) -> None:
    texts = PaperTexts(conn)
    citations = citations_resolved.resolve(council)
    _insert(conn, "citation_links", (_row(one) for one in citations))
    _insert(
        conn, "clause_links", ({**_row(one), "diff": as_json(one.diff)} for one in clause_comparison.compare(council))
    )
    states = life.lives(council, clause_comparison.pairs(council), told_states.Texts(texts.passages, texts.dates))
    _insert(conn, "decision_states", ({**_row(one), "planned": int(one.planned)} for one in states))
    subjects = _topics(conn, council, citations, said)
    events = promises.events(council, subjects, texts.passages)
    _insert(conn, "commitment_events", ({**_row(one), "expects_paper": int(one.expects_paper)} for one in events))
    facts = changed.PaperFacts(texts.figures, texts.passages)
    moved = changed.changes(council, subjects, events, facts)
    _insert(conn, "changes", ({**_row(one), "diff": None if one.diff is None else as_json(one.diff)} for one in moved))
    missing = [*gaps.cited(council, citations), *gaps.promised(council, events), *_appendices(council, texts)]
    _insert(conn, "gaps", (_row(one) for one in missing))


def _topics(
    conn: sqlite3.Connection, council: CouncilPapers, citations: list[citations_resolved.CitationLink], said: _Said
) -> list[Topic]:
    if not council.council:
        return []
    quotes = {one.id: one.quote for one in council.citations}
    cited: dict[tuple[str, str], str] = {}
    for link in citations:
        if link.target_id:
            cited.setdefault((link.document_id, link.target_id), quotes[link.citation_id])
    linking = Linking(items(conn, council), cited, said)
    grouping = Grouping(linking)
    _insert(conn, "document_links", (_link_row(one, linking) for one in grouping.noted(linking.links())))
    found = grouping.topics()
    _insert(conn, "topics", (_topic_row(one) for one in found))
    _insert(conn, "topic_members", (row for one in found for row in _member_rows(one)))
    return found


def _link_row(link: ItemLink, linking: Linking) -> dict[str, Any]:
    one, other = linking.items[link.member_id], linking.items[link.other_id]
    return {
        "id": link.id,
        "member_id": link.member_id,
        "other_id": link.other_id,
        "score": link.score,
        "reasons": link.as_json,
        "document_id": one.document_id,
        "passage_id": one.passage_id,
        "other_document_id": other.document_id,
        "other_passage_id": other.passage_id,
        "reason": link.reason,
        "confidence": link.score,
    }


def _topic_row(topic: Topic) -> dict[str, Any]:
    dates = [one.date for one in topic.members if one.date]
    return {
        "id": topic.id,
        "slug": topic.slug,
        "name": topic.name,
        "council": topic.council,
        "members": len(topic.members),
        "first_date": min(dates, default=None),
        "last_date": max(dates, default=None),
    }


def _member_rows(topic: Topic) -> Iterable[dict[str, Any]]:
    every = zip(topic.members, topic.reasons, topic.confidences, strict=True)
    for number, (one, reason, confidence) in enumerate(every, 1):
        yield {
            "topic_id": topic.id,
            "member_id": one.id,
            "number": number,
            "title": one.title,
            "date": one.date,
            "decision_id": one.decision_id,
            "document_id": one.document_id,
            "passage_id": one.passage_id,
            "reason": reason,
            "confidence": confidence,
        }


def _appendices(council: CouncilPapers, texts: PaperTexts) -> Iterable[gaps.Gap]:
    beside: dict[str, list[str]] = {}
    for paper in council.papers.values():
        for key in _together(paper.reference, paper.meeting_date):
            beside.setdefault(key, []).append(paper.title)
    for paper in council.papers.values():
        others = [title for key in _together(paper.reference, paper.meeting_date) for title in beside[key]]
        others = [title for title in others if title != paper.title]
        yield from gaps.appendices(paper, texts.passages(paper.id), others)


def _together(reference: str | None, day: str | None) -> list[str]:
    return [key for key in (key_of_reference(reference), day) if key]


def _row(record: DataclassInstance) -> dict[str, Any]:
    """The fields of a record. ``dataclasses.asdict`` copies every value as well, which many rows feel."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


AT_ONCE = 1_000
"""Rows that wait to be written: of the whole council they would not fit into memory."""


def _insert(conn: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Rows of one shape: all have the columns of the first."""
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        names = ", ".join(f'"{name}"' for name in some[0])
        marks = ", ".join("?" * len(some[0]))
        conn.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",
            ([_plain(value) for value in row.values()] for row in some),
        )


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple | list | dict) else value
