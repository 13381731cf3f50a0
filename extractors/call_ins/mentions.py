"""One thing a paper says about call-in, and how the words of a deadline, a rule or a date of effect become one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractors.call_ins.deadlines import NOTHING, Moment, read_effective, read_moment
from extractors.call_ins.rules import last_day
from extractors.records import DocumentFacts
from extractors.structure.folding import one_space

SURE, TOLD, DOUBTED = 0.95, 0.85, 0.5
MAX_QUOTE = 600


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` are its words."""

    status: str
    start: int
    end: int
    rule: str
    moment: Moment = NOTHING
    effective: str | None = None
    basis: str | None = None
    confidence: float = SURE


@dataclass(frozen=True, slots=True)
class Paper:
    """What the reading of one statement needs of its paper: its facts, and the day from which a deadline lies ahead."""

    facts: DocumentFacts
    own_day: date | None
    days: tuple[tuple[int, date], ...] = ()
    """Where each decision begins, and its day, in a paper whose decisions were not taken on one day."""

    def at(self, offset: int) -> Paper:
        """The paper as what stands at ``offset`` knows it: with the day of the decision it stands in."""
        day = next((day for start, day in reversed(self.days) if start <= offset), None)
        return self if day is None else replace(self, own_day=day)


def paper_of(facts: DocumentFacts, decided_on: str | None = None) -> Paper:
    """The paper, with its own day: ``decided_on`` where one person decided and nobody met."""
    printed = facts.meeting_date or decided_on or facts.published_date or facts.signed_date
    return Paper(facts, date.fromisoformat(printed) if printed else None)


def fold(words: str) -> str:
    return one_space(words).strip()


def open_until(words: str, moment: Moment, span: tuple[int, int], rule: str, paper: Paper, sure: float) -> Mention:
    """A printed last moment; one in doubt is kept without its moment (the reading of the moment decides)."""
    doubted = bool(set(moment.doubts) - {"year_from_context"}) or moment.moment is None
    basis = "stated" if moment.moment else None
    effective = read_effective(words, paper.own_day)
    return Mention("open_until", *span, rule, moment, effective, basis, DOUBTED if doubted else sure)


def effective_on(day: str, span: tuple[int, int], rule: str, sure: float) -> Mention:
    return Mention("effective_on", *span, rule, NOTHING, day, "stated", sure)


def relative(words: str, span: tuple[int, int], rule: str, paper: Paper) -> Mention:
    """The rule is kept as a rule; its end is worked out only where the paper prints when it was published."""
    day = last_day(words, paper.facts)
    if day is None:
        return Mention("relative", *span, rule, confidence=TOLD)
    timed = read_moment(f"{words} {day.isoformat()}", None)
    moment = Moment(day.isoformat(), timed.moment, timed.doubts)
    return Mention("relative", *span, rule, moment, None, "calculated" if moment.moment else None, TOLD)
