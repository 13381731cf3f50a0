"""Clauses of PDFs whose numbers are hard to tell: centred, followed by a figure, or a figure themselves."""

from __future__ import annotations

from ingest.document import BlockKind
from tests.ingest.read_papers import read_pdf, words_of

FULL = "The Board was told that the ferry had run on all but four days of the winter, that the crew"


def test_a_number_centred_beside_two_lines_stands_before_them(pdf_of_lines) -> None:
    document = read_pdf(
        pdf_of_lines(
            [
                (72, 100, "4.1"), (110, 100, "Note the dues of the harbour"), (400, 100, "See section 2"),
                (110, 124, "Note the state of the moorings and of"),
                (72, 131, "4.2"), (400, 131, "See section 3"),
                (110, 138, "Winter Storage"),
                (72, 160, "4.3"), (110, 160, "Thank the crew"),
            ]
        )
    )  # fmt: skip
    assert [line for line in document.text.splitlines() if line.startswith("4.2")] == [
        "4.2 Note the state of the moorings and of Winter Storage\tSee section 3"
    ]


def test_a_clause_that_opens_with_a_figure_is_a_clause_by_its_neighbours(pdf_of_lines) -> None:
    document = read_pdf(
        pdf_of_lines(
            [
                (72, 100, "2.3 The dues were raised."),
                (72, 124, "2.4 396 of the 471 boats paid in time."),
                (72, 148, "2.5 The rest were asked again."),
            ]
        )
    )  # fmt: skip
    markers = [block.marker for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
    assert markers == ["2.3", "2.4", "2.5"]


def test_two_figures_on_a_line_of_their_own_are_no_clause(pdf_of_lines) -> None:
    document = read_pdf(pdf_of_lines([(72, 100, "The catch was, by month:"), (72, 124, "7.4 396")]))
    assert [block.marker for block in document.blocks] == [None, None]


def test_a_figure_that_opens_a_line_stays_in_its_sentence(pdf_of_lines) -> None:
    document = read_pdf(
        pdf_of_lines(
            [
                (60, 100, f"6.3 {FULL}"), (60, 114, "had been paid and that nobody was hurt."),
                (60, 138, "6.4 The Board will be told of delays each month. The rate last year was"),
                (60, 152, "7.4 a day for each of the three boats."),
            ]
        )
    )  # fmt: skip
    assert words_of(document, BlockKind.LIST_ITEM)[-1].endswith(
        "The rate last year was 7.4 a day for each of the three boats."
    )


def test_a_label_after_a_finished_sentence_opens_a_paragraph(pdf_of_lines) -> None:
    document = read_pdf(
        pdf_of_lines([(60, 100, f"{FULL} was paid."), (60, 114, "Reason: To match the hours to the tides.")])
    )
    assert "Reason: To match the hours to the tides." in words_of(document, BlockKind.PARAGRAPH)


def test_a_bold_numbered_title_is_a_heading_whatever_its_wording(pdf_of_lines) -> None:
    document = read_pdf(
        pdf_of_lines(
            [
                (72, 100, "7. Harbour Plan: Submission", 11, "hebo"), (72, 120, FULL), (72, 134, "had been paid."),
                (72, 170, "8 What we said we would do", 11, "hebo"), (72, 190, FULL), (72, 204, "had been thanked."),
            ]
        )
    )  # fmt: skip
    assert words_of(document, BlockKind.HEADING) == ["7. Harbour Plan: Submission", "8 What we said we would do"]


def over_a_page_break(pdf_of_lines, last_line: str) -> int:
    first = [(60, 700 + 14 * number, words) for number, words in enumerate((FULL, FULL, last_line))]
    second = [(60, 80, FULL), (60, 94, "was paid.")]
    return len(words_of(read_pdf(pdf_of_lines(first, second)), BlockKind.PARAGRAPH))


def test_a_page_break_between_two_sentences_of_a_paragraph_does_not_cut_it(pdf_of_lines) -> None:
    assert over_a_page_break(pdf_of_lines, f"{FULL}.") == 1


def test_a_page_break_after_a_short_last_line_parts_two_paragraphs(pdf_of_lines) -> None:
    assert over_a_page_break(pdf_of_lines, "It rose.") == 2
