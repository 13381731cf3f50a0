"""Tables inside the cells of forms, and forms without headings or bold labels."""

from __future__ import annotations

import docx

from ingest.document import Document, Table
from ingest.reading import read_bytes

FIGURES = (("Pier", "Dues", "Boats"), ("North", "£4,100", "31"), ("South", "£2,300", "18"))


def texts(document: Document, table: Table) -> list[str]:
    return [document.cell_text(cell) for cell in table.cells]


def fill(table, rows) -> None:
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words


def test_a_table_inside_a_word_form_keeps_its_rows_and_columns(saved) -> None:
    file = docx.Document()
    form = file.add_table(3, 2)
    fill(form, (("Title:", "Dues of the piers"), ("Cost:", "As follows."), ("Contact:", "The clerk of the harbour")))
    fill(form.cell(1, 1).add_table(3, 3), FIGURES)
    document = read_bytes(saved(file), "form.docx")
    inner = next(table for table in document.tables if not table.is_form)
    assert (inner.rows, inner.columns, inner.header_rows) == (3, 3, 1)
    assert "£2,300" in texts(document, inner)
    assert document.text.index("As follows.") < document.text.index("Pier\tDues\tBoats")
    assert document.text.index("South\t£2,300\t18") < document.text.index("The clerk of the harbour")


def test_a_table_inside_a_web_form_keeps_its_rows_and_columns() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{words}</td>' for words in row)}</tr>" for row in FIGURES)
    page = (
        "<html><body><table border=1><tr><th>Title:</th><td>Dues</td></tr><tr><th>Cost:</th><td><p>As follows.</p>"
        f"<table border=1>{rows}</table></td></tr><tr><th>Contact:</th><td>The clerk</td></tr></table></body></html>"
    )
    document = read_bytes(page.encode(), "form.html")
    assert "North\t£4,100\t31" in document.text
    assert document.text.count("£4,100") == 1


def test_short_labels_beside_longer_words_are_a_form(saved) -> None:
    file = docx.Document()
    fill(
        file.add_table(3, 2),
        (
            ("Present", "Captain Orla Finch (Chair), Mate Bede Lorn, Cook Ada Pell"),
            ("Apologies", "Purser Tam Wick"),
            ("In attendance", "The clerk of the harbour and two of the crew"),
        ),
    )
    document = read_bytes(saved(file), "minutes.docx")
    assert [table.is_form for table in document.tables] == [True]
    assert "Apologies\tPurser Tam Wick" in document.text


def test_headed_columns_of_names_stay_a_table(saved) -> None:
    file = docx.Document()
    table = file.add_table(3, 2)
    fill(table, (("", ""), ("Orla Finch", "Chair of the Board"), ("Bede Lorn", "Clerk")))
    for column, words in enumerate(("Name", "Post held")):
        table.cell(0, column).paragraphs[0].add_run(words).bold = True
    assert [found.is_form for found in read_bytes(saved(file), "list.docx").tables] == [False]
