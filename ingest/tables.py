"""What a drawn grid is: a table of figures, a form of labels and values, or boxes around running text.

Councils lay whole records out in grids. A box with one column is only a frame; label and value cells are a form, read
as running text with the grid kept beside it; everything else is a table, read cell by cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import BlockKind
from ingest.grids import count_header_rows, is_amount, looks_like_form
from ingest.markers import is_bare_marker
from ingest.pieces import CellPiece, Content, TablePiece

_LABEL_WORDS = 9
_LONG_CELL = 700
"""Characters from which a cell holds running text."""


def settle(table: TablePiece) -> list[Content]:
    """Decide what the grid is: the pieces of a frame, or the table with its header rows and kind set."""
    if any(cell.inner for cell in table.cells):
        return _around_tables(table)
    table = _without_empty(table)
    if not table.cells:
        return []
    if table.columns == 1 or len(table.cells) == 1:
        return [piece for cell in sorted(table.cells, key=_place) for piece in cell.pieces]
    grid = table.grid()
    forms = (_is_narrative, _has_bold_labels, _is_numbered, _is_list_of_labels)
    table.is_form = looks_like_form(grid) or any(is_form(table) for is_form in forms)
    table.header_rows = 0 if table.is_form else count_header_rows(grid)
    return [table]


def _around_tables(table: TablePiece) -> list[Content]:
    """A form with tables in its cells: the rows between them stay a form, those that hold one become running text."""
    contents: list[Content] = []
    plain: list[list[CellPiece]] = []
    for row in table.by_row():
        if not any(cell.inner for cell in row):
            plain.append(row)
            continue
        contents.extend(_of_rows(plain, table))
        plain = []
        for cell in row:
            contents.extend(cell.inner or cell.pieces)
    return [*contents, *_of_rows(plain, table)]


def _of_rows(rows: list[list[CellPiece]], whole: TablePiece) -> list[Content]:
    """Some rows of a table as a table of their own."""
    for number, row in enumerate(rows):
        for cell in row:
            cell.row, cell.row_span = number, min(cell.row_span, len(rows) - number)
    cells = [cell for row in rows for cell in row]
    page = cells[0].page if cells else whole.page
    part = TablePiece(len(rows), whole.columns, cells, page, box=whole.box, column_edges=whole.column_edges)
    part.last_page = whole.last_page
    return settle(part) if cells else []


def _place(cell: CellPiece) -> tuple[int, int]:
    return cell.row, cell.column


def _without_empty(table: TablePiece) -> TablePiece:
    """The table without columns and rows in which no cell has words (coloured bars, spacers)."""
    held = [cell for cell in table.cells if cell.words]
    columns, rows = sorted({cell.column for cell in held}), sorted({cell.row for cell in held})
    if len(columns) == table.columns and len(rows) == table.rows:
        return table
    new_column = {column: index for index, column in enumerate(columns)}
    new_row = {row: index for index, row in enumerate(rows)}
    cells: list[CellPiece] = []
    for cell in table.cells:
        if cell.column not in new_column or cell.row not in new_row:
            continue
        cell.column_span = _covered(columns, cell.column, cell.column_span)
        cell.row_span = _covered(rows, cell.row, cell.row_span)
        cell.column, cell.row = new_column[cell.column], new_row[cell.row]
        cells.append(cell)
    table.kept = tuple(columns)
    table.cells, table.columns, table.rows = cells, len(columns), len(rows)
    return table


def _covered(kept: Sequence[int], first: int, span: int) -> int:
    return max(1, sum(1 for index in kept if first <= index < first + span))


def _is_narrative(table: TablePiece) -> bool:
    """Cells with lists or several paragraphs, and hardly an amount beside them: running text in boxes."""
    held = [cell for cell in table.cells if cell.words]
    later = [cell for cell in held if cell.column > 0]
    amounts = sum(is_amount(cell.words) for cell in later)
    if later and amounts * 5 > len(later):
        return False
    return any(_holds_running_text(cell) for cell in held) and table.columns <= 4


def _holds_running_text(cell: CellPiece) -> bool:
    items = sum(piece.kind is BlockKind.LIST_ITEM for piece in cell.pieces)
    paragraphs = sum(len(piece.words) > 120 for piece in cell.pieces)
    return (items >= 2 and len(cell.words) > 120) or paragraphs >= 2 or len(cell.words) > _LONG_CELL


def _has_bold_labels(table: TablePiece) -> bool:
    """A first column of short bold labels beside values that are not bold, and no row of headings above."""
    pairs: list[tuple[CellPiece, CellPiece]] = []
    for cells in table.by_row():
        row = [cell for cell in cells if cell.words]
        if len(row) == 2:
            pairs.append((row[0], row[1]))
        elif len(row) > 2:
            return False
    if len(pairs) < 2:
        return False
    labels = sum(_is_label(label) and not _is_label(value) for label, value in pairs)
    first_is_heading = all(_is_label(cell) for cell in pairs[0])
    amounts = sum(is_amount(value.words) for _, value in pairs)
    return labels * 10 >= len(pairs) * 6 and (not first_is_heading or table.rows > 3) and amounts * 10 < len(pairs) * 7


def _is_numbered(table: TablePiece) -> bool:
    """Rows that open with (a), (b), (c) or 1., 2., 3. in a column of their own, and hardly an amount after them."""
    first = [cell.words for cell in table.cells if cell.column == 0 and cell.words]
    later = [cell.words for cell in table.cells if cell.column > 0 and cell.words]
    numbered = sum((is_bare_marker(words) and not words[0].isdigit()) or words.rstrip(".").isdigit() for words in first)
    amounts = sum(is_amount(words) for words in later)
    return len(first) >= 2 and numbered * 10 >= len(first) * 8 and amounts * 5 <= len(later)


def _is_label(cell: CellPiece) -> bool:
    bold = all(piece.bold or piece.kind is BlockKind.HEADING for piece in cell.pieces)
    return bold and len(cell.words.split()) <= _LABEL_WORDS


def _is_list_of_labels(table: TablePiece) -> bool:
    """Two columns without headings or amounts, short words on the left beside longer ones: "Present" and who was."""
    if table.columns != 2 or table.rows < 2:
        return False
    rows = table.by_row()
    if any(len(row) != 2 or not all(cell.words for cell in row) for row in rows):
        return False
    labels, values = [row[0].words for row in rows], [row[1].words for row in rows]
    if all(_is_label(cell) for cell in rows[0]) or any(is_amount(value) for value in values):
        return False
    short = all(len(label.split()) <= _LABEL_WORDS for label in labels)
    return short and sum(map(len, values)) * 2 > sum(map(len, labels)) * 3
