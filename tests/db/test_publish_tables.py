"""What publishing works out ahead says the same as working it out when it is asked."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.call_in_state import state_of
from benchmarks.record_maker import VOCABULARY, paper
from db.connection import open_reading, open_working
from db.found import Filters
from db.policy import Policy
from db.publish import build_public
from db.rows import document_rows
from db.search import Page, search_and_count
from db.store import Origin, store_rows, transaction

PAPERS = 40
QUERIES = (VOCABULARY[0], f"{VOCABULARY[1]} {VOCABULARY[30]}", f'"{VOCABULARY[2]}"', "minutes", "children", "scorecard")
FILTERS = (
    Filters(at="2006-02-01T12:00:00"),
    Filters(at="2006-02-01T12:00:00", call_in="open"),
    Filters(at="2006-02-01T12:00:00", call_in="closed", effect="noted"),
    Filters(at="2006-02-01T12:00:00", kind="minutes"),
    Filters(at="2006-02-01T12:00:00", call_in="unknown", date_from="2006-01-20"),
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    """The working archive and the public one."""
    folder: Path = tmp_path_factory.mktemp("archive")
    with closing(open_working(folder / "working.db")) as conn, transaction(conn):
        for number in range(PAPERS):
            document, record = paper(number)
            rows = document_rows(document, record)
            origin = Origin(document.filename)
            store_rows(conn, rows, origin=origin, software_version="1", ingested_at="2026-01-01T00:00:00Z")
    build_public(folder / "working.db", folder / "public.db", Policy(), published_at="2026", software_version="1")
    with closing(open_reading(folder / "working.db")) as working, closing(open_reading(folder / "public.db")) as public:
        yield working, public


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("typed", QUERIES)
def test_a_search_finds_and_counts_the_same_in_both(
    both: tuple[sqlite3.Connection, sqlite3.Connection], typed: str, filters: Filters
) -> None:
    working, public = (search_and_count(conn, typed, filters, page=Page(50)) for conn in both)
    assert working.facets == public.facets
    assert working.results.total == public.results.total
    assert [hit.decision_id or hit.document_id for hit in working.results.hits] == [
        hit.decision_id or hit.document_id for hit in public.results.hits
    ]


def test_the_searches_above_find_something(both: tuple[sqlite3.Connection, sqlite3.Connection]) -> None:
    totals = [search_and_count(both[1], typed, one).results.total for typed in QUERIES for one in FILTERS]
    assert sum(total > 0 for total in totals) > len(totals) / 2


def test_the_state_of_every_call_in_is_the_one_that_pages_say(
    both: tuple[sqlite3.Connection, sqlite3.Connection],
) -> None:
    """In SQL by the table, on a page by the call-in itself: at the last moment, just after it, and around it."""
    asked = 0
    sql = """SELECT c.status, c.deadline, c.effective_from, c.basis, t.state, t.ends
        FROM call_ins c JOIN call_in_times t ON t.id = c.id"""
    for conn in both:
        for status, deadline, effective_from, basis, state, ends in conn.execute(sql).fetchall():
            moments = [dt.datetime(2006, 1, 1), dt.datetime(2030, 1, 1)]
            if ends:
                last = dt.datetime.fromisoformat(ends)
                moments += [last, last + dt.timedelta(seconds=1), last - dt.timedelta(days=1)]
            for moment in moments:
                at = moment.isoformat(timespec="seconds")
                in_sql = state or ("open" if ends >= at else "closed")
                assert in_sql == state_of(status, deadline, effective_from, basis, moment).state
                asked += 1
    assert asked > 50


@pytest.mark.parametrize(
    ("status", "deadline", "effective_from"),
    [
        ("open_until", "2012-06-25", None),
        ("open_until", "2012-06-25T17:00:00", None),
        ("effective_on", None, "2012-06-26"),
        ("relative", None, None),
        ("exempt", None, None),
        ("called_in", "2012-06-25T17:00:00", None),
    ],
)
def test_each_kind_of_call_in_ends_when_the_paper_says(
    tmp_path: Path, status: str, deadline: str | None, effective_from: str | None
) -> None:
    with closing(open_working(tmp_path / "working.db")) as conn:
        document, record = paper(0)
        with transaction(conn):
            store_rows(
                conn,
                document_rows(document, record),
                origin=Origin(document.filename),
                software_version="1",
                ingested_at="2026-01-01T00:00:00Z",
            )
            conn.execute(
                "UPDATE call_ins SET status = ?, deadline = ?, effective_from = ?", (status, deadline, effective_from)
            )
        state, ends = tuple(conn.execute("SELECT state, ends FROM call_in_times").fetchone())
    for hours in range(-40, 40):
        moment = dt.datetime(2012, 6, 25, 17) + dt.timedelta(hours=hours)
        in_sql = state or ("open" if ends >= moment.isoformat(timespec="seconds") else "closed")
        assert in_sql == state_of(status, deadline, effective_from, "stated", moment).state
