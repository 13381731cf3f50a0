"""Search: results grouped by decision, with filters that say how many they leave. Whatever is typed, an answer."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass, replace

from datasette.utils import sqlite_timelimit

from archive.call_in_state import STATES, CallInState
from archive.queries.decisions import DecisionLine, browse_decisions, decisions_by_id
from archive.respond import with_query
from archive.rows import LONGEST_MS
from archive.site import Answer, Crumb, Page, Route, Visit
from archive.words import EFFECTS, KINDS, OUTCOMES, effect_label
from db.query import SynonymUse
from db.search import Facet, Filters, Hit, Order, Results, search_and_count
from db.search import Page as Window

A_PAGE = 20
LAST_PAGE = 500
"""Pages of results that are reachable: past that a searcher narrows the search."""
SHOWN_OF_A_FACET = 12
"""Values with the most results."""
FILTERS = ("council", "body", "kind", "outcome", "effect", "call_in")
FACET_NAMES = {
    "council": "Council",
    "body": "Body",
    "kind": "Kind of paper",
    "outcome": "Outcome",
    "year": "Year",
    "effect": "Effect",
    "call_in": "Call-in",
}


@dataclass(frozen=True, slots=True)
class Result:
    """One decision, or one paper where no decision holds the words."""

    hit: Hit
    line: DecisionLine | None
    call_in: CallInState | None
    path: str


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    count: int | None
    query: str


@dataclass(frozen=True, slots=True)
class FacetGroup:
    name: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """``chosen`` are filters in force, each with the address that takes it off. ``total`` counts all results.

    ``complete`` is False where there are more than ``total``: of very common words only the best are ranked.
    """

    typed: str
    total: int
    complete: bool
    number: int
    last: int
    results: list[Result]
    browsing: list[DecisionLine]
    synonyms: tuple[SynonymUse, ...]
    synonyms_on: bool
    without_synonyms: str
    notes: tuple[str, ...]
    did_you_mean: str | None
    did_you_mean_query: str
    order: str
    other_order: str
    chosen: list[Choice]
    facets: list[FacetGroup]
    hidden: list[tuple[str, str]]
    date_from: str
    date_to: str
    feed: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, read and cleaned."""

    typed: str
    filters: Filters
    synonyms: bool
    newest: bool


def asked_of(visit: Visit) -> Asked:
    """The search in the address. A date that is none is left out, and so never an error."""
    year = visit.argument("year")
    date_from, date_to = iso_day(visit.argument("from")), iso_day(visit.argument("to"))
    if len(year) == 4 and year.isascii() and year.isdigit():
        date_from, date_to = date_from or f"{year}-01-01", date_to or f"{year}-12-31"
    values = {name: visit.argument(name) or None for name in FILTERS}
    at = visit.now.isoformat(timespec="seconds")
    filters = Filters(date_from=date_from, date_to=date_to, at=at, **values)
    return Asked(visit.argument("q"), filters, visit.argument("synonyms") != "off", visit.argument("sort") == "newest")


def iso_day(value: str) -> str | None:
    try:
        return dt.date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError:
        return None


async def find(visit: Visit, asked: Asked, window: Window) -> tuple[Results, tuple[Facet, ...]]:
    """Results and facets, on a database thread."""

    def run(conn: sqlite3.Connection) -> tuple[Results, tuple[Facet, ...]]:
        order: Order = "newest" if asked.newest else "relevance"
        with sqlite_timelimit(conn, LONGEST_MS):
            answer = search_and_count(
                conn, asked.typed, asked.filters, synonyms=asked.synonyms, order=order, page=window
            )
        return answer.results, answer.facets

    found: tuple[Results, tuple[Facet, ...]] = await visit.reader.database.execute_fn(run)
    return found


async def results_of(visit: Visit, found: Results) -> list[Result]:
    lines = await decisions_by_id(visit.reader, [hit.decision_id for hit in found.hits if hit.decision_id])
    results = []
    for hit in found.hits:
        line = lines.get(hit.decision_id or "")
        path = f"/decision/{line.id}" if line else f"/document/{hit.document_id}"
        results.append(Result(hit, line, line.call_in(visit.now) if line else None, path))
    return results


