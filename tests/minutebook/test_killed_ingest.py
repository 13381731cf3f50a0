"""Killed at any moment, an archive is as it was before or after a document, never between; a new run finishes it.

The moment is chosen exactly, not by the clock: the process kills itself just before its N-th SQL statement.
"""

from __future__ import annotations

import json
import pickle
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.checkup import check_accounts, check_database
from db.facts import FACT_LISTS
from minutebook.work import PreparedFile, prepare

PAPERS = 6
KILLS = 24
WORDS = ("footbridge", "ferry", "survey", "shelter", "drain", "library", "allotment", "harbour", "lease", "grant")

# The program with two changes: papers come ready read (so that each trial is quick), and it dies at a given statement.
PROGRAM = """
import os, pickle, signal, sys
import minutebook.run as run
from minutebook.finding import find_files
from minutebook.pool import Done
from minutebook.settings import ArchiveFolder
from pathlib import Path

folder, home, ready, fatal, force = sys.argv[1:]
prepared = pickle.loads(Path(ready).read_bytes())
real_open, seen = run.open_working, 0

def count(statement):
    global seen
    seen += 1
    if seen == int(fatal):
        os.kill(os.getpid(), signal.SIGKILL)

def open_traced(path):
    conn = real_open(path)
    conn.set_trace_callback(count)
    return conn

run.open_working = open_traced
run.run_tasks = lambda work, tasks, **_: (Done(task, prepared[task.key]) for task in tasks)
options = run.Options(workers=1, timeout=60, force=force == "force")
run.ingest(ArchiveFolder(Path(home)), find_files([Path(folder)]), options)
print(seen)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Papers of different lengths, always the same ones, and a file that cannot be read."""
    chance = random.Random(1)
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(PAPERS):
        clauses = [f"{n}. the {chance.choice(WORDS)} of ward {n} be approved." for n in range(1, chance.randint(3, 20))]
        body = "\n".join(["Saltmarsh District Council", f"Cabinet minute {number}", "", "RESOLVED that", *clauses])
        (folder / f"minute-{number:02}.txt").write_text(body, encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture
def ready(folder: Path, tmp_path: Path) -> Path:
    results = {}
    for path in sorted(folder.iterdir()):
        result = prepare(path, path.name)
        sha256 = result.rows.sha256 if isinstance(result, PreparedFile) else EMPTY
        results[sha256] = result
    target = tmp_path / "ready.pickle"
    target.write_bytes(pickle.dumps(results))
    return target


EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def ingest(folder: Path, home: Path, ready: Path, *, fatal: int, force: bool = False) -> tuple[int, int]:
    """Run the program; its return code, and how many statements it made where it came to its end."""
    arguments = [str(folder), str(home), str(ready), str(fatal), "force" if force else ""]
    answer = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True)
    assert answer.returncode in (0, -signal.SIGKILL), answer.stderr
    return answer.returncode, int(answer.stdout or 0)


def content(home: Path) -> dict[str, list[Any]]:
    """What the archive says of each document: its rows in every table, without handles and the clock."""
    found: dict[str, list[Any]] = {}
    with closing(sqlite3.connect(home / "working.db")) as conn:
        conn.row_factory = sqlite3.Row
        for table in (*FACT_LISTS, "passages", "pages", "tables", "table_cells", "file_names"):
            for row in conn.execute(f"SELECT * FROM {table}").fetchall():
                kept = {key: row[key] for key in row.keys() if key != "search_key"}  # noqa: SIM118 - a Row has no items
                found.setdefault(row["document_id"], []).append(json.dumps([table, kept], sort_keys=True))
        for row in conn.execute("SELECT id, status, title, text FROM documents").fetchall():
            found.setdefault(row["id"], []).append(json.dumps(tuple(row)))
    return {document: sorted(rows) for document, rows in found.items()}


def wrongs(home: Path) -> list[Any]:
    with closing(sqlite3.connect(home / "working.db", isolation_level=None)) as conn:
        return [check for check in (*check_database(conn), *check_accounts(conn)) if not check.ok]


def test_killed_at_any_statement_nothing_is_ever_half_in(folder: Path, ready: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    code, statements = ingest(folder, whole, ready, fatal=0)
    expected = content(whole)
    assert (code, len(expected), wrongs(whole)) == (0, PAPERS + 1, [])

    home = tmp_path / "killed"
    chance = random.Random(2)
    killed = between = 0
    for _ in range(KILLS):
        code, _ = ingest(folder, home, ready, fatal=chance.randint(1, statements), force=True)
        if code == 0:
            # A run on an archive that has the vocabulary already may end before so many statements: begin anew.
            shutil.rmtree(home)
            continue
        assert code == -signal.SIGKILL
        killed += 1
        held = content(home)
        between += 0 < len(held) < len(expected)
        assert {document: expected[document] for document in held} == held
        assert wrongs(home) == []
    assert killed > KILLS / 2
    assert between > 0

    assert ingest(folder, home, ready, fatal=0)[0] == 0
    assert content(home) == expected
    assert wrongs(home) == []


def test_two_ingests_at_once_store_every_paper_once(folder: Path, ready: Path, tmp_path: Path) -> None:
    home = tmp_path / "both"
    arguments = [sys.executable, "-c", PROGRAM, str(folder), str(home), str(ready), "0", ""]
    both = [subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    alone = tmp_path / "alone"
    ingest(folder, alone, ready, fatal=0)
    assert content(home) == content(alone)
    assert wrongs(home) == []
    with closing(sqlite3.connect(home / "working.db")) as conn:
        assert conn.execute("SELECT count(*) FROM run_files WHERE outcome = 'inserted'").fetchone() == (PAPERS,)
