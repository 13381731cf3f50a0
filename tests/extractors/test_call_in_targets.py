"""Which decisions a call-in statement speaks of, and what in it is a last moment. Every paper is invented."""

from __future__ import annotations

import pytest

from tests.extractors.invented_papers import Extracted, paper

ITEMS = """
HARBOUR BOARD

{before}

HB/41 Minutes

RESOLVED that the minutes be confirmed as a correct record.

HB/42 Ice house

RESOLVED that the lease be approved.

HB/43 Dues

RECOMMENDED to Council that the dues be adopted.

HB/44 Close

The meeting closed at 8pm.

{after}
"""


def minutes(after: str, before: str = "") -> Extracted:
    text = ITEMS.replace("{before}", before).replace("{after}", after)
    return paper(text, "minutes", body="Harbour Board", meeting_date="2021-03-09")


def found(after: str, before: str = "") -> dict[int | None, tuple[str, str | None, str | None]]:
    return {c.decision: (c.status, c.deadline, c.effective_from) for c in minutes(after, before).call_ins}


def test_only_the_minutes_named_get_the_deadline() -> None:
    words = (
        "The decision at minute 42 was published on Thursday 11 March 2021 and, unless called in by four Members by "
        "5pm on Thursday 18 March 2021, will be put into effect on 19 March 2021. The recommendation at minute 43 "
        "is not subject to call-in."
    )
    assert found(words) == {
        1: ("open_until", "2021-03-18T17:00:00", "2021-03-19"),
        2: ("not_subject", None, None),
    }


def test_a_printed_code_names_its_decision() -> None:
    words = (
        "If no referral to the Harbour Forum is received, the decision at HB/42 will be implemented on 19 March 2021."
    )
    assert found(words) == {1: ("effective_on", None, "2021-03-19")}


def test_a_deadline_of_a_decision_that_was_not_found_is_given_to_no_other() -> None:
    assert found("The decision at minute 48 can be called in until 5pm on 18 March 2021.") == {}


def test_a_range_names_all_between() -> None:
    assert set(found("Minutes 41 to 43 are not subject to call-in.")) == {0, 1, 2}


def test_a_note_behind_a_star_is_left_to_nobody() -> None:
    assert found("** The decision is urgent and call-in does not apply.") == {}


def test_notes_behind_signs_speak_of_the_items_that_carry_them() -> None:
    text = (
        "HARBOUR BOARD\n\nSummary of decisions\n\nCall-in deadline: 5pm on 18 March 2021\n\n"
        "1   Ice House Lease *\n\nDecision: The Board approved the lease.\n\n"
        "2   Storm Grants #\n\nDecision: The Board approved the grants.\n\n"
        "3   Mooring Fees\n\nDecision: The Board approved the fees.\n\n"
        "* Not subject to call-in (a matter for Council)\n# Call-in waived: the Chair of Scrutiny agreed to the urgency"
    )
    extracted = paper(text, "decision_list", body="Harbour Board", meeting_date="2021-03-09")
    assert {c.decision: (c.status, c.deadline) for c in extracted.call_ins} == {
        0: ("not_subject", None),
        1: ("exempt", None),
        2: ("open_until", "2021-03-18T17:00:00"),
    }


def test_a_statement_for_all_gives_way_to_that_of_one_item() -> None:
    extracted = minutes(
        "", before="Any decision below may be called in. The last date for call-in is 18 March 2021 at 4.30pm."
    )
    assert {c.decision: c.deadline for c in extracted.call_ins} == {0: "2021-03-18T16:30:00", 1: "2021-03-18T16:30:00"}


@pytest.mark.parametrize(
    ("after", "told"),
    [
        # Bugs caught: each was said of the last item alone, a recommendation.
        ("Call-in period: 12 March 2021 to 18 March 2021 (5pm)", ("open_until", "2021-03-18T17:00:00", None)),
        (
            "Date of implementation (unless called in): 19 March 2021\nCall-in expiry: 18 March 2021 at 17:00",
            ("open_until", "2021-03-18T17:00:00", "2021-03-19"),
        ),
        (
            "All decisions other than recommendations to Council take effect when the call-in period ends, five clear "
            "working days after publication.",
            ("relative", None, None),
        ),
    ],
)
def test_a_notice_below_the_close_of_the_meeting_is_said_of_all_that_was_decided_and_not_recommended(
    after: str, told: tuple[str, str | None, str | None]
) -> None:
    assert found(after) == {0: told, 1: told}


