"""Words without which a pattern cannot match, read off the pattern itself.

A vocabulary has dozens of patterns and most sentences match none. Looking for a plain word is a hundred times faster
than trying a pattern, and nothing is lost: each set below holds a part of every possible match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 40
"""A set with more alternatives takes as long to look up as the pattern to try."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Sets of small-letter words: a text that the pattern matches holds one word of each set."""

    sets: tuple[tuple[str, ...], ...]

    def met_by(self, lowered: str) -> bool:
        """Whether the pattern could match a text, given in small letters."""
        for words in self.sets:
            for word in words:
                if word in lowered:
                    break
            else:
                return False
        return True


@lru_cache(maxsize=2_000)
def needs_of(pattern: re.Pattern[str]) -> Needs:
    """What ``pattern`` needs; no sets where nothing can be said."""
    found = {frozenset(words) for words in _sets(parser.parse(pattern.pattern, pattern.flags)) if len(words) <= _MOST}
    kept = [words for words in found if not any(other < words for other in found)]
    # The set that fails soonest first: few and long words.
    ranked = sorted(kept, key=lambda words: (-min(map(len, words)), len(words), sorted(words)))
    return Needs(tuple(tuple(sorted(words)) for words in ranked))


def _sets(items: Iterable[Any]) -> Iterator[set[str]]:
    """The sets of a sequence: its literal runs, and the sets of its parts that must occur."""
    run = ""
    for kind, value in items:
        letter = _letter(kind, value)
        if letter is not None:
            run += letter
            continue
        if run:
            yield {run}
        run = ""
        yield from _sets_of(kind, value)
    if run:
        yield {run}


def _letter(kind: Any, value: Any) -> str | None:
    """The small letter that an item stands for: a literal, or a class of one letter in both cases."""
    if kind is op.LITERAL:
        return chr(value).lower()
    if kind is op.IN and all(item is op.LITERAL for item, _ in value):
        letters = {chr(code).lower() for _, code in value}
        return letters.pop() if len(letters) == 1 else None
    return None


def _sets_of(kind: Any, value: Any) -> Iterator[set[str]]:
    if kind is op.SUBPATTERN:
        yield from _sets(value[3])
    elif kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] >= 1:
        yield from _sets(value[2])
    elif kind is op.BRANCH:
        best = [_best(list(_sets(branch))) for branch in value[1]]
        if all(best):
            yield set().union(*(words for words in best if words))


def _best(sets: list[set[str]]) -> set[str] | None:
    return max(sets, key=lambda words: (min(map(len, words)), -len(words)), default=None)
