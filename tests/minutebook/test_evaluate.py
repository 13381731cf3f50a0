"""Evaluation pairs and scores as the contract says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import CallIn, Commitment, DateMention, Decision, Figure, Finding, Resolution
from ingest.document import Document, Page
from minutebook.baseline import compare, read_baseline, write_baseline
from minutebook.gold import GoldError, load_gold
from minutebook.pairing import (
    Pair,
    pair_by_key,
    pair_by_overlap,
    pair_call_ins,
    pair_decisions,
    pair_resolutions,
)
from minutebook.quote_search import QuoteSearch, fold
from minutebook.scores import ListScore, Scores, add_up


def resolution(text: str, *, page: int = 1, number: str | None = None) -> Resolution:
    return Resolution(
        page=page, start=0, end=0, decision=0, number=number, text=text, status="resolved", effects=("noted",)
    )


def document(*pages: str) -> Document:
    text, spans = "", []
    for number, words in enumerate(pages, start=1):
        spans.append(Page(number, len(text), len(text) + len(words)))
        text += words
    return Document("a.txt", "0" * 64, "text/plain", text, tuple(spans), ())


def test_resolutions_pair_whatever_their_white_space_and_quotation_marks() -> None:
    gold = [resolution("the Mayor’s  budget be\napproved")]
    found = [resolution("the Mayor's budget be approved")]
    assert pair_resolutions(gold, found) == (Pair(0, 0),)


def test_resolutions_with_other_words_do_not_pair() -> None:
    assert pair_resolutions([resolution("the lease be granted")], [resolution("the lease be refused")]) == ()


def test_the_same_words_resolved_on_two_pages_pair_with_their_own_page() -> None:
    gold = [resolution("the report be noted", page=4)]
    found = [resolution("the report be noted", page=2), resolution("the report be noted", page=4)]
    assert pair_resolutions(gold, found) == (Pair(0, 1),)


def test_a_date_found_twice_pairs_once() -> None:
    day = DateMention(page=1, start=3, end=9, quote="1 May 2020", date_from="2020-05-01", date_to="2020-05-01")
    pairs = pair_by_key([day], [day, day], lambda d: (d.page, d.date_from, d.date_to))
    assert pairs == (Pair(0, 0),)


def test_equal_figures_pair_at_their_own_place_before_reading_order() -> None:
    def figure(start: int) -> Figure:
        return Figure(page=1, start=start, end=start + 1, quote="4", value=4)

    pairs = pair_by_key([figure(50), figure(10)], [figure(10), figure(50)], lambda f: f.value)
    assert pairs == (Pair(0, 1), Pair(1, 0))


def test_a_call_in_pairs_through_the_decision_it_is_about() -> None:
    def decision(title: str) -> Decision:
        return Decision(page=1, start=0, end=0, title=title)

    def call_in(about: int | None) -> CallIn:
        return CallIn(page=1, start=0, end=0, decision=about, status="not_stated", quote=None)

    gold, found = [decision("Ferry fares"), decision("Library hours")], [decision("Library hours")]
    decisions = pair_decisions(gold, found)
    assert decisions == (Pair(1, 0),)
    assert pair_call_ins([call_in(0), call_in(1)], [call_in(0)], decisions) == (Pair(1, 0),)


def test_a_quote_without_offsets_is_looked_up_on_its_page() -> None:
    paper = document("An update will follow. ", "An update will\nfollow. ")
    gold = [Commitment(page=2, start=-1, end=-1, quote="An update will follow", what="")]
    on_page_one = Commitment(page=1, start=0, end=21, quote="An update will follow", what="")
    on_page_two = Commitment(page=2, start=26, end=44, quote="update will\nfollow", what="")
    assert pair_by_overlap(gold, [on_page_one, on_page_two], QuoteSearch(paper)) == (Pair(0, 1),)


def test_a_list_that_was_to_be_empty_and_is_scores_one() -> None:
    assert ListScore("findings", 0, 0, 0).f1 == 1.0
    assert ListScore("findings", 0, 0, 2).f1 == 0.0


def test_scores_of_papers_add_up_by_count_not_by_average() -> None:
    parts = [Scores((ListScore("dates", 9, 10, 10),), ()), Scores((ListScore("dates", 0, 1, 0),), ())]
    assert add_up(parts).lists == (ListScore("dates", 9, 11, 10),)


def test_gold_without_a_list_leaves_it_unscored(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(
        '{"document": {"sha256": "00", "filename": "a.pdf", "media_type": "application/pdf", "pages": 3},'
        ' "findings": [{"rule": "date_order", "message": "m", "page": 2, "note": "left out"}], "pages_annotated": 2}'
    )
    (gold,) = load_gold(tmp_path)
    assert gold.annotated == {"findings"}
    assert gold.pages_annotated == {1, 2}
    assert gold.record.findings == (Finding(page=2, start=-1, end=-1, rule="date_order", message="m"),)


def test_a_file_that_is_no_gold_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("[]")
    with pytest.raises(GoldError, match=r"broken\.json"):
        load_gold(tmp_path)


@given(st.frozensets(st.integers(0, 60)))
def test_a_baseline_reads_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, indices: frozenset[int]
) -> None:
    hits = frozenset({f"paper:figures:{i}" for i in indices} | {f"paper:figures:{i}:kind" for i in indices})
    hits |= {"paper:document:council"}
    path = tmp_path_factory.mktemp("baseline") / "hits.json"
    write_baseline(path, hits)
    assert read_baseline(path) == hits


def test_comparison_names_gains_and_losses() -> None:
    comparison = compare(frozenset({"a", "b"}), frozenset({"b", "c"}))
    assert comparison.gains == ("c",)
    assert comparison.losses == ("a",)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
