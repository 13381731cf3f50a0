"""What a clerk should look at in a draft before it is published: pure, no archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from db.doubts import doubt
from extractors.records import Record

REQUIRED = {
    "reasons": "the reasons for the decision",
    "alternatives": "alternatives considered and rejected",
    "conflicts": "conflicts of interest declared",
    "dispensations": "dispensations granted",
}
"""What the record of an executive decision must hold: regulations 12 and 13 of the Local Authorities (Executive
Arrangements) (Meetings and Access to Information) (England) Regulations 2012 (SI 2012/2089)."""

_RECORDS = ("decision_record", "decision_list")
_SILENT = ("not_stated",)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at. ``code`` is stable; ``page`` and ``quote`` are None where it is about what is not there."""

    code: str
    message: str
    page: int | None = None
    quote: str | None = None


def remarks(record: Record, text: str) -> Iterator[Remark]:
    """In the order in which a person would put them right: what is missing, then what does not fit, by page."""
    yield from _missing(record)
    found = [
        Remark(finding.rule, finding.message, finding.page, text[finding.start : finding.end])
        for finding in record.findings
        if finding.rule != "missing_section"
    ]
    for fact in (*record.call_ins, *record.decisions, *record.resolutions, *record.figures):
        found += [
            Remark(code, doubt(code).question, fact.page, text[fact.start : fact.end])
            for code in fact.doubts
            if code != "no_operative_verb"  # the finding says the same
        ]
    yield from sorted(found, key=lambda one: (one.page or 0, one.code))


def _missing(record: Record) -> Iterator[Remark]:
    paper = record.document
    if paper.kind == "other":
        yield Remark("kind_unknown", "It is not clear what kind of paper this is. Does its title say so?")
    if paper.council is None:
        yield Remark("council_missing", "The council's name was not found.")
    if paper.meeting_date is None and not any(one.decided_on for one in record.decisions):
        yield Remark("date_missing", "The day of the meeting or of the decision was not found.")
    if paper.meeting_date and paper.signed_date and paper.signed_date < paper.meeting_date:
        yield Remark("signed_before_meeting", doubt("signed_before_meeting").question)
    if paper.kind not in _RECORDS:
        return
    held = {section.kind for section in record.sections}
    for name, words in REQUIRED.items():
        stated = any(getattr(one, name) is not None for one in record.decisions)
        if name not in held and not stated:
            yield Remark("missing_section", f"The record does not give {words}. If there are none, it should say so.")
    if not record.resolutions:
        yield Remark("few_resolutions", doubt("few_resolutions").question)
    if all(call_in.status in _SILENT for call_in in record.call_ins):
        yield Remark("call_in_missing", "The record does not say until when the decision can be called in.")
    for call_in in record.call_ins:
        if call_in.status == "open_until" and call_in.deadline is None and not call_in.doubts:
            yield Remark("deadline_missing", "No last moment for a call-in was found.", call_in.page, call_in.quote)
