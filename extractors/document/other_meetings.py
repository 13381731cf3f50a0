"""Meetings that a paper only speaks of: the last one, whose minutes are approved, or one that decided earlier.

Their dates stand in the same words as a paper's own ("the minutes of the meeting held on ..."), so the sentence around
them has to be read: minutes that are to be approved, or were, are those of another meeting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.vocabulary import load

_BEFORE, _AFTER = 200, 180
"""Characters on either side in which the words of the sentence are looked for."""
_SENTENCE_START = re.compile(r"[.!?:]\s+(?=[A-Z])|\n[^\S\n]*\n|\n(?=\W{0,4}\d{1,4}[.)]?\s)")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z]|\s*\Z|\s*\n)|\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class _Wordings:
    opens: re.Pattern[str]
    inside: re.Pattern[str]
    follows: re.Pattern[str]


@cache
def _wordings() -> _Wordings:
    data = load("documents")["other_meeting"]
    return _Wordings(re.compile(data["opens"]), re.compile(data["inside"]), re.compile(data["follows"]))


def tells_of_another_meeting(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]``, which names a meeting, stands in a sentence about another meeting than this."""
    first = max(0, start - _BEFORE)
    for match in _SENTENCE_START.finditer(text, first, start):
        first = match.end() if text[match.start()] in ".!?:" else match.start()
    close = _SENTENCE_END.search(text, end, min(len(text), end + _AFTER))
    last = close.start() if close else min(len(text), end + _AFTER)
    words = _wordings()
    return (
        words.opens.match(text[first:end].lstrip()) is not None
        or words.inside.search(text, first, end) is not None
        or words.follows.search(text[end:last]) is not None
    )
