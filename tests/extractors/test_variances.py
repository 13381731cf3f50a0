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


@pytest.mark.parametrize(
    ("heading", "directions"),
    [("Surplus / (shortfall)", ("overspend", "underspend")), ("(Surplus)/deficit", ("underspend", "overspend"))],
)
def test_of_income_the_heading_says_which_is_the_negative(heading: str, directions: tuple[str, str]) -> None:
    found = paper(f"""
        Source | Budget £000 | Forecast £000 | {heading}
        Parking | 2,310 | 2,142 | (168)
        Planning | 800 | 850 | 50
    """)
    assert (found.figure("(168)").direction, found.figure("50").direction) == directions


def test_what_was_moved_to_another_year_is_neither_over_nor_under() -> None:
    found = paper("""
        Scheme | Revised programme £m | Projected outturn £m | Reprofiled to 2032/33 £m
        Roof | 4.55 | 3.90 | 0.65
    """)
    moved = found.figure("0.65")
    assert (moved.kind, moved.direction, moved.measure) == ("variance", None, "Roof, Reprofiled to 2032/33")
    assert (found.figure("4.55").kind, found.figure("4.55").measure) == ("budget", "Roof, Revised programme")


def test_what_comes_into_a_balance_is_neither_overspent_nor_a_value_of_it() -> None:
    found = paper("""
        Movement in 2031/32 | General Fund balance £000 | Earmarked reserves £000
        Balance at 1 April 2031 | 5,576 | 4,763
        Transfers between reserves | 312 | 313
        Increase or decrease in the year | (587) | (214)
        Balance at 31 March 2032 | 5,301 | 4,862
    """)
    assert (found.figure("5,301").metric, found.figure("5,301").segment) == ("general_fund_reserves", None)
    assert (found.figure("312").metric, found.figure("(587)").metric) == (None, None)
    assert (found.figure("(587)").kind, found.figure("(587)").direction) == ("variance", "decrease")


def test_a_variance_without_a_unit_has_that_of_its_budget_and_outturn() -> None:
    found = paper("""
        Service | Budget £000 | Outturn £000 | Variance
        Parks | 1,210 | 1,345 | 135
    """)
    assert (found.figure("135").value, found.figure("135").unit) == (135000.0, "GBP")


def test_a_change_in_posts_is_no_money() -> None:
    found = paper("""
        Service | Budget £000 | Change in posts
        Parks | 1,210 | 13
        Roads | 1,410 | 11
    """)
    assert found.figure("13").unit == "count"


def test_amounts_beside_their_vat_are_money() -> None:
    found = paper("""
        Approved payments | Net | VAT | Gross
        Hall hire | 75.50 | 15.10 | 90.60
        Phone | 4.13 | 0.83 | 4.96
    """)
    assert {(figure.unit, figure.kind) for figure in found.figures} == {("GBP", "actual")}


def test_a_difference_without_a_sign_behind_amounts_with_one_is_money() -> None:
    found = paper("""
        Item | Budget | Spent | Difference
        Hall hire | £140.00 | £137.33 | -2.67
    """)
    assert (found.figure("-2.67").unit, found.figure("-2.67").value) == ("GBP", -2.67)


@pytest.mark.parametrize(
    ("label", "printed", "unit", "value"),
    [
        ("Dwelling rents", "33,400", "GBP", 33_400_000.0),
        ("Average weekly rent (£)", "98.12", "GBP", 98.12),
        ("Number of homes", "6,510", "count", 6510.0),
        ("Rent lost while empty (%)", "1.4", "percent", 1.4),
        ("Staff (FTE)", "41.5", "fte", 41.5),
        ("Receipts (£m)", "2.5", "GBP", 2_500_000.0),
        ("Surplus / (deficit)", "310", "GBP", 310_000.0),
        ("Repairs (planned)", "410", "GBP", 410_000.0),
    ],
)
def test_the_unit_in_a_rows_label_outweighs_that_over_the_column(
    label: str, printed: str, unit: str, value: float
) -> None:
    figure = paper(f"""
        | 2031/32 Budget £000 | 2032/33 Budget £000
        Supervision | 7,410 | 7,900
        {label} | {printed} | -
    """).figure(printed)
    assert (figure.unit, figure.value) == (unit, value)


def test_a_share_beside_a_number_of_things_is_a_share() -> None:
    found = paper("""
        Tenure | 2031/32 | %
        Number of homes let | 410 | 82
        Number of homes sold | 90 | 18
    """)
    assert (found.figure("410").unit, found.figure("82").unit) == ("count", "percent")
