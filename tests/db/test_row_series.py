"""Rows of tables that recur in one council's papers become series by themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from db.row_series import form_row_series


@pytest.fixture
def archive() -> Iterator[sqlite3.Connection]:
    """Only the tables and columns that series are formed from."""
    conn = sqlite3.connect(":memory:")
    conn.executescript(
        """CREATE TABLE documents (id TEXT, council TEXT, meeting_date TEXT);
        CREATE TABLE metrics (id TEXT PRIMARY KEY, name TEXT, definition TEXT, unit TEXT, basis TEXT);
        CREATE TABLE figures (id TEXT, document_id TEXT, "row" TEXT, unit TEXT, value REAL, start INTEGER, metric TEXT);
        INSERT INTO documents VALUES ('may', 'Saltmarsh District Council', '2021-05-04'),
            ('june', 'Saltmarsh District Council', '2021-06-08'),
            ('other', 'Fenmouth County Council', '2021-06-01');"""
    )
    yield conn
    conn.close()


def put(conn: sqlite3.Connection, id_: str, document: str, row: str, *, unit: str = "count", metric: str = "") -> None:
    conn.execute("INSERT INTO figures VALUES (?, ?, ?, ?, 3, 0, ?)", (id_, document, row, unit, metric or None))


def series(conn: sqlite3.Connection) -> dict[str, str | None]:
    return dict(conn.execute("SELECT id, metric FROM figures"))


def test_a_row_printed_on_two_days_is_one_series_whatever_its_stars_and_capitals(archive: sqlite3.Connection) -> None:
    put(archive, "a", "may", "Beach huts let *")
    put(archive, "b", "june", "Beach Huts let")
    assert form_row_series(archive) == 1
    found = series(archive)
    assert found["a"] == found["b"] == "row-saltmarsh-district-council-beach-huts-let-count"
    assert archive.execute("SELECT name FROM metrics").fetchall() == [("Beach Huts let",)]


@pytest.mark.parametrize(
    ("document", "row", "unit"),
    [
        ("may", "Beach huts let", "count"),
        ("other", "Beach huts let", "count"),
        ("june", "Beach huts let", "percent"),
        ("june", "Beach huts empty", "count"),
    ],
    ids=["one paper only", "another council", "another unit", "another label"],
)
def test_unlike_rows_make_no_series(archive: sqlite3.Connection, document: str, row: str, unit: str) -> None:
    put(archive, "a", "may", "Beach huts let")
    put(archive, "b", document, row, unit=unit)
    assert form_row_series(archive) == 0
    assert series(archive) == {"a": None, "b": None}


@pytest.mark.parametrize("row", ["Total", "Net total", "2019/20", "Other"])
def test_a_label_that_names_nothing_makes_no_series(archive: sqlite3.Connection, row: str) -> None:
    put(archive, "a", "may", row)
    put(archive, "b", "june", row)
    assert form_row_series(archive) == 0


def test_a_figure_of_the_vocabulary_stays_what_it_is(archive: sqlite3.Connection) -> None:
    put(archive, "a", "may", "Household waste recycled", metric="recycling_rate")
    put(archive, "b", "june", "Household waste recycled", metric="recycling_rate")
    assert form_row_series(archive) == 0
    assert set(series(archive).values()) == {"recycling_rate"}


def test_a_paper_taken_back_leaves_no_series_behind(archive: sqlite3.Connection) -> None:
    put(archive, "a", "may", "Beach huts let")
    put(archive, "b", "june", "Beach huts let")
    form_row_series(archive)
    archive.execute("DELETE FROM figures WHERE id = 'b'")
    assert form_row_series(archive) == 0
    assert series(archive) == {"a": None}
    assert archive.execute("SELECT count(*) FROM metrics").fetchone() == (0,)
