from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.marked_text import PART, from_word, parts_of, pieces, to_word
from archive.page_picture import boxes_of, strip_around
from archive.queries.documents import PageText
from archive.queries.facts import Span


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, int, list[Span], tuple[int, int] | None]:
    text = draw(st.text(min_size=1, max_size=80))
    start = draw(st.integers(0, 50))
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = [
        Span(str(i), "figures", start + a, start + b)
        for i, (a, b) in enumerate(draw(st.lists(place, max_size=8)))
        if a < b
    ]
    chosen = draw(st.none() | place)
    marked = (start + chosen[0], start + chosen[1]) if chosen and chosen[0] < chosen[1] else None
    return text, start, spans, marked


@given(marked_texts())
def test_pieces_are_the_text_whole_and_in_order(case: tuple[str, int, list[Span], tuple[int, int] | None]) -> None:
    text, start, spans, marked = case
    found = pieces(text, start, spans, marked)
    assert "".join(piece.text for piece in found) == text
    said = "".join(piece.text for piece in found if piece.marked)
    assert said == (text[marked[0] - start : marked[1] - start] if marked else "")
    assert sum(piece.first for piece in found) == (1 if marked else 0)
    linked = {piece.fact for piece in found if piece.fact}
    assert linked <= {span.id for span in spans}


@given(st.text(alphabet="ab \n", max_size=3 * PART))
def test_parts_follow_each_other_without_a_gap(text: str) -> None:
    parts = parts_of(text, 7)
    assert parts[0].start == 7
    assert parts[-1].end == 7 + len(text)
    assert all(one.end == following.start for one, following in pairwise(parts))
    assert all(part.end - part.start <= PART for part in parts)


def test_a_quote_over_two_lines_gives_two_boxes_and_a_strip_around_both() -> None:
    page = PageText(1, 0, 20, 595.0, 842.0, "text", None, "x" * 20, "[[0,10,100,100,200,112],[10,20,100,120,200,132]]")
    boxes = boxes_of(page, (5, 15))
    assert [(box.x, box.y, box.width) for box in boxes] == [(150.0, 100, 50.0), (100.0, 120, 50.0)]
    strip = strip_around(boxes, 595.0, 842.0)
    assert strip is not None
    assert strip.y < 100
    assert strip.y + strip.height > 132
    assert strip.x >= 0
    assert strip.x + strip.width <= 595


def test_words_around_a_quote_begin_and_end_with_whole_words() -> None:
    assert from_word("rest declared", 13) == "declared"
    assert to_word(" by the Cabi", 12) == " by the"
    assert (from_word("Interest declared", 90), to_word(" by the Cabinet", 90)) == (
        "Interest declared",
        " by the Cabinet",
    ), "nothing was cut"
    assert (from_word("undivided", 9), to_word("undivided", 9)) == ("undivided", "undivided")
