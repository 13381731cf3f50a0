"""One document in, one record out: the order in which the extractors run."""

from __future__ import annotations

from extractors.call_ins.call_ins import find_call_ins
from extractors.dates.date_findings import find_date_findings
from extractors.dates.dates import find_dates
from extractors.decisions.clause_findings import find_clause_findings
from extractors.decisions.decisions import find_decisions
from extractors.document.facts import find_document_facts
from extractors.document.people import find_people
from extractors.figures.figures import find_figures
from extractors.findings.missing_appendices import find_missing_appendices
from extractors.findings.reconciliation import find_sum_findings
from extractors.pipeline import read
from extractors.records import Finding, Record
from extractors.references.citations import find_citations
from extractors.references.commitments import find_commitments
from extractors.scanned import doubt_scans
from extractors.structure.marked_text import as_it_reads, as_printed
from extractors.structure.sections import find_sections
from ingest.document import Document


def extract(document: Document) -> Record:
    """All facts of ``document``. Pure: the same document gives the same record.

    The paper's own facts come first, because the others lean on them: its kind says whether a clause is a decision,
    its date gives the years that are not printed.
    """
    plain = as_it_reads(document)
    record = _extract(plain)
    return record if plain is document else as_printed(record, plain.text, document.text)


def _extract(document: Document) -> Record:
    reading = read(document)
    facts, evidence = find_document_facts(reading)
    sections = find_sections(reading, facts.kind)
    people = find_people(reading, facts.kind)
    dates = find_dates(reading, facts)
    decisions, resolutions = find_decisions(reading, facts, sections)
    call_ins = find_call_ins(reading, facts, sections, decisions, dates, resolutions)
    figures = find_figures(reading, facts, dates, resolutions)
    commitments = find_commitments(reading, facts, dates, resolutions)
    citations = find_citations(reading, facts, dates)
    findings = (
        *find_date_findings(reading, facts, dates),
        *find_clause_findings(resolutions),
        *find_sum_findings(reading, figures),
        *find_missing_appendices(reading),
    )
    record = Record(
        document=facts,
        people=people,
        sections=sections,
        decisions=decisions,
        resolutions=resolutions,
        call_ins=call_ins,
        dates=dates,
        figures=figures,
        commitments=commitments,
        citations=citations,
        findings=_in_order(findings),
        document_evidence=evidence,
    )
    return doubt_scans(document, record)


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """In reading order. What two checks say in the same words of the same place is said once, at the longer quote."""
    widest: dict[tuple[str, str], Finding] = {}
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda found: (found.start - found.end, found.start)):
        wider = widest.setdefault((finding.rule, finding.message), finding)
        if wider is finding or not wider.start <= finding.start < finding.end <= wider.end:
            kept.append(finding)
    return tuple(sorted(kept, key=lambda finding: (finding.start, finding.end, finding.rule)))
