"""Tables of what is not over yet: options, tenders, years ahead and their totals. Invented papers."""

from __future__ import annotations

import pytest

from tests.extractors.table_papers import paper


@pytest.mark.parametrize("head", ["Option", "Options considered"])
def test_what_an_option_would_cost_and_save_is_a_forecast(head: str) -> None:
    found = paper(f"""
        {head} | Capital cost | Saving a year | Payback | Score
        A. Carry on | £0.2m | £4,000 | 50 years | 11
        B. Move | £1.9m | £88,000 | 21.6 years | 37
    """)
    assert {found.figure(quote).kind for quote in ("£1.9m", "£88,000", "21.6 years")} == {"forecast"}
    assert found.figure("37").kind == "actual"


def test_a_row_may_call_itself_an_option() -> None:
    found = paper("""
        Course | Cost
        Option 1: leave as it is | £12,000
        Option 2: sell | £31,000
    """)
    assert found.figure("£31,000").kind == "forecast"


def test_what_bidders_ask_is_proposed_and_their_marks_are_scores() -> None:
    found = paper("""
        Bidder | Price score (40%) | Total score | Tender price
        One | 39.5 | 81.5 | £210,400
        Two | 31.0 | 77.0 | £268,100
    """)
    assert found.figure("£268,100").kind == "proposed"
    assert (found.figure("39.5").unit, found.figure("77.0").unit) == ("score", "score")


YEARS = """
    Table 4: Works by service (£m)

    Service | 2031/32 | 2032/33 | 2033/34 | Total
    Roads | 10.1 | 9.3 | 8.2 | 27.6
    Schools | 4.4 | - | 2.7 | 7.1
"""


@pytest.mark.parametrize("total", ["27.6", "7.1"])
def test_a_total_behind_years_is_of_all_of_them(total: str) -> None:
    figure = paper(YEARS, meeting_date="2031-02-11").figure(total)
    assert (figure.period_from, figure.period_to) == ("2031-04-01", "2034-03-31")


def test_amounts_of_years_that_are_not_over_are_not_actual() -> None:
    found = paper(YEARS, meeting_date="2032-06-11")
    kinds = [found.figure(quote).kind for quote in ("10.1", "9.3", "8.2")]
    assert kinds == ["actual", "forecast", "forecast"]


def test_a_total_behind_one_year_or_a_gap_says_nothing_of_its_time() -> None:
    found = paper("""
        Service | 2031/32 | 2033/34 | Total
        Roads | £10m | £9m | £19m
    """)
    assert found.figure("£19m").period_from is None


def test_a_count_of_a_year_to_come_is_a_forecast_unless_it_is_settled_beforehand() -> None:
    found = paper(
        """
        Area | Surplus places 2033/34 | PAN 2033/34
        North | 65 | 420
        South | 29 | 360
        """,
        meeting_date="2031-02-11",
    )
    assert (found.figure("65").kind, found.figure("420").kind) == ("forecast", "actual")


def test_a_share_in_a_table_without_money_is_no_overspend() -> None:
    figure = paper("""
        Area | Places 2033/34 | Surplus %
        North | 420 | 15.5%
    """).figure("15.5%")
    assert (figure.kind, figure.direction) == ("actual", None)


def test_the_year_in_the_name_of_a_plan_is_not_that_of_its_tables() -> None:
    found = paper("""
        School Organisation Plan 2031

        Area | Pupils
        North | 1,420
        South | 1,360
    """)
    assert found.figure("1,420").period_from is None


def test_the_running_year_of_a_programme_is_a_forecast_too_and_so_is_its_total() -> None:
    found = paper(
        """
        Funding | 2031/32 £000 | 2032/33 £000 | Total £000
        Borrowing | 4,000 | 3,000 | 7,000
        """,
        meeting_date="2031-09-10",
    )
    assert {found.figure(quote).kind for quote in ("4,000", "3,000", "7,000")} == {"forecast"}


def test_what_is_charged_this_year_is_actual_and_next_years_charge_proposed() -> None:
    found = paper(
        """
        Fees and charges

        Item | 2031/32 £ | 2032/33 £
        Plot of land | 62.50 | 65.00
        """,
        meeting_date="2032-02-10",
    )
    assert (found.figure("62.50").kind, found.figure("65.00").kind) == ("actual", "proposed")


@pytest.mark.parametrize("heading", ["2031/32 (£'000)", "2031/32 £'000", "2031-32 (£000)"])
def test_a_year_with_its_unit_over_several_columns_is_a_heading(heading: str) -> None:
    found = paper(f"""
        Portfolio | {heading} | | |
        | Budget | Outturn | Variance | Virements
        Housing | 18,200 | 14,950 | (3,250) | 120
    """)
    assert found.values() == [18_200_000, 14_950_000, -3_250_000, 120_000]
    assert [figure.kind for figure in found.figures] == ["budget", "actual", "variance", "budget"]
    assert {figure.period_from for figure in found.figures} == {"2031-04-01"}
