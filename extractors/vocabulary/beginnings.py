"""Where the matches of a pattern can begin, read off the pattern itself.

``re`` tries a pattern at every sign of a text unless it begins with plain letters of one case. A pattern that begins
with a word's edge, with a look back or with letters of either case is tried a hundred and fifty times in a sentence in
which three words begin with one of its letters. To skip from one of these to the next is several times faster, and
what is found stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as reader  # type: ignore[attr-defined]
from typing import Any

_DIGIT = r"\d"
_SHARES = {" ": 170, "\n": 20, _DIGIT: 20, "e": 100, "t": 70, "a": 64, "o": 60, "i": 57, "n": 56, "s": 52, "r": 50}
_SHARES |= {"h": 40, "l": 33, "d": 30, "c": 26, "u": 22, "m": 19, "f": 18, "p": 16, "g": 15, "w": 13, "y": 13, "b": 11}
"""How many of a thousand signs of a paper are that sign, about. What is not named here is rare."""
_RARE = 2

_MOST, _MOST_AT_EDGE = 60, 240
"""With first signs that make up more than so many of a thousand, ``re`` is as fast by itself; the second number is for
signs that must begin a word."""

_EITHER_CASE = {"i": "iIıİ", "k": "kK\u212a", "s": "sSſ"}
"""What ``re`` holds for the same letter where cases do not matter, for the letters that have more than two forms."""
_WIDEST = 128
"""A range of more signs than that is taken for all signs."""


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Where matches can begin: at what ``first`` finds, or ``only_at_start``. Neither, where nothing helps."""

    first: re.Pattern[str] | None = None
    only_at_start: bool = False


@dataclass(frozen=True, slots=True)
class _Opening:
    """How a part of a pattern can begin."""

    signs: frozenset[str] | None
    """Every first sign (or the class of digits); None where it can be any."""
    edge: bool
    """No letter or digit stands before the first sign."""
    start: bool
    """The text begins there."""
    empty: bool
    """It may match nothing, so that what follows begins the match."""


_ANY = _Opening(None, edge=False, start=False, empty=False)


