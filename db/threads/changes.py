"""What changed in a recurring paper since the one before it.

Figures are compared only where metric, segment, kind, unit, part and length of period are the same, and only where
each of the two papers gives one value for its latest period.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from db.threads.grouping import Topic
from db.threads.promises import Event
from db.threads.records import Clause, CouncilPapers, FigureFact, PassageFact, Promise, made_id
from db.threads.series import Series
from db.threads.words import Difference, difference, likeness, stems

SAME_CLAUSE = 0.5
SAME_PARAGRAPH = 0.5
SHORTEST_PARAGRAPH = 8
"""Words of a paragraph that is compared: shorter ones are headings and labels."""
RECURRING = 0.2
"""Share of paragraphs that two papers must have in common before the others count as added and dropped."""
MOST_KEPT = 512
"""Papers whose figures are kept at hand."""
MOST_PARAGRAPHS = 300
"""Paragraphs of a paper that are compared: the work grows with the square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of ``changes``; db/threads.sql says what each field means."""

    id: str
    topic_id: str
    number: int
    kind: str
    before_id: str | None = None
    after_id: str | None = None
    before_text: str | None = None
    after_text: str | None = None
    diff: Difference | None = None
    metric: str | None = None
    before_document_id: str
    document_id: str
    passage_id: str
    reason: str
    confidence: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    kind: str
    before: tuple[str, str] | None = None
    """Id and words."""
    after: tuple[str, str] | None = None
    diff: Difference | None = None
    metric: str | None = None
    reason: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """How the figures and passages of one paper are got, one paper at a time."""

    figures: Callable[[str], list[FigureFact]]
    passages: Callable[[str], list[PassageFact]]

    def kept(self) -> _KeptFacts:
        """With what is made of them kept for the last papers: each is compared with many of its subject."""
        return _KeptFacts(
            lru_cache(maxsize=MOST_KEPT)(lambda one: latest(self.figures(one))),
            lru_cache(maxsize=2)(lambda one: _paragraphs(self.passages(one))),
        )


@dataclass(frozen=True, slots=True)
class _KeptFacts:
    latest: Callable[[str], dict[_Key, FigureFact]]
    paragraphs: Callable[[str], list[_Paragraph]]


def changes(
    council: CouncilPapers, topics: Iterable[Topic], events: Iterable[Event], facts: PaperFacts
) -> Iterator[Change]:
    """For each paper of each subject, what differs from the last one before it that has the like to compare."""
    clauses: dict[str, list[Clause]] = defaultdict(list)
    for clause in council.clauses:
        clauses[clause.document_id].append(clause)
    kept = {one.commitment_id: one for one in events if one.kept_by}
    promises: dict[str, list[Promise]] = defaultdict(list)
    for promise in council.promises:
        promises[promise.document_id].append(promise)
    kept_facts = facts.kept()
    for topic in topics:
        series = Series(council, topic)
        own = _own_clauses(topic, clauses)
        for document_id in series.order[1:]:
            rows = [
                *_of_figures(document_id, series.before(document_id), kept_facts),
                *_of_clauses(document_id, series.before(document_id), own),
                *_of_promises(document_id, series.of_its_body_before(document_id), promises, kept),
                *_of_paragraphs(document_id, series.before(document_id), council, kept_facts),
            ]
            yield from (
                _change(topic, document_id, before, number, row) for number, (before, row) in enumerate(rows, 1)
            )


_Rows = list[tuple[str, _Found]]
"""With the earlier document that each is compared with."""


def span_of(figure: FigureFact) -> int | None:
    """Length of the period in weeks, so that a quarter is never compared with a year; None where not known."""
    if not figure.period_from or not figure.period_to:
        return None
    try:
        days = dt.date.fromisoformat(figure.period_to) - dt.date.fromisoformat(figure.period_from)
    except ValueError:
        return None
    return (days.days + 3) // 7


_Key = tuple[str, str, str, str, str, int]


def latest(figures: Iterable[FigureFact]) -> dict[_Key, FigureFact]:
    """The value of the latest period for each definition; none where a paper gives two different ones."""
    by_key: dict[_Key, list[FigureFact]] = defaultdict(list)
    for one in figures:
        span = span_of(one)
        if span is not None:
            by_key[(one.metric, one.segment or "", one.kind, one.unit, one.part or "", span)].append(one)
    found = {}
    for key, same in by_key.items():
        last = max(str(one.period_to) for one in same)
        of_last = [one for one in same if one.period_to == last]
        if len({(one.value, one.value_high) for one in of_last}) == 1:
            found[key] = of_last[0]
    return found


def _of_figures(document_id: str, earlier: Iterable[str], facts: _KeptFacts) -> _Rows:
    now = facts.latest(document_id)
    rows: _Rows = []
    left = dict(now)
    for before_id in earlier:
        if not left:
            break
        then = facts.latest(before_id)
        for key in sorted(left.keys() & then.keys()):
            before, after = then[key], left.pop(key)
            if str(before.period_to) >= str(after.period_to):
                continue
            same = (before.value, before.value_high) == (after.value, after.value_high)
            rows.append(
                (
                    before_id,
                    _Found(
                        kind="figure_moved",
                        before=(before.id, _printed(before)),
                        after=(after.id, _printed(after)),
                        metric=after.metric,
                        reason="no change" if same else "moved",
                    ),
                )
            )
    return rows


def _printed(figure: FigureFact) -> str:
    return f"{figure.quote} {figure.direction}" if figure.direction else figure.quote


def _of_clauses(document_id: str, earlier: Iterable[str], own: dict[str, list[Clause]]) -> _Rows:
    """Against the last paper of the subject that has clauses. ``own`` are those of each paper on the subject."""
    mine = own[document_id]
    before_id = next((one for one in earlier if own[one]), None) if mine else None
    if before_id is None:
        return []
    left = list(own[before_id])
    stems_of = {one.id: stems(one.text) for one in left}
    rows: _Rows = []
    for clause in mine:
        wanted = stems(clause.text)
        scored = [(likeness(stems_of[one.id], wanted), -at, one) for at, one in enumerate(left)]
        best = max(scored, default=None, key=lambda each: each[:2])
        if best is None or best[0] < SAME_CLAUSE:
            rows.append(
                (
                    before_id,
                    _Found(kind="clause_added", after=(clause.id, clause.text), reason="no earlier clause is like it"),
                )
            )
            continue
        old = best[2]
        left.remove(old)
        pieces = difference(old.text, clause.text)
        if any(kind != "same" for kind, _ in pieces):
            what = "" if old.status == clause.status else f" ({old.status} then, {clause.status} now)"
            found = _Found(
                kind="clause_reworded",
                before=(old.id, old.text),
                after=(clause.id, clause.text),
                diff=pieces,
                reason=f"the words differ{what}",
            )
            rows.append((before_id, found))
    rows += [
        (before_id, _Found(kind="clause_dropped", before=(one.id, one.text), reason="no later clause is like it"))
        for one in left
    ]
    return rows


def _own_clauses(topic: Topic, clauses: dict[str, list[Clause]]) -> dict[str, list[Clause]]:
    """Of each paper of the subject its clauses, each once; of papers with many items only the item's own."""
    items: dict[str, set[str | None]] = defaultdict(set)
    for member in topic.members:
        items[member.document_id].add(member.decision_id)
    found: dict[str, list[Clause]] = {}
    for document_id, decisions in items.items():
        seen: dict[str, Clause] = {}
        for one in clauses.get(document_id, ()):
            if None in decisions or one.decision_id in decisions:
                seen.setdefault(" ".join(stems(one.text)), one)
        found[document_id] = list(seen.values())
    return found


