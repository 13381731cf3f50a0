"""Monitoring tables and scorecards: which period a target, a variance or an amount to date is of. Invented papers."""

from __future__ import annotations

from tests.extractors.table_papers import paper

YEAR = ("2022-04-01", "2023-03-31")


def period(figure: object) -> tuple[str | None, str | None]:
    return getattr(figure, "period_from", None), getattr(figure, "period_to", None)


def test_a_target_is_of_the_period_of_the_result_before_it() -> None:
    found = paper("""
        Indicator | Q1 2022/23 | Q2 2022/23 | Target
        Calls answered | 81% | 84% | 90%
        Bins missed | 31 | 28 | 25
    """)
    assert period(found.figure("90%")) == ("2022-07-01", "2022-09-30")
    assert found.figure("25").kind == "target"
    assert period(found.figure("25")) == ("2022-07-01", "2022-09-30")


def test_an_annual_target_is_of_the_year() -> None:
    found = paper("""
        Indicator | Q2 2022/23 | Annual target
        New homes | 61 | 140
        Homes improved | 22 | 75
    """)
    assert period(found.figure("140")) == YEAR


def test_an_arrow_tells_of_the_result_not_of_the_target() -> None:
    found = paper("""
        Indicator | Q1 2022/23 | Q2 2022/23 | Target | Direction
        Calls answered | 81% | 84% | 90% | ▲
        Visits on time | 77% | 71% | 80% | ▼
    """)
    assert found.figure("84%").trend == "up"
    assert found.figure("90%").trend is None


def test_a_variance_beside_a_forecast_is_of_the_forecasts_year() -> None:
    found = paper("""
        Table 1 shows the position at the end of June 2022

        Service | Budget 2022/23 £000 | Forecast 2022/23 £000 | Variance £000
        Parks | 1,210 | 1,345 | 135
        Roads | 4,420 | 4,395 | (25)
    """)
    assert period(found.figure("135")) == YEAR


def test_budget_and_forecast_under_a_title_of_nine_months_are_of_the_year() -> None:
    found = paper("""
        Table 2: Revenue, April to December 2022 (£000)

        Service | Budget | Actual to date | Forecast | Variance
        Parks | 1,210 | 804 | 1,345 | 135
        Roads | 4,420 | 3,116 | 4,395 | (25)
    """)
    assert period(found.figure("1,210")) == YEAR
    assert period(found.figure("135")) == YEAR
    assert period(found.figure("804")) == ("2022-04-01", "2022-12-31")


def test_spending_to_date_ends_with_the_quarter_in_the_papers_title() -> None:
    text = """
        Capital programme 2022/23 (£000)

        Scheme | Approved budget | Spend to date | Forecast
        Weir repairs | 910 | 402 | 880
        Museum lift | 355 | 118 | 355
    """
    found = paper(text, title="Capital monitoring 2022/23 - Quarter 2", meeting_date="2022-11-08")
    assert period(found.figure("402")) == ("2022-04-01", "2022-09-30")
    unknown = paper(text, title="Capital monitoring", meeting_date="2022-11-08")
    assert period(unknown.figure("402")) == (None, None)


def test_a_day_in_a_columns_own_heading_stays_a_day() -> None:
    found = paper("""
        Reserve (£m) | Balance at 1 April 2022 | Forecast movement | Forecast balance at 31 March 2023
        Flood works | 4.1 | (1.0) | 3.1
        Repairs | 2.6 | 0.4 | 3.0
    """)
    assert period(found.figure("3.1")) == ("2023-03-31", "2023-03-31")


def test_marks_explained_in_a_sentence_set_the_basis_of_their_rows() -> None:
    found = paper("""
        Figures are for the quarter unless marked † (year to date) or ‡ (snapshot on the last day of the quarter).

        Indicator | Q1 2022/23 | Q2 2022/23
        Households helped † | 210 | 455
        Children in care ‡ | 188 | 191
        Visits on time | 77% | 71%
    """)
    assert period(found.figure("455")) == ("2022-04-01", "2022-09-30")
    assert period(found.figure("191")) == ("2022-09-30", "2022-09-30")
    assert period(found.figure("71%")) == ("2022-07-01", "2022-09-30")


def test_months_with_a_calendar_year_say_what_a_quarter_is() -> None:
    found = paper("""
        Indicator | Q3 (Oct-Dec 2018) | Q4 (Jan-Mar 2019)
        Fly-tips cleared | 310 | 288
        Potholes filled | 905 | 1,420
    """)
    assert period(found.figure("310")) == ("2018-10-01", "2018-12-31")
    assert period(found.figure("1,420")) == ("2019-01-01", "2019-03-31")


def test_an_outturn_is_of_the_year_of_the_paper() -> None:
    text = """
        Net revenue by service

        Service | Revised budget £000 | Outturn £000 | Variance £000
        Parks | 1,210 | 1,345 | 135
        Roads | 4,420 | 4,395 | (25)
    """
    found = paper(text, title="Revenue Outturn 2022/23", meeting_date="2023-06-20")
    assert period(found.figure("1,345")) == YEAR


