"""Items of business by their heads: numbers with codes, years and marks, and lettered parts. All are invented."""

from __future__ import annotations

import pytest

from extractors.structure.list_markers import roman_value
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
    ("2023/22", "2023/23", "2023/24"),
    ("24/25/98", "24/25/99", "24/25/100"),
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


def test_a_number_that_leaps_is_no_head_where_the_one_due_comes_below_it() -> None:
    found = minutes(
        "1.", "APOLOGIES", "Minutes:", "None.", "2.", "MINUTES", "Minutes:", "RESOLVED that the minutes be approved.",
        "3.", "MATTERS ARISING", "3.1", "Minute 5 - Annual Report of the Pilot", "Minutes:", "The pilot spoke.",
        "4.", "EEL PLAN", "Minutes:", "RESOLVED that the plan be received.",
    )  # fmt: skip
    assert [decision.number for decision in found.decisions] == ["2", "4"]


def test_those_who_sign_in_a_numbered_list_head_no_items() -> None:
    found = minutes(
        "1.", "APOLOGIES", "Minutes:", "None.", "2.", "INTERESTS", "Minutes:", "None.",
        "3.", "Call-in of the toll", "Minutes:", "The signatories were:", "1.    Cllr Ann Reed", "2.    Cllr Bo Rush",
        "3.4  The Panel therefore agreed to take no further action.",
    )  # fmt: skip
    assert [decision.number for decision in found.decisions] == ["3"]


def test_a_number_alone_over_a_name_heads_an_item() -> None:
    found = minutes(
        "4.", "Alderman Reed", "Minutes:", "RESOLVED that a letter be sent to him.",
        "5.", "Tolls", "Minutes:", "RESOLVED that the tolls be noted.",
    )  # fmt: skip
    assert [decision.title for decision in found.decisions] == ["Alderman Reed", "Tolls"]


def test_items_may_be_marked_by_capitals_that_count_on_from_a() -> None:
    text = (
        "# Cabinet: Summary of Decisions\n\n## Members in attendance\n\nCouncillors Reed and Rush\n\n"
        "## A. Interests\n\nNone.\n\n## B. Minutes\n\nDecision: Cabinet agreed that the minutes be signed.\n\n"
        "Call-in: No\n\n## C. Eel routes\n\nDecision: Cabinet\n\n(i) approved the routes; and\n\n"
        "(ii) agreed to add traps.\n\nOptions not pursued: Nets.\n\nCall-in: Yes\n"
    )
    found = paper(text, "decision_list", body="Cabinet", meeting_date="2024-05-02")
    assert [(d.number, d.title, d.alternatives) for d in found.decisions] == [
        ("B", "Minutes", None), ("C", "Eel routes", "Nets."),
    ]  # fmt: skip


def test_articles_may_be_numbered_in_roman_numerals() -> None:
    found = minutes(
        "I DECLARATIONS OF INTEREST", "None.", "II MINUTE OF MEETING", "The minute of 4 May was submitted and noted.",
        "III EEL MONITORING 2030/31", "The Board agreed:-", "(i) to note the count; and", "(ii) to approve the plan.",
    )  # fmt: skip
    assert [(decision.number, decision.title) for decision in found.decisions] == [
        ("II", "MINUTE OF MEETING"), ("III", "EEL MONITORING 2030/31"),
    ]  # fmt: skip


