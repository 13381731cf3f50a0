"""Motions and amendments moved over several paragraphs, and what became of them. Every paper is invented."""

from __future__ import annotations

import pytest

from tests.extractors.invented_papers import item


def test_an_amendment_in_quotation_marks_below_its_mover() -> None:
    found = item(
        "Councillor Reed moved, and Councillor Rush seconded, an amendment:\n\n"
        '"That the works be deferred until the spring". On being put to the vote the amendment was LOST '
        "(3 for, 8 against)."
        "\n\nRESOLVED that the works be approved."
    )
    assert found.statuses == ["lost", "resolved"]
    assert found.texts[0] == "That the works be deferred until the spring"
    lost = found.resolutions[0].votes
    assert lost is not None
    assert (lost.for_, lost.against) == (3, 8)


def test_the_sub_heading_says_that_it_is_an_amendment() -> None:
    found = item(
        "FIRST AMENDMENT\n\nCouncillor Reed moved and Councillor Rush seconded that\n"
        '"the works be deferred until a full '
        'survey has been made".\n\nThe amendment was put to the vote and declared LOST (3 for, 8 against).\n\n'
        "RESOLVED that the works be approved."
    )
    assert found.statuses == ["lost", "resolved"]


def test_a_motion_moved_and_seconded_without_the_word_motion() -> None:
    found = item(
        "Councillor Reed moved, and Councillor Rush seconded:\n\n"
        '"This Council asks the Minister to dredge the estuary."\n\nOn being put the motion was LOST by 12 votes to 9.'
    )
    assert found.statuses == ["lost"]
    assert found.effects == [("requested",)]


def test_an_amendment_negatived() -> None:
    found = item(
        "It was moved by Councillor Reed, as an amendment, that the words be replaced by:-\n\n"
        '"notes the survey and defers the works".\n\nOn being put to the vote, the amendment was negatived.\n\n'
        "RESOLVED that the works be approved."
    )
    assert found.statuses == ["lost", "resolved"]


def test_in_a_scottish_division_the_success_of_the_motion_is_the_loss_of_the_amendment() -> None:
    found = item(
        "Councillor Reed, seconded by Councillor Rush, moved that the works be approved.\n\n"
        "As an amendment, Councillor Tarn, seconded by Councillor Beck, moved that the works be deferred.\n\n"
        "On a division, 8 Members voted for the motion and 5 for the amendment. The motion was accordingly carried and "
        "the Board resolved to approve the works at the wharf."
    )
    assert found.statuses == ["lost", "resolved"]
    assert found.effects == [("deferred",), ("approved",)]


def test_proposed_and_seconded_on_lines_of_their_own() -> None:
    found = item(
        "Proposed by Councillor Reed\nSeconded by Councillor Rush and\n\nRESOLVED: That the works be approved."
    )
    assert found.statuses == ["resolved"]
    assert found.texts == ["That the works be approved."]


def test_the_amendment_that_became_the_decision_is_the_motions_loss() -> None:
    found = item(
        "Motion\n\nCouncillor Reed, seconded by Councillor Rush, moved that the works be approved.\n\n"
        "Amendment\n\nCouncillor Tarn, seconded by Councillor Beck, moved that the works be deferred.\n\n"
        "For the Motion (2) Councillors Reed and Rush\nFor the Amendment (3) Councillors Tarn, Beck and Fell\n\n"
        "The Amendment was accordingly carried and became the decision of the Committee."
    )
    assert found.statuses == ["lost", "resolved"]
    assert found.effects == [("approved",), ("deferred",)]


def test_votes_for_each_on_lines_of_their_own_divide_motion_and_amendment() -> None:
    found = item(
        "Motion\n\nThat the works be approved.\n\nMoved Councillor Reed, seconded Councillor Rush.\n\n"
        "Amendment\n\nThat the works be deferred.\n\nMoved Councillor Tarn, seconded Councillor Beck.\n\n"
        "Motion - 8 votes\nAmendment - 5 votes\n\nThe Motion was carried."
    )
    assert found.statuses == ["resolved", "lost"]


def test_to_adopt_the_motion_is_the_amendments_loss() -> None:
    found = item(
        "The Convener moved, seconded by Councillor Rush:-\n\nthat the works be approved.\n\n"
        "Councillor Tarn moved as an amendment, seconded by Councillor Beck:-\n\nthat the works be deferred.\n\n"
        "The Committee resolved:-\n\nto adopt the motion."
    )
    assert found.statuses == ["lost", "resolved"]
    assert found.texts == ["the works be deferred", "to adopt the motion."]