def test_a_level_stands_at_the_end_of_its_quarter_and_a_flow_is_of_the_whole() -> None:
    found = paper("""
        Measure | 2021/22 | Q1 2022/23 | Q2 2022/23
        Children in care | 318 | 327 | 334
        Referrals to social care | 2,611 | 640 | 702
        Average number of children in care | 301 | 322 | 330
    """)
    assert period(found.figure("334")) == ("2022-09-30", "2022-09-30")
    assert period(found.figure("318")) == ("2022-03-31", "2022-03-31")
    assert period(found.figure("702")) == ("2022-07-01", "2022-09-30")
    assert period(found.figure("330")) == ("2022-07-01", "2022-09-30")


def test_on_the_last_day_is_a_day() -> None:
    found = paper("""
        Measure | Q1 2022/23 | Q2 2022/23
        Delayed discharges on the last day | 22 | 25
        Calls lost | 41 | 48
    """)
    assert period(found.figure("25")) == ("2022-09-30", "2022-09-30")


def test_the_same_quarter_of_last_year_is_a_year_before_the_one_above_the_table() -> None:
    found = paper("""
        Performance in Quarter 3 2022/23

        Measure | Same quarter last year | Now
        Calls answered | 71% | 78%
        Children in care | 401 | 415
        Rent collected (year to date) | 74.5% | 75.5%
    """)
    assert period(found.figure("71%")) == ("2021-10-01", "2021-12-31")
    assert period(found.figure("401")) == ("2021-12-31", "2021-12-31")
    assert period(found.figure("74.5%")) == ("2021-04-01", "2021-12-31")
    assert found.figure("401").segment is None


def test_a_cumulative_row_under_the_title_of_a_quarter_begins_in_april() -> None:
    found = paper("""
        Performance in Quarter 2 2022/23

        Measure | Result | Target
        Tax collected (cumulative) | 56.1% | 57.5%
        Calls answered | 78.0% | 80.0%
    """)
    assert period(found.figure("57.5%")) == ("2022-04-01", "2022-09-30")
    assert period(found.figure("80.0%")) == ("2022-07-01", "2022-09-30")


def test_a_target_of_savings_without_a_period_is_of_the_papers_year() -> None:
    found = paper(
        """
        Table 2: Savings programme (£000)

        Directorate | Target | Delivered
        Adults | 3,150 | 1,720
        Place | 1,690 | 1,120
        """,
        title="Monitoring 2022/23",
    )
    assert period(found.figure("3,150")) == YEAR
    assert found.figure("3,150").table == "Table 2: Savings programme (£000)"


def test_a_whole_number_beside_decimals_of_its_row_is_in_their_unit() -> None:
    found = paper("""
        Measure | 2021/22 Actual | 2022/23 Actual | 2022/23 Target
        Time to settle a claim | 18.93 | 20 | 19
        Claims settled | 411 | 402 | 400
    """)
    assert {found.figure(quote).unit for quote in ("18.93", "20", "19")} == {"other"}
    assert {found.figure(quote).unit for quote in ("402", "400")} == {"count"}


def test_a_column_of_codes_is_no_part_of_the_measure() -> None:
    found = paper("""
        Measure | PI | 2021/22 | 2022/23
        Council tax collected | LPI0541 | 98.7% | 98.6%
        Rates collected | LPI0542 | 97.7% | 99.5%
    """)
    assert (found.figure("98.6%").measure, found.figure("98.6%").segment) == ("Council tax collected", None)


def test_days_with_dots_and_short_years_head_balances() -> None:
    found = paper("""
        Table 3: Borrowing 2022/23

        Source | 31.3.22 Balance £m | Net movement £m | 31.3.23 Balance £m
        Total borrowing | 177.9 | 11.9 | 189.8
        of which short-term | 25.0 | 15.0 | 40.0
    """)
    assert period(found.figure("177.9")) == ("2022-03-31", "2022-03-31")
    assert period(found.figure("189.8")) == ("2023-03-31", "2023-03-31")
    assert period(found.figure("11.9")) == YEAR
    assert (found.figure("189.8").segment, found.figure("11.9").metric) == (None, None)


def test_amounts_to_date_under_the_title_of_a_month_begin_in_april() -> None:
    found = paper("""
        Budget monitoring - September 2022

        Service | Latest budget £000 | Actual to date £000 | Forecast £000
        Parks | 1,210 | 633 | 1,345
    """)
    assert period(found.figure("633")) == ("2022-04-01", "2022-09-30")
    assert period(found.figure("1,345")) == YEAR


def test_a_month_to_which_something_runs_stands_under_its_spanning_year() -> None:
    found = paper("""
        | Last year 2003/4 | | Current year 2004/5 |
        Service | Annual budget | Actual to month 8 | Annual budget | Actual to month 8
        Parks | £232k | £165k | £246k | £171k
    """)
    assert period(found.figure("£165k")) == ("2003-04-01", "2003-11-30")
    assert period(found.figure("£246k")) == ("2004-04-01", "2005-03-31")
    assert found.figure("£246k").measure == "Parks, Annual budget"


