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


@pytest.mark.xfail(strict=True, reason="a surname that is also a word of pages is not taken for a name")
def test_a_councillor_page_is_a_person() -> None:
    people = record_named("licensing_sub_committee_minutes").people
    assert "Page" in [person.name for person in people]
