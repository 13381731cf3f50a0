"""Items of business by their heads: numbers with codes, years and marks, and lettered parts. All are invented."""

from __future__ import annotations

import pytest

from tests.extractors.invented_papers import Extracted, paper

HEADS = [
    ("HBR24/7", "HBR24/8", "HBR24/9"),
    ("24/7", "24/8", "24/9"),
    ("57/24", "58/24", "59/24"),
    ("HB/57", "HB/58", "HB/59"),
    ("H/57", "H/58", "H/59"),
    ("4.0", "5.0", "6.0"),
    ("4 *", "5 *", "6"),
    ("4.", "5.", "6."),
]


def minutes(*parts: str, kind: str = "minutes") -> Extracted:
    return paper("\n\n".join(("HARBOUR BOARD", *parts)), kind, body="Harbour Board", meeting_date="2024-05-02")


@pytest.mark.parametrize("numbers", HEADS)
def test_the_numbers_of_items_come_in_many_shapes(numbers: tuple[str, str, str]) -> None:
    first, second, third = numbers
    found = minutes(
        f"{first}  WELCOME", "All came.",
        f"{second}  DREDGING OF THE BASIN", "RESOLVED that the basin be dredged.",
        f"{third}  MOORING FEES", "RESOLVED that the fees be noted.",
    )  # fmt: skip
    assert [d.title for d in found.decisions] == ["DREDGING OF THE BASIN", "MOORING FEES"]
    assert [d.number for d in found.decisions] == [number.rstrip(" *.") for number in (second, third)]


def test_a_code_needs_only_one_space_behind_it() -> None:
    found = minutes(
        "HBR24/7 Welcome", "All came.",
        "HBR24/8 Dredging", "RESOLVED that the basin be dredged.",
        "HBR24/9 Fees", "RESOLVED that the fees be noted.",
    )  # fmt: skip
    assert [d.number for d in found.decisions] == ["HBR24/8", "HBR24/9"]


def test_numbered_paragraphs_of_minutes_are_no_items() -> None:
    found = minutes(
        "HBR24/7 Dredging", "7.1 The Engineer spoke.", "7.2 RESOLVED that the basin be dredged.",
        "7.3 The Board thanked him.", "HBR24/8 Fees", "8.1 RESOLVED that the fees be noted.",
    )  # fmt: skip
    assert [d.number for d in found.decisions] == ["HBR24/7", "HBR24/8"]
    assert found.texts == ["the basin be dredged.", "the fees be noted."]


def test_applications_under_one_item_are_decided_one_by_one() -> None:
    found = minutes(
        "5.  MINUTES", "RESOLVED that the minutes be confirmed as a correct record.",
        "6.  PLANNING APPLICATIONS",
        "(a)  23/00417/FUL - Net Loft, Strand", "RESOLVED", "That permission be granted.",
        "(b)  23/00502/HOU - 4 Quay Row", "RESOLVED", "That permission be refused.",
        "(c)  23/00611/LBC - Old Light", "The application was withdrawn before the meeting.",
        "7.  CLOSE", "None.",
    )  # fmt: skip
    assert [d.number for d in found.decisions] == ["5", "6 (a)", "6 (b)", "6 (c)"]
    assert [d.outcome for d in found.decisions] == ["decided", "decided", "rejected", "withdrawn"]
    assert found.decisions[1].title == "23/00417/FUL - Net Loft, Strand"


def test_a_lettered_list_of_clauses_makes_no_items() -> None:
    found = minutes(
        "5.  WORKS", "RESOLVED that the following be approved:", "(a) Crane repairs", "(b) Slipway repairs",
        "6.  CLOSE", "None.",
    )  # fmt: skip
    assert [d.number for d in found.decisions] == ["5"]


def test_a_note_that_the_item_is_key_is_no_part_of_its_title() -> None:
    found = minutes(
        "5.  LEASE OF THE ICE HOUSE   (Key decision - HB 118)", "RESOLVED that the lease be approved.",
        "6.  FEES", "RESOLVED that the fees be noted.",
    )  # fmt: skip
    assert found.decisions[0].title == "LEASE OF THE ICE HOUSE"
