"""A title printed in capitals, put into ordinary case."""

from __future__ import annotations

import re
from functools import cache

from extractors.vocabulary import load

_WORD = re.compile(r"[^\W_][\w'’&+]*")


@cache
def _small_words() -> frozenset[str]:
    return frozenset(load("titles")["small"])


@cache
def _capitals() -> frozenset[str]:
    return frozenset(load("titles")["capitals"])


def is_capitals(text: str) -> bool:
    """Whether ``text`` is printed in capitals throughout (at least four letters, none small)."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and not any(char.islower() for char in letters)


def ordinary_case(text: str) -> str:
    """``text`` as printed, or with capitals at the beginnings of words only where it is all in capitals."""
    if not is_capitals(text):
        return text
    first = True

    def recase(match: re.Match[str]) -> str:
        nonlocal first
        word = match.group()
        begins, first = first, False
        if word.upper() in _capitals():
            return word
        if any(char.isdigit() for char in word):
            # "24TH" is a day; "Q2", "S106" and "P3" are names.
            return word.lower() if word[0].isdigit() else word
        lowered = word.lower()
        if lowered in _small_words() and not begins:
            return lowered
        return lowered[0].upper() + lowered[1:]

    return _WORD.sub(recase, text)
