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
