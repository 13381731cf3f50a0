"""Papers that multiply: small in bytes, endless in what they hold. Each ends by a limit of its own, which is named.

None may wait for a worker's time to run out, so each is read here without a worker and the limit that ends it is looked
for in what is said. What a large honest paper holds must pass the same limits.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.errors import LimitExceeded
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading import read_bytes
from tests.ingest.test_hostile_files import body, outcome, word_with
from tests.minutebook.test_hostile_papers import pdf


def page(*contents: bytes, times: int = 1) -> bytes:
    """A PDF whose pages, ``times`` each, show these contents in one font."""
    first = 4 + len(contents)
    kids = b" ".join(b"%d 0 R" % (first + number) for number in range(len(contents) * times))
    font = b"<</Font<</F 3 0 R>>>>"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(contents) * times, kids),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content) for content in contents),
            *(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources%b>>" % (4 + number, font)
                for number in range(len(contents))
                for _ in range(times)
            ),
        ]
    )


def forms_in_forms(levels: int, times: int) -> bytes:
    """A page that draws a form, which draws the next ``times`` times, and so on; the last one draws a word."""
    made = []
    for level in range(levels):
        last = level == levels - 1
        content = b"BT /F 8 Tf 9 9 Td (Harbour) Tj ET" if last else b"/X Do " * times
        held = b"/Font<</F 3 0 R>>" if last else b"/XObject<</X %d 0 R>>" % (7 + level)
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%b>>/Length %d>>" % (held, len(content))
        made.append(head + b"stream\n" + content + b"\nendstream")
    top = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[4 0 R]>>"]
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    shown = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</XObject<</X 6 0 R>>>>>>"
    return pdf([*top, font, shown, b"<</Length 5>>stream\n/X Do\nendstream", *made])


def one_form(draws: bytes, form: bytes = b"", place: bytes = b"", above: bytes = b"") -> bytes:
    """A page whose contents, ``draws``, draw the form X; its names stand with the page (``place``) or ``above`` it."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]%b>>" % above,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[7 0 R 5 0 R]%b>>" % place,
            b"<</Length %d>>stream\n%b\nendstream" % (len(draws), draws),
            b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]%b/Length 13>>stream\n0 0 5 5 re f \nendstream" % form,
            b"<</Length 1>>stream\nq\nendstream",
        ]
    )


def cells(rows: int, columns: int) -> str:
    return "<table border=1>" + ("<tr>" + "<td>31</td>" * columns + "</tr>") * rows + "</table>"


