"""Pages without ruled lines: labels that wrap beside their values, and print-outs of typed tables."""

from __future__ import annotations

import pymupdf

from ingest.document import BlockKind, Document
from ingest.reading import read_bytes

Words = tuple[float, float, str]
"""Where a string begins, how far down the page it stands, and what it says."""


def read(*strings: Words, font: str = "helv", size: float = 10) -> Document:
    with pymupdf.open() as file:
        page = file.new_page()
        for x, y, words in strings:
            page.insert_text((x, y), words, fontname=font, fontsize=size)
        return read_bytes(file.tobytes(), "paper.pdf")


def typed(text: str) -> Document:
    """A print-out of ``text`` in a type of one width."""
    lines = enumerate(text.strip("\n").splitlines())
    return read(*((50, 72 + 11 * number, line) for number, line in lines if line.strip()), font="cour", size=9)


def words(document: Document) -> list[str]:
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING)
    return [document.text[block.start : block.end] for block in document.blocks if block.kind in kinds]


def grid(document: Document) -> list[list[str]]:
    (table,) = document.tables
    found = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row][cell.column] = document.cell_text(cell)
    return found


# -- forms -------------------------------------------------------------------------------------------------------


def test_a_label_that_wraps_below_its_value_stands_before_it() -> None:
    found = read(
        (72, 100, "Chosen by"), (230, 100, "Councillor N Wren"),
        (72, 122, "Last day on which"), (230, 122, "8 July 2022"),
        (72, 134, "this choice may be"),
        (72, 146, "called in"),
        (72, 168, "Ward"), (230, 168, "Quay"),
    )  # fmt: skip
    assert words(found)[1:] == ["Last day on which this choice may be called in\t8 July 2022", "Ward\tQuay"]


def test_a_label_that_wraps_above_its_value_stands_before_it() -> None:
    found = read(
        (72, 100, "Chosen by"), (230, 100, "Councillor N Wren"),
        (72, 122, "Last day on which"),
        (72, 134, "it may be called in"), (230, 134, "8 July 2022"),
    )  # fmt: skip
    assert words(found)[1:] == ["Last day on which it may be called in\t8 July 2022"]


def test_both_sides_may_wrap() -> None:
    found = read(
        (72, 100, "Why this was"), (230, 100, "The old boiler leaks and"),
        (72, 112, "chosen"), (230, 112, "no part of it can be had"),
        (230, 124, "any longer."),
    )  # fmt: skip
    assert words(found) == ["Why this was chosen\tThe old boiler leaks and no part of it can be had any longer."]


def test_names_beside_the_label_of_a_list_stay_apart() -> None:
    found = read(
        (72, 100, "Members who"), (230, 100, "Councillor Ash"),
        (72, 112, "were present"), (230, 112, "Councillor Birch"),
    )  # fmt: skip
    assert words(found) == ["Members who were present\tCouncillor Ash", "Councillor Birch"]


def test_labels_of_their_own_stay_apart() -> None:
    found = read((72, 100, "Taken by"), (230, 100, "N Wren"), (72, 112, "Ward"), (230, 112, "Quay"))
    assert words(found) == ["Taken by\tN Wren", "Ward\tQuay"]


# -- print-outs --------------------------------------------------------------------------------------------------


PRINTED = """
                       Budget     Outturn
Pier                     1,240       1,301
Harbour                   (830)       (790)
                        ------      ------
Net                        410         511
"""


def test_a_typed_table_of_one_width_has_its_cells() -> None:
    assert grid(typed(PRINTED)) == [
        ["", "Budget", "Outturn"],
        ["Pier", "1,240", "1,301"],
        ["Harbour", "(830)", "(790)"],
        ["Net", "410", "511"],
    ]


def test_typed_prose_keeps_its_sentences() -> None:
    (only,) = words(typed("The pier was shut.  It opens again in May, when\nthe last of the planks has been nailed."))
    assert only == "The pier was shut. It opens again in May, when the last of the planks has been nailed."


def test_an_amount_in_brackets_is_no_marker() -> None:
    rows = [("Pier", "1,240", "(61)"), ("Harbour", "(30)", "(9)"), ("Net", "1,210", "(70)")]
    strings: list[Words] = []
    for number, (label, budget, variance) in enumerate(rows):
        y = 100 + 13 * number
        strings += [(72, y, label), (230, y, budget), (330, y, variance)]
    assert grid(read(*strings)) == [list(row) for row in rows]


# -- column headings set as one line -----------------------------------------------------------------------------


def _with_headings(*headings: Words) -> Document:
    rows = [("Pier", "1,240", "1,301", "61"), ("Harbour", "830", "790", "-40"), ("Quay", "2,110", "2,200", "90")]
    strings: list[Words] = [(72, 80, "The table below tells what each place was to cost and what it cost in the end.")]
    strings += headings
    for number, (label, *amounts) in enumerate(rows):
        y = 134 + 13 * number
        strings.append((72, y, label))
        for right, amount in zip((310, 385, 430), amounts, strict=True):
            strings.append((right - pymupdf.get_text_length(amount, fontsize=10), y, amount))
    return read(*strings)


def test_headings_that_one_string_sets_over_all_columns_go_to_each() -> None:
    assert grid(_with_headings((250, 120, "Revised Budget Forecast Outturn Variance")))[:2] == [
        ["", "Revised Budget", "Forecast Outturn", "Variance"],
        ["Pier", "1,240", "1,301", "61"],
    ]


def test_headings_spaced_out_by_hand_go_to_each_column() -> None:
    assert grid(_with_headings((72, 120, "Place"), (280, 120, "Budget           Outturn    Change")))[:2] == [
        ["Place", "Budget", "Outturn", "Change"],
        ["Pier", "1,240", "1,301", "61"],
    ]


def test_a_sentence_above_the_amounts_is_no_heading() -> None:
    document = _with_headings((250, 120, "All amounts are in thousands of pounds"))
    assert grid(document)[0] == ["Pier", "1,240", "1,301", "61"]
    assert "All amounts are in thousands of pounds" in words(document)
