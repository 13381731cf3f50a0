"""`minutebook thread`: the life and the subject of a paper, as published, and a person's word on a link."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import Run

REPORT = """Saltmarsh District Council
Report to Cabinet
Meeting of Cabinet to be held on Tuesday {day}

Renewal of the sea wall at Gull Point

Recommendations
1. That the renewal of the sea wall at Gull Point be approved.

Background
The sea wall at Gull Point was built in 1934. Waves go over it each winter.
"""
RECORD = """Saltmarsh District Council
Cabinet Decision Record

Meeting of Cabinet held on Tuesday {day}

Renewal of the sea wall at Gull Point

RESOLVED that the renewal of the sea wall at Gull Point be approved.

Call in
Midnight on Tuesday 11 May 2021
"""


@pytest.fixture
def ids(run: Run, tmp_path: Path) -> dict[str, str]:
    """File name to id of two papers on one subject, published."""
    folder = tmp_path / "wall"
    folder.mkdir()
    (folder / "report.txt").write_text(REPORT.format(day="4 May 2021"), encoding="utf-8")
    (folder / "record.txt").write_text(RECORD.format(day="4 May 2021"), encoding="utf-8")
    found = [json.loads(line) for line in run("ingest", folder, "--json").stdout.splitlines()]
    run("publish", "--no-pictures")
    return {Path(one["path"]).name: one["document_id"] for one in found if "path" in one}


def test_a_life_is_told_as_it_stood_on_the_day(run: Run, ids: dict[str, str]) -> None:
    open_then = run("thread", ids["record.txt"], "--as-at", "2021-05-10").stdout
    over_now = run("thread", ids["record.txt"], "--as-at", "2021-06-01").stdout
    assert "as at 2021-05-10: Open to call-in until 11 May 2021" in open_then
    assert "as at 2021-06-01: Call-in period over" in over_now


def test_the_papers_of_a_subject_are_told_with_their_reason(run: Run, ids: dict[str, str]) -> None:
    found = json.loads(run("thread", ids["report.txt"], "--json").stdout)
    assert {one["document_id"] for one in found["topic"]} == set(ids.values())
    assert all(one["reason"] and one["name"] for one in found["topic"])


def test_papers_that_somebody_set_apart_are_apart_after_the_next_publishing(run: Run, ids: dict[str, str]) -> None:
    one, other = ids.values()
    assert run("thread", one, "--apart", other, "--why", "two walls").exit_code == 0
    run("publish", "--no-pictures")
    answer = run("thread", one, "--json")
    assert answer.exit_code or json.loads(answer.stdout)["topic"] == []


@pytest.mark.parametrize(("policy", "shown"), [("", "a member of staff"), ('corrected_by = ""', "Pat Quill")])
def test_who_tied_papers_is_public_only_as_the_policy_says(
    run: Run, ids: dict[str, str], home: Path, policy: str, shown: str
) -> None:
    (home / "policy.toml").write_text(f"[public]\n{policy}\n", encoding="utf-8")
    one, other = ids.values()
    assert run("thread", one, "--apart", other, "--why", "two walls", "--who", "Pat Quill").exit_code == 0
    run("publish", "--no-pictures")
    with closing(sqlite3.connect(home / "public" / "public.db")) as conn:
        assert conn.execute("SELECT who FROM link_corrections").fetchall() == [(shown,)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--apart", "0123456789ab"), "--why"),
        (("--apart", "0123456789ab", "--together", "0123456789ab", "--why", "x"), "one of them"),
        (("--as-at", "tomorrow"), "2024-01-31"),
    ],
)
def test_what_is_asked_wrongly_is_said_plainly(
    run: Run, ids: dict[str, str], arguments: tuple[str, ...], said: str
) -> None:
    answer = run("thread", ids["report.txt"], *arguments)
    assert answer.exit_code == 2
    assert said in answer.stderr


def test_a_link_needs_two_papers_of_the_archive(run: Run, ids: dict[str, str]) -> None:
    answer = run("thread", ids["report.txt"], "--apart", "0123456789ab", "--why", "no such paper")
    assert answer.exit_code == 1
    assert "are not two papers or decisions of this archive" in answer.stderr


def test_an_id_that_nothing_ties_is_said_to_be_so(run: Run, ids: dict[str, str]) -> None:
    assert "nothing that is published ties" in run("thread", "0123456789ab").stderr
