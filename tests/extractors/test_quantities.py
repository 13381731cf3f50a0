"""How councils print quantities, and what only looks like one. Every sentence is invented."""

from __future__ import annotations

import importlib

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractors.figures.number_words import read_number_words
from extractors.figures.quantities import find_quantities, parse_cell
from extractors.figures.quantity_spans import quantity_sentences
from extractors.pipeline import COMPONENTS

DEVELOPED_ON = [
    ("The depot cost £2,410,733 to build.", 2_410_733, None, "GBP"),
    ("a budget of £4.125m was set", 4_125_000, None, "GBP"),
    ("savings of £316k were found", 316_000, None, "GBP"),
    ("growth of c£9m is allowed for", 9_000_000, None, "GBP"),
    ("a levy of £1.204m per annum", 1_204_000, None, "GBP"),
    ("assets worth £0.7bn", 700_000_000, None, "GBP"),
    ("a grant of £6 million", 6_000_000, None, "GBP"),
    ("a receipt of £2.375million", 2_375_000, None, "GBP"),
    ("the variance is -£4.2m", -4_200_000, None, "GBP"),
    ("the pressure is +£1.9m", 1_900_000, None, "GBP"),
    ("a movement of £-0.6m", -600_000, None, "GBP"),
    ("valued at £310k - £420k", 310_000, 420_000, "GBP"),
    ("between £2m and £3m", 2_000_000, 3_000_000, "GBP"),
    ("a range of £5-£8 a week", 5, 8, "GBP"),
    ("parking costs 80p an hour", 0.8, None, "GBP"),
    ("five hundred pounds was donated", 500, None, "GBP"),
    ("turnout was 31.4%", 31.4, None, "percent"),
    ("it rose by 12 per cent", 12, None, "percent"),
    ("it fell by 2.5 percentage points", 2.5, None, "percent"),
    ("reserves of 5-7% are held", 5, 7, "percent"),
    ("+6.3% over the year", 6.3, None, "percent"),
    ("three per cent of homes", 3, None, "percent"),
    ("there were 1,874 visitors", 1874, None, "count"),
    ("about 2 million visits", 2_000_000, None, "count"),
    ("120 – 245 a month", 120, 245, "count"),
    ("between 40 and 55 pupils", 40, 55, "count"),
    ("seven lime trees were felled", 7, None, "count"),
    ("two hundred and twelve letters", 212, None, "count"),
    ("twenty-six garages", 26, None, "count"),
    ("the team has 14.6 FTE", 14.6, None, "fte"),
    ("3 full-time equivalents", 3, None, "fte"),
    ("13/52 of the cohort were late", 0.25, None, "ratio"),
    ("one in four homes is let", 0.25, None, "ratio"),
    ("three quarters of the fleet", 0.75, None, "ratio"),
    ("71.5 per 10,000 children", 71.5, None, "rate_per_10000"),
    ("within 12 working days", 12, None, "days"),
    ("a six-month pause", 6, None, "months"),
    ("a 12- month lease", 12, None, "months"),
    ("over a three year period", 3, None, "years"),
    ("in 4-5 weeks", 4, 5, "weeks"),
    ("the site is 2.5 miles away", 2.5, None, "other"),
    ("speak for 3 minutes", 3, None, "other"),
]


@pytest.mark.parametrize("text, value, high, unit", DEVELOPED_ON)
def test_a_printed_quantity_is_read_in_base_units(text: str, value: float, high: float | None, unit: str) -> None:
    found = find_quantities(text)
    assert [(q.value, q.value_high, q.unit) for q in found] == [(value, high, unit)]
    assert all(text[q.start : q.end] == q.quote for q in found)


