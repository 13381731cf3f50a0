"""What publishing does for a paper does not grow with the papers beside it: work is counted, not timed."""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from benchmarks.archive_maker import store_papers
from benchmarks.record_maker import USUAL, paper
from db.policy import Policy
from db.publish import build_public
from db.publish_tables import write_out
from db.threads import topics

STEPS = 100
"""SQLite's virtual machine is counted in so many instructions."""
MANY = 400
"""Calls from which a function's growth is looked at: below, start and end of the work count for too much."""


@dataclass
class Work:
    """Instructions of SQLite in hundreds, and calls of each Python function."""

    sql: int = 0
    calls: Counter[CodeType] = field(default_factory=Counter)

    def grown(self, since: Work) -> dict[str, float]:
        """How many times as often each function of the program is called; of keys to sort by, chance decides."""
        return {
            f"{code.co_filename.rpartition('/')[2]}:{code.co_qualname}": count / since.calls[code]
            for code, count in self.calls.items()
            if since.calls[code] >= MANY and "<lambda>" not in code.co_qualname
        }


def publishing(numbers: Iterable[int], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """The work of publishing these invented papers."""
    working, work = folder / "working.db", Work()
    store_papers(working, map(paper, numbers))
    connect = sqlite3.connect

    def step() -> int:
        work.sql += 1
        return 0

    def counted(*args: Any, **named: Any) -> sqlite3.Connection:
        conn = connect(*args, **named)
        conn.set_progress_handler(step, STEPS)
        return conn

    def called(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and "/db/" in frame.f_code.co_filename:
            work.calls[frame.f_code] += 1

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", counted)
        sys.setprofile(called)
        try:
            build_public(working, folder / "public.db", Policy(), published_at="2026-01-01", software_version="test")
        finally:
            sys.setprofile(None)
    return work


def of_councils(count: int, papers: int) -> list[int]:
    return [council * USUAL.papers + number for council in range(count) for number in range(papers)]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("few", "many"):
        (tmp_path / name).mkdir()
    return tmp_path / "few", tmp_path / "many"


def test_twice_the_councils_are_twice_the_work(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    few = publishing(of_councils(2, 40), folders[0], monkeypatch)
    many = publishing(of_councils(4, 40), folders[1], monkeypatch)
    assert many.sql < 2.2 * few.sql
    assert {name: times for name, times in many.grown(few).items() if times > 2.5} == {}


def test_twice_the_papers_of_a_council_are_no_four_times_the_work(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Papers of a subject are compared in pairs until so many share a word; here that is reached early.
    monkeypatch.setattr(topics, "COMMONEST", 6)
    few = publishing(of_councils(1, 120), folders[0], monkeypatch)
    many = publishing(of_councils(1, 240), folders[1], monkeypatch)
    assert many.sql < 2.3 * few.sql
    assert {name: times for name, times in many.grown(few).items() if times > 3.5} == {}


def test_clauses_outside_decisions_are_looked_for_in_their_own_paper(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports recommend and decide nothing: each was looked through for the clauses of each other."""
    reports = [number for number in range(800) if number % 10 in (7, 8)]
    steps = []
    for folder, count in zip(folders, (80, 160), strict=True):
        store_papers(folder / "working.db", map(paper, reports[:count]))
        with closing(sqlite3.connect(folder / "working.db")) as conn:
            taken = [0]
            conn.set_progress_handler(partial(_one_more, taken), STEPS)
            write_out(conn)
            steps.append(taken[0])
    assert steps[1] < 2.3 * steps[0]


def _one_more(taken: list[int]) -> int:
    taken[0] += 1
    return 0
