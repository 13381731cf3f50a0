"""Which bounded repetitions can cut one run of signs into pieces in countless ways, told from their shape alone.

``(?:[A-Z]\\w{0,40}\\s?){1,8}`` takes a run of capitals as one word or as any eight: the engine tries each way before it
gives up, 300 signs of it for longer than anyone waits. ``benchmarks.pattern_shape`` looks at what has no bound; the
bounds here are what made such a repetition look safe. A run that is taken whole (``{0,40}+``) cannot be cut.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.pattern_shape import LARGE, signs_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_constants as kinds
    import sre_parse

MOST_WAYS = 2_000
"""Ways to cut one run above which a repetition is told."""
_GIVING = (kinds.MAX_REPEAT, kinds.MIN_REPEAT)
_REPEATS = (*_GIVING, kinds.POSSESSIVE_REPEAT)  # type: ignore[attr-defined]
_ATOMIC = kinds.ATOMIC_GROUP  # type: ignore[attr-defined]

Run = tuple[int, int]
"""The signs that a run takes, a bit for each of the alphabet, and by how many its length may vary."""


def faults(pattern: re.Pattern[str]) -> list[str]:
    """What can be cut in more than MOST_WAYS ways, in words."""
    tree = sre_parse.parse(pattern.pattern, pattern.flags)
    return list(dict.fromkeys(_of(list(tree), pattern.flags | tree.state.flags)))


def _of(parts: Sequence[Any], flags: int) -> Iterator[str]:
    for kind, given in parts:
        for body, inner in _bodies(kind, given, flags):
            yield from _of(body, inner)
        if kind in _GIVING:
            _, most, body = given
            heads = _signs(_heads(list(body), flags))
            span = max((span for signs, span in _tails(list(body), flags) if signs & heads), default=0)
            if most < LARGE and span ** (most - 1) > MOST_WAYS:
                yield f"a part that may occur {most} times cuts a run of {span} signs in many ways"


def _bodies(kind: Any, given: Any, flags: int) -> Iterator[tuple[list[Any], int]]:
    """The parts inside one part, with the flags that hold there."""
    if kind in _REPEATS:
        yield list(given[2]), flags
    elif kind is kinds.SUBPATTERN:
        yield list(given[3]), (flags | given[1]) & ~given[2]
    elif kind is _ATOMIC:
        yield list(given), flags
    elif kind is kinds.BRANCH:
        yield from ((list(branch), flags) for branch in given[1])
    elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        yield list(given[1]), flags


def _signs(runs: Iterator[Run]) -> int:
    found = 0
    for signs, _ in runs:
        found |= signs
    return found


def _heads(parts: Sequence[Any], flags: int) -> Iterator[Run]:
    """What ``parts`` may begin with."""
    for part in parts:
        kind, given = part
        if signs_of(part, flags):
            yield signs_of(part, flags), 0
        elif kind not in (kinds.ASSERT, kinds.ASSERT_NOT):
            for body, inner in _bodies(kind, given, flags):
                yield from _heads(body, inner)
        if not _may_be_empty(part):
            return


def _tails(parts: Sequence[Any], flags: int) -> Iterator[Run]:
    """The runs of one kind of sign that ``parts`` may end with, and that can be given back in part."""
    for part in reversed(parts):
        kind, given = part
        if kind in _GIVING:
            least, most, body = given
            if len(body) == 1 and signs_of(body[0], flags):
                yield signs_of(body[0], flags), min(most, LARGE) - least
            else:
                yield from _tails(list(body), flags)
                # What occurs many times may also be given back one time after another.
                yield _signs(_heads(list(body), flags)), min(most, LARGE) - least
        elif kind in (kinds.SUBPATTERN, kinds.BRANCH):
            for body, inner in _bodies(kind, given, flags):
                yield from _tails(body, inner)
        if not _may_be_empty(part):
            return


def _may_be_empty(part: Any) -> bool:
    kind, given = part
    if kind in _REPEATS:
        return given[0] == 0 or all(map(_may_be_empty, given[2]))
    if kind is kinds.BRANCH:
        return any(all(map(_may_be_empty, branch)) for branch in given[1])
    if kind is kinds.SUBPATTERN:
        return all(map(_may_be_empty, given[3]))
    if kind is _ATOMIC:
        return all(map(_may_be_empty, given))
    return kind in (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT, kinds.GROUPREF)