@pytest.mark.parametrize(
    "text",
    [
        "The meeting began at 6.30pm.",
        "It closed at 21:45.",
        "on 14 and 15 May 2019",
        "for the year 2016/17",
        "the 2014-15 accounts",
        "dated 03/11/2020",
        "Telephone 01234 567890",
        "under Section 106 and paragraphs 4 and 7",
        "see Table 3 and Appendix 2b",
        "reference 22/00417",
        "decision D140023",
        "children aged 5 to 11",
        "a club for 13 - 17 year olds",
        "young people up to 25 years of age",
        "activities for 0-19 years",
        "the Q3 return",
        "on the A4074 at junction 12",
        "Covid-19 grants",
        "paragraph 4.2.1",
        "the 21st anniversary",
        "PDF 318 KB",
        "questions 4, 5 and 6",
        "the metric numbered 25",
        "for two and a half years",
        "2 ½ years",
        "Monitoring Report Qt 2 (Ref 1048862)",
        "1.To award the contract to a builder",
        "127  (19)  HARBOUR REVIEW – The chair spoke",
        "Year 2 of the plan",
        "(1)that the rent be noted",
        "09/21 Accounts for payment",
        "phases 2-6 of the wharf",
        "as set out at paragraph(s) 2.1, Table 1, 2.2(a) and 4 of the report and section(s) 1.0, 2.0 and 3.0",
        "through decision point 2 to 4 and on to activity 5",
        "2661: Transfer of Funds to the Club",
        "clerk@example.org.uk and www.example.org/2019/5",
    ],
)
def test_what_only_looks_like_a_quantity_is_left_alone(text: str) -> None:
    assert find_quantities(text) == ()


def test_from_and_to_are_two_values_and_not_a_range() -> None:
    assert [q.value for q in find_quantities("rose from £40 to £55")] == [40, 55]
    assert [q.value for q in find_quantities("rose from 4% to 9%")] == [4, 9]


def test_an_increase_of_one_sum_to_another_is_two_values() -> None:
    assert [q.value for q in find_quantities("an increase of £12 to £90 a year")] == [12, 90]


def test_a_misprinted_amount_is_kept_without_a_value() -> None:
    (found,) = find_quantities("a cost of £3,1406.20 each")
    assert (found.quote, found.value, found.unit) == ("£3,1406.20", None, "GBP")


def test_a_dash_with_space_around_it_is_no_minus_sign() -> None:
    (found,) = find_quantities("Allotments – £450 for paths")
    assert found.value == 450


def test_inexact_words_make_a_value_approximate_and_bounds_are_named() -> None:
    about, over = find_quantities("about 40 members, and over 900 signatures")
    assert about.approx
    assert (over.approx, over.bound) == (False, "over")


def test_dates_handed_in_are_closed() -> None:
    assert find_quantities("in 12 and 15 of it", closed=[(3, 5)])[0].value == 15


@pytest.mark.parametrize(
    "cell, value, high, unit",
    [
        ("1,642", 1642, None, "count"),
        ("2013", 2013, None, "count"),
        ("(230)", -230, None, "count"),
        ("(0.9%)", -0.9, None, "percent"),
        ("(£14k)", -14_000, None, "GBP"),
        ("-9.4", -9.4, None, "count"),
        ("− 3.1", -3.1, None, "count"),
        ("+35.4", 35.4, None, "count"),
        ("£61,204.12", 61204.12, None, "GBP"),
        ("53.2%", 53.2, None, "percent"),
        ("17*", 17, None, "count"),
        ("210 – 268", 210, 268, "count"),
        ("9 days", 9, None, "days"),
        ("0.0", 0, None, "count"),
    ],
)
def test_a_cell_is_read_as_accounts_print_it(cell: str, value: float, high: float | None, unit: str) -> None:
    found = parse_cell(cell)
    assert found is not None
    assert (found.value, found.value_high, found.unit) == (value, high, unit)
    assert cell[found.start : found.end] == found.quote


@pytest.mark.parametrize("cell", ["", "N/A", "-", "–", "\\", "See Table 4", "2013/14", "Quarter 2", "12 of 30", "tbc"])
def test_a_cell_without_one_quantity_gives_none(cell: str) -> None:
    assert parse_cell(cell) is None


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_grouped_amount_of_pounds_is_read_back(amount: int) -> None:
    (found,) = find_quantities(f"costing £{amount:,} in all")
    assert found.value == amount