async def show(visit: Visit) -> Answer:
    """``/search?q=&from=&to=&council=&body=&kind=&outcome=&effect=&year=&sort=&synonyms=&page=``

    Past the last page is the last page.
    """
    asked = asked_of(visit)
    number = visit.page_number(LAST_PAGE)
    found, counted, total, browsing = await _page_of(visit, asked, number)
    last = min(max(1, -(-total // A_PAGE)), LAST_PAGE)
    if number > last:
        number = last
        found, counted, total, browsing = await _page_of(visit, asked, number)
    results = await results_of(visit, found) if asked.typed.strip() else []
    record = _record(visit, asked, found, counted, (total, number, last), results, browsing)
    title = f"Search: {asked.typed[:80]}" if asked.typed.strip() else "Decisions"
    feeds = (Crumb("This search", "/search.atom" + with_query(visit.request, page=None)),)
    return Page("archive_search.html", title, record, (Crumb("Home", "/"),), section="/search", feeds=feeds, max_age=60)


async def _page_of(
    visit: Visit, asked: Asked, number: int
) -> tuple[Results, tuple[Facet, ...], int, list[DecisionLine]]:
    """What is found, its facets, how many there are, and where nothing was typed the decisions of the page."""
    start = (number - 1) * A_PAGE
    if asked.typed.strip():
        found, counted = await find(visit, asked, Window(A_PAGE, start))
        return found, counted, found.total, []
    found, counted = await find(visit, replace(asked, typed=""), Window(0, 0))
    total, browsing = await browse_decisions(visit.reader, asked.filters, A_PAGE, start)
    return found, counted, total, browsing


def _record(
    visit: Visit,
    asked: Asked,
    found: Results,
    counted: tuple[Facet, ...],
    place: tuple[int, int, int],
    results: list[Result],
    browsing: list[DecisionLine],
) -> SearchRecord:
    request = visit.request
    kept = (*FILTERS, "sort", "synonyms")
    return SearchRecord(
        typed=asked.typed,
        total=place[0],
        complete=found.complete,
        number=place[1],
        last=place[2],
        results=results,
        browsing=browsing,
        synonyms=found.query.synonyms,
        synonyms_on=asked.synonyms,
        without_synonyms=with_query(request, synonyms="off" if asked.synonyms else None, page=None),
        notes=found.query.notes if asked.typed.strip() else (),
        did_you_mean=found.did_you_mean,
        did_you_mean_query=with_query(request, q=found.did_you_mean, page=None) if found.did_you_mean else "",
        order="newest" if asked.newest or not asked.typed.strip() else "relevance",
        other_order=with_query(request, sort=None if asked.newest else "newest", page=None),
        chosen=_chosen(visit, asked),
        facets=_facet_groups(visit, counted),
        hidden=[(name, visit.argument(name)) for name in kept if visit.argument(name)],
        date_from=asked.filters.date_from or "",
        date_to=asked.filters.date_to or "",
        feed="/search.atom" + with_query(request, page=None),
    )


def _chosen(visit: Visit, asked: Asked) -> list[Choice]:
    found = []
    for name in FILTERS:
        value = visit.argument(name)
        if value:
            found.append(
                Choice(facet_label(name, value), None, with_query(visit.request, **{name: None, "page": None}))
            )
    if asked.filters.date_from or asked.filters.date_to:
        said = f"{asked.filters.date_from or 'the first'} to {asked.filters.date_to or 'the last'}"
        found.append(
            Choice(said, None, with_query(visit.request, **{"from": None, "to": None, "year": None, "page": None}))
        )
    return found


def _facet_groups(visit: Visit, counted: tuple[Facet, ...]) -> list[FacetGroup]:
    groups: dict[str, list[Choice]] = {}
    chosen = {name: visit.argument(name) for name in FACET_NAMES}  # once: an address is read anew each time it is asked
    for facet in counted:
        if chosen[facet.field] == facet.value or len(groups.get(facet.field, ())) == SHOWN_OF_A_FACET:
            continue
        query = with_query(visit.request, **{facet.field: facet.value, "page": None})
        groups.setdefault(facet.field, []).append(Choice(facet_label(facet.field, facet.value), facet.count, query))
    return [FacetGroup(FACET_NAMES[name], groups[name]) for name in FACET_NAMES if name in groups]


def facet_label(name: str, value: str) -> str:
    labels = {"kind": KINDS, "outcome": OUTCOMES, "call_in": STATES}.get(name, {})
    if name == "effect" and value in EFFECTS:
        return effect_label(value)
    return labels.get(value, value)


ROUTES = [Route(r"/search", show)]
