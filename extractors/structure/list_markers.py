"""Markers of list items: what place they stand for, and lists that run on within one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.structure.passages import MarkerKind

_INLINE_MARKER = re.compile(
    r"(?:(?<=^)|(?<=[\s:;–—-]))\(?(?:(?P<arabic>\d{1,2})|(?P<roman>i{1,3}|iv|vi{0,3}|ix|x)|(?P<alpha>[a-zA-Z]))(?:\)|\.(?=\s))\s*"
)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ROMAN = {word: value for value, word in enumerate(_ROMANS, start=1)}


_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral below ninety; 0 where the letters make none ("IIV", "LIVID")."""
    values = [_ROMAN_DIGITS.get(sign, 0) for sign in numeral.upper()]
    if 0 in values:
        return 0
    total = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return total if _as_roman(total) == numeral.upper() else 0


def _as_roman(value: int) -> str:
    printed = ""
    for worth, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, value = divmod(value, worth)
        printed += sign * count
    return printed


def marker_value(marker: str | None, kind: MarkerKind) -> int:
    """Which place in its list a marker stands for: "3", "c" and "iii" are 3; 0 for no marker."""
    if marker is None:
        return 0
    if kind is MarkerKind.ARABIC:
        return int(marker)
    if kind is MarkerKind.ROMAN:
        return _ROMAN.get(marker.lower(), 0)
    if kind is MarkerKind.ALPHA:
        return ord(marker.lower()) - ord("a") + 1
    return 1


def inline_pieces(rest: str) -> Iterator[tuple[str, MarkerKind, int, int, int]]:
    """Clauses numbered within one line, as (marker, kind, marker's start, clause's start, clause's end).

    Only a run that begins with 1, a or i near the front and counts on by ones is a list; other brackets are prose.
    """
    matches = list(_INLINE_MARKER.finditer(rest))
    if not matches:
        return
    first = matches[0]
    kind = MarkerKind(first.lastgroup or "none")
    if first.start() > 160 or marker_value(first.group(kind.value), kind) != 1:
        return
    run = [first]
    for match in matches[1:]:
        value = match.group(kind.value)
        if value is not None and marker_value(value, kind) == marker_value(run[-1].group(kind.value), kind) + 1:
            run.append(match)
    if len(run) == 1 and first.start() > 0 and rest[: first.start()].strip():
        return
    ends = [match.start() for match in run[1:]] + [len(rest)]
    for match, end in zip(run, ends, strict=True):
        yield match.group(kind.value), kind, match.start(), match.end(), end
