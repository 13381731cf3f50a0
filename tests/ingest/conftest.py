"""Papers made on the spot: small PDFs and Word files with invented content."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
import pymupdf
import pytest

Placed = tuple[float, float, str]
MakePdf = Callable[..., bytes]


def _draw(page: pymupdf.Page, items: Sequence[Placed | tuple[float, float, str, float, str]]) -> None:
    for item in items:
        x, y, words, *rest = item
        size = float(rest[0]) if rest else 11.0
        font = str(rest[1]) if len(rest) > 1 else "helv"
        page.insert_text((x, y), words, fontsize=size, fontname=font)


@pytest.fixture
def pdf_of_lines() -> MakePdf:
    """A PDF of pages, each a list of (x, y, words[, size[, font]]); "hebo" is bold Helvetica."""

    def make(*pages: Sequence[Placed], width: float = 595, height: float = 842) -> bytes:
        file = pymupdf.open()
        for items in pages:
            _draw(file.new_page(width=width, height=height), items)
        return bytes(file.tobytes())

    return make


@pytest.fixture
def pdf_of_grid() -> MakePdf:
    """A PDF page with a ruled grid: rows of words, column edges, and the row height."""

    def make(
        rows: Sequence[Sequence[str]],
        edges: Sequence[float],
        *,
        top: float = 100,
        step: float = 20,
        upright: bool = True,
        rotate: int = 0,
    ) -> bytes:
        file = pymupdf.open()
        page = file.new_page()
        for number in range(len(rows) + 1):
            y = top + number * step
            page.draw_line((edges[0], y), (edges[-1], y))
        if upright:
            for x in edges:
                page.draw_line((x, top), (x, top + len(rows) * step))
        for number, row in enumerate(rows):
            for words, x in zip(row, edges, strict=False):
                page.insert_text((x + 4, top + number * step + 14), words, fontsize=9)
        page.set_rotation(rotate)
        return bytes(file.tobytes())

    return make


@pytest.fixture
def pdf_of_html() -> MakePdf:
    """A PDF set from HTML by PyMuPDF's own typesetter, over as many pages as it takes."""

    def make(html: str, css: str = "", *, width: float = 595, height: float = 842) -> bytes:
        buffer = io.BytesIO()
        story = pymupdf.Story(html=html, user_css=css)
        writer = pymupdf.DocumentWriter(buffer)
        whole = pymupdf.Rect(0, 0, width, height)
        more = 1
        while more:
            device = writer.begin_page(whole)
            more, _ = story.place(pymupdf.Rect(60, 60, width - 60, height - 60))
            story.draw(device)
            writer.end_page()
        writer.close()
        return buffer.getvalue()

    return make


@pytest.fixture
def saved() -> Callable[[docx.document.Document], bytes]:
    """The bytes of a Word file."""

    def save(file: docx.document.Document) -> bytes:
        buffer = io.BytesIO()
        file.save(buffer)
        return buffer.getvalue()

    return save
