"""The views: what they join, and what they leave to the asker."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

Paper = Callable[..., Any]


def rows(conn: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in conn.execute(sql)]


def test_a_decision_comes_with_its_clauses_and_its_paper(archive: sqlite3.Connection, paper: Paper, put: Any) -> None:
    put(paper())
    sql = "SELECT title, resolution, council, body, meeting_date FROM decision_search"
    clause = "The footbridge be approved at a cost of £1.2m."
    assert rows(archive, sql) == [
        ("New footbridge at Mill Lane", clause, "Saltmarsh District Council", "Cabinet", "2021-05-04")
    ]


def test_call_ins_give_the_deadline_and_look_at_no_clock(archive: sqlite3.Connection, paper: Paper, put: Any) -> None:
    put(paper())
    assert rows(archive, "SELECT title, deadline FROM open_call_ins") == [
        ("New footbridge at Mill Lane", "2021-05-14T23:59:59")
    ]


def test_a_figure_of_a_metric_is_a_point(archive: sqlite3.Connection, paper: Paper, put: Any) -> None:
    document, record = paper()
    unread = replace(record.figures[0], value=None, start=record.figures[0].start + 1)
    put((document, replace(record, figures=(*record.figures, unread))))
    assert rows(archive, "SELECT metric, value, quote FROM metric_points") == [("footbridge_cost", 1200000.0, "£1.2m")]


def test_promises_without_day_or_rhythm_are_not_outstanding(
    archive: sqlite3.Connection, paper: Paper, put: Any
) -> None:
    document, record = paper()
    vague = replace(record.commitments[0], due_to=None, start=0, end=3)
    put((document, replace(record, commitments=(*record.commitments, vague))))
    assert rows(archive, "SELECT due_to FROM outstanding_commitments") == [("2021-06-30",)]


def test_gaps_are_months_without_papers_and_meetings_only_cited(
    archive: sqlite3.Connection, paper: Paper, put: Any
) -> None:
    put(paper())
    later, record = paper("Cabinet in July", "A meeting.")
    put((later, replace(record, document=replace(record.document, meeting_date="2021-07-06"))))
    assert rows(archive, "SELECT kind, body, period FROM archive_gaps ORDER BY kind") == [
        ("meeting_cited_not_held", None, "2021-03-02"),
        ("month_without_papers", "Cabinet", "2021-06"),
    ]


def test_a_paper_that_breaks_off_is_told_apart_from_a_page_without_text(
    archive: sqlite3.Connection, paper: Paper, put: Any
) -> None:
    document, record = paper()
    cut = replace(document.pages[-1], note="Pages behind this one may be missing.")
    empty = replace(cut, number=cut.number + 1, start=cut.end, note="A scan without text.")
    put((replace(document, pages=(*document.pages[:-1], cut, empty)), record))
    assert rows(archive, "SELECT kind, quote FROM archive_gaps WHERE kind LIKE 'pa%' ORDER BY kind") == [
        ("page_without_text", f"page {empty.number}: A scan without text."),
        ("paper_breaks_off", f"page {cut.number}: Pages behind this one may be missing."),
    ]
