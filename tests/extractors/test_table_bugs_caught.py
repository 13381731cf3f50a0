"""Faults that real papers showed, told again with invented tables."""

from __future__ import annotations

from tests.extractors.table_papers import paper


def test_a_short_financial_year_in_a_cell_is_no_range() -> None:
    found = paper("""
        Capital changes

        Project | Year | Amount (£m)
        Boiler house | 24-25 | +0.036
        New roof | 25/26 | -0.170
    """)
    assert [(figure.value, figure.unit) for figure in found.figures] == [(36_000, "GBP"), (-170_000, "GBP")]


def test_a_balance_in_a_label_has_its_day() -> None:
    found = paper("""
        All figures in £m

        Reserve | General | Schools
        Balance as at 1 April 2024 | 58.6 | -67.2
        Drawn down | -1.0 | 0.4
    """)
    assert (found.figure("58.6").period_from, found.figure("58.6").period_to) == ("2024-04-01", "2024-04-01")
    assert found.figure("-1.0").period_from is None


def test_a_number_with_decimals_and_no_unit_counts_nothing() -> None:
    found = paper("""
        Programme

        Scheme | Value
        Bridges | 1.792
        Roads | 12
    """)
    assert [figure.unit for figure in found.figures] == ["other", "count"]


def test_a_table_without_headings_goes_on_under_those_of_the_one_before() -> None:
    found = paper("""
        All figures in £m

        Service | Budget | Forecast | Variance
        Highways | 10.0 | 10.5 | +0.5
        Parks | 4.0 | 4.2 | +0.2

        Libraries | 3.0 | 2.9 | -0.1
        Museums | 1.0 | 1.0 | 0.0
    """)
    museums = found.figure("2.9")
    assert (museums.value, museums.kind, museums.column) == (2_900_000, "forecast", "Forecast")
    assert found.figure("-0.1").direction == "underspend"


def test_a_service_named_in_a_table_of_savings_is_not_its_budget() -> None:
    found = paper("""
        Savings monitoring (£m)

        Directorate | Savings target | Forecast saving
        Adult Social Care & Health | -66.9 | -38.4
    """)
    assert "adult_social_care_budget" not in {figure.metric for figure in found.figures}


def test_a_sentence_above_a_table_is_not_its_title() -> None:
    found = paper("""
        Reserves

        The forecast assumes that all savings of the first year are delivered in full.

        Reserve | Balance
        General | £4m
        Insurance | £1m
    """)
    assert found.figure("£4m").table == "Reserves"


def test_a_unit_of_money_under_a_heading_is_no_amount() -> None:
    found = paper("""
        Monitoring

        | Budget | Outturn | Variance | Variance
        | £000 | £'000 | £000s | %
        Environment | 12,300 | 12,650 | 350 | 2.8
        Housing | 4,100 | 3,950 | (150) | (3.7)
    """)
    assert [figure.value for figure in found.figures[:4]] == [12_300_000, 12_650_000, 350_000, 2.8]
    assert [figure.unit for figure in found.figures[:4]] == ["GBP", "GBP", "GBP", "percent"]
    assert [figure.direction for figure in found.figures[4:]] == [None, None, "underspend", "underspend"]
    assert found.findings == ()


def test_a_unit_at_the_end_of_a_heading() -> None:
    found = paper("""
        Workforce

        Team | Agency FTE | Turnover %
        Adults | 22.0 | 14.2
        Children | 40 | 19
    """)
    assert [figure.unit for figure in found.figures] == ["fte", "percent", "fte", "percent"]
