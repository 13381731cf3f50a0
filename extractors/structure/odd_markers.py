"""List items marked in ways that mean nothing by themselves: "# officers report back", "1 officers report back",
"A Subject to the lease, the store be let".

A sign, or a number or capital without a stop, begins an item only where several lines in turn begin so, behind words
that lead to a list. Elsewhere it is what it is: a heading's mark, or the first word of a sentence ("20 members voted").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.vocabulary import load

_FEWEST = 2


@cache
def _wordings() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in load("items")["odd_markers"].items()}


def is_odd(text: str, start: int, end: int) -> re.Match[str] | None:
    """The sign or number at the beginning of ``text[start:end]`` that may mark an item, or None."""
    return _wordings()["marker"].match(text, start, end)


def leads(text: str, start: int, end: int) -> bool:
    """Whether a list may follow ``text[start:end]``: it ends in a colon, or introduces a decision."""
    return _wordings()["lead"].search(text, max(start, end - 80), end) is not None


def line_starts(text: str, start: int, end: int) -> frozenset[int]:
    """The offsets in a block at which lines begin that are such items."""
    lines: list[tuple[int, int]] = []
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop == -1 else stop
        lines.append((position, stop))
        position = stop + 1
    found = runs(text, lines)
    return frozenset(lines[index][0] for index in found)


def runs(text: str, spans: Sequence[tuple[int, int]]) -> dict[int, re.Match[str]]:
    """The indexes of the spans that are items, with their markers: a run behind a span that leads to a list.

    The numbers of a run count up from 1, its capitals from A; the signs of a run are all the same. Between two items
    may stand one span that goes on with the item above it (it begins with a small letter).
    """
    found: dict[int, re.Match[str]] = {}
    index = 1
    while index < len(spans):
        match = is_odd(text, *spans[index])
        if match is None or not _first(match) or not leads(text, *spans[index - 1]):
            index += 1
            continue
        run = {index: match}
        following = index + 1
        while following < len(spans):
            behind = is_odd(text, *spans[following])
            if behind is not None and _counts_on(match, behind, len(run)):
                run[following] = behind
            elif not text[spans[following][0] : spans[following][0] + 1].islower() or following - 1 not in run:
                break
            following += 1
        if len(run) >= _FEWEST:
            found.update(run)
        index = following
    return found


def _first(match: re.Match[str]) -> bool:
    return match.group("number") in (None, "1") and match.group("capital") in (None, "A")


def _counts_on(first: re.Match[str], match: re.Match[str], count: int) -> bool:
    if first.group("capital") is not None:
        return match.group("capital") == chr(ord("A") + count)
    if first.group("number") is None:
        return match.group("sign") is not None and match.group("sign") == first.group("sign")
    return match.group("number") == str(count + 1)
