"""What a figure measures, cut out of its sentence."""

from __future__ import annotations

import pytest

from extractors.figures.measures import measure_of, trim


@pytest.mark.parametrize(
    "before, after, measure",
    [
        ("Firstly the bus subsidy budget, which was set at ", " for 2011/12.", "bus subsidy budget"),
        ("It was noted that there were ", " empty shops in the town centre, and ", "empty shops in the town centre"),
        ("The overall number of allotment holders remained at ", ".", "number of allotment holders"),
        ("Swimming lessons (", ") and clubs", "Swimming lessons"),
    ],
)
def test_the_phrase_beside_a_figure_is_its_measure(before: str, after: str, measure: str) -> None:
    assert measure in (measure_of(before, after) or "")


def test_a_figure_without_words_of_its_own_takes_the_subject_of_the_sentence() -> None:
    assert measure_of(" at the end of March to ", " in May", "The number of stall holders rose from ") == (
        "number of stall holders rose"
    )


def test_a_bare_figure_takes_the_heading() -> None:
    assert measure_of("", "", "", "Trees planted") == "Trees planted"
    assert measure_of("", "") is None


def test_particles_are_trimmed_from_both_edges() -> None:
    assert trim("  and that the cost of the ") == "cost"
