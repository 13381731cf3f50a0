"""What each date of a paper is, and which year it has where none is printed."""

from __future__ import annotations

import pytest

from extractors.dates.dates import SPANS_KEY
from extractors.pipeline import build_pipeline
from tests.extractors.dated_papers import dated

ROLES = [
    ("The decisions at minutes 41 and 42 were published on Friday 21 September 2018.", "published"),
    (
        "Five members may call in any of them by notice received by 4.30 p.m. on Friday 28 September 2018.",
        "call_in_deadline",
    ),
    ("Meeting of the Executive held on Tuesday 18 September 2018 at 7.15 pm", "meeting"),
    ("The minutes of the meeting held on 30 July 2018 were signed.", "prior_meeting"),
    ("The scheme was considered by the Highways Committee on 4 June 2018.", "prior_meeting"),
    ("On 12 July 2017 Council resolved to adopt the plan.", "prior_meeting"),
    ("Ofsted inspected the service in May 2018.", "inspection"),
    ("The unannounced inspection of fostering took place on 3 and 4 May 2018.", "inspection"),
    ("The guidance was published on 21 August 2018.", "publication"),
    ("The report of the Treasurer dated 3 September 2018 was tabled.", "publication"),
    ("As at 30 June 2018 there were 421 children in care.", "as_at"),
    ("The average wait for the Board had been four and a half minutes in December 2017.", "other"),
    ("The Committee heard the position for the period to 30 June 2018.", "as_at"),
    ("Ofsted and the Board, in their report of 19 July 2018, found that plans were late.", "inspection"),
    ("The Ombudsman had criticised the Council in a report of February 2018.", "publication"),
    ("The Chair of the Scrutiny Board consented on 11 September 2018 to the waiver.", "other"),
    ("Mean speeds at the school were 37 mph in May 2018.", "period"),
    ("The number stood at 402 at the end of June.", "as_at"),
    ("Spend in 2017/18 was £4m.", "period"),
    ("The forecast position at Quarter 1 was on course.", "as_at"),
    ("Grant has fallen by a third since 2010.", "period"),
    ("Between 1 April 2018 and 30 June 2018 the team saw 90 families.", "period"),
    ("The consultation ran from 4 June to 27 July 2018.", "period"),
    ("The lease will end on 31 March 2022.", "future_action"),
    ("The next meeting is on Wednesday 14 November 2018.", "future_action"),
    ("Works are due for completion in spring 2019.", "future_action"),
    ("The duty arises under the Care Act 2014.", "legislation"),
    ("Committees came in with the 1972 Local Government Act.", "legislation"),
    ("The decision may be called in until 5pm on 26 September 2018.", "call_in_deadline"),
    ("Call-in deadline date: 26/09/2018", "call_in_deadline"),
    ("The contract was awarded in 2016.", "other"),
    ("01/02/2018 - Cabinet answers to the harbour review", "meeting"),
    ("The decisions made by the Cabinet on 23 April 2018 be endorsed and no call-in be made.", "prior_meeting"),
    ("The decision comes into force on 27 September 2018 unless it is called in.", "future_action"),
    ("There were 61 empty shops on 31 July 2018.", "as_at"),
    ("Rent of 98% had been collected by 31 March 2018.", "as_at"),
    ("Costs so far are £1.2m (to 31 July 2018).", "as_at"),
    ("Balances are forecast to stand at £4m on 31 March 2019.", "as_at"),
    ("The Chief Executive reported that a wall fell on 2 June 2018.", "other"),
    ("The Chair of the Audit Committee agreed on 2 June 2018 that it was urgent.", "other"),
    ("The Leader said that the Cabinet had agreed on 3 July 2018 to wait.", "prior_meeting"),
    ("The Committee refused an earlier scheme in May 2017.", "prior_meeting"),
    ("Members asked Cabinet to revisit its decision of 3 July 2018.", "prior_meeting"),
    ("At its meeting Cabinet resolved to end the leases by 31 August 2018.", "other"),
    ("The lease is to be signed by 5 October 2018.", "future_action"),
    ("Ward notes.   Date of notice: 20 September 2018", "published"),
    ("Council adopted the Tree Strategy 2016-2021.", "period"),
    ("Use is at 84% of the level in 2016.", "period"),
    ("Questions had to arrive by 12 noon on 14 September 2018.", "other"),
    ("The reserve would fall to £1.4m at 31 March 2019.", "as_at"),
    ("That leaves a balance of £5.1m on 31 March 2019.", "as_at"),
    ("The motion will be put at the 4 October 2018 meeting.", "future_action"),
    ("Spending to 31 August 2018 was £22m.", "as_at"),
    ("The team said that 61 cases were open on 31 July 2018.", "as_at"),
    ("The lease had been let by Cabinet on 12 June 2017 to a mill.", "prior_meeting"),
    ("To consider the paper which was before the Executive on 4 September 2018.", "prior_meeting"),
    ("The pier was inherited by the Council on 1 April 2010.", "other"),
    ("Notice was given to the Chair of the Places Committee on 3 August 2018.", "other"),
    ("The tents were bought by the Chief Executive on 27 March 2018.", "other"),
    ("A study by consultants (Moss and Hale, May 2018) was read.", "publication"),
    ("Calls came to 402, against 437 in May 2017.", "period"),
    ("Calls came to 402 and to 437 in the same months of 2017.", "period"),
    ("Decision date: 17 September 2018 Signed: T Hale", "other"),
    ("It can be raised at the next meeting of the Board to be held on 4 June 2018.", "future_action"),
    ("September 2018 extraordinary minutes", "other"),
    ("Meeting: 04/06/2018 - Roads Panel (Item 4)", "meeting"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_the_words_around_a_date_say_what_it_is(text: str, role: str) -> None:
    assert dated(text).roles[0] == role


def test_a_signature_under_a_heading_about_call_in_is_a_signature() -> None:
    found = dated(
        """
        7. Date and time by which call-in must be executed

        No later than midnight on Tuesday 25 September 2018

        Proper Officer
        19 September 2018
        """,
        kind="decision_record",
        signed_date="2018-09-19",
    )
    assert found.roles == ["call_in_deadline", "signed"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Referrals had risen in November and December.", "2017-11-01"),
        ("A report will be brought back in January.", "2019-01-01"),
        ("Scrutiny Committee (8 February)", "2018-02-08"),
        ("Not later than midnight on Friday 28 September", "2018-09-28"),
        ("The member agreed to report back to the October meeting.", "2018-10-01"),
    ],
)
def test_a_year_that_is_not_printed_follows_the_tense(text: str, start: str) -> None:
    assert dated(text).dates[0].date_from == start


def test_a_paper_without_a_date_was_written_after_what_it_tells() -> None:
    found = dated(
        "On 7 June 2018 the Cabinet considered the options. The contracts end on 31 March 2019.",
        kind="report",
        meeting_date=None,
    )
    assert found.roles == ["prior_meeting", "future_action"]


def test_what_is_told_after_the_last_minutes_is_of_the_nearest_year() -> None:
    text = """
    RESOLVED that the minutes of the meeting held on 8 October 2015 be confirmed.

    The Chairman had attended the exercise on 11 October and the carol service on 9 December.
    """
    found = dated(text, meeting_date=None).dates
    assert [mention.date_from for mention in found] == ["2015-10-08", "2015-10-11", "2015-12-09"]
    assert [mention.role for mention in found] == ["prior_meeting", "other", "other"]


@pytest.mark.parametrize(
    "text",
    [
        "Call in: Friday 21 September",
        "Call-in\n\nFriday 21 September 2018",
        "Call-in date: 21 September 2018 at 5pm",
        "Requisition: Friday 21 September 2018",
    ],
)
def test_the_day_alone_behind_the_label_of_call_in_is_its_deadline(text: str) -> None:
    assert dated(text, kind="decision_record").roles == ["call_in_deadline"]


def test_the_day_of_the_reports_that_a_committee_of_call_in_read_is_no_deadline() -> None:
    text = """
    14. Consideration of any Call-Ins

    Members turned to the Cabinet reports of 20 September 2018 and the decisions made by Cabinet on them.
    """
    assert "call_in_deadline" not in dated(text).roles


def test_cells_of_a_table_of_figures_hold_periods() -> None:
    found = dated("Measure\t2016/17\t2017/18\nReferrals\t412\t455\nContacts\t900\t940\n", kind="report")
    assert found.roles == ["period", "period"]


def test_the_pipeline_puts_the_expressions_on_the_doc() -> None:
    doc = build_pipeline()("Cabinet met on 3 May 2018 and in June 2018.")
    assert [span.text for span in doc.spans[SPANS_KEY]] == ["3 May 2018", "June 2018"]


def test_every_quote_is_the_text_at_its_place() -> None:
    found = dated("\n\n".join(text for text, _ in ROLES))
    assert found.dates
    assert all(found.text[fact.start : fact.end] == fact.quote for fact in found.dates)


def test_the_day_over_a_column_of_figures_is_the_day_as_at_which_they_stand() -> None:
    found = dated(
        """
        Reserve            Balance 1 April 2018    Planned use    31 March 2019 (forecast)
        General                    8.0                 -                    8.0
        Tree planting              5.3                3.1                   2.2
        Total                     13.3                3.1                  10.2
        """,
        kind="report",
    )
    assert found.roles == ["as_at", "as_at"]


def test_an_action_log_names_the_day_of_the_minute_that_an_action_comes_from() -> None:
    found = dated("Minute    Action           Owner    Due\n22 (4 July 2018)    Send the map    T Hale    31/10/2018\n")
    assert found.roles == ["prior_meeting", "future_action"]


def test_a_quarter_without_a_year_is_one_of_the_year_that_an_undated_paper_goes_on_about() -> None:
    text = "Report - Quarter 2\n\nThe budget for 2018/19 was set in March 2018. Income at Quarter 2 was £9."
    days = {date.quote: date.date_from for date in dated(text, "report", meeting_date=None).dates}
    assert days["Quarter 2"] == "2018-07-01"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The Panel approved the minutes of its meeting of 5 January 2018.", ["prior_meeting"]),
        ("The minutes of the meetings of 5 January and 16 March 2018 were approved.", ["prior_meeting"] * 2),
        ("The firm had been appointed in April 2018 and would report to the Committee meeting.", ["other"]),
    ],
)
def test_the_days_of_meetings_whose_minutes_are_approved_are_prior_meetings(text: str, roles: list[str]) -> None:
    assert dated(text).roles == roles
