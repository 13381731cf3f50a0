"""Storing: the same bytes give the same rows, once; a reading replaces the one before it wholly."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from db.store import Failure, Origin, remove, store_failure, transaction
from extractors.records import Record
from ingest.document import Document

Paper = Callable[..., tuple[Document, Record]]
Put = Callable[..., str]


def ask(conn: sqlite3.Connection, sql: str, *arguments: object) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in conn.execute(sql, arguments)]


def index_agrees(conn: sqlite3.Connection) -> bool:
    """FTS5 raises where the index and the tables hold different words."""
    for index in ("search_fts", "resolutions_fts"):
        conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    return not conn.execute("PRAGMA foreign_key_check").fetchall()


def test_every_list_of_the_record_becomes_rows(archive: sqlite3.Connection, paper: Paper, put: Put) -> None:
    assert put(paper()) == "inserted"
    lists = ("people", "sections", "decisions", "resolutions", "call_ins", "figures", "commitments", "citations")
    for table in (*lists, "findings", "pages", "lines", "tables"):
        assert ask(archive, f"SELECT count(*) FROM {table}") == [(1,)], table
    assert ask(archive, "SELECT effect FROM resolution_effects ORDER BY number") == [("approved",), ("delegated",)]
    assert ask(archive, "SELECT votes ->> 'for', votes ->> 'against' FROM resolutions") == [(5, 2)]
    assert ask(archive, 'SELECT "row", "column", text FROM table_cells') == [(0, 0, "Year"), (0, 1, "Cost")]


def test_words_at_a_place_are_the_words_quoted(archive: sqlite3.Connection, paper: Paper, put: Put) -> None:
    put(paper())
    for table in ("people", "call_ins", "dates", "figures", "commitments", "citations", "findings", "passages"):
        words = "text" if table == "passages" else "quote"
        sql = f'SELECT f.{words}, substr(d.text, f.start + 1, f."end" - f.start) FROM {table} f, documents d'
        held = ask(archive, sql)
        assert held, table
        assert [quote for quote, _ in held] == [at_place for _, at_place in held], table


def test_facts_point_at_their_passage_and_decision(archive: sqlite3.Connection, paper: Paper, put: Put) -> None:
    put(paper())
    sql = "SELECT p.text, r.decision_id = d.id FROM resolutions r, decisions d JOIN passages p ON p.id = r.passage_id"
    assert ask(archive, sql) == [("1. The footbridge be approved at a cost of £1.2m.", 1)]
    assert ask(archive, "SELECT count(*) FROM passages WHERE decision_id IS NULL") == [(0,)]


def test_the_same_bytes_and_version_are_unchanged(
    paper: Paper, put: Put, snapshot: Callable[[], dict[str, Any]]
) -> None:
    put(paper())
    before = snapshot()
    assert put(paper(), at="2030-01-01T00:00:00+00:00") == "unchanged"
    assert snapshot() == before


def test_reading_again_by_force_gives_identical_rows(
    archive: sqlite3.Connection, paper: Paper, put: Put, snapshot: Callable[[], dict[str, Any]]
) -> None:
    put(paper())
    put(paper("Another paper", "About drains and drainage."))
    before = snapshot()
    assert put(paper(), force=True) == "updated"
    assert snapshot() == before
    assert index_agrees(archive)


def test_a_new_version_replaces_the_facts_and_keeps_the_day_it_came_in(
    archive: sqlite3.Connection, paper: Paper, put: Put
) -> None:
    document, record = paper()
    put((document, record), at="2022-01-01T00:00:00+00:00")
    assert put((document, replace(record, dates=())), version="2", at="2023-01-01T00:00:00+00:00") == "updated"
    assert ask(archive, "SELECT count(*) FROM dates") == [(0,)]
    expected = [("2", "2022-01-01T00:00:00+00:00")]
    assert ask(archive, "SELECT software_version, ingested_at FROM documents") == expected
    assert index_agrees(archive)


def test_the_order_in_which_papers_come_in_leaves_no_trace(
    archive: sqlite3.Connection, paper: Paper, put: Put, snapshot: Callable[[], dict[str, Any]]
) -> None:
    first, second = paper(), paper("Allotment rents", "Rents rise in April.")
    put(first)
    put(second)
    one_way = snapshot()
    with transaction(archive):
        remove(archive, first[0].id)
        remove(archive, second[0].id)
    put(second)
    put(first)
    assert snapshot() == one_way


def test_a_second_name_is_remembered_without_a_second_document(
    archive: sqlite3.Connection, paper: Paper, put: Put
) -> None:
    read = paper()
    put(read)
    assert put((replace(read[0], filename="renamed.pdf"), read[1])) == "unchanged"
    assert ask(archive, "SELECT count(*) FROM documents") == [(1,)]
    assert ask(archive, "SELECT count(*) FROM file_names") == [(2,)]


def test_what_a_manifest_says_stands_beside_what_the_paper_says(
    archive: sqlite3.Connection, paper: Paper, put: Put
) -> None:
    put(paper(), origin=Origin("a.pdf", "https://saltmarsh.example/a.pdf", "OGL", (("meeting_date", "1999-01-01"),)))
    assert ask(archive, "SELECT meeting_date, source_url, licence FROM documents") == [
        ("2021-05-04", "https://saltmarsh.example/a.pdf", "OGL")
    ]
    assert ask(archive, "SELECT field, value FROM known_facts") == [("meeting_date", "1999-01-01")]
    put(paper(), origin=Origin("a.pdf"))
    assert ask(archive, "SELECT source_url FROM documents") == [("https://saltmarsh.example/a.pdf",)]


def test_a_doubt_makes_the_document_one_to_review(archive: sqlite3.Connection, paper: Paper, put: Put) -> None:
    put(paper(doubt="before_meeting"))
    assert ask(archive, "SELECT status FROM documents") == [("needs_review",)]
    assert ask(archive, "SELECT needs_check, doubts FROM call_ins") == [(1, '["before_meeting"]')]


def test_a_metric_that_no_vocabulary_describes_still_gets_its_row(
    archive: sqlite3.Connection, paper: Paper, put: Put
) -> None:
    put(paper())
    assert ask(archive, "SELECT id, name, definition FROM metrics WHERE id = 'footbridge_cost'") == [
        ("footbridge_cost", "footbridge_cost", None)
    ]


def test_words_are_counted_by_document_and_uncounted_again(archive: sqlite3.Connection, paper: Paper, put: Put) -> None:
    put(paper("Drains", "Drains and more drains."))
    put(paper("Drains", "In another place."))
    assert ask(archive, "SELECT docs FROM term WHERE word = 'drains'") == [(2,)]
    put(paper("Drains", "In another place."), version="2")
    assert ask(archive, "SELECT docs FROM term WHERE word = 'drains'") == [(2,)]
    with transaction(archive):
        remove(archive, paper("Drains", "In another place.")[0].id)
    assert ask(archive, "SELECT word, docs FROM term WHERE word IN ('drains', 'another')") == [("drains", 1)]


def fail(conn: sqlite3.Connection, sha256: str, code: str = "damaged") -> None:
    with transaction(conn):
        store_failure(
            conn,
            sha256,
            Failure(code, "it broke", "fetch it again"),
            origin=Origin("broken.pdf"),
            software_version="1",
            ingested_at="2022-01-01T00:00:00+00:00",
        )


def test_a_failed_file_is_a_document_that_says_why(archive: sqlite3.Connection) -> None:
    fail(archive, "ab" * 32)
    fail(archive, "ab" * 32, "encrypted")
    sql = "SELECT id, status, error_code, error_remedy, text FROM documents"
    assert ask(archive, sql) == [("abababababab", "failed", "encrypted", "fetch it again", None)]
    assert index_agrees(archive)


def test_a_failed_document_that_can_be_read_later_is_inserted(
    archive: sqlite3.Connection, paper: Paper, put: Put
) -> None:
    read = paper()
    fail(archive, read[0].sha256)
    assert put(read) == "inserted"
    assert ask(archive, "SELECT status, error_code FROM documents") == [("ok", None)]
    assert index_agrees(archive)


def test_a_failure_never_takes_away_facts_that_an_earlier_run_read(archive: sqlite3.Connection, stored: Paper) -> None:
    read = stored()
    fail(archive, read[0].sha256, "timed_out")
    assert ask(archive, "SELECT status FROM documents") == [("ok",)]
    assert ask(archive, "SELECT count(*) FROM resolutions") == [(1,)]


def test_an_error_in_the_middle_leaves_the_document_as_it_was(
    archive: sqlite3.Connection, paper: Paper, put: Put, snapshot: Callable[[], dict[str, Any]]
) -> None:
    document, record = paper()
    put((document, record))
    before = snapshot()
    broken = replace(record, call_ins=(replace(record.call_ins[0], basis="guessed"),))
    with pytest.raises(sqlite3.IntegrityError):
        put((document, broken), version="2")
    assert snapshot() == before
    assert index_agrees(archive)


def test_corrections_survive_a_new_reading(archive: sqlite3.Connection, paper: Paper, put: Put) -> None:
    document, record = paper()
    put((document, record))
    archive.execute(
        "INSERT INTO corrections"
        " (document_id, list, fact_id, field, before, after, who, made_at, why, software_version)"
        " VALUES (?, 'call_ins', 'x', 'deadline', NULL, '\"2021-05-13\"', 'clerk', '2022-02-02', 'misprint', '1')",
        (document.id,),
    )
    put((document, replace(record, call_ins=())), version="2")
    assert ask(archive, "SELECT field, after FROM corrections") == [("deadline", '"2021-05-13"')]
