"""Working days and bank holidays of the four nations."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.call_ins.working_days import MAX_DAYS, add_working_days, is_working_day

NATIONS = ("england", "wales", "scotland", "northern_ireland")
DAYS = st.dates(date(2005, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    "day", [date(2012, 6, 5), date(2020, 5, 8), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)]
)
def test_one_off_holidays_are_no_working_days(day: date) -> None:
    assert not is_working_day(day, "england")


def test_the_usual_may_holiday_was_moved_in_2020() -> None:
    assert is_working_day(date(2020, 5, 4), "england")


def test_each_nation_has_its_own_holidays() -> None:
    assert not is_working_day(date(2021, 3, 17), "northern_ireland")
    assert is_working_day(date(2021, 3, 17), "wales")
    assert not is_working_day(date(2021, 11, 30), "scotland")
    assert is_working_day(date(2021, 4, 5), "scotland")
    assert not is_working_day(date(2021, 4, 5), "england")


def test_the_day_of_publication_is_not_counted() -> None:
    assert add_working_days(date(2010, 3, 12), 5, "england") == date(2010, 3, 19)
    assert add_working_days(date(2012, 6, 18), 5, "england") == date(2012, 6, 25)


def test_a_nation_without_rules_is_refused() -> None:
    with pytest.raises(KeyError):
        is_working_day(date(2021, 3, 17), "atlantis")


@pytest.mark.parametrize("days", [0, -1, MAX_DAYS + 1])
def test_an_unbelievable_period_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="not believed"):
        add_working_days(date(2021, 3, 17), days, "england")


@given(DAYS, st.integers(1, MAX_DAYS), st.sampled_from(NATIONS))
def test_the_last_day_is_a_working_day_with_the_right_number_before_it(start: date, days: int, nation: str) -> None:
    last = add_working_days(start, days, nation)
    between = [start + timedelta(days=n) for n in range(1, (last - start).days + 1)]
    assert is_working_day(last, nation)
    assert sum(is_working_day(day, nation) for day in between) == days
