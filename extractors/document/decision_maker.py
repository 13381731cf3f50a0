"""The person who decides outside a meeting: labelled, named on a line of the head, or speaking as "I agree"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.document.bodies import body_in
from extractors.document.council_names import OFFICE_LINE
from extractors.document.names import PersonName, parse_person
from extractors.document.title_case import is_capitals, ordinary_case
from extractors.reading import Reading
from extractors.structure.heading_words import content_words
from extractors.structure.labels import Label
from extractors.vocabulary import load

_HEAD_CHARACTERS = 2500
_ABOVE_THE_DECISION = 1000
"""Further down the same labels name members and officers who were consulted."""
_NAME_IN_BRACKETS = re.compile(r"[^()\n]{4,80}\([^()\n]{4,60}\)")
"""A post with the name of its holder in brackets: kept as printed."""
_OF_BODIES = ("minutes", "decision_list", "agenda", "forward_plan", "call_in", "presentation")
"""Kinds of paper in which no one person decides."""
_SURE, _BY_ITS_HEAD, _BY_POST = 1.0, 0.85, 0.8


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """Name and post as printed, their place, and the rule that took them."""

    words: str
    start: int
    end: int
    rule: str
    confidence: float = _SURE

    @property
    def names_portfolio(self) -> bool:
        """Whether the post was printed as whose decision it is, so that its portfolio is the paper's."""
        return self.rule in ("decision_maker.titled_line", "decision_maker.speaks", "decision_maker.label.member")


@dataclass(frozen=True, slots=True)
class _Wordings:
    line: re.Pattern[str]
    of_one: re.Pattern[str]
    titled: re.Pattern[str]
    speaks: re.Pattern[str]
    member_labels: frozenset[tuple[str, ...]]
    officer_labels: frozenset[tuple[str, ...]]


@cache
def _wordings() -> _Wordings:
    data = load("documents")["decided_by"]
    return _Wordings(
        line=re.compile(data["line"], re.MULTILINE),
        of_one=re.compile(data["of_one"], re.MULTILINE),
        titled=re.compile(data["titled"], re.MULTILINE),
        speaks=re.compile(data["speaks"]),
        member_labels=frozenset(content_words(label) for label in data["member_labels"]),
        officer_labels=frozenset(content_words(label) for label in data["officer_labels"]),
    )


def find_decision_maker(reading: Reading, labels: Sequence[Label], kind: str) -> DecisionMaker | None:
    """The person who decides; None where a body does, or nobody yet."""
    if kind in _OF_BODIES:
        return None
    fields = ("decision_maker", "to") if kind in ("report", "decision_record") else ("decision_maker",)
    for field in fields:
        for label in labels:
            if label.field != field or label.start >= label.end:
                continue
            if body_in(label.value) is not None:
                return None
            person = parse_person(label.value)
            if person is not None and not (field == "to" and not person.post):
                return DecisionMaker(_printed(label, person), label.start, label.end, f"decision_maker.label.{field}")
    found = _of_line(reading)
    if found is None and kind in ("decision_record", "notice"):
        found = next(_of_one_person(reading, labels), None)
    return found or (_of_office(reading) if kind == "decision_record" else None)


def _of_office(reading: Reading) -> DecisionMaker | None:
    """The commissioner whose name or office stands over a record that says no more of who decided."""
    office = OFFICE_LINE.search(reading.text, 0, _ABOVE_THE_DECISION)
    if office is None or reading.is_skipped(office.start("name")):
        return None
    name = ordinary_case(" ".join(office.group("name").split()))
    return DecisionMaker(name, *office.span("name"), "decision_maker.office", _BY_POST)


def _printed(label: Label, person: PersonName) -> str:
    if _NAME_IN_BRACKETS.fullmatch(label.value) and person.post and person.name:
        return " ".join(label.value.split())
    return _joined(person)


def _joined(person: PersonName) -> str:
    return ", ".join(part for part in (person.name, person.post) if part)


def _of_line(reading: Reading) -> DecisionMaker | None:
    """ "Decision of Councillor R Hale, Executive Councillor for Roads" on a line of its own."""
    for match in _wordings().line.finditer(reading.text, 0, _HEAD_CHARACTERS):
        person = parse_person(match.group("who"))
        if person is None or body_in(match.group("who")) is not None or reading.is_skipped(match.start()):
            continue
        if person.name or not is_capitals(person.post or ""):
            return DecisionMaker(_joined(person), *match.span("who"), "decision_maker.line")
    return None


def _of_one_person(reading: Reading, labels: Sequence[Label]) -> Iterator[DecisionMaker]:
    """Who decides where the paper's head says that one person did, and only another label names that person."""
    words = _wordings()
    if words.of_one.search(reading.text, 0, _HEAD_CHARACTERS) is not None:
        for label in labels:
            if label.start >= label.end or label.start > _ABOVE_THE_DECISION:
                continue
            kind = content_words(label.label)
            rule = "member" if kind in words.member_labels else "officer" if kind in words.officer_labels else None
            person = parse_person(label.value)
            if rule is None or person is None or body_in(label.value) is not None:
                continue
            if rule == "member" or person.post:
                yield DecisionMaker(
                    _joined(person), label.start, label.end, f"decision_maker.label.{rule}", _BY_ITS_HEAD
                )
        for match in words.titled.finditer(reading.text, 0, _HEAD_CHARACTERS):
            person = parse_person(match.group("name"))
            if person is not None and person.name and not reading.is_skipped(match.start()):
                printed = f"{person.name}, {' '.join(match.group('post').split())}"
                yield DecisionMaker(printed, *match.span("name"), "decision_maker.titled_line", _BY_ITS_HEAD)
    for match in words.speaks.finditer(reading.text):
        person = parse_person(match.group("who"))
        if person is not None and person.post and not reading.is_skipped(match.start()):
            yield DecisionMaker(_joined(person), *match.span("who"), "decision_maker.speaks", _BY_POST)
