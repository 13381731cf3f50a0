"""Who is named by a paper, and as what."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from ingest.reading import read_bytes
from tests.extractors.small_papers.paper import record_named


def test_people_of_a_covering_sheet_and_of_minutes() -> None:
    sheet = record_named("a_covering_sheet").people
    assert ("Jo McCoy", "Finance Business Partner", "contact") in [(p.name, p.post, p.role) for p in sheet]
    minutes = record_named("welsh_cabinet_minutes").people
    assert ("W Bramble", "Chief Executive", "attendee") in [(p.name, p.post, p.role) for p in minutes]
    assert "M James" not in [p.name for p in minutes], "who sent apologies was not there"


_REPORT = """Wendale Borough Council

Report to the Harbour Scrutiny Committee, 6 September 2021

Report of the Director of Place

MOORING FEES

Background

1. The fees were last set in 2018.

Contact Details

Author:

Ann Budd

Senior Solicitor & Interim

Deputy Monitoring Officer

Chief Officer Responsible for the report:

Tom Lamb

Director of Place

Officers Consulted

Liz Oates, Principal Engineer

Background Papers:

None
"""


def test_a_post_on_two_lines_is_one_and_ends_at_the_next_label() -> None:
    record = extract(read_bytes(_REPORT.encode(), "paper.txt"))
    assert [(p.name, p.post, p.role) for p in record.people] == [
        (None, "Director of Place", "author"),
        ("Ann Budd", "Senior Solicitor & Interim Deputy Monitoring Officer", "author"),
        ("Ann Budd", "Senior Solicitor & Interim Deputy Monitoring Officer", "contact"),
        ("Tom Lamb", "Director of Place", "contact"),
    ]


def test_a_label_that_is_not_known_ends_the_author() -> None:
    text = "Report by:\nAnn Budd, Head of Roads\nTN Number:\n033-21\nSubject:\nMooring fees\n"
    record = extract(read_bytes(text.encode(), "paper.txt"))
    assert [(p.name, p.role) for p in record.people] == [("Ann Budd", "author")]


def test_names_and_posts_of_those_to_be_asked_are_no_headings() -> None:
    record = extract(read_bytes(_REPORT.encode(), "paper.txt"))
    assert [section.heading for section in record.sections][1:] == [
        "Background",
        "Contact Details",
        "Officers Consulted",
        "Background Papers:",
    ]


def test_a_councillor_page_is_a_person() -> None:
    people = record_named("licensing_sub_committee_minutes").people
    assert "Page" in [person.name for person in people]


def _roles(text: str, name: str = "paper.txt") -> list[tuple[str | None, str | None, str]]:
    return [(p.name, p.post, p.role) for p in extract(read_bytes(text.encode(), name)).people]


@pytest.mark.parametrize(
    ("words", "person"),
    [
        (
            "7. Contact details\n\nReport Author: Ann Budd\n\nJob title: Programme Manager, Riverside Renewal\n",
            ("Ann Budd", "Programme Manager, Riverside Renewal", "contact"),
        ),
        ("Report author: Ann Budd\n\nContact details: Ann.Budd@wendale.gov.uk\n", ("Ann Budd", None, "contact")),
        ("Enquiries: Ann Budd, Governance Officer\n", ("Ann Budd", "Governance Officer", "contact")),
    ],
)
def test_whom_to_ask_is_read_from_a_heading_a_label_or_an_address(
    words: str, person: tuple[str | None, str | None, str]
) -> None:
    text = f"Wendale Borough Council\n\nReport to Cabinet, 6 September 2021\n\nMOORING FEES\n\n{words}"
    assert person in _roles(text)


def test_rows_of_a_table_of_contacts_are_contacts() -> None:
    page = (
        "<html><body><h1>Wendale Borough Council</h1><p>Budget report to Cabinet, 6 September 2021</p><table>"
        "<tr><td>Contact details</td><td></td><td></td></tr>"
        "<tr><td>Chief Accountant</td><td>Ann Budd</td><td>01999 410 066</td></tr>"
        "<tr><td>Head of Roads</td><td>Tom Lamb</td><td>tom.lamb@wendale.gov.uk</td></tr></table></body></html>"
    )
    assert [entry for entry in _roles(page, "page.html") if entry[2] == "contact"] == [
        ("Ann Budd", "Chief Accountant", "contact"),
        ("Tom Lamb", "Head of Roads", "contact"),
    ]


def test_a_member_consulted_before_an_officer_decided_is_the_lead_member() -> None:
    text = (
        "Wendale Borough Council\n\nRecord of a decision taken by an officer\n\n"
        "Decision maker: Tom Lamb, Director of Place\n\nDate of decision: 6 September 2021\n\n"
        "Decision: To renew the lease of the boatyard.\n\n"
        "The Cabinet Member for Rivers, Councillor Ann Budd, was consulted on 1 September 2021.\n"
    )
    assert ("Councillor Ann Budd", "Cabinet Member for Rivers", "lead_member") in _roles(text)


def test_those_who_voted_and_the_title_of_an_item_are_no_list_of_people() -> None:
    text = (
        "Agenda and minutes\n\nContact: Una Pike, Democratic Manager\n\nItems\nNo. Item\n\n11.\n\n"
        "APPOINTMENT OF CHAIR\n\nMinutes:\n\nRESOLVED that Councillor Reed be elected Chair.\n\n"
        "For the motion (4)\n\nCouncillors Reed, Rush, Tarn and Beck.\n\nAgainst the motion (0)\n"
    )
    assert _roles(text) == [("Una Pike", "Democratic Manager", "contact")]


@pytest.mark.parametrize(
    ("who", "post"),
    [
        ("the Head of Place – Review of Moorings at Low Quay", "Head of Place"),
        ("the Democratic Services Manager - Call-In of the Wharf Decision", "Democratic Services Manager"),
        ("the Cabinet Member - Homes", "Cabinet Member, Homes"),
    ],
)
def test_the_title_behind_the_author_is_no_part_of_the_post(who: str, post: str) -> None:
    text = f"Wendale Borough Council\n\nCabinet\n\n4 March 2025\n\nReport of {who}\n\n1. This report asks for money.\n"
    assert (None, post, "author") in _roles(text)


def test_a_portfolio_may_name_its_holder() -> None:
    text = (
        "Wendale Borough Council\n\nReport to Cabinet, 6 September 2021\n\nMOORING FEES\n\n"
        "Portfolio: Cllr Ann Budd, Cabinet Member for Rivers\n\n1. Background\n\nThe fees were last set in 2018.\n"
    )
    assert ("Cllr Ann Budd", "Cabinet Member for Rivers", "lead_member") in _roles(text)
