"""Tables in plain text whose columns are lined up with spaces: cells are found from where the pieces of lines stand.

What makes a table is numbers under numbers: two lines or more with numbers in pieces of their own, standing under one
another. Lists, addresses, attendance, justified prose and tables of contents have none, or count pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.aligned_columns import Column, Placed, find_columns, place_row
from ingest.aligned_headings import HeadingLine, find_headings, rows_of_headings
from ingest.aligned_lines import Lines
from ingest.aligned_shapes import AlignedCell, AlignedTable, Stretch
from ingest.barred_tables import barred_table_at
from ingest.gaps import Segment
from ingest.text_lines import Row

_BETWEEN = 4
"""Most lines without a number between two rows of figures of one table."""
_EDGE = 2
_MOST_COLUMNS = 60
_JUDGED = 500
"""Rows from which the columns of a table are found."""
_LAST_PAGE_NUMBER = 999
_LEADERS = ("....", ". . .", "……")


def find_aligned_tables(printed: Sequence[Row], places: Sequence[int]) -> list[AlignedTable]:
    """All tables of aligned text, from the top. ``places`` are the lines at which one may open."""
    lines = Lines(printed)
    found: list[AlignedTable] = []
    floor = next_line = 0
    for index in places:
        if index < next_line:
            continue
        table, after = barred_table_at(lines, index) if lines.has_bars(index) else (None, index)
        if table is None and after == index and lines.is_value_row(index):
            table, after = _table_at(lines, index, floor)
        if table is not None:
            found.append(_with_rule_above(lines, table, floor))
            floor = after = table.last
        next_line = after
    return found


def _with_rule_above(lines: Lines, table: AlignedTable, floor: int) -> AlignedTable:
    first = table.first
    while first > floor and lines.is_rule(first - 1) and not lines.printed[first].first:
        first -= 1
    return replace(table, first=first)


@dataclass(slots=True)
class _Body:
    """The rows of figures of one table, and the lines between them."""

    figures: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    spans: list[Column] = field(default_factory=list)
    """Where its numbers stand."""

    def fits(self, values: Sequence[Segment], apart: bool) -> bool:
        """Whether numbers stand under those of the rows above; all of them, and enough, where a blank line or words
        stand between (``apart``)."""
        touching = sum(any(_stands_under(value, span) for span in self.spans) for value in values)
        if apart:
            return touching == len(values) and touching * 2 >= len(self.spans) and len(self.spans) > 1
        return touching > 0 and touching * 2 >= len(values)

    def take(self, index: int, values: Sequence[Segment]) -> None:
        self.figures.append(index)
        for value in values:
            span = next((span for span in self.spans if value.overlaps(span.start, span.end)), None)
            if span is None:
                self.spans.append(Column(value.start, value.end, 1))
            else:
                span.takes(value)


def _stands_under(value: Segment, span: Column) -> bool:
    return (
        value.overlaps(span.start, span.end)
        or abs(value.end - span.end) <= _EDGE
        or abs(value.start - span.start) <= _EDGE
    )


def _values(pieces: Sequence[Segment]) -> list[Segment]:
    """The numbers of a row; a number at its beginning is a label unless all of the row is numbers."""
    return [piece for number, piece in enumerate(pieces) if piece.is_value and (number or len(pieces) == 1)]


def _table_at(lines: Lines, first: int, floor: int) -> tuple[AlignedTable | None, int]:
    """The table whose first row of figures is ``first``, or None, and the index of the line to go on at."""
    body = _body_from(lines, first)
    after = body.figures[-1] + 1
    rows = [lines.pieces(index) for index in sorted((*body.figures, *_parted(lines, body)))]
    columns = find_columns(rows[:_JUDGED])
    if len(body.figures) < 2 or len(columns) < 2:
        return None, after
    top, headings = find_headings(lines, first, floor, columns)
    if not _is_table(lines, body, columns, headings) or _counts_pages(lines, body, columns, headings):
        return None, after
    return _assemble(lines, body, columns, headings, top), after


def _parted(lines: Lines, body: _Body) -> list[int]:
    return [index for index in body.others if lines.parts_of_words(index)]


def _body_from(lines: Lines, first: int) -> _Body:
    body = _Body()
    body.take(first, _values(lines.pieces(first)))
    waiting: list[int] = []
    index = first + 1
    while index < len(lines) and lines.printed[index].page == lines.printed[first].page:
        if lines.printed[index].barred or len(waiting) > _BETWEEN or len(body.spans) > _MOST_COLUMNS:
            break
        values = _values(lines.pieces(index))
        bare = bool(values) and lines.opens_with_value(index)
        if lines.is_value_row(index) or bare:
            apart = any(lines.printed[line].first for line in waiting)
            if not body.fits(values, apart):
                break
            body.others.extend(waiting)
            waiting = []
            body.take(index, values)
        elif lines.is_rule(index):
            if lines.printed[index].first and not (index + 1 < len(lines) and lines.is_value_row(index + 1)):
                break
        elif _may_stand_between(lines, index, waiting, body):
            waiting.append(index)
        else:
            break
        index += 1
    body.others.extend(_tail(lines, body, waiting))
    return body


def _may_stand_between(lines: Lines, index: int, waiting: Sequence[int], body: _Body) -> bool:
    if lines.titles_another(index):
        return False
    if lines.is_label(index):
        piece = lines.pieces(index)[0]
        if piece.start < min(span.start for span in body.spans):
            return True
        above = lines.pieces(body.figures[-1])
        return not lines.printed[index].first and any(abs(cell.start - piece.start) <= 1 for cell in above)
    if not lines.parts_of_words(index):
        return False
    # Headings behind a blank line open another table.
    return not (lines.printed[index].first or any(lines.printed[line].first for line in waiting))


def _tail(lines: Lines, body: _Body, waiting: Sequence[int]) -> list[int]:
    """Lines right below the last row that go on with one of its cells."""
    taken: list[int] = []
    above = lines.pieces(body.figures[-1])
    for index in waiting:
        pieces = lines.pieces(index)
        expected = body.figures[-1] + 1 + len(taken)
        if index != expected or lines.printed[index].first or not all(_continues(lines, above, p) for p in pieces):
            break
        taken.append(index)
    return taken


def _continues(lines: Lines, above: Sequence[Segment], piece: Segment) -> bool:
    over = next((cell for cell in above if piece.overlaps(cell.start, cell.end)), None)
    return over is not None and lines.runs_on(over, piece)


def _is_table(lines: Lines, body: _Body, columns: Sequence[Column], headings: Sequence[HeadingLine]) -> bool:
    """Two rows of two columns of numbers, or of one under a heading; three rows of one column without."""
    filled = sum(column.values >= 2 for column in columns)
    if filled >= 2 or (filled == 1 and headings):
        return True
    if filled == 0:
        return False
    labels = [lines.pieces(index)[0] for index in body.figures]
    asked = sum(label.words.endswith(":") for label in labels)
    return len(body.figures) >= 3 and asked * 2 < len(labels)


def _counts_pages(lines: Lines, body: _Body, columns: Sequence[Column], headings: Sequence[HeadingLine]) -> bool:
    """A table of contents: one number a line, none smaller than the one above, under "Page" or under nothing."""
    several = sum(column.values > 0 for column in columns) != 1
    if several and not all(_has_leader(lines, index) for index in body.figures):
        return False
    words = [entry.piece.words for line in headings for entry in line.placed if columns[entry.column].values]
    if any("page" not in heading.lower() for heading in words):
        return False
    printed = [_values(lines.pieces(index))[-1].words for index in body.figures]
    numbers = [int(words) for words in printed if words.isdigit()]
    if len(numbers) < len(printed) or max(numbers) > _LAST_PAGE_NUMBER:
        return False
    return bool(words) or all(before <= after for before, after in pairwise(numbers))


def _has_leader(lines: Lines, index: int) -> bool:
    """One number behind dots: where the numbers are set right behind the dots, they stand in no column."""
    return len(_values(lines.pieces(index))) == 1 and any(dots in lines.printed[index].raw for dots in _LEADERS)


# -- rows --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _RowInMaking:
    placed: list[tuple[int, Placed]]
    """Each piece with its line."""

    def last_in(self, column: int) -> Segment | None:
        return next((entry.piece for _, entry in reversed(self.placed) if entry.column == column), None)


def _assemble(
    lines: Lines, body: _Body, columns: Sequence[Column], headings: Sequence[HeadingLine], top: int
) -> AlignedTable:
    rows = [
        _RowInMaking([(line.line, entry) for line in group for entry in line.placed])
        for group in rows_of_headings(headings)
    ]
    last = max((*body.figures, *body.others)) + 1
    below = max((line.line for line in headings), default=top - 1) + 1
    for index in range(below, last):
        if not lines.is_rule(index) and lines.pieces(index):
            _add_line(lines, rows, index, columns, body)
    while last < len(lines) and lines.is_rule(last) and not lines.printed[last].first:
        last += 1
    cells = [cell for number, row in enumerate(rows) for cell in _cells(number, row)]
    return AlignedTable(top, last, len(rows), len(columns), tuple(cells))


def _add_line(lines: Lines, rows: list[_RowInMaking], index: int, columns: Sequence[Column], body: _Body) -> None:
    placed = place_row(lines.pieces(index), columns)
    entries = [(index, entry) for entry in placed]
    above = rows[-1] if rows else None
    parted = lines.printed[index].first or lines.is_rule(index - 1) or above is None
    if above is not None and not parted and _extends(lines, above, placed, index - 1 in body.figures):
        above.placed.extend(entries)
    else:
        rows.append(_RowInMaking(entries))


def _extends(lines: Lines, above: _RowInMaking, placed: Sequence[Placed], is_figures: bool) -> bool:
    """Whether a line goes on with the cells of the row above: words that run on, below a row of figures or below
    the half of a label."""
    words = [entry for entry in placed if not entry.piece.is_value]
    has_values = len(words) < len(placed)
    if has_values and any(entry.piece.is_value for _, entry in above.placed):
        return False
    if not words or (has_values and (len(above.placed) > 1 or words[0].column != 0)):
        return False
    checked = words[:1] if has_values else words
    for entry in checked:
        before = above.last_in(entry.column)
        if before is None or before.is_value:
            return False
        is_label = entry.column == 0
        if not lines.runs_on(before, entry.piece) and (is_label or not is_figures):
            return False
    return True


def _cells(number: int, row: _RowInMaking) -> list[AlignedCell]:
    by_column: dict[int, list[tuple[int, Placed]]] = {}
    for line, entry in row.placed:
        by_column.setdefault(entry.column, []).append((line, entry))
    cells: list[AlignedCell] = []
    for column, entries in sorted(by_column.items()):
        span = max(entry.span for _, entry in entries)
        cells.append(AlignedCell(number, column, span, _stretches(entries)))
    return cells


def _stretches(entries: Sequence[tuple[int, Placed]]) -> tuple[Stretch, ...]:
    """The parts of a cell; two pieces of one line are one stretch, gap and all."""
    found: list[Stretch] = []
    for line, entry in entries:
        start, end = entry.piece.raw, entry.piece.raw + len(entry.piece.words)
        if found and found[-1].line == line:
            found[-1] = Stretch(line, found[-1].start, end)
        else:
            found.append(Stretch(line, start, end))
    return tuple(found)
