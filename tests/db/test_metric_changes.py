"""Changed definitions: by law, and by the words of a paper. Invented papers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from db.metric_changes import note_metric_changes


@pytest.fixture
def archive() -> Iterator[sqlite3.Connection]:
    """Only the tables and columns that changes are read from."""
    conn = sqlite3.connect(":memory:")
    conn.executescript(
        """CREATE TABLE documents (id TEXT PRIMARY KEY, text TEXT, council TEXT, meeting_date TEXT);
        CREATE TABLE pages (document_id TEXT, number INTEGER, start INTEGER, "end" INTEGER);
        CREATE TABLE dates (document_id TEXT, start INTEGER, "end" INTEGER, date_from TEXT, role TEXT);
        CREATE TABLE metrics (id TEXT PRIMARY KEY);
        INSERT INTO metrics VALUES ('contacts'), ('looked_after_children');"""
    )
    yield conn
    conn.close()


def put(conn: sqlite3.Connection, text: str, day: str | None = None, role: str = "period") -> None:
    conn.execute("INSERT INTO documents VALUES ('p', ?, 'Saltmarsh District Council', '2021-05-04')", (text,))
    conn.execute("INSERT INTO pages VALUES ('p', 1, 0, ?)", (len(text),))
    if day:
        at = text.index("2020")
        conn.execute("INSERT INTO dates VALUES ('p', ?, ?, ?, ?)", (at, at + 4, day, role))


def told(conn: sqlite3.Connection) -> list[tuple[str, str, str, int]]:
    note_metric_changes(conn)
    rows = conn.execute("SELECT metric_id, changed_on, words, page FROM metric_changes WHERE council IS NOT NULL")
    return list(rows)


def test_a_law_changes_the_metrics_of_every_council(archive: sqlite3.Connection) -> None:
    note_metric_changes(archive)
    rows = archive.execute("SELECT metric_id, changed_on, council FROM metric_changes").fetchall()
    assert ("looked_after_children", "2012-12-03", None) in rows
    assert {row[0] for row in rows} <= {"contacts", "looked_after_children"}


def test_a_paper_says_that_a_definition_changed(archive: sqlite3.Connection) -> None:
    sentence = "The definition of the number of contacts was changed from April 2020 on."
    put(archive, f"We met. {sentence} It rained.", "2020-04-01")
    assert told(archive) == [("contacts", "2020-04-01", sentence, 1)]


def test_without_a_date_of_its_own_the_change_is_of_the_papers_day(archive: sqlite3.Connection) -> None:
    put(archive, "The number of contacts is not comparable with earlier years, as e-mails are left out.")
    assert [row[1] for row in told(archive)] == ["2021-05-04"]


@pytest.mark.parametrize(
    "text",
    [
        "By definition the number of contacts is a whole number.",
        "The definition of a nuisance was changed.",
        "The number of contacts rose by 12%.",
    ],
)
def test_other_sentences_say_nothing(archive: sqlite3.Connection, text: str) -> None:
    put(archive, text)
    assert told(archive) == []


def test_a_paper_taken_back_takes_its_words_along(archive: sqlite3.Connection) -> None:
    put(archive, "The definition of the number of contacts was changed.")
    assert len(told(archive)) == 1
    archive.execute("DELETE FROM documents")
    assert told(archive) == []
