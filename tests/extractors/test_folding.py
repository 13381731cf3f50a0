"""Folding white space keeps the way back to every character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.structure.folding import fold


@given(st.text(alphabet="ab \n\t", max_size=60), st.data())
def test_every_folded_character_stands_where_it_is_said_to(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    folded = fold(text, start, len(text))
    assert folded.words.split() == text[start:].split()
    assert all(text[folded.at(index)] == sign for index, sign in enumerate(folded.words))
    assert all(folded.end_at(index + 1) == folded.at(index) + 1 for index in range(len(folded.words)))


def test_a_line_end_and_an_indent_are_one_blank() -> None:
    folded = fold("The Caravan\n     Sites Act", 0, 26)
    assert folded.words == "The Caravan\nSites Act"
    assert folded.at(folded.words.index("Sites")) == 17
