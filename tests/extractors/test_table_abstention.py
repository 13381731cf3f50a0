"""What is no figure in a table, and which tables have none."""

from __future__ import annotations

import pytest

from extractors.tables.cells import read_cell
from tests.extractors.table_papers import paper


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", "blank"),
        ("\\", "not_applicable"),
        ("N/A", "not_applicable"),
        ("n/a", "not_applicable"),
        ("-", "dash"),
        ("–", "dash"),
        ("TBC", "not_available"),
        ("See Table 1", "elsewhere"),
        ("see note 3", "elsewhere"),
        ("*", "suppressed"),
        ("x", "suppressed"),
    ],
)
def test_the_kinds_of_nothing_are_kept_apart(words: str, kind: str) -> None:
    content = read_cell(words)
    assert content.missing == kind
    assert content.quantities == ()


@pytest.mark.parametrize(
    "words", ["Green", "31/03/2025", "12 March 2019", "Q2", "2019/20", "NI 62", "CIN12", "Cllr Reed"]
)
def test_words_dates_and_codes_are_no_quantities(words: str) -> None:
    assert read_cell(words).quantities == ()
    assert read_cell(words).missing is None


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("45 (23%)", [45, 23]),
        ("12 of 30", [12, 30]),
        ("12/30 (40%)", [12, 30, 40]),
        ("£2,2591.15", [None]),
        ("1,504*", [1504]),
        ("12.4% ↑", [12.4]),
        ("(1,234)", [-1234]),
        ("+ 23.3", [23.3]),
    ],
)
def test_cells_of_one_and_of_several_quantities(words: str, values: list[float | None]) -> None:
    assert [quantity.value for quantity in read_cell(words).quantities] == values
    assert all(words[q.start : q.end] == q.quote for q in read_cell(words).quantities)


def test_missing_values_give_no_figures_and_keep_their_row_together() -> None:
    found = paper("""
        Scorecard

        Indicator | Q1 2019/20 | Q2 2019/20 | Q3 2019/20 | Q4 2019/20
        Fostering enquiries | 12 | N/A | - | 9
        Adoption enquiries | \\ | See Table 2 | TBC | 4
    """)
    assert found.values() == [12, 9, 4]


def test_a_table_of_milestones_has_no_figures() -> None:
    found = paper("""
        Milestones

        Milestone | Original date | Revised date | RAG
        Planning approval | 12 May 2023 | 30 June 2023 | Amber
        Start on site | Sep 2023 | Jan 2024 | Red
        Completion | 31/03/2025 | 30/09/2025 | Green
    """)
    assert found.figures == ()


def test_contract_dates_beside_amounts_are_no_figures() -> None:
    found = paper("""
        Contracts

        Centre | Area | Contract end date | Value per annum
        Mill House | North | 31/03/2025 | £222,127.44
        Quay House | South | 31/03/2026 | £204,302.16
        Totals | | | £426,429.60
    """)
    assert found.values() == [222127.44, 204302.16, 426429.60]
    assert found.findings == ()
    assert {figure.period_from for figure in found.figures} == {None}


def test_a_form_of_labels_and_values_is_no_table_of_figures() -> None:
    found = paper("""
        Project: | River path
        Funding awarded: | £1,765,000
        Source: | Investment fund
        Lead: | Head of Place
    """)
    assert found.figures == ()


def test_comments_beside_figures_are_left_to_prose() -> None:
    found = paper("""
        All figures in £m

        Service | Budget | Outturn | Commentary
        Highways | 10.0 | 10.5 | Overspend of £0.3m on gritting and £0.2m on fuel after 3 storms in January
        Parks | 4.0 | 4.0 | No change
    """)
    assert found.values() == [10_000_000, 10_500_000, 4_000_000, 4_000_000]


def test_numbers_in_labels_are_no_figures() -> None:
    found = paper("""
        Stability

        Indicator | Number
        Plans lasting 2 years or more | 9
        Care leavers (16 - 21 year olds) in work | 20
    """)
    assert found.values() == [9, 20]


def test_malformed_amounts_have_no_value_and_are_found() -> None:
    found = paper("""
        Costs

        Centre | Cost per session
        Mill House | £1,829.52
        Quay House | £2,2591.15
    """)
    assert found.figure("£2,2591.15").value is None
    assert found.rules() == ["other"]


@pytest.mark.parametrize(
    ("arrow", "trend"),
    [("↑", "up"), ("▲", "up"), ("↓", "down"), ("▼", "down"), ("↔", "same"), ("→", "same"), ("", None)],
)
def test_arrows_are_the_trend_of_the_figure_before_them(arrow: str, trend: str | None) -> None:
    found = paper(f"""
        Scorecard

        Indicator | Q1 2019/20 | Trend
        Calls answered | 412 | {arrow}
        Letters answered | 90 | ↑
    """)
    assert found.figure("412").trend == trend


def test_an_arrow_stands_on_the_number_where_the_percentage_is_missing() -> None:
    found = paper("""
        Scorecard

        Indicator | 2019/20 | |
        | Number | % | *
        Calls answered | 412 | \\ | ↓
        Letters answered | 90 | 81.0% | ↑
    """)
    assert found.figure("412").trend == "down"
    assert found.figure("90").trend is None
    assert found.figure("81.0%").trend == "up"
