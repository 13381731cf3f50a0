"""Faults of the machine: a full, read-only or lost disk, a broken or locked database, a clock set back, lost power.

Each leaves one clear line and an archive that loses nothing; docs/reliability.md lists them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import Result

from db.checkup import check_accounts, check_database
from db.connection import open_working
from minutebook import originals
from minutebook import run as running

from .conftest import MINUTES

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]


def program(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, as a person starts it."""
    command = [sys.executable, "-m", "minutebook.cli", *map(str, arguments)]
    environment = {**os.environ, **more}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=300)


def one_clear_line(result: subprocess.CompletedProcess[str]) -> str:
    """The error as it is told: no traceback, what happened and what to do."""
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    errors = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1, result.stderr
    return errors[0]


def sound(home: Path) -> None:
    with closing(sqlite3.connect(home / "working.db", isolation_level=None)) as conn:
        wrong = [check for check in (*check_database(conn), *check_accounts(conn)) if not check.ok]
    assert wrong == []


def documents(home: Path) -> list[tuple[str, ...]]:
    """What is held; nothing where the disk was full before the first table was made."""
    if not (home / "working.db").exists():
        return []
    with closing(sqlite3.connect(home / "working.db")) as conn:
        if conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone() is None:
            return []
        return conn.execute("SELECT id, status FROM documents ORDER BY id").fetchall()


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of its own of that size. Skips the test where this account may not mount one."""
    place.mkdir()
    options = f"size={kilobytes}k"
    mounted = shutil.which("mount") is not None and os.geteuid() == 0
    command = ["mount", "-t", "tmpfs", "-o", options, "minutebook-test", str(place)]
    if not mounted or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("mounting a small disk needs the rights of root")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def large_papers(folder: Path, number: int) -> Path:
    """Papers that fill a disk and are soon read: their weight is in a remark that no reader shows."""
    folder.mkdir()
    for one in range(number):
        lines = "".join(f"<p>{line}</p>" for line in MINUTES.format(number=one).splitlines())
        page = f"<html><body>{lines}<!-- {'weight ' * 40_000} --></body></html>"
        (folder / f"paper-{one:02}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.mark.parametrize("kilobytes", [200, 700, 1400, 2100])
def test_a_full_disk_is_one_clear_line_and_loses_nothing(tmp_path: Path, kilobytes: int) -> None:
    papers = large_papers(tmp_path / "many", 5)
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        home = disk / "data"
        full = program("ingest", papers, "--archive", home, "--workers", 1)
        assert "full" in one_clear_line(full) or "No space left" in full.stderr
        held = documents(home)
        if held:
            sound(home)
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        again = program("ingest", papers, "--archive", home, "--workers", 1)
        assert again.returncode in (0, 3), again.stderr
        assert len(documents(home)) == 5
        assert set(held) <= set(documents(home))
        sound(home)


def test_publishing_on_a_full_disk_leaves_what_was_public(tmp_path: Path) -> None:
    papers = large_papers(tmp_path / "many", 2)
    with small_disk(tmp_path / "disk", 200_000) as disk:
        home = disk / "data"
        assert program("ingest", papers, "--archive", home, "--workers", 1).returncode in (0, 3)
        assert program("publish", "--archive", home, "--workers", 1).returncode in (0, 3)
        before = (home / "public" / "public.db").read_bytes()
        used = shutil.disk_usage(disk).used // 1024 + 200
        subprocess.run(["mount", "-o", f"remount,size={used}k", str(disk)], check=True)
        one_clear_line(program("publish", "--archive", home, "--workers", 1))
        assert (home / "public" / "public.db").read_bytes() == before
        assert not list((home / "public").glob("*.draft"))


def test_a_read_only_disk_is_one_clear_line(tmp_path: Path, papers: Path) -> None:
    with small_disk(tmp_path / "disk", 100_000) as disk:
        home = disk / "data"
        assert program("ingest", papers, "--archive", home).returncode in (0, 3)
        before = documents(home)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for command in (("ingest", papers, "--force"), ("publish",), ("withdraw", before[0][0], "--why", "x")):
            assert "Error: " in one_clear_line(program(*command, "--archive", home))
        assert program("search", "footbridge", "--archive", home).returncode == 0, "reading goes on"
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert documents(home) == before
        sound(home)


def test_without_room_for_temporary_files_papers_still_come_in(tmp_path: Path, papers: Path, home: Path) -> None:
    with small_disk(tmp_path / "temporary", 4) as disk:
        (disk / "filler").write_bytes(bytes(4096))
        result = program("ingest", papers, "--archive", home, TMPDIR=str(disk), SQLITE_TMPDIR=str(disk))
        if result.returncode not in (0, 3):
            one_clear_line(result)
            assert program("ingest", papers, "--archive", home).returncode in (0, 3)
        assert len(documents(home)) == 3
        sound(home)


def test_a_locked_archive_is_waited_for_and_then_named(
    run: Run, papers: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("ingest", papers).exit_code in (0, 3)
    monkeypatch.setattr("db.connection.BUSY_TIMEOUT_MS", 50)
    with closing(open_working(home / "working.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        result = run("ingest", papers, "--force")
        other.rollback()
    assert result.exit_code == 1
    assert "locked" in result.stderr
    assert result.stderr.count("\n") == 1
    assert run("ingest", papers).exit_code in (0, 3)


def test_an_archive_that_is_locked_for_a_moment_is_waited_for(run: Run, papers: Path, home: Path) -> None:
    assert run("ingest", papers).exit_code in (0, 3)
    other = open_working(home / "working.db")
    other.execute("BEGIN IMMEDIATE")
    opened = threading.Event()
    real = running.open_working

    def opening(path: Path) -> sqlite3.Connection:
        opened.set()
        return real(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "open_working", opening)
        releasing = threading.Thread(target=lambda: (opened.wait(60), other.interrupt()), daemon=True)
        releasing.start()
        found: list[Result] = []
        working = threading.Thread(target=lambda: found.append(run("ingest", papers, "--force")))
        working.start()
        assert opened.wait(60)
        other.rollback()
        working.join(120)
    other.close()
    assert found[0].exit_code in (0, 3), found[0].stderr


@pytest.mark.parametrize("page", [0, 1, 5])
def test_a_corrupted_database_is_named_and_comes_back_from_a_backup(
    run: Run, papers: Path, home: Path, tmp_path: Path, page: int
) -> None:
    run("ingest", papers)
    before = documents(home)
    backup = tmp_path / "backup.db"
    assert run("backup", backup).exit_code == 0
    working = home / "working.db"
    spoiled = bytearray(working.read_bytes())
    spoiled[page * 4096 : page * 4096 + 4096] = os.urandom(4096)
    working.write_bytes(spoiled)
    for suffix in ("-wal", "-shm"):
        working.with_name(working.name + suffix).unlink(missing_ok=True)

    looked = run("doctor")
    assert looked.exit_code == 1
    assert "WRONG" in looked.stdout
    assert "backup" in looked.stdout, "the way back is named"
    assert "Traceback" not in looked.output
    # Where an index was hit, writing the copy anew mends it; otherwise there is no copy. Never one that is not whole.
    later = run("backup", tmp_path / "later.db")
    assert later.exit_code == (0 if (tmp_path / "later.db").exists() else 1)
    if later.exit_code == 0:
        with closing(sqlite3.connect(tmp_path / "later.db")) as conn:
            assert conn.execute("SELECT id, status FROM documents ORDER BY id").fetchall() == before

    working.rename(home / "broken.db")
    assert run("backup", backup, "--restore").exit_code == 0
    assert documents(home) == before
    assert run("doctor").exit_code == 0
    assert run("ingest", papers).stdout.splitlines()[-1] == "unchanged 3"


def test_lost_power_between_any_two_statements_leaves_a_whole_archive(
    papers: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies of the files as they lie between statements: what a machine finds that lost power just then."""
    snapshots: list[Path] = []
    reported: list[int] = []
    stored: list[int] = []
    real, count = running.open_working, 0

    def copy(_: str) -> None:
        nonlocal count
        count += 1
        if count % 19 == 0:
            folder = tmp_path / f"snapshot-{count}"
            folder.mkdir()
            for file in home.glob("working.db*"):
                if not file.name.endswith("-shm"):  # it lives in memory and is made anew
                    shutil.copy(file, folder / file.name)
            snapshots.append(folder)
            reported.append(len(stored))

    def open_traced(path: Path) -> sqlite3.Connection:
        conn = real(path)
        conn.set_trace_callback(copy)
        return conn

    monkeypatch.setattr(running, "open_working", open_traced)
    from minutebook.finding import find_files

    options = running.Options(workers=1, timeout=120)
    archive = running.ArchiveFolder(home)
    running.ingest(archive, find_files([papers]), options, on_file=lambda _: stored.append(1))
    assert len(stored) == 3
    assert len(snapshots) > 20
    for folder, at_least in zip(snapshots, reported, strict=True):
        for torn in (False, True):
            log = folder / "working.db-wal"
            if torn and log.exists() and log.stat().st_size > 5000:
                # The last write reached the disk in part only.
                os.truncate(log, log.stat().st_size - 1777)
            with closing(open_working(folder / "working.db")) as conn:
                wrong = [check for check in (*check_database(conn), *check_accounts(conn)) if not check.ok]
                assert wrong == []
                held = conn.execute("SELECT count(*) FROM documents").fetchone()[0]
                if not torn:
                    assert held >= at_least, "what was reported as stored is stored"


