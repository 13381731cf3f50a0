"""Periods that one figure of a row lends another: a target is of the period it is compared with, what a forecast
tells of (its budget, its variance) is of the forecast's year, and what stands between two balances came between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.dates.values import financial_year, financial_year_of
from extractors.figures.quantity import MONEY, PERCENT
from extractors.records import Figure
from extractors.tables.table_periods import read_period
from extractors.tables.words import DIRECTION, FORECAST_OF_THE_YEAR, PERIOD_WORDS, PHASED, PROFILED, kind_of

_OF_THE_YEAR = frozenset({"budget", "forecast", "variance"})
_TOLD_ALIKE = 2
"""Up to so many columns of one kind that a quarter heads tell when they were told; more are a profile of the year."""
CAPTION_RULE = "table_figures.caption"
"""The rule of a figure whose period the line above its table prints, and nothing of its own."""

_YEAR = 340
"""From so many days on a period is a whole year."""
_SHORTEST, _LONGEST = 27, 370
"""Days between two balances of one row: a month to a year."""


def with_periods_of_the_row(row: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures of one row of a table, in the order of its columns."""
    moved = _told_in_a_quarter(_between_balances(row))
    years = [_beside_spending(moved, _of_its_year(moved, figure)) for figure in moved]
    told = _told_in_a_quarter(years)
    return tuple(_with_target(told, index, figure) for index, figure in enumerate(told))


def _beside_spending(row: Sequence[Figure], figure: Figure) -> Figure:
    """A profiled budget is of the months of the spending printed beside it, not of a quarter that a title names."""
    if figure.kind != "budget" or figure.unit != MONEY or not PHASED.within(figure.column or ""):
        return figure
    named = (other for other in row if other.kind == "actual" and other.unit == MONEY and other.period_from)
    spent = next((other for other in named if (other.period_from or "") < (figure.period_from or "")), None)
    if spent is None or spent.period_to != figure.period_to:
        return figure
    return replace(figure, period_from=spent.period_from, period_to=spent.period_to)


def of_more_than_a_day(days: tuple[date, date] | None, kind: str, headings: Sequence[str]) -> tuple[date, date] | None:
    """The period of an amount of which the line above the table names but the day of the report: a budget or a
    forecast is of that day's year, a variance of one that is not told. Amounts spent keep the day they are as at."""
    if days is None or days[0] != days[1] or any(PROFILED.within(words) for words in headings):
        return days
    if kind in ("budget", "forecast", "target") or any(PERIOD_WORDS["whole_year"].within(words) for words in headings):
        return financial_year(financial_year_of(days[1]))
    return None if kind == "variance" else days


def _between_balances(row: Sequence[Figure]) -> Sequence[Figure]:
    """Additions and uses between an opening balance of one day and a closing one of another are of the time between,
    and so is the change printed behind the two, whichever comes first."""
    days = [index for index, figure in enumerate(row) if _is_own(figure) and figure.period_from == figure.period_to]
    if len(days) != 2:
        return row
    opening, closing = sorted(date.fromisoformat(row[index].period_to or "") for index in days)
    in_order = row[days[0]].period_to == opening.isoformat()
    # A balance at the end of 31 March and one at the beginning of 1 April are the same.
    first = opening if opening.day == 1 else opening + timedelta(days=1)
    if row[days[0]].unit != row[days[1]].unit or not _SHORTEST <= (closing - first).days <= _LONGEST:
        return row
    return [
        replace(figure, period_from=first.isoformat(), period_to=closing.isoformat())
        if not _is_own(figure)
        and (
            (in_order and days[0] < index < days[1] and figure.unit == row[days[0]].unit)
            or (index > days[1] and figure.kind == "variance" and DIRECTION["change"].within(figure.column or ""))
        )
        else figure
        for index, figure in enumerate(row)
    ]


def _told_in_a_quarter(row: Sequence[Figure]) -> Sequence[Figure]:
    """ "Q1 forecast | Q2 forecast" or "Variance Q1" behind the budget of the year: the forecast of the year, as it was
    made in that quarter. Where most quarters have a column of their own, it is what each of them is to bring."""
    row = [_of_outturn(figure) for figure in row]
    year = next((other for other in row if other.kind == "budget" and other.unit == MONEY and _is_year(other)), None)
    if year is None:
        return row
    told = [
        index
        for index, figure in enumerate(row)
        if figure.kind in ("forecast", "variance") and figure.unit in (MONEY, PERCENT) and _is_quarter_of(year, figure)
    ]
    kinds = [row[index].kind for index in told]
    found = list(row)
    for index in told:
        words = row[index].column or ""
        of_the_quarter = PERIOD_WORDS["to_date"].within(words) or PHASED.within(words)
        if kinds.count(row[index].kind) <= _TOLD_ALIKE and not of_the_quarter:
            found[index] = replace(row[index], period_from=year.period_from, period_to=year.period_to)
    return found


