"""Word files: tracked changes, computed numbers, merged cells, page breaks, running heads, notes."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.document import BlockKind, Document
from ingest.reading import read_bytes


def read(data: bytes) -> Document:
    return read_bytes(data, "paper.docx")


def run_of(words: str, tag: str = "w:t") -> OxmlElement:
    run, text = OxmlElement("w:r"), OxmlElement(tag)
    text.text = words
    run.append(text)
    return run


def test_insertions_are_kept_and_deletions_left_out(saved) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("The fare is ")
    for tag, inner, words in (("w:del", "w:delText", "two "), ("w:ins", "w:t", "three ")):
        change = OxmlElement(tag)
        change.append(run_of(words, inner))
        paragraph._p.append(change)
    paragraph.add_run("pounds.")
    assert read(saved(file)).text == "The fare is three pounds."


def test_automatic_numbers_stand_in_the_text(saved) -> None:
    file = docx.Document()
    for words in ("the fares be raised;", "the boats be painted."):
        file.add_paragraph(words, style="List Number")
    file.add_paragraph("Note this.", style="List Bullet")
    document = read(saved(file))
    assert document.text.split("\n\n") == ["1. the fares be raised;", "2. the boats be painted.", "• Note this."]
    assert [block.marker for block in document.blocks] == ["1.", "2.", "•"]


def test_numbers_inside_numbers_count_by_their_own_pattern(saved) -> None:
    file = docx.Document()
    numbering = file.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">'
        '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>'
        "</w:abstractNum>"
    ))  # fmt: skip
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth in (0, 1, 1, 2, 0, 1):
        properties = file.add_paragraph("Words")._p.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
        ))  # fmt: skip
    markers = [block.marker for block in read(saved(file)).blocks]
    assert markers == ["4.", "(a)", "(b)", "4.b.i", "5.", "(a)"]


def test_merged_cells_are_one_cell(saved) -> None:
    file = docx.Document()
    table = file.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Fares"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "North"
    for row, column, words in ((1, 1, "4"), (1, 2, "5"), (2, 1, "6"), (2, 2, "7"), (0, 0, "Pier")):
        table.cell(row, column).text = words
    read_table = read(saved(file)).tables[0]
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in read_table.cells}
    assert spans[0, 1] == (1, 2)
    assert spans[1, 0] == (2, 1)
    assert (2, 0) not in spans


def test_page_breaks_number_the_pages(saved) -> None:
    file = docx.Document()
    file.add_paragraph("On the first page.")
    file.add_page_break()
    file.add_paragraph("On the second page.")
    document = read(saved(file))
    assert document.page_at(document.text.index("second")) == 2
    assert len(document.pages) == 2


def test_running_heads_are_furniture(saved) -> None:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Ferry Board"
    file.add_paragraph("The Board met.")
    document = read(saved(file))
    assert document.text == "The Board met."
    assert [b.words for b in document.blocks if b.kind is BlockKind.FURNITURE] == ["Ferry Board"]


def test_heading_styles_and_bold_titles_are_headings(saved) -> None:
    file = docx.Document()
    file.add_heading("Fares", 2)
    file.add_paragraph().add_run("Reasons for Decision").bold = True
    file.add_paragraph("They were low.")
    kinds = [(block.kind, block.level) for block in read(saved(file)).blocks]
    assert kinds == [(BlockKind.HEADING, 2), (BlockKind.HEADING, 3), (BlockKind.PARAGRAPH, 0)]


def test_a_raised_number_does_not_run_into_a_figure(saved) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("It cost £500")
    paragraph.add_run("2").font.superscript = True
    assert read(saved(file)).text == "It cost £500²"


def test_text_boxes_and_links_are_read(saved) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("Outside. ")
    link = OxmlElement("w:hyperlink")
    link.append(run_of("a link"))
    paragraph._p.append(link)
    box = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Inside the box.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph._p.append(box)
    assert read(saved(file)).text == "Outside. a link\n\nInside the box."


@pytest.mark.parametrize("code", ["F0E1", "F0E9"])
def test_arrows_of_symbol_fonts_are_arrows(saved, code: str) -> None:
    file = docx.Document()
    run = file.add_paragraph("Up ").add_run()
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:font"), "Wingdings")
    symbol.set(qn("w:char"), code)
    run._r.append(symbol)
    assert read(saved(file)).text == "Up ↑"
