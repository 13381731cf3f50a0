"""Which regular expressions may take longer than in proportion to their text, told from their shape alone.

A repetition without an upper bound costs the square of the text where something else without a bound can end at any
place inside the run that it goes over: the search itself, which begins at every offset (``\\s*$`` on a long run of
spaces), or an earlier repetition (``\\d+\\d+x``). Not so where what must stand between the two cannot stand inside such
a run, or where nothing after it can fail. Nothing is timed, so the answer is the same on every machine.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_constants as kinds
    import sre_parse

LARGE = 2_000
"""A repetition that may go on for so long counts as one without a bound."""
_ALPHABET = [chr(code) for code in range(0x180)] + list("–—‘’“”•…€\u2003\u200b\u2028\u202f\ufffd\u25cf\uf0b7☃")
_ALL = (1 << len(_ALPHABET)) - 1
_MOST_OPEN = 80
"""Open runs that are told apart; beyond it the least guarded are kept, which only makes the answer stricter."""
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)  # type: ignore[attr-defined]

Guard = tuple[str, int]
"""Something that must hold between two runs, and the signs it speaks of, a bit for each of the alphabet."""


@dataclass(frozen=True, slots=True)
class Open:
    """A run that may have ended anywhere, and what has had to stand since."""

    signs: int
    name: str
    guards: frozenset[Guard]

    def meets(self, signs: int) -> bool:
        """Whether a run of ``signs`` beginning here and this one can share a text of any length in any way."""
        shared = self.signs & signs
        return shared != 0 and not any(_keeps_apart(guard, shared) for guard in self.guards)


def _keeps_apart(guard: Guard, shared: int) -> bool:
    kind, signs = guard
    if kind == "sign":
        return signs & shared == 0
    if kind == "edge":
        return shared & _WORD == 0 or shared & ~_WORD == 0
    return shared & ~signs == 0  # "outside": what stands before is none of these signs


def faults(pattern: re.Pattern[str], *, anchored: bool = False) -> list[str]:
    """What makes the pattern slow, in words; empty where it takes time in proportion to the text.

    ``anchored``: the pattern is only ever asked whether a text begins with it.
    """
    tree = sre_parse.parse(pattern.pattern, pattern.flags)
    if not _has_unbounded(tree):
        return []
    shape = _Shape()
    state = frozenset() if anchored else frozenset([Open(_ALL, "the search", frozenset())])
    shape.sequence(list(tree), state, pattern.flags | tree.state.flags, anchored)
    return list(dict.fromkeys(shape.found))


class _Shape:
    """Goes through a pattern from left to right with the runs that are open."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def sequence(self, parts: Sequence[Any], state: frozenset[Open], flags: int, fails: bool) -> frozenset[Open]:
        """The open runs behind ``parts``; ``fails``: what follows them may not match."""
        later = fails
        failing = []
        for part in reversed(parts):
            failing.append(later)
            later = later or _may_fail(part)
        for part, after in zip(parts, reversed(failing), strict=True):
            state = _kept(self._part(part, state, flags, after))
        return state

    def _part(self, part: Any, state: frozenset[Open], flags: int, fails: bool) -> frozenset[Open]:
        kind, given = part
        if kind in _REPEATS:
            return self._repeat(part, state, flags, fails)
        if kind is kinds.SUBPATTERN:
            return self.sequence(list(given[3]), state, (flags | given[1]) & ~given[2], fails)
        if kind is kinds.ATOMIC_GROUP:  # type: ignore[attr-defined]
            before = {run.name for run in state}
            return frozenset(run for run in self.sequence(list(given), state, flags, fails) if run.name in before)
        if kind is kinds.BRANCH:
            ways = (self.sequence(list(branch), state, flags, fails) for branch in given[1])
            return frozenset().union(*ways)
        if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            direction, body = given
            if direction > 0:
                self.sequence(list(body), state, flags, True)
                return state
            return _guarded(state, _behind(kind, list(body), flags))
        if kind is kinds.AT:
            return _at(given, state, flags)
        signs = signs_of(part, flags)
        return _guarded(state, ("sign", signs)) if signs else state

    def _repeat(self, part: Any, state: frozenset[Open], flags: int, fails: bool) -> frozenset[Open]:
        kind, (least, most, body) = part
        parts = list(body)
        if most < LARGE:
            once = self.sequence(parts, state, flags, fails)
            behind = self.sequence(parts, once, flags, fails) | once if most > 1 else once
            return behind if least else behind | state
        signs, must = _union(parts, flags), _musts(parts, flags)
        name = f"{_shown(parts)}{'*' if least == 0 else '+'}"
        if fails:
            for run in state:
                if Open(run.signs, run.name, run.guards | must).meets(signs):
                    self.found.append(f"{name} may begin at any place of {run.name}")
        behind = state
        if len(parts) > 1 or parts[0][0] not in _SINGLE:
            for _ in range(2):
                behind = behind | self.sequence(parts, behind, flags, True)
        guarded = behind if least == 0 else state | behind
        for guard in must if least else ():
            guarded = _guarded(guarded, guard)
        if kind is kinds.POSSESSIVE_REPEAT:  # type: ignore[attr-defined]
            return guarded
        return guarded | {Open(signs, name, must)}


