"""Pages about the archive itself: what it holds, how sure it is, how to use it by program, accessibility."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from archive.kept import kept
from archive.named_queries import NamedQuery, named_queries
from archive.queries.coverage import Gap, Holding, Holdings, accounts, gaps, holdings, holdings_by_body
from archive.queries.ledger import Correction, Publication, corrections, publication
from archive.rows import Reader
from archive.site import DATABASE, Answer, Crumb, Page, Route, Visit
from db.accounts import Account

HOME = (Crumb("Home", "/"),)
GAPS = {
    "month_without_papers": "Months without papers, between the first and the last held",
    "meeting_cited_not_held": "Meetings that a paper cites and the archive does not hold",
    "file_not_read": "Files that could not be read",
    "page_without_text": "Pages without text that could be read",
    "paper_breaks_off": "Papers that break off, so that pages may be missing",
}
SHOWN_GAPS = 60
ONCE_MS = 60_000
"""The gaps are looked for once and kept, so that only the first visitor waits."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    kind: str
    heading: str
    total: int
    gaps: list[Gap]


@dataclass(frozen=True, slots=True)
class CoverageRecord:
    holdings: Holdings
    bodies: list[Holding]
    gaps: list[GapGroup]
    publication: Publication | None
    accounts: list[Account]


@dataclass(frozen=True, slots=True)
class CorrectionsRecord:
    corrections: list[Correction]


@dataclass(frozen=True, slots=True)
class AboutRecord:
    holdings: Holdings
    publication: Publication | None
    accuracy: str
    """What ``docs/accuracy.md`` measured, where the publisher has put it beside the site; else empty."""


@dataclass(frozen=True, slots=True)
class ApiRecord:
    database: str
    base: str
    queries: list[NamedQuery]
    pages: list[tuple[str, str]]


PAGES = [
    ("/index.json", "The first page"),
    (
        "/search.json?q=budget",
        "Search; takes q, from, to, council, body, kind, outcome, effect, year, sort, synonyms, page",
    ),
    ("/call-ins.json", "Call-ins by state; as_at=YYYY-MM-DD asks about another day"),
    ("/metrics.json", "Measures with values; /metric/ID.json tells one, of one council with council"),
    ("/findings.json", "What does not add up"),
    ("/promises.json", "Promises and what came; takes state, council, portfolio, as_at, page"),
    ("/promises.atom", "Atom feed of promises; takes the same"),
    ("/topics.json", "Subjects that papers come back to; /topic/SLUG.json tells one"),
    ("/gaps.json", "What papers name and the archive does not hold; takes kind, council, as_at, page"),
    ("/meetings.json", "Days with papers"),
    ("/coverage.json", "What is held and what is missing"),
    ("/corrections.json", "What people corrected"),
    ("/decisions.atom", "Atom feed of decisions; /search.atom takes what /search takes"),
    ("/call-ins.ics", "Call-in deadlines as a calendar"),
    ("/datapackage.json", "Description of every table and column (Data Package)"),
    (f"/{DATABASE}.db", "The whole archive as one SQLite file"),
    ("/archive-csv.zip", "Every table as CSV for a spreadsheet, with its datapackage.json"),
    ("/archive-ndjson.zip", "Every table as NDJSON: exact, also where a text is empty and not missing"),
]


async def show_coverage(visit: Visit) -> Answer:
    """``/coverage``"""
    reader = visit.reader
    patient = Reader(reader.database, time_limit_ms=ONCE_MS)
    found = await kept(reader.database, "gaps", lambda: gaps(patient))
    groups = []
    for kind, same in groupby(found, key=lambda gap: gap.kind):
        every = list(same)
        groups.append(GapGroup(kind, GAPS.get(kind, kind), len(every), every[:SHOWN_GAPS]))
    record = CoverageRecord(
        await kept(reader.database, "holdings", lambda: holdings(reader)),
        await kept(reader.database, "bodies", lambda: holdings_by_body(reader)),
        groups,
        await publication(reader),
        await accounts(reader),
    )
    return Page("archive_coverage.html", "What the archive holds", record, HOME, section="/coverage")


async def show_corrections(visit: Visit) -> Answer:
    """``/corrections``"""
    record = CorrectionsRecord(await corrections(visit.reader))
    return Page("archive_corrections.html", "Corrections", record, HOME)


async def show_about(visit: Visit) -> Answer:
    """``/about``"""
    record = AboutRecord(await holdings(visit.reader), await publication(visit.reader), visit.accuracy)
    return Page("archive_about.html", "About this archive", record, HOME)


async def show_api(visit: Visit) -> Answer:
    """``/api``"""
    base = visit.absolute("/").rstrip("/")
    return Page("archive_api.html", "API and feeds", ApiRecord(DATABASE, base, list(named_queries()), PAGES), HOME)


@dataclass(frozen=True, slots=True)
class AccessibilityRecord:
    """The statement is a template: what it says of this site holds; contact and dates are the publisher's to add."""

    standard: str


async def show_accessibility(visit: Visit) -> Answer:
    """``/accessibility``"""
    record = AccessibilityRecord("WCAG 2.2 AA")
    return Page("archive_accessibility.html", "Accessibility statement", record, HOME)


ROUTES = [
    Route(r"/coverage", show_coverage),
    Route(r"/corrections", show_corrections),
    Route(r"/about", show_about),
    Route(r"/api", show_api),
    Route(r"/accessibility", show_accessibility),
]
