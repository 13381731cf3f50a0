"""Searching an archive: one result a decision, the best first, and help where there is none."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import Any

import pytest

from db.search import Facet, Filters, Page, facets, search


def titles(conn: sqlite3.Connection, typed: str, **options: Any) -> list[str | None]:
    return [hit.title for hit in search(conn, typed, **options).hits]


def test_passages_of_a_decision_come_as_one_result(stocked: sqlite3.Connection) -> None:
    results = search(stocked, "called in midnight")
    assert results.total == 1
    hit = results.hits[0]
    assert hit.decision_id is not None
    assert hit.passage_id is not None
    assert (hit.page, hit.passages, hit.date, hit.outcome) == (1, 1, "2021-05-04", "decided")


def test_a_word_in_a_title_counts_more_than_one_in_passing(stocked: sqlite3.Connection) -> None:
    assert titles(stocked, "footbridge") == ["New footbridge at Mill Lane", "Drainage survey"]
    assert titles(stocked, "survey")[0] == "Drainage survey"


def test_words_of_title_and_clause_are_found_together(stocked: sqlite3.Connection) -> None:
    assert titles(stocked, "mill approved") == ["New footbridge at Mill Lane"]


def test_stems_and_synonyms_are_found(stocked: sqlite3.Connection) -> None:
    assert titles(stocked, "footbridges") == titles(stocked, "footbridge")
    assert titles(stocked, "LAC") == ["Drainage survey"]
    assert titles(stocked, "LAC", synonyms=False) == []


def test_the_snippet_marks_the_words(stocked: sqlite3.Connection) -> None:
    (hit,) = search(stocked, "paint dear").hits
    assert [piece.text for piece in hit.snippet if piece.marked] == ["Paint", "dear"]


def test_filters_limit_and_are_inclusive(stocked: sqlite3.Connection) -> None:
    assert len(titles(stocked, "footbridge", filters=Filters(date_from="2021-05-04", date_to="2021-05-04"))) == 2
    assert titles(stocked, "footbridge", filters=Filters(date_from="2021-05-05")) == []
    assert titles(stocked, "footbridge", filters=Filters(effect="delegated")) == ["New footbridge at Mill Lane"]
    assert titles(stocked, "footbridge", filters=Filters(outcome="decided")) == ["New footbridge at Mill Lane"]
    assert titles(stocked, "footbridge", filters=Filters(council="Elsewhere Council")) == []


def test_an_empty_filter_does_not_limit(stocked: sqlite3.Connection) -> None:
    assert len(titles(stocked, "footbridge", filters=Filters("", "", "", "", "", "", ""))) == 2


def test_pages_of_results_add_up(stocked: sqlite3.Connection) -> None:
    first = search(stocked, "lane OR footbridge", page=Page(2, 0))
    second = search(stocked, "lane OR footbridge", page=Page(2, 2))
    past_the_end = search(stocked, "lane OR footbridge", page=Page(2, 50))
    assert first.total == second.total == past_the_end.total == 3
    assert len({hit.document_id for hit in first.hits + second.hits}) == 3
    assert past_the_end.hits == ()


def test_facets_count_all_results(stocked: sqlite3.Connection) -> None:
    found = facets(stocked, "footbridge")
    assert Facet("outcome", "decided", 1) in found
    assert Facet("year", "2021", 2) in found
    assert Facet("effect", "approved", 1) in found
    assert facets(stocked, '"') == ()


def test_a_misspelt_word_gets_a_suggestion(stocked: sqlite3.Connection) -> None:
    results = search(stocked, "fotbridge Lane")
    assert (results.total, results.did_you_mean) == (0, "footbridge Lane")


def test_a_known_word_gets_none(stocked: sqlite3.Connection) -> None:
    assert search(stocked, "shelters").did_you_mean is None
    assert search(stocked, "zzzzzz").did_you_mean is None


@pytest.mark.parametrize("typed", ["", '"', "NEAR(", "*", "x" * 10_000, "a" * 400 + '"', "-only", "') OR 1=1 --"])
def test_no_input_is_an_error(stocked: sqlite3.Connection, typed: str) -> None:
    results = search(stocked, typed)
    assert results.hits == ()
    assert facets(stocked, typed) == ()


def test_search_needs_neither_reader_nor_extractor() -> None:
    """The public site imports it in a process that must not be able to open papers."""
    code = "import db.search, sys; print(sorted({m.split('.')[0] for m in sys.modules} & set(%r)))"
    unwanted = ["ingest", "extractors", "pymupdf", "spacy", "sqlite_utils", "click"]
    answer = subprocess.run([sys.executable, "-c", code % unwanted], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_words_apart_from_each_other_are_found_in_one_decision(stocked: sqlite3.Connection) -> None:
    """No passage holds both; the decision does."""
    assert titles(stocked, "footbridge midnight")[0] == "New footbridge at Mill Lane"


def test_very_common_words_give_the_best_and_say_that_there_are_more(
    stocked: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = search(stocked, "the OR footbridge OR mill")
    assert every.complete
    monkeypatch.setattr("db.found.RANKED", 1)
    some = search(stocked, "the OR footbridge OR mill")
    assert not some.complete
    assert 0 < some.total <= every.total
    assert search(stocked, "the OR footbridge OR mill", filters=Filters(date_from="2000-01-01")).complete
    assert search(stocked, "the OR footbridge OR mill", order="newest").total == every.total


def test_how_many_there_are_is_told_alike_wherever_in_the_index_they_stand(
    stocked: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether there are too many to rank is guessed by the newest entries; the guess must not change the answer."""
    monkeypatch.setattr("db.found.RANKED", 1)
    assert search(stocked, "midnight").complete  # one entry, of the oldest paper
    assert not search(stocked, "footbridge").complete  # in four, none of them among the newest
    monkeypatch.setattr("db.found.RANKED", 100)
    assert search(stocked, "footbridge").complete


def test_another_spelling_is_offered_only_where_it_finds_something(stocked: sqlite3.Connection) -> None:
    assert search(stocked, "fotbridge zzzzzz").did_you_mean is None


@pytest.mark.parametrize(
    "typed",
    [
        "what did Cabinet decide about the footbridge at Mill Lane?",
        "can the Mill Lane footbridge still be called in",
        "footbridge call-in deadline",
    ],
)
def test_a_question_finds_what_it_is_about_and_says_what_was_left_out(stocked: sqlite3.Connection, typed: str) -> None:
    results = search(stocked, typed)
    assert "New footbridge at Mill Lane" in [hit.title for hit in results.hits][:1]
    assert "Searched without the words" in results.query.notes[0]


def test_a_question_about_nothing_held_finds_nothing(stocked: sqlite3.Connection) -> None:
    results = search(stocked, "what was decided about the submarine")
    assert (results.total, results.query.notes) == (0, ())