def record(words: str) -> list[tuple[str, str | None, str | None, str | None]]:
    text = f"RECORD OF DECISION\n\nSubject: Slip\n\nDecision\n\nRESOLVED that the slip be mended.\n\n{words}"
    extracted = paper(text, meeting_date="2021-03-09", published_date="2021-03-11")
    return [(c.status, c.deadline, c.effective_from, c.basis) for c in extracted.call_ins]


def test_the_day_of_effect_beside_a_deadline_is_no_second_deadline() -> None:
    words = "Call-in ends: Thursday 18 March 2021 at 4.30pm. If not called in, may be implemented from 19 March 2021."
    assert record(words) == [("open_until", "2021-03-18T16:30:00", "2021-03-19", "stated")]


def test_a_label_and_its_value_parted_by_a_tab() -> None:
    words = (
        "Date decision takes effect if not called in\tFriday 19 March\nLast date for call-in\t4.30pm, Thursday 18 March"
    )
    assert record(words) == [("open_until", "2021-03-18T16:30:00", "2021-03-19", "stated")]


def test_a_checked_box_is_the_answer() -> None:
    assert record("Is the decision available for call-in? ☐ Yes ☒ No") == [("not_subject", None, None, None)]


def test_what_a_rule_would_provide_waives_nothing() -> None:
    words = (
        "The Constitution provides that the call-in procedure shall not apply where the decision being taken is urgent."
    )
    assert record(words) == []


def test_the_question_of_a_form_waives_nothing() -> None:
    assert record("If exempt from call-in, the reason why call-in would prejudice the public: n/a") == []


def test_an_earlier_decision_that_was_called_in_is_another_decision() -> None:
    words = (
        "At its meeting on 14 July 2020 the Board agreed to close the slip. That decision was called in by Councillor "
        "Reed."
    )
    assert record(words) == []


def test_people_who_are_called_in_to_a_meeting() -> None:
    assert record("The divers were called in to a briefing meeting on 4 March 2021.") == []


def test_that_no_decision_was_called_in_is_no_call_in() -> None:
    assert record("No decision had been called in since the last meeting.") == []


def test_a_bilingual_label() -> None:
    words = "Galw i mewn / Call-in:  Call-in period expires at 5.00pm on 18 March 2021."
    assert record(words) == [("open_until", "2021-03-18T17:00:00", None, "stated")]


# Bugs caught: a last moment by that name went unread, and a waiver was taken for a decision never subject to call-in.


def test_the_last_moment_for_calling_in_is_that_of_the_minutes_named() -> None:
    words = "The last moment for calling in the decisions at minutes 41 and 42 is 5.00 pm on Thursday 18 March 2021."
    assert found("", words) == {
        0: ("open_until", "2021-03-18T17:00:00", None),
        1: ("open_until", "2021-03-18T17:00:00", None),
    }


def test_the_sentence_behind_tells_why_call_in_does_not_apply() -> None:
    words = "Call-in does not apply to minute 42. The Chair of Scrutiny agreed on 2 March 2021 that {why}."
    assert found(words.format(why="any delay would harm the harbour")) == {1: ("exempt", None, None)}
    assert found(words.format(why="the minutes were too long")) == {1: ("not_subject", None, None)}


def test_items_marked_by_a_sign_are_those_that_carry_it() -> None:
    text = ITEMS.replace("HB/43 Dues", "HB/43   # Dues").replace(
        "{before}",
        "The decisions below may be called in until 5pm on Thursday 18 March 2021. "
        "Items marked # are outside the call-in procedure.",
    )
    extracted = paper(text.replace("{after}", ""), "minutes", body="Harbour Board", meeting_date="2021-03-09")
    assert [decision.title for decision in extracted.decisions] == ["Minutes", "Ice house", "Dues"]
    assert [(c.decision, c.status) for c in extracted.call_ins] == [
        (0, "open_until"),
        (1, "open_until"),
        (2, "not_subject"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Decisions taken as a matter of urgency cannot be called in, but this is not one of them.",
        "To hear the call-in of any decision made by the Cabinet before this meeting.",
        "After discussion Members decided not to call in the decisions at minutes 41 and 42.",
    ],
)
def test_accounts_of_call_in_are_said_of_no_decision_in_hand(words: str) -> None:
    assert found(words) == {}