def _of_outturn(figure: Figure) -> Figure:
    """ "Forecast outturn Month 7", "Forecast variance Q2": an outturn is of the year, whenever it was forecast."""
    words = figure.column or ""
    told = figure.kind in ("forecast", "variance") and figure.unit in (MONEY, PERCENT) and figure.period_to is not None
    of_year = FORECAST_OF_THE_YEAR.within(words) and not PERIOD_WORDS["to_date"].within(words)
    if not told or not of_year or _is_year(figure) or not _names_part(figure):
        return figure
    first, last = financial_year(financial_year_of(date.fromisoformat(figure.period_to or "")))
    return replace(figure, period_from=first.isoformat(), period_to=last.isoformat())


def _names_part(figure: Figure) -> bool:
    pieces = read_period((figure.column or "").split(" / "))
    return pieces.is_quarter or pieces.month_number is not None


def _is_quarter_of(year: Figure, figure: Figure) -> bool:
    if not _names_quarter(figure) or figure.period_from is None or figure.period_to is None:
        return False
    first, last = date.fromisoformat(figure.period_from), date.fromisoformat(figure.period_to)
    inside = (year.period_from or "") <= figure.period_from and figure.period_to <= (year.period_to or "")
    return inside and _SHORTEST < (last - first).days <= 95


def _names_quarter(figure: Figure) -> bool:
    return any(read_period((words,)).is_quarter for words in (figure.column or "").split(" / "))


def _is_own(figure: Figure) -> bool:
    return figure.period_from is not None and figure.rule != CAPTION_RULE


def _of_its_year(row: Sequence[Figure], figure: Figure) -> Figure:
    """A forecast looks to the end of the year, and so do the budget and the variance printed beside it, whatever part
    of the year the title of the table names; amounts to date do not."""
    if figure.kind not in _OF_THE_YEAR or figure.unit not in (MONEY, PERCENT) or _names_quarter(figure):
        return figure
    forecasts = [other for other in row if other.unit == MONEY and _is_named_forecast(other)]
    words = f"{figure.column or ''} / {figure.row or ''}"
    if not forecasts or PERIOD_WORDS["to_date"].within(words) or PROFILED.within(words):
        return figure
    whole = next((other for other in (*forecasts, *row) if _is_year(other) and other.kind in _OF_THE_YEAR), None)
    if _is_own(figure) or _is_year(figure) or (figure.period_from is None and whole is None):
        return figure
    if whole is not None:
        return replace(figure, period_from=whole.period_from, period_to=whole.period_to)
    last = date.fromisoformat(figure.period_to or figure.period_from or "")
    first_day, last_day = financial_year(financial_year_of(last))
    return replace(figure, period_from=first_day.isoformat(), period_to=last_day.isoformat())


def _is_named_forecast(figure: Figure) -> bool:
    """Whether a heading or label calls an amount a forecast: one of a year to come may be one without the word."""
    words = (*(figure.column or "").split(" / "), figure.row or "", figure.table or "")
    return figure.kind == "forecast" and any(kind_of(part, money=True) == "forecast" for part in words)


def _is_year(figure: Figure) -> bool:
    if figure.period_from is None or figure.period_to is None:
        return False
    return (date.fromisoformat(figure.period_to) - date.fromisoformat(figure.period_from)).days >= _YEAR


def _with_target(row: Sequence[Figure], index: int, figure: Figure) -> Figure:
    """A target without a period of its own is of that of the last result before it, or of the first behind it."""
    if figure.kind != "target" or figure.period_from is not None:
        return figure
    results = [*reversed(row[:index]), *row[index + 1 :]]
    result = next((other for other in results if other.kind == "actual" and other.unit == figure.unit), None)
    if result is None or result.period_to is None:
        return figure
    if PERIOD_WORDS["whole_year"].within(figure.column or ""):
        first_day, last_day = financial_year(financial_year_of(date.fromisoformat(result.period_to)))
        return replace(figure, period_from=first_day.isoformat(), period_to=last_day.isoformat())
    return replace(figure, period_from=result.period_from, period_to=result.period_to)
