"""The period of a table's cell: headings, labels, stars, titles; nothing printed gives none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.tables.table_periods import quarter_of, read_financial_year, read_period, resolve
from tests.extractors.table_papers import paper


@pytest.mark.parametrize(
    ("headings", "first", "last"),
    [
        (("2012/13", "Whole Year"), "2012-04-01", "2013-03-31"),
        (("2013/1", "Q1 (Apr - June)"), "2013-04-01", "2013-06-30"),
        (("2013/14", "Q2 (Apr- Sep)"), "2013-04-01", "2013-09-30"),
        (("2013/14", "Q2"), "2013-07-01", "2013-09-30"),
        (("2013/14", "Q2", "Cumulative"), "2013-04-01", "2013-09-30"),
        (("Q3 2023/24",), "2023-10-01", "2023-12-31"),
        (("Fourth quarter 2019-20",), "2020-01-01", "2020-03-31"),
        (("2024/25", "P9"), "2024-04-01", "2024-12-31"),
        (("2023-24", "Jan"), "2024-01-01", "2024-01-31"),
        (("Sept 2019",), "2019-09-01", "2019-09-30"),
        (("As at 31 March 2024",), "2024-03-31", "2024-03-31"),
        (("01/04/24",), "2024-04-01", "2024-04-01"),
        (("24/25 budget",), "2024-04-01", "2025-03-31"),
        (("2022",), "2022-01-01", "2022-12-31"),
        (("Timeliness (rolling year)", "2013/14", "Q1 (Apr - Jun)"), "2012-07-01", "2013-06-30"),
        (("Children at end of period", "2013/14", "Q1 (Apr - Jun)"), "2013-06-30", "2013-06-30"),
    ],
)
def test_headings_give_a_period(headings: tuple[str, ...], first: str, last: str) -> None:
    assert resolve(read_period(headings)) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "headings", [("Number",), ("Q2",), ("May",), ("Variance",), ("Year 1",), ("2013/17",), ("15/40",)]
)
def test_words_without_a_year_give_none(headings: tuple[str, ...]) -> None:
    assert resolve(read_period(headings)) is None


@given(st.integers(1990, 2060))
def test_a_financial_year_is_read_in_every_spelling(year: int) -> None:
    second = f"{(year + 1) % 100:02d}"
    for printed in (
        f"{year}/{second}",
        f"{year}-{second}",
        f"{year}–{second}",
        f"{year}/{year + 1}",
        f"{year} / {second}",
    ):
        assert read_financial_year(printed) == year


@given(st.dates(date(2000, 4, 1), date(2050, 3, 31)))
def test_the_quarter_of_a_period_ends_with_it_and_has_three_months(day: date) -> None:
    first, last = quarter_of((day, day))
    assert first <= day <= last
    assert 89 <= (last - first).days <= 91


def test_a_star_for_quarter_only_narrows_a_year_to_date() -> None:
    found = paper("""
        * Data relates to the quarter only

        Inputs

        Measure | 2016/17 | 2017/18
        | Whole Year | Q2 (Apr - Sep)
        Calls taken * | 900 | 210
        Calls lost | 40 | 22
    """)
    assert found.figure("210").period_from == "2017-07-01"
    assert found.figure("22").period_from == "2017-04-01"
    assert found.figure("900").period_from == "2016-04-01"


def test_a_star_below_the_table_counts_too_and_another_star_does_not() -> None:
    found = paper("""
        Inputs

        Measure | Q2 2017/18 (Apr - Sep)
        Calls taken ** | 210
        Calls lost * | 22

        * Excludes calls to the switchboard
        ** Quarterly data only
    """)
    assert found.figure("210").period_from == "2017-07-01"
    assert found.figure("22").period_from == "2017-04-01"
    assert found.figure("210").measure == "Calls taken"


def test_the_title_gives_the_period_where_no_heading_does() -> None:
    found = paper("""
        Cases opened from 1 July 2013 to 30 September 2013

        Table 1 - cases by source

        Source | Cases
        Police | 12
        Schools | 9
    """)
    assert (found.figure("12").period_from, found.figure("12").period_to) == ("2013-07-01", "2013-09-30")
    assert found.figure("12").table == "Table 1 - cases by source"


def test_quarters_take_their_year_from_the_title() -> None:
    found = paper("""
        Income 2021/22

        Service | Q1 | Q2
        Parking | £10k | £12k
    """)
    assert found.figure("£12k").period_from == "2021-07-01"


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Table 2: Moorings let (cumulative) 2021/22", "2021-04-01"),
        ("Table 2: Moorings let, year to date, 2021/22", "2021-04-01"),
        ("Table 2: Moorings let 2021/22", "2021-07-01"),
    ],
)
def test_the_quarters_of_a_table_called_cumulative_begin_with_the_year(title: str, first: str) -> None:
    found = paper(f"""
        {title}

        Harbour | Q1 | Q2
        Staithe | 31 | 44
    """)
    assert (found.figure("44").period_from, found.figure("44").period_to) == (first, "2021-09-30")


def test_periods_down_the_side() -> None:
    found = paper("""
        Housing completions

        Year | Completions | Affordable
        2019/20 | 312 | 90
        2020/21 | 280 | 75
    """)
    assert found.figure("75").period_from == "2020-04-01"
    assert len(found.figures) == 4


def test_a_budget_without_a_period_is_of_the_year_reported_on() -> None:
    text = """
        All figures in £m

        Directorate | Budget | Forecast | Variance | Staff
        Highways | 10.0 | 10.5 | +0.5 | £3.1m
    """
    assert paper(text, meeting_date="2025-01-30").figure("10.5").period_from == "2024-04-01"
    assert paper(text, title="Revenue monitoring 2023-24").figure("10.5").period_to == "2024-03-31"
    assert paper(text, meeting_date="2025-01-30").figure("£3.1m").period_from is None
    assert paper(text).figure("10.5").period_from is None


@pytest.mark.parametrize("label", ["Cost of 3 months", "Clients aged 16", "Summer scheme"])
def test_a_label_that_is_no_period_gives_none(label: str) -> None:
    found = paper(f"""
        Schemes

        Scheme | Cost
        {label} | £400
        Another | £500
    """)
    assert found.figure("£400").period_from is None


OF_A_YEAR = """
    Table 2: Complaints {caption}

    Service | {first} | {second}
    Waste | 41 | 45
    Housing | 38 | 39