def _kept(state: frozenset[Open]) -> frozenset[Open]:
    """Without the runs that others stand for that less guards."""
    if len(state) < 2:
        return state
    ordered = sorted(state, key=lambda run: len(run.guards))
    kept: list[Open] = []
    for run in ordered:
        if not any(other.signs & run.signs == run.signs and other.guards <= run.guards for other in kept):
            kept.append(run)
    return frozenset(kept[:_MOST_OPEN])


def _guarded(state: frozenset[Open], guard: Guard | None) -> frozenset[Open]:
    if guard is None:
        return state
    made = (Open(run.signs, run.name, run.guards | {guard}) for run in state)
    return frozenset(run for run in made if run.meets(_ALL) or guard[0] != "sign")


def _at(place: Any, state: frozenset[Open], flags: int) -> frozenset[Open]:
    if place is kinds.AT_BEGINNING_STRING or (place is kinds.AT_BEGINNING and not flags & re.MULTILINE):
        return frozenset()
    if place is kinds.AT_BEGINNING:
        return _guarded(state, ("outside", _ALL & ~_NEW_LINE))
    return _guarded(state, ("edge", 0)) if place is kinds.AT_BOUNDARY else state


def _behind(kind: Any, body: list[Any], flags: int) -> Guard | None:
    """What a look back says of the sign just before; None where it is longer than one sign."""
    signs = [signs_of(part, flags) for part in body]
    if len(body) != 1 or not signs[0]:
        return None
    return ("outside", signs[0]) if kind is kinds.ASSERT_NOT else ("outside", _ALL & ~signs[0])


_SINGLE = (kinds.LITERAL, kinds.NOT_LITERAL, kinds.ANY, kinds.IN)


def _may_fail(part: Any) -> bool:
    kind, given = part
    if kind in _REPEATS:
        return bool(given[0] > 0 and any(map(_may_fail, given[2])))
    if kind is kinds.SUBPATTERN:
        return any(map(_may_fail, given[3]))
    if kind is kinds.BRANCH:
        return all(any(map(_may_fail, branch)) for branch in given[1])
    return True


def _musts(parts: Sequence[Any], flags: int) -> frozenset[Guard]:
    """The sets of signs of which each passage through ``parts`` takes one."""
    found: set[Guard] = set()
    for kind, given in parts:
        if kind in _SINGLE:
            found.add(("sign", signs_of((kind, given), flags)))
        elif kind in _REPEATS and given[0] > 0:
            found |= _musts(list(given[2]), flags)
        elif kind is kinds.SUBPATTERN:
            found |= _musts(list(given[3]), (flags | given[1]) & ~given[2])
        elif kind is kinds.BRANCH and all(_musts(list(branch), flags) for branch in given[1]):
            found.add(("sign", _union([(kind, given)], flags)))
    return frozenset(found)


