"""Motions and amendments moved over several paragraphs, and what became of them. Every paper is invented."""

from __future__ import annotations

from tests.extractors.test_clause_lists import item

VOTE = "On being put to the vote the amendment was {result}."


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
