"""The tables of threads: the same rows whatever the order of the papers, and no link from council to council."""

from __future__ import annotations

import sqlite3
from itertools import permutations
from pathlib import Path

import pytest

from db.store import transaction
from db.threads.build import TABLES, build_threads
from db.threads.link_corrections import correct_link

from .thread_papers import Read, archive_of, read_paper

UPDATE = "further update reports be received by Cabinet on a quarterly basis"
CITED = "the update of 2 April 2014"


def story(council: str = "Saltmarsh Borough Council") -> list[Read]:
    return [
        read_paper(
            "Foster Carer Recruitment Pressures",
            "2014-04-02",
            f"That {UPDATE}.",
            "Children in care: 212.",
            of=council,
            promised=UPDATE,
            recurs="quarterly",
            children=212,
        ),
        read_paper(
            "Foster Carer Recruitment Activity",
            "2014-07-02",
            f"Since {CITED} there have been more enquiries.",
            "Children in care: 219.",
            of=council,
            cited=(CITED, "2014-04-02"),
            children=219,
        ),
        read_paper("Harbour lights", "2014-07-02", "That the lights be noted.", of=council),
    ]


def rows(conn: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    with transaction(conn):
        build_threads(conn)
    return {table: sorted(map(tuple, conn.execute(f"SELECT * FROM {table}")), key=repr) for table in TABLES}


def test_any_order_of_ingest_gives_the_same_rows(tmp_path: Path) -> None:
    found = [rows(archive_of(tmp_path / f"{number}.db", order)) for number, order in enumerate(permutations(story()))]
    assert all(one == found[0] for one in found)
    assert {table for table, of_table in found[0].items() if of_table} >= {
        "topics",
        "topic_members",
        "document_links",
        "citation_links",
        "commitment_events",
        "decision_states",
        "changes",
    }


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    conn = archive_of(tmp_path / "a.db", story())
    assert rows(conn) == rows(conn)


def test_equal_papers_of_two_councils_are_never_tied(tmp_path: Path) -> None:
    one, two = story(), story("Eastmere City Council")
    conn = archive_of(tmp_path / "a.db", [*one, *two])
    together = rows(conn)
    first = {document.sha256[:12] for document, _ in one}
    ids = {document.sha256[:12] for document, _ in two}
    crossing = [
        (table, row)
        for table, of_table in together.items()
        for row in of_table
        if any(str(cell)[:12] in first for cell in row) and any(str(cell)[:12] in ids for cell in row)
    ]
    assert crossing == []
    alone = rows(archive_of(tmp_path / "b.db", one))
    assert all(set(alone[table]) <= set(together[table]) for table in TABLES)


def test_a_paper_that_names_no_council_is_tied_to_none(tmp_path: Path) -> None:
    papers = [(document, record) for document, record in story("")]
    conn = archive_of(tmp_path / "a.db", papers)
    conn.execute("UPDATE documents SET council = NULL")
    found = rows(conn)
    assert found["topics"] == []
    assert found["document_links"] == []


def test_every_row_names_a_passage_or_fact_that_is_there(tmp_path: Path) -> None:
    conn = archive_of(tmp_path / "a.db", story())
    rows(conn)
    lists = ("passages", "citations", "resolutions", "commitments", "decisions", "call_ins", "figures", "dates")
    known = {row[0] for name in lists for row in conn.execute(f"SELECT id FROM {name}")}
    filled = set()
    for table in TABLES:
        if table == "topics":
            continue
        for passage, document in conn.execute(f"SELECT passage_id, document_id FROM {table}"):
            filled.add(table)
            assert passage in known, table
            assert passage.startswith(document) or table == "changes", table
    for passage, now, then in conn.execute("SELECT passage_id, document_id, before_document_id FROM changes"):
        assert passage.startswith((now, then))
    # Topics rest on papers, not passages; links of clauses have their own tests (test_threads_clauses.py).
    assert set(TABLES) - filled == {"topics", "clause_links"}


@pytest.mark.parametrize("gone", [0, 1])
def test_a_paper_taken_out_leaves_no_trace(tmp_path: Path, gone: int) -> None:
    papers = story()
    conn = archive_of(tmp_path / "a.db", papers)
    rows(conn)
    document_id = papers[gone][0].sha256[:12]
    conn.execute("PRAGMA foreign_keys = ON")
    with transaction(conn):
        conn.execute("UPDATE passages SET decision_id = NULL")
        conn.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    assert not [
        row for of_table in rows(conn).values() for row in of_table if any(document_id in str(cell) for cell in row)
    ]


def test_a_persons_word_parts_what_the_rules_join(tmp_path: Path) -> None:
    papers = story()
    conn = archive_of(tmp_path / "a.db", papers)
    one, other = (document.sha256[:12] for document, _ in papers[:2])
    assert rows(conn)["topics"]
    correct_link(conn, other, one, "apart", why="two services", who="clerk", at="2026-01-01")
    assert rows(conn)["topics"] == []
