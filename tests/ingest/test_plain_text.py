"""Plain text: offsets into the file, blocks, tab-separated tables, furniture, sentences over page breaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import BlockKind, Document
from ingest.errors import EmptyFile, UnreadableFile
from ingest.reading import read_bytes
from tests.ingest.read_papers import grid_of, words_of


def read(text: str) -> Document:
    return read_bytes(text.encode(), "paper.txt")


@pytest.mark.parametrize("text", ["\r\nOne\r\nTwo\r\n", "\ufeffA heading\n\nText.", "a\tb\nc\td\n", "x\fy"])
def test_the_text_is_the_decoded_file_unchanged(text: str) -> None:
    assert read(text).text == text


def test_a_file_that_is_not_utf8_is_read_as_windows_1252() -> None:
    document = read_bytes("A grant of £5,000 – paid".encode("cp1252"), "paper.txt")
    assert document.text == "A grant of £5,000 – paid"


def test_numbered_titles_are_headings_and_numbered_sentences_are_items() -> None:
    document = read(
        "2. Reasons for the Decision\n\nThe lease ends soon and the roof leaks.\n\n"
        "1. the tender be accepted.\n2. the lease be ended.\n\n3. Other Options Looked At\n\nNone\n"
    )
    assert words_of(document, BlockKind.HEADING) == ["2. Reasons for the Decision", "3. Other Options Looked At"]
    assert [b.marker for b in document.blocks if b.kind is BlockKind.LIST_ITEM] == ["1.", "2."]


def test_capitals_alone_on_a_line_are_a_heading() -> None:
    assert words_of(read("RISK ASSESSMENT\n\nThe risk is low.\n"), BlockKind.HEADING) == ["RISK ASSESSMENT"]


def test_an_answer_is_no_heading() -> None:
    document = read("4. Conflicts of Interest\n\nNone\n\n5. Dispensations\n\nN/A\n")
    assert words_of(document, BlockKind.PARAGRAPH) == ["None", "N/A"]


def test_items_inside_items_stand_deeper() -> None:
    document = read("1. First matter:\n - inner point\n - inner point two\n2. Second matter.\n")
    assert [block.level for block in document.blocks] == [1, 2, 2, 1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The Committee heard that the bridge would be closed by", "Network Rail for the whole of the summer."),
        ("The Committee heard that the bridge would stay", "closed for the whole of the summer."),
        ("Of the ten vacant school crossing posts, the Road Safety",
         "Education Officer post had been filled, with two more to follow by May."),
    ],
)  # fmt: skip
def test_a_sentence_cut_by_a_page_break_is_one_block(before: str, after: str) -> None:
    document = read(f"{before}\n\n{after}\n")
    assert words_of(document, BlockKind.PARAGRAPH) == [f"{before}\n\n{after}"]


@pytest.mark.parametrize(
    ("before", "after", "blocks"),
    [
        ("The works end on Friday 12th", "June 2020.", 1),
        ("The works end by 12", "June.", 1),
        ("It ended on 12 June", "2020. A second part followed.", 1),
        ("Open from Monday", "15 June to the autumn", 1),
        ("The hall seats 120", "March past of the cadets", 2),
        ("Room 12", "June Carter", 2),
        ("Elections to be held on 7th", "May be postponed", 2),
    ],
)
def test_a_line_that_breaks_within_a_date_goes_on_below(before: str, after: str, blocks: int) -> None:
    assert len(words_of(read(f"{before}\n{after}\n"), BlockKind.PARAGRAPH)) == blocks


def test_an_unfinished_paragraph_before_a_new_sentence_stays_apart() -> None:
    document = read(
        "The cost of hiring was high resulting in a loss for the Service\n\nIn order to stop this, a plan was made.\n"
    )
    assert len(words_of(document, BlockKind.PARAGRAPH)) == 2


def test_a_paragraph_may_end_with_the_month_of_may() -> None:
    assert (
        len(words_of(read("Replies are due by noon on 21 May\n\nThe new fees begin then.\n"), BlockKind.PARAGRAPH)) == 2
    )


def test_wrapped_lines_are_one_paragraph() -> None:
    lines = [
        "The Panel considered a paper on the state of the towpath between the two",
        "locks. It was told that the surface had worn away along most of its length",
        "and that cyclists had begun to use the road instead.",
    ]
    document = read("\n".join(lines) + "\n\n" + "\n".join(lines) + "\n")
    assert len(words_of(document, BlockKind.PARAGRAPH)) == 2


def test_cells_stand_where_the_tabs_put_them() -> None:
    document = read(
        "Measure\t\t2012/13\t\tSource\n\t\tNumber\t%\t\n"
        "Visits made\tMade\t40\t80.0%\tLog\n\tPlanned\t50\t\t\n\nA note below the table says more.\n"
    )
    table = document.tables[0]
    grid = {(cell.row, cell.column): document.cell_text(cell) for cell in table.cells}
    assert (table.rows, table.columns, table.header_rows) == (4, 5, 2)
    assert grid[2, 2] == "40"
    assert grid[3, 0] == ""
    assert grid[3, 1] == "Planned"
    assert grid[3, 2] == "50"
    assert words_of(document, BlockKind.PARAGRAPH) == ["A note below the table says more."]


def test_one_line_with_a_tab_is_no_table() -> None:
    assert read("\tPart I\n\nContact:\tA Person\n").tables == ()


def test_a_slogan_on_each_slide_is_furniture() -> None:
    document = read(
        "Parks Review\n\nProud of our green spaces\n\nAims\n\n- more trees\n- fewer fences\n- new gates\n\n"
        "Costs\n\nProud of our green spaces\n\n- benches\n- bins\n- paths\n"
    )
    assert words_of(document, BlockKind.FURNITURE) == ["Proud of our green spaces"] * 2


def test_answers_that_recur_are_no_furniture() -> None:
    document = read("- a\n- b\n- c\n\nNo other options considered\n\n- d\n- e\n\nNo other options considered\n\n- f\n")
    assert words_of(document, BlockKind.FURNITURE) == []


def test_form_feeds_part_pages_and_recurring_heads_are_furniture() -> None:
    pages = [f"Harbour Board minutes\n\nMatter {n} was discussed at length by all.\n\nPage {n}" for n in (1, 2, 3, 4)]
    document = read("\f".join(pages))
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert document.page_at(document.text.index("Matter 3")) == 3
    assert words_of(document, BlockKind.FURNITURE).count("Harbour Board minutes") == 3
    assert "Page 2" in words_of(document, BlockKind.FURNITURE)


def test_a_file_of_white_space_is_empty() -> None:
    with pytest.raises(EmptyFile):
        read(" \n\t\n\f\n")


_LINES = st.lists(
    st.sampled_from(["", "1. An item", "- point", "A HEADING", "Some prose that ends.", "a\tb\t3", "\t\t4", "Page 2"])
    | st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=40),
    max_size=25,
)


@settings(max_examples=150)
@given(_LINES)
def test_blocks_and_cells_lie_in_the_text_in_order_whatever_the_file(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        document = read(text)
    except UnreadableFile:
        return
    assert document.text == text
    ends = [0, *(block.end for block in document.blocks)]
    for block, end in zip(document.blocks, ends, strict=False):
        assert end <= block.start <= block.end <= len(text)
    for table in document.tables:
        for cell in table.cells:
            assert 0 <= cell.start <= cell.end <= len(text)
            assert "\t" not in document.cell_text(cell)


def test_a_label_left_blank_again_and_again_is_no_slogan() -> None:
    field = "(a)\tSubject:\tHarbour lights\n\n(b)\tDecision:\tNoted\n\n(c)\tReason:\tAs reported\n\n"
    document = read((field + "Deadline for referral to the Panel\n\n") * 3)
    assert not [block for block in document.blocks if block.kind is BlockKind.FURNITURE]


@pytest.mark.parametrize("line", ["Reference\tAB/2031/7", "Decision Maker\tThe Leader", "Is it Key?\tYes"])
def test_a_label_and_its_value_are_no_heading(line: str) -> None:
    document = read(f"Decision details\n\n{line}\n\nThe wharf is let to the harbour trust for two years.\n")
    assert line in words_of(document, BlockKind.PARAGRAPH)


def test_a_number_parted_from_its_heading_by_a_tab_is_a_heading_all_the_same() -> None:
    document = read("1.\tPURPOSE OF THE REPORT\n\nTo tell members how the harbour dues were spent.\n")
    assert document.blocks[0].kind is BlockKind.HEADING


@pytest.mark.parametrize("title", ["Minutes", "Harbour Dues", "Budget Monitoring: Month 4", "Notice of Motion: Wharf"])
def test_an_asterisk_before_the_number_of_an_item_is_no_bullet(title: str) -> None:
    document = read(f"* 41 {title}\n\nRESOLVED that it be noted.\n\n* 12 lamps were mended\n")
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]


def test_a_numbered_heading_may_stand_over_a_list_that_begins_at_one() -> None:
    document = read("1. What the Panel is asked to do\n\n1. To note the dues.\n\n2. To ask for a report.\n")
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


@pytest.mark.parametrize("mark", ["## {}", "# {} #", "**{}**", "__{}__", "### **{}**"])
@pytest.mark.parametrize("title", ["4. Harbour Dues", "Harbour Dues", "Quay School: lease of the field"])
def test_the_signs_of_a_heading_are_none_of_its_words(mark: str, title: str) -> None:
    document = read(f"{mark.format(title)}\n\nRESOLVED that the dues be raised.\n")
    assert words_of(document, BlockKind.HEADING) == [title]


def test_a_heading_behind_number_signs_may_have_an_asterisk_of_its_own() -> None:
    assert words_of(read("## * 41 Dues\n\nRESOLVED that it be noted.\n"), BlockKind.HEADING) == ["* 41 Dues"]


def test_a_number_sign_before_a_clause_is_no_heading() -> None:
    assert words_of(read("RESOLVED that:\n\n# the dues be raised\n\n# it be noted\n"), BlockKind.HEADING) == []


def test_paragraphs_without_blank_lines_are_each_a_line() -> None:
    long = "The Panel heard that the dues had been paid by nearly all who owed them, and asked for the rest. "
    lines = ["HARBOUR PANEL", "1. Apologies", "Mr Quay sent his.", "2. Dues", long * 2, "(a)\tWard:", "(b)\tReason:"]
    document = read("\n".join([*lines, "Next steps", "Name\tDue", "North\t41", "South\t12"]))
    assert words_of(document, BlockKind.HEADING) == ["HARBOUR PANEL", "1. Apologies", "2. Dues", "Next steps"]
    assert [grid_of(document, table) for table in document.tables] == [
        [["Name", "Due"], ["North", "41"], ["South", "12"]]
    ]
