"""Councils and metrics of the vocabulary in the archive: brought up to date when it changed, and only then."""

from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path

import pytest

from db import reference
from db.connection import open_working
from db.reference import slug, sync_reference


@pytest.fixture
def conn(tmp_path: Path) -> sqlite3.Connection:
    return open_working(tmp_path / "working.db")


def write_vocabulary(folder: Path, monkeypatch: pytest.MonkeyPatch, council: str, synonym: str) -> None:
    (folder / "councils.toml").write_text(f'[[council]]\nname = "{council}"\nnation = "england"\n', encoding="utf-8")
    metric = f'[[metric]]\nid = "berths"\nname = "Berths let"\nsynonyms = ["{synonym}"]\n'
    (folder / "metrics.toml").write_text(metric, encoding="utf-8")
    monkeypatch.setattr(reference, "files", lambda _: folder)
    monkeypatch.setattr(
        reference, "load", lambda name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    )


def held(conn: sqlite3.Connection, sql: str) -> list[str]:
    return [row[0] for row in conn.execute(sql)]


def test_a_new_archive_knows_the_councils_and_metrics_of_the_vocabulary(conn: sqlite3.Connection) -> None:
    sync_reference(conn)
    assert held(conn, "SELECT id FROM councils")
    assert held(conn, "SELECT alias FROM metric_aliases")


def test_nothing_is_written_where_the_vocabulary_is_still_the_one(conn: sqlite3.Connection) -> None:
    sync_reference(conn)
    before = conn.total_changes
    sync_reference(conn)
    assert conn.total_changes == before


def test_a_changed_vocabulary_is_taken_up(
    conn: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_vocabulary(tmp_path, monkeypatch, "Saltmarsh District Council", "moorings let")
    sync_reference(conn)
    write_vocabulary(tmp_path, monkeypatch, "Fenwick Borough Council", "berths taken")
    sync_reference(conn)
    assert held(conn, "SELECT name FROM councils ORDER BY name") == [
        "Fenwick Borough Council",
        "Saltmarsh District Council",
    ]
    assert held(conn, "SELECT alias FROM metric_aliases") == ["berths taken"]


def test_a_sync_that_fails_is_done_again_the_next_time(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(reference, "_sync_metrics", fail)
        with pytest.raises(sqlite3.OperationalError):
            sync_reference(conn)
    assert held(conn, "SELECT id FROM councils") == []
    sync_reference(conn)
    assert held(conn, "SELECT id FROM metrics")


def test_a_name_becomes_an_id_of_plain_letters() -> None:
    assert slug("Ynys Môn & St. Brides Council") == "ynys-mon-st-brides-council"
