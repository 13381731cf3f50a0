"""Tables of a PDF page: cells of drawn grids, columns that only white space parts, rows that no line parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.document import Box
from ingest.grids import is_amount
from ingest.markers import Levels, is_bare_marker
from ingest.open_grids import Stack
from ingest.pdf_layout import Setting, read_flow
from ingest.pdf_lines import Fragment, Row, rows_of
from ingest.pieces import CellPiece, TablePiece, around
from ingest.ruled_grid import Grid

_GUTTER = 4.0
"""Points of white space from top to bottom that part two columns."""
_PADDING = 5.4
"""Points between a cell's border and its words, as word processors set it."""

Splitter = Callable[[Fragment, Sequence[float]], list[Fragment]]


@dataclass(slots=True)
class _Cell:
    """A cell while a table is put together."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    fragments: list[Fragment]


def table_of_grid(grid: Grid, fragments: Sequence[Fragment], setting: Setting, split: Splitter) -> TablePiece | None:
    """Read a drawn grid. None where it holds no words."""
    cells = _fill(grid, fragments, split)
    if not any(cell.fragments for cell in cells):
        return None
    xs = list(grid.xs)
    cells, xs = _split_columns(cells, xs)
    cells, rows = _split_rows(cells, len(grid.ys) - 1)
    return _piece(cells, rows, xs, setting, grid.box)


def _fill(grid: Grid, fragments: Sequence[Fragment], split: Splitter) -> list[_Cell]:
    cells = [_Cell(c.row, c.column, c.row_span, c.column_span, c.box, []) for c in grid.cells]
    for fragment in fragments:
        holder = _holder(cells, fragment)
        if holder is not None and fragment.x1 <= holder.box.x1 + 3 and fragment.x0 >= holder.box.x0 - 3:
            holder.fragments.append(fragment)
            continue
        borders = sorted({edge for cell in cells if _beside(cell, fragment) for edge in (cell.box.x0, cell.box.x1)})
        for part in split(fragment, borders):
            target = _holder(cells, part) or holder
            if target is not None:
                target.fragments.append(part)
    return cells


def _holder(cells: Sequence[_Cell], fragment: Fragment) -> _Cell | None:
    x, y = (fragment.x0 + fragment.x1) / 2, fragment.middle
    for cell in cells:
        if cell.box.x0 - 1 <= x <= cell.box.x1 + 1 and cell.box.y0 - 1 <= y <= cell.box.y1 + 1:
            return cell
    return None


def _beside(cell: _Cell, fragment: Fragment) -> bool:
    return cell.box.y0 - 1 <= fragment.middle <= cell.box.y1 + 1


# -- columns that white space parts ------------------------------------------------------------------------------


def _split_columns(cells: list[_Cell], xs: list[float]) -> tuple[list[_Cell], list[float]]:
    """Cut columns in two wherever white space runs through them from top to bottom."""
    column = 0
    while column < len(xs) - 1:
        at = _gutter([cell for cell in cells if cell.column == column and cell.column_span == 1])
        if at is None:
            column += 1
            continue
        cells = _cut(cells, column, at)
        xs.insert(column + 1, at)
    return cells, xs


def _gutter(cells: Sequence[_Cell]) -> float | None:
    """Where a column of cells parts into two, or None."""
    held = [cell for cell in cells if cell.fragments]
    if len(held) < 2:
        return None
    fragments = [fragment for cell in held for fragment in cell.fragments]
    for low, high in [*_gaps(fragments, 0), *_gaps(fragments, len(fragments) // 12)]:
        middle = (low + high) / 2
        both = 0
        lefts: list[Fragment] = []
        for cell in held:
            left = [fragment for fragment in cell.fragments if fragment.x1 <= low + 0.5]
            right = [fragment for fragment in cell.fragments if fragment.x0 >= high - 0.5]
            both += bool(left) and bool(right)
            lefts.extend(left)
        if both >= 2 and both * 2 >= len(held) and not _is_numbering(lefts):
            return middle
    return None


def _is_numbering(fragments: Sequence[Fragment]) -> bool:
    """Whether the fragments left of a gutter are the markers of items rather than a column of amounts: bullets and
    letters always, decimals such as 2.1, 2.2 where each counts on from the one above."""
    marks = [fragment for fragment in fragments if is_bare_marker(fragment.words)]
    if len(marks) * 2 < len(fragments) or not marks:
        return False
    numbers = [mark.words.strip("().:") for mark in marks if mark.words.strip("().:").replace(".", "").isdecimal()]
    if len(numbers) < len(marks):
        return any(mark.words not in ("-", "–", "−") for mark in marks) or len(marks) == len(fragments)
    counted = [tuple(int(part) for part in number.split(".")) for number in numbers]
    return all(
        after > before and (after[-1] - before[-1] == 1 or after[:-1] != before[:-1] or len(after) != len(before))
        and abs(after[0] - before[0]) <= 1
        for before, after in pairwise(counted)
    )  # fmt: skip


def _gaps(fragments: Sequence[Fragment], allowed: int) -> list[tuple[float, float]]:
    """Stretches of x that no fragment covers, but for ``allowed`` ones that run across (a heading over columns)."""
    events = sorted(
        [(fragment.x0, 1) for fragment in fragments] + [(fragment.x1, -1) for fragment in fragments],
        key=lambda event: (event[0], event[1]),
    )
    gaps: list[tuple[float, float]] = []
    covered, opened = 0, None
    first, last = events[0][0], max(fragment.x1 for fragment in fragments)
    for x, step in events:
        before = covered
        covered += step
        if covered <= allowed < before and x < last:
            opened = x
        elif covered > allowed >= before and opened is not None and x > first:
            if x - opened >= _GUTTER:
                gaps.append((opened, x))
            opened = None
    return gaps


def _cut(cells: list[_Cell], column: int, at: float) -> list[_Cell]:
    """All cells with ``column`` cut in two at ``at``; what runs across it spans both."""
    result: list[_Cell] = []
    for cell in cells:
        if cell.column > column:
            result.append(replace_cell(cell, column=cell.column + 1))
        elif cell.column + cell.column_span - 1 < column:
            result.append(cell)
        elif cell.column_span > 1 or any(f.x0 < at - 1 and f.x1 > at + 1 for f in cell.fragments):
            result.append(replace_cell(cell, column_span=cell.column_span + 1))
        else:
            left = [fragment for fragment in cell.fragments if fragment.x1 <= at + 1]
            right = [fragment for fragment in cell.fragments if fragment.x1 > at + 1]
            box = cell.box
            result.append(replace_cell(cell, box=box._replace(x1=at), fragments=left))
            result.append(replace_cell(cell, column=column + 1, box=box._replace(x0=at), fragments=right))
    return result


def replace_cell(
    cell: _Cell,
    *,
    row: int | None = None,
    column: int | None = None,
    row_span: int | None = None,
    column_span: int | None = None,
    box: Box | None = None,
    fragments: list[Fragment] | None = None,
) -> _Cell:
    """A copy of the cell with some of it changed."""
    return _Cell(
        cell.row if row is None else row,
        cell.column if column is None else column,
        cell.row_span if row_span is None else row_span,
        cell.column_span if column_span is None else column_span,
        cell.box if box is None else box,
        cell.fragments if fragments is None else fragments,
    )


# -- rows that no line parts -------------------------------------------------------------------------------------


def _split_rows(cells: list[_Cell], rows: int) -> tuple[list[_Cell], int]:
    """Cut rows in which amounts stand under one another: one row for each of them."""
    row = 0
    while row < rows:
        band = [cell for cell in cells if cell.row == row and cell.row_span == 1]
        levels = _amount_levels(band)
        if len(levels) < 2:
            row += 1
            continue
        cuts = [(before + after) / 2 for before, after in pairwise(levels)]
        cells = _cut_rows(cells, row, _settle_cuts(band, levels, cuts))
        rows += len(cuts)
        row += len(levels)
    return cells, rows


def _amount_levels(band: Sequence[_Cell]) -> list[float]:
    """Heights at which amounts stand, if at least two columns, or all but the first, agree on two or more."""
    stacked: list[list[float]] = []
    for cell in band:
        middles = [row.fragments[0].middle for row in rows_of(cell.fragments)]
        amounts = [fragment for fragment in cell.fragments if is_amount(fragment.words)]
        if cell.fragments and len(amounts) * 10 >= len(middles) * 8 and len(amounts) >= 2:
            stacked.append(sorted(fragment.middle for fragment in amounts))
    needed = 2 if len([cell for cell in band if cell.fragments]) > 2 else 1
    if len(stacked) < needed:
        return []
    levels: list[float] = []
    for middle in sorted(value for column in stacked for value in column):
        if not levels or middle - levels[-1] > 4:
            levels.append(middle)
    return levels


def _settle_cuts(band: Sequence[_Cell], levels: Sequence[float], cuts: list[float]) -> list[float]:
    """Move each cut so that a label of several lines stays whole: to just above the line that opens a new label."""
    first = next((cell for cell in band if cell.fragments), None)
    if first is None:
        return cuts
    tops = [row.y0 for row in rows_of(first.fragments)]
    settled: list[float] = []
    for cut, (before, after) in zip(cuts, pairwise(levels), strict=True):
        between = [top for top in tops if before < top + 2 < after]
        settled.append(min(between[0], cut) - 0.5 if len(between) == 1 and between[0] < cut else cut)
    return settled


def _cut_rows(cells: list[_Cell], row: int, cuts: Sequence[float]) -> list[_Cell]:
    result: list[_Cell] = []
    for cell in cells:
        if cell.row > row:
            result.append(replace_cell(cell, row=cell.row + len(cuts)))
        elif cell.row + cell.row_span - 1 < row:
            result.append(cell)
        elif cell.row_span > 1:
            result.append(replace_cell(cell, row_span=cell.row_span + len(cuts)))
        else:
            edges = [cell.box.y0, *cuts, cell.box.y1]
            for index, (top, foot) in enumerate(pairwise(edges)):
                last = index == len(cuts)
                held = [f for f in cell.fragments if (f.middle >= top or index == 0) and (f.middle < foot or last)]
                result.append(
                    replace_cell(cell, row=row + index, box=cell.box._replace(y0=top, y1=foot), fragments=held)
                )
    return result


# -- tables without upright lines --------------------------------------------------------------------------------


def table_of_stack(stack: Stack, fragments: Sequence[Fragment], setting: Setting, split: Splitter) -> TablePiece | None:
    """A table that horizontal lines rule, with columns parted by bars or by white space. None where it is none."""
    low, high = stack.low, stack.high
    ys = _with_rows_beyond(stack.ys, fragments, low, high)
    xs = [low, *sorted(x for x in stack.xs), high]
    xs = [x for index, x in enumerate(xs) if index == 0 or x - xs[index - 1] > 2]
    inside = [f for f in fragments if low - 3 <= f.x0 and f.x1 <= high + 3 and ys[0] <= f.middle < ys[-1]]
    cells = [
        _Cell(row, column, 1, 1, Box(left, top, right, foot), _standing(inside, left, top, right, foot))
        for row, (top, foot) in enumerate(pairwise(ys))
        for column, (left, right) in enumerate(pairwise(xs))
    ]
    cells, xs = _split_columns(cells, xs)
    if len(xs) < 3:
        return None
    cells = _part_headings(cells, xs, split)
    cells, rows = _split_rows(cells, len(ys) - 1)
    held = [cell for cell in cells if cell.fragments]
    amounts = sum(is_amount(" ".join(f.words for f in cell.fragments)) for cell in held)
    if len({cell.column for cell in held}) < 3 and amounts * 4 < len(held):
        return None
    return _piece(cells, rows, xs, setting, Box(low, ys[0], high, ys[-1]))


def _part_headings(cells: list[_Cell], xs: Sequence[float], split: Splitter) -> list[_Cell]:
    """Column headings that the page sets as one line, one word or more over each column, go to their columns."""
    result: list[_Cell] = []
    for cell in cells:
        inner = xs[cell.column + 1 : cell.column + cell.column_span]
        parts = [split(fragment, inner) for fragment in cell.fragments] if cell.column_span > 1 else []
        fits = all(
            len(part) == cell.column_span and " ".join(piece.words for piece in part) == fragment.words
            for part, fragment in zip(parts, cell.fragments, strict=bool(parts))
        )
        if not parts or not fits:
            result.append(cell)
            continue
        for offset in range(cell.column_span):
            column = cell.column + offset
            box = cell.box._replace(x0=xs[column], x1=xs[column + 1])
            held = [part[offset] for part in parts]
            result.append(replace_cell(cell, column=column, column_span=1, box=box, fragments=held))
    return result


def _standing(fragments: Sequence[Fragment], left: float, top: float, right: float, foot: float) -> list[Fragment]:
    return [f for f in fragments if top <= f.middle < foot and left <= (f.x0 + f.x1) / 2 < right]


def _with_rows_beyond(ys: list[float], fragments: Sequence[Fragment], low: float, high: float) -> list[float]:
    """The rule positions with the headings above the first rule and a total below the last, if there are such."""
    inside = [f for f in fragments if low - 3 <= f.x0 and f.x1 <= high + 3]
    above = [row for row in rows_of(inside) if row.y1 <= ys[0] + 3 and ys[0] - row.y1 < 30 and len(row.fragments) > 1]
    if above:
        ys = [above[-1].y0 - 1 if len(above) == 1 else min(row.y0 for row in above) - 1, *ys]
    below = [row for row in rows_of(inside) if row.y0 >= ys[-1] - 3 and row.y0 - ys[-1] < 14 and len(row.fragments) > 1]
    if below and any(is_amount(fragment.words) for fragment in below[0].fragments):
        ys = [*ys, below[0].y1 + 1]
    return ys


def table_of_rows(rows: Sequence[Row], setting: Setting) -> TablePiece | None:
    """A table of rows that nothing rules, its columns parted by white space. None where there are fewer than two."""
    box = around([Box(f.x0, f.y0, f.x1, f.y1) for row in rows for f in row.fragments])
    if box is None:
        return None
    cells = [
        _Cell(number, 0, 1, 1, box._replace(y0=row.y0, y1=row.y1), list(row.fragments))
        for number, row in enumerate(rows)
    ]
    cells, xs = _split_columns(cells, [box.x0 - 1, box.x1 + 1])
    if len(xs) < 3:
        return None
    return _piece(cells, len(rows), xs, setting, box)


def _piece(cells: Iterable[_Cell], rows: int, xs: Sequence[float], setting: Setting, box: Box) -> TablePiece:
    made: list[CellPiece] = []
    for cell in cells:
        own = replace(setting, right=cell.box.x1 - _PADDING)
        pieces = read_flow(cell.fragments, own, Levels()) if cell.fragments else []
        made.append(CellPiece(cell.row, cell.column, cell.row_span, cell.column_span, setting.page, pieces, cell.box))
    return TablePiece(rows, len(xs) - 1, made, setting.page, box=box, column_edges=tuple(xs), last_page=setting.page)
