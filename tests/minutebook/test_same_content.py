"""The same files give the same archive: in any order, with any number of workers, read once or again."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from db.content_hash import HANDLES, LOGS, content_hash, table_hash
from extractors.vocabulary import load

Run = Callable[..., Result]
KNOWN = load("councils")["council"][0]["name"]
"""Only papers of councils that are known are tied to their earlier versions."""
CORPUS = Path(__file__).parents[2] / "corpus"

VERSIONS = """{council}
Cabinet
{state}
Minutes of the meeting held on Tuesday 4 May 2021

1. New footbridge at Mill Lane
RESOLVED that the new footbridge be approved at a cost of £{cost},000.

2. Winter ferry timetable
RESOLVED that the timetable be noted, and that a report be brought back in June 2021.
The number of passengers was {cost},431 in 2020/21.
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The papers of the corpus and three states of one paper, two of which say nothing of when they were made."""
    folder = tmp_path_factory.mktemp("papers")
    made = [path for path in sorted(CORPUS.iterdir()) if path.suffix in (".pdf", ".txt", ".docx", ".html")]
    for number, state in enumerate(("Draft", "Unconfirmed", "Confirmed", "Corrected")):
        path = folder / f"state-{number}.txt"
        path.write_text(VERSIONS.format(council=KNOWN, state=state, cost=120 + number), encoding="utf-8")
        made.append(path)
    return made


def ingested(run: Run, home: Path, files: list[Path], workers: int) -> dict[str, str]:
    """Table by table, so that a difference says where it is."""
    assert run("ingest", *files, "--workers", workers, "--archive", home, archive=False).exit_code in (0, 3)
    return hashes(home / "working.db")


def hashes(database: Path) -> dict[str, str]:
    with closing(sqlite3.connect(database)) as conn:
        names = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        virtual = [name for name in names if "_fts" in name or name.startswith("sqlite_")]
        found = {name: table_hash(conn, name) for name in names if name not in LOGS and name not in virtual}
        return {**found, "everything": content_hash(conn)}


def test_order_and_workers_make_no_difference(run: Run, tmp_path: Path, files: list[Path]) -> None:
    first = ingested(run, tmp_path / "first", files, 1)
    assert len(first) > 20
    for number, workers in enumerate((2, 1, 2)):
        shuffled = random.Random(number).sample(files, len(files))
        again = ingested(run, tmp_path / f"again-{number}", shuffled, workers)
        assert again == first, f"order {[path.name for path in shuffled]}"


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
    ],
)
def test_the_surroundings_make_no_difference(tmp_path: Path, files: list[Path], settings: dict[str, str]) -> None:
    """Another seed of hashing, time zone, language, folder for temporary files, current folder, name of the archive,
    order and number of workers: all at once, in a process of its own."""
    plain = apart(files, tmp_path / "data", 1, {"PYTHONHASHSEED": "0", "TZ": "UTC"}, tmp_path)
    other = tmp_path / "élan of an archive" / "v2"
    temporary = tmp_path / "elsewhere"
    temporary.mkdir()
    shuffled = random.Random(settings["TZ"]).sample(files, len(files))
    assert apart(shuffled, other, 3, {**settings, "TMPDIR": str(temporary)}, temporary) == plain


def apart(files: list[Path], home: Path, workers: int, settings: dict[str, str], here: Path) -> dict[str, str]:
    command = [sys.executable, "-m", "minutebook.cli", "ingest", *files, "--workers", workers, "--archive", home]
    environment = {**os.environ, **settings, "PYTHONPATH": str(CORPUS.parent)}
    done = subprocess.run(
        [str(part) for part in command], env=environment, cwd=here, capture_output=True, text=True, timeout=600
    )
    assert done.returncode in (0, 3), done.stderr
    return hashes(home / "working.db")


def test_file_by_file_gives_what_one_run_gives(
    run: Run, tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All in one second: of versions that do not say which is the later one, that which came in later is."""
    monkeypatch.setattr("minutebook.run.now", lambda: "2026-01-05T09:30:00+00:00")
    texts = [path for path in files if path.suffix == ".txt"]
    whole = ingested(run, tmp_path / "whole", texts, 2)
    for path in texts:
        apart = ingested(run, tmp_path / "apart", [path], 1)
    assert apart == whole


def test_reading_everything_again_changes_nothing(run: Run, tmp_path: Path, files: list[Path]) -> None:
    texts = [path for path in files if path.suffix == ".txt"]
    first = ingested(run, tmp_path / "data", texts, 2)
    run("ingest", *texts, "--force", "--archive", tmp_path / "data", archive=False)
    assert hashes(tmp_path / "data" / "working.db") == first


def test_publishing_twice_gives_the_same_public_archive(run: Run, tmp_path: Path, files: list[Path]) -> None:
    found = []
    for number in range(2):
        home = tmp_path / f"data-{number}"
        ingested(run, home, files[::-1] if number else files, 2)
        assert run("publish", "--no-pictures", "--archive", home, archive=False).exit_code == 0
        found.append(hashes(home / "public" / "public.db"))
    assert found[0] == found[1]


def test_the_hash_is_printed_and_changes_with_one_letter(run: Run, home: Path, papers: Path) -> None:
    run("ingest", papers)
    before = run("stats", "--hash").stdout.strip()
    assert len(before) == 64
    with closing(sqlite3.connect(home / "working.db")) as conn:
        conn.execute("UPDATE documents SET title = title || '.' WHERE filename = 'minutes-1.txt'")
        conn.commit()
    assert run("stats", "--hash").stdout.strip() != before


def test_what_is_left_out_of_the_hash_is_there_to_be_left_out(run: Run, home: Path, papers: Path) -> None:
    """A table or column that was renamed would silently count, or silently not."""
    run("ingest", papers)
    run("publish", "--no-pictures")
    columns: set[str] = set()
    names: set[str] = set()
    for database in ("working.db", "public/public.db"):
        with closing(sqlite3.connect(home / database)) as conn:
            tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            names.update(tables)
            columns.update(row[1] for name in tables for row in conn.execute(f'PRAGMA table_info("{name}")'))
    assert set(HANDLES) <= columns
    assert set(LOGS) <= names