def _union(parts: Sequence[Any], flags: int) -> int:
    """Every sign that ``parts`` may take."""
    signs = 0
    for kind, given in parts:
        if kind in _SINGLE:
            signs |= signs_of((kind, given), flags)
        elif kind in _REPEATS:
            signs |= _union(list(given[2]), flags)
        elif kind is kinds.SUBPATTERN:
            signs |= _union(list(given[3]), (flags | given[1]) & ~given[2])
        elif kind is kinds.BRANCH:
            for branch in given[1]:
                signs |= _union(list(branch), flags)
        elif kind is kinds.ATOMIC_GROUP:  # type: ignore[attr-defined]
            signs |= _union(list(given), flags)
        elif kind in (kinds.GROUPREF, kinds.GROUPREF_EXISTS):
            signs = _ALL
    return signs


def signs_of(part: Any, flags: int) -> int:
    """The signs of the alphabet that one part takes, a bit for each; 0 for a part that is no single sign."""
    kind, given = part
    if kind not in _SINGLE:
        return 0
    return _signs(kind, tuple(given) if kind is kinds.IN else given, bool(flags & re.IGNORECASE), flags & re.DOTALL)


@cache
def _signs(kind: Any, given: Any, either_case: bool, dot_all: int) -> int:
    if kind is kinds.ANY:
        return _ALL if dot_all else _ALL & ~_NEW_LINE
    # The parser's own tree is written back as a class of signs, which the engine itself then judges.
    members = [(kind, given)] if kind is not kinds.IN else given
    signs, negated = 0, kind is kinds.NOT_LITERAL
    for operator, value in members:
        if operator is kinds.NEGATE:
            negated = True
        else:
            signs |= _member(operator, value, either_case)
    if not signs and not negated:
        # Of no sign that the alphabet knows (another script): like the snowman, which nothing else takes.
        return 1 << (len(_ALPHABET) - 1)
    return _ALL & ~signs if negated else signs


def _member(operator: Any, value: Any, either_case: bool) -> int:
    if operator is kinds.CATEGORY:
        return _mask(_CATEGORIES[value])
    first, last = (value, value) if operator is not kinds.RANGE else value
    case = "(?i)" if either_case else ""
    return _mask(f"{case}[{re.escape(chr(first))}-{re.escape(chr(last))}]")


@cache
def _mask(expression: str) -> int:
    tried = re.compile(expression)
    return sum(1 << bit for bit, sign in enumerate(_ALPHABET) if tried.match(sign))


_CATEGORIES = {
    kinds.CATEGORY_DIGIT: r"\d",
    kinds.CATEGORY_NOT_DIGIT: r"\D",
    kinds.CATEGORY_SPACE: r"\s",
    kinds.CATEGORY_NOT_SPACE: r"\S",
    kinds.CATEGORY_WORD: r"\w",
    kinds.CATEGORY_NOT_WORD: r"\W",
}
_WORD = _mask(r"\w")
_NEW_LINE = _mask(r"\n")


def _shown(parts: Sequence[Any]) -> str:
    kind, given = parts[0]
    if len(parts) > 1 or kind not in _SINGLE:
        return "(...)"
    if kind is kinds.LITERAL:
        return repr(chr(given))
    if kind is kinds.IN and len(given) == 1 and given[0][0] is kinds.CATEGORY:
        return _CATEGORIES[given[0][1]]
    return "." if kind is kinds.ANY else "[...]"


def _has_unbounded(parts: Any) -> bool:
    for kind, given in parts:
        if kind in _REPEATS:
            if given[1] >= LARGE or _has_unbounded(given[2]):
                return True
        elif kind is kinds.SUBPATTERN:
            if _has_unbounded(given[3]):
                return True
        elif kind is kinds.ATOMIC_GROUP:  # type: ignore[attr-defined]
            if _has_unbounded(given):
                return True
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            if _has_unbounded(given[1]):
                return True
        elif kind is kinds.BRANCH and any(map(_has_unbounded, given[1])):
            return True
    return False
