"""Printed percentages against the numbers they are shares of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.figures.printed import read_printed, share_holds
from tests.extractors.table_papers import paper


def test_a_share_that_is_not_numerator_over_denominator() -> None:
    found = paper("""
        Timeliness

        Measure | | 2016/17 |
        | | Number | %
        Reviews held on time | Numerator | 45 | 91.0%
        | Denominator | 50 |
    """)
    assert [(finding.rule, finding.printed, finding.computed) for finding in found.findings] == [
        ("percentage_mismatch", "91.0%", "90.0%")
    ]


def test_a_share_of_another_row_that_fits_in_the_other_periods() -> None:
    found = paper("""
        Inputs

        Measure | 2012/13 | | Q1 2013/14 | | Q2 2013/14 |
        | Number | % | Number | % | Number | %
        Calls closed at once | 3651 | 53.2% | 856 | 52.1% | 999 | 60.8%
        Calls closed at once with a plan | 181 | 5.0% | 46 | 5.9% | 64 | 6.4%
    """)
    assert [(finding.printed, finding.computed) for finding in found.findings] == [("5.9%", "5.4%")]
    assert "46 of 856" in found.findings[0].message


def test_a_share_of_the_column_total() -> None:
    found = paper("""
        Sources

        Source | Number | %
        Police | 50 | 50.0%
        Schools | 30 | 32.0%
        Health | 12 | 12.0%
        Housing | 8 | 8.0%
        Total | 100 | 100.0%
    """)
    assert ("32.0%", "30.0%") in [(finding.printed, finding.computed) for finding in found.findings]


def test_a_share_of_the_two_columns_before_it() -> None:
    found = paper("""
        Applications

        Area | Decided | In time | %
        Harbour | 40 | 34 | 85.0%
        Uplands | 27 | 19 | 74.0%
        Town | 63 | 51 | 81.0%
        Marsh | 18 | 11 | 61.1%
        Islands | 9 | 8 | 88.9%
    """)
    assert [(finding.printed, finding.computed) for finding in found.findings] == [("74.0%", "70.4%")]
    assert "19 of 27" in found.findings[0].message


def test_a_share_that_fits_few_rows_is_of_something_else() -> None:
    found = paper("""
        Applications

        Area | Decided | In time | %
        Harbour | 40 | 34 | 85.0%
        Uplands | 27 | 19 | 74.0%
        Town | 63 | 51 | 70.2%
        Marsh | 18 | 11 | 52.9%
    """)
    assert found.findings == ()


@pytest.mark.parametrize(
    "rows",
    [
        "Adoption | Numerator | 11 | 13%\n| Denominator | 82 |",
        "Adoption | Numerator | 0 | 0%\n| Denominator | 89 |",
        "Adoption | Numerator | 2 | 0.5%\n| Denominator | 380 |",
        "Adoption | Numerator | N/A | 12%\n| Denominator | N/A |",
        "Adoption | Numerator | 20 | 58.8%\n| Denominator | 34 |",
    ],
)
def test_no_alarm_on_shares_that_hold_as_rounded(rows: str) -> None:
    found = paper(
        f"Outputs\n\nMeasure | | 2016/17 |\n| | Number | %\n{rows}\n"
        "Reviews | Numerator | 45 | 90.0%\n| Denominator | 50 |"
    )
    assert found.findings == ()


def test_no_alarm_on_a_percentage_of_something_not_in_the_table() -> None:
    found = paper("""
        Inputs

        Measure | 2012/13 | | Q1 2013/14 | | Q2 2013/14 |
        | Number | % | Number | % | Number | %
        Calls | 6859 | 80.2% | 1642 | 81.1% | 1600 | 79.9%
        Complaints | 181 | 2.2% | 46 | 3.9% | 64 | 6.1%
    """)
    assert found.findings == ()


def test_a_share_in_prose() -> None:
    assert paper("In May 34 of 120 cases (30%) were late.").rules() == ["percentage_mismatch"]
    assert paper("In May 34 of 120 cases (28%) were late.").findings == ()
    assert paper("In May 34 of 120 cases (28.3%) were late.").findings == ()
    assert paper("On 12 of 30 days (a record) it rained 30%.").findings == ()


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_a_share_printed_as_rounded_always_holds(top: int, base: int, decimals: int) -> None:
    top = min(top, base)
    percent = f"{100 * top / base:.{decimals}f}%"
    numbers = [read_printed(str(value), value, exact=True) for value in (top, base)]
    printed = read_printed(percent, float(percent[:-1]))
    assert numbers[0] is not None
    assert numbers[1] is not None
    assert printed is not None
    assert share_holds(numbers[0], numbers[1], printed)
