"""A table's cells by row and column, with what each holds; spanning cells answer for every place they cover."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.figures.quantity import MONEY
from extractors.tables.cells import CellContent, read_cell
from ingest.document import Cell, Document, Table


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell: its words, what they hold, and its offset in the document's text."""

    cell: Cell
    words: str
    content: CellContent

    @property
    def is_words(self) -> bool:
        """Words that are neither a figure, an arrow nor one of the kinds of nothing."""
        content = self.content
        return bool(self.words) and not content.quantities and content.trend is None and content.missing is None

    @property
    def is_money(self) -> bool:
        """A figure with a currency sign of its own."""
        return bool(self.content.quantities) and self.content.quantities[0].unit == MONEY


@dataclass(frozen=True, slots=True)
class Grid:
    table: Table
    anchors: dict[tuple[int, int], GridCell]
    covered: dict[tuple[int, int], GridCell]
    """Every place that a cell covers, its own first place among them."""

    @property
    def rows(self) -> int:
        return self.table.rows

    @property
    def columns(self) -> int:
        return self.table.columns

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell printed with its first place here."""
        return self.anchors.get((row, column))

    def over(self, row: int, column: int) -> GridCell | None:
        """The cell that covers this place."""
        return self.covered.get((row, column))

    def words(self, row: int, column: int) -> str:
        found = self.anchors.get((row, column))
        return found.words if found else ""

    def row_cells(self, row: int) -> tuple[GridCell, ...]:
        """The printed cells of a row that hold any words, left to right."""
        cells = (self.anchors.get((row, column)) for column in range(self.columns))
        return tuple(cell for cell in cells if cell is not None and cell.words)


def build_grid(document: Document, table: Table) -> Grid:
    anchors: dict[tuple[int, int], GridCell] = {}
    covered: dict[tuple[int, int], GridCell] = {}
    for cell in table.cells:
        words = " ".join(document.cell_text(cell).split())
        # The content keeps offsets into the cell's own text, so it is read from the text as it stands.
        content = CellContent() if cell.wrapped else read_cell(document.cell_text(cell).replace("\n", " "))
        entry = GridCell(cell, words, content)
        anchors[cell.row, cell.column] = entry
        for row in range(cell.row, cell.row + max(1, cell.row_span)):
            for column in range(cell.column, cell.column + max(1, cell.column_span)):
                covered.setdefault((row, column), entry)
    return Grid(table, anchors, covered)
