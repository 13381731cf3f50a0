"""The story of one subject on one screen: decisions, promises and what came, numbers, and what is not held."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from archive.as_at import day_asked
from archive.pages.gaps import GapShown, gap_state
from archive.pages.promises import PromiseShown, shown
from archive.queries.decisions import Resolution, resolutions_of_documents
from archive.queries.gaps import gaps_of_documents
from archive.queries.metrics import metric_names
from archive.queries.promises import EventRow, events_of_documents
from archive.queries.threads import (
    CitationRow,
    Member,
    TopicLine,
    citations_of_documents,
    figures_of,
    members_of,
)
from archive.site import Visit
from db.threads.changes import latest
from db.threads.records import FigureFact


@dataclass(frozen=True, slots=True)
class Chapter:
    """One paper of the story. ``promises`` are those of a paper by a day or in a rhythm; ``others`` the rest."""

    member: Member
    clauses: list[Resolution]
    promises: list[PromiseShown]
    others: list[PromiseShown]
    changed: bool


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One definition: the same metric, segment, kind, unit, part and length of period. A cell a paper, or None."""

    metric: str
    name: str
    said: str
    cells: list[FigureFact | None]


@dataclass(frozen=True, slots=True)
class Story:
    topic: TopicLine
    as_at: str
    chapters: list[Chapter]
    numbers: list[NumberRow]
    missing: list[GapShown]
    held: list[CitationRow]


async def story_of(visit: Visit, topic: TopicLine) -> Story:
    """Everything about the subject, from its papers alone."""
    reader, as_at = visit.reader, day_asked(visit)
    members = await members_of(reader, topic.id)
    documents = list(dict.fromkeys(one.document_id for one in members))
    clauses = await resolutions_of_documents(reader, documents)
    promises = shown(await events_of_documents(reader, documents), as_at)
    changed = set(await reader.values("SELECT DISTINCT document_id FROM changes WHERE topic_id = ?", [topic.id]))
    names = await metric_names(reader)
    gaps = [GapShown(one, gap_state(one, as_at)) for one in await gaps_of_documents(reader, documents)]
    return Story(
        topic=topic,
        as_at=as_at,
        chapters=[_chapter(one, clauses, promises, one.document_id in changed) for one in members],
        numbers=_numbers(await figures_of(reader, documents), members, names),
        missing=[one for one in gaps if one.state.startswith("not held") and one.gap.kind != "promised"],
        held=[one for one in await citations_of_documents(reader, documents) if one.state == "held"],
    )


def _chapter(member: Member, clauses: list[Resolution], promises: list[PromiseShown], changed: bool) -> Chapter:
    own = [one for one in clauses if one.document_id == member.document_id]
    if member.member_id != member.document_id:
        own = [one for one in own if one.decision_id == member.decision_id]
    made = [one for one in promises if one.promise.document_id == member.document_id]
    reports = [one for one in made if any(_of_paper(event.event) for event in one.events)]
    return Chapter(member, _without_repeats(own), reports, [one for one in made if one not in reports], changed)


def _of_paper(event: EventRow) -> bool:
    return event.expects_paper and bool(event.expected_to or event.kept_by)


def _without_repeats(clauses: list[Resolution]) -> list[Resolution]:
    seen: dict[str, Resolution] = {}
    for one in clauses:
        seen.setdefault(" ".join(one.text.lower().split()), one)
    return list(seen.values())


def _numbers(figures: list[FigureFact], members: list[Member], names: dict[str, str]) -> list[NumberRow]:
    """Definitions that two papers of the subject or more give, wholes before parts."""
    columns = list(dict.fromkeys(one.document_id for one in members))
    by_paper: dict[str, list[FigureFact]] = defaultdict(list)
    for one in figures:
        by_paper[one.document_id].append(one)
    cells = {paper: latest(of_paper) for paper, of_paper in by_paper.items()}
    keys = sorted({key for of_paper in cells.values() for key in of_paper})
    rows: list[tuple[int, bool, NumberRow]] = []
    for key in keys:
        row = [cells.get(paper, {}).get(key) for paper in columns]
        missing = sum(cell is None for cell in row)
        if len(row) - missing > 1:
            metric, segment, kind = key[0], key[1], key[2]
            said = ", ".join(part for part in (segment, "" if kind == "actual" else kind) if part)
            rows.append((missing, segment != "", NumberRow(metric, names.get(metric, metric), said, row)))
    rows.sort(key=lambda one: (one[1], one[0], one[2].metric, one[2].said))
    return _in_turns([row for _, _, row in rows])


def _in_turns(rows: list[NumberRow]) -> list[NumberRow]:
    """The first row of each metric, then the second of each: no metric pushes the others out of sight."""
    turns: Counter[str] = Counter()
    placed = []
    for at, row in enumerate(rows):
        placed.append((turns[row.metric], at, row))
        turns[row.metric] += 1
    return [row for _, _, row in sorted(placed, key=lambda one: one[:2])]
