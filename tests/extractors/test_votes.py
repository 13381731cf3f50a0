"""Votes as minutes print them."""

from __future__ import annotations

import pytest

from extractors.decisions.votes import find_votes
from extractors.records import Votes
from tests.extractors.invented_papers import item


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("CARRIED (6 members voting in favour, none against with 3 abstentions)", (6, 0, 3, None)),
        ("It was carried unanimously.", (None, None, None, True)),
        ("lost by 44 votes to 12 with 3 abstentions", (12, 44, 3, None)),
        ("carried by 20 votes to 3", (20, 3, None, None)),
        ("5 For, 0 Against, 1 Abstention", (5, 0, 1, None)),
        ("For: 8 Against: 2 Abstain: 1", (8, 2, 1, None)),
        ("Voting: Unanimous", (None, None, None, True)),
        ("On a vote, sixteen Members voted for the proposal and twenty-three against.", (16, 23, None, None)),
        ("It was lost by twenty-one votes to nineteen", (19, 21, None, None)),
        ("There were 12 for, 4 against - carried.", (12, 4, None, None)),
        ("voted FOR the motion (9); voted AGAINST the motion (15)", (9, 15, None, None)),
    ],
)
def test_votes_are_read_as_printed(text: str, votes: tuple[int | None, int | None, int | None, bool | None]) -> None:
    found = find_votes(text)
    assert found is not None
    assert (found.for_, found.against, found.abstained, found.unanimous) == votes


@pytest.mark.parametrize("text", ["waiting for 3 weeks", "the report was noted", "2 members abstained from comment"])
def test_numbers_that_are_no_votes_are_left(text: str) -> None:
    assert find_votes(text) is None


@pytest.mark.parametrize(
    "words",
    [
        "The budget for the year was £3,415,702 for staff and £12,118 for agents; no one voted.",
        "There were 12 for the taking.",
        "Fares rise by 4 for each zone.",
        # Bug caught: so many posts were recorded as votes against.
        "The number of wholetime staff in post was 402 against an establishment of 418.",
        "Collection stood at 96 against 97 a year before and spend at 12 against budget.",
    ],
)
def test_an_amount_for_something_is_no_vote(words: str) -> None:
    assert find_votes(words) is None


def test_a_bare_number_for_counts_beside_its_counterpart() -> None:
    assert find_votes("On being put to the vote: 7 for, 2 against, 1 abstention.") == Votes(
        for_=7, against=2, abstained=1
    )


def test_votes_for_and_against_stand_below_the_clauses_with_those_who_gave_them() -> None:
    found = item(
        "Following a debate Council agreed –\n\n- to note the survey;\n- that the wharf be dredged.\n\n"
        "For the motion (3)\n\nCouncillors Reed, Rush and Tarn.\n\nAgainst the motion (0)\n\nAbstentions (1)\n\n"
        "Lord Mayor"
    )
    assert len(found.resolutions) == 2
    for resolution in found.resolutions:
        votes = resolution.votes
        assert votes is not None
        assert (votes.for_, votes.against, votes.abstained) == (3, 0, 1)


def test_a_vote_in_brackets_behind_resolved_is_read() -> None:
    votes = find_votes("RESOLVED (by 6 votes to 3) that permission be refused")
    assert votes is not None
    assert (votes.for_, votes.against) == (6, 3)
