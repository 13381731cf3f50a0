"""The headings of a table: which rows they are, what stands over each column, and what each column holds.

Headings nest ("2013/14" over "Q1" over "Number") and are often printed in the first of the columns they span, with
blanks after it; a blank takes the heading at its left as long as the row above has no border between them. A heading
may stand one column out of place: what a column's cells hold decides its role before its heading does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from extractors.dates.grammar import parse_dates
from extractors.figures.quantity import Quantity
from extractors.tables.grid import Grid, GridCell
from extractors.tables.part_days import parts_a_date
from extractors.tables.words import (
    COLUMNS,
    GENERIC,
    MONEY,
    PERIOD_WORDS,
    RATINGS,
    fold,
    kind_of,
    money_factor,
    strip_marks,
    unit_of,
)
from extractors.vocabulary import load

_POLARITY = re.compile(load("tables")["patterns"]["polarity"])
_CODE = re.compile(load("tables")["patterns"]["code"])


class ColumnRole(StrEnum):
    LABEL = "label"
    FIGURES = "figures"
    TREND = "trend"
    REFERENCE = "reference"
    """Codes, sources, row numbers, ages: numbers there measure nothing."""
    DATES = "dates"
    TEXT = "text"
    """Comments, owners, ratings."""


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    role: ColumnRole
    path: tuple[str, ...]
    """Headings from the outermost to the innermost, as printed."""

    @property
    def label(self) -> str | None:
        return " / ".join(self.path) or None


def heading_rows(grid: Grid) -> int:
    """How many of the first rows are headings: those before the first row with a figure right of its label.

    A row that holds years, quarters, units and names of kinds is no row of figures, though it has digits.
    """
    for row in range(grid.rows):
        if _holds_figures(grid, row):
            return _without_section_rows(grid, row)
    return min(grid.table.header_rows, grid.rows)


def _holds_figures(grid: Grid, row: int) -> bool:
    cells = grid.row_cells(row)
    figures = [cell for cell in cells if cell.content.quantities]
    beside = [cell for cell in figures if cell.cell.column > 0] or (figures if len(cells) == len(figures) else [])
    if not beside:
        return False
    if all(cell.content.is_year for cell in beside):
        label = grid.words(row, 0)
        return bool(label) and not _years_rise(beside) and row > 0
    return True


def _years_rise(cells: list[GridCell]) -> bool:
    years = [int(cell.words) for cell in cells if cell.words.isdigit()]
    return len(years) > 1 and all(abs(later - first) == 1 for first, later in pairwise(years))


def _without_section_rows(grid: Grid, first: int) -> int:
    """A row with words in its first cell alone, under a full row of headings, names a section of the rows below."""
    rows = first
    while rows > 1:
        cells = grid.row_cells(rows - 1)
        above = grid.row_cells(rows - 2)
        narrow_or_whole = bool(cells) and cells[0].cell.column_span in (1, grid.columns)
        if len(cells) == 1 and cells[0].cell.column == 0 and narrow_or_whole and len(above) > 1:
            rows -= 1
            continue
        empty = bool(cells) and all(cell.content.missing for cell in cells if cell.cell.column > 0) and len(cells) > 1
        if empty and cells[0].cell.column == 0 and not is_heading_like(grid, rows - 1):
            rows -= 1
            continue
        break
    return rows


def is_heading_like(grid: Grid, row: int) -> bool:
    """Whether the cells right of the label are words of headings: periods, units, kinds ("Q3", "%", "Budget")."""
    cells = [cell for cell in grid.row_cells(row) if cell.cell.column > 0]
    if len(cells) < 2 or any(cell.content.quantities and not cell.content.is_year for cell in cells):
        return False
    return sum(is_heading_word(cell.words) for cell in cells) * 2 > len(cells)


def is_heading_word(words: str) -> bool:
    """Whether words by themselves are a heading of a column: a period, a unit, a kind, a role."""
    if len(words) > 60:
        return False
    if GENERIC.equals(words) or kind_of(words) or any(entries.equals(words) for _, entries in MONEY):
        return True
    if PERIOD_WORDS["whole_year"].within(words) or PERIOD_WORDS["to_date"].within(words):
        return True
    return any(entries.equals(words) for entries in COLUMNS.values()) or _is_period(words)


def _is_period(words: str) -> bool:
    spans = parse_dates(words)
    return bool(spans) and sum(span.end - span.start for span in spans) * 2 >= len(words.strip())


def column_paths(grid: Grid, first: int, last: int) -> tuple[tuple[str, ...], ...]:
    """The headings over each column, from rows ``first`` to ``last`` (exclusive)."""
    groups: list[list[tuple[int, str]]] = []
    for row in range(first, last):
        groups.append(_row_of_headings(grid, row, groups[-1] if groups else None))
    paths: list[tuple[str, ...]] = []
    for column in range(grid.columns):
        path: list[str] = []
        for group in groups:
            words = group[column][1]
            if words and path and parts_a_date(path[-1], words):
                path[-1] = f"{path[-1]} {words}"
            elif words and (not path or path[-1] != words):
                path.append(words)
        paths.append(tuple(path))
    return tuple(paths)


def _row_of_headings(grid: Grid, row: int, above: list[tuple[int, str]] | None) -> list[tuple[int, str]]:
    """For each column the place where its heading begins, and the heading. A blank follows its left neighbour
    unless the row above parts the two."""
    found: list[tuple[int, str]] = []
    for column in range(grid.columns):
        cell = grid.over(row, column)
        if cell is not None and cell.words:
            found.append((cell.cell.column, cell.words))
            continue
        parted = above is not None and column > 0 and above[column][0] != above[column - 1][0]
        if column == 0 or parted or found[column - 1][0] == 0:
            found.append((column, ""))
        else:
            found.append(found[column - 1])
    return found


def read_columns(grid: Grid, first: int, last: int, rows: range) -> tuple[Column, ...]:
    """The columns under the heading rows ``first`` to ``last``, judged by the cells of ``rows``."""
    paths = column_paths(grid, first, last)
    own = [_own_heading(grid, first, last, column) for column in range(grid.columns)]
    roles = [_role(grid, column, own[column], rows) for column in range(grid.columns)]
    _settle_first(grid, roles, own, rows)
    return tuple(Column(index, role, path) for index, (role, path) in enumerate(zip(roles, paths, strict=True)))


def _own_heading(grid: Grid, first: int, last: int, column: int) -> str:
    """The innermost heading printed over this very column, not one that reaches over from its left."""
    for row in range(last - 1, first - 1, -1):
        cell = grid.over(row, column)
        if cell is not None and cell.words:
            return cell.words
    return ""


def _role(grid: Grid, column: int, heading: str, rows: range) -> ColumnRole:
    cells = [cell for row in rows if (cell := grid.at(row, column)) is not None and cell.words]
    arrows = sum(cell.content.is_arrow for cell in cells)
    figures = sum(bool(cell.content.quantities) for cell in cells)
    words = sum(cell.is_words for cell in cells)
    if arrows and not figures:
        return ColumnRole.TREND
    plain = strip_marks(heading)
    if not figures and len(cells) > 1 and all(_CODE.fullmatch(cell.words) for cell in cells):
        return ColumnRole.REFERENCE
    if not figures and column > 0 and cells and all(_POLARITY.fullmatch(cell.words) for cell in cells):
        return ColumnRole.TEXT
    if not figures and RATINGS.equals(plain):
        return ColumnRole.TEXT
    if figures and _numbers_are_names(grid, column, plain, rows):
        return ColumnRole.REFERENCE
    if COLUMNS["dates"].equals(plain) and figures <= words:
        return ColumnRole.DATES
    if COLUMNS["text"].equals(plain) and figures * 2 <= max(1, len(cells)):
        return ColumnRole.TEXT
    if figures and figures >= words:
        return ColumnRole.FIGURES
    if figures and (kind_of(plain) or has_unit(plain)):
        return ColumnRole.FIGURES
    if COLUMNS["reference"].equals(plain):
        return ColumnRole.REFERENCE
    return ColumnRole.LABEL if words else ColumnRole.TEXT


def has_unit(heading: str) -> bool:
    """Whether a heading names a unit ("%", "£m", "FTE", "No.")."""
    return unit_of(heading) is not None or money_factor(heading) is not None


def _numbers_are_names(grid: Grid, column: int, heading: str, rows: range) -> bool:
    """Row numbers, codes, ages and years: the heading says so, or the first column counts 1, 2, 3."""
    if COLUMNS["ages"].equals(heading):
        return True
    contents = [cell.content for row in rows if (cell := grid.at(row, column)) is not None and cell.words]
    numbers = [content.quantities[0] for content in contents if content.quantities]
    if all(content.is_year for content in contents if content.quantities) and len(numbers) > 0:
        return column == 0 or not kind_of(heading)
    plain = all(number.unit == "count" and number.value == int(number.value or 0) for number in numbers)
    if COLUMNS["reference"].equals(heading) and plain:
        return column == 0 or fold(heading).strip("().:") not in ("no", "no.") or _counts_up(numbers)
    return column == 0 and plain and len(numbers) > 1 and _counts_up(numbers)


def _counts_up(numbers: list[Quantity]) -> bool:
    return all(number.value == start for start, number in enumerate(numbers, int(numbers[0].value or 0)))


def _settle_first(grid: Grid, roles: list[ColumnRole], own: list[str], rows: range) -> None:
    """The first column of words names the rows; columns of words behind the figures are text."""
    first_figures = next((index for index, role in enumerate(roles) if role is ColumnRole.FIGURES), len(roles))
    labels = [index for index in range(first_figures) if roles[index] is ColumnRole.LABEL]
    for index in range(first_figures, len(roles)):
        if roles[index] is ColumnRole.LABEL:
            roles[index] = ColumnRole.TEXT
    if not labels and first_figures > 0:
        spare = [index for index in range(first_figures) if roles[index] in (ColumnRole.TEXT, ColumnRole.REFERENCE)]
        named = [index for index in spare if any(grid.words(row, index) for row in rows)]
        if named:
            roles[named[-1]] = ColumnRole.LABEL
