"""The headings over a table of aligned text: which lines they are, and which of them make one row of headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.aligned_columns import Column, Placed, place_headings
from ingest.aligned_lines import Lines
from ingest.gaps import Segment
from ingest.grids import is_period, is_unit

_MOST_LINES = 8
_INDENT = 3
_DECORATION = re.compile(r"^[-–—_=<>*\s]+|(?<![-–—_=<>*\s])[-–—_=<>*\s]+$")


@dataclass(frozen=True, slots=True)
class HeadingLine:
    line: int
    placed: list[Placed]
    parted: bool
    """A rule or a blank line stands below it."""

    @property
    def is_units(self) -> bool:
        return all(is_unit(entry.piece.words) for entry in self.placed if entry.column or len(self.placed) == 1)

    @property
    def is_periods(self) -> bool:
        return all(is_period(entry.piece.words) for entry in self.placed if entry.column or len(self.placed) == 1)

    @property
    def spans(self) -> bool:
        return any(entry.span > 1 for entry in self.placed)


def find_headings(lines: Lines, first: int, floor: int, columns: Sequence[Column]) -> tuple[int, list[HeadingLine]]:
    """The lines of headings above the line ``first``, from the top, and the index of the topmost line taken. None is
    looked for above ``floor``.

    Names of a part of the table ("Income") that stand between the headings and the figures are left to the body.
    """
    found: list[HeadingLine] = []
    columns = [Column(column.start, column.end, column.values) for column in columns]
    top = index = first
    labels: list[int] = []
    parted = lines.printed[first].first
    while index > floor and len(found) < _MOST_LINES:
        index -= 1
        line = lines.printed[index]
        if line.barred or line.page != lines.printed[first].page:
            break
        if lines.is_rule(index):
            parted = True
            continue
        placed = _as_headings(lines, index, columns)
        if placed is None:
            if found or labels or not lines.is_label(index) or _is_far(lines, index, columns):
                break
            labels.append(index)
            parted = parted or line.first
            continue
        if _crossed_blanks(lines, index, top, first) > (0 if found else 1 + len(labels)):
            break
        found.insert(0, HeadingLine(index, placed, parted))
        _widen(columns, placed)
        top = index
        parted = line.first
    return (top, found) if found else (first, [])


def _widen(columns: list[Column], placed: Sequence[Placed]) -> None:
    """A column is as wide as its lowest heading, for the headings above that one."""
    for entry in placed:
        if entry.span > 1:
            continue
        before = columns[entry.column - 1].end if entry.column else 0
        after = columns[entry.column + 1].start if entry.column + 1 < len(columns) else entry.piece.end
        column = columns[entry.column]
        column.start = min(column.start, max(entry.piece.start, before))
        column.end = max(column.end, min(entry.piece.end, after))


def _crossed_blanks(lines: Lines, index: int, top: int, first: int) -> int:
    """How many blank lines stand between the line ``index`` and the last one taken."""
    return sum(lines.printed[line].first for line in range(index + 1, min(top, first) + 1))


def _is_far(lines: Lines, index: int, columns: Sequence[Column]) -> bool:
    return lines.pieces(index)[0].start > columns[0].start + _INDENT


def _as_headings(lines: Lines, index: int, columns: Sequence[Column]) -> list[Placed] | None:
    """The line's pieces over the columns, or None where it is no line of headings."""
    pieces = [bare for piece in lines.pieces(index) if (bare := _undecorated(piece)) is not None]
    if not pieces or any(len(piece.words) > 60 for piece in pieces):
        return None
    values = [column for column in columns if column.values]
    if len(pieces) == 1 and (pieces[0].start < columns[0].end and pieces[0].start < values[0].start - 12):
        return None
    if len(pieces) > 1 and not lines.parts_of_words(index) and not all(_is_name(piece) for piece in pieces[1:]):
        return None
    if any(piece.is_value and not _is_name(piece) for piece in pieces):
        return None
    placed = place_headings(pieces, columns)
    over = [entry for entry in placed if any(column.values for column in columns[entry.column :][: entry.span])]
    if not over or len(over) * 2 < len(placed):
        return None
    if len(placed) == 1 and placed[0].column == 0:
        return None
    return placed


def _is_name(piece: Segment) -> bool:
    return is_period(piece.words) or is_unit(piece.words) or not piece.is_value


def _undecorated(piece: Segment) -> Segment | None:
    """A heading without the dashes that stretch it over its columns ("------ 2016/17 ------"); its place stays."""
    bare = _DECORATION.sub("", piece.words)
    if not bare or bare == piece.words:
        return piece if bare else None
    return Segment(piece.start, piece.end, piece.raw + piece.words.index(bare), bare, piece.is_value, piece.is_nothing)


def rows_of_headings(found: Sequence[HeadingLine]) -> list[list[HeadingLine]]:
    """The lines of headings in rows: a heading of several lines is one row, an outer heading and a line of units
    are rows of their own."""
    rows: list[list[HeadingLine]] = []
    for line in found:
        if rows and _goes_on(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _goes_on(above: Sequence[HeadingLine], line: HeadingLine) -> bool:
    last = above[-1]
    if last.parted or last.spans or line.spans or line.is_units:
        return False
    return not (all(upper.is_periods for upper in above) and not line.is_periods)