def test_a_clock_set_back_changes_nothing_that_is_there(
    run: Run, papers: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", papers)
    assert run("publish").exit_code in (0, 3)
    before = documents(home)
    monkeypatch.setattr(running, "now", lambda: "1999-01-01T00:00:00+00:00")
    assert run("ingest", papers).stdout.splitlines()[-1] == "unchanged 3"
    assert run("ingest", papers, "--force").stdout.splitlines()[-1] == "updated 3"
    assert documents(home) == before
    assert run("publish").exit_code in (0, 3)
    assert run("publish", "--undo").exit_code == 0
    assert run("doctor").exit_code == 0


def test_a_file_that_changes_while_it_is_read_is_told(
    run: Run, papers: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = originals.hash_file

    def hash_then_change(path: Path) -> str:
        sha256 = real(path)
        if path.name == "minutes-1.txt":
            with path.open("a", encoding="utf-8") as file:
                file.write("\nThe ferry too.")
        return sha256

    monkeypatch.setattr(running, "hash_file", hash_then_change)
    result = run("ingest", papers)
    assert result.exit_code == 4
    assert "changed while it was being read" in result.stderr
    assert len(documents(home)) == 2
    monkeypatch.undo()
    assert run("ingest", papers).stdout.splitlines()[-1] == "inserted 1, unchanged 2"
    sound(home)


def test_ingesting_while_the_site_serves_disturbs_no_reader(run: Run, papers: Path, home: Path) -> None:
    import urllib.request

    from archive.serving import served

    run("ingest", papers)
    run("publish")
    (papers / "minutes-4.txt").write_text(MINUTES.format(number=4), encoding="utf-8")
    failures: list[str] = []
    stop = threading.Event()
    with served(home / "public" / "public.db") as address:

        def read() -> None:
            while not stop.is_set():
                with urllib.request.urlopen(f"{address}/search.json?q=footbridge", timeout=60) as answer:
                    body = answer.read()
                    if answer.status != 200 or b'"ok":true' not in body:
                        failures.append(f"{answer.status} {body[:200]!r}")

        reader = threading.Thread(target=read)
        reader.start()
        outcome = run("ingest", papers, "--workers", 1)
        published = run("publish", "--workers", 1)
        stop.set()
        reader.join(60)
    assert outcome.exit_code in (0, 3)
    assert published.exit_code in (0, 3)
    assert failures == []
