"""Pictures of pages and the places of words on them, for showing a passage where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf

from ingest.document import Box, Document
from ingest.errors import DamagedFile
from ingest.pdf_lines import FLAGS

DPI = 110
"""Legible on a screen at full width, and some 40 kB a page in grey."""


COVER_GREY = 96
"""The grey of what is painted over, from 0 (black) to 255."""

Source = bytes | Path
"""A PDF as its bytes or by its path."""


def page_picture(source: Source, page: int, *, dpi: int = DPI, covered: Sequence[Box] = ()) -> bytes:
    """The grey picture of one page (1-based) of a PDF, as PNG. A point of the page is ``dpi / 72`` pixels; the boxes
    ``covered`` (in points) are painted over. Raises DamagedFile where it cannot be drawn."""
    try:
        with _open(source) as file:
            drawn = file[page - 1].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
            for box in covered:
                drawn.set_rect((pymupdf.Rect(box) * (dpi / 72)).irect & drawn.irect, (COVER_GREY,))
            picture: bytes = drawn.tobytes("png")
            return picture
    except (RuntimeError, ValueError, IndexError) as error:
        raise DamagedFile(f"page {page} cannot be drawn: {error}") from error


def page_count(source: Source) -> int:
    """How many pages a PDF has. Raises DamagedFile where it cannot be opened."""
    try:
        with _open(source) as file:
            return int(file.page_count)
    except (RuntimeError, ValueError) as error:
        raise DamagedFile(f"the PDF cannot be opened: {error}") from error


def _open(source: Source) -> pymupdf.Document:
    if isinstance(source, bytes):
        return pymupdf.open(stream=source, filetype="pdf")
    return pymupdf.open(source, filetype="pdf")


def passage_boxes(document: Document, start: int, end: int) -> list[tuple[int, Box]]:
    """(page, box) for each printed line that holds part of ``document.text[start:end]``, in points.

    Without opening the file: of a line that the passage covers in part, the box is cut in proportion to its
    characters, which is right to within a few letters. ``word_boxes`` is exact.
    """
    found: list[tuple[int, Box]] = []
    for line in document.lines:
        low, high = max(line.start, start), min(line.end, end)
        length = line.end - line.start
        if low >= high or not length:
            continue
        width = line.box.x1 - line.box.x0
        x0 = line.box.x0 + width * (low - line.start) / length
        x1 = line.box.x0 + width * (high - line.start) / length
        found.append((line.page, line.box._replace(x0=x0, x1=x1)))
    return found


def word_boxes(source: Source, page: int) -> list[tuple[str, Box]]:
    """Each word of one page of a PDF with its box in points, as the page is shown, in content order."""
    try:
        with _open(source) as file:
            sheet = file[page - 1]
            words = sheet.get_text("words", flags=FLAGS)
            turn = sheet.rotation_matrix
            return [(word[4], Box(*(pymupdf.Rect(word[:4]) * turn))) for word in words]
    except (RuntimeError, ValueError, IndexError) as error:
        raise DamagedFile(f"page {page} cannot be read: {error}") from error
