"""What the search for periods works with: a period, a date with its place, and the place of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dates.values import financial_year, financial_year_of, months_later

MONTH_DAYS = 27
"""From more days than these on a date is a period rather than a day."""

QUARTER_DAYS = 80
WHOLE_YEAR_DAYS = 340
YEAR_DAYS = 366


def lies_ahead(days: tuple[date, date] | None, reference: date | None) -> bool:
    """Whether an amount is of a single day after the paper's own: a balance expected, whatever else is said of it."""
    return days is not None and reference is not None and days[0] == days[1] and days[0] > reference


@dataclass(frozen=True, slots=True)
class Period:
    """``date_from`` and ``date_to`` are inclusive. ``rule`` says where they were read."""

    date_from: date
    date_to: date
    rule: str

    @property
    def days(self) -> int:
        return (self.date_to - self.date_from).days + 1

    def named(self, rule: str) -> Period:
        return Period(self.date_from, self.date_to, rule)


@dataclass(frozen=True, slots=True)
class Placed:
    """A date that a figure may cover, with its place."""

    start: int
    end: int
    period: Period
    role: str


@dataclass(frozen=True, slots=True)
class Before:
    """The figure before, in the same sentence, and the period that was read for it."""

    start: int
    end: int
    period: Period | None
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its span, its sentence and its neighbours among the figures of that sentence."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    previous_end: int
    next_start: int
    kind: str
    unit: str
    spelled: bool = False
    before: Before | None = None
    measured: Before | None = None
    """The last level of the same unit that the sentence gave before: what a target behind it is the target of."""
    moves: bool = False
    """Whether the figure is a change up or down rather than a difference from what was planned."""


def year_of(day: date, rule: str) -> Period:
    """The financial year around ``day``."""
    return Period(*financial_year(financial_year_of(day)), rule)


def year_earlier(period: Period) -> Period:
    """The same days of the year before; the last day of February stays the last."""
    rule = period.rule + ".year_earlier"
    first, last = _year_before(period.date_from), _year_before(period.date_to)
    if (period.date_to + timedelta(days=1)).day == 1:
        last = months_later(date(last.year, last.month, 1), 1) - timedelta(days=1)
    return Period(first, last, rule) if period.days > 1 else Period(last, last, rule)


def quarter_earlier(period: Period) -> Period:
    """The three months before those of ``period``."""
    return Period(
        months_later(period.date_from, -3), period.date_from - timedelta(days=1), period.rule + ".quarter_before"
    )


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
