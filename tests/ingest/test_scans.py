"""Scanned pages: recognised, turned upright, or named with what to do about them."""

from __future__ import annotations

import pymupdf
import pytest

from ingest import ocr
from ingest.document import PageSource
from ingest.reading import read_bytes

WORDS = [
    "The Harbour Board met at the town hall on Monday",
    "and heard that 1,250 boats had called in the year.",
    "Members asked for a further report on the moorings",
    "and agreed that the dues be raised by 4 percent.",
]
needs_engine = pytest.mark.skipif(ocr.find_engine() is None, reason="tesseract is not installed")


def scan(turn: int = 0) -> bytes:
    drawn = pymupdf.open()
    page = drawn.new_page(width=500, height=300)
    for number, words in enumerate(WORDS):
        page.insert_text((40, 60 + 30 * number), words, fontsize=14)
    picture = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY).tobytes("png")
    file = pymupdf.open()
    wide = turn in (0, 180)
    sheet = file.new_page(width=500 if wide else 300, height=300 if wide else 500)
    sheet.insert_image(sheet.rect, stream=picture, rotate=turn)
    return bytes(file.tobytes())


@needs_engine
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_scan_is_recognised_whatever_way_it_lies(turn: int) -> None:
    document = read_bytes(scan(turn), "scan.pdf")
    assert document.pages[0].source is PageSource.OCR
    assert "1,250 boats had called" in document.text
    assert document.text.index("Harbour Board") < document.text.index("dues be raised")


@needs_engine
@pytest.mark.parametrize("skew", [-3.0, 2.5])
def test_a_crooked_scan_is_straightened_before_it_is_read(skew: float) -> None:
    drawn = pymupdf.open()
    page = drawn.new_page(width=500, height=300)
    for number, words in enumerate([*WORDS, *WORDS]):
        page.insert_text((40, 60 + 25 * number), words, fontsize=14)
    picture = page.get_pixmap(matrix=pymupdf.Matrix(200 / 72, 200 / 72).prerotate(skew), colorspace=pymupdf.csGRAY)
    file = pymupdf.open()
    sheet = file.new_page(width=picture.width * 72 / 200, height=picture.height * 72 / 200)
    sheet.insert_image(sheet.rect, stream=picture.tobytes("png"))
    document = read_bytes(file.tobytes(), "crooked.pdf")
    assert document.text.count("1,250 boats had called in the year") == 2
    heights = [line.box.y0 for line in document.lines]
    assert heights == sorted(heights)


@needs_engine
def test_each_recognised_line_says_how_sure_the_engine_is() -> None:
    lines = read_bytes(scan(), "scan.pdf").lines
    assert lines
    assert all(line.confidence is not None and 0.5 < line.confidence <= 1.0 for line in lines)


@needs_engine
def test_the_boxes_of_a_scan_stand_where_the_words_are_shown() -> None:
    first = read_bytes(scan(), "scan.pdf").lines[0]
    assert 35 < first.box.x0 < 50
    assert 40 < first.box.y0 < 60


def test_without_an_engine_the_page_is_there_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_engine", lambda: None)
    document = read_bytes(scan(), "scan.pdf")
    assert document.text == ""
    assert "tesseract" in (document.pages[0].note or "")


def test_an_engine_that_fails_is_a_note_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_engine", lambda: "/bin/false")
    assert "failed" in (read_bytes(scan(), "scan.pdf").pages[0].note or "")
