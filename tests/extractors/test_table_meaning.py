"""Unit, kind, direction and metric of a cell, from headings, labels and notes."""

from __future__ import annotations

import pytest

from tests.extractors.table_papers import paper


@pytest.mark.parametrize(
    ("note", "heading", "cell", "value", "unit"),
    [
        ("All figures in £m", "Revenue budget", "586.1", 586_100_000, "GBP"),
        ("All figures in £m", "% Variance", "+6.0%", 6.0, "percent"),
        ("(£000s)", "Outturn", "(1,250)", -1_250_000, "GBP"),
        ("", "Budget £'000", "310", 310_000, "GBP"),
        ("", "Spend £m", "1.25", 1_250_000, "GBP"),
        ("", "Staff (FTE)", "12.6", 12.6, "fte"),
        ("", "Sickness (days)", "9.4", 9.4, "days"),
        ("", "Number of days lost", "41", 41, "days"),
        ("", "%", "47.4", 47.4, "percent"),
        ("", "Percentage paid in time", "98", 98, "percent"),
        ("", "Rate per 10,000", "61.3", 61.3, "rate_per_10000"),
        ("", "Visits", "1,204", 1204, "count"),
        ("", "Current score", "15", 15, "score"),
        ("", "Cost", "£1.2m", 1_200_000, "GBP"),
        ("", "Contract value per annum", "£204,302.16", 204302.16, "GBP"),
        ("", "Reviews", "12 days", 12, "days"),
    ],
)
def test_unit_and_scale(note: str, heading: str, cell: str, value: float, unit: str) -> None:
    found = paper(f"""
        {note}

        Service | {heading}
        Highways | {cell}
        Parks | {cell}
    """)
    assert [(figure.value, figure.unit) for figure in found.figures] == [(value, unit)] * 2


def test_a_number_within_so_many_days_counts_things() -> None:
    found = paper("""
        Assessments

        Measure | Number
        Number of reviews held within 15 working days | 89
        Average days from order to placement | 121
    """)
    assert found.figure("89").unit == "count"
    assert found.figure("121").unit == "days"


def test_a_rate_in_the_label_outweighs_the_word_number_over_the_column() -> None:
    found = paper("""
        Courts

        Measure | Number
        Applications per 10,000 children | 24.8
        Applications made | 88
    """)
    assert found.figure("24.8").unit == "rate_per_10000"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Revised budget", "budget"),
        ("Original Budget 2019/20", "budget"),
        ("Projected outturn", "forecast"),
        ("Forecast outturn", "forecast"),
        ("Provisional outturn", "actual"),
        ("Spend to date", "actual"),
        ("Variance", "variance"),
        ("Forecast variance", "variance"),
        ("Varianc e", "variance"),
        ("Over/(under)spend", "variance"),
        ("Savings target", "target"),
        ("Authorised limit", "threshold"),
        ("Aim", "target"),
        ("Proposed fee", "proposed"),
        ("Amount", "actual"),
    ],
)
def test_kind_from_the_heading(heading: str, kind: str) -> None:
    found = paper(f"""
        Services

        Service | {heading}
        Highways | £12,000
        Parks | £9,000
    """)
    assert {figure.kind for figure in found.figures} == {kind}


def test_kind_from_the_row_where_periods_head_the_columns() -> None:
    found = paper("""
        Income

        | Q1 2020/21 | Q2 2020/21
        Budget | £100k | £110k
        Actual | £90k | £130k
        Variance | -£10k | £20k
    """)
    assert found.figure("£110k").kind == "budget"
    assert found.figure("£130k").kind == "actual"
    assert found.figure("-£10k").kind == "variance"


def test_a_child_protection_plan_is_no_budget() -> None:
    found = paper("""
        Safeguarding

        Measure | Children on a plan | Target
        Number at year end | 310 | 280
        Reviewed in time | 290 | 300
    """)
    assert found.figure("310").kind == "actual"
    assert found.figure("280").kind == "target"


@pytest.mark.parametrize(
    ("heading", "cell", "budget", "outturn", "direction"),
    [
        ("Variance", "0.5", "10.0", "10.5", "overspend"),
        ("Variance", "-0.5", "10.0", "9.5", "underspend"),
        ("Variance", "(0.5)", "10.0", "10.5", "overspend"),
        ("(Under)/Overspend", "(0.5)", "10.0", "9.5", "underspend"),
        ("Under/(Over)spend", "(0.5)", "", "", "overspend"),
        ("Overspend", "0.5", "", "", "overspend"),
        ("Underspend", "0.5", "", "", "underspend"),
        ("Variance", "0.0", "10.0", "10.0", None),
    ],
)
def test_direction_of_a_variance(heading: str, cell: str, budget: str, outturn: str, direction: str | None) -> None:
    found = paper(f"""
        All figures in £m

        Service | Budget | Outturn | {heading}
        Highways | {budget} | {outturn} | {cell}
    """)
    figure = next(figure for figure in found.figures if figure.kind == "variance")
    assert figure.direction == direction


