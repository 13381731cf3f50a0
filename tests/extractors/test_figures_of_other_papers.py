"""Faults that papers of councils never seen before brought to light. The sentences are invented."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.records import Figure
from ingest.reading import read_bytes


def figures_of(words: str) -> tuple[Figure, ...]:
    text = f"Saltmarsh District Council\n\nCabinet\n\nMinutes of the meeting held on 4 May 2031\n\n{words}\n"
    return tuple(item for item in extract(read_bytes(text.encode(), "paper.txt")).figures if item.start > 70)


def figure_of(words: str, quote: str) -> Figure:
    return next(item for item in figures_of(words) if item.quote == quote)


@pytest.mark.parametrize(
    "words",
    [
        "Members recalled a call-in to one Overview and Scrutiny Committee.",
        "The report is under KD 3948; for the reasons see division 2.",
        "The 22-23 outturn was noted, with what was carried forward in 22-23 and not yet spent.",
        "The dashboard for Q2 203031 was tabled.",
        "The list shows MI P&R 001 in red.",
        "Contact: S Marram 388103",
        "It left out young people who were turning 18.",
        "Both 2 and 3 bed homes are in demand.",
        "Action is being taken on indicators 25/26.",
        "The officer said that there are two things.",
    ],
)
def test_codes_years_ages_and_sizes_are_no_figures(words: str) -> None:
    assert [item.quote for item in figures_of(words)] == []


def test_two_numbers_that_follow_each_other_count_things_where_a_noun_says_so() -> None:
    assert [item.quote for item in figures_of("There were delays in 22-23 cases.")] == ["22-23"]


def test_a_stroke_between_percentages_is_a_range() -> None:
    found = figure_of("Of the empty homes 20/25% needed major works.", "20/25%")
    assert (found.value, found.value_high, found.unit) == (20, 25, "percent")


@pytest.mark.parametrize(
    ("words", "quote", "kind", "direction"),
    [
        ("The net cost of £9,400,000 represented a decrease of £612,000.", "£612,000", "variance", "decrease"),
        ("There were 312 visits, a reduction of 25 from the previous year.", "25", "variance", "decrease"),
        ("As the pressures had not come, all of this reserve (£1 million) was released.", "£1 million", "actual", None),
        ("A surplus of £2,000,000 could be declared on the Collection Fund.", "£2,000,000", "forecast", None),
        ("The money was placed where the counterparty limit was actually £5 million.", "£5 million", "threshold", None),
        ("The KPI was sub 60 days.", "60 days", "target", None),
        ("The council would receive a New Homes Bonus of £1.2m.", "£1.2m", "forecast", None),
        ("The changes were likely to cost the council over £4m in grant.", "£4m", "forecast", None),
        ("The capital programme for the next years was approved by Council as £505m.", "£505m", "budget", None),
        ("A cohort of ten planners is due to join the council.", "ten", "forecast", None),
    ],
)  # fmt: skip
def test_the_kind_is_what_the_words_beside_the_figure_say(
    words: str, quote: str, kind: str, direction: str | None
) -> None:
    found = figure_of(words, quote)
    assert (found.kind, found.direction) == (kind, direction)


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("Two red marked indicators, which comprised health plans and EHC plans, were discussed.", "Two"),
        ("Average caseloads, for which action was taken, including a cohort of ten new social workers.", "ten"),
        ("A contribution from balances of £150,401 and a Band D council tax of £215.57 were agreed.", "£150,401"),
        ("There is £5.7m of additions to the capital programme.", "£5.7m"),
        ("The rise amounted to a £5 increase for a Band D property.", "£5"),
        ("An overspend of £5.1m was forecast for non-DSG services.", "£5.1m"),
    ],
)
def test_a_metric_named_near_a_figure_may_be_that_of_another(words: str, quote: str) -> None:
    assert figure_of(words, quote).metric is None


def test_the_level_beside_it_keeps_its_metric() -> None:
    words = "A contribution from balances of £150,401 and a Band D council tax of £215.57 were agreed."
    assert figure_of(words, "£215.57").metric == "council_tax_band_d"


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("Compared to last quarter (Q3 2029/30), performance rose for 37.5% of the measures.", "37.5%"),
        ("The scheme could have lost £4m of grant up to 2029 if nothing changed.", "£4m"),
        ("The programme was approved by full Council in February 2031 as £505m.", "£505m"),
    ],
)
def test_a_date_of_something_else_is_no_period(words: str, quote: str) -> None:
    found = figure_of(words, quote)
    assert (found.period_from, found.period_to) == (None, None)


@pytest.mark.parametrize(
    ("words", "quote", "measure"),
    [
        ("He explained that the gross borrowing was £15,000,000.", "£15,000,000", "gross borrowing"),
        ("It had been determined that grants totalling £645,000 be kept.", "£645,000", "grants, be kept"),
        ("1. That the revised budget of £9.6m be approved.", "£9.6m", "revised budget"),
        ("Of this £1.5m would be paid to the county council.", "£1.5m", "paid to the county council"),
    ],
)  # fmt: skip
def test_the_measure_is_what_is_said_and_not_who_says_it(words: str, quote: str, measure: str) -> None:
    assert figure_of(words, quote).measure == measure


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        ("Nine appeals had been heard, of which four had been upheld.", ["Nine", "four"]),
        ("The Executive had taken up five of the Panel's eight proposals.", ["five"]),
    ],
)
def test_a_part_of_a_number_is_a_number_too(words: str, quotes: list[str]) -> None:
    assert [item.quote for item in figures_of(words)] == quotes


@pytest.mark.parametrize(
    "words, quotes",
    [
        ("It was RESOLVED to: 1. Note the survey of 40 homes. 2. Agree the plan 3. Request a report.", ["40"]),
        ("RESOLVED: 1. That the 6 moorings be let 2. That the dredging be noted.", ["6"]),
        ("The ferry made 12 crossings. Of these 9 were late.", ["12", "9"]),
    ],
)
def test_the_numbers_of_clauses_printed_one_behind_the_other_are_no_figures(words: str, quotes: list[str]) -> None:
    assert [figure.quote for figure in figures_of(words)] == quotes
