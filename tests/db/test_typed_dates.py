"""Days and deadlines as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.correctable import FIELDS, NotAValue, field_of, read_value, say_value
from db.typed_dates import read_day, read_moment, say_day, say_moment, say_stamp

DAYS = st.dates(dt.date(1000, 1, 1))


@pytest.mark.parametrize(
    "typed",
    ["2024-03-22", "22 March 2024", "22nd  march 2024", "Friday 22 March 2024", "Fri, 22 Mar 2024", "22/3/2024"],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_day(typed) == dt.date(2024, 3, 22)


@pytest.mark.parametrize(
    "typed",
    ["Monday 22 March 2024", "30 February 2024", "3/22/2024", "22 March", "March 2024", "next Friday", "22-3-24"],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert read_day(typed) is None


@pytest.mark.parametrize("typed", ["22 March 2024", "midnight on Friday 22 March 2024", "the end of 22/3/2024"])
def test_a_day_alone_and_its_midnight_are_the_end_of_that_day(typed: str) -> None:
    assert read_moment(typed) == dt.datetime(2024, 3, 22, 23, 59, 59)


@pytest.mark.parametrize(
    "typed",
    [
        "5pm on 22 March 2024",
        "22 March 2024 17:00",
        "22 March 2024, 5.00 pm",
        "2024-03-22T17:00:00",
        "17:00 22/03/2024",
    ],
)
def test_a_time_stands_before_or_behind_the_day(typed: str) -> None:
    assert read_moment(typed) == dt.datetime(2024, 3, 22, 17)


@pytest.mark.parametrize("typed", ["25:00 on 22 March 2024", "17pm on 22 March 2024", "5 on 22 March 2024", "noon"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    assert read_moment(typed) is None


@given(DAYS)
def test_a_day_in_a_form_reads_back_the_same(day: dt.date) -> None:
    assert read_day(say_day(day.isoformat())) == day


@given(st.datetimes(dt.datetime(1000, 1, 1)))
def test_a_moment_in_a_form_reads_back_the_same(moment: dt.datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert read_moment(say_moment(whole.isoformat())) == whole


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_the_reading(typed: str) -> None:
    for read in (read_day, read_moment):
        assert read(typed) is None or isinstance(read(typed), dt.date)


@pytest.mark.parametrize("value", [None, 0.5, 1200000.0, 12.0, 3265000.25, "2024-03-22"])
def test_a_value_in_a_form_reads_back_the_same(value: object) -> None:
    kind = "date_from" if isinstance(value, str) else "value"
    field = field_of("dates" if isinstance(value, str) else "figures", kind)
    assert read_value(field, say_value(field, value)) == value  # type: ignore[arg-type]


def test_a_wrong_weekday_is_told_and_not_guessed() -> None:
    (field,) = [one for one in FIELDS["call_ins"] if one.name == "deadline"]
    with pytest.raises(NotAValue, match="Monday"):
        read_value(field, "Monday 22 March 2024")


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("2021-05-04T09:05:00+00:00", "4 May 2021 at 10:05"),
        ("2021-05-04T23:30:00Z", "5 May 2021 at 00:30"),
        ("2021-12-04T09:05:00+00:00", "4 December 2021 at 09:05"),
    ],
)
def test_when_somebody_did_something_is_said_in_the_time_of_the_clock_on_the_wall(kept: str, said: str) -> None:
    assert say_stamp(kept) == said
