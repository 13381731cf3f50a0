"""Who is to do what a paper promises."""

from __future__ import annotations

import pytest

from tests.extractors.dated_papers import dated

NAMED = [
    ("RESOLVED: That the Head of Parks report back on mowing by March 2019.", "the Head of Parks"),
    ("To ask the Director of Homes to bring a report by December 2018.", "the Director of Homes"),
    ("(b) that the Town Clerk be asked to write to the owner.", "the Town Clerk"),
    ("Legal Services will provide project teams with advice.", "Legal Services"),
    ("The survey will be completed by Children's Services by May 2019.", "Children's Services"),
    ("Estates\tThe Head of Estates will report on the use of the hall by 31 March 2019.", "The Head of Estates"),
    ("Councillor Fenn explained the delay. He undertook to publish the dates.", "Councillor Fenn"),
    ("In reply to Mr Sutton, the Chief Officer said that she would circulate the list.", "the Chief Officer"),
    ("The Roads Panel met once. It would report back to the Cabinet.", "The Roads Panel"),
    ("The Harbour Master to send the log.\n", "The Harbour Master"),
    ("The Treasurer welcomed the gift and promised to write to the giver.", "The Treasurer"),
]

UNNAMED = [
    "Repairs will be completed by March 2019.",
    "The hall will be opened by Monday 4 March 2019.",
    "This would be reported to the Panel.",
    "We will publish the list by March 2019.",
    "A wet summer was told of. She would circulate the list.",
    "The gate was shut. They would circulate the list.",
    "Support will be provided to families.",
    "The Housing Strategy will include a list of sites by March 2019.",
    "A panel chaired by the Mayor will be convened.",
    "A report will be submitted on the Vale Transport Plan (VTP).",
    "Plans will be published for comment (Appendix One).",
]


@pytest.mark.parametrize(("text", "owner"), NAMED)
def test_whoever_the_words_make_responsible_is_the_owner(text: str, owner: str) -> None:
    assert [one.owner for one in dated(text).commitments] == [owner]


@pytest.mark.parametrize("text", UNNAMED)
def test_a_day_a_thing_or_a_pronoun_of_nobody_is_no_owner(text: str) -> None:
    assert [one.owner for one in dated(text).commitments] == [None]
