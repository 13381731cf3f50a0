"""Whether and until when a decision can be called in. Invented papers; the shapes are those of domain notes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractors.call_ins.mentions import Paper
from extractors.records import CallIn, DocumentFacts
from tests.extractors.invented_papers import paper

RECORD = """
RECORD OF DECISION

Subject: Repair of the harbour wall

Decision

RESOLVED that the repair be approved.

Reasons for the decision

The wall leans.

{words}
"""


def call_ins(words: str, kind: str = "decision_record", **facts: Any) -> tuple[CallIn, ...]:
    facts.setdefault("meeting_date", "2021-03-09")
    return paper(RECORD.replace("{words}", words), kind, title="Repair of the harbour wall", **facts).call_ins


def only(words: str, **facts: Any) -> CallIn:
    found = call_ins(words, **facts)
    assert len(found) == 1, found
    return found[0]


DEADLINES = [
    ("Date and Time by which Call In must be exercised\n\nBy midnight on 19 March 2021", "2021-03-19T23:59:59"),
    ("Call-in deadline date: 17/03/2021", "2021-03-17T23:59:59"),
    ("Call-in deadline: 5pm on Wednesday 17 March 2021", "2021-03-17T17:00:00"),
    ("Deadline for call-in: 4.30 p.m. on 17 March 2021", "2021-03-17T16:30:00"),
    ("Last date for call-in: noon on 17th March 2021", "2021-03-17T12:00:00"),
    ("Call-in expires: 12 noon, 17.03.2021", "2021-03-17T12:00:00"),
    ("The call-in period will expire at 5.00pm on Wednesday 17 March 2021.", "2021-03-17T17:00:00"),
    ("The call-in period ends at 17:00 on 17 March 2021.", "2021-03-17T17:00:00"),
    ("The call-in period ends at 1600 hours on 17 March 2021.", "2021-03-17T16:00:00"),
    ("This decision may be implemented unless it is called in by midnight on 17 March.", "2021-03-17T23:59:59"),
    ("Any requisition must be lodged by 10am on Wednesday 17 March 2021.", "2021-03-17T10:00:00"),
    ("Deadline for Escalation Panel referral 17 March 2021", "2021-03-17T23:59:59"),
    ("The period for call-in runs from 10 March 2021 and ends on 10 March 2021.", "2021-03-10T23:59:59"),
    (
        "This decision comes into force, and can be acted upon, after 4.30 pm on Wednesday 17 March 2021 unless it is "
        "the subject of a call-in.",
        "2021-03-17T16:30:00",
    ),
    ("It will take effect after noon on 17 March unless called in by three Members.", "2021-03-17T12:00:00"),
    ("If not called in by 5pm on 17 March 2021 this decision will be implemented.", "2021-03-17T17:00:00"),
    ("Published 10 March 2021. Call-In expires 17 March 2021.", "2021-03-17T23:59:59"),
    # The hour stands between the label and the day, with a stop, in spaced letters, or under a label of its own.
    ("The deadline for call-in is noon on Wednesday 17 March 2021.", "2021-03-17T12:00:00"),
    ("The last date for receipt of call-in requests is midday on 17 March 2021.", "2021-03-17T12:00:00"),
    ("Call in period ends: 17 March 2021 at 17.00", "2021-03-17T17:00:00"),
    ("Call-in deadline: 5 p m on 17 March 2021", "2021-03-17T17:00:00"),
    ("Call-in deadline: 17 March 2021\nTime: 12 noon", "2021-03-17T12:00:00"),
    ("Subject to call-in: Yes - until 9am on 17 March 2021", "2021-03-17T09:00:00"),
    # A period, of which the last day counts.
    ("The call-in period begins on 11 March 2021 and ends on 17 March 2021 at 5pm.", "2021-03-17T17:00:00"),
    ("Scrutiny call-in period: 11 March 2021 to 17 March 2021", "2021-03-17T23:59:59"),
    ("Call-in period: 11 to 17 March 2021\nDate of implementation: 18 March 2021", "2021-03-17T23:59:59"),
    # A holiday named is no deadline.
    ("This may be called in by 5pm on 17 March 2021 (15 March 2021 is a bank holiday).", "2021-03-17T17:00:00"),
]  # fmt: skip


# A date that breaks over a line end, an hour on a line of its own.
BROKEN = [
    ("Call-in deadline: 5pm on Wednesday 17th\nMarch 2021", "2021-03-17T17:00:00"),
    ("Call-in deadline: 5pm on Wednesday 17th\n\nMarch 2021", "2021-03-17T17:00:00"),
    ("Call-in deadline: Midnight on Wednesday 17\nMarch", "2021-03-17T23:59:59"),
    ("It may be called in until 5pm on 17 March\n2021. After that it will be carried out.", "2021-03-17T17:00:00"),
    ("Deadline for call-in\nWednesday 17th\nMarch 2021\nat 5pm", "2021-03-17T17:00:00"),
    ("Deadline for call-in:\nWednesday 17 March 2021\n5.00pm", "2021-03-17T17:00:00"),
    ("Call-in deadline:\nnoon\nWednesday 17 March 2021", "2021-03-17T12:00:00"),
    ("These decisions can be called in by notice to the Clerk by noon on Wednesday, 17\nMarch, 2021.",
     "2021-03-17T12:00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "deadline"), BROKEN)
def test_a_last_moment_over_several_lines_is_read_whole(words: str, deadline: str) -> None:
    assert only(words).deadline == deadline


def test_a_day_whose_first_figure_was_misread_gives_no_deadline() -> None:
    assert [found.deadline for found in call_ins("Call-in deadline: 5pm on l7 March 2021")] == [None]


@pytest.mark.parametrize(("words", "deadline"), DEADLINES)
def test_a_printed_last_moment_is_read_with_its_cut_off(words: str, deadline: str) -> None:
    found = only(words)
    assert (found.status, found.deadline, found.basis) == ("open_until", deadline, "stated")


ABSTENTIONS = [
    # Two days, and no telling which.
    "The call-in period ends on 17 March 2021 or 18 March 2021.",
    # No year, and the weekday fits no year near by.
    "Call-in deadline: 5pm on Friday 17 March",
    # No year and far from the meeting.
    "Call-in deadline: 5pm on 17 November",
    # An hour that is not one.
    "Call-in deadline: close of business on 17 March 2021",
    # Noon or midnight?
    "Call-in deadline: 12pm on 17 March 2021",
    "Call-in deadline: 12.00 am on 17 March 2021",
    "Call-in deadline: 00:00 on 17 March 2021",
    "Call-in deadline: 17 March 2021, 4.30",
    "Call-in deadline: 17 March 2021 16.30",
    "Call-in deadline: 5 o'clock on 17 March 2021",
    "Call-in deadline: by five pm on 17 March 2021",
    "Call-in deadline: 17 March 2021 at the end of the working day",
    # What a scan made of "5pm", "4.30pm" and "17 March".
    "This decision is subject to call-in until Spm on 17 March 2021.",
    "Call-in deadline: 5 prn on 17 March 2021",
    "Call-in deadline: 4.3Opm on 17 March 2021",
    "Call-in deadline: I7:00 on 17 March 2021",
    "Call-in deadline: 5pm on 1 7 March 2021",
    # Is the seventeenth still a day on which call-in can be made?
    "Requests for call-in must be submitted before 17 March 2021.",
    # Wrong weekday and a day long before the meeting.
    "Call-in deadline: 5pm on Friday 17 February 2021",
    "Call-in deadline: 4pm on 16 March 2021 or noon on 16 March 2021",
]


@pytest.mark.parametrize("words", ABSTENTIONS)
def test_a_deadline_in_doubt_is_not_given(words: str) -> None:
    for found in call_ins(words):
        assert found.deadline is None
        assert found.doubts


@pytest.mark.parametrize(
    "words",
    [
        "Decisions may be implemented on the sixth working day after publication unless called in.",
        "Call-in must be made by 5pm on the day before the fifth working day after publication.",
        "On a call-in the committee will meet within ten working days of publication of the request.",
    ],
)
def test_days_counted_for_something_else_give_no_deadline(words: str) -> None:
    found = call_ins(words, council="Leeds City Council", published_date="2021-03-10")
    assert [call_in.deadline for call_in in found if call_in.deadline] == []


def test_an_exemption_of_urgent_decisions_says_nothing_of_this_one() -> None:
    found = only("Last day for call-in: 17 March 2021 (not subject to call in if urgent)")
    assert (found.status, found.deadline) == ("open_until", "2021-03-17T23:59:59")


def test_not_applicable_needs_no_day_though_an_earlier_call_in_is_told() -> None:
    found = only("Call-in: Not applicable - follows the decision of 1 March 2021, called in by 5 March 2021.")
    assert (found.status, found.deadline) == ("not_subject", None)


def test_what_a_semicolon_parts_is_said_of_each_clause() -> None:
    found = paper(
        "RESOLVED: (1) That the yard be sold; and\n(2) That Council be recommended to approve the budget.\n\n"
        "Part (1) is subject to call-in until 5pm on 17 March 2021; part (2) is not subject to call-in.",
        meeting_date="2021-03-08",
    )
    assert [(c.status, c.deadline) for c in found.call_ins] == [
        ("open_until", "2021-03-17T17:00:00"),
        ("not_subject", None),
    ]


def test_a_wrong_weekday_is_doubted_and_the_printed_date_kept() -> None:
    found = only("Call-in deadline: 5pm on Friday 17 March 2021")
    assert found.deadline == "2021-03-17T17:00:00"
    assert "weekday_mismatch" in found.doubts
    assert found.confidence <= 0.5


def test_a_deadline_before_the_meeting_is_doubted() -> None:
    found = only("Call-in deadline date: 17/02/2021")
    assert "deadline_before_meeting" in found.doubts
    assert found.confidence <= 0.5


def test_an_empty_label_states_nothing() -> None:
    found = only("Deadline for Escalation Panel referral")
    assert (found.status, found.deadline) == ("not_stated", None)


def test_a_box_that_says_no_above_words_that_say_yes_leaves_call_in_unknown() -> None:
    found = only(
        "Is subject to call in?: No\n\n[The decisions on this item can be called in by the Harbours Scrutiny Panel]"
    )
    assert (found.status, found.deadline, found.doubts) == ("not_stated", None, ("statements_differ",))


def test_what_a_committee_can_do_in_general_is_said_of_no_decision() -> None:
    assert call_ins("Decisions of the Cabinet can be called in by the Harbours Scrutiny Panel.") == ()


def test_two_deadlines_for_one_decision_give_none() -> None:
    found = only("Call-in deadline: 17 March 2021\n\nThe call-in period will expire at 5pm on 18 March 2021.")
    assert found.deadline is None
    assert "several_deadlines" in found.doubts


STATUSES = [
    ("Is subject to call in?: No", "not_subject"),
    ("Is subject to call in?: Yes", "not_stated"),
    ("Call-in: N/A", "not_subject"),
    ("[Call-in does not apply].", "not_subject"),
    ("This decision is not subject to call-in.", "not_subject"),
    ("Call-in is not appropriate here as the plan is to be heard by the Scrutiny Board on 23 May 2031.", "not_subject"),
    ("This was not a Key Decision and so can be implemented with immediate effect by officers.", "not_subject"),
    ("Notice is given that the Call-in procedure has been waived in respect of this decision.", "exempt"),
    ("The Chair of Scrutiny agreed that the decision is urgent and not subject to call-in.", "exempt"),
    ("The decision is exempt from call-in because any delay would harm the public.", "exempt"),
    ("This decision should be implemented immediately for the purposes of Standing Order 12.", "exempt"),
    ("The matter is considered as urgent for the purposes of Scrutiny Procedure Rule 9.", "exempt"),
    ("Any delay likely to be caused by the call-in process would seriously prejudice the Council.", "exempt"),
    ("This decision has been called in by: Councillors Ash, Birch and Cedar", "called_in"),
    ("The decision was called in on 16 March 2021.", "called_in"),
    ("A requisition signed by five members had been lodged on 16 March, the last day for doing so.", "called_in"),
    ("The urgent procedure of Section 14.14 be used, so that it is not subject to call-in.", "exempt"),
    ("Eligible for call-in to Place Scrutiny Committee", "not_stated"),
    ("Should they wish to call in a decision, notice is due by noon on the second working day after it.", "relative"),
    ("Any member who wishes to call in this decision must do so within five working days of it.", "relative"),
    ("We, the undersigned, wish to call in the decision on moorings.", "called_in"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "status"), STATUSES)
def test_every_way_of_speaking_of_call_in_has_its_status(words: str, status: str) -> None:
    found = only(words)
    assert (found.status, found.deadline) == (status, None)


SILENT = [
    "The group may call in expertise from the university.",
    "The contractor was called in to the office to explain.",
    "Special urgency provisions applied because the 28 day notice was not given.",
    "The planning application was called in by the Secretary of State.",
    "Current call-in Count: 0",
    "This decision has been called in by:",
    "The new charges take effect from 1 April 2021.",
    "Any three members of the Council may call in a decision under the constitution.",
]


@pytest.mark.parametrize("words", SILENT)
def test_words_that_say_nothing_of_this_decisions_call_in_give_no_entry(words: str) -> None:
    assert call_ins(words) == ()


def test_a_date_of_effect_stands_beside_the_deadline() -> None:
    found = only("Call-in deadline date: 17/03/2021\n\nDate comes into force if not called in: 18/03/2021")
    assert (found.status, found.deadline, found.effective_from) == ("open_until", "2021-03-17T23:59:59", "2021-03-18")


@pytest.mark.parametrize(
    "words",
    [
        "Effective from: 18/03/2021",
        "Decision to Take Effect at end of :-2021/03/18",
        "This decision comes into force on 18 March 2021 unless called in.",
    ],
)
def test_a_date_of_effect_alone_is_no_deadline(words: str) -> None:
    found = only(words)
    assert (found.status, found.deadline, found.effective_from) == ("effective_on", None, "2021-03-18")


RELATIVE = "The decision may be called in within five working days following its publication."


def test_a_relative_rule_is_kept_as_a_rule() -> None:
    found = only(RELATIVE)
    assert (found.status, found.deadline, found.basis) == ("relative", None, None)


def test_a_relative_rule_is_worked_out_where_publication_and_nation_are_known() -> None:
    found = only(RELATIVE, published_date="2022-09-15", meeting_date="2022-09-14", council="Kent County Council")
    # 19 September 2022 was a bank holiday for once.
    assert (found.status, found.deadline, found.basis) == ("relative", "2022-09-23T23:59:59", "calculated")


def test_a_relative_rule_counts_by_the_holidays_of_the_nation() -> None:
    words = "The call-in period is three working days after publication and closes at 5pm."
    found = only(words, published_date="2021-03-16", meeting_date="2021-03-15", council="Belfast City Council")
    assert found.deadline == "2021-03-22T17:00:00"  # St Patrick's Day is none of the three


def test_without_a_council_nothing_is_worked_out() -> None:
    assert only(RELATIVE, published_date="2021-03-10").deadline is None


MINUTES = """
CABINET

