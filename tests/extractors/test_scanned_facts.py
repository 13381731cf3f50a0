"""Facts of scanned pages are doubted, those of printed pages are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.extract import extract
from extractors.scanned import OCR
from ingest.document import Box, Document, Line, PageSource
from ingest.reading import read_bytes

PAPER = """Saltmarsh District Council

Cabinet, 4 May 2021

RESOLVED that the cost of £1.2 million be noted.
"""


def recognised(confidence: float) -> Document:
    """The paper as if it had been read from a picture, each line with the same confidence."""
    document = read_bytes(PAPER.encode(), "paper.txt")
    lines, offset = [], 0
    for words in PAPER.splitlines(keepends=True):
        lines.append(Line(offset, offset + len(words), 1, Box(0, 0, 1, 1), confidence))
        offset += len(words)
    pages = tuple(replace(page, source=PageSource.OCR) for page in document.pages)
    return replace(document, pages=pages, lines=tuple(lines))


def test_dates_and_figures_of_a_scan_are_doubted() -> None:
    record = extract(recognised(0.95))
    assert record.figures
    assert record.dates
    assert all(OCR in fact.doubts and fact.confidence <= 0.9 for fact in (*record.figures, *record.dates))


@pytest.mark.parametrize(("engine", "fact"), [(0.99, 0.9), (0.41, 0.41)])
def test_a_figure_is_no_surer_than_the_engine_of_its_line(engine: float, fact: float) -> None:
    assert {figure.confidence for figure in extract(recognised(engine)).figures} == {fact}


def test_the_words_of_a_clause_are_less_sure_but_not_held_back() -> None:
    (clause,) = extract(recognised(0.3)).resolutions
    assert OCR not in clause.doubts
    assert 0.3 < clause.confidence <= 0.9


def test_printed_pages_stay_as_sure_as_they_were() -> None:
    record = extract(read_bytes(PAPER.encode(), "paper.txt"))
    assert record.figures
    assert not any(OCR in fact.doubts for fact in (*record.figures, *record.dates))
