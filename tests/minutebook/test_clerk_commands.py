"""Correct, withdraw, redact, back up: from the command line, in the order in which a clerk does them."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from .conftest import Run
from .test_check_command import DRAFT


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Three records of decision, each with a deadline."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in (1, 2, 3):
        words = DRAFT.replace("footbridge", f"footbridge number {number}")
        (folder / f"minutes-{number}.txt").write_text(words, encoding="utf-8")
    return folder


def ask(database: Path, sql: str) -> Any:
    with closing(sqlite3.connect(database)) as conn:
        return conn.execute(sql).fetchall()


@pytest.fixture
def published(run: Run, papers: Path, home: Path) -> Path:
    """Three papers, public."""
    run("ingest", papers)
    assert run("publish").exit_code == 0
    return home / "public" / "public.db"


def deadline_id(home: Path) -> str:
    return str(ask(home / "working.db", "SELECT id FROM call_ins ORDER BY id")[0][0])


def test_a_deadline_corrected_in_the_window_is_public_and_outlives_a_new_reading(
    run: Run, published: Path, home: Path, papers: Path
) -> None:
    fact = deadline_id(home)
    said = run("correct", fact, "deadline=2021-05-18", "--why", "the notice says so", "--who", "Pat")
    assert said.output.strip() == f"{fact}: deadline corrected"
    run("ingest", papers, "--force")
    preview = run("publish", "--dry-run").output
    assert "call-in deadline: 2021-05-14T23:59:59 becomes 2021-05-18T23:59:59" in preview
    assert ask(published, f"SELECT deadline FROM call_ins WHERE id = '{fact}'") == [("2021-05-14T23:59:59",)]
    run("publish")
    query = f"SELECT deadline, review FROM call_ins WHERE id = '{fact}'"
    assert ask(published, query) == [("2021-05-18T23:59:59", "corrected")]
    assert run("publish", "--undo").exit_code == 0
    assert ask(published, query) == [("2021-05-14T23:59:59", "machine")]


def test_corrections_go_to_another_archive_as_csv(run: Run, published: Path, home: Path, tmp_path: Path) -> None:
    fact = deadline_id(home)
    run("correct", fact, "deadline=2021-05-18", "--why", 'a "quoted", reason')
    (tmp_path / "books.csv").write_text(run("corrections", "--export").output, encoding="utf-8")
    number = re.match(r"\d+", run("corrections").output)
    assert number is not None
    assert run("correct", number[0], "--undo").exit_code == 0
    with closing(sqlite3.connect(home / "working.db")) as conn, conn:
        conn.execute("DELETE FROM corrections")
    assert "1 corrections taken over" in run("corrections", "--import", tmp_path / "books.csv").output
    assert "0 corrections taken over" in run("corrections", "--import", tmp_path / "books.csv").output
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    assert run("corrections", "--import", tmp_path / "bad.csv").exit_code == 2


def test_a_withdrawn_paper_is_gone_at_once_and_no_undo_shows_it(run: Run, published: Path) -> None:
    document_id = ask(published, "SELECT id FROM documents WHERE filename = 'minutes-1.txt'")[0][0]
    assert run("withdraw", document_id).exit_code == 2, "a reason is needed"
    assert "no longer public" in run("withdraw", document_id, "--why", "the wrong paper").output
    assert ask(published, "SELECT count(*) FROM documents") == [(2,)]
    assert ask(published, "SELECT why FROM withdrawn") == [("the wrong paper",)]
    undone = run("publish", "--undo")
    assert undone.exit_code == 1
    assert "withdrawn since" in undone.output
    run("withdraw", document_id, "--restore")
    run("publish")
    assert ask(published, "SELECT count(*) FROM documents") == [(3,)]


def test_redacted_words_are_covered_in_the_picture_too(run: Run, home: Path, tmp_path: Path) -> None:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Written by Quentin Zebra of this parish")
        document.save(tmp_path / "letter.pdf")
    run("ingest", tmp_path / "letter.pdf")
    run("publish")
    picture = next((home / "public" / "pages").glob("*/1.png"))
    before = picture.read_bytes()
    document_id = picture.parent.name
    assert "covered in 1 place" in run("redact", document_id, "Quentin Zebra", "--why", "private").output
    run("publish")
    assert picture.read_bytes() != before
    assert b"Zebra" not in (home / "public" / "public.db").read_bytes()
    assert "redacted since" in run("publish", "--undo").output
    assert "Quentin Zebra" in run("redact", document_id, "--list").output


def test_an_archive_comes_back_from_its_backup(run: Run, published: Path, home: Path, tmp_path: Path) -> None:
    run("correct", deadline_id(home), "--right")
    saved = tmp_path / "saved.db"
    assert run("backup", saved).exit_code == 0
    assert run("backup", saved).exit_code == 2, "a backup is never written over"
    assert run("backup", saved, "--restore").exit_code == 2, "nor an archive"
    (home / "working.db").unlink()
    for ending in ("-wal", "-shm"):
        (home / f"working.db{ending}").unlink(missing_ok=True)
    assert run("backup", saved, "--restore").exit_code == 0
    assert run("doctor").exit_code == 0
    assert ask(home / "working.db", "SELECT action FROM corrections") == [("confirm",)]
    assert "published 3 documents" in run("publish").output


def test_a_backup_is_whole_while_a_paper_is_being_stored(run: Run, published: Path, home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / "working.db", isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE documents SET title = 'half done'")
        assert run("backup", tmp_path / "saved.db").exit_code == 0
        conn.rollback()
    assert ask(tmp_path / "saved.db", "SELECT count(*) FROM documents WHERE title = 'half done'") == [(0,)]
