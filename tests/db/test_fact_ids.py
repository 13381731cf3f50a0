"""Ids: the same bytes give the same ids, and no two facts share one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.fact_ids import LETTERS, IdMaker, list_of

DOCUMENT = "0123456789ab"


@given(st.lists(st.tuples(st.sampled_from(sorted(LETTERS)), st.integers(0, 50), st.text(max_size=5)), max_size=60))
def test_ids_are_unique_repeatable_and_name_their_list(facts: list[tuple[str, int, str]]) -> None:
    def ids() -> list[str]:
        maker = IdMaker(DOCUMENT)
        return [maker.make(name, start, start + len(words), words) for name, start, words in facts]

    made = ids()
    assert made == ids()
    assert len(set(made)) == len(made)
    assert [list_of(identifier) for identifier in made] == [name for name, _, _ in facts]


def test_an_id_does_not_depend_on_the_facts_before_it() -> None:
    alone = IdMaker(DOCUMENT).make("dates", 10, 14, "2021")
    maker = IdMaker(DOCUMENT)
    maker.make("dates", 0, 4, "2020")
    assert maker.make("dates", 10, 14, "2021") == alone


@pytest.mark.parametrize("identifier", ["", "x", DOCUMENT + "-", DOCUMENT + "-d1234", DOCUMENT + "-z12345678", "'; --"])
def test_other_words_are_no_ids(identifier: str) -> None:
    assert list_of(identifier) is None


def test_a_document_has_the_short_hash_as_its_id() -> None:
    assert list_of(DOCUMENT) == "documents"
