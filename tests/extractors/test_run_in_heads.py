"""Items of business whose heads run into their text, and list items with marks that mean nothing by themselves."""

from __future__ import annotations

import pytest

from tests.extractors.invented_papers import paper


def heads(text: str) -> list[tuple[str | None, str | None, int]]:
    """Number, title and count of resolutions of each decision of the minutes ``text``."""
    found = paper(text, kind="minutes")
    return [
        (decision.number, decision.title, sum(r.decision == index for r in found.resolutions))
        for index, decision in enumerate(found.decisions)
    ]


UNBROKEN = """
    Minutes of the parish meeting

    21/4Apologies Cllr Wren. 21/5Minutes Resolved to accept the minutes of 4 May as a true record.
    21/6Finance Resolved to pay the clerk £300. 21/7Resolved that a bench be bought. 21/8Post The letter was noted.
"""
TITLED = """
    Minutes of the parish meeting

    031 Chair's remarks: The Chair thanked the hall committee.
    032 Pond: After discussion it was resolved that the pond be fenced.
    033 Bins: None.
    034 Clerk's hours: Councillors resolved unanimously to pay for two more hours.
"""
CAPITALS = """
    Minutes of the parish meeting

    PUBLIC FORUM. Nobody came.

    VACANCY. It was resolved that Mr Finch be co-opted.

    PLAY AREA - The swing is broken. It was resolved that a new swing be bought.

    NEXT MEETING. 4 June.
"""


IN_CAPITALS_BEHIND_A_NUMBER = """
    Harbour Scrutiny Panel – 6 April 2031

    124  DECLARATIONS – There were none.

    125  MINUTES – Resolved – That the minutes of 9 March be taken as read and signed by the chair.

    126  (19)  EEL REVIEW – The chair welcomed Mrs Finch.

    Resolved – (a) That Mrs Finch be thanked for her talk, and (b) that the eels be counted.
"""


def test_the_name_of_the_paper_heads_no_item_beside_numbers_without_stops() -> None:
    text = """
        Minutes - 4 May 2031

        Minutes of Eelby Parish Council’s Virtual Meeting

        held at 7.00 pm on Sunday 4 May 2031

        1 Apologies and reasons given – no apologies were received.
        2 To receive declarations of interest. There were no declarations.
        3 Notes of the last meeting held on 6 April 2031
        The notes of the last meeting, held on 6 April 2031, were approved.

        4 Correspondence

        4.1 A letter was read.
        4.2 It was agreed to carry on paying the cleaner.
        4.3 The bank wrote.
    """
    assert heads(text) == [("3", "Notes of the last meeting held on 6 April 2031", 1), ("4", "Correspondence", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (IN_CAPITALS_BEHIND_A_NUMBER, [("125", "MINUTES", 1), ("126", "EEL REVIEW", 2)]),
        (
            UNBROKEN,
            [("21/5", "Minutes", 1), ("21/6", "Finance", 1), ("21/7", None, 1), ("21/8", "Post", 1)],
        ),
        (TITLED, [("032", "Pond", 1), ("034", "Clerk's hours", 1)]),
        (CAPITALS, [(None, "VACANCY", 1), (None, "PLAY AREA", 1)]),
    ],
)
def test_each_item_of_unbroken_minutes_is_a_decision(
    text: str, expected: list[tuple[str | None, str | None, int]]
) -> None:
    assert heads(text) == expected


def test_two_numbers_in_a_text_are_no_items() -> None:
    found = paper("It was noted that 120 Members wrote. RESOLVED that the 121 Letters be noted.", kind="minutes")
    assert [decision.rule for decision in found.decisions] == ["record"]


@pytest.mark.parametrize(
    ("words", "numbers", "texts"),
    [
        (
            "RESOLVED that:\n# officers report in May\n# the grant be approved",
            [None, None],
            ["officers report in May", "the grant be approved"],
        ),
        (
            "The Panel RESOLVED:\n1 that the scheme be approved\n2 that officers report in May",
            ["1", "2"],
            ["that the scheme be approved", "that officers report in May"],
        ),
        (
            "RESOLVED that:\n1 the scheme be\nput to the board\n2 the fee be £20",
            ["1", "2"],
            ["the scheme be\nput to the board", "the fee be £20"],
        ),
        (
            "RESOLVED that:\nA Subject to the survey, the store be let.\nB A fence be put up by the clerk.",
            ["A", "B"],
            ["Subject to the survey, the store be let.", "A fence be put up by the clerk."],
        ),
        (
            "RESOLVED that:\nA fence be put up by the clerk.",
            [None],
            ["A fence be put up by the clerk."],
        ),
    ],
)
def test_a_run_of_odd_marks_behind_a_lead_in_is_a_list(words: str, numbers: list[str | None], texts: list[str]) -> None:
    found = paper(f"4. Grants\n\n{words}\n\n5. Close\n\nThe meeting closed.", kind="minutes")
    assert found.numbers == numbers
    assert found.texts == [" ".join(text.split()) for text in texts]


def test_a_lone_number_begins_no_list() -> None:
    found = paper(
        "4. Grants\n\nRESOLVED that:\n20 benches be bought.\n\n5. Close\n\nThe meeting closed.", kind="minutes"
    )
    assert found.numbers == [None]
