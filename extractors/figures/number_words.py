"""Numbers written as words: "twenty-five", "two hundred and fifty", "one million"."""

from __future__ import annotations

import re

from extractors.vocabulary import load
from extractors.vocabulary.screened import screened

_WORDS = load("quantities")["number_words"]
_UNITS: dict[str, int] = _WORDS["units"]
_TENS: dict[str, int] = _WORDS["tens"]
_SCALES: dict[str, int] = _WORDS["scales"]

_ANY = "|".join(sorted((*_UNITS, *_TENS, *_SCALES), key=len, reverse=True))
FIRST_WORDS = (*_UNITS, *_TENS)
"""The words with which a number in words can begin."""
_FIRST = "|".join(sorted(FIRST_WORDS, key=len, reverse=True))

_INITIALS = "".join(sorted({word[0] for word in FIRST_WORDS}))

# Its first letter is looked at by itself: where cases do not matter, re tries the words one after another.
WORD_NUMBER = rf"(?=[{_INITIALS}])(?:{_FIRST})(?:(?:[ -]|\sand\s)(?:{_ANY}))" + r"{0,6}"
"""A run of number words, as the source of a pattern (match it without regard to case, between word boundaries)."""

WORD_NUMBER_PATTERN = screened(rf"(?<![\w-])(?:{WORD_NUMBER})(?!\w)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\s-]+")


def read_number_words(words: str) -> int | None:
    """The value of a run of number words; None where the words do not make one number ("two three")."""
    total = 0
    group = 0
    last = "start"
    for word in _SEPARATOR.split(words.strip().lower()):
        if word == "and":
            if last not in ("hundred", "scale"):
                return None
            continue
        if word in _UNITS:
            if last not in ("start", "tens", "hundred", "scale") or (last == "tens" and _UNITS[word] > 9):
                return None
            group, last = group + _UNITS[word], "unit"
        elif word in _TENS:
            if last not in ("start", "hundred", "scale"):
                return None
            group, last = group + _TENS[word], "tens"
        elif word == "hundred" and group in range(1, 100):
            group, last = group * 100, "hundred"
        elif word in _SCALES and group:
            total, group, last = total + group * _SCALES[word], 0, "scale"
        else:
            return None
    return total + group if last != "start" else None
