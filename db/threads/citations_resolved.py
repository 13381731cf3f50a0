"""Which paper a citation names: by the council's own number, by day and body, by title. Never by likelihood alone.

A citation that names no day, number or title ("the previous report") stays open: the paper before it may be one that
the archive does not hold.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from db.threads.records import CitationFact, CouncilPapers, DecisionFact, Paper, made_id
from db.threads.words import key_of_reference, share, telling, vocabulary

_ENOUGH_TITLE = 3
"""Telling stems that a title needs before it is looked for in a citation's words."""
_ALIKE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationLink:
    """``state`` is held, not_held or cannot_tell; a target only where held."""

    id: str
    citation_id: str
    state: str
    target_id: str | None = None
    target_decision_id: str | None = None
    document_id: str
    passage_id: str
    rule: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Body:
    said: re.Pattern[str]
    body: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Found:
    state: str
    rule: str
    reason: str
    confidence: float
    papers: tuple[Paper, ...] = ()


@cache
def _bodies() -> tuple[_Body, ...]:
    return tuple(
        _Body(re.compile(one["said"], re.IGNORECASE), re.compile(one["body"], re.IGNORECASE))
        for one in vocabulary()["citations"]["bodies"]
    )


def fits_body(quote: str, body: str | None) -> bool | None:
    """Whether the words can mean a paper of ``body``; None where they name nobody or the paper does not."""
    return _is_of(_named(quote), body)


def _named(quote: str) -> tuple[_Body, ...]:
    return tuple(one for one in _bodies() if one.said.search(quote))


@lru_cache(maxsize=4096)
def _is_of(named: tuple[_Body, ...], body: str | None) -> bool | None:
    if not named or not body:
        return None
    return any(one.body.search(body) for one in named)


@dataclass(frozen=True, slots=True)
class _Face:
    """What a citation by day looks at: papers that have it in common are looked at once."""

    body: str | None
    title: frozenset[str]
    is_minutes: bool


