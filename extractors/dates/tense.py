"""On which side of a paper's own day an expression without a year lies: the tense of the clause it stands in."""

from __future__ import annotations

import re
from typing import Any

from extractors.dates.values import Lean
from extractors.vocabulary import load

_WORDS: dict[str, Any] = load("tense")
_REACH = 240
"""How far before a date its sentence is looked at for signs."""
_BEHIND_REACH = 100
"""How far behind it."""
_SORTS = ("neutral", "behind", "ahead", "behind_loose")


def _pattern(sort: str, entry: str = "words") -> str:
    return "|".join(_WORDS[sort][entry])


_SIGNS = re.compile(r"\b(?:" + "|".join(f"(?P<{sort}>{_pattern(sort)})" for sort in _SORTS) + r")(?!\w)", re.IGNORECASE)
_BREAKS = re.compile(_pattern("breaks"), re.IGNORECASE)
_OPENING = re.compile(rf"\W{{0,4}}(?:{_pattern('opening')})", re.IGNORECASE)
_BY = re.compile(rf"\b(?:{_pattern('until_then')})\Z", re.IGNORECASE)
_DONE = re.compile(rf"\b(?:{_pattern('until_then', 'done')})\b", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:{_pattern('until')})\Z", re.IGNORECASE)
_LASTING = re.compile(rf"\b(?:{_pattern('until', 'lasting')})\b", re.IGNORECASE)


def lean_of(before: str, after: str) -> Lean:
    """The side told by the sign nearest to a date, ``before`` and ``after`` being the words of its sentence."""
    before = before[-_REACH:]
    parts = [found.end() for found in _BREAKS.finditer(before)]
    opening = parts[-1] if parts else 0
    if _OPENING.fullmatch(before, opening) and (told := _told_behind(after)) is not None:
        return told
    clause = before[opening:]
    last_moment = _last_moment(clause)
    if last_moment is not None:
        return last_moment
    return _told_before(before) or _told_behind(after) or Lean.NEAREST


def _last_moment(clause: str) -> Lean | None:
    """The side of a date behind "by" or "until"; None where it stands behind neither."""
    if (until := _UNTIL.search(clause)) is not None:
        return Lean.NEAREST if _LASTING.search(clause, 0, until.start()) else Lean.FUTURE
    if (by := _BY.search(clause)) is None:
        return None
    done = [found.end() for found in _DONE.finditer(clause, 0, by.start())]
    ahead = [found.end() for found in _SIGNS.finditer(clause, 0, by.start()) if found.lastgroup == "ahead"]
    return Lean.PAST if done and (not ahead or done[-1] > ahead[-1]) else Lean.FUTURE


def _told_before(before: str) -> Lean | None:
    """What the last sign before the date says. A participle behind a promise says nothing."""
    signs = [(found.end(), found.lastgroup) for found in _SIGNS.finditer(before)]
    promised = any(sort == "ahead" for _, sort in signs)
    for end, sort in reversed(signs):
        if sort == "ahead":
            return Lean.FUTURE
        if sort == "behind" or (sort == "behind_loose" and (not promised or _OPENING.fullmatch(before, end))):
            return Lean.PAST
    return None


def _told_behind(after: str) -> Lean | None:
    """What the first sign behind the date says."""
    for found in _SIGNS.finditer(after[:_BEHIND_REACH]):
        if found.lastgroup != "neutral":
            return Lean.FUTURE if found.lastgroup == "ahead" else Lean.PAST
    return None