@pytest.mark.parametrize(("numeral", "value"), [("IV", 4), ("XIX", 19), ("XLII", 42), ("IIV", 0), ("LIVID", 0)])
def test_only_a_roman_numeral_has_a_value(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


def test_a_line_that_leads_to_what_a_report_recommended_heads_no_item() -> None:
    found = minutes(
        "Eel Management", "The Board had before it a report by the Pilot on eels in the river and the traps set there.",
        "The report recommended:-", "that the Board note the report.", "The Board resolved:-", "(i) to note it; and",
        "(ii) to thank the Pilot.",
    )  # fmt: skip
    assert [decision.title for decision in found.decisions] == ["Eel Management"]


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


# Bugs caught.


def test_financial_years_over_paragraphs_are_no_items() -> None:
    found = minutes(
        "2023/24  OUTTURN", "The Board heard of the year.", "RESOLVED that the outturn be noted.",
        "2024/25  ESTIMATES", "RESOLVED that the estimates be approved.",
    )  # fmt: skip
    assert not [d.number for d in found.decisions if d.number]


def test_the_last_amount_of_a_row_and_the_name_of_the_next_are_no_head_of_an_item() -> None:
    counts = """   Indicator                      Q2 2022/23   Q2 2023/24   Target
   Ships piloted                          61           54       65
   Groundings                              2            3       10
   Complaints about noise                118          109        -"""
    found = minutes(
        "HB/41/24  WELCOME", "All came.",
        "HB/42/24  DREDGING OF THE BASIN", "RESOLVED that the basin be dredged.",
        "HB/43/24  PERFORMANCE", counts, "RESOLVED that the report be noted.",
        "HB/44/24  MOORING FEES", "RESOLVED that the fees be noted.",
    )  # fmt: skip
    assert [d.number for d in found.decisions] == ["HB/42/24", "HB/43/24", "HB/44/24"]


def test_heads_that_all_count_on_are_items_whether_or_not_the_reader_took_each_for_a_heading() -> None:
    found = minutes(
        "1   Apologies", "None.",
        "2   HARBOUR PLAN", "RESOLVED that the plan be noted.",
        "3   DREDGING OF THE BASIN", "RESOLVED that the basin be dredged.",
        "4   Any other business - Flood grants at the Lower Quay", "RESOLVED that the grants be approved.",
    )  # fmt: skip
    assert [(d.number, d.outcome) for d in found.decisions] == [("2", "noted"), ("3", "decided"), ("4", "decided")]


def test_plainer_heads_before_the_first_heading_and_behind_the_last_are_items_too() -> None:
    words = (
        "334 APOLOGIES\n\nRESOLVED that the apologies be accepted.\n\n335 RECORDING\n\nRESOLVED that it be noted.\n\n"
        "336 PLANNING (for the whole Council)\n\n336.1 RESOLVED that no objection be made."
    )
    assert [decision.number for decision in paper(words, "minutes").decisions] == ["334", "335", "336"]


def test_the_number_of_the_agenda_may_stand_behind_that_of_the_minute() -> None:
    found = minutes(
        "K048/23      1.         APOLOGIES FOR ABSENCE.\n\nThe meeting accepted the reasons given.",
        "K049/23      2.         SLIPWAY FEES.\n\nIt was resolved that the fees be kept.",
        "K050/23     3.       TO NOTE THE MINUTES OF THE MOORINGS PANEL HELD ON 6TH MAY\n\nMembers noted the minutes.",
    )
    assert [(decision.number, decision.title) for decision in found.decisions][1:] == [
        ("K049/23", "SLIPWAY FEES"),
        ("K050/23", "TO NOTE THE MINUTES OF THE MOORINGS PANEL HELD ON 6TH MAY"),
    ]


def test_a_capital_far_from_its_words_is_the_letter_of_a_clause() -> None:
    found = minutes("4. Dredging\n\nIt was resolved to:\n\nA    Note the report of the surveyor.")
    assert (found.numbers, found.effects) == (["A"], [("noted",)])


def test_clauses_listed_behind_a_lead_in_are_no_items_of_business() -> None:
    clauses = "\n\n".join(f"{n}. To note plan {n} of the harbour." for n in range(1, 6))
    head = "Issue - meetings\n\nDredging\n\nMeeting: 14/11/2016 - Harbour Board (Item 6.)\n\n6. Dredging PDF 164 KB"
    page = f"{head}\n\nDecision:\n\nThat it be approved, as follows:\n\n{clauses}"
    assert minutes(page).numbers == ["1", "2", "3", "4", "5"]


def test_what_a_web_page_prints_over_everything_heads_no_item() -> None:
    found = minutes(
        "Top\n\nMinutes of a meeting held on 9 May 2024.\n\nRESOLVED -\n\n(1)  That the licence be granted."
    )
    assert [decision.title for decision in found.decisions] != ["Top"]


def test_a_minutes_number_may_end_in_the_letters_of_its_committee() -> None:
    found = minutes("24/1/HBC\n\nApologies\n\nNone.", "24/2/HBC\n\nDues\n\nRESOLVED that the dues be raised.")
    assert [(d.number, d.title) for d in found.decisions] == [("24/2/HBC", "Dues")]


def test_a_title_in_capitals_may_go_on_over_lines_of_their_own() -> None:
    narrative = (
        "The officer told of the storm, and of what it had cost the harbour in the winter and the spring of it. " * 3
    )
    found = minutes(
        f"163. WELCOME\n\n{narrative}",
        "164. THE HARBOUR FUND AND DECENT\nMOORINGS - BUDGET AT\nQUARTER 3\n\nRESOLVED:\n\nThat the budget be noted.",
        "165. DUES\nRESOLVED that the dues be raised.",
    )
    assert [d.title for d in found.decisions] == [
        "THE HARBOUR FUND AND DECENT MOORINGS - BUDGET AT QUARTER 3",
        "DUES",
    ]
