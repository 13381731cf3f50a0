"""What a clerk should look at in a draft before it is published: pure, no archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from db.doubts import doubt
from db.required_sections import Paper, Required, required_of
from extractors.document.council_names import nation_of
from extractors.records import CallIn, Decision, Fact, Record

_RECORDS = ("decision_record", "decision_list")
_HOME = "england"
"""The nation of a council that is not known: what the law of England asks for is good practice anywhere."""
_SAME_AS_FINDING = frozenset({"no_operative_verb", "malformed_amount", "weekday_mismatch"})
"""Doubts that say what a finding at the same words says in full."""
_NAMED = 60


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at. ``code`` is stable; ``page`` and ``quote`` are None where it is about what is not there."""

    code: str
    message: str
    page: int | None = None
    quote: str | None = None
    law: str | None = None
    """The law that asks for it, where one does."""


def remarks(record: Record, text: str) -> Iterator[Remark]:
    """In the order in which a person would put them right: what is missing, then what does not fit, by page."""
    yield from _about_paper(record)
    yield from _missing_by_law(record)
    yield from _about_call_in(record)
    found = [Remark(one.rule, one.message, one.page, text[one.start : one.end]) for one in record.findings]
    for fact in (*record.call_ins, *record.decisions, *record.resolutions, *record.figures):
        found += [
            Remark(code, doubt(code).question, fact.page, text[fact.start : fact.end])
            for code in fact.doubts
            if code not in _SAME_AS_FINDING or not _found(record, fact)
        ]
    yield from sorted(dict.fromkeys(found), key=lambda one: (one.page or 0, one.code))


def _found(record: Record, fact: Fact) -> bool:
    return any(one.start < fact.end and one.end > fact.start for one in record.findings)


def _about_paper(record: Record) -> Iterator[Remark]:
    paper = record.document
    if paper.kind == "other":
        yield Remark("kind_unknown", "It is not clear what kind of paper this is. Does its title say so?")
    if paper.council is None:
        yield Remark("council_missing", "The council's name was not found.")
    ordered = any(one.rule == "date_order" for one in record.findings)
    if paper.meeting_date and paper.signed_date and paper.signed_date < paper.meeting_date and not ordered:
        yield Remark("signed_before_meeting", doubt("signed_before_meeting").question)
    if paper.kind in _RECORDS and not record.resolutions:
        yield Remark("few_resolutions", doubt("few_resolutions").question)


def _missing_by_law(record: Record) -> Iterator[Remark]:
    day = _decided_on(record)
    facts = record.document
    nation = nation_of(facts.council) or _HOME
    asked = required_of(Paper(facts.kind, nation, facts.body, facts.decision_maker, day))
    if day is None and not any(one.section == "day" for one in asked):
        yield Remark("date_missing", "The day of the meeting or of the decision was not found.")
    held = {section.kind for section in record.sections}
    for one in asked:
        if one.section == "day":
            if day is None:
                yield _missing("date_missing", one, "The record")
        elif one.section not in held and not any(_gives(decision, one.section) for decision in record.decisions):
            yield _missing(f"{one.section}_missing", one, "The record")
        else:
            # Where some decisions of a paper give it and others do not, those others are named.
            stated = [decision for decision in record.decisions if _gives(decision, one.section)]
            for decision in record.decisions if len(stated) > 1 else ():
                if decision not in stated:
                    name = f"“{(decision.title or decision.number or '')[:_NAMED]}”"
                    yield _missing(f"{one.section}_missing", one, f"The decision {name}", decision)


def _missing(code: str, one: Required, subject: str, decision: Decision | None = None) -> Remark:
    ending = "" if one.section == "day" else " If there are none, say so."
    law = f"{one.law}, {one.by}"
    return Remark(code, f"{subject} does not give {one.asks}.{ending}", decision.page if decision else None, None, law)


def _gives(decision: Decision, section: str) -> bool:
    """Whether the decision's own text has it, be it only "None"."""
    return getattr(decision, section, None) is not None


def _decided_on(record: Record) -> str | None:
    days = [one.decided_on for one in record.decisions if one.decided_on]
    return record.document.meeting_date or (days[0] if days else None)


def _about_call_in(record: Record) -> Iterator[Remark]:
    if record.document.kind not in _RECORDS:
        return
    if all(call_in.status == "not_stated" for call_in in record.call_ins):
        yield Remark("call_in_missing", "The record does not say until when the decision can be called in, or why not.")
    for call_in in record.call_ins:
        yield from _deadline(call_in)


def _deadline(call_in: CallIn) -> Iterator[Remark]:
    if call_in.doubts:
        return
    if call_in.status == "open_until" and call_in.deadline is None:
        yield Remark("deadline_missing", "No last moment for a call-in was found.", call_in.page, call_in.quote)
    if call_in.status == "relative" and call_in.deadline is None:
        words = (
            "The last day for a call-in is given as a rule only. A reader has to work the day out: print it as well."
        )
        yield Remark("deadline_missing", words, call_in.page, call_in.quote)
