"""Rows of tables: labels carried down, sections, breakdowns, totals."""

from __future__ import annotations

from tests.extractors.table_papers import paper


def test_a_denominator_row_without_a_label_belongs_to_the_row_above() -> None:
    found = paper("""
        Timeliness

        Measure | | 2016/17 |
        | | Number | %
        Reviews held on time | Numerator | 45 | 90.0%
        | Denominator | 50 |
        Visits made on time | Numerator | 30 | 75.0%
        | Denominator | 40 |
    """)
    assert found.figure("50").part == "denominator"
    assert found.figure("50").row == "Reviews held on time / Denominator"
    assert found.figure("45").part == "numerator"
    assert found.figure("90.0%").part is None
    assert found.figure("40").measure == "Visits made on time, Denominator"


def test_rows_under_a_section_are_labelled_by_themselves() -> None:
    found = paper("""
        Staffing

        Team | Posts (FTE) | Vacant (FTE)
        Adults | |
        Reablement | 40.5 | 3.0
        Children | |
        Fostering | 22.0 | 1.5
    """)
    assert [figure.row for figure in found.figures] == ["Reablement", "Reablement", "Fostering", "Fostering"]
    assert {figure.unit for figure in found.figures} == {"fte"}


def test_a_row_that_ends_in_a_colon_opens_a_breakdown() -> None:
    found = paper("""
        Early help

        Measure | 2014/15
        Number of CAF2's commenced, by agency:- | 30
        Schools | 18
        Health | 12
        Number of referrals | 88
    """)
    schools = found.figure("18")
    assert (schools.metric, schools.segment) == ("cafs", "Schools")
    assert schools.measure == "Number of CAF2's commenced, by agency:- Schools"
    assert found.figure("30").segment is None
    assert found.figure("88").metric == "referrals"


def test_a_total_row_is_no_segment() -> None:
    found = paper("""
        Looked after children by placement, 31 March 2016

        Placement | Number
        In-house fostering | 120
        Residential | 31
        Total | 151
    """)
    assert found.figure("151").segment is None
    assert found.figure("31").segment == "Residential"
    assert found.figure("31").metric == "looked_after_children"
    assert found.figure("31").period_to == "2016-03-31"


def test_each_row_of_a_list_without_headings_is_a_figure() -> None:
    found = paper("""
        The costs of the scheme are as follows:

        Year 1 | £10,000
        Year 2 | £12,500
        Total | £22,500
    """)
    assert found.values() == [10_000, 12_500, 22_500]
    assert found.figure("£12,500").row == "Year 2"
    assert found.findings == ()


def test_a_blank_label_in_a_table_of_one_label_column_stays_unknown() -> None:
    found = paper("""
        Visitors

        Site | Visitors
        Abbey | 310
        | 94
    """)
    assert found.figure("94").row is None


def test_a_profiled_budget_and_an_earlier_variance_follow_their_row_and_not_the_quarter_of_the_title() -> None:
    found = paper("""
        Finance Report: Quarter 3 2023/24

        Service | Revised budget | Actual to 31 Dec | Profiled budget | Projected outturn | Variance | Variance at Q2
        Harbours | £4,305 | £3,310 | £3,190 | £4,480 | £175 | £120
    """)
    assert (found.figure("£3,190").period_from, found.figure("£3,190").period_to) == ("2023-04-01", "2023-12-31")
    assert (found.figure("£120").period_from, found.figure("£120").period_to) == ("2023-04-01", "2024-03-31")


def test_a_budget_gap_is_forecast() -> None:
    found = paper("""
        Financial plan

        £m | 2026/27 | 2027/28
        Budget gap | 2.4 | 4.7
    """)
    assert {figure.kind for figure in found.figures} == {"forecast"}
