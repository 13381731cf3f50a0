"""Labels of a form that wrap in the left column, beside their value or above it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Block, Document
from ingest.reading import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.strip("\n").encode(), "form.txt")


def entries(text: str) -> list[tuple[str, str]]:
    """Each entry whose label wraps: the label's words, and all words of the entry."""
    document = read(text)
    return [(_label(document, block), " ".join(document.text[block.start : block.end].split())) for block in _two(text)]


def _two(text: str) -> list[Block]:
    return [block for block in read(text).blocks if block.label]


def _label(document: Document, block: Block) -> str:
    return " ".join(" ".join(document.text[start:end] for start, end in block.label).split())


def test_a_label_that_wraps_below_its_value_is_one() -> None:
    assert entries("""
Chosen by                Councillor N Wren

Last day on which        8 July 2022
this choice may be
called in

Ward                     Quay
""") == [
        ("Last day on which this choice may be called in", "Last day on which 8 July 2022 this choice may be called in")
    ]


def test_a_label_that_wraps_above_its_value_is_one() -> None:
    assert (
        entries("""
Chosen by                Councillor N Wren
Last day on which
this choice may be
called in                8 July 2022
Ward                     Quay
""")[0][0]
        == "Last day on which this choice may be called in"
    )


def test_a_value_goes_on_beside_and_below_its_label() -> None:
    assert entries("""
Why this was             The old boiler leaks and
chosen                   no part of it can be had
                         any longer.
Ward                     Quay
""") == [("Why this was chosen", "Why this was The old boiler leaks and chosen no part of it can be had any longer.")]


def test_a_numbered_label_keeps_its_number() -> None:
    document = read("""
3.  Date by which it     8 July 2022
    may be called in
4.  Ward                 Quay
""")
    first = document.blocks[0]
    assert (first.marker, _label(document, first)) == ("3.", "3. Date by which it may be called in")


def test_between_two_blank_lines_a_second_word_in_capitals_is_of_the_label() -> None:
    assert (
        entries("""
Call-in                  8 July 2022
Deadline

Ward                     Quay

""")[0][0]
        == "Call-in Deadline"
    )


COLUMNS_OF_PROSE = """
The room was cold and         The second speaker said
nobody stayed in it for       that the heating had been
long, so that the chair       off since Easter and that
brought the sitting to        no one had been told who
an end before the last        would mend it, or when,
of the questions was          nor what the repair was
put to the members who        going to cost the people
had come to hear it.          of the town.
"""


@pytest.mark.parametrize(
    "form",
    [
        "Chair          N Wren\nVice-Chair     P Finch\n",
        "Date:          8 July 2022\nordinary business followed.\n",
        "Present        N Wren\nApologies\nP Finch sent word that she was away and would be so until the summer.\n",
        COLUMNS_OF_PROSE,
    ],
)  # fmt: skip
def test_lines_of_their_own_and_columns_of_prose_are_no_labels(form: str) -> None:
    assert entries(form) == []


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["a", "B", " ", "  ", "\n", "12", ":", "of", "\t", "   "]), max_size=60))
def test_the_stretches_of_a_label_lie_in_their_block_in_order(parts: list[str]) -> None:
    text = "Word " + "".join(parts)
    document = read_bytes(text.encode(), "form.txt")
    for block in document.blocks:
        edges = [edge for stretch in block.label for edge in stretch]
        assert edges == sorted(edges)
        assert all(block.start <= edge <= block.end for edge in edges)