def test_seconded_and_agreed_is_a_decision() -> None:
    found = item(
        "Proposed by Councillor Reed\nSeconded by Alderman Rush and agreed to recommend that the huts be removed.\n\n"
        "It was further proposed by Councillor Tarn, seconded by Councillor Beck and unanimously agreed that the boats "
        "be painted."
    )
    assert found.statuses == ["recommended", "resolved"]
    assert found.texts == ["to recommend that the huts be removed.", "the boats be painted."]


def test_an_earlier_motion_that_is_only_told_of_is_no_decision() -> None:
    found = item(
        "Councillor Reed recalled that a motion was proposed by him, seconded by Councillor Rush and agreed to."
    )
    assert found.texts == []


# Bugs caught: a motion was said to be resolved though an amendment had taken its place.

MOVED = (
    "Councillor Reed moved, seconded by Councillor Rush, that the works be approved.\n\n"
    "Councillor Tarn moved an amendment, seconded by Councillor Beck, that {amendment}.\n\n"
)


@pytest.mark.parametrize(
    ("amendment", "result", "statuses"),
    [
        (
            "the works be deferred until May",
            "The amendment was carried by 9 votes to 4 and became the substantive motion, which was put and carried.",
            ["resolved"],
        ),
        (
            "the works be deferred until May",
            "On a vote, nine voted for the amendment and four against and it was declared carried. The amendment was "
            "thereupon put to the Board as the substantive motion and passed.",
            ["resolved"],
        ),
        (
            "the works be deferred until May",
            "The amendment was carried by 9 votes to 4.\n\nThe substantive motion was then put to the vote and lost.",
            ["lost"],
        ),
        (
            "the works be deferred until May",
            "The amendment was put and lost.\n\nThe substantive motion was then put to the vote and carried.",
            ["resolved", "lost"],
        ),
        (
            "there be added a review by the harbour master in May",
            "The amendment was put and carried.\n\nThe motion as amended was then put to the vote and carried.",
            ["resolved", "resolved"],
        ),
    ],
)
def test_of_the_substantive_motion_only_what_was_carried_is_said(
    amendment: str, result: str, statuses: list[str]
) -> None:
    assert item(MOVED.format(amendment=amendment) + result).statuses == statuses


@pytest.mark.parametrize(
    ("words", "statuses", "texts"),
    [
        (
            'Councillor Reed moved, and Councillor Rush seconded, the following motion:\n\n"That this Council:\n\n'
            '(a) calls on the Minister to dredge the estuary; and\n\n(b) asks for a report."\n\n'
            "On being put to the vote the motion was LOST by 12 votes to 20.",
            ["lost", "lost"],
            ["calls on the Minister to dredge the estuary", "asks for a report."],
        ),
        ('Motion\n\n"That the slip be shut."\n\nThe motion fell.', ["lost"], ["That the slip be shut."]),
        ("The motion that the slip be mended was carried by 20 votes to 12.", ["resolved"], ["the slip be mended"]),
        ("The amendment that the slip be sold was put to the vote and was lost.", ["lost"], ["the slip be sold"]),
    ],
)
def test_a_motion_is_read_without_its_marks_and_lead_in(words: str, statuses: list[str], texts: list[str]) -> None:
    found = item(words)
    assert (found.statuses, found.texts) == (statuses, texts)


SECONDED_BELOW = [
    "Moved by Councillor Reed,\n\nSeconded by Councillor Rush,\n\nThat the Council agrees to close the slip.\n\n",
    "Moved by the Lord Mayor (Councillor Reed),\nSeconded by Councillor Rush and\n\nThat the slip be closed.\n\n",
    "The Leader MOVED, seconded by Councillor A Rush:\n\nThat the slip be CLOSED.\n\n",
]
CARRIED = [
    "On a vote, twenty-nine Members voted for the proposal and four against and it was accordingly declared carried.",
    "The MOTION was declared to have been CARRIED.",
]


@pytest.mark.parametrize("moved", SECONDED_BELOW)
@pytest.mark.parametrize("result", CARRIED)
def test_the_words_of_a_motion_may_stand_below_its_mover_and_seconder(moved: str, result: str) -> None:
    found = item(moved + result)
    assert found.statuses == ["resolved"]
    assert "slip" in found.texts[0]