# Bug caught: a last moment went to the very items that were excepted from it.


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("all decisions other than minute 43", {0, 1}),
        ("the above decisions (with the exception of minute 43)", {0, 1}),
        ("the decisions at minutes 41 to 43, except 42,", {0, 2}),
        ("the decisions, except for HB/41 and HB/42,", {2}),
        ("the decisions (excluding weekends)", {0, 1}),
        ("the decisions other than those marked *", set()),
    ],
)
def test_items_excepted_from_a_statement_have_no_part_in_it(which: str, expected: set[int]) -> None:
    words = f"The last moment for calling in {which} is 5pm on Thursday 18 March 2021."
    assert set(found(words)) == expected


def test_decisions_other_than_those_marked_are_those_without_the_mark() -> None:
    text = ITEMS.replace("HB/41 Minutes", "HB/41 * Minutes").replace(
        "{after}",
        "The decisions (other than those marked *) will come into force on 19 March 2021 unless called in before then.",
    )
    extracted = paper(text.replace("{before}", ""), "minutes", body="Harbour Board", meeting_date="2021-03-09")
    assert {c.decision for c in extracted.call_ins} == {1, 2}


def test_them_are_the_minutes_that_the_sentence_before_names() -> None:
    words = (
        "Call-in\n\nThe decisions at minutes 41 and 42 were published on Thursday 11 March 2021. Four Members may call "
        "in any of them by notice received by 5pm on Thursday 18 March 2021. The recommendation at minute 43 is not "
        "open to call-in."
    )
    assert found(words) == {
        0: ("open_until", "2021-03-18T17:00:00", None),
        1: ("open_until", "2021-03-18T17:00:00", None),
        2: ("not_subject", None, None),
    }


def test_what_stands_under_a_heading_of_its_own_is_not_said_of_the_last_item() -> None:
    words = "Call-in\n\nFour Members may give notice of call-in by 5pm on Thursday 18 March 2021."
    assert set(found(words)) == {0, 1}


def test_what_is_urgent_within_this_minute_is_no_other_minute() -> None:
    after = (
        "(The matters referred to within this minute, given the urgency, were not eligible for Call In, as they "
        "were deemed urgent)\n\nDATE OF PUBLICATION: FRIDAY, 12TH MARCH 2021\n\n"
        "LAST DATE FOR CALL IN OF ELIGIBLE DECISIONS: FRIDAY, 19TH MARCH 2021 AT 5.00PM\n\n"
        "(The office will notify Directors of any items called in by 12.00 noon on Monday, 22nd March 2021)"
    )
    text = ITEMS.replace("{before}", "").replace("HB/44 Close\n\nThe meeting closed at 8pm.\n\n", "")
    text = text.replace("RECOMMENDED to Council that the dues be adopted.", "RESOLVED that the dues be adopted.")
    made = paper(text.replace("{after}", after), "minutes", body="Harbour Board", meeting_date="2021-03-09")
    assert [(c.decision, c.status, c.deadline) for c in made.call_ins] == [
        (2, "exempt", None),
        (0, "open_until", "2021-03-19T17:00:00"),
        (1, "open_until", "2021-03-19T17:00:00"),
    ]


def test_when_it_will_be_told_what_was_called_in_is_no_deadline() -> None:
    assert (
        found("(The office will notify Directors of any items called in by 12.00 noon on Monday, 22 March 2021)") == {}
    )


def test_a_decision_flagged_as_open_has_the_last_moment_given_for_all_such() -> None:
    before = "Any decision shown as 'Call-in: Yes' may be called in up to 5.00 pm on Thursday 18 March 2021."
    text = ITEMS.replace("{before}", before).replace("{after}", "")
    for clause, flag in (("as a correct record.", "No"), ("lease be approved.", "Yes"), ("dues be adopted.", "No")):
        text = text.replace(clause, f"{clause}\n\nCall-in: {flag}")
    made = paper(text, "minutes", body="Harbour Board", meeting_date="2021-03-09")
    assert {c.decision: (c.status, c.deadline) for c in made.call_ins} == {
        0: ("not_subject", None),
        1: ("open_until", "2021-03-18T17:00:00"),
        2: ("not_subject", None),
    }
