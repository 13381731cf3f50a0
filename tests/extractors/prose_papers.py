"""Figures of a paper of a few invented sentences, of one meeting; its dates are read by the product's own grammar."""

from __future__ import annotations

from datetime import date

from extractors.dates.grammar import parse_dates
from extractors.figures.prose_figures import find_prose_figures
from extractors.pipeline import read
from extractors.records import DateMention, DocumentFacts, Figure
from ingest.reading import read_bytes

MEETING = date(2016, 2, 11)


def figures_of(text: str, title: str | None = None, kind: str = "report") -> tuple[Figure, ...]:
    reading = read(read_bytes(f"{text}\n".encode(), "paper.txt"))
    facts = DocumentFacts(
        sha256="0" * 64, filename="paper.txt", media_type="text/plain", pages=1, kind=kind, meeting_date=str(MEETING),
        title=title,
    )  # fmt: skip
    dates = tuple(
        DateMention(
            page=1, start=span.start, end=span.end, quote=span.quote, date_from=str(span.date_from),
            date_to=str(span.date_to), role="as_at" if span.date_from == span.date_to else "period",
        )
        for span in parse_dates(reading.text, reference=MEETING)
    )  # fmt: skip
    return find_prose_figures(reading, facts, dates)


def undated_figures_of(text: str, kind: str = "minutes") -> tuple[Figure, ...]:
    """The same of a paper whose meeting has no day, and whose dates nobody read."""
    reading = read(read_bytes(f"{text}\n".encode(), "paper.txt"))
    facts = DocumentFacts(sha256="0" * 64, filename="paper.txt", media_type="text/plain", pages=1, kind=kind)
    return find_prose_figures(reading, facts, ())


def kinds_of(text: str) -> list[tuple[str, str | None]]:
    """Kind and direction of every figure."""
    return [(figure.kind, figure.direction) for figure in figures_of(text)]
