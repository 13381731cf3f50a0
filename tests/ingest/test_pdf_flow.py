"""Running text of PDFs: lines to paragraphs, items, headings, furniture, columns, turned pages."""

from __future__ import annotations

import pymupdf
import pytest

from ingest.document import BlockKind
from tests.ingest.read_papers import read_pdf, words_of

LONG = "The Board was told that the ferry had run on all but four days of the winter and that"


def test_lines_join_to_paragraphs_and_gaps_part_them(pdf_of_lines) -> None:
    document = read_pdf(
        pdf_of_lines([(72, 100, LONG), (72, 114, "the crew had been paid."), (72, 145, "A second matter was raised.")])
    )
    assert words_of(document, BlockKind.PARAGRAPH) == [f"{LONG} the crew had been paid.", "A second matter was raised."]


def test_each_line_knows_its_place(pdf_of_lines) -> None:
    document = read_pdf(pdf_of_lines([(72, 100, LONG), (72, 114, "the crew had been paid.")]))
    first, second = document.lines
    assert document.text[second.start : second.end] == "the crew had been paid."
    assert first.box.y1 <= second.box.y0 + 5
    assert abs(first.box.x0 - 72) < 2


def test_markers_rejoin_their_items_and_nest(pdf_of_lines) -> None:
    document = read_pdf(
        pdf_of_lines(
            [
                (72, 100, "1."), (100, 100, "the report be received;"),
                (100, 116, "(a)"), (130, 116, "with its annex; and"),
                (100, 132, "(b)"), (130, 132, "without its map."),
                (72, 148, "2."), (100, 148, "the map be drawn again."),
            ]
        )
    )  # fmt: skip
    items = [block for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [(item.marker, item.level) for item in items] == [("1.", 1), ("(a)", 2), ("(b)", 2), ("2.", 1)]
    assert words_of(document, BlockKind.LIST_ITEM)[1] == "(a) with its annex; and"


def test_larger_and_bold_lines_are_headings(pdf_of_lines) -> None:
    document = read_pdf(
        pdf_of_lines(
            [
                (72, 90, "Harbour Dues", 16), (72, 130, "Background", 11, "hebo"),
                (72, 150, LONG), (72, 164, "nobody had been hurt."),
            ]
        )
    )  # fmt: skip
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    assert [document.text[h.start : h.end] for h in headings] == ["Harbour Dues", "Background"]
    assert headings[0].level < headings[1].level


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "joined"),
    [
        ("the accounts were un-", "audited then.", "They are unaudited.", "the accounts were unaudited then."),
        ("a long-", "term plan then.", "A long-term plan.", "a long-term plan then."),
        ("for the year 2024-", "25 as agreed.", "Nothing.", "for the year 2024-25 as agreed."),
    ],
)
def test_a_hyphen_is_undone_only_where_the_paper_prints_the_whole_word(
    pdf_of_lines, first: str, second: str, elsewhere: str, joined: str
) -> None:
    opening = "It was reported to the Board in its winter sitting at the old town hall that "
    document = read_pdf(pdf_of_lines([(60, 100, opening + first), (60, 114, second), (60, 150, elsewhere)]))
    assert opening + joined in document.text


def test_a_sentence_over_a_page_break_is_one_block_past_the_running_heads(pdf_of_lines) -> None:
    pages = [[(72, 40, "Ferry Board, 3 May"), (72, 760, LONG), (280, 810, f"Page {n} of 3")] for n in (1, 2, 3)]
    pages[1][1] = (72, 80, "fares had risen, as was foreseen.")
    pages[2][1] = (72, 300, "The Board rose at noon.")
    document = read_pdf(pdf_of_lines(*pages))
    assert f"{LONG} fares had risen, as was foreseen." in words_of(document, BlockKind.PARAGRAPH)
    assert "Page 2 of 3" not in document.text
    assert document.page_at(document.text.index("fares had")) == 2


def test_a_running_head_stays_where_it_first_stands(pdf_of_lines) -> None:
    pages = [[(72, 40, "FERRY BOARD"), (72, 300, f"Matter {n} was settled.")] for n in range(1, 5)]
    document = read_pdf(pdf_of_lines(*pages))
    assert document.text.count("FERRY BOARD") == 1
    assert [b.page for b in document.blocks if b.words == "FERRY BOARD"] == [2, 3, 4]


def test_a_deadline_at_the_head_of_every_page_is_no_running_head(pdf_of_lines) -> None:
    pages = [[(72, 60, "Call-in deadline: 4 June 2031"), (72, 300, f"Matter {n} was settled.")] for n in range(1, 5)]
    assert read_pdf(pdf_of_lines(*pages)).text.count("Call-in deadline: 4 June 2031") == 4


def test_columns_are_read_one_after_the_other(pdf_of_lines) -> None:
    left = [(50, 100 + 14 * n, f"Left column line number {n} runs on") for n in range(10)]
    right = [(310, 100 + 14 * n, f"Right column line number {n} runs") for n in range(10)]
    text = read_pdf(pdf_of_lines([item for pair in zip(left, right, strict=True) for item in pair])).text
    assert text.index("Left column line number 9") < text.index("Right column line number 0")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_like_an_upright_one(pdf_of_lines, turn: int) -> None:
    upright = pdf_of_lines([(72, 100, LONG), (72, 114, "the crew had been paid."), (72, 160, "Another matter.")])
    sheet = pymupdf.open(stream=upright, filetype="pdf")
    turned = pymupdf.open()
    wide = turn in (90, 270)
    page = turned.new_page(width=842 if wide else 595, height=595 if wide else 842)
    page.show_pdf_page(page.rect, sheet, 0, rotate=turn)
    assert read_pdf(turned.tobytes()).text == read_pdf(upright).text
    sheet[0].set_rotation(turn)
    assert read_pdf(sheet.tobytes()).text == read_pdf(upright).text


def test_contents_are_marked_as_such(pdf_of_lines) -> None:
    document = read_pdf(
        pdf_of_lines([(72, 100, "Ferries " + "." * 40 + " 4"), (72, 120, "Harbours " + "." * 40 + " 12")])
    )
    assert len(words_of(document, BlockKind.CONTENTS)) == 2


def test_hosts_of_links_and_addresses_are_found(pdf_of_lines) -> None:
    document = read_pdf(
        pdf_of_lines([(72, 100, "Write to clerk@ferryboard.gov.uk or see www.ferry.example.org/minutes")])
    )
    assert document.addresses == ("ferryboard.gov.uk", "ferry.example.org")


def test_a_note_at_the_foot_does_not_part_a_sentence_or_leave_its_page(pdf_of_lines) -> None:
    first = [(72, 100, "The Board met in the spring."), (72, 700, LONG), (72, 780, "1 See the log of that winter.", 7)]
    second = [(72, 80, "fares had risen, as was foreseen in the year before that one."), (72, 200, "It rose at noon.")]
    document = read_pdf(pdf_of_lines(first, second))
    assert f"{LONG} fares had risen" in document.text
    assert document.page_at(document.text.index("See the log")) == 1


def test_the_same_bytes_give_the_same_document(pdf_of_lines) -> None:
    pages = [
        [(72, 30, "Ferry Board"), (300, 30, "3 May"), (72, 300, f"Matter {n}."), (72, 820, f"{n}")] for n in range(1, 6)
    ]
    data = pdf_of_lines(*pages)
    first = read_pdf(data)
    assert read_pdf(data) == first
    order = [block.words for block in first.blocks if block.page == 3 and block.kind is BlockKind.FURNITURE]
    assert order == ["Ferry Board", "3 May", "3"]