1. Apologies

None.

2. Harbour wall

RESOLVED that the repair be approved.

3. Lighthouse

RESOLVED that the lighthouse be painted.
{inside}
{after}
"""


def minutes(inside: str = "", after: str = "") -> tuple[CallIn, ...]:
    words = MINUTES.replace("{inside}", inside).replace("{after}", after)
    return paper(words, "minutes", meeting_date="2021-03-09", body="Cabinet").call_ins


def test_a_statement_inside_an_item_belongs_to_that_item() -> None:
    found = minutes(inside="\nThis decision is not subject to call-in.")
    assert [(c.decision, c.status) for c in found] == [(1, "not_subject")]


def test_a_statement_about_all_decisions_belongs_to_each() -> None:
    found = minutes(after="\nThe call-in period for the above decisions expires at 5pm on 17 March 2021.")
    assert [(c.decision, c.deadline) for c in found] == [(0, "2021-03-17T17:00:00"), (1, "2021-03-17T17:00:00")]


def test_a_statement_that_names_items_belongs_to_those() -> None:
    found = minutes(after="\nThe above decisions at items 2 are exempt from call-in on grounds of urgency.")
    assert [(c.decision, c.status) for c in found] == [(0, "exempt")]


def test_what_is_said_of_named_items_goes_before_what_is_said_of_all() -> None:
    found = minutes(
        after="\nThe above decisions may be called in until 17 March 2021. Decisions at item 3 are exempt from call-in."
    )
    assert [(c.decision, c.status) for c in found] == [(0, "open_until"), (1, "exempt")]


def test_a_report_that_asks_for_a_waiver_has_an_entry_without_a_decision() -> None:
    words = """
    Report to Cabinet

    Recommendation

    The Cabinet is asked to approve the repair of the harbour wall.

    This decision should be implemented immediately for the purposes of Standing Order 12 as any delay is dangerous.
    """
    found = paper(words, "report").call_ins
    assert [(c.decision, c.status) for c in found] == [(None, "exempt")]


def test_a_report_that_explains_the_procedure_has_none() -> None:
    words = """
    Report to Cabinet

    The decision will be subject to call-in and may be implemented five working days after publication.
    """
    assert paper(words, "report").call_ins == ()


def test_a_call_in_request_says_called_in_once() -> None:
    words = """
    Call-in request for executive decision 21/0042

    The decision to close the pier was called in by five members.
    """
    assert [c.status for c in paper(words, "call_in").call_ins] == ["called_in"]


@pytest.mark.parametrize(
    "words",
    [
        "The decision will take effect from 5pm on 18 March 2021 unless a call-in is received.",
        "It will be implemented on 18 March 2021 unless it is called in.",
    ],
)
def test_a_day_of_effect_is_no_last_moment(words: str) -> None:
    found = only(words)
    assert (found.status, found.deadline, found.effective_from) == ("effective_on", None, "2021-03-18")


def test_one_part_that_cannot_be_called_in_leaves_the_deadline_of_the_rest() -> None:
    words = (
        "The above will come into force after 4.00 pm on Thursday 18 March 2021 unless subject to call-in. "
        "Part (b) is for Council to settle and cannot be called in."
    )
    assert "2021-03-18T16:00:00" in {found.deadline for found in call_ins(words)}


def test_a_page_of_several_meetings_reads_each_deadline_from_its_own_meetings_day() -> None:
    known = DocumentFacts(sha256="0", filename="a.txt", media_type="text/plain", pages=1, kind="minutes")
    whole = Paper(known, date(2024, 3, 5), ((100, date(2024, 3, 5)), (900, date(2024, 2, 6))))
    assert [whole.at(offset).own_day for offset in (10, 150, 950)] == [
        date(2024, 3, 5),
        date(2024, 3, 5),
        date(2024, 2, 6),
    ]
