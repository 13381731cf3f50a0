"""Working days between the publication of a decision and the end of its call-in period.

Bank holidays come from the `holidays` package, which knows the one-off days (5 June 2012, 8 May 2020, 19 September
2022, 8 May 2023) for each nation. A council may shut on further days (Christmas Eve at one): what is worked out here
is therefore always marked as calculated and never as stated.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

_SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
_SATURDAY = 5
MAX_DAYS = 30
"""The longest call-in period that is believed; the observed ones run from two working days to ten."""


@cache
def _bank_holidays(subdivision: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=subdivision, years=year))


def is_working_day(day: date, nation: str) -> bool:
    """Whether ``day`` is neither at a weekend nor a bank holiday in ``nation`` (england, wales, scotland,
    northern_ireland). Raises KeyError for another nation: there are no rules to guess from."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays(_SUBDIVISIONS[nation], day.year)


def add_working_days(start: date, days: int, nation: str) -> date:
    """The ``days``-th working day after ``start``; ``start`` itself is never counted.

    That holds for "working days" and for "clear working days" of a period that ends at the close of its last day.
    """
    if not 0 < days <= MAX_DAYS:
        raise ValueError(f"a call-in period of {days} working days is not believed")
    day = start
    while days:
        day += timedelta(days=1)
        if is_working_day(day, nation):
            days -= 1
    return day