def _of_promises(
    document_id: str, earlier: Iterable[str], promises: dict[str, list[Promise]], kept: dict[str, Event]
) -> _Rows:
    """Against the last paper of the subject that promises anything."""
    before_id = next((one for one in earlier if promises.get(one)), None)
    if before_id is None:
        return []
    mine = _distinct(promises.get(document_id, []))
    found: list[_Found] = []
    for old in _distinct(promises[before_id]):
        again = max(mine, key=lambda one: (_alike(old, one), one.id), default=None)
        event = kept.get(old.id)
        if again is not None and _alike(old, again) >= SAME_CLAUSE:
            mine.remove(again)
            found.append(_carried(old, again))
        elif event is not None and event.kept_by == document_id:
            after = (str(event.kept_passage_id), "")
            found.append(_Found(kind="promise_kept", before=(old.id, old.what), after=after, reason=event.reason))
        else:
            why = "this paper does not speak of it; that says nothing on whether it was kept"
            found.append(_Found(kind="promise_vanished", before=(old.id, old.what), reason=why))
    found += [_Found(kind="promise_new", after=(one.id, one.what), reason="not promised before") for one in mine]
    return [(before_id, one) for one in found]


def _carried(old: Promise, again: Promise) -> _Found:
    return _Found(
        kind="promise_carried",
        before=(old.id, old.what),
        after=(again.id, again.what),
        diff=difference(old.what, again.what),
        reason="promised again"
        if old.recurs == again.recurs
        else f"{old.recurs or 'once'} then, {again.recurs or 'once'} now",
    )


