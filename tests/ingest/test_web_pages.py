"""Web pages: the article without menus; lists, definitions, tables; leaked template marks."""

from __future__ import annotations

from ingest.document import BlockKind, Document
from ingest.reading import read_bytes


def read(body: str, title: str = "Ferry Board") -> Document:
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_bytes(page.encode(), "paper.html")


def test_menus_banners_and_footers_are_furniture() -> None:
    document = read(
        "<nav><a>Home</a> <a>Minutes</a></nav><div class='cookie-banner'>We use cookies</div>"
        "<main><h1>Fares</h1><p>The fare was raised.</p></main><footer>Ferry Board 2031</footer>"
    )
    assert document.text == "Fares\n\nThe fare was raised."
    furniture = [block.words for block in document.blocks if block.kind is BlockKind.FURNITURE]
    assert furniture == ["Home Minutes", "We use cookies", "Ferry Board 2031"]


def test_hidden_words_are_left_out_and_the_page_title_is_kept() -> None:
    document = read("<h1 style='display: none'>Agenda</h1><p hidden>x</p><p>Shown.</p>", "Agenda for 3 May")
    assert document.text == "Shown."
    assert document.title == "Agenda for 3 May"


def test_lists_show_their_numbers_and_depth() -> None:
    document = read(
        "<ol start='3'><li>Third<ol type='a'><li>inner</li></ol></li><li>Fourth</li></ol><ul><li>Dot</li></ul>"
    )
    items = [(block.marker, block.level) for block in document.blocks]
    assert items == [("3.", 1), ("a.", 2), ("4.", 1), ("•", 1)]
    assert document.text.split("\n\n") == ["3. Third", "a. inner", "4. Fourth", "• Dot"]


def test_a_number_typed_in_the_item_is_not_doubled() -> None:
    assert read("<ol><li>1. The fare be raised.</li></ol>").text == "1. The fare be raised."


def test_definitions_read_as_label_and_value() -> None:
    document = read("<dl><dt>Decision status:</dt><dd>Approved</dd><dt>Ward</dt><dd>Quayside</dd></dl>")
    assert document.text.split("\n\n") == ["Decision status: Approved", "Ward\tQuayside"]


def test_a_label_and_its_value_stay_on_one_line() -> None:
    assert read("<p><span class='mgLabel'>Venue: </span>The pier</p>").text == "Venue: The pier"


def test_a_table_keeps_its_spans_and_headings() -> None:
    document = read(
        "<table><tr><th rowspan=2>Pier</th><th colspan=2>Boats</th></tr><tr><th>2030</th><th>2031</th></tr>"
        "<tr><td>North</td><td>4</td><td>5</td></tr></table>"
    )
    table = document.tables[0]
    cells = {(cell.row, cell.column): document.cell_text(cell) for cell in table.cells}
    assert table.header_rows == 2
    assert cells[1, 1] == "2030"
    assert cells[2, 2] == "5"


def test_an_agenda_laid_out_in_a_table_is_running_text_with_its_numbers() -> None:
    document = read(
        "<table class='mgItemTable'><tr><td><p class='mgAiTitleTxt'>1.</p></td><td><p class='mgAiTitleTxt'>Fares</p>"
        "<p>To consider the fares.</p></td></tr><tr><td><p>2.</p></td><td><p class='mgAiTitleTxt'>Boats</p></td>"
        "</tr></table>"
    )
    assert document.tables == ()
    assert document.text.split("\n\n") == ["1. Fares", "To consider the fares.", "2. Boats"]
    assert [b.marker for b in document.blocks if b.kind is BlockKind.HEADING] == ["1.", "2."]


def test_leaked_template_marks_are_dropped() -> None:
    assert read("<p>&lt;AI1&gt;</p><p>FIELD_SUMMARY</p><p>The fare was raised.&lt;/AI1&gt;</p>").text == (
        "The fare was raised."
    )


def test_a_line_break_parts_lines_but_not_a_sentence() -> None:
    document = read("<p>The Board decided that the fare would<br>be raised.</p><p>Agreed:<br>1. to sail</p>")
    assert document.text.split("\n\n") == ["The Board decided that the fare would be raised.", "Agreed:", "1. to sail"]


def test_the_charset_that_the_page_names_is_used() -> None:
    page = "<html><head><meta charset='windows-1252'></head><body><p>£5 – paid</p></body></html>".encode("cp1252")
    assert read_bytes(page, "paper.htm").text == "£5 – paid"


def test_a_sentence_cut_over_two_paragraph_elements_is_one_block() -> None:
    document = read("<p>The Board heard that costs of some of</p><p>the boats had risen.</p><p>It rose at noon.</p>")
    assert document.text.split("\n\n") == [
        "The Board heard that costs of some of the boats had risen.",
        "It rose at noon.",
    ]


def test_preformatted_text_keeps_its_paragraphs_items_and_aligned_tables() -> None:
    document = read_bytes(
        b"<html><body><h1>Minutes</h1><pre>\nREPAIRS\n\nThe pier was looked at in the spring and its deck was\n"
        b"found to be sound.\n\n1. To note the state of the deck.\n2. To paint the rails.\n\n"
        b"               2014/15    2015/16\nDeck             1,200      1,350\nRails              400        410\n"
        b"</pre><p>Closed at noon.</p></body></html>",
        "page.html",
    )
    kinds = [block.kind.value for block in document.blocks]
    assert kinds == ["heading", "heading", "paragraph", "list_item", "list_item", "table", "paragraph"]
    (table,) = document.tables
    assert [document.cell_text(cell) for cell in table.cells if cell.row == 1] == ["Deck", "1,200", "1,350"]