def test_a_forecast_told_in_a_quarter_is_of_the_year() -> None:
    found = paper("""
        Table 1: Outturn 2022/23

        Service | Budget £000 | Q1 forecast £000 | Q2 forecast £000
        Parks | 1,210 | 1,245 | 1,345
    """)
    assert period(found.figure("1,245")) == YEAR
    assert period(found.figure("1,345")) == YEAR


def test_a_profile_of_forecasts_by_quarter_is_of_the_quarters() -> None:
    found = paper("""
        Table 1: Outturn 2022/23

        Service | Budget £000 | Q1 forecast £000 | Q2 forecast £000 | Q3 forecast £000 | Q4 forecast £000
        Parks | 1,210 | 301 | 302 | 303 | 304
    """)
    assert period(found.figure("302")) == ("2022-07-01", "2022-09-30")


def test_units_and_the_way_that_is_better_are_no_part_of_the_measure() -> None:
    found = paper("""
        Measure | Unit | Good performance | Q1 2022/23 | Q2 2022/23
        Sickness absence | Days | Low | 2.3 | 4.4
        Household waste recycled | % | High | 47.0 | 46.1
    """)
    waste = found.figure("46.1")
    assert (waste.measure, waste.unit, waste.segment) == ("Household waste recycled", "percent", None)
    assert (found.figure("4.4").measure, found.figure("4.4").unit) == ("Sickness absence", "days")


def test_an_annual_target_under_the_title_of_a_quarter_is_of_the_year() -> None:
    found = paper("""
        Performance in Quarter 3 2022/23

        Measure | Current value | Quarter target | Annual target
        Calls answered | 78.0% | 80.0% | 85.0%
    """)
    assert period(found.figure("85.0%")) == YEAR
    assert period(found.figure("80.0%")) == ("2022-10-01", "2022-12-31")
    assert found.figure("78.0%").segment is None


def test_ranges_under_the_colours_of_a_rating_are_limits_and_numbers_there_are_counts() -> None:
    limits = paper("""
        Measure | Green | Amber | Red
        Calls answered | >= 90% | 85% - 89.9% | < 85%
        Time to let | <= 28 | 29 - 35 | > 35
    """)
    assert limits.figure("85% - 89.9%").kind == "threshold"
    assert limits.figure("85% - 89.9%").measure == "Calls answered, Amber"
    counts = paper("""
        Directorate | Green | Amber | Red
        Adults | 12 | 3 | 2
        Place | 14 | 4 | 1
    """)
    assert {figure.kind for figure in counts.figures} == {"actual"}


def test_a_change_in_a_table_without_money_is_not_of_the_papers_year() -> None:
    found = paper(
        """
        Offence | 12 months to March 2022 | 12 months to March 2023 | % change
        Burglary | 1,204 | 1,101 | -8.6%
        """,
        meeting_date="2023-06-23",
    )
    assert (found.figure("-8.6%").kind, period(found.figure("-8.6%"))) == ("variance", (None, None))


def test_a_forecast_outturn_told_in_a_month_is_of_the_year() -> None:
    found = paper("""
        Forecast 2022/23

        Service | Forecast outturn Month 7 £000 | Forecast variance Month 7 £000 | Forecast variance Month 5 £000
        Repairs | 3,941 | (150) | (90)
    """)
    assert {period(found.figure(quote)) for quote in ("3,941", "(150)", "(90)")} == {YEAR}


def test_opening_and_closing_balances_in_rows_are_of_their_days() -> None:
    found = paper("""
        Housing reserve | £000
        Opening balance 1 April 2022 | 6,100
        Projected balance 31 March 2023 | 6,560
    """)
    assert period(found.figure("6,100")) == ("2022-04-01", "2022-04-01")
    assert period(found.figure("6,560")) == ("2023-03-31", "2023-03-31")


def test_a_movement_behind_two_days_is_of_the_time_between_them() -> None:
    found = paper(
        """
        Debt | 30 June 2022 £000 | 31 March 2022 £000 | Movement £000
        Social care | 2,110 | 1,980 | 130
        """,
        title="Monitoring 2022/23",
    )
    assert period(found.figure("130")) == ("2022-04-01", "2022-06-30")


def test_a_deficit_is_a_variance_beside_a_budget_and_a_balance_without_one() -> None:
    balance = paper("""
        Phase | Schools in deficit | Total deficit £m
        Primary | 12 | (1.1)
    """)
    assert (balance.figure("(1.1)").kind, balance.figure("(1.1)").direction) == ("actual", None)
    variance = paper("""
        Service | Budget £m | Outturn £m | Deficit £m
        Parks | 12.0 | 13.1 | 1.1
    """)
    assert (variance.figure("1.1").kind, variance.figure("1.1").direction) == ("variance", "overspend")
