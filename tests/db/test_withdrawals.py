"""What was taken back stays back: whole papers and words, through new readings, data, search and old files."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.policy import Policy
from db.publish import build_public, build_without
from db.search import search
from db.withdrawals import NoSuchWords, redact, redacted_places, redactions, restore, undo_redaction, withdraw

from .conftest import unsound

NAME = "Priya Nair"


def public(archive_path: Path, target: Path) -> sqlite3.Connection:
    build_public(archive_path, target, Policy(names=True), published_at="2022", software_version="1")
    return sqlite3.connect(target, isolation_level=None)


def test_redacted_words_are_in_no_byte_of_what_is_public(
    archive: sqlite3.Connection, archive_path: Path, stored: Any, tmp_path: Path
) -> None:
    read = stored()
    assert redact(archive, read[0].id, "priya  nair", why="a private person", who="Pat", at="2022") == 1
    conn = public(archive_path, tmp_path / "public.db")
    assert conn.execute("SELECT length(text) FROM documents").fetchone() == (len(read[0].text),)
    assert conn.execute("SELECT count(*) FROM people").fetchone() == (0,)
    assert search(conn, "nair").total == 0
    assert unsound(conn) == []
    conn.close()
    content = (tmp_path / "public.db").read_bytes().lower()
    assert b"nair" not in content
    assert b"a private person" not in content


def test_figures_and_clauses_with_redacted_words(
    archive: sqlite3.Connection, archive_path: Path, stored: Any, tmp_path: Path
) -> None:
    read = stored()
    redact(archive, read[0].id, "at a cost of £1.2m", why="price of a contract", who="Pat", at="2022")
    conn = public(archive_path, tmp_path / "public.db")
    assert conn.execute("SELECT count(*) FROM figures").fetchone() == (0,)
    (text,) = conn.execute("SELECT text FROM resolutions").fetchone()
    assert text.startswith("The footbridge be approved ••")
    conn.close()
    assert b"1.2m" not in (tmp_path / "public.db").read_bytes()


def test_a_redaction_outlives_a_new_reading_that_moves_the_words(
    archive: sqlite3.Connection, archive_path: Path, paper: Any, put: Any, tmp_path: Path
) -> None:
    read = paper("Notice", f"Write to {NAME} about it.")
    put(read)
    redact(archive, read[0].id, NAME, why="private", who="Pat", at="2022")
    moved = replace(paper("Notice", f"Or else write to\n{NAME} about it.")[0], sha256=read[0].sha256)
    record = replace(read[1], document=replace(read[1].document, sha256=read[0].sha256))
    assert put((moved, record), version="2") == "updated"
    public(archive_path, tmp_path / "public.db").close()
    assert b"Nair" not in (tmp_path / "public.db").read_bytes()


def test_words_that_are_not_there_are_told(archive: sqlite3.Connection, stored: Any) -> None:
    read = stored()
    for words in ("Nobody Atall", "  "):
        with pytest.raises(NoSuchWords):
            redact(archive, read[0].id, words, why="x", who="Pat", at="2022")
    assert redactions(archive) == ()


def test_a_redaction_can_be_taken_back(archive: sqlite3.Connection, stored: Any) -> None:
    read = stored()
    redact(archive, read[0].id, NAME, why="x", who="Pat", at="2022")
    (one,) = redactions(archive, read[0].id)
    assert undo_redaction(archive, one.id, at="2023")
    assert redactions(archive) == ()
    assert not undo_redaction(archive, one.id, at="2023")


def test_words_are_found_over_line_ends_and_in_any_capitals() -> None:
    assert redacted_places("PRIYA\n  nair, Priya Nairn", [NAME]) == [(0, 12), (14, 24)]


def test_a_withdrawal_takes_one_paper_out_of_what_is_public_and_publishes_nothing_else(
    archive: sqlite3.Connection, archive_path: Path, paper: Any, put: Any, tmp_path: Path
) -> None:
    gone, kept = paper("Gone", "Quinces were taken back."), paper("Kept", "Medlars stay.")
    put(gone)
    put(kept)
    public(archive_path, tmp_path / "public.db").close()
    put(paper("Later", "Not published yet."))
    withdraw(archive, gone[0].id, why="wrong paper", who="Pat", at="2022-03-01")
    build_without(tmp_path / "public.db", tmp_path / "next.db", gone[0].id, why="wrong paper", at="2022-03-01")
    conn = sqlite3.connect(tmp_path / "next.db", isolation_level=None)
    assert conn.execute("SELECT title FROM documents").fetchall() == [("Kept",)]
    assert conn.execute("SELECT document_id, why FROM withdrawn").fetchall() == [(gone[0].id, "wrong paper")]
    assert unsound(conn) == []
    conn.close()
    assert b"uinces" not in (tmp_path / "next.db").read_bytes()


def test_a_withdrawal_outlives_a_new_reading_and_can_be_lifted(
    archive: sqlite3.Connection, archive_path: Path, paper: Any, put: Any, tmp_path: Path
) -> None:
    read = paper()
    put(read)
    withdraw(archive, read[0].id, why="x", who="Pat", at="2022")
    put(read, version="2")
    conn = public(archive_path, tmp_path / "public.db")
    assert conn.execute("SELECT count(*) FROM documents").fetchone() == (0,)
    conn.close()
    assert restore(archive, read[0].id, at="2023")
    assert not restore(archive, read[0].id, at="2023")
