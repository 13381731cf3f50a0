"""The rows of a table: their labels, carried down where the table prints them once, and the sections between them."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.tables.grid import Grid, GridCell
from extractors.tables.headings import Column, ColumnRole, is_heading_like
from extractors.tables.words import ASIDES, TOTALS, fold, opens_breakdown, strip_marks


@dataclass(frozen=True, slots=True)
class Row:
    """One row of figures. ``path`` is its label, outermost first, as printed; ``section`` the heading row above.

    ``parent`` is the index of the row whose breakdown this row belongs to ("CAF2s by agency:-"), or None.
    """

    index: int
    path: tuple[str, ...]
    section: str | None = None
    parent: int | None = None

    @property
    def label(self) -> str | None:
        return " / ".join(self.path) or None

    @property
    def leaf(self) -> str:
        return self.path[-1] if self.path else ""

    @property
    def is_total(self) -> bool:
        plain = fold(strip_marks(self.leaf)).strip(" :.-")
        return bool(plain) and (TOTALS.opens(plain) or plain.endswith((" total", " totals")))

    @property
    def is_aside(self) -> bool:
        """Stands among parts without being one ("of which ...", "Average", "England")."""
        return ASIDES.opens(strip_marks(self.leaf))


def read_rows(grid: Grid, columns: tuple[Column, ...], rows: range, section: str | None) -> tuple[Row, ...]:
    """The rows of figures in ``rows``. Rows without a figure name sections or are passed over."""
    labels = [column.index for column in columns if column.role is ColumnRole.LABEL]
    found: list[Row] = []
    carried: tuple[str, ...] = ()
    parent: int | None = None
    for row in rows:
        if not _has_figures(grid, columns, row):
            heading = _section_heading(grid, row)
            if heading is not None:
                section, parent, carried = heading, None, ()
            elif not is_heading_like(grid, row):
                carried = _labels(grid, labels, row, ())
            continue
        path = _labels(grid, labels, row, carried)
        carried = path
        if opens_breakdown(path[0] if path else ""):
            if len(path) == 1:
                parent = row
        elif parent is not None and (Row(row, path).is_total or _is_complete(grid, columns, parent, found)):
            parent = None
        belongs = parent if parent is not None and parent != row else None
        found.append(Row(row, path, section, belongs))
    return tuple(found)


def _is_complete(grid: Grid, columns: tuple[Column, ...], parent: int, found: list[Row]) -> bool:
    """Whether the rows of a breakdown so far already add to the row that opened it, in every column of figures."""
    parts = [row.index for row in found if row.parent == parent]
    checked = [
        sum(_value(grid, part, column.index) for part in parts) == _value(grid, parent, column.index)
        for column in columns
        if column.role is ColumnRole.FIGURES and _value(grid, parent, column.index)
    ]
    return len(parts) > 1 and bool(checked) and all(checked)


def _value(grid: Grid, row: int, column: int) -> float:
    cell = grid.at(row, column)
    quantities = cell.content.quantities if cell else ()
    return quantities[0].value or 0.0 if quantities else 0.0


def _has_figures(grid: Grid, columns: tuple[Column, ...], row: int) -> bool:
    figures = (column.index for column in columns if column.role is ColumnRole.FIGURES)
    return any((cell := grid.at(row, index)) is not None and cell.content.quantities for index in figures)


def _section_heading(grid: Grid, row: int) -> str | None:
    """The words of a row that has words in one cell at its left, or one cell across, and nothing else."""
    cells = grid.row_cells(row)
    if len(cells) != 1 or cells[0].content.quantities or len(cells[0].words) > 120:
        return None
    return cells[0].words if cells[0].cell.column <= 1 or cells[0].cell.column_span > 1 else None


def _labels(grid: Grid, labels: list[int], row: int, carried: tuple[str, ...]) -> tuple[str, ...]:
    """The label of a row; a blank first label beside a filled second one is the one above (a spanning cell)."""
    cells: list[GridCell | None] = [grid.over(row, column) for column in labels]
    words = [cell.words if cell else "" for cell in cells]
    seen: list[str] = []
    blank = True
    for level, label in enumerate(words):
        if label:
            blank = False
            if not seen or seen[-1] != label:
                seen.append(label)
        elif blank and level < len(carried) and any(words[level + 1 :]):
            seen.append(carried[level])
    return tuple(seen)
