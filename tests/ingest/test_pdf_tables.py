"""Tables of PDFs: ruled, half ruled and unruled; forms and frames; rows and tables over page breaks."""

from __future__ import annotations

from itertools import pairwise

import pymupdf
import pytest

from ingest.document import BlockKind
from ingest.reading import read_bytes
from tests.ingest.read_papers import grid_of, read_pdf

FIGURES = [
    ["Pier", "2030/31", "2031/32"],
    ["North pier", "1,204", "£3.1m"],
    ["South pier", "98", "(£40k)"],
]


def test_a_ruled_table_is_read_cell_by_cell(pdf_of_grid) -> None:
    document = read_pdf(pdf_of_grid(FIGURES, [60, 200, 300, 400]))
    assert grid_of(document, document.tables[0]) == FIGURES
    assert document.tables[0].header_rows == 1
    assert "North pier\t1,204\t£3.1m" in document.text


def test_a_table_on_a_turned_page_is_read_as_it_shows(pdf_of_grid) -> None:
    upright = pymupdf.open(stream=pdf_of_grid(FIGURES, [60, 200, 300, 400]), filetype="pdf")
    turned = pymupdf.open()
    page = turned.new_page(width=842, height=595)
    page.show_pdf_page(page.rect, upright, 0, rotate=90)
    document = read_pdf(turned.tobytes())
    assert grid_of(document, document.tables[0]) == FIGURES


def test_columns_without_lines_are_parted_by_white_space(pdf_of_grid) -> None:
    rows = [*FIGURES, ["East pier", "7", "£2k"], ["West pier", "11", "£9k"]]
    document = read_pdf(pdf_of_grid(rows, [60, 200, 300, 400], upright=False))
    assert grid_of(document, document.tables[0]) == rows


def test_aligned_figures_without_any_line_are_a_table(pdf_of_lines) -> None:
    rows = [("Mooring", "2030", "2031"), ("Buoys", "12", "14"), ("Rings", "30", "28"), ("Posts", "5", "6")]
    items = [
        (x, 100 + 18 * n, words) for n, row in enumerate(rows) for x, words in zip((72, 250, 350), row, strict=True)
    ]
    document = read_pdf(pdf_of_lines(items))
    assert grid_of(document, document.tables[0])[2] == ["Rings", "30", "28"]


def test_a_cell_over_two_columns_says_so() -> None:
    file = pymupdf.open()
    page = file.new_page()
    for y in (100, 120, 140, 160):
        page.draw_line((60, y), (360, y))
    for x, top in ((60, 100), (160, 100), (260, 120), (360, 100)):
        page.draw_line((x, top), (x, 160))
    for x, y, words in ((64, 134, "Year"), (164, 114, "Fares"), (164, 134, "Adult"), (264, 134, "Child"),
                        (64, 154, "2030"), (164, 154, "£4.10"), (264, 154, "£2.05")):  # fmt: skip
        page.insert_text((x, y), words, fontsize=9)
    table = read_pdf(file.tobytes()).tables[0]
    spans = {(cell.row, cell.column): cell.column_span for cell in table.cells}
    assert spans[0, 1] == 2
    assert (0, 2) not in spans


def test_a_tight_column_does_not_swallow_its_neighbour(pdf_of_grid) -> None:
    rows = [["A", "B", "C"], ["12,345", "67,890", "11,111"], ["22,222", "33,333", "44,444"]]
    document = read_pdf(pdf_of_grid(rows, [60, 90.5, 121, 152]))
    assert grid_of(document, document.tables[0]) == rows


def test_a_boxed_text_is_no_table(pdf_of_lines) -> None:
    file = pymupdf.open(stream=pdf_of_lines([(72, 112, "Decision:"), (72, 126, "I agree to the new fares.")]))
    file[0].draw_rect((60, 95, 400, 140))
    document = read_pdf(file.tobytes())
    assert document.tables == ()
    assert "I agree to the new fares." in document.text


def test_labels_and_values_are_a_form_whose_rows_are_paragraphs(pdf_of_grid) -> None:
    rows = [["Subject:", "New fares"], ["Ward:", "Quayside"], ["Decision taken by:", "The Ferry Board"]]
    document = read_pdf(pdf_of_grid(rows, [60, 200, 450]))
    assert document.tables[0].is_form
    assert [b.kind for b in document.body()] == [BlockKind.PARAGRAPH] * 3
    assert "Ward:\tQuayside" in document.text


def test_a_table_that_goes_on_overleaf_is_one_table(pdf_of_grid) -> None:
    head = ["Pier", "Boats", "Crew"]
    first = [head, *([f"Pier {n}", str(n * 3), str(n)] for n in range(1, 32))]
    second = [head, ["Pier 99", "7", "2"]]
    file = pymupdf.open(stream=pdf_of_grid(first, [60, 200, 300, 400], top=120), filetype="pdf")
    file.insert_pdf(pymupdf.open(stream=pdf_of_grid(second, [60, 200, 300, 400], top=60), filetype="pdf"))
    document = read_pdf(file.tobytes())
    assert len(document.tables) == 1
    assert grid_of(document, document.tables[0])[-1] == ["Pier 99", "7", "2"]
    assert [row for row in grid_of(document, document.tables[0]) if row == head] == [head]
    assert {cell.page for cell in document.tables[0].cells} == {1, 2}


