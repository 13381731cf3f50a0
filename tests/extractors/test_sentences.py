"""Where sentences begin, and that they never cross a block."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pipeline import build_pipeline, read
from extractors.structure.sentences import cell_starts, sentence_starts
from ingest.document import Block, BlockKind, Document, Page


def sentences(text: str) -> list[str]:
    starts = [*sentence_starts(text, 0, len(text)), len(text)]
    return [text[a:b].strip() for a, b in pairwise(starts)]


def document(*paragraphs: str) -> Document:
    text, blocks = "", []
    for words in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(words), 1))
        text += words + "\n\n"
    return Document("a.txt", "0" * 64, "text/plain", text, (Page(1, 0, len(text)),), tuple(blocks))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Cllr. J. Brown spoke. Members agreed.", ["Cllr. J. Brown spoke.", "Members agreed."]),
        ("See para. 3.2 and p. 14. It rose.", ["See para. 3.2 and p. 14.", "It rose."]),
        ("The cost is £3.4m. 5 posts remain.", ["The cost is £3.4m.", "5 posts remain."]),
        ("Standing Order No. 27 applies.", ["Standing Order No. 27 applies."]),
        ("1. That it be noted. 2. That it be sent.", ["1. That it be noted.", "2. That it be sent."]),
        ("Fees, e.g. Parking, i.e. permits, rise.", ["Fees, e.g. Parking, i.e. permits, rise."]),
        ("It closed at 5 p.m. Members left.", ["It closed at 5 p.m.", "Members left."]),
        ("St. Mary's Ward was named.", ["St. Mary's Ward was named."]),
        ("He asked: “why?” The Chair replied.", ["He asked: “why?”", "The Chair replied."]),
        ("Items:\n(a) roads;\n(b) parks.", ["Items:", "(a) roads;", "(b) parks."]),
        ("ends at noon. then goes on", ["ends at noon. then goes on"]),
    ],
)
def test_a_stop_ends_a_sentence_only_where_it_is_one(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_cells_of_a_table_row_are_sentences_of_their_own() -> None:
    text = "Roads\t£1.2m\nParks\t£3.4m"
    starts = cell_starts(text, 0, len(text))
    assert [text[start] for start in starts] == ["R", "£", "P", "£"]


def test_a_sentence_does_not_cross_a_block() -> None:
    reading = read(document("the first block has no stop", "and the second goes on"))
    assert [s.text.strip() for s in reading.doc.sents] == ["the first block has no stop", "and the second goes on"]


@pytest.mark.parametrize(
    "text, token",
    [
        ("Cabinet Meeting11th March", "11th"),
        ("costs c£15m in all", "£"),
        ("decision 24/00093 was", "24/00093"),
        ("in 2009/10 the", "2009/10"),
        ("write to clerk@anytown.gov.uk today", "clerk@anytown.gov.uk"),
        ("about £574k less", "574"),
    ],
)
def test_tokens_of_council_papers(text: str, token: str) -> None:
    assert token in [t.text for t in build_pipeline()(text)]


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_doc_holds_the_text_unchanged_and_every_place_has_its_sentence(first: str, second: str) -> None:
    paper = document(first, second)
    reading = read(paper)
    assert reading.doc.text == paper.text
    for offset in range(0, len(paper.text), 7):
        sentence = reading.sentence_at(offset)
        assert sentence is not None
        assert sentence.start_char <= offset < sentence.end_char


@given(st.text(alphabet="aA.1 \n(\"'", max_size=300))
def test_starts_are_sorted_and_inside(text: str) -> None:
    starts = sentence_starts(text, 0, len(text))
    assert starts == sorted(set(starts))
    assert starts[0] == 0
    assert all(start < max(1, len(text)) for start in starts)