@dataclass(frozen=True)
class Quick:
    """A pattern that is tried only where a match can begin. It finds what ``pattern`` finds.

    What it begins with is read off at its first use: most patterns of the vocabulary are never tried on a paper.
    """

    pattern: re.Pattern[str]

    @cached_property
    def _begins(self) -> Beginnings:
        return beginnings_of(self.pattern)

    def search(self, text: str) -> re.Match[str] | None:
        begins = self._begins
        if begins.only_at_start:
            return self.pattern.match(text)
        if begins.first is None:
            return self.pattern.search(text)
        for place in begins.first.finditer(text):
            if (found := self.pattern.match(text, place.start())) is not None:
                return found
        return None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        first = self._begins.first
        return self.pattern.finditer(text) if first is None else self._at_places(first, text)

    def _at_places(self, first: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        end = 0
        for place in first.finditer(text):
            at = place.start()
            if at >= end and (found := self.pattern.match(text, at)) is not None:
                end = found.end()
                yield found


def beginnings_of(pattern: re.Pattern[str]) -> Beginnings:
    """Where the matches of ``pattern`` can begin."""
    if pattern.flags & (re.ASCII | re.LOCALE):
        return Beginnings()
    tree = reader.parse(pattern.pattern, pattern.flags)
    flags = tree.state.flags
    opening = _of_sequence(tree, flags)
    if opening.start:
        return Beginnings(only_at_start=True)
    if opening.signs is None or opening.empty or _is_skipped_to(tree, flags):
        return Beginnings()
    if sum(_SHARES.get(sign, _RARE) for sign in opening.signs) > (_MOST_AT_EDGE if opening.edge else _MOST):
        return Beginnings()
    signs = "".join(sign if sign == _DIGIT else re.escape(sign) for sign in sorted(opening.signs))
    return Beginnings(re.compile(rf"[{signs}](?<!\w[\s\S])" if opening.edge else f"[{signs}]"))


def _of_sequence(nodes: Iterable[Any], flags: int) -> _Opening:
    signs: frozenset[str] | None = frozenset()
    after_edge = after_none = start = False
    edge = empty = True
    for kind, inside in nodes:
        if kind is kinds.AT:
            # At an edge the one sign is of a word and the other is none: which is which, the sign behind it says.
            after_edge = after_edge or inside is kinds.AT_BOUNDARY
            is_start = inside in (kinds.AT_BEGINNING, kinds.AT_BEGINNING_STRING)
            start = start or (is_start and not flags & re.MULTILINE)
            after_none = after_none or is_start
        elif kind is kinds.ASSERT_NOT:
            after_none = after_none or _shuts_out_words(*inside)
        elif kind is not kinds.ASSERT:
            first = _of_node(kind, inside, flags)
            start = start or first.start
            edge = edge and (first.edge or after_none or (after_edge and _are_of_words(first.signs)))
            signs = None if signs is None or first.signs is None else signs | first.signs
            if not first.empty:
                empty = False
                break
    return _Opening(signs, edge, start, empty)


def _of_node(kind: Any, inside: Any, flags: int) -> _Opening:
    if kind is kinds.LITERAL:
        return _Opening(_forms(inside, flags), edge=False, start=False, empty=False)
    if kind is kinds.IN:
        return _Opening(_of_class(inside, flags), edge=False, start=False, empty=False)
    if kind is kinds.BRANCH:
        return _of_branches([_of_sequence(branch, flags) for branch in inside[1]])
    if kind is kinds.SUBPATTERN:
        _, added, dropped, nodes = inside
        return _of_sequence(nodes, (flags | added) & ~dropped)
    if kind is kinds.ATOMIC_GROUP:
        return _of_sequence(inside, flags)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        least, _, nodes = inside
        first = _of_sequence(nodes, flags)
        return first if least else _Opening(first.signs, first.edge, start=False, empty=True)
    return _Opening(None, edge=False, start=False, empty=True)


def _of_branches(branches: list[_Opening]) -> _Opening:
    signs: frozenset[str] | None = frozenset()
    for branch in branches:
        signs = None if signs is None or branch.signs is None else signs | branch.signs
    return _Opening(
        signs,
        edge=all(branch.edge for branch in branches),
        start=all(branch.start for branch in branches),
        empty=any(branch.empty for branch in branches),
    )


def _forms(code: int, flags: int) -> frozenset[str] | None:
    """A sign, in either case where cases do not matter."""
    sign = chr(code)
    if not flags & re.IGNORECASE or (sign.isascii() and not sign.isalpha()):
        return frozenset(sign)
    # Which signs outside the alphabet are one to ``re`` is a long list.
    return frozenset(_EITHER_CASE.get(sign.lower(), sign.lower() + sign.upper())) if sign.isascii() else None


def _of_class(members: Iterable[Any], flags: int) -> frozenset[str] | None:
    found: set[str] = set()
    for kind, inside in members:
        if kind is kinds.CATEGORY and inside is kinds.CATEGORY_DIGIT:
            found.add(_DIGIT)
            continue
        for code in _codes(kind, inside):
            forms = _forms(code, flags) if code is not None else None
            if forms is None:
                return None
            found |= forms
    return frozenset(found)


def _codes(kind: Any, inside: Any) -> Iterator[int | None]:
    """The signs of one member of a class; None for what is not told one by one."""
    if kind is kinds.LITERAL:
        yield inside
    elif kind is kinds.RANGE and inside[1] - inside[0] <= _WIDEST:
        yield from range(inside[0], inside[1] + 1)
    else:
        yield None


def _shuts_out_words(direction: int, nodes: Any) -> bool:
    """Whether what must not stand is any letter or digit before this place, whatever else it may be."""
    if direction > 0 or len(nodes) != 1 or nodes[0][0] is not kinds.IN:
        return False
    members = nodes[0][1]
    return members[0][0] is not kinds.NEGATE and (kinds.CATEGORY, kinds.CATEGORY_WORD) in members


_WORD_SIGN = re.compile(r"\w")


def _are_of_words(signs: frozenset[str] | None) -> bool:
    return signs is not None and all(sign == _DIGIT or _WORD_SIGN.match(sign) for sign in signs)


def _is_skipped_to(nodes: Any, flags: int) -> bool:
    """Whether ``re`` itself skips to where the pattern can begin: it begins with signs that have one form."""
    kind, inside = _first_of(nodes)
    if kind is kinds.SUBPATTERN:
        _, added, dropped, inner = inside
        return _is_skipped_to(inner, (flags | added) & ~dropped)
    if kind is kinds.BRANCH:
        firsts = [_first_of(branch) for branch in inside[1]]
        return all(first is kinds.LITERAL and _has_one_form(code, flags) for first, code in firsts)
    if kind is kinds.LITERAL:
        return _has_one_form(inside, flags)
    return kind is kinds.IN and not flags & re.IGNORECASE


def _first_of(nodes: Any) -> tuple[Any, Any]:
    return nodes[0] if len(nodes) else (None, None)


def _has_one_form(code: int, flags: int) -> bool:
    return not flags & re.IGNORECASE or not chr(code).isalpha()
