"""The period of a table's cell, from the headings over it, its row's label, notes, and the table's title.

The financial year, its quarters (April to June is the first) and "year to date" are the conventions of English local
government. A quarter with months in brackets covers those months ("Q2 (Apr - Sep)" is half a year); a bare quarter is
the quarter alone unless the headings call it cumulative. Nothing printed gives None: no period is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from extractors.dates.grammar import DateSpan, parse_dates
from extractors.dates.values import financial_year, months_from, months_later, quarter
from extractors.tables.part_days import PartDay, ends_before, from_april, read_part_day
from extractors.tables.words import PERIOD_WORDS, fold
from extractors.vocabulary import filled, load

_KEPT = 8192
"""The same headings stand over every row: so many answers are kept."""

_OTHER_TIMES = ("previous_year", "next_year", "same_part", "unnamed")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PATTERNS: dict[str, str] = load("tables")["period_patterns"]
_MONTH_SPAN = re.compile(filled(_PATTERNS["month_span"], _PATTERNS))
_LONE_MONTH = re.compile(filled(_PATTERNS["lone_month"], _PATTERNS))
_QUARTER = re.compile(_PATTERNS["quarter"])
_QUARTERS: dict[str, int] = load("tables")["ordinals"]
_YEAR = re.compile(r"(?<![\d/])(?P<first>(?:19|20)\d\d)\s?[/–-]\s?(?P<second>(?:19|20)?\d{1,2})(?![\d/])")
_SHORT_YEAR = re.compile(_PATTERNS["short_year"])
_FILLERS = re.compile(_PATTERNS["fillers"])
_SHORT_YEAR_ALONE = re.compile(r"(?P<first>[0-4]\d)\s?[/–-]\s?(?P<second>[0-4]\d)")
_DAY_OF_BALANCE = re.compile(_PATTERNS["day_of_balance"])
_COMPARED = re.compile(
    rf"\b(?:{PERIOD_WORDS['compared_by'].alternatives})\s(?:the\s)?(?:{PERIOD_WORDS['previous_year'].alternatives})"
)
_DOTTED_DAY = re.compile(_PATTERNS["dotted_day"])
_SHORT_LABEL = 24
_PERIOD_NUMBER = re.compile(_PATTERNS["period_number"])


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
    same_part: bool = False
    """``years_off`` counts from a part of a year as well ("same quarter last year")."""
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
        following = (first + 1) % 100
        if f"{following:02d}".startswith(second) or second in (str(first + 1), str(following)):
            return first
    alone = _SHORT_YEAR_ALONE.fullmatch(plain)
    for found in [alone] if alone else _SHORT_YEAR.finditer(plain):
        first = int(found["first"])
        if (first + 1) % 100 == int(found["second"]):
            return 2000 + first
    return None


def with_full_years(words: str) -> str:
    """``words`` with the years of days printed "31.3.23" in full: headings of balances often are, and no other number
    in a heading has that form."""
    return _DOTTED_DAY.sub(r"\g<day>.\g<month>.20\g<year>", words)


@lru_cache(maxsize=_KEPT)
def add_words(pieces: Pieces, words: str, reference: date | None = None) -> Pieces:
    """``pieces`` with what one more heading or label says. Later words win over earlier ones of the same sort."""
    words = with_full_years(words)
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
    if PERIOD_WORDS["same_part"].within(plain) and not compares_with_another_year(plain):
        return replace(pieces, years_off=-1, same_part=True)
    if PERIOD_WORDS["unnamed"].within(plain):
        return replace(pieces, unnamed=True)
    if year is not None or pieces.days is not None or compares_with_another_year(plain):
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


def with_row_basis(pieces: Pieces, label: str) -> Pieces:
    """``pieces`` with what the label of a row that is no period says: its basis, and "last year" where that is all."""
    pieces = with_basis(pieces, label)
    plain = fold(label)
    return _with_offset(pieces, plain, None) if len(plain) <= _SHORT_LABEL else pieces


def compares_with_another_year(words: str) -> bool:
    """Whether words name last year or next only to measure by it ("change on last year", "vs previous year")."""
    return _COMPARED.search(fold(words)) is not None


@lru_cache(maxsize=_KEPT)
def is_period(words: str) -> bool:
    """Whether a heading or label is a period and little else ("Q2 (Apr - Sep)", "2012/13", "31 March 2024")."""
    plain = fold(with_full_years(words))
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
def without_period(words: str) -> str:
    """A heading without the financial year in front of its words or behind them ("2024/25 Estimate")."""
    for found in (*_YEAR.finditer(words), *_SHORT_YEAR.finditer(words)):
        before, after = words[: found.start()].rstrip(" ("), words[found.end() :].lstrip(" )")
        leads = before.rpartition(" ")[2].lower() in PERIOD_WORDS["lead_to_a_year"].entries
        if (not before or not after) and not leads and read_financial_year(found.group()) is not None:
            return (before or after).strip(" ,:-–")
    return words


def names_another_time(words: str) -> bool:
    """Whether a heading names the time before or after the table's own: no part of what is measured."""
    return any(PERIOD_WORDS[name].within(words) for name in _OTHER_TIMES)


def is_named_year(words: str) -> bool:
    """Whether a heading is "last year" or "current year" and no more, whichever year it prints beside."""
    return any(PERIOD_WORDS[name].equals(without_period(words)) for name in (*_OTHER_TIMES, "this_year"))


@lru_cache(maxsize=_KEPT)
def balance_day(words: str) -> tuple[date, date] | None:
    """The day of a label such as "Balance as at 1 April 2024", or None."""
    words = with_full_years(words)
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
    if pieces.same_part:
        days = moved_by_years(days, pieces.years_off, of_any_length=True) or days
    elif pieces.years_off:
        return moved_by_years(days, pieces.years_off)
    if pieces.rolling:
        return _year_to(days[1]), days[1]
    return (days[1], days[1]) if pieces.at_end else days


def _covered(pieces: Pieces) -> tuple[date, date] | None:
    year_of_part = pieces.days is not None and (pieces.days[1] - pieces.days[0]).days > 360
    if pieces.days is not None and pieces.months is None and not (pieces.month_number and year_of_part):
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


def moved_by_years(days: tuple[date, date], years: int, *, of_any_length: bool = False) -> tuple[date, date] | None:
    """A whole year moved by some; None for anything shorter or longer, of which "last year" says too little.

    ``of_any_length``: the words say that the same part of the year is meant, so it is moved whatever it is.
    """
    if not of_any_length and not 360 <= (days[1] - days[0]).days <= 366:
        return None
    return _in_another_year(days[0], years), _in_another_year(days[1], years)


def _in_another_year(day: date, years: int) -> date:
    """The same day some years on; the last of February stays the last."""
    if (day.month, day.day) in ((2, 28), (2, 29)):
        return date(day.year + years, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year + years)


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