@given(st.text(alphabet="£0123456789.,-–()% mkbnpto and\n\t", max_size=80))
def test_every_quote_is_the_text_at_its_place_and_none_overlap(text: str) -> None:
    end = 0
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.quote
        assert found.start >= end
        end = found.end


ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@given(st.integers(min_value=1, max_value=99))
def test_spelled_numbers_below_a_hundred_are_read(number: int) -> None:
    words = (
        ONES[number - 1] if number < 20 else TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" * (number % 10 > 0))
    )
    assert read_number_words(words) == number


@pytest.mark.parametrize("words", ["two three", "hundred", "twenty eleven", "five and"])
def test_words_that_make_no_one_number_are_none(words: str) -> None:
    assert read_number_words(words) is None


def test_the_component_puts_quantities_on_a_doc() -> None:
    nlp = spacy.blank("en")
    for component in COMPONENTS:
        importlib.import_module(component.module)
        nlp.add_pipe(component.name)
    doc = nlp("The levy is £3.2m, or 4% more, from 1 April 2019. It was £3.1m before.")
    assert [(span.text, span.label_) for span in doc.spans["quantities"]] == [
        ("£3.2m", "GBP"),
        ("4%", "percent"),
        ("£3.1m", "GBP"),
    ]
    first, second = quantity_sentences(doc)
    assert [quantity.value for quantity in first.quantities] == [3_200_000, 4]
    assert doc.text[second.start : second.end] == "It was £3.1m before."


def test_long_runs_of_digits_and_commas_are_read_in_linear_time() -> None:
    hostile = "1," * 20_000 + "£" * 5_000 + "one hundred and " * 4_000
    assert isinstance(find_quantities(hostile), tuple)


@pytest.mark.parametrize(
    "text, values",
    [
        ("The hall is open 9.30 to 4.30.", []),
        ("Residents asked for the 06.50 bus.", []),
        ("The decisions in minutes 314 and 315 stand.", []),
        ("RESOLVED: (1) That the 12 plots be sold; (2) That it be noted.", [12]),
        ("(Key decision - CAB 2311)", []),
        ("Reference Number :-1184", []),
        ("The rate fell from 7.15 to 6.30.", [7.15, 6.3]),
        ("LAC 362 and CIC 379", [362, 379]),
        ("It took 40 minutes 3 times.", [40, 3]),
    ],
)
def test_times_numbers_of_minutes_and_of_cases_are_no_quantities(text: str, values: list[float]) -> None:
    assert [quantity.value for quantity in find_quantities(text)] == values


@pytest.mark.parametrize(
    "text, values",
    [
        ("If none object under (2) above the head of parks may make the order.", []),
        ("Subject to (1 & 2) above, 4 trees may be felled.", [4]),
        ("As set out at (3), (4) and (5) below.", []),
        ("Resolved: that (1) the ferry fares be raised; and (2) the pier be let.", []),
        ("The vote:\n\nFor: 21\n\nAgainst: 14\n\nAbstentions: 2\n", []),
        ("Contact: Member Services 01632 960006, 960005, 960085", []),
        ("Recording of Session 1 begins.", []),
        ("The Board RESOLVED to (1) agree the dues and (2) note the survey.", []),
        ("The call-in of Slipway Repairs 1 and Slipway Repairs 2 was heard.", []),
        ("Dredging (00-06-05)", []),
        ("The 0-25 Provider service was reviewed.", []),
        ("Harbour Board 3 and Harbour Trust 4", [3, 4]),
        ("A variance of (12) was shown above.", [12]),
    ],
)
def test_numbers_of_clauses_votes_on_lines_and_further_telephones_are_no_quantities(
    text: str, values: list[float]
) -> None:
    assert [abs(quantity.value) for quantity in find_quantities(text)] == values