def test_how_members_are_to_vote_is_not_what_was_carried() -> None:
    found = item(
        "The Leader MOVED, seconded by Councillor Rush:\n\nThat the slip be closed.\n\n"
        "The Chair MOVED, seconded by Councillor Reed:\n\n“That the vote on this MOTION shall be by Roll Call”\n\n"
        "The MOTION was declared to have been CARRIED."
    )
    assert found.texts == ["That the slip be closed."]


MOVED_TO_DO = [
    ("It was proposed by Cllr Reed, seconded by Cllr Rush to co-opt Mrs A Holm. This was agreed.", "resolved"),
    ("Cllr Reed proposed, seconded by Cllr Rush, to hold the June meeting at Low Hall. All agreed.", "resolved"),
    ("An amendment to freeze the dues for a year was moved by Cllr Reed, seconded by Cllr Rush and lost.", "lost"),
    ("A motion to sell the quay was proposed by Cllr Reed, seconded by Cllr Rush and lost.", "lost"),
    (
        "Cllr Reed moved and Cllr Rush seconded a proposal to take item 9 next.\n\n"
        "The proposal was put to the vote, with the following result:\n\nFor: 12\n\nAgainst: 20\n\n"
        "The proposal was not agreed and business went on.",
        "lost",
    ),
]


@pytest.mark.parametrize(("words", "status"), MOVED_TO_DO)
def test_what_is_moved_to_be_done_is_a_motion_with_its_result(words: str, status: str) -> None:
    found = item(words)
    assert found.statuses == [status]
    assert found.texts[0].startswith("to ")


@pytest.mark.parametrize(
    "words",
    [
        "The vote on the recommendation was then taken, and carried by 22 votes to 1, with 2 abstentions.",
        "The recommendations in the report were moved and seconded and carried, by 22 votes to 1, with 2 abstentions.",
        "The officer’s recommendation was put to the vote and carried by 22 votes to 1, with 2 abstentions.",
    ],
)
def test_a_recommendation_carried_on_a_vote_is_approved(words: str) -> None:
    found = item(f"Councillor Reed seconded the proposal.\n\n{words}")
    assert found.effects == [("approved",)]
    votes = found.resolutions[0].votes
    assert votes is not None
    assert (votes.for_, votes.against, votes.abstained) == (22, 1, 2)


def test_a_mover_whose_title_has_a_stop_moved_what_was_lost() -> None:
    found = item(
        "Cllr. Reed moved and Dr. Rush seconded that the precept be vetoed. On being put to the vote the motion was "
        "LOST, two members voting for and five against.\n\nRESOLVED that the precept be supported."
    )
    assert found.statuses == ["lost", "resolved"]


@pytest.mark.parametrize("marks", [("1.", "2."), ("(a)", "(b)"), ("(1)", "(2)")])
@pytest.mark.parametrize("seconded", ["seconded by Councillor M Rush:", "and seconded by Councillor M Rush, that:"])
def test_a_motion_of_several_clauses_is_lost_clause_by_clause(marks: tuple[str, str], seconded: str) -> None:
    found = item(
        f"It was moved by Councillor Reed, {seconded}\n\n{marks[0]}  That the plan for the wharf be revoked.\n\n"
        f"{marks[1]}  That it be referred back to the Board.\n\nWhen put to the vote, the motion was lost.\n\n"
        "RESOLVED: That the survey be endorsed."
    )
    assert found.statuses == ["lost", "lost", "resolved"]


@pytest.mark.parametrize(
    ("words", "effects"),
    [
        ("It was proposed, seconded and agreed that the survey be noted.", ("noted",)),
        ("It was moved, duly seconded and unanimously agreed to dredge the wharf.", ("approved",)),
        ("Following a vote, the recommendations were agreed.", ("approved",)),
        (
            "Cllr Reed moved the recommendation. This was seconded by Cllr Rush and on being put to the vote was "
            "declared CARRIED.",
            ("approved",),
        ),
    ],
)
def test_what_was_proposed_seconded_and_agreed_is_decided(words: str, effects: tuple[str, ...]) -> None:
    assert item(f"The Harbour Master gave a report.\n\n{words}").effects == [effects]
