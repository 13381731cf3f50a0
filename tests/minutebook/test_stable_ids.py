"""An address of a decision, figure or promise stays the same: read again, read into another archive, after an edit."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import MINUTES, Run

LISTS = (
    "decisions",
    "resolutions",
    "call_ins",
    "figures",
    "dates",
    "commitments",
    "citations",
    "people",
    "sections",
    "findings",
)
MORE = """
Children's social care
There were 212 children looked after at 31 March 2021, of whom 15 of 40 had moved. Spend of £1.2m against a budget of
£1.1m is an overspend of £100,000. A report will be brought to Cabinet in July 2021. The minutes of 2 March 2021 agreed.
"""
"""So that no list but the rarest is empty."""

Ids = dict[str, list[str]]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in (3, 4):
        (folder / f"record-{number}.txt").write_text(MINUTES.format(number=number) + MORE, encoding="utf-8")
    return folder


def ids(database: Path) -> Ids:
    """List to the ids in it, sorted, and the addresses of the papers."""
    with closing(sqlite3.connect(database)) as conn:
        return {
            name: sorted(row[0] for row in conn.execute(f"SELECT id FROM {name}")) for name in ("documents", *LISTS)
        }


def test_an_archive_built_anew_in_another_order_has_the_same_ids(run: Run, home: Path, notes: Path) -> None:
    run("ingest", notes)
    first = ids(home / "working.db")
    assert {name for name in LISTS if first[name]} >= {"decisions", "resolutions", "call_ins", "figures", "commitments"}
    (home / "working.db").rename(home.parent / "set-aside.db")
    for suffix in ("-wal", "-shm"):
        Path(f"{home / 'working.db'}{suffix}").unlink(missing_ok=True)
    for paper in sorted(notes.iterdir(), reverse=True):
        paper = paper.rename(paper.with_name(f"another name of {paper.name}"))
        run("ingest", paper)
    assert ids(home / "working.db") == first


def test_reading_again_after_an_edit_keeps_every_id_and_the_edit(run: Run, home: Path, notes: Path) -> None:
    run("ingest", notes)
    run("publish")
    first, public = ids(home / "working.db"), ids(home / "public" / "public.db")
    decision, call_in, figure = first["decisions"][0], first["call_ins"][0], first["figures"][0]
    for fact, change in ((decision, "title=Bridge"), (call_in, "deadline=2021-05-12"), (figure, "value=7")):
        assert run("correct", fact, change, "--who", "Pat", "--why", "misread").exit_code == 0
    for again in (("publish",), ("ingest", notes, "--force"), ("publish",)):
        run(*again)
        assert ids(home / "working.db") == first
        edited = ids(home / "public" / "public.db")
        assert {name: set(edited[name]) >= set(public[name]) for name in edited} == dict.fromkeys(edited, True)
    with closing(sqlite3.connect(home / "public" / "public.db")) as conn:
        assert conn.execute("SELECT title FROM decisions WHERE id = ?", (decision,)).fetchone() == ("Bridge",)
        found = conn.execute("SELECT deadline FROM call_ins WHERE id = ?", (call_in,)).fetchone()
        assert found == ("2021-05-12T23:59:59",)
        assert conn.execute("SELECT value FROM figures WHERE id = ?", (figure,)).fetchone() == (7.0,)