def test_a_percentage_variance_goes_the_way_of_the_money_beside_it() -> None:
    found = paper("""
        All figures in £m

        Service | Budget | Forecast | Variance | % Variance
        Highways | 20.0 | 21.0 | +1.0 | +5.0%
        Held centrally | -2.4 | 0.2 | +2.6 | -108.3%
    """)
    assert found.figure("-108.3%").direction == "overspend"
    assert found.figure("-108.3%").kind == "variance"


def test_a_change_is_an_increase_or_a_decrease() -> None:
    found = paper("""
        Caseloads

        Team | March | Change
        North | 210 | +12
        South | 180 | -7
    """)
    assert found.figure("+12").direction == "increase"
    assert found.figure("-7").direction == "decrease"


def test_savings_have_no_direction() -> None:
    found = paper("""
        All figures in £000

        Saving | Target | Forecast | Variance
        Energy savings | -100 | -80 | 20
        Fleet savings | -50 | -50 | 0
    """)
    assert {figure.direction for figure in found.figures} == {None}
    assert {figure.kind for figure in found.figures} == {"target", "forecast", "variance"}


def test_a_heading_that_names_a_metric_makes_rows_its_segments() -> None:
    found = paper("""
        Who refers

        Referred by | Contacts (closed and logged) | No further action (NFA)
        Police | 236 | 8
        LAC Services | 10 | 0
        Total | 246 | 8
    """)
    police = found.figure("236")
    assert (police.metric, police.segment) == ("contacts_closed", "Police")
    assert found.figure("10").metric == "contacts_closed"
    assert found.figure("246").segment is None


def test_a_total_column_is_named_by_what_it_equals_elsewhere() -> None:
    found = paper("""
        Activity Q2 2013/14

        Measure | Q2 2013/14
        Number of contacts made to children's social care | 1,600
        Number of closed and logged contacts | 1,000

        Table 1: breakdown for Q2 2013/14

        Referred by | Contacts (closed and logged) | Proceeded | Total
        Police | 700 | 350 | 1,050
        Schools | 300 | 250 | 550
        Total | 1,000 | 600 | 1,600
    """)
    assert found.figure("1,050").metric == "contacts"
    assert found.figure("1,050").segment == "Police"


def test_a_total_column_that_equals_nothing_known_has_no_metric() -> None:
    found = paper("""
        Table 1: breakdown for Q2 2013/14

        Referred by | Contacts (closed and logged) | Proceeded | Total
        Police | 700 | 350 | 1,050
        Total | 700 | 350 | 1,050
    """)
    assert {figure.metric for figure in found.figures if "Total" in (figure.column or "")} == {None}


LEDGER = """Budget and spend

| Budget 2024-25 | YTD | Remaining | %
Precept | 11458 | 11458 | 0 | 100%
Insurance | 509 | 401 | 108 | 79%
Hall cleaning | 226 | 193 | 33 | 85%
"""


def test_the_accounts_of_a_parish_are_in_pounds_without_a_sign() -> None:
    found = [(f.quote, f.unit, f.kind) for f in paper(LEDGER).figures if (f.row or "").startswith("Hall")]
    assert found == [
        ("226", "GBP", "budget"),
        ("193", "GBP", "actual"),
        ("33", "GBP", "budget"),
        ("85%", "percent", "actual"),
    ]


def test_a_budgeted_number_of_places_is_no_money() -> None:
    text = "Placements\n\n| Budget | Actual\nIn-house fostering | 250 | 262\nSpecial schools | 90 | 97\n"
    assert {figure.unit for figure in paper(text).figures} == {"count"}


def test_pence_under_a_heading_of_money_are_money() -> None:
    text = "Payee | Amount | Reference\nMowing Ltd | 410.50 | BACS 12\nLamps Ltd | 250.00 | BACS 13\n"
    assert [(f.value, f.unit) for f in paper(text).figures] == [(410.5, "GBP"), (250.0, "GBP")]


def test_what_is_spent_by_a_day_is_of_the_year_up_to_it() -> None:
    text = (
        "Revenue summary as at 30 November 2023\n\n"
        "Service | Annual budget £000 | % spent | Amount remaining £000\n"
        "Parks | 146 | 76 | 35\nBaths | 382 | 70 | 115\n"
    )
    found = {f.quote: (f.kind, f.period_from, f.period_to) for f in paper(text, meeting_date="2024-01-11").figures}
    assert found["76"] == ("actual", "2023-04-01", "2023-11-30")
    assert found["35"] == ("budget", "2023-04-01", "2024-03-31")
