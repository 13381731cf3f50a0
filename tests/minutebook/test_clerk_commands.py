"""Correct, withdraw, redact, back up: from the command line, in the order in which a clerk does them."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pymupdf
import pytest

from archive.serving import served

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


def test_show_and_explain_print_the_corrected_value_and_say_so(run: Run, published: Path, home: Path) -> None:
    fact = deadline_id(home)
    run("correct", fact, "deadline=18 May 2021", "--why", "the notice says so", "--who", "Pat")
    shown, read = run("show", fact).output, run("show", fact, "--machine").output
    assert "(corrected)" in shown
    assert "deadline: 2021-05-18T23:59:59  (read by machine as: 2021-05-14T23:59:59)" in shown
    assert "deadline: 2021-05-14T23:59:59" in read
    assert "corrected" not in read
    whole = run("show", fact[:12]).output
    assert "[open_until 2021-05-18T23:59:59]" in whole
    assert "[open_until 2021-05-14T23:59:59]" in run("show", fact[:12], "--machine").output
    explained = run("explain", fact).output
    assert "Pat: deadline:" in explained
    assert "the notice says so" in explained
    assert json.loads(run("show", fact, "--json").output)["review"] == "corrected"
    assert json.loads(run("explain", fact, "--json").output)["corrections"][0]["who"] == "Pat"
    assert json.loads(run("explain", fact, "--json", "--machine").output)["deadline"] == "2021-05-14T23:59:59"


def test_search_prints_the_corrected_title_and_day(run: Run, published: Path, home: Path) -> None:
    decision = ask(home / "working.db", "SELECT id FROM decisions ORDER BY id")[0][0]
    run("correct", decision, "title=The bridge of Mill Lane", "decided_on=2021-05-05")
    (hit,) = [
        one
        for one in map(json.loads, run("search", "footbridge", "--json").stdout.splitlines())
        if one["decision_id"] == decision
    ]
    assert (hit["title"], hit["date"], hit["review"]) == ("The bridge of Mill Lane", "2021-05-05", "corrected")
    assert "corrected" in run("search", "footbridge").stdout
    assert "corrected" not in run("search", "footbridge", "--machine").stdout


def test_a_fact_that_somebody_rejected_says_so(run: Run, published: Path, home: Path) -> None:
    fact = deadline_id(home)
    run("correct", fact, "--not-a-fact")
    assert "(not a fact)" in run("show", fact).output


def test_an_exempt_paper_is_published_only_by_an_explicit_word(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "closed.txt").write_text("NOT FOR PUBLICATION\n\n" + DRAFT, encoding="utf-8")
    run("ingest", tmp_path / "closed.txt")
    document_id = ask(home / "working.db", "SELECT id FROM documents WHERE exempt = 1")[0][0]
    assert "1 exempt" in run("publish").output
    assert ask(home / "public" / "public.db", "SELECT count(*) FROM documents") == [(0,)]
    assert "added" in run("publish", "--include-exempt", document_id).output
    refused = run("correct", document_id, "exempt=no")
    assert refused.exit_code == 2
    assert "reason" in refused.output
    assert run("correct", document_id, "exempt=no", "--why", "the item was opened").exit_code == 0
    assert "Nothing" not in run("publish").output
    assert ask(home / "public" / "public.db", "SELECT count(*) FROM documents") == [(1,)]


def test_corrections_of_every_kind_come_back_from_a_csv(run: Run, published: Path, home: Path, tmp_path: Path) -> None:
    facts = ask(home / "working.db", "SELECT id, document_id FROM call_ins ORDER BY id")
    run("correct", facts[0][0], "deadline=18 May 2021", "--why", 'a "quoted", reason\nover two lines')
    run("correct", facts[1][0], "--not-a-fact")
    run("correct", facts[2][0], "--right")
    number = run("corrections", "--json").stdout.splitlines()[2]
    run("correct", str(json.loads(number)["id"]), "--undo")
    before = run("corrections", "--json").stdout
    (tmp_path / "books.csv").write_text(run("corrections", "--export").stdout, encoding="utf-8")
    with closing(sqlite3.connect(home / "working.db")) as conn, conn:
        conn.execute("DELETE FROM corrections")
    assert "3 corrections taken over" in run("corrections", "--import", tmp_path / "books.csv").output
    assert run("corrections", "--json").stdout == before


def test_a_withdrawn_paper_answers_410_at_every_address_and_its_pictures_are_gone(
    run: Run, home: Path, tmp_path: Path
) -> None:
    with pymupdf.open() as document:
        for number, line in enumerate(filter(None, DRAFT.splitlines()), 4):
            (document[0] if len(document) else document.new_page()).insert_text((72, 20 * number), line)
        document.save(tmp_path / "record.pdf")
    run("ingest", tmp_path / "record.pdf")
    run("publish")
    public = home / "public"
    document_id, decision = ask(public / "public.db", "SELECT document_id, id FROM decisions")[0]
    addresses = (f"document/{document_id}", f"document/{document_id}/page/1", f"decision/{decision}")
    with served(public / "public.db") as base:

        def status(path: str) -> tuple[int, str]:
            answer = httpx.get(f"{base}/{path}")
            return answer.status_code, answer.text

        for path in (*addresses, f"picture/{document_id}/1"):
            assert status(path)[0] == 200
        run("withdraw", document_id, "--why", "It is the wrong record.")
        for path in addresses:
            code, words = status(path)
            assert (code, "It is the wrong record." in words) == (410, True), path
        assert status(f"picture/{document_id}/1")[0] in (404, 410)
        assert httpx.get(f"{base}/search.json?q=footbridge").json()["results"] == []
    assert not (public / "pages" / document_id).exists()
    assert b"footbridge" not in (public / "public.db").read_bytes()


def test_doctor_and_coverage_account_for_everything_given_in(run: Run, papers: Path, home: Path) -> None:
    (papers / "photo.jpg").write_bytes(b"x")
    (papers / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    run("ingest", papers)
    run("ingest", papers)
    said = run("doctor").output
    assert "given in: files: 3 stored" in said
    assert "given in: files: 1 ignored, ending" in said
    assert re.search(r"given in: files: 1 failed, \w+", said)
    assert "given in: list items:" in said
    run("publish")
    with served(home / "public" / "public.db") as base:
        counted = httpx.get(f"{base}/coverage.json").json()["accounts"]
    files = {(one["outcome"], one["count"]) for one in counted if one["what"] == "files"}
    assert files == {("stored", 3), ("ignored", 1), ("failed", 1)}


def test_a_lost_passage_is_found_by_the_doctor(run: Run, published: Path, home: Path) -> None:
    with closing(sqlite3.connect(home / "working.db")) as conn, conn:
        conn.execute("DELETE FROM passages WHERE number = 2")
    result = run("doctor")
    assert result.exit_code == 1
    assert "WRONG passages in order" in result.output
