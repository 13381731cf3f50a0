"""Small invented papers for the tests of dates, citations and commitments. No sentence is from a real paper."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from extractors.dates.date_findings import find_date_findings
from extractors.dates.dates import find_dates
from extractors.pipeline import read
from extractors.records import Citation, Commitment, DateMention, Fact, Finding
from extractors.references.citations import find_citations
from extractors.references.commitments import find_commitments
from ingest.reading import read_bytes
from tests.extractors.known_facts import known_facts


@dataclass(frozen=True)
class Dated:
    """What was found in one invented paper."""

    text: str
    dates: tuple[DateMention, ...]
    citations: tuple[Citation, ...]
    commitments: tuple[Commitment, ...]
    findings: tuple[Finding, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (*self.dates, *self.citations, *self.commitments)

    @property
    def roles(self) -> list[str]:
        return [mention.role for mention in self.dates]

    @property
    def sources(self) -> list[tuple[str, str | None]]:
        return [(citation.kind, citation.date) for citation in self.citations]


def dated(text: str, kind: str = "minutes", meeting_date: str | None = "2018-09-18", **facts: Any) -> Dated:
    """Read ``text`` as a text file of ``kind`` of a meeting on ``meeting_date``."""
    words = dedent(text).strip("\n")
    document = read_bytes(words.encode(), "invented.txt")
    reading = read(document)
    known = known_facts(document, kind=kind, meeting_date=meeting_date, **facts)
    dates = find_dates(reading, known)
    return Dated(
        text=reading.text,
        dates=dates,
        citations=find_citations(reading, known, dates),
        commitments=find_commitments(reading, known, dates, ()),
        findings=find_date_findings(reading, known, dates),
    )
