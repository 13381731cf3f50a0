"""Which decisions a call-in statement speaks of, and what in it is a last moment. Every paper is invented."""

from __future__ import annotations

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


def test_a_statement_for_all_gives_way_to_that_of_one_item() -> None:
    extracted = minutes(
        "", before="Any decision below may be called in. The last date for call-in is 18 March 2021 at 4.30pm."
    )
    assert {c.deadline for c in extracted.call_ins} == {"2021-03-18T16:30:00"}
    assert len(extracted.call_ins) == 3


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
