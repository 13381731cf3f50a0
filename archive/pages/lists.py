"""Long lists: promises, things to check, meetings and their papers."""

from __future__ import annotations

from dataclasses import dataclass

from archive.queries.decisions import DecisionLine, decisions_of_meeting
from archive.queries.documents import Document, Meeting, documents_of_meeting, meetings
from archive.queries.facts import Finding, Promise, all_findings, all_promises
from archive.site import Answer, Crumb, NotHere, Page, Route, Visit
from archive.words import FINDINGS, day

A_PAGE = 50
HOME = (Crumb("Home", "/"),)


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """``state`` is due, past its day, recurring or no day given; whether it was kept only papers can tell."""

    promise: Promise
    state: str


@dataclass(frozen=True, slots=True)
class PromisesRecord:
    promises: list[PromiseShown]
    number: int
    last: int
    total: int


@dataclass(frozen=True, slots=True)
class RuleCount:
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class FindingsRecord:
    rule: str
    rules: list[RuleCount]
    findings: list[Finding]
    number: int
    last: int
    total: int


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    date: str
    documents: list[Document]
    decisions: list[DecisionLine]


@dataclass(frozen=True, slots=True)
class MeetingsRecord:
    meetings: list[Meeting]


def promise_state(promise: Promise, today: str) -> str:
    """Against the day of asking: the archive does not claim that a promise was broken, only that its day is past."""
    last = promise.due_to or promise.due_from
    if last:
        return "day to come" if last >= today else "day is past"
    return "recurring" if promise.recurs else "no day given"


async def show_promises(visit: Visit) -> Answer:
    """``/promises?page=``"""
    total = int(await visit.reader.value("SELECT count(*) FROM commitments") or 0)
    last = max(1, -(-total // A_PAGE))
    number = visit.page_number(last)
    today = visit.now.date().isoformat()
    found = await all_promises(visit.reader, A_PAGE, (number - 1) * A_PAGE)
    shown = [PromiseShown(one, promise_state(one, today)) for one in found]
    record = PromisesRecord(shown, number, last, total)
    return Page("archive_promises.html", "Promises", record, HOME, section="/promises", max_age=60)


async def show_findings(visit: Visit) -> Answer:
    """``/findings?rule=&page=``"""
    rules = await visit.reader.all(
        RuleCount, "SELECT rule, count(*) AS count FROM findings GROUP BY rule ORDER BY count(*) DESC, rule"
    )
    rule = visit.argument("rule")
    rule = rule if rule in FINDINGS else ""
    total = sum(one.count for one in rules if rule in ("", one.rule))
    last = max(1, -(-total // A_PAGE))
    number = visit.page_number(last)
    found = await all_findings(visit.reader, rule, A_PAGE, (number - 1) * A_PAGE)
    record = FindingsRecord(rule, rules, found, number, last, total)
    return Page("archive_findings.html", "Figures and dates that don’t add up", record, HOME, section="/findings")


async def show_meetings(visit: Visit) -> Answer:
    """``/meetings``"""
    return Page("archive_meetings.html", "Meetings", MeetingsRecord(await meetings(visit.reader)), HOME)


async def show_meeting(visit: Visit) -> Answer:
    """``/meeting/<date>?council=&body=``"""
    date = visit.variables["date"]
    council, body = visit.argument("council"), visit.argument("body")
    papers = await documents_of_meeting(visit.reader, date, council, body)
    if not papers:
        raise NotHere(f"No paper of a meeting on {day(date)} has been received.")
    record = MeetingRecord(date, papers, await decisions_of_meeting(visit.reader, date, council, body))
    crumbs = (*HOME, Crumb("Meetings", "/meetings"))
    return Page("archive_meeting.html", f"Meetings on {day(date)}", record, crumbs, max_age=60)


ROUTES = [
    Route(r"/promises", show_promises),
    Route(r"/findings", show_findings),
    Route(r"/meetings", show_meetings),
    Route(r"/meeting/(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})", show_meeting),
]
