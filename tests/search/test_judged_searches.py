"""The ranking, measured: what a member looks for comes first in the searches that people judged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.search_quality import JudgedSearch, judged, make, mean, ndcg, scores
from db.search import Weights, search

PAPERS, SEARCHES = judged()
LEAST = 0.9


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    conn = make(tmp_path_factory.mktemp("judged") / "judged.db", PAPERS)
    yield conn
    conn.close()


def test_enough_searches_are_judged_and_some_must_find_nothing() -> None:
    assert len(SEARCHES) >= 40
    assert sum(not one.relevant for one in SEARCHES) >= 5
    assert len({one.typed for one in SEARCHES}) == len(SEARCHES)


def test_the_best_comes_first(archive: sqlite3.Connection) -> None:
    found = scores(archive, SEARCHES, Weights())
    worst = sorted(found, key=lambda one: one.ndcg)[:5]
    assert mean(found) >= LEAST, worst


@pytest.mark.parametrize("one", [one for one in SEARCHES if not one.relevant], ids=lambda one: str(one.typed))
def test_nothing_is_found_where_nothing_is_held(archive: sqlite3.Connection, one: JudgedSearch) -> None:
    assert search(archive, one.typed).total == 0


def test_a_title_counts_for_something(archive: sqlite3.Connection) -> None:
    """The measure can fall: weights that bury titles rank worse."""
    assert mean(scores(archive, SEARCHES, Weights(0.01, 0.01, 0.01, 10))) < mean(scores(archive, SEARCHES, Weights()))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=10))
def test_the_best_order_scores_one_and_no_order_more(grades: list[int]) -> None:
    assert ndcg(sorted(grades, reverse=True), grades) == pytest.approx(1.0)
    assert ndcg(grades, grades) <= 1.0 + 1e-9
