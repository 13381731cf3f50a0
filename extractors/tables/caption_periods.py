"""The period that the lines above a table, or the paper's own title, lend to cells that print none of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.dates.grammar import parse_dates
from extractors.dates.values import financial_year_of
from extractors.tables.part_days import ends_before, from_april
from extractors.tables.table_periods import Pieces, balance_day, compares_with_another_year, read_period, resolve
from extractors.tables.words import PERIOD_WORDS
from extractors.vocabulary import load

_SENTENCE = 40
"""From so many characters on a line that ends as prose does is a sentence or a clause, no title of a table."""
_YEAR = 366
_QUARTER = 95
"""Up to so many days the part of a year above a table ends what its columns of amounts "to date" cover."""
_ENDS_PROSE = re.compile(load("tables")["patterns"]["ends_prose"])


def period_of_captions(captions: Sequence[str], pieces: Pieces, reference: date | None) -> tuple[date, date] | None:
    """The period that a line above the table prints, nearest first; headings may have named a part of its year.

    A sentence stands there for the paragraph it ends: it tells of the table only as the nearest line, and not of the
    day on which something was done ("The measures were agreed on 27 March 2019."). ``reference`` is the paper's own
    day: the line that prints it heads the paper, not the table.
    """
    for index, caption in enumerate(captions):
        if compares_with_another_year(caption):
            return None
        whole = read_period((caption,), reference)
        days = resolve(whole)
        if days is None:
            days = _month_of_payments(caption, reference)
            whole = replace(whole, days=days)
        if days is None:
            continue
        sentence = _ENDS_PROSE.search(caption) is not None and len(caption) > _SENTENCE
        event = days[0] == days[1] and not PERIOD_WORDS["of_a_day"].within(caption)
        if _is_year_of_a_plan(caption, days):
            continue
        if (sentence and index > 0) or (event and (sentence or days[0] == reference)):
            continue
        if pieces.months or pieces.month_number or pieces.part:
            whole = _of_its_year(whole, pieces)
        whole = replace(
            whole,
            rolling=pieces.rolling,
            at_end=pieces.at_end,
            years_off=pieces.years_off,
            same_part=pieces.same_part,
        )
        covered = resolve(whole)
        part = covered is not None and (covered[1] - covered[0]).days < _QUARTER
        return from_april(covered[1]) if covered is not None and part and pieces.to_date else covered
    return None


def _month_of_payments(caption: str, reference: date | None) -> tuple[date, date] | None:
    """The month of a list of payments ("payments made in November"): the last of that name over when it was laid."""
    if reference is None or not PERIOD_WORDS["of_payments"].within(caption):
        return None
    months = [span for span in parse_dates(caption, reference=reference) if span.precision == "month"]
    if len(months) != 1 or months[0].date_from is None or months[0].date_to is None:
        return None
    first, last = months[0].date_from, months[0].date_to
    return (first, last) if last < reference and (reference - last).days < _YEAR else None


def _is_year_of_a_plan(caption: str, days: tuple[date, date]) -> bool:
    """ "School Organisation Plan 2024": the calendar year names the paper, not what its tables count."""
    calendar_year = (days[0].month, days[0].day, days[1].month, days[1].day) == (1, 1, 12, 31)
    return calendar_year and PERIOD_WORDS["of_a_plan"].within(caption)


def part_of_title_year(year: int | None, reported_to: date | None, pieces: Pieces) -> tuple[date, date] | None:
    """A quarter or month that a heading names, in the year that the paper's title prints: never one that the title
    says is still to come."""
    if year is None or not (pieces.months or pieces.month_number) or pieces.years_off or pieces.unnamed:
        return None
    days = resolve(replace(pieces, year=year, days=None))
    late = days is not None and reported_to is not None and days[1] > reported_to
    return None if late else days


def last_day_of_title(title: str) -> date | None:
    """The day up to which the paper's title says it reports ("at 30 November 2024", "spend to 31 May 2023")."""
    day = balance_day(title)
    if day is not None:
        return day[1]
    spans = [span for span in parse_dates(title) if span.precision == "day" and span.year_printed]
    return next((span.date_to for span in spans if ends_before(title, span)), None)


def names_another_year(captions: Sequence[str]) -> bool:
    """Whether a line above the table says that it is of last year or next, without printing which."""
    return any(
        PERIOD_WORDS[name].within(caption) and not compares_with_another_year(caption)
        for caption in captions[:1]
        for name in ("previous_year", "next_year")
    )


def _of_its_year(whole: Pieces, pieces: Pieces) -> Pieces:
    """The part of a year that headings name, in the year that the line above the table names."""
    days = resolve(whole)
    year = whole.year if whole.year is not None or days is None else financial_year_of(days[1])
    return replace(
        whole,
        year=year,
        days=None,
        months=pieces.months,
        to_date=pieces.to_date,
        month_number=pieces.month_number,
        part=pieces.part,
    )
