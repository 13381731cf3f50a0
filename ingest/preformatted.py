"""Preformatted text in a web page: its line ends and spaces say what a text file's do, headings, items and tables."""

from __future__ import annotations

from ingest.document import Block, BlockKind, Table
from ingest.pieces import CellPiece, Content, Piece, Run, TablePiece
from ingest.text_reader import Structure, read_structure

_ONE_PAGE = 1


def read_preformatted(text: str) -> list[Content]:
    """The pieces and tables of preformatted text, in reading order."""
    structure = read_structure(text.replace("\f", "\n").replace("\v", "\n"))
    tables = iter(structure.tables)
    contents: list[Content] = []
    for block in structure.blocks:
        if block.kind is BlockKind.TABLE:
            contents.append(_table(structure, next(tables)))
        else:
            contents.append(_piece(structure, block))
    return contents


def _words(structure: Structure, start: int, end: int) -> str:
    return " ".join(structure.text[start:end].split())


def _piece(structure: Structure, block: Block) -> Piece:
    run = Run(_words(structure, block.start, block.end), _ONE_PAGE)
    return Piece(block.kind, [run], level=block.level, marker=block.marker, bold=block.bold)


def _table(structure: Structure, table: Table) -> TablePiece:
    cells: list[CellPiece] = []
    for cell in table.cells:
        parts = [(cell.start, cell.end), *cell.wrapped]
        words = " ".join(_words(structure, start, end) for start, end in parts).strip()
        pieces = [Piece(BlockKind.PARAGRAPH, [Run(words, _ONE_PAGE)])] if words else []
        cells.append(CellPiece(cell.row, cell.column, cell.row_span, cell.column_span, _ONE_PAGE, pieces))
    made = TablePiece(table.rows, table.columns, cells, _ONE_PAGE)
    made.header_rows, made.is_form = table.header_rows, table.is_form
    return made
