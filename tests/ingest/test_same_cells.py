"""The tables of the 2013 report, set as a PDF with ruled cells and as a Word file, give the cells of the text."""

from __future__ import annotations

import html
from pathlib import Path

import docx
import pytest

from ingest.document import BlockKind, Document
from ingest.reading import read_bytes, read_file

PAPER = next((Path(__file__).parents[2] / "corpus").glob("*2013*.txt"))
CSS = (
    "table {border-collapse: collapse} td {border: 0.5px solid black; font-size: 6px; padding: 1px} p {font-size: 10px}"
)


def grids(document: Document) -> list[list[list[str]]]:
    found = []
    for table in document.tables:
        rows = [[""] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            rows[cell.row][cell.column] = document.cell_text(cell)
        found.append(rows)
    return found


def folded(rows: list[list[str]]) -> list[list[str]]:
    """Cells without white space; rows without empty cells at their end, columns without any words left out."""
    kept = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    return [["".join(row[column].split()) for column in kept] for row in rows]


@pytest.fixture(scope="module")
def text() -> Document:
    return read_file(PAPER)


def test_the_text_has_four_tables_with_every_row(text: Document) -> None:
    assert [(table.rows, table.columns) for table in text.tables] == [(24, 10), (14, 11), (24, 11), (31, 11)]


def test_the_word_file_gives_the_same_cells(text: Document, saved) -> None:
    file = docx.Document()
    for block in text.body():
        if block.kind is not BlockKind.TABLE:
            file.add_paragraph(text.text[block.start : block.end])
            continue
        number = next(index for index, table in enumerate(text.tables) if table.start == block.start)
        rows = grids(text)[number]
        made = file.add_table(len(rows), len(rows[0]))
        for row, words in zip(made.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    read = read_bytes(saved(file), "report.docx")
    assert [folded(rows) for rows in grids(read)] == [folded(rows) for rows in grids(text)]


def test_the_pdf_gives_the_same_cells(text: Document, pdf_of_html) -> None:
    parts: list[str] = []
    for block in text.body():
        if block.kind is not BlockKind.TABLE:
            parts.append(f"<p>{html.escape(text.text[block.start : block.end])}</p>")
            continue
        number = next(index for index, table in enumerate(text.tables) if table.start == block.start)
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(word) or '&#160;'}</td>" for word in row) + "</tr>"
            for row in grids(text)[number]
        )
        parts.append(f"<table>{rows}</table>")
    read = read_bytes(pdf_of_html("".join(parts), CSS, width=842), "report.pdf")
    expected = [row for rows in grids(text) for row in folded(rows)]
    found = [row for rows in grids(read) for row in folded(rows)]
    assert found == expected
