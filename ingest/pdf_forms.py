"""Forms on a page without ruled lines: a label that wraps in the left column is put together with its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf_lines import Fragment, Row
from ingest.pieces import around
from ingest.wording import lists_entries
from ingest.wrapped_labels import Bit, Entry, Printed, wrapped_entry

_CHARACTER = 0.5
"""Width of a usual character in type sizes."""
_PARTED = 0.6
"""Room between two lines, in type sizes, that parts two entries."""
_FARTHEST = 2.5


def with_whole_labels(rows: Sequence[Row]) -> list[Row]:
    """``rows`` with each entry whose label wraps on one row: the label, then its value."""
    if not any(len(row.fragments) in (2, 3) for row in rows):
        return list(rows)
    unit = _CHARACTER * max(fragment.size for row in rows for fragment in row.fragments)
    printed = Printed(len(rows), lambda index: _bits(rows[index]), lambda index: _is_parted(rows, index), unit)
    entries: dict[int, Entry] = {}
    floor = 0
    for index, row in enumerate(rows):
        if index < floor or len(row.fragments) not in (2, 3):
            continue
        entry = wrapped_entry(printed, index)
        if entry is not None and entry.first >= floor:
            entries[entry.first], floor = entry, entry.last
    result: list[Row] = []
    index = 0
    while index < len(rows):
        entry = entries.get(index)
        result.extend(_as_one(rows[index : entry.last], entry.value_at) if entry else [rows[index]])
        index = entry.last if entry else index + 1
    return result


def _bits(row: Row) -> list[Bit]:
    return [Bit(fragment.x0, fragment.x1, fragment.words) for fragment in row.fragments]


def _is_parted(rows: Sequence[Row], index: int) -> bool:
    if index == 0:
        return True
    gap = rows[index].y0 - rows[index - 1].y1
    size = min(rows[index].fragments[0].size, rows[index - 1].fragments[0].size)
    return not -_FARTHEST * size < gap < _PARTED * size


def _as_one(rows: Sequence[Row], value_at: float) -> list[Row]:
    """One row of the label and its value, or a row for each line of the value where its lines are entries of a list."""
    label = [fragment for row in rows for fragment in row.fragments if fragment.x0 < value_at]
    values = [[fragment for fragment in row.fragments if fragment.x0 >= value_at] for row in rows]
    lines = [line for line in values if line]
    first = lines[0][0]
    whole = replace(_joined(label), y0=first.y0, y1=first.y1)
    if lists_entries(whole.words):
        return [Row([whole, *lines[0]]), *(Row(line) for line in lines[1:])]
    value = _joined([fragment for line in lines for fragment in line])
    return [Row([whole, replace(value, y0=first.y0, y1=first.y1)])]


def _joined(fragments: Sequence[Fragment]) -> Fragment:
    words = " ".join(fragment.words for fragment in fragments)
    shown = around([fragment.shown for fragment in fragments]) or fragments[0].shown
    right = max(fragment.x1 for fragment in fragments)
    return replace(fragments[0], words=words, x1=right, bold=all(f.bold for f in fragments), shown=shown)
