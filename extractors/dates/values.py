"""Calendar expressions as values: what is printed, and the days it covers once the year is known.

A ``Part`` holds no more than the page says: "November" has a month and no year. ``resolve`` supplies a missing year
from a reference day (usually the meeting's date) and says which days the part covers.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How finely the expression cuts time."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    PART_YEAR = "part_year"
    """The first or last quarters of a financial year ("first 3 quarters of 2009/10")."""
    SEASON = "season"
    YEAR = "year"
    FINANCIAL_YEAR = "financial_year"
    DECADE = "decade"


class Lean(StrEnum):
    """Which year to take when none is printed."""

    PAST = "past"
    NEAREST = "nearest"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Part:
    """One calendar element as printed.

    ``year`` is the calendar year, or the year in which a financial year begins (for quarters, parts of a year and
    financial years); None where no year is printed. ``month`` is 1-12, ``day`` 1-31, ``index`` the quarter (1-4)
    or the season (1 spring - 4 winter). A part of a year begins ``month`` months into it and has ``count`` months.
    ``weekday`` is 0 (Monday) - 6 where one is printed. ``fiscal`` says that ``year`` counts financial years although
    the element is a day, a month or a part of a year ("December 2013/14").
    """

    precision: Precision
    year: int | None = None
    month: int = 0
    day: int = 0
    index: int = 0
    count: int = 0
    weekday: int | None = None
    fiscal: bool = False

    def in_year(self, year: int) -> tuple[date, date] | None:
        """The first and last day, taking ``year`` for the element's year; None for a day that does not exist."""
        match self.precision:
            case Precision.DAY:
                real = year + 1 if self.fiscal and self.month < 4 else year
                if not 1 <= self.day <= monthrange(real, self.month)[1]:
                    return None
                day = date(real, self.month, self.day)
                return day, day
            case Precision.MONTH:
                real = year + 1 if self.fiscal and self.month < 4 else year
                return months_from(date(real, self.month, 1), 1)
            case Precision.QUARTER:
                return quarter(year, self.index)
            case Precision.PART_YEAR:
                return months_from(months_later(date(year, 4 if self.fiscal else 1, 1), self.month), self.count)
            case Precision.SEASON:
                return months_from(date(year, self.index * 3, 1), 3)
            case Precision.YEAR:
                return date(year, 1, 1), date(year, 12, 31)
            case Precision.FINANCIAL_YEAR:
                return financial_year(year)
            case Precision.DECADE:
                return date(year, 1, 1), date(year + 9, 12, 31)

    def resolve(self, reference: date | None, lean: Lean = Lean.NEAREST) -> tuple[date, date] | None:
        """The days covered; None without a printed year and without ``reference``, or for an impossible day."""
        if self.year is not None:
            return self.in_year(self.year)
        if reference is None:
            return None
        years = range(reference.year - 2, reference.year + 3)
        candidates = [days for days in map(self.in_year, years) if days is not None]
        named = [days for days in candidates if self.weekday is None or days[0].weekday() == self.weekday]
        return _choose(named or candidates, reference, lean)


def _choose(candidates: list[tuple[date, date]], reference: date, lean: Lean) -> tuple[date, date] | None:
    """The candidate that ``lean`` prefers. "Past" is what had begun, "future" what had not ended."""
    if lean is Lean.PAST:
        candidates = [days for days in candidates if days[0] <= reference] or candidates
    elif lean is Lean.FUTURE:
        candidates = [days for days in candidates if days[1] >= reference] or candidates

    def distance(days: tuple[date, date]) -> timedelta:
        if days[0] <= reference <= days[1]:
            return timedelta()
        return min(abs(days[0] - reference), abs(days[1] - reference))

    return min(candidates, key=distance, default=None)


def months_later(first: date, months: int) -> date:
    """The first day of the month ``months`` after that of ``first``."""
    total = first.year * 12 + first.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)


def months_from(first: date, months: int) -> tuple[date, date]:
    """``months`` whole months from the first of a month."""
    return first, months_later(first, months) - timedelta(days=1)


def financial_year(year: int) -> tuple[date, date]:
    """The British local-government year that begins in ``year``: 1 April to 31 March."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def quarter(year: int, index: int) -> tuple[date, date]:
    """Quarter ``index`` (1-4) of the financial year that begins in ``year``."""
    return months_from(months_later(date(year, 4, 1), 3 * (index - 1)), 3)


def financial_year_of(day: date) -> int:
    """The year in which the financial year around ``day`` begins."""
    return day.year if day.month >= 4 else day.year - 1


def with_year(part: Part, year: int | None, *, fiscal: bool = False) -> Part:
    return replace(part, year=year, fiscal=fiscal)
