"""What tests of readers ask of a document that was read: the words of its blocks, the cells of its tables."""

from __future__ import annotations

from ingest.document import BlockKind, Document, Table
from ingest.reading import read_bytes


def read_pdf(data: bytes) -> Document:
    return read_bytes(data, "paper.pdf")


def words_of(document: Document, kind: BlockKind) -> list[str]:
    """The words of every block of ``kind``, in reading order."""
    return [document.text[block.start : block.end] for block in document.blocks if block.kind is kind]


def grid_of(document: Document, table: Table) -> list[list[str]]:
    """The words of every cell, row by row; "" where a merged cell reaches."""
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = document.cell_text(cell)
    return rows