X_IS_THE_FORM = b"/Resources<</XObject<</X 6 0 R>>>>"
HONEST = "<p>The Board met on 4 May 2031 and agreed that the dues of the harbour rise by a third.</p>\n"
ROW = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
LINE = b"(The Board met on 4 May 2031 and the dues rose by a third of all.) ' "
LINES = b"BT /F 8 Tf 9 800 Td 9 TL " + LINE * 90 + b"ET"
LABELS = b"BT /F 1 Tf " + b"".join(
    b"1 0 0 1 %d %d Tm (q) Tj " % (5 + n % 97 * 6, 9 + n // 97 * 8) for n in range(9_000)
)

BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "table.html": (lambda: cells(1_000, 1_000).encode(), "cells in its tables"),
    "one-table.html": (lambda: cells(700, 100).encode(), "a table of more than 60000 cells"),
    "tables.html": (lambda: (cells(1, 2) * 100_000).encode(), "cells in its tables"),
    "paragraphs.html": (lambda: b"<p>It rose." * 110_000, "100000 paragraphs"),
    "tags.html": (lambda: b"<b>a</b>" * 800_000, "tags"),
    "paragraph.html": (lambda: b"It rose. " * 40_000, "characters in one paragraph"),
    "cells.docx": (
        lambda: word_with("word/document.xml", body(f"<w:tbl>{ROW * 160_000}</w:tbl>")),
        r"more than 150000|times its size",
    ),
    "lines.txt": (lambda: b"1 2 3\n" * 600_000, "lines"),
    "line.txt": (lambda: b"The Board met.\n" + b"9" * 400_000, "a line of 400000 characters"),
    "numbers.txt": (lambda: b"31 " * 2_100_000, "6300000 characters"),
    "honest.txt": (lambda: HONEST.encode() * 60_000, r"5\d{6} characters, more than 5000000"),
    "honest.html": (lambda: HONEST.encode() * 60_000, r"5\d{6} characters, more than 5000000"),
    "pages.pdf": (
        lambda: page(LINES, times=1_200),
        "one page 1200 times",
    ),
    "labels.pdf": (lambda: page(LABELS + b"ET"), "no page of fewer"),
    "form-again.pdf": (lambda: one_form(b"/X Do " * 1_000_000, place=X_IS_THE_FORM), "more than 400000 times"),
    "form-of-parent.pdf": (lambda: one_form(b"/X Do " * 1_000_000, above=X_IS_THE_FORM), "more than 400000 times"),
    "form-by-escape.pdf": (lambda: one_form(b"/#58 Do " * 1_000_000, place=X_IS_THE_FORM), "more than 400000 times"),
    "forms.pdf": (lambda: forms_in_forms(12, 10), "forms inside forms"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_each_ends_by_a_limit_of_its_own_that_is_named(name: str) -> None:
    make, told = BOMBS[name]
    with pytest.raises(LimitExceeded, match=told) as caught:
        read_bytes(make(), name)
    assert name in caught.value.message
    assert "split" in caught.value.remedy


def test_one_page_like_a_map_costs_no_other_page() -> None:
    document = read_bytes(page(b"BT /F 8 Tf 9 800 Td 9 TL " + LINE + b"ET", LABELS + b"ET"), "pack.pdf")
    assert document.text.startswith("The Board met on 4 May 2031")
    assert document.pages[0].note is None
    assert (document.pages[1].note or "").startswith("Not read: 9000 characters in 9000 pieces")


def test_a_form_inside_a_form_is_drawn_as_ever() -> None:
    assert read_bytes(forms_in_forms(3, 2), "stamped.pdf").text.split() == ["Harbour"] * 4


def test_a_form_whose_kind_stands_elsewhere_is_reckoned_too() -> None:
    hidden = forms_in_forms(12, 10).replace(b"/Subtype/Form", b"/Subtype 3 0 R")
    assert outcome(hidden, "hidden.pdf") == "limit_exceeded"


def test_a_sign_drawn_eighty_times_on_a_page_is_no_bomb() -> None:
    assert outcome(one_form(b"/X Do " * 80 + LINES, place=X_IS_THE_FORM), "logo.pdf") == "read"


def test_forms_that_draw_themselves_are_reckoned_to_an_end() -> None:
    round_about = forms_in_forms(3, 2).replace(b"/XObject<</X 8 0 R>>", b"/XObject<</X 6 0 R>>")
    assert outcome(round_about, "round.pdf") in ("read", "empty", "damaged")


def test_a_pack_of_five_hundred_pages_with_thousands_of_cells_passes() -> None:
    one = "<h2>1. Harbour dues</h2>" + "<p>The Board met and agreed that the dues of the harbour rise.</p>" * 20
    document = read_bytes(f"<body>{(one + cells(10, 4)) * 500}</body>".encode(), "pack.html")
    assert len(document.text) > 600_000
    assert sum(len(table.cells) for table in document.tables) == 20_000
    assert len(document.blocks) < DEFAULT_LIMITS.blocks // 5


def test_a_limit_of_all_that_was_read_holds_for_every_reader() -> None:
    for name, data in (("a.pdf", page(LINES)), ("a.txt", b"It rose.\n\n" * 30), ("a.html", b"<p>It rose.</p>" * 30)):
        with pytest.raises(LimitExceeded, match=r"characters, more than 100|more than 100 characters"):
            read_bytes(data, name, limits=Limits(text_characters=100))
