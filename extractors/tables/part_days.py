"""Days of headings that want something more: a year from the words around them, or the beginning of what they end.

"Actual to 30 September" under "2023/24" covers April to September 2023; "Position at 30 September" is that one day.
"Spend to 31 December 2023" begins with the financial year that the day is in: spending is counted from 1 April.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from extractors.dates.grammar import DateSpan, parse_dates
from extractors.dates.values import Part, financial_year, financial_year_of
from extractors.tables.words import PERIOD_WORDS, fold
from extractors.vocabulary import load

_KEPT = 8192
_ENDING = re.compile(rf"(?:^|\W)(?:{PERIOD_WORDS['until'].alternatives})$")
_SPLIT_ABOVE = re.compile(load("tables")["period_patterns"]["split_above"])


@dataclass(frozen=True, slots=True)
class PartDay:
    """A day or month without its year, and whether it ends what is covered."""

    part: Part
    at_end: bool
    until: bool

    def in_year(self, year: int) -> tuple[date, date] | None:
        """The days covered, in the financial year that begins in ``year``."""
        days = replace(self.part, year=year, fiscal=True).in_year(year)
        if days is None:
            return None
        if self.until:
            return financial_year(year)[0], days[1]
        return (days[1], days[1]) if self.at_end else days


@lru_cache(maxsize=_KEPT)
def read_part_day(words: str) -> PartDay | None:
    """The first day without a year, the first end of a month, or the month that something runs to."""
    for span in parse_dates(words):
        if span.year_printed or span.precision not in ("day", "month"):
            continue
        until = ends_before(words, span)
        if span.precision == "day" or until:
            return PartDay(span.first, span.edge == "end", until)
    return None


def ends_before(words: str, span: DateSpan) -> bool:
    """Whether the words before a day make it the end of what is covered ("spend to")."""
    return _ENDING.search(fold(words[: span.start])) is not None


def from_april(day: date) -> tuple[date, date]:
    """From the beginning of the day's financial year up to the day."""
    return financial_year(financial_year_of(day))[0], day


def parts_a_date(above: str, below: str) -> bool:
    """Whether a heading of two lines was broken within a date ("Balance 1 April" over "2023", "31" over "March")."""
    upper, lower = fold(above), fold(below)
    spans = parse_dates(above)
    unfinished = bool(spans) and spans[-1].end >= len(above.rstrip()) and not spans[-1].year_printed
    if unfinished and _opens_with_year(lower):
        return True
    opening = parse_dates(below)
    opens = bool(opening) and not below[: opening[0].start].strip() and opening[0].precision in ("month", "day")
    return opens and _SPLIT_ABOVE.search(upper) is not None


def _opens_with_year(words: str) -> bool:
    first = words.split(maxsplit=1)[0] if words else ""
    return len(first) == 4 and first.isdigit() and first[:2] in ("19", "20")
