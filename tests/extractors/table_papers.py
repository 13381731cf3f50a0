"""Invented papers with tables, typed as tab-separated text: `papers` gives the figures and findings of one."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.figures.figures import find_figures
from extractors.findings.reconciliation import find_sum_findings
from extractors.pipeline import read
from extractors.reading import Reading
from extractors.records import Figure, Finding
from extractors.tables.table_figures import find_table_figures
from ingest.reading import read_bytes
from tests.extractors.known_facts import known_facts


@dataclass(frozen=True)
class Paper:
    reading: Reading
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]

    def figure(self, quote: str, column: str | None = None) -> Figure:
        """The one figure printed so, in the column whose headings hold ``column``."""
        found = [
            figure
            for figure in self.figures
            if figure.quote == quote and (column is None or column in (figure.column or ""))
        ]
        assert len(found) == 1, (quote, column, [(figure.quote, figure.row, figure.column) for figure in self.figures])
        return found[0]

    def values(self) -> list[float | None]:
        return [figure.value for figure in self.figures]

    def rules(self) -> list[str]:
        return [finding.rule for finding in self.findings]


def table(text: str) -> str:
    """Rows with cells parted by "|", as a converter writes them: tabs, no padding."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return "\n".join("\t".join(cell.strip() for cell in line.split("|")) if "|" in line else line for line in lines)


def paper(text: str, *, meeting_date: str | None = None, title: str | None = None, as_typed: bool = False) -> Paper:
    """The figures of the tables of a paper, and the findings over all its figures. ``as_typed`` keeps every space."""
    document = read_bytes(f"{text if as_typed else table(text)}\n".encode(), "paper.txt")
    reading = read(document)
    facts = known_facts(document, meeting_date=meeting_date, title=title)
    figures = find_table_figures(reading, facts)
    everything = find_figures(reading, facts, ())
    for figure in figures:
        assert document.text[figure.start : figure.end] == figure.quote
    return Paper(reading, figures, find_sum_findings(reading, everything))
