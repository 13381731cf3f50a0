"""Who is named by a paper, and as what."""

from __future__ import annotations

import pytest

from tests.extractors.small_papers.paper import record_named


def test_people_of_a_covering_sheet_and_of_minutes() -> None:
    sheet = record_named("a_covering_sheet").people
    assert ("Jo McCoy", "Finance Business Partner", "contact") in [(p.name, p.post, p.role) for p in sheet]
    minutes = record_named("welsh_cabinet_minutes").people
    assert ("W Bramble", "Chief Executive", "attendee") in [(p.name, p.post, p.role) for p in minutes]
    assert "M James" not in [p.name for p in minutes], "who sent apologies was not there"


@pytest.mark.xfail(strict=True, reason="a surname that is also a word of pages is not taken for a name")
def test_a_councillor_page_is_a_person() -> None:
    people = record_named("licensing_sub_committee_minutes").people
    assert "Page" in [person.name for person in people]
