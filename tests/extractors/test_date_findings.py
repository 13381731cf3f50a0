"""Dates that do not fit together, and dates that do."""

from __future__ import annotations

import pytest

from tests.extractors.dated_papers import dated


def test_a_record_signed_before_its_meeting_is_out_of_order() -> None:
    text = "The letter of 7 September 2018 was noted.\n\nProper Officer\n3 September 2018"
    (finding,) = dated(text, kind="decision_record").findings
    assert (finding.rule, finding.printed, finding.computed) == (
        "date_order",
        "3 September 2018",
        "not before 18 September 2018",
    )


def test_a_position_after_the_meeting_is_out_of_order() -> None:
    (finding,) = dated("The fund stood at £900m as at 31 December 2018.").findings
    assert (finding.rule, finding.printed) == ("date_order", "31 December 2018")


@pytest.mark.parametrize(
    "text",
    [
        "The fund is forecast to stand at £900m as at 31 December 2018.",
        "Proper Officer\n21 September 2018",
        "The committee met on Tuesday 18 September 2018.",
        "The next meeting is on Wednesday 14 November.",
        "From Monday 10 to Friday 14 December 2018 the office is shut.",
        "at the end of quarter 1 (30 June 2018)",
        "The lease runs from 1 April 2016 to 31 March 2018.",
        "It was moved from 1 June 2018 to the meeting of 4 May 2018.",
        "3 months' delay to the report, from March 2019 to June 2019",
        "2-6 months delay across 5 milestones including a survey from Jul 19 to Sep 19",
    ],
)
def test_dates_that_fit_raise_nothing(text: str) -> None:
    assert dated(text, kind="decision_record").findings == ()


def test_a_wrong_weekday_is_told() -> None:
    (finding,) = dated("It met on Monday 18 September 2018.").findings
    assert (finding.rule, finding.computed) == ("weekday_mismatch", "Tuesday")


def test_a_quarter_that_ends_on_another_day_is_told() -> None:
    (finding,) = dated("the figures at the end of quarter 2 (30 June 2018)", kind="report").findings
    assert (finding.rule, finding.printed, finding.computed) == (
        "period_conflict",
        "30 June 2018",
        "30 September 2018",
    )


def test_a_delay_that_is_longer_than_stated_is_told() -> None:
    (finding,) = dated("2 months delay to the survey from March 2019 to August 2019", kind="report").findings
    assert (finding.rule, finding.computed) == ("period_conflict", "5 months")


def test_a_span_that_ends_before_it_begins_is_told() -> None:
    (finding,) = dated("The lease runs from 1 April 2018 to 31 March 2016.", kind="report").findings
    assert (finding.rule, finding.printed, finding.computed) == (
        "date_order",
        "31 March 2016",
        "not before 1 April 2018",
    )
