"""Where the elements of calendar expressions stand in a text, found by their shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from extractors.dates.elements import BUILDERS, QUESTION_START, Atom, Builder, expand
from extractors.vocabulary import load
from extractors.vocabulary.families import family
from extractors.vocabulary.screened import Screened, screened

_WORDS: dict[str, Any] = load("dates")
_MARGIN = 64
"""How far to either side of an anchor an element can reach, in characters (the longest list of days is shorter)."""
_ANCHOR = re.compile(_WORDS["anchors"]["signs"])
_ANCHOR_WORDS = frozenset({*_WORDS["anchors"]["words"], *_WORDS["decades"], *(word for word in _WORDS["months"])})
_ANCHOR_FORMS = frozenset(form for word in _ANCHOR_WORDS for form in (word, word.capitalize(), word.upper()))
"""The anchors in each way in which the pattern takes them out of a text."""
_NUMBER_SIGN = re.compile(r"\d[/.–-]?\d")
_SHORT = 2_000
"""Of a whole paper it goes without saying that it holds dates."""
_QUESTIONS = re.compile(expand(_WORDS["question"]["more"]))


@dataclass(frozen=True, slots=True)
class _Shape:
    """``at`` names the kinds of places at which every match begins; empty where a match can begin anywhere."""

    name: str
    screened: Screened
    build: Builder
    at: tuple[str, ...]

    def may_begin(self, places: dict[str, list[int]]) -> bool:
        return not self.at or any(places[kind] for kind in self.at)

    def matches(self, text: str, start: int, end: int, places: dict[str, list[int]]) -> Iterator[re.Match[str]]:
        """What ``finditer`` gives. To try each character is ten times slower than to try the places that matter."""
        if not self.at:
            yield from self.screened.pattern.finditer(text, start, end)
            return
        pattern = self.screened.pattern
        begins = places[self.at[0]] if len(self.at) == 1 else sorted(p for kind in self.at for p in places[kind])
        for begin in begins:
            if begin >= start and (found := pattern.match(text, begin, end)) is not None:
                start = found.end()
                yield found


def _shape(entry: dict[str, Any]) -> _Shape:
    pattern, at = expand(entry["pattern"]), tuple(entry.get("at", ()))
    return _Shape(entry["name"], screened(pattern), BUILDERS[entry["build"]], at)


_SHAPES = family((_shape(entry) for entry in _WORDS["shapes"]), lambda shape: shape.screened.needs)
_RUN = re.compile(r"[A-Za-z]+|\d+")
_MONTH_STARTS = tuple(_WORDS["months"])
_WEEKDAY_STARTS = tuple({name.split()[0] for name in _WORDS["weekdays"]})


def _places(text: str, start: int, end: int) -> dict[str, list[int]]:
    """Where the numbers, the months and the weekdays of a stretch begin."""
    places: dict[str, list[int]] = {"number": [], "month": [], "weekday": []}
    for run in _RUN.finditer(text, start, end):
        word = run[0].lower()
        if word[0].isdigit():
            places["number"].append(run.start())
            continue
        if word.startswith(_MONTH_STARTS):
            places["month"].append(run.start())
        if word.startswith(_WEEKDAY_STARTS):
            places["weekday"].append(run.start())
    return places


def find_atoms(text: str, reference: date | None) -> list[Atom]:
    """The elements of ``text``, in order, none overlapping: the earliest start wins, then the longest."""
    atoms = [
        Atom(atom.start, atom.end, atom.first, atom.last, shape.name, atom.doubtful, atom.also)
        for start, end in _windows(text)
        for places in (_places(text, start, end),)
        for shape in _SHAPES.among(text[start:end].lower())
        if shape.may_begin(places)
        for found in shape.matches(text, start, end, places)
        if (atom := shape.build(found, reference)) is not None
    ]
    if any(atom.rule == "quarter" for atom in atoms) and _QUESTIONS.search(text) is not None:
        atoms = [atom for atom in atoms if not _is_question(text, atom)]
    atoms.sort(key=lambda atom: (_begin(atom), -atom.end))
    kept: list[Atom] = []
    for atom in atoms:
        if not kept or _begin(atom) >= kept[-1].end:
            kept += [replace(other, rule=atom.rule) for other in atom.also]
            kept.append(atom)
    return kept


def _begin(atom: Atom) -> int:
    return atom.also[0].start if atom.also else atom.start


def _is_question(text: str, atom: Atom) -> bool:
    line = text[max(0, atom.start - 8) : atom.start]
    return atom.rule == "quarter" and text[atom.start] == "Q" and QUESTION_START.search(line) is not None


def _may_hold_anchor(text: str) -> bool:
    """False for most headings and sentences, which need not be taken apart into words then."""
    if _NUMBER_SIGN.search(text):
        return True
    lowered = text.lower()
    return any(word in lowered for word in _ANCHOR_WORDS)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text around the anchors."""
    if len(text) < _SHORT and not _may_hold_anchor(text):
        return
    start, end = 0, -1
    for anchor in _ANCHOR.finditer(text):
        if anchor[0] not in _ANCHOR_FORMS and not anchor[0][0].isdigit():
            continue
        if anchor.start() - _MARGIN > end:
            if end >= 0:
                yield start, end
            start = max(0, anchor.start() - _MARGIN)
        end = min(len(text), anchor.end() + _MARGIN)
    if end >= 0:
        yield start, end
