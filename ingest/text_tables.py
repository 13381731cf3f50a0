"""Tables of a text file: rows of cells parted by tabs, and columns lined up with spaces or bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.aligned_shapes import AlignedCell, AlignedTable
from ingest.aligned_tables import find_aligned_tables
from ingest.document import Cell, Table
from ingest.gaps import is_rule, may_open_table
from ingest.grids import count_header_rows, looks_like_form
from ingest.markers import read_marker
from ingest.text_lines import Row


def aligned_tables(rows: Sequence[Row]) -> dict[int, AlignedTable]:
    """The tables of aligned columns, by the index of the row that each opens at."""
    places = [index for index, row in enumerate(rows) if may_open_table(row.raw)]
    if not places:
        return {}
    return {table.first: table for table in find_aligned_tables(rows, places)}


def build_aligned(rows: Sequence[Row], found: AlignedTable, number: int) -> Table:
    """The table with its cells' places in the file's text."""
    cells = tuple(_aligned_cell(rows, cell) for cell in found.cells)
    grid = [[""] * found.columns for _ in range(found.rows)]
    for entry in found.cells:
        words = (rows[part.line].raw[part.start : part.end] for part in entry.stretches)
        grid[entry.row][entry.column] = " ".join(words)
    taken = rows[found.first : found.last]
    return Table(
        number=number,
        page=taken[0].page,
        start=taken[0].start,
        end=taken[-1].end,
        rows=found.rows,
        columns=found.columns,
        cells=cells,
        header_rows=count_header_rows(grid),
        is_form=looks_like_form(grid),
    )


def _aligned_cell(rows: Sequence[Row], cell: AlignedCell) -> Cell:
    parts = [
        (rows[part.line].line_start + part.start, rows[part.line].line_start + part.end) for part in cell.stretches
    ]
    (start, end), *more = parts
    page = rows[cell.stretches[0].line].page
    return Cell(cell.row, cell.column, start, end, page, column_span=cell.span, wrapped=tuple(more))


def tab_table_end(rows: Sequence[Row], index: int) -> int:
    """The index after the last row of a table that opens at ``index``, or 0. A rule of dashes is no row of it."""
    end = index
    while end < len(rows) and _is_tab_row(rows, index, end):
        end += 1
    held = [row for row in rows[index:end] if not is_rule(row.raw)]
    return end if len(held) >= 2 and not all(map(_is_list_item, held)) else 0


def _is_list_item(row: Row) -> bool:
    """Whether a tab does nothing but part a number from the words behind it: "(b)", tab, "Ward:"."""
    marker = read_marker(row.words.replace("\t", " "))
    return marker is not None and "\t" not in row.words[marker.length :].strip()


def _is_tab_row(rows: Sequence[Row], opened: int, index: int) -> bool:
    """A row has words on both sides of a tab; inside a table its other cells may all be blank."""
    row = rows[index]
    if index == opened:
        return row.tabbed
    return "\t" in row.raw and not row.first


def build_tabbed(rows: Sequence[Row], number: int) -> Table:
    """The table of rows with tabs; every row gets as many cells as the longest has."""
    held = [row for row in rows if not is_rule(row.raw)]
    grid = [list(_tab_cells(row)) for row in held]
    columns = max(len(line) for line in grid)
    cells: list[Cell] = []
    words: list[list[str]] = []
    for index, (row, line) in enumerate(zip(held, grid, strict=True)):
        end = line[-1][1]
        padded = line + [(end, end)] * (columns - len(line))
        words.append([row.raw[start:stop].strip() for start, stop in padded])
        offset = row.line_start
        cells.extend(
            Cell(index, column, offset + start, offset + stop, row.page) for column, (start, stop) in enumerate(padded)
        )
    first, last = cells[0], cells[-1]
    return Table(
        number=number,
        page=held[0].page,
        start=min(first.start, held[0].start),
        end=max(last.end, held[-1].end),
        rows=len(held),
        columns=columns,
        cells=tuple(cells),
        header_rows=count_header_rows(words),
        is_form=looks_like_form(words),
    )


def _tab_cells(row: Row) -> Iterator[tuple[int, int]]:
    """Offsets of the cells within the raw line, without the spaces around their words."""
    offset = 0
    for piece in row.raw.split("\t"):
        words = piece.strip("\ufeff \xa0\r")
        start = offset + (piece.index(words) if words else 0)
        yield start, start + len(words)
        offset += len(piece) + 1
