"""Running heads, footers and page numbers of laid-out pages: what recurs at the same edge of several pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf_lines import Fragment, rows_of
from ingest.wording import is_page_number, pattern

_DIGITS = re.compile(r"\d+")
_NUMERIC = re.compile(r"[\d.,%+−()-]+$")
_HEAD, _FOOT = 0.14, 0.86
"""Shares of a page's height within which running heads and footers stand."""
_SPEAKS = pattern("says_something")
_DEEPEST = 4
"""Rows from the edge that are looked at."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page and its height, as it is read."""

    number: int
    height: float
    fragments: Sequence[Fragment]
    in_grids: frozenset[int] = frozenset()
    """Identities of the fragments that stand in drawn grids: a table's headings recur over its pages."""


def find_furniture(pages: Sequence[PageLines]) -> dict[int, set[Fragment]]:
    """By page number, the fragments that are furniture.

    A line is furniture where the same words, digits folded, stand at the same height at the same edge of at least
    three pages (of two in a paper of two or three pages), and where a lone page number stands outermost. A running
    head stays in the body where it first stands: there it is the paper's title.
    """
    found: dict[int, set[Fragment]] = defaultdict(set)
    seen: dict[tuple[str, bool], list[tuple[int, float, Fragment]]] = defaultdict(list)
    for page in pages:
        for at_top, fragment, outermost, alone in _edges(page):
            if outermost and alone and is_page_number(fragment.words):
                found[page.number].add(fragment)
            if not alone and _NUMERIC.match(fragment.words):
                continue
            distance = fragment.y0 if at_top else page.height - fragment.y1
            seen[_DIGITS.sub("#", fragment.words.casefold()), at_top].append((page.number, distance, fragment))
    needed = 3 if len(pages) > 3 else 2
    for (words, at_top), places in seen.items():
        if _SPEAKS.search(words):
            continue
        kept = _at_same_height(places)
        if len({number for number, _, _ in kept}) < needed:
            continue
        first = min(number for number, _, _ in kept)
        for number, _, fragment in kept:
            is_title = at_top and number == first == 1 and not is_page_number(fragment.words) and "#" not in words
            if not is_title:
                found[number].add(fragment)
    return found


def _at_same_height(places: list[tuple[int, float, Fragment]]) -> list[tuple[int, float, Fragment]]:
    distances = sorted(distance for _, distance, _ in places)
    middle = distances[len(distances) // 2]
    return [place for place in places if abs(place[1] - middle) < 25]


def _edges(page: PageLines) -> list[tuple[bool, Fragment, bool, bool]]:
    """(at the top, fragment, in the outermost row, alone in its row) for the lines near either edge."""
    near: list[tuple[bool, Fragment, bool, bool]] = []
    loose = [fragment for fragment in page.fragments if id(fragment) not in page.in_grids]
    top = rows_of(fragment for fragment in loose if fragment.y1 < page.height * _HEAD)[:_DEEPEST]
    foot = rows_of(fragment for fragment in loose if fragment.y0 > page.height * _FOOT)[-_DEEPEST:]
    for at_top, rows in ((True, top), (False, foot)):
        outermost = rows[:1] if at_top else rows[-1:]
        for row in rows:
            alone = len(row.fragments) == 1
            near.extend((at_top, fragment, row in outermost, alone) for fragment in row.fragments)
    return near
