"""Long lists: things to check, meetings and their papers."""

from __future__ import annotations

from dataclasses import dataclass

from archive.queries.decisions import DecisionLine, decisions_of_meeting
from archive.queries.documents import Document, Meeting, documents_of_meeting, meetings
from archive.queries.facts import Finding, all_findings
from archive.site import Answer, Crumb, NotHere, Page, Route, Visit
from archive.words import FINDINGS, day

A_PAGE = 50
HOME = (Crumb("Home", "/"),)


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
    Route(r"/findings", show_findings),
    Route(r"/meetings", show_meetings),
    Route(r"/meeting/(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})", show_meeting),
]
