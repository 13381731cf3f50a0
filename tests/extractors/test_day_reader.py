"""Full dates are read twice: the grammar says where they are and of what parts, dateparser reads the same words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import elements
from extractors.dates.day_reader import bare_day, read_day
from extractors.dates.grammar import parse_dates

DAY = date(2019, 8, 5)

PRINTED = [
    "Monday, 5th August 2019",
    "Mon 5 Aug 2019",
    "5th day of August 2019",
    "5 Aug. 2019",
    "August 5, 2019",
    "05/08/2019",
    "5/8/19",
    "05-Aug-19",
    "5.8.2019",
    "2019-08-05",
    "2019/08/05",
    "5 AUGUST 2019",
    "5 August\n2019",
    "Dydd Llun, 5 Awst 2019",
]


@pytest.mark.parametrize("printed", PRINTED)
def test_a_full_date_is_read_the_same_by_the_grammar_and_by_dateparser(printed: str) -> None:
    spans = parse_dates(f"on {printed}.")
    assert [(span.date_from, span.date_to) for span in spans] == [(DAY, DAY)]
    assert read_day(printed) == DAY


@pytest.mark.parametrize(
    "printed", ["5 August", "August 2019", "2019/20", "31 February 2019", "8 of 12", "next Monday"]
)
def test_dateparser_reads_nothing_into_what_is_no_full_date(printed: str) -> None:
    assert read_day(printed) is None


def test_two_readings_that_disagree_give_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(parse_dates("signed on 5 August 2019")) == 1
    monkeypatch.setattr(elements, "read_day", lambda printed: DAY + timedelta(days=1))
    assert parse_dates("signed on 5 August 2019") == ()


def test_the_weekday_is_no_part_of_what_is_read() -> None:
    assert bare_day("Tues., 5th August 2019") == "5 August 2019"
    assert read_day("Tuesday 5 August 2019") == DAY


@settings(max_examples=150)
@given(
    st.dates(date(1972, 1, 1), date(2060, 12, 31)),
    st.sampled_from(
        ["{d.day} {d:%B %Y}", "{d:%d/%m/%Y}", "{d:%A} {d.day} {d:%b %Y}", "{d:%Y-%m-%d}", "{d.day}.{d.month}.{d.year}"]
    ),
)
def test_no_full_date_is_lost_by_being_read_twice(day: date, form: str) -> None:
    words = form.format(d=day)
    assert read_day(words) == day
    assert [span.date_from for span in parse_dates(f"met on {words}")] == [day]