class _Shelf:
    """The papers of a council, found by number, by time and by the rarest stem of their titles."""

    def __init__(self, council: CouncilPapers) -> None:
        self.papers = council.papers
        self.by_reference: dict[str, set[str]] = defaultdict(set)
        self.by_time: dict[str, dict[_Face, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.by_stem: dict[str, set[str]] = defaultdict(set)
        self.titles = {paper.id: telling(paper.title) for paper in council.papers.values()}
        self.decisions: dict[str, list[DecisionFact]] = defaultdict(list)
        for paper in council.papers.values():
            self._add_reference(paper.reference, paper.id)
            for day in {paper.meeting_date, paper.signed_date} - {None}:
                self._add_day(str(day), paper.id)
        # Words that hold a whole title hold its rarest stem: under the others it need not be looked for.
        common = Counter(one for title in self.titles.values() for one in title)
        for paper_id, title in self.titles.items():
            if title:
                self.by_stem[min(title, key=lambda one: (common[one], one))].add(paper_id)
        for decision in council.decisions:
            self.decisions[decision.document_id].append(decision)
            self._add_reference(decision.reference, decision.document_id)
            if decision.decided_on:
                self._add_day(decision.decided_on, decision.document_id)

    def _add_reference(self, reference: str | None, document_id: str) -> None:
        key = key_of_reference(reference)
        if key:
            self.by_reference[key].add(document_id)

    def _add_day(self, day: str, document_id: str) -> None:
        """Under the day, its month and its year."""
        paper = self.papers[document_id]
        face = _Face(paper.body, self.titles[document_id], paper.kind in ("minutes", "decision_list"))
        for time in (day, day[:7], day[:4]):
            self.by_time[time][face].add(document_id)

    def of_time(self, citation: CitationFact, date: str) -> Iterator[tuple[_Face, set[str]]]:
        """Papers of a day, a month or a year that the words can mean; the citing one may be among them."""
        named = _named(citation.quote)
        for face, papers in self.by_time.get(date, {}).items():
            if papers != {citation.document_id} and _is_of(named, face.body) is not False:
                yield face, papers

    def others(self, citation: CitationFact, groups: Iterable[set[str]]) -> tuple[Paper, ...]:
        return tuple(self.papers[one] for one in sorted(set().union(*groups) - {citation.document_id}))


def resolve(council: CouncilPapers) -> list[CitationLink]:
    """A row for every citation of a paper: one for each paper that it names, or one that says why there is none."""
    shelf = _Shelf(council)
    kinds = vocabulary()["citations"]
    links: list[CitationLink] = []
    for citation in council.citations:
        if citation.kind in kinds["own_kinds"]:
            links += _links(citation, _own(citation, shelf), shelf)
        elif citation.kind in kinds["other_kinds"]:
            links += _links(citation, _from_elsewhere(citation, shelf), shelf)
    return links


def _own(citation: CitationFact, shelf: _Shelf) -> _Found:
    key = key_of_reference(citation.reference)
    others = [one for one in (shelf.by_reference.get(key, ()) if key else ()) if one != citation.document_id]
    if others:
        papers = _preferred(citation, [shelf.papers[one] for one in sorted(others)])
        return _Found("held", "reference", f"bears the number {citation.reference}", 0.95, tuple(papers))
    citing = shelf.papers[citation.document_id]
    if key and key == key_of_reference(citing.reference):
        return _Found("cannot_tell", "own_reference", "the paper names its own number", 0.5)
    if key:
        return _Found("not_held", "reference", f"no paper with the number {citation.reference} is held", 0.9)
    titled = _by_title(citation, shelf)
    if titled:
        return titled
    if citation.date:
        return _by_day(citation, citation.date, shelf)
    if any(re.search(pattern, citation.quote, re.IGNORECASE) for pattern in vocabulary()["citations"]["vague"]):
        return _Found("cannot_tell", "vague", "the words give no day, number or title", 0.5)
    return _Found("cannot_tell", "no_day", "the words give no day or number", 0.4)


def _preferred(citation: CitationFact, papers: list[Paper]) -> list[Paper]:
    """The record where a decision is cited, the report where a report is."""
    wanted = {"prior_decision": ("decision_record", "minutes", "decision_list"), "prior_report": ("report",)}
    for kind in wanted.get(citation.kind, ()):
        of_kind = [paper for paper in papers if paper.kind == kind]
        if of_kind:
            return of_kind
    return papers


def _by_title(citation: CitationFact, shelf: _Shelf) -> _Found | None:
    """A paper whose whole title stands in the citation's words, and whose day is not another."""
    said = telling(citation.quote)
    near = {one for word in said for one in shelf.by_stem.get(word, ())} - {citation.document_id}
    found = []
    for one in sorted(near):
        title, paper = shelf.titles[one], shelf.papers[one]
        fits = citation.date is None or paper.date is None or paper.date.startswith(citation.date)
        if len(title) >= _ENOUGH_TITLE and title <= said and fits and not _is_later(paper, shelf, citation):
            found.append(paper)
    if not found:
        return None
    return _Found("held", "title", f"its title stands in the words: {found[0].title}", 0.8, tuple(found))


def _is_later(paper: Paper, shelf: _Shelf, citation: CitationFact) -> bool:
    citing = shelf.papers[citation.document_id].date
    return bool(citing and paper.date and paper.date > citing)


def _by_day(citation: CitationFact, date: str, shelf: _Shelf) -> _Found:
    found = list(shelf.of_time(citation, date))
    if not found:
        return _Found("not_held", "day", "no paper that is held is of that day and could be meant", 0.85)
    unsure = _Found("cannot_tell", "day", "papers of that time are held, but none is plainly the one meant", 0.5)
    if len(date) < len("2024-01-31"):
        return unsure
    subject = telling(citation.quote) | telling(shelf.papers[citation.document_id].title)
    on_subject = shelf.others(citation, (papers for face, papers in found if share(face.title, subject) >= _ALIKE))
    if on_subject:
        return _Found("held", "day_and_subject", "same day, and titles of one subject", 0.85, on_subject)
    if citation.kind not in ("prior_meeting", "prior_decision"):
        return unsure
    minutes = shelf.others(citation, (papers for face, papers in found if face.is_minutes))
    return _Found("held", "day_of_meeting", "the minutes of that day", 0.8, minutes) if minutes else unsure


def _from_elsewhere(citation: CitationFact, shelf: _Shelf) -> _Found:
    """Inspections and reports of others: held only where a paper bears their title."""
    titled = _by_title(citation, shelf)
    if titled:
        return titled
    return _Found("not_held", "elsewhere", "no paper with this title is held", 0.7)


def _links(citation: CitationFact, found: _Found, shelf: _Shelf) -> list[CitationLink]:
    targets: tuple[Paper | None, ...] = found.papers or (None,)
    links = []
    for paper in targets:
        decision = _decision_in(citation, paper, shelf) if paper else None
        links.append(
            CitationLink(
                id=made_id("cl", citation.id, paper.id if paper else None),
                citation_id=citation.id,
                state=found.state,
                target_id=paper.id if paper else None,
                target_decision_id=decision,
                document_id=citation.document_id,
                passage_id=citation.id,
                rule=found.rule,
                reason=found.reason,
                confidence=found.confidence,
            )
        )
    return links


def _decision_in(citation: CitationFact, paper: Paper, shelf: _Shelf) -> str | None:
    """The decision of the paper that is meant: the one with the number, or the only one."""
    decisions = shelf.decisions.get(paper.id, [])
    key = key_of_reference(citation.reference)
    numbered = [one for one in decisions if key and key_of_reference(one.reference) == key]
    if len(numbered) == 1:
        return numbered[0].id
    return decisions[0].id if len(decisions) == 1 else None
