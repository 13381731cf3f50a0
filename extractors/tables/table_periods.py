"""The period of a table's cell, from the headings over it, its row's label, notes, and the table's title.

The financial year, its quarters (April to June is the first) and "year to date" are the conventions of English local
government. A quarter with months in brackets covers those months ("Q2 (Apr - Sep)" is half a year); a bare quarter is
the quarter alone unless the headings call it cumulative. Nothing printed gives None: no period is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from extractors.dates.grammar import DateSpan, parse_dates
from extractors.dates.values import financial_year, months_from, months_later, quarter
from extractors.tables.part_days import PartDay, ends_before, from_april, read_part_day
from extractors.tables.words import PERIOD_WORDS, fold

_KEPT = 8192
"""The same headings stand over every row: so many answers are kept."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_SPAN = re.compile(rf"\b(?P<first>{_MONTH})\.?\s*(?:-|–|—|to)\s*(?P<last>{_MONTH})\b(?!\.?,?\s*'?\d)")
_LONE_MONTH = re.compile(rf"^\W*(?P<month>{_MONTH})\W*$")
_QUARTER = re.compile(
    r"\b(?:q|qtr\.?|quarter)\s?(?P<number>[1-4])\b|\b(?P<ordinal>1st|2nd|3rd|4th|first|second|third|fourth) quarter\b"
)
_QUARTERS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_YEAR = re.compile(r"(?<![\d/])(?P<first>(?:19|20)\d\d)\s?[/–-]\s?(?P<second>(?:19|20)?\d{1,2})(?![\d/])")
_SHORT_YEAR = re.compile(r"(?<![\d/.£])(?:fy\s?)?(?P<first>[0-4]\d)\s?/\s?(?P<second>[0-4]\d)(?![\d/])")
_FILLERS = re.compile(
    r"\b(?:as|at|to|from|end|of|the|year|financial|fy|quarter|month|period|position|ending|ended|and|in|for|actual|outturn)\b"
)
_SHORT_YEAR_ALONE = re.compile(r"(?P<first>[0-4]\d)\s?[/–-]\s?(?P<second>[0-4]\d)")
_DAY_OF_BALANCE = re.compile(r"\b(?:as\s)?at\s(?:the\s)?$")
_PERIOD_NUMBER = re.compile(r"\b(?:month|period|p|m)\s?(?P<number>1[0-2]|[1-9])\b")


@dataclass(frozen=True, slots=True)
class Pieces:
    """What headings have said of a period so far; a later, inner heading adds to or narrows an outer one."""

    year: int | None = None
    """The year in which the financial year begins."""
    months: tuple[int, int] | None = None
    """First month counted from April (0-11), and how many."""
    days: tuple[date, date] | None = None
    """A complete printed period or day."""
    whole_year: bool = False
    to_date: bool = False
    month_number: int | None = None
    """"Period 9": the ninth month of the financial year."""
    is_quarter: bool = False
    rolling: bool = False
    at_end: bool = False
    part: PartDay | None = None
    """A day or month whose year stands elsewhere."""
    years_off: int = 0
    """-1 for "last year", +1 for "next year": counted from the year of the table."""
    unnamed: bool = False
    """Covers a time that is named without saying which ("2025/26 and later", "previous quarter")."""


def _since_april(month: str) -> int:
    return (_MONTHS.index(month[:3]) - 3) % 12


@lru_cache(maxsize=_KEPT)
def read_financial_year(words: str) -> int | None:
    """The year in which a printed financial year begins. "2013/1" is 2013/14 cut short; "2013/17" is none."""
    plain = fold(words)
    for found in _YEAR.finditer(plain):
        first, second = int(found["first"]), found["second"]
        if f"{(first + 1) % 100:02d}".startswith(second) or second == str(first + 1):
            return first
    alone = _SHORT_YEAR_ALONE.fullmatch(plain)
    for found in [alone] if alone else _SHORT_YEAR.finditer(plain):
        first = int(found["first"])
        if (first + 1) % 100 == int(found["second"]):
            return 2000 + first
    return None


@lru_cache(maxsize=_KEPT)
def add_words(pieces: Pieces, words: str, reference: date | None = None) -> Pieces:
    """``pieces`` with what one more heading or label says. Later words win over earlier ones of the same sort."""
    plain = fold(words)
    year = read_financial_year(plain)
    if year is not None:
        pieces = replace(pieces, year=year)
    quarter_found = _QUARTER.search(plain)
    months_found = _MONTH_SPAN.search(plain)
    lone = _LONE_MONTH.match(plain)
    number = _PERIOD_NUMBER.search(plain)
    if months_found:
        first, last = _since_april(months_found["first"]), _since_april(months_found["last"])
        if first <= last:
            pieces = replace(pieces, months=(first, last - first + 1), is_quarter=quarter_found is not None)
    elif quarter_found and year is None and (days := _printed_days(words, None, reference)) and _is_quarter(days):
        pieces = replace(pieces, days=days, months=None)
    elif quarter_found:
        index = int(quarter_found["number"] or 0) or _QUARTERS[quarter_found["ordinal"]]
        pieces = replace(pieces, months=(3 * (index - 1), 3), is_quarter=True)
    elif lone:
        pieces = replace(pieces, months=(_since_april(lone["month"]), 1))
    elif number:
        pieces = replace(pieces, month_number=int(number["number"]))
    else:
        days = _printed_days(words, year, reference)
        part = read_part_day(words) if days is None else None
        pieces = replace(pieces, days=days or pieces.days, part=part or pieces.part)
    return with_basis(_with_offset(pieces, plain, year), plain)


def _with_offset(pieces: Pieces, plain: str, year: int | None) -> Pieces:
    """``pieces`` with what a heading says of another year than the table's, unless it prints that year."""
    if PERIOD_WORDS["unnamed"].within(plain):
        return replace(pieces, unnamed=True)
    if year is not None or pieces.days is not None:
        return pieces
    if PERIOD_WORDS["previous_year"].within(plain):
        return replace(pieces, years_off=-1)
    return replace(pieces, years_off=1) if PERIOD_WORDS["next_year"].within(plain) else pieces


@lru_cache(maxsize=_KEPT)
def with_basis(pieces: Pieces, words: str) -> Pieces:
    """``pieces`` with what words say of the basis alone: year to date, rolling, at the end of the period."""
    plain = fold(words)
    return replace(
        pieces,
        whole_year=pieces.whole_year or PERIOD_WORDS["whole_year"].within(plain),
        to_date=pieces.to_date or PERIOD_WORDS["to_date"].within(plain),
        rolling=pieces.rolling or PERIOD_WORDS["rolling"].within(plain),
        at_end=pieces.at_end or PERIOD_WORDS["at_end"].within(plain),
    )


@lru_cache(maxsize=_KEPT)
def is_period(words: str) -> bool:
    """Whether a heading or label is a period and little else ("Q2 (Apr - Sep)", "2012/13", "31 March 2024")."""
    plain = fold(words)
    if not plain or len(plain) > 60:
        return False
    if _SHORT_YEAR_ALONE.fullmatch(plain) and read_financial_year(plain) is not None:
        return True
    for pattern in (_YEAR, _SHORT_YEAR, _MONTH_SPAN, _QUARTER, _PERIOD_NUMBER):
        plain = pattern.sub(" ", plain)
    for name in ("whole_year", "to_date"):
        plain = PERIOD_WORDS[name].pattern.sub(" ", plain)
    spans = parse_dates(plain)
    for span in reversed(spans):
        plain = plain[: span.start] + " " + plain[span.end :]
    plain = _LONE_MONTH.sub(" ", plain)
    return len(_FILLERS.sub(" ", plain).strip(" ()[]:,.-–/*&")) == 0


@lru_cache(maxsize=_KEPT)
def balance_day(words: str) -> tuple[date, date] | None:
    """The day of a label such as "Balance as at 1 April 2024", or None."""
    for span in parse_dates(words):
        is_day = span.precision == "day" and span.year_printed
        if is_day and span.date_from and span.date_to and _DAY_OF_BALANCE.search(fold(words[: span.start]) + " "):
            return span.date_from, span.date_to
    return None


def _printed_days(words: str, year: int | None, reference: date | None) -> tuple[date, date] | None:
    """A printed day, month, year or span, complete with its year; a mere financial year is left to its own piece."""
    spans = [span for span in parse_dates(words, reference=reference) if _is_usable(span)]
    if not spans or (year is not None and len(spans) == 1 and spans[0].precision == "financial_year"):
        return None
    first, last = spans[0], spans[-1]
    if first.date_from is None or last.date_to is None or first.date_from > last.date_to:
        return None
    if len(spans) == 2 and _joined(words[first.end : last.start]):
        return first.date_from, last.date_to
    chosen = first if first.date_to is not None else last
    if chosen.precision == "day" and chosen.date_to is not None and ends_before(words, chosen):
        return from_april(chosen.date_to)
    return (chosen.date_from, chosen.date_to) if chosen.date_from and chosen.date_to else None


def _is_quarter(days: tuple[date, date]) -> bool:
    """ "Q2 (Jul-Sep 2015)": months with a year of their own say what the quarter is."""
    return 85 <= (days[1] - days[0]).days <= 95


def _is_usable(span: DateSpan) -> bool:
    return span.date_from is not None and span.year_printed


def _joined(between: str) -> bool:
    return fold(between).strip(" ,") in PERIOD_WORDS["joiners"].entries


def resolve(pieces: Pieces) -> tuple[date, date] | None:
    """The first and last day; None where the words do not fix a year."""
    days = _covered(pieces)
    if days is None or pieces.unnamed:
        return None
    if pieces.years_off:
        return moved_by_years(days, pieces.years_off)
    if pieces.rolling:
        return _year_to(days[1]), days[1]
    return (days[1], days[1]) if pieces.at_end else days


def _covered(pieces: Pieces) -> tuple[date, date] | None:
    if pieces.days is not None and pieces.months is None:
        return pieces.days
    year = pieces.year
    if year is None and pieces.days is not None and (pieces.days[1] - pieces.days[0]).days > 360:
        year = pieces.days[0].year
    if year is None:
        return None
    start = date(year, 4, 1)
    if pieces.months is not None:
        first, count = pieces.months
        if pieces.to_date:
            first, count = 0, first + count
        return months_from(months_later(start, first), count)
    if pieces.month_number is not None:
        return months_from(start, pieces.month_number)
    if pieces.part is not None:
        return pieces.part.in_year(year)
    return financial_year(year)


def moved_by_years(days: tuple[date, date], years: int) -> tuple[date, date] | None:
    """A whole year moved by some; None for anything shorter or longer, of which "last year" says too little."""
    if not 360 <= (days[1] - days[0]).days <= 366:
        return None
    return days[0].replace(year=days[0].year + years), days[1].replace(year=days[1].year + years)


def _year_to(last: date) -> date:
    """The first of the twelve months that end on ``last``."""
    return months_later(last.replace(day=1), -11)


def quarter_of(days: tuple[date, date]) -> tuple[date, date]:
    """The single quarter in which ``days`` end: what a star for "quarter only" leaves of a year to date.

    Whole years stay: a star cannot turn a year's total into its last quarter's.
    """
    first, last = days
    if (last - first).days > 330:
        return days
    year = last.year if last.month >= 4 else last.year - 1
    return quarter(year, (last.month - 4) % 12 // 3 + 1)


def read_period(parts: Iterable[str], reference: date | None = None) -> Pieces:
    """Pieces from several headings, outermost first."""
    pieces = Pieces()
    for words in parts:
        pieces = add_words(pieces, words, reference)
    return pieces
