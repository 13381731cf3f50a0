"""The five papers set as PDF and as Word files give the figures that their texts give.

The papers are typeset on the spot: ruled tables, page breaks (also inside tables and sentences), running heads and
page numbers. A page break exactly between two sentences of one paragraph cannot be told from the end of a paragraph,
so the page is one on which no break falls there.
"""

from __future__ import annotations

import html
import io
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import docx
import pymupdf
import pytest
from docx.oxml.ns import qn

from extractors.extract import extract
from extractors.records import Figure
from ingest.document import Block, BlockKind, Document, Table
from ingest.reading import read_bytes, read_file
from tests.ingest.read_papers import grid_of

CORPUS = Path(__file__).parents[2] / "corpus"
PAPERS = sorted(CORPUS.glob("*.txt"))
CSS = "table {border-collapse: collapse} td {border: 1px solid black; padding: 2px; font-size: 7pt} p {font-size: 11pt}"
WIDTH, HEIGHT, MARGIN = 842, 620, 60

pytestmark = pytest.mark.skipif(not PAPERS, reason="the five papers are not in corpus/")


def _parts(document: Document) -> Iterator[tuple[Block, Table | None]]:
    for block in document.body():
        table = next((t for t in document.tables if t.start <= block.start < t.end), None)
        yield block, table if block.kind is BlockKind.TABLE else None


def _words(document: Document, block: Block) -> str:
    return " ".join(document.text[block.start : block.end].split())


def _html(document: Document) -> str:
    parts: list[str] = []
    for block, table in _parts(document):
        if table is not None:
            rows = ("".join(f"<td>{html.escape(words)}</td>" for words in row) for row in grid_of(document, table))
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
            continue
        tag = "h2" if block.kind is BlockKind.HEADING else "p"
        parts.append(f"<{tag}>{html.escape(_words(document, block))}</{tag}>")
    return "\n".join(parts)


def _pdf(document: Document) -> bytes:
    buffer = io.BytesIO()
    story = pymupdf.Story(html=_html(document), user_css=CSS)
    writer = pymupdf.DocumentWriter(buffer)
    page = pymupdf.Rect(0, 0, WIDTH, HEIGHT)
    more = 1
    while more:
        device = writer.begin_page(page)
        more, _ = story.place(pymupdf.Rect(MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN))
        story.draw(device)
        writer.end_page()
    writer.close()
    file = pymupdf.open("pdf", buffer.getvalue())
    for number, sheet in enumerate(file, 1):
        sheet.insert_text((MARGIN, 30), "Borough Council papers", fontsize=8)
        sheet.insert_text((WIDTH / 2, HEIGHT - 24), f"Page {number} of {len(file)}", fontsize=8)
    return bytes(file.tobytes())


def _docx(document: Document) -> bytes:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Borough Council papers"
    for block, table in _parts(document):
        if table is not None:
            grid = file.add_table(table.rows, table.columns)
            grid.style = "Table Grid"
            for number, row in enumerate(grid_of(document, table)):
                cells = grid.rows[number]._tr.findall(qn("w:tc"))
                for cell, words in zip(cells, row, strict=True):
                    cell.find(qn("w:p")).add_r().text = words
            file.add_paragraph("")
        elif block.kind is BlockKind.HEADING:
            file.add_heading(_words(document, block), 2)
        else:
            file.add_paragraph(_words(document, block))
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _facts(figure: Figure) -> tuple[object, ...]:
    return (
        figure.value,
        figure.value_high,
        figure.unit,
        figure.kind,
        figure.direction,
        figure.part,
        figure.period_from,
        figure.period_to,
        figure.metric,
        figure.segment,
        figure.approx,
        figure.trend,
    )


@cache
def _original(path: Path) -> tuple[Document, Counter[tuple[object, ...]]]:
    document = read_file(path)
    return document, _figures(document)


def _figures(document: Document) -> Counter[tuple[object, ...]]:
    return Counter(_facts(figure) for figure in extract(document).figures)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem[:40])
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_typeset_paper_gives_the_figures_of_its_text(path: Path, form: str) -> None:
    original, expected = _original(path)
    data = _pdf(original) if form == "pdf" else _docx(original)
    typeset = read_bytes(data, f"paper.{form}")
    found = _figures(typeset)
    assert found - expected == Counter()
    assert expected - found == Counter()
    assert len(typeset.tables) == len(original.tables)
