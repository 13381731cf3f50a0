"""Counts of what there is on a day: under the heading of a quarter or a year they are of its last day.

"Children in care" under "Q2" are those in care when the quarter ended, and "referrals" under it those of three months.
The basis of a metric (metrics.toml) says which it is; what no metric names keeps the period of its heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from extractors.figures.metrics import metrics
from extractors.tables.words import NOT_ON_A_DAY, OF_A_PERIOD, SETTLED_BEFOREHAND

_MONTH = 27
"""From so many days on a period is a month or more."""
_LONGEST = 370


@cache
def _stocks() -> frozenset[str]:
    return frozenset(metric.id for metric in metrics() if metric.basis == "stock") - OF_A_PERIOD


def is_counted_on_a_day(metric: str, kind: str, words: Sequence[str]) -> bool:
    """Whether a figure is a level of something that is there on a day. A change is of the time between two days, an
    average of all of them, and a target is set for the whole of its period."""
    if kind not in ("actual", "forecast") or metric not in _stocks():
        return False
    return not any(NOT_ON_A_DAY.within(label) for label in words)


def is_still_to_come(days: tuple[date, date] | None, reference: date | None, words: Sequence[str]) -> bool:
    """Whether a count is of a time that begins after the paper's own day: nothing can have been counted then."""
    if days is None or reference is None or days[0] <= reference:
        return False
    return not any(SETTLED_BEFOREHAND.within(label) for label in words)


def day_of_count(days: tuple[date, date] | None) -> tuple[date, date] | None:
    """The last day of a month, a quarter or a year."""
    if days is None or not _MONTH <= (days[1] - days[0]).days <= _LONGEST:
        return days
    return days[1], days[1]
