"""Prose that runs in a column beside a table on the same page: it is no cell of the table's rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.document import Box
from ingest.grids import is_amount
from ingest.pdf_lines import Fragment

_LEAST_LINES = 5
_LEAST_WORDS = 25
"""Characters of a line of prose."""
_LEADING = 0.7
"""Most room between two lines of one paragraph, in heights of a line."""
_GUTTER = 8.0
_SAME_EDGE = 3.0
_LEAST_AMOUNTS = 4
_LONGEST_AMOUNT = 20


def prose_beside_tables(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Columns of prose with amounts beside them. A column of comments in a table is broken into its rows; one that
    runs on line after line in the middle of sentences is a text of its own."""
    amounts = [f for f in fragments if len(f.words) <= _LONGEST_AMOUNT and is_amount(f.words)]
    if len(amounts) < _LEAST_AMOUNTS:
        return []
    return [run for run in _runs(fragments) if _stands_beside(run, fragments, amounts)]


def _runs(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Lines of prose under one another that begin at one edge."""
    edges: dict[int, list[Fragment]] = defaultdict(list)
    for fragment in fragments:
        edges[round(fragment.x0 / _SAME_EDGE)].append(fragment)
    found: list[list[Fragment]] = []
    for column in edges.values():
        if sum(len(line.words) >= _LEAST_WORDS for line in column) < _LEAST_LINES:
            continue
        column.sort(key=lambda line: line.y0)
        run = [column[0]]
        for before, line in pairwise(column):
            if line.y0 - before.y1 > _LEADING * line.height:
                found.append(run)
                run = []
            run.append(line)
        found.append(run)
    return [run for run in found if _reads_on(run)]


def _reads_on(run: Sequence[Fragment]) -> bool:
    lines = [line for line in run if len(line.words) >= _LEAST_WORDS]
    small = sum(line.words[0].islower() for line in lines)
    return len(lines) >= _LEAST_LINES and small * 2 >= len(lines)


def _stands_beside(run: Sequence[Fragment], fragments: Sequence[Fragment], amounts: Sequence[Fragment]) -> bool:
    box = box_of(run)
    own = set(map(id, run))
    level = [f for f in fragments if id(f) not in own and box.y0 < f.middle < box.y1]
    if any(f.x0 < box.x1 + _GUTTER and f.x1 > box.x0 - _GUTTER for f in level):
        return False
    return sum(box.y0 < amount.middle < box.y1 for amount in amounts) >= _LEAST_AMOUNTS


def box_of(fragments: Sequence[Fragment]) -> Box:
    """The box around all of them."""
    return Box(
        min(f.x0 for f in fragments),
        min(f.y0 for f in fragments),
        max(f.x1 for f in fragments),
        max(f.y1 for f in fragments),
    )
