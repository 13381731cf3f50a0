"""The part of a financial year that a paper reports on, where its title names the year and the part apart.

"Quarter Two Performance 2023/24" and "Budget Monitoring 2023/24: Month 8" do not report on a year that is not over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from extractors.dates.values import financial_year, financial_year_of, months_later
from extractors.figures.period_values import WHOLE_YEAR_DAYS, YEAR_DAYS, Period, Placed
from extractors.figures.period_words import WORDS

_ORDINALS = ("", "first", "second", "third", "fourth")
_NUMBERS = ("", "one", "two", "three", "four")
_MONTHS_OF_HALF = 6
_MONTHS_OF_YEAR = 12


def part_reported(title: str, year: Period, first_page: Iterable[Placed], written: date | None) -> Period:
    """The part of ``year`` that the ``title`` names, else the months up to the day as at which the first page counts
    where the year is not over; ``year`` itself where neither says any part."""
    if not WHOLE_YEAR_DAYS < year.days <= YEAR_DAYS or year.date_from.month != 4:
        return year
    quarter = _quarter(title)
    if quarter:
        return _months(year, 3 * quarter - 3, 3 * quarter)
    numbered = WORDS["month_number"].search(title)
    if numbered is not None and 1 <= int(numbered["number"]) < _MONTHS_OF_YEAR:
        return _months(year, 0, int(numbered["number"]))
    if WORDS["half_year"].search(title):
        return _months(year, 0, _MONTHS_OF_HALF)
    if written is None or written > year.date_to:
        return year
    days = (item.period.date_to for item in first_page if item.role == "as_at" and item.period.days == 1)
    counted = next((day for day in days if year.date_from < day <= written), None)
    return Period(year.date_from, counted, year.rule) if counted is not None else year


def part_named(title: str, written: date) -> Period | None:
    """The months of a part of a year that the ``title`` names without the year ("Outturn Report as at Period 6"): the
    last ones that were over when the paper was written."""
    for year in (financial_year_of(written), financial_year_of(written) - 1):
        whole = Period(*financial_year(year), "periods.title")
        part = part_reported(title, whole, (), None)
        if part is whole:
            return None
        if part.date_to <= written:
            return part
    return None


def _quarter(title: str) -> int:
    """The number of the quarter that a title names, or 0."""
    match = WORDS["quarter_number"].search(title)
    if match is None:
        return 0
    word = (match["number"] or match["ordinal"]).lower()
    if word[0].isdigit():
        return int(word[0])
    return max(names.index(word) if word in names else 0 for names in (_NUMBERS, _ORDINALS))


def _months(year: Period, first: int, last: int) -> Period:
    """The months of ``year`` from the one after ``first`` to ``last``."""
    end = months_later(year.date_from, last) - timedelta(days=1)
    return Period(months_later(year.date_from, first), end, year.rule)
