"""Where the elements of calendar expressions stand in a text, found by their shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from string import ascii_lowercase, ascii_uppercase
from typing import Any

import ahocorasick

from extractors.dates.elements import BUILDERS, QUESTION_START, Atom, Builder, expand
from extractors.vocabulary import load
from extractors.vocabulary.families import family
from extractors.vocabulary.screened import Screened, screened

_WORDS: dict[str, Any] = load("dates")
_MARGIN = 64
"""How far to either side of an anchor an element can reach, in characters (the longest list of days is shorter)."""
_ANCHOR_NUMBER = re.compile(_WORDS["anchors"]["numbers"])


def _anchor_forms() -> ahocorasick.Automaton:
    """Every word by which dates are found, in small letters, with a capital and in capitals."""
    automaton = ahocorasick.Automaton()
    for word in (*_WORDS["anchors"]["words"], *_WORDS["decades"], *_WORDS["months"]):
        if word.isascii() and word.isalpha():
            for form in (word, word.capitalize(), word.upper()):
                automaton.add_word(form, form)
    automaton.make_automaton()
    return automaton


_ANCHOR_FORMS = _anchor_forms()
_SMALL, _CAPITALS = frozenset(ascii_lowercase), frozenset(ascii_uppercase)
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


def _beginning_with(words: Iterable[str]) -> re.Pattern[str]:
    """The beginnings of ``words`` where a run of letters begins. ``re`` skips from one of their first letters to the
    next."""
    by_first = [(first, [word[1:] for word in group]) for first, group in groupby(sorted(words), key=itemgetter(0))]
    rests = "|".join(f"(?<=[{first}{first.upper()}])(?:{'|'.join(map(re.escape, rest))})" for first, rest in by_first)
    letters = "".join(first + first.upper() for first, _ in by_first)
    return re.compile(rf"[{letters}](?<![A-Za-z].)(?ai:{rests})")


_STARTS = {
    "number": re.compile(r"\d+"),
    "month": _beginning_with(_WORDS["months"]),
    "weekday": _beginning_with({name.split()[0] for name in _WORDS["weekdays"]}),
}


def _places(text: str, start: int, end: int) -> dict[str, list[int]]:
    """Where the numbers, the months and the weekdays of a stretch begin."""
    return {kind: [match.start() for match in begins.finditer(text, start, end)] for kind, begins in _STARTS.items()}


def find_atoms(text: str, reference: date | None) -> list[Atom]:
    """The elements of ``text``, in order, none overlapping: the earliest start wins, then the longest."""
    named = [
        (atom, shape.name)
        for start, end in _windows(text)
        for places in (_places(text, start, end),)
        for shape in _SHAPES.among(text[start:end].lower())
        if shape.may_begin(places)
        for found in shape.matches(text, start, end, places)
        if (atom := shape.build(found, reference)) is not None
    ]
    if any(name == "quarter" for _, name in named) and _QUESTIONS.search(text) is not None:
        named = [(atom, name) for atom, name in named if name != "quarter" or not _is_question(text, atom)]
    named.sort(key=lambda one: (_begin(one[0]), -one[0].end))
    kept: list[Atom] = []
    for atom, name in named:
        if not kept or _begin(atom) >= kept[-1].end:
            kept += [replace(other, rule=name) for other in atom.also]
            kept.append(Atom(atom.start, atom.end, atom.first, atom.last, name, atom.doubtful, atom.also))
    return kept


def _begin(atom: Atom) -> int:
    return atom.also[0].start if atom.also else atom.start


def _is_question(text: str, atom: Atom) -> bool:
    line = text[max(0, atom.start - 8) : atom.start]
    return text[atom.start] == "Q" and QUESTION_START.search(line) is not None


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text around the anchors."""
    start, end = 0, -1
    for first, last in _anchors(text):
        if first - _MARGIN > end:
            if end >= 0:
                yield start, end
            start = max(0, first - _MARGIN)
        end = min(len(text), last + _MARGIN)
    if end >= 0:
        yield start, end


def _anchors(text: str) -> list[tuple[int, int]]:
    """Where the words and numbers stand by which dates are found, in order."""
    found = [match.span() for match in _ANCHOR_NUMBER.finditer(text)]
    for last, form in _ANCHOR_FORMS.iter(text):
        start, end = last + 1 - len(form), last + 1
        if _stands_alone(form, text[max(0, start - 2) : start], text[end : end + 1]):
            found.append((start, end))
    return sorted(found)


def _stands_alone(form: str, before: str, after: str) -> bool:
    """Whether a word is none but itself: "May" and "MAY" of "MAY2021" and "toMay", not of "Mayor" or "dismay"."""
    glued = before[-1:]
    if form[-1] in ascii_uppercase and (len(form) > 1 or after not in _SMALL):
        return glued not in _CAPITALS and after not in _CAPITALS
    if after in _SMALL or form in _CAPITALS:
        return False
    if form[0] in ascii_uppercase:
        return glued not in _CAPITALS
    # A small word behind one capital is a word with that capital; behind several it is another word.
    return glued not in _SMALL and (glued not in _CAPITALS or (len(before) > 1 and before[0] in _CAPITALS))
