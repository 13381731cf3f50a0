"""Words without which a pattern cannot match, read off the pattern itself.

A vocabulary has dozens of patterns and most sentences match none. Looking for a plain word is a hundred times faster
than trying a pattern, and nothing is lost: each set below holds a part of every possible match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_MOST = 40
"""A set with more alternatives takes as long to look up as the pattern to try."""

_TELLING = 3
"""Words shorter than that are parts of other words nearly everywhere."""


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
    if pattern.flags & re.VERBOSE:
        return Needs(())
    found = {frozenset(words) for words in _Branches(pattern.pattern).sets() if len(words) <= _MOST}
    kept = [words for words in found if not any(other < words for other in found)]
    # What is soonest known to fail goes first: few words, but a letter or two stand in every text.
    ranked = sorted(kept, key=lambda words: (min(map(len, words)) < _TELLING, len(words), sorted(words)))
    return Needs(tuple(tuple(sorted(words)) for words in ranked))


class _Branches:
    """Reads a pattern from left to right. What it does not know needs nothing, so that no match is ever lost."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def sets(self) -> list[set[str]]:
        """The sets of what stands between here and the end of the group (or of the pattern)."""
        branches = [self._sequence()]
        while self._ahead() == "|":
            self._at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        best = [_best(branch) for branch in branches]
        return [set().union(*(words for words in best if words))] if all(best) else []

    def _ahead(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _sequence(self) -> list[set[str]]:
        """One branch: its literal runs, and the sets of its groups that must occur."""
        found: list[set[str]] = []
        run = ""
        while self._ahead() not in ("", "|", ")"):
            letter, inner = self._atom()
            least = self._least()
            if letter is not None and least is None:
                run += letter
                continue
            if run:
                found.append({run})
            run = ""
            if least is None or least > 0:
                found.extend([{letter}] if letter is not None else inner)
        return [*found, {run}] if run else found

    def _atom(self) -> tuple[str | None, list[set[str]]]:
        """One letter that must stand here (in small), or the sets of a group; ``(None, [])`` for anything else."""
        char = self._ahead()
        self._at += 1
        if char == "\\":
            return self._escaped(), []
        if char == "[":
            return self._class(), []
        if char == "(":
            return None, self._group()
        return (None if char in ".^$" else char.lower()), []

    def _escaped(self) -> str | None:
        char = self._ahead()
        self._at += 1
        if char in _ESCAPED_LETTERS:
            return _ESCAPED_LETTERS[char]
        if char in "xuUN0123456789":
            # The signs behind these belong to them.
            tail = _ESCAPE_TAIL.match(self._pattern, self._at)
            self._at = tail.end() if tail else self._at
        return None if char.isalnum() else char

    def _class(self) -> str | None:
        """The small letter of a class of one letter in both cases ("[Rr]"), else None."""
        match = _CLASS.match(self._pattern, self._at - 1)
        if match is None:
            self._at = len(self._pattern)
            return None
        self._at = match.end()
        inside = match.group("inside")
        if match.group("negated") or "\\" in inside or "-" in inside:
            return None
        letters = {letter.lower() for letter in inside}
        return letters.pop() if len(letters) == 1 else None

    def _group(self) -> list[set[str]]:
        opening = _GROUP.match(self._pattern, self._at)
        kind = opening.group() if opening else ""
        self._at += len(kind)
        if kind.endswith(")"):
            return []
        inner = self.sets()
        self._at += 1
        # What only must or must not stand around a match is no part of it.
        return [] if kind in ("?=", "?!", "?<=", "?<!") or kind.startswith("?(") else inner

    def _least(self) -> int | None:
        """How often at least what stands before the quantifier here occurs; None where there is no quantifier."""
        match = _QUANTIFIER.match(self._pattern, self._at)
        if match is None:
            return None
        self._at = match.end()
        return int(match.group("least") or 0) if match.group().startswith("{") else int(match.group()[0] == "+")


_ESCAPED_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_ESCAPE_TAIL = re.compile(r"[0-9A-Fa-f]{1,8}|\{[^}]{0,80}\}")
_CLASS = re.compile(r"\[(?P<negated>\^?)(?P<inside>\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
_GROUP = re.compile(r"\?(?:P<\w+>|P=\w+\)|#[^)]*\)|\(\w+\)|<?[=!]|>|[aiLmsux-]*[:)])")
_QUANTIFIER = re.compile(r"(?:[*+?]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")


def _best(sets: list[set[str]]) -> set[str] | None:
    return max(sets, key=lambda words: (min(map(len, words)), -len(words)), default=None)
