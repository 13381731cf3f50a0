"""What the head of a paper says in shapes met after the rules were first made; each class with words of its own."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.records import DocumentFacts
from ingest.reading import read_bytes


def facts_of(text: str) -> DocumentFacts:
    return extract(read_bytes(text.encode(), "paper.txt")).document


def test_several_labels_on_one_line_have_each_its_own_value() -> None:
    facts = facts_of(
        "Report to: CABINET Date: 6 March 2024\n\nReport of: Director of Parks\n\nSubject: Bowling greens\n\n"
        "Key Decision: No Wards: All Portfolio: Councillor Una Pike, Parks and Play\n\n1. SUMMARY\n\nGreens cost £1m.\n"
    )
    assert (facts.body, facts.meeting_date, facts.key_decision) == ("Cabinet", "2024-03-06", False)
    assert (facts.portfolio, facts.lead_member) == ("Parks and Play", "Councillor Una Pike")


def test_the_next_meeting_is_not_this_one() -> None:
    facts = facts_of(
        "PELLOW BOROUGH COUNCIL\n\nEXECUTIVE - DECISION SHEET\n\nMonday, 6 May 2019\n\n"
        "The minutes will be published for the next meeting on 3 June 2019.\n\n4 Rents\n\nRESOLVED that it be noted.\n"
    )
    assert (facts.meeting_date, facts.kind, facts.body) == ("2019-05-06", "decision_list", "Executive")


def test_a_body_set_far_from_its_date_on_one_line_met_on_that_day() -> None:
    facts = facts_of(
        "PELLOW COUNTY COUNCIL\n\nCABINET                                        9 JULY 2014\n\n"
        "REPORT OF THE ROADS COMMITTEE\n\nCABINET DECISION 4 JUNE 2014: VERGES\n\n1. Purpose\n\nTo ask again.\n"
    )
    assert facts.meeting_date == "2014-07-09"


def test_a_date_by_which_something_is_to_be_signed_is_no_signature() -> None:
    facts = facts_of(
        "PELLOW BOROUGH COUNCIL\n\nRECORD OF OFFICER DECISION\n\nDecision maker: Ann Tay, Director of Parks\n\n"
        "Decision:\nTo let the cafe.\n\nTimescale: lease to be signed by 9 October 2020.\n\n"
        "Signature: A Tay\n\nDate: 14 September 2020\n"
    )
    assert facts.signed_date == "2020-09-14"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Category: [ ] Key Decision [X] Administrative Decision", False),
        ("Category: [X] Key Decision [ ] Administrative Decision", True),
        ("Delegated Decision Notice - Officer Key Decision", True),
    ],
)
def test_a_ticked_box_says_whether_it_is_a_key_decision(line: str, key: bool) -> None:
    text = f"PELLOW BOROUGH COUNCIL\n\nDELEGATED DECISION RECORD\n\n{line}\n\nDecision:\nTo let the cafe.\n"
    assert facts_of(text).key_decision is key


def test_public_minutes_that_exclude_the_public_are_not_exempt() -> None:
    facts = facts_of(
        "PELLOW BOROUGH COUNCIL\n\nMINUTES OF THE CABINET held on 6 May 2019\n\n9. EXCLUSION OF THE PUBLIC\n\n"
        "RESOLVED that the press and public be excluded under paragraph 3 of Part 1 of Schedule 12A.\n\n"
        "10. LAND (exempt)\n\nRESOLVED that the recommendation in the exempt report be approved.\n"
    )
    assert facts.exempt is not True
