"""Tables of contents in text files: titles, leaders of dots, and page numbers that never fall."""

from __future__ import annotations

from ingest.document import BlockKind
from ingest.reading import read_bytes


def contents(text: str) -> list[str]:
    document = read_bytes(text.strip("\n").encode(), "paper.txt")
    lines = [block for block in document.blocks if block.kind is BlockKind.CONTENTS]
    return [" ".join(document.text[block.start : block.end].split()) for block in lines]


def test_titles_with_leaders_and_rising_pages_are_contents() -> None:
    assert contents("""
Contents

1. How the harbour fared ................ 3
2. The lights .......................... 3
   2.1 The old lamp  . . . . . . . . . .  5
Annex: tides ........................... 12

1. How the harbour fared

It fared well.
""") == [
        "1. How the harbour fared ................ 3",
        "2. The lights .......................... 3",
        "2.1 The old lamp . . . . . . . . . . 5",
        "Annex: tides ........................... 12",
    ]


def test_a_title_that_wraps_is_contents_from_its_first_line() -> None:
    found = contents("""
1. The lights .......................... 3
2. The boats and
   the ropes they need ................. 5
3. The tides ........................... 9
""")
    assert found[1:3] == ["2. The boats and", "the ropes they need ................. 5"]


def test_prices_with_leaders_are_no_contents() -> None:
    assert (
        contents("""
Hire of the hall ............ 40
Hire of the kitchen ......... 15
Hire of the chairs .......... 5
""")
        == []
    )


def test_two_lines_are_no_list() -> None:
    assert contents("Signed by the chair ........ 1\n\nSigned by the clerk ........ 2\n") == []
