"""Digits that are never a quantity: clock times, telephone numbers, references, numbers of sections, ages."""

from __future__ import annotations

import re

from extractors.quantity import DASH
from extractors.vocabulary import load

_VOCABULARY = load("quantities")

_PART_NUMBER = (
    r"\(?\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?\)?(?:\([a-z0-9]{1,4}\)){0,3}"
    r"(?!\d|,\d{3}|\.\d|\s?%|\s?per\s?cent"
    r"|[\s-]{1,2}(?:(?:working|calendar|clear|full)\s)?(?:days?|weeks?|months?|years?|hours?|minutes?|miles?|fte|million)\b)"
)
_PART_NUMBERS = rf"{_PART_NUMBER}(?:\s{{0,2}}(?:,|and|&|to|{DASH}|or|/)\s{{0,2}}{_PART_NUMBER}){{0,8}}"


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _patterns() -> tuple[re.Pattern[str], ...]:
    patterns = [
        re.compile(entry["pattern"], 0 if entry.get("case") else re.IGNORECASE) for entry in _VOCABULARY["opaque"]
    ]
    words = _any_of(_VOCABULARY["named_parts"]["words"])
    codes = _any_of(_VOCABULARY["named_parts"]["codes"])
    patterns.append(re.compile(rf"(?<![\w-])(?:{words})\s(?:nos?\.?\s|numbers?\s)?{_PART_NUMBERS}", re.IGNORECASE))
    patterns.append(re.compile(rf"(?<![\w'’-])(?:{codes})\.?\s?{_PART_NUMBERS}"))
    return tuple(patterns)


_PATTERNS = _patterns()


def find_opaque(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of ``text`` whose digits are no quantities, in order (vocabulary/quantities.toml says which)."""
    return tuple(sorted(match.span() for pattern in _PATTERNS for match in pattern.finditer(text)))
