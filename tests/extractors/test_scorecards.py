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
