"""Minutes whose numbers and titles stand in the margin, beside the paragraph in which the item begins.

Read line by line, the title is broken up among the lines of the paragraph: "91. The Leader reported", "RECYCLING<tab>on
the new rounds", "ROUNDS<tab>that had been tried". Each number that is due begins an item, whatever stands behind it;
its title is put together from the capitals before the tabs, and these are no part of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.decisions.head_words import tidy_title
from extractors.decisions.introducers import find_introducer
from extractors.decisions.sub_items import Item
from extractors.structure.passages import MarkerKind, Passage

_BESIDE = re.compile(r"(?P<title>[A-Z][A-Z0-9 ,:;&'’/()£.-]{2,60}?) ?\t\s*")
_ALONE = re.compile(r"(?P<title>[A-Z][A-Z0-9 ,:;&'’/()£.-]{2,60})\Z")
_INSIDE = re.compile(r"(?<![A-Z.])\b(?P<title>[A-Z]{3,20}(?: [A-Z]{2,20}){1,5})\b")
"""The capitals of a line whose margin was read as its last words."""
_LINES = 6
"""The most lines that a title in the margin takes up."""
_FEWEST = 3
"""So many items with a title beside them make the paper one of this kind."""


@dataclass(frozen=True, slots=True)
class _Margin:
    index: int
    pieces: tuple[str, ...]
    title_end: int
    cut: tuple[tuple[int, int], ...]
    """The passages that hold a piece of the title, each with the offset at which its own words begin."""
    beside: bool


def with_margin_heads(text: str, flow: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Item, ...]]:
    """The passages without the titles in the margin, and an item for each number; no item for other papers."""
    found = [_margin(text, flow, index) for index in _numbered(flow)]
    if sum(margin.beside for margin in found) < _FEWEST:
        return tuple(flow), ()
    starts = {margin.index for margin in found}
    cut = dict(pair for margin in found for pair in margin.cut)
    places: dict[int, int] = {}
    kept: list[Passage] = []
    for index, passage in enumerate(flow):
        places[index] = len(kept)
        if index in starts:
            kept.append(replace(passage, start=passage.body, marker=None, marker_kind=MarkerKind.NONE, heading=False))
        elif index not in cut:
            kept.append(passage)
        elif cut[index] < passage.end:
            kept.append(replace(passage, start=cut[index], body=cut[index], heading=False))
    places[len(flow)] = len(kept)
    edges = [margin.index for margin in found] + [len(flow)]
    items = tuple(
        _item(flow[margin.index], margin, places[margin.index], places[edges[n + 1]]) for n, margin in enumerate(found)
    )
    return tuple(kept), items


def _item(passage: Passage, margin: _Margin, first: int, last: int) -> Item:
    title = tidy_title(" ".join(margin.pieces)) or None
    return Item(passage.marker, title, passage.start, margin.title_end, first, last, "margin_head")


def _numbered(flow: Sequence[Passage]) -> list[int]:
    """The longest run of passages whose numbers count up by one."""
    best: list[int] = []
    runs: dict[int, list[int]] = {}
    for index, passage in enumerate(flow):
        if passage.marker_kind is not MarkerKind.ARABIC or passage.marker is None:
            continue
        number = int(passage.marker)
        run = runs.pop(number - 1, [])
        run.append(index)
        runs[number] = run
        best = max(best, runs[number], key=len)
    return best


def _margin(text: str, flow: Sequence[Passage], index: int) -> _Margin:
    """What stands in the margin of the item that begins at ``flow[index]``."""
    pieces: list[str] = []
    cut: list[tuple[int, int]] = []
    end = flow[index].body
    beside = False
    for at in range(index + 1, min(index + 1 + _LINES, len(flow))):
        passage = flow[at]
        match = _BESIDE.match(text, passage.start, passage.end)
        beside = beside or match is not None
        if match is None and find_introducer(text, passage, "minutes") is None:
            match = _ALONE.match(text, passage.start, passage.end)
        if match is None or passage.marker is not None:
            break
        pieces.append(match.group("title"))
        cut.append((at, match.end()))
        end = match.end("title")
    inside = _INSIDE.search(text, flow[index].body, flow[index].end) if beside else None
    if inside is not None:
        pieces.insert(0, inside.group("title"))
    return _Margin(index, tuple(pieces), end, tuple(cut), beside)
