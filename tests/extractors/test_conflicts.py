"""One thing printed in two ways."""

from __future__ import annotations

import pytest

from tests.extractors.table_papers import paper


def test_one_measure_with_two_values_for_one_period() -> None:
    found = paper("""
        Summary

        Measure | Q1 2013/14
        Number of CIC at end of period | 380

        Detail

        Measure | Q1 2013/14
        Number of CIC at end of period | 372
    """)
    assert [(finding.rule, finding.printed, finding.computed) for finding in found.findings] == [
        ("conflicting_values", "372", "380")
    ]


@pytest.mark.parametrize(
    "second",
    [
        "Measure | Q2 2013/14\nNumber of CIC at end of period | 372",
        "Measure | Q1 2013/14\nNumber of CIC at end of period | 380",
        "Measure | Q1 2013/14 target\nNumber of CIC at end of period | 372",
        "Measure | Q1 2013/14\nNumber of CIC (all ages) at end of period | 372",
    ],
)
def test_no_conflict_between_periods_kinds_and_definitions(second: str) -> None:
    found = paper(f"Summary\n\nMeasure | Q1 2013/14\nNumber of CIC at end of period | 380\n\nDetail\n\n{second}")
    assert found.findings == ()


def test_a_year_that_is_none() -> None:
    found = paper("The budget forecast for 2025/25 was noted.\n\nBudget Forecast 2025/26 follows.")
    assert [(finding.rule, finding.printed, finding.computed) for finding in found.findings] == [
        ("conflicting_values", "2025/25", "2025/26")
    ]


def test_a_delay_that_its_months_contradict() -> None:
    assert paper("A 3 months delay to the report from Mar 26 to Jul 26 is expected.").rules() == ["period_conflict"]
    assert paper("A 4 months delay to the report from Mar 26 to Jul 26 is expected.").findings == ()
    assert paper("A 12 months delay to works from Sep 25 to Sep 26 is expected.").findings == ()


def test_two_names_with_one_set_of_initials() -> None:
    found = paper(
        "Grant to the Barton Avon Rivers Trust\n\nThe Bexley Avon Rivers Trust (BART) will plant trees along the river."
    )
    assert [(finding.rule, finding.printed) for finding in found.findings] == [
        ("conflicting_values", "Barton Avon Rivers Trust")
    ]


def test_names_that_differ_in_more_than_a_word_or_in_their_initials_are_two_names() -> None:
    text = "The North Kent Health Trust met the East Kent Health Trust (EKHT) and the West Kent Housing Trust."
    assert paper(text).findings == ()


@pytest.mark.parametrize("amount", ["£2,2591.15", "£265,77", "£1,23", "£1,23,456"])
def test_an_amount_whose_commas_part_no_thousands_is_told_of(amount: str) -> None:
    assert paper(f"The cost was {amount} in all.").rules() == ["other"]


@pytest.mark.parametrize("amount", ["£2,591.15", "£265,770", "£1,234,567", "£12,345, £7", "£500"])
def test_a_well_formed_amount_is_left_alone(amount: str) -> None:
    assert paper(f"The cost was {amount} in all.").findings == ()
