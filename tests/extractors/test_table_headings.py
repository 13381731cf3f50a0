"""Headings of tables: how many rows, what spans, what a column holds."""

from __future__ import annotations

import pytest

from tests.extractors.table_papers import paper


def test_a_heading_spans_the_blanks_behind_it() -> None:
    found = paper("""
        Library visits

        Branch | 2021/22 | | 2022/23 |
        | Visits | % | Visits | %
        Marsh Lane | 1,204 | 61% | 1,310 | 58%
        Old Quay | 770 | 39% | 950 | 42%
    """)
    assert found.figure("950").column == "2022/23 / Visits"
    assert found.figure("42%").period_from == "2022-04-01"
    assert found.figure("61%").period_to == "2022-03-31"


def test_three_rows_of_headings_nest() -> None:
    found = paper("""
        Fly-tipping

        Measure | 2015/16 | | 2016/17 | |
        | Whole Year | | Q1 (Apr - Jun) | |
        | Number | % | Number | % | *
        Reports cleared in time * | 400 | 80.0% | 110 | 91.7% | ↑
    """)
    assert found.figure("110").column == "2016/17 / Q1 (Apr - Jun) / Number"
    assert found.figure("91.7%").trend == "up"
    assert found.figure("110").trend is None


def test_years_over_columns_are_headings_and_no_figures() -> None:
    found = paper("""
        Allotment waiting list

        Site | 2019 | 2020 | 2021
        Brook Field | 12 | 15 | 21
        Hill Top | 7 | 7 | 9
    """)
    assert found.values() == [12, 15, 21, 7, 7, 9]
    assert found.figure("21").period_from == "2021-01-01"


def test_headings_printed_again_in_the_middle_rule_the_rows_below_them() -> None:
    found = paper("""
        Waste

        Measure | Q1 2018/19 | Q2 2018/19
        Missed bins | 31 | 44
        Measure | Q3 2018/19 | Q4 2018/19
        Missed bins | 52 | 29
    """)
    assert found.figure("52").period_from == "2018-10-01"
    assert found.figure("31").period_from == "2018-04-01"
    assert len(found.figures) == 4


def test_a_title_row_across_the_table_is_no_heading() -> None:
    found = paper("""
        Grants by round | |
        Round | Applications | Awarded (£000)
        Spring | 41 | 120.5
        Autumn | 38 | 99.0
    """)
    assert found.figure("120.5").value == 120_500
    assert found.figure("41").unit == "count"
    assert found.figure("41").table == "Grants by round"


def test_a_heading_one_column_out_of_place_does_not_move_the_figures() -> None:
    found = paper("""
        Outputs

        Measure | 2013/14 | | | Source |
        | Number | % | | | *
        Plans reviewed on time | 88 | 97.8% | ↓ | Annual return |
        Plans reviewed late | 2 | 2.2% | ↔ | Annual return |
    """)
    assert found.values() == [88, 97.8, 2, 2.2]
    assert found.figure("97.8%").trend == "down"
    assert found.figure("2.2%").trend == "same"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Ref", ("101", "102", "107")),
        ("No.", ("1", "2", "3")),
        ("Cost centre", ("40112", "40113", "40120")),
        ("Age", ("16", "17", "18")),
        ("Year", ("2019", "2020", "2021")),
        ("UPRN", ("100012345678", "100012345679", "100012345680")),
        ("Paragraph", ("4", "7", "9")),
    ],
)
def test_columns_of_names_in_digits_give_no_figures(heading: str, cells: tuple[str, str, str]) -> None:
    found = paper(f"""
        Complaints received

        {heading} | Service | Complaints
        {cells[0]} | Parking | 14
        {cells[1]} | Planning | 9
        {cells[2]} | Leisure | 3
    """)
    assert found.values() == [14, 9, 3]
    assert "Service" not in (found.figure("14").row or "")


def test_a_first_column_that_counts_rows_is_no_figure() -> None:
    found = paper("""
        Ward budgets

        | Ward | Spend
        1 | Abbey | £1,200
        2 | Mill | £900
        3 | Castle | £1,450
    """)
    assert found.values() == [1200, 900, 1450]
    assert found.figure("£900").row == "Mill"