def _alike(one: Promise, other: Promise) -> float:
    if one.recurs and other.recurs:
        return 1.0
    return likeness(stems(one.what), stems(other.what))


def _distinct(promises: list[Promise]) -> list[Promise]:
    seen: dict[str, Promise] = {}
    for one in promises:
        seen.setdefault(f"every {one.recurs}" if one.recurs else " ".join(stems(one.what)), one)
    return list(seen.values())


def _of_paragraphs(document_id: str, earlier: Iterable[str], council: CouncilPapers, facts: _KeptFacts) -> _Rows:
    """Only between papers of one kind that have a good part of their paragraphs in common."""
    paper = council.papers[document_id]
    before_id = next((one for one in earlier if council.papers[one].kind == paper.kind), None)
    if before_id is None:
        return []
    old, new = facts.paragraphs(before_id), facts.paragraphs(document_id)
    if not old or not new or max(len(old), len(new)) > MOST_PARAGRAPHS:
        return []
    pairs = _paired(old, new)
    if len(pairs) < RECURRING * min(len(old), len(new)):
        return []
    matched_old, matched_new = {one for one, _ in pairs}, {one for _, one in pairs}
    rows: _Rows = [
        (before_id, _Found(kind="paragraph_added", after=(one.id, one.text), reason="no earlier paragraph is like it"))
        for one, _ in new
        if one.id not in matched_new
    ]
    rows += [
        (before_id, _Found(kind="paragraph_dropped", before=(one.id, one.text), reason="no later paragraph is like it"))
        for one, _ in old
        if one.id not in matched_old
    ]
    return rows


_Paragraph = tuple[PassageFact, frozenset[str]]


def _paragraphs(passages: Iterable[PassageFact]) -> list[_Paragraph]:
    long = [
        one
        for one in passages
        if one.kind in ("paragraph", "list_item") and len(one.text.split()) >= SHORTEST_PARAGRAPH
    ]
    return [(one, frozenset(stems(one.text))) for one in long]


def _paired(old: list[_Paragraph], new: list[_Paragraph]) -> list[tuple[str, str]]:
    """Each paragraph with the likest of the other paper, the likest pairs first. Likeness: shared stems of all."""
    scored = [
        (len(mine & theirs) / len(mine | theirs), one.id, other.id)
        for one, mine in old
        for other, theirs in new
        if mine and theirs
    ]
    pairs: list[tuple[str, str]] = []
    used: set[str] = set()
    for score, one, other in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if score < SAME_PARAGRAPH:
            break
        if one not in used and other not in used:
            used |= {one, other}
            pairs.append((one, other))
    return pairs


def _change(topic: Topic, document_id: str, before_id: str, number: int, found: _Found) -> Change:
    after_id = found.after[0] if found.after else None
    old_id = found.before[0] if found.before else None
    evidence = after_id or old_id
    assert evidence is not None
    return Change(
        id=made_id("ch", topic.id, found.kind, old_id, after_id, document_id),
        topic_id=topic.id,
        number=number,
        kind=found.kind,
        before_id=old_id,
        after_id=after_id,
        before_text=found.before[1] if found.before else None,
        after_text=(found.after[1] or None) if found.after else None,
        diff=found.diff,
        metric=found.metric,
        before_document_id=before_id,
        document_id=document_id,
        passage_id=evidence,
        reason=found.reason,
    )
