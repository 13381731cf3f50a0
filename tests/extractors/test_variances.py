"""Variances against budget and outturn."""

from __future__ import annotations

import pytest

from tests.extractors.table_papers import paper

TABLE = """
    All figures in £m

    Service | Budget | Forecast | Variance
    Adults | 586.1 | 621.6 | +35.4
    Children | 430.6 | 420.8 | -9.9
    Places | 202.9 | 209.2 | {places}
    Centre | 30.5 | 29.3 | -1.2
"""


def test_a_variance_that_is_not_the_difference() -> None:
    (finding,) = paper(TABLE.format(places="+3.6")).findings
    assert (finding.rule, finding.printed, finding.computed) == ("variance_mismatch", "+3.6", "+6.3")


def test_no_alarm_on_rounded_differences_nor_on_signs() -> None:
    assert paper(TABLE.format(places="+6.3")).findings == ()
    assert paper(TABLE.format(places="+6.4")).findings == ()
    assert paper(TABLE.format(places="(6.3)")).findings == ()


def test_no_alarm_in_a_table_in_which_no_variance_is_a_difference() -> None:
    found = paper("""
        All figures in £m

        Service | Budget | Forecast | Movement
        Adults | 10.0 | 12.0 | +0.4
        Places | 20.0 | 21.0 | -0.3
    """)
    assert found.findings == ()


SENTENCE = (
    "The fostering budget is set at £3.646m for 2013/14. "
    "The projected outturn at year end is £4.681m ie an overspend of {}."
)


@pytest.mark.parametrize("printed", ["£1.035m", "£1.04m", "£1,035k"])
def test_no_alarm_on_a_variance_in_prose_that_holds(printed: str) -> None:
    assert paper(SENTENCE.format(printed), meeting_date="2013-11-27").findings == ()


def test_a_variance_in_prose_that_does_not_hold() -> None:
    (finding,) = paper(SENTENCE.format("£1.350m"), meeting_date="2013-11-27").findings
    assert (finding.rule, finding.computed) == ("variance_mismatch", "£1.035m")


def test_no_alarm_where_the_overspend_is_not_said_to_follow() -> None:
    text = "The budget is £3.6m and the projected outturn is £4.7m. Fuel is part of it, with an overspend of £0.2m."
    assert paper(text, meeting_date="2013-11-27").findings == ()


BREATH = "Spending of £11.9m was reported against a budget of £15.2m, an underspend of {}."


def test_a_variance_said_in_one_breath_that_does_not_hold() -> None:
    (finding,) = paper(BREATH.format("£3.6m"), meeting_date="2013-11-27").findings
    assert finding.message == "£15.2m less £11.9m is £3.3m, printed £3.6m."


@pytest.mark.parametrize(
    "text",
    [
        BREATH.format("£3.3m"),
        BREATH.format("about £3.6m"),
        "Spending of £11.9m was reported against a budget of £15.2m, of which an underspend of £3.6m is on roads.",
        "Spending of £11.9m was reported against a budget of £15.2m. Roads had an underspend of £3.6m.",
    ],
)
def test_no_alarm_on_other_words_between_spending_and_underspend(text: str) -> None:
    assert paper(text, meeting_date="2013-11-27").findings == ()
