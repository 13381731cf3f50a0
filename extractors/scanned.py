"""Facts read off a scan: a character may be another than the one printed, and nothing in the words shows it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from extractors.records import Fact, Record
from ingest.document import Document, Line, PageSource

OCR = "ocr"
_AT_BEST = 0.9
"""Of 359 numbers on scanned pages 16 were read wrongly, whatever the engine said of its words: no fact of a scan is
surer than this before someone has looked."""

F = TypeVar("F", bound=Fact)


def doubt_scans(document: Document, record: Record) -> Record:
    """The record with every fact on a recognised page less sure than print.

    Dates, figures and call-ins are what a misread character changes: they get the doubt ``ocr``, and no more
    confidence than the engine has in the least sure word of their lines. The words of clauses and sections are only
    capped: one smudged letter does not make another clause.
    """
    pages = {page.number for page in document.pages if page.source is PageSource.OCR}
    if not pages:
        return record
    scans = _Scans(pages, sorted((line for line in document.lines if line.page in pages), key=lambda line: line.start))
    return replace(
        record,
        people=scans.capped(record.people),
        sections=scans.capped(record.sections),
        decisions=scans.capped(record.decisions),
        resolutions=scans.capped(record.resolutions),
        call_ins=scans.doubted(record.call_ins),
        dates=scans.doubted(record.dates),
        figures=scans.doubted(record.figures),
        commitments=scans.capped(record.commitments),
        citations=scans.capped(record.citations),
        findings=scans.capped(record.findings),
        document_evidence=scans.capped(record.document_evidence),
    )


class _Scans:
    """The recognised pages of one document, and their lines in the order of the text."""

    def __init__(self, pages: set[int], lines: Sequence[Line]) -> None:
        self._pages = pages
        self._lines = lines
        self._ends = [line.end for line in lines]

    def capped(self, facts: tuple[F, ...]) -> tuple[F, ...]:
        return tuple(
            replace(fact, confidence=min(fact.confidence, _AT_BEST)) if fact.page in self._pages else fact
            for fact in facts
        )

    def doubted(self, facts: tuple[F, ...]) -> tuple[F, ...]:
        return tuple(self._doubt(fact) if fact.page in self._pages else fact for fact in facts)

    def _doubt(self, fact: F) -> F:
        doubts = tuple(dict.fromkeys((*fact.doubts, OCR)))
        return replace(fact, confidence=round(min(fact.confidence, self._surety(fact)), 2), doubts=doubts)

    def _surety(self, fact: Fact) -> float:
        """How sure the engine is of the lines in which the fact stands."""
        least = _AT_BEST
        for index in range(bisect_left(self._ends, fact.start + 1), len(self._lines)):
            line = self._lines[index]
            if line.start >= max(fact.end, fact.start + 1):
                break
            least = min(least, line.confidence if line.confidence is not None else _AT_BEST)
        return least