"""


@pytest.mark.parametrize(
    ("caption", "first", "second", "periods"),
    [
        ("2022/23", "Previous year", "This year", ("2021-04-01", "2022-04-01")),
        ("2022/23", "12 months ago", "Number", ("2021-04-01", "2022-04-01")),
        ("2022/23", "Number", "Change on last year", ("2022-04-01", "2022-04-01")),
        ("compared with previous year 2021/22", "Number", "Resolved", (None, None)),
        ("as at 31 March 2023", "Previous year", "Number", (None, "2023-03-31")),
    ],
)
def test_another_year_is_counted_from_the_table_s_own(
    caption: str, first: str, second: str, periods: tuple[str | None, str | None]
) -> None:
    found = paper(OF_A_YEAR.format(caption=caption, first=first, second=second))
    assert (found.figure("41").period_from, found.figure("45").period_from) == periods


def test_a_row_of_last_year_is_of_the_year_before_the_table_s() -> None:
    found = paper("""
        Complaints 2022/23

        Year | Waste | Housing
        Previous year | 41 | 45
        This year | 43 | 49
    """)
    assert found.figure("41").period_from == "2021-04-01"
    assert found.figure("43").period_from == "2022-04-01"


@pytest.mark.parametrize(
    "line",
    ["The measures below were first agreed by the Panel on 27 March 2019.", "Corporate Panel, 6 February 2024"],
)
def test_a_day_on_which_something_was_done_is_no_period_of_the_table(line: str) -> None:
    text = f"""
        {line}

        Measure | Q1 | Q2 | Last year
        Calls answered | 82% | 83% | 81%
        Homes let | 30 | 32 | 120
    """
    found = paper(text, meeting_date="2024-02-06", title="Performance in Quarter 2 2023/24")
    assert found.figure("82%").period_from == "2023-04-01"
    assert found.figure("32").period_from == "2023-07-01"
    assert found.figure("120").period_from is None


def test_prose_wrapped_over_a_title_lends_no_period() -> None:
    text = """
        3.1 Council set the budget on 21 February 2031 and Table 1 compares it with what was spent
        to the end of June. The dues of 2029/30 are given for
        comparison.

        Table 1: Harbour dues

        Quay | Budget | Forecast
        North | 410 | 430
        South | 120 | 118
    """
    found = paper(text, meeting_date="2031-07-06", title="Harbour Dues 2031/32")
    assert found.figure("430").period_from is None


def test_a_quarter_past_the_one_reported_is_not_of_its_year() -> None:
    found = paper(
        """
        Measure | Q2 | Q4
        Calls answered | 82% | 83%
        Homes let | 30 | 32
        """,
        title="Performance in Quarter 2 2023/24",
    )
    assert (found.figure("30").period_from, found.figure("32").period_from) == ("2023-07-01", None)


def test_a_change_between_other_years_is_not_of_the_year_that_runs() -> None:
    found = paper(
        """
        Band | 2023/24 | 2024/25 | Change
        Fund | £141 | £145 | £4
        Parish | £20 | £22 | £2
        """,
        meeting_date="2024-02-06",
    )
    assert found.figure("£4").period_from is None


def test_a_rate_beside_two_balances_is_not_what_came_between_them() -> None:
    found = paper("""
        Loans | 31/03/2023 | Average rate | 31/12/2023
        Board | £41m | 3.1% | £45m
        Banks | £11m | 4.1% | £15m
    """)
    assert found.figure("3.1%").period_from is None


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("That the following payments made in November be approved:", ("2023-11-01", "2023-11-30")),
        ("Grants promised in November", (None, None)),
    ],
)
def test_the_month_over_a_list_of_payments_is_the_last_of_its_name(
    caption: str, expected: tuple[str | None, str | None]
) -> None:
    text = f"{caption}\n\nPayee | Net £ | VAT £\nMowing Ltd | 410.00 | 82.00\nLamps Ltd | 250.00 | 50.00\n"
    found = paper(text, meeting_date="2023-12-11").figure("410.00")
    assert (found.period_from, found.period_to) == expected


def test_a_variance_to_date_is_not_that_of_the_whole_year() -> None:
    text = "Area | Year to date variance £m | Forecast outturn variance £m\nPay | 0.181 | 0.653\nFuel | 0.020 | 0.050\n"
    found = paper(text, meeting_date="2024-11-26", title="Financial monitoring 2024/25")
    assert found.figure("0.181").period_from is None
    assert found.figure("0.653").period_from == "2024-04-01"


def test_an_outturn_is_of_the_year_of_the_title_that_was_over_when_the_paper_was_written() -> None:
    text = """
        Housing account

        £000 | Budget | Outturn
        Rents | 18,240 | 18,312
    """
    found = paper(text, title="Annual Treasury Management Report 2014/15", meeting_date="2015-06-18")
    assert found.figure("18,312").period_to == "2015-03-31"
    running = paper(text, title="Treasury Management Report 2014/15", meeting_date="2014-11-18")
    assert running.figure("18,312").period_to is None


def test_months_of_a_heading_without_a_year_are_those_of_the_running_one_once_they_are_over() -> None:
    text = """
        Housing account

        £000 | Budget | Actual April to September
        Rents | 18,240 | 9,058
    """
    found = paper(text, title="Financial Monitoring", meeting_date="2014-11-20").figure("9,058")
    assert (found.period_from, found.period_to) == ("2014-04-01", "2014-09-30")
    assert paper(text, title="Financial Monitoring", meeting_date="2014-07-20").figure("9,058").period_to is None
