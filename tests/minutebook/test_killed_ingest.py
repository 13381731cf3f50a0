"""Killed at any moment, an archive is as it was before or after a document, never between; a new run finishes it."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from db.checkup import check_accounts, check_database
from db.facts import FACT_LISTS

PAPERS = 40
KILLS = 8
WORDS = ("footbridge", "ferry", "survey", "shelter", "drain", "library", "allotment", "harbour", "lease", "grant")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Papers of different lengths, always the same ones."""
    chance = random.Random(1)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(PAPERS):
        clauses = [f"{n}. the {chance.choice(WORDS)} of ward {n} be approved." for n in range(1, chance.randint(2, 60))]
        body = "\n".join(["Saltmarsh District Council", f"Cabinet minute {number}", "", "RESOLVED that", *clauses])
        (folder / f"minute-{number:02}.txt").write_text(body, encoding="utf-8")
    return folder


def ingest(folder: Path, home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "minutebook.cli", "ingest", str(folder), "--archive", str(home), "--workers", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def facts_by_document(conn: sqlite3.Connection) -> dict[str, tuple[int, ...]]:
    tables = (*FACT_LISTS, "passages", "pages")
    counts = {}
    for (document_id,) in conn.execute("SELECT id FROM documents").fetchall():
        counts[document_id] = tuple(
            conn.execute(f"SELECT count(*) FROM {table} WHERE document_id = ?", (document_id,)).fetchone()[0]
            for table in tables
        )
    return counts


def wrongs(conn: sqlite3.Connection) -> list[Any]:
    return [check for check in (*check_database(conn), *check_accounts(conn)) if not check.ok]


def test_killed_at_random_moments_nothing_is_ever_half_in(folder: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    assert ingest(folder, whole).wait(timeout=120) in (0, 3)
    with closing(sqlite3.connect(whole / "working.db")) as conn:
        expected = facts_by_document(conn)
    assert len(expected) == PAPERS

    home = tmp_path / "killed"
    chance = random.Random(2)
    seen_between = 0
    for _ in range(KILLS):
        process = ingest(folder, home)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0.3, 2.0))
        process.kill()
        process.wait()
        if not (home / "working.db").exists():
            continue
        with closing(sqlite3.connect(home / "working.db", isolation_level=None)) as conn:
            if conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'decision_search'").fetchone() is None:
                continue
            held = facts_by_document(conn)
            seen_between += 0 < len(held) < PAPERS
            assert {document: expected[document] for document in held} == held
            assert wrongs(conn) == []

    assert ingest(folder, home).wait(timeout=120) in (0, 3)
    with closing(sqlite3.connect(home / "working.db", isolation_level=None)) as conn:
        assert facts_by_document(conn) == expected
        assert wrongs(conn) == []