def test_a_row_cut_by_the_page_is_one_row(pdf_of_grid) -> None:
    first = [["Pier", "Cost", "Why"], ["North", "£4m", "The old deck was rotten and had to be"]]
    second = [["", "", "renewed before the spring."], ["South", "£2m", "Paint."]]
    file = pymupdf.open(stream=pdf_of_grid(first, [60, 150, 220, 500], top=700), filetype="pdf")
    file.insert_pdf(pymupdf.open(stream=pdf_of_grid(second, [60, 150, 220, 500], top=60), filetype="pdf"))
    document = read_pdf(file.tobytes())
    assert grid_of(document, document.tables[0])[1] == [
        "North", "£4m", "The old deck was rotten and had to be renewed before the spring.",
    ]  # fmt: skip


def test_a_form_filled_in_again_overleaf_is_a_second_form(pdf_of_grid) -> None:
    def form(subject: str) -> list[list[str]]:
        return [["(a)", "Subject:", subject], ["(b)", "Ward:", "Quayside"], ["(c)", "Decision:", "Agreed as printed"]]

    file = pymupdf.open(stream=pdf_of_grid(form("Fares"), [60, 90, 200, 500], top=700), filetype="pdf")
    file.insert_pdf(pymupdf.open(stream=pdf_of_grid(form("Boats"), [60, 90, 200, 500], top=60), filetype="pdf"))
    assert len(read_pdf(file.tobytes()).tables) == 2


def test_borders_drawn_cell_by_cell_around_a_very_narrow_column_are_one_grid() -> None:
    edges = [60, 200, 260, 265, 340]
    file = pymupdf.open()
    page = file.new_page()
    for row, words in enumerate((("Pier", "2030", "2031"), ("North", "12", "14"), ("South", "9", "8"))):
        top = 100 + 20 * row
        for x0, x1 in pairwise(edges):
            for border in ((x0, top, x1, top + 0.5), (x0, top + 20, x1, top + 20.5), (x0, top, x0 + 0.5, top + 20)):
                page.draw_rect(border, color=None, fill=(0, 0, 0))
        page.draw_rect((340, top, 340.5, top + 20), color=None, fill=(0, 0, 0))
        for x, word in zip((64, 204, 269), words, strict=True):
            page.insert_text((x, top + 14), word, fontsize=9)
    document = read_pdf(file.tobytes())
    assert len(document.tables) == 1
    assert grid_of(document, document.tables[0])[1] == ["North", "12", "14"]


# -- prose in a column beside a table ----------------------------------------------------------------------------


PROSE = [
    "The town keeps four miles of quay and two",
    "small harbours. Since the spring it has dug",
    "out the older of them, which had filled with",
    "sand, and has laid a new floor in the other",
    "one. The money came from the sale of a yard",
    "and from a loan that is to be paid back in",
    "nine years from the dues that ships pay for",
    "each night that they lie there.",
]
ROWS = [("Harbour", "Budget", "Outturn"), ("Old", "1,240", "1,301"), ("New", "830", "790"), ("Both", "2,070", "2,091")]


@pytest.mark.parametrize(("prose_at", "table_at"), [(60, 330), (330, 60)])
@pytest.mark.parametrize("leading", [13, 17])
def test_prose_beside_a_table_is_no_cell_of_its_rows(prose_at: int, table_at: int, leading: int) -> None:
    with pymupdf.open() as file:
        page = file.new_page()
        for number, line in enumerate(PROSE):
            page.insert_text((prose_at, 100 + 13 * number), line, fontsize=10)
        for number, row in enumerate(ROWS):
            for column, words in enumerate(row):
                page.insert_text((table_at + 90 * column, 113 + leading * number), words, fontsize=10)
        document = read_bytes(file.tobytes(), "paper.pdf")
    (table,) = document.tables
    assert [document.cell_text(cell) for cell in table.cells] == [words for row in ROWS for words in row]
    assert " ".join(PROSE) in document.text


def test_comments_beside_amounts_stay_in_their_rows() -> None:
    comments = [
        "Two gangs were taken on in the summer",
        "No lamp is out since the spring began",
        "Work waits for the frost to go away",
    ]
    with pymupdf.open() as file:
        page = file.new_page()
        for number, comment in enumerate(comments):
            row = (f"Street {number}", f"{number + 1},240", f"{number + 1},301", comment)
            for x, words in zip((60, 150, 220, 300), row, strict=True):
                page.insert_text((x, 100 + 13 * number), words, fontsize=10)
        document = read_bytes(file.tobytes(), "paper.pdf")
    (table,) = document.tables
    assert [document.cell_text(cell) for cell in table.cells if cell.column == 3] == comments
