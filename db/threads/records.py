"""The facts that threads are made of, as they stand in the archive. Times are ISO texts, None where not known.

Each holds the columns of its table that threads read, under their names; extractors/records.py says what they mean.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document without its text. ``passage_id`` is its first passage: where its title stands."""

    id: str
    kind: str | None = None
    council: str = ""
    body: str | None = None
    title: str = ""
    meeting_date: str | None = None
    signed_date: str | None = None
    published_date: str | None = None
    decision_maker: str | None = None
    reference: str | None = None
    passage_id: str = ""

    @property
    def date(self) -> str | None:
        """The day by which it is put in order: of its meeting, else of its signature, else of its publication."""
        return self.meeting_date or self.signed_date or self.published_date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFact:
    id: str
    document_id: str
    number: str | None = None
    title: str = ""
    reference: str | None = None
    decided_on: str | None = None
    decision_maker: str | None = None
    outcome: str = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A resolution or a recommendation; ``effects`` in the order in which the clause gives them."""

    id: str
    document_id: str
    decision_id: str | None = None
    number: str | None = None
    text: str = ""
    status: str = "resolved"
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInFact:
    id: str
    document_id: str
    decision_id: str | None = None
    status: str = "not_stated"
    deadline: str | None = None
    effective_from: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    id: str
    document_id: str
    quote: str = ""
    what: str = ""
    due_from: str | None = None
    due_to: str | None = None
    recurs: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationFact:
    """``date`` may be a year or a month: as much as the paper says."""

    id: str
    document_id: str
    quote: str = ""
    kind: str = "prior_report"
    date: str | None = None
    reference: str | None = None
    passage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageFact:
    id: str
    document_id: str
    kind: str = "paragraph"
    heading: str | None = None
    decision_id: str | None = None
    text: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFact:
    """A date as printed, by its place."""

    id: str
    document_id: str
    date_from: str
    date_to: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFact:
    id: str
    document_id: str
    metric: str
    quote: str
    segment: str | None = None
    kind: str = "actual"
    unit: str = "count"
    part: str | None = None
    direction: str | None = None
    period_from: str | None = None
    period_to: str | None = None
    value: float = 0.0
    value_high: float | None = None


@dataclass(frozen=True, kw_only=True)
class CouncilPapers:
    """One council's facts, without text: what fits into memory for the largest archive.

    Without slots, so that the last day is looked for once and not for each promise.
    """

    council: str
    papers: dict[str, Paper]
    decisions: list[DecisionFact] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    call_ins: list[CallInFact] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    citations: list[CitationFact] = field(default_factory=list)

    @cached_property
    def known_to(self) -> str | None:
        """The date of the last paper held: what came after it the archive cannot know."""
        return max((paper.date for paper in self.papers.values() if paper.date), default=None)


def made_id(letter: str, *parts: object) -> str:
    """A stable id: a letter and 12 hex digits over what the row is about."""
    source = "\x1f".join("" if part is None else str(part) for part in parts)
    return letter + hashlib.sha1(source.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:12]
