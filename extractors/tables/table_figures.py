"""One figure for each number in the cells of a table of figures, with all that headings, labels and notes say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates.values import financial_year, financial_year_of
from extractors.figures.quantity import COUNT, MONEY, PERCENT, Quantity
from extractors.reading import Reading
from extractors.records import DocumentFacts, Figure
from extractors.tables.caption_periods import (
    last_day_of_title,
    names_another_year,
    part_of_title_year,
    period_of_captions,
)
from extractors.tables.footnotes import Note, find_notes, mark_of, note_for
from extractors.tables.grid import GridCell
from extractors.tables.headings import Column, ColumnRole
from extractors.tables.layout import Band, TableLayout, layouts
from extractors.tables.meaning import cell_kind, cell_measure, cell_metric, cell_part, rating_limit, read_cell_unit
from extractors.tables.part_days import from_april
from extractors.tables.row_periods import CAPTION_RULE, of_more_than_a_day, with_periods_of_the_row
from extractors.tables.row_units import with_unit_of_the_row
from extractors.tables.rows import Row
from extractors.tables.snapshots import day_of_count, is_counted_on_a_day, is_still_to_come
from extractors.tables.table_metrics import name_totals
from extractors.tables.table_periods import (
    Pieces,
    add_words,
    balance_day,
    is_period,
    quarter_of,
    read_financial_year,
    read_period,
    resolve,
    with_row_basis,
)
from extractors.tables.table_variances import table_polarity, with_directions
from extractors.tables.total_columns import days_of_total, is_first_of_years
from extractors.tables.words import (
    PERIOD_WORDS,
    fold,
    kind_of,
    kind_opens,
    strip_marks,
    without_unit,
)

_RULE = "table_figures"
_YEAR = 340
"""From so many days on a period is a whole year."""

_AFTER_THE_YEAR = range(4, 10)
_BEFORE_THE_YEAR = (12, 1, 2, 3)
"""Months in which papers tell of the year that is over, and in which they set the budget of the next."""

_SET_BEFOREHAND = frozenset({"target", "threshold", "budget"})
"""Kinds of figures that no arrow of direction belongs to."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for every cell of a document's tables."""

    reading: Reading
    notes: tuple[Note, ...]
    year: int | None
    """The year in which the financial year that the paper reports on begins."""
    reference: date | None
    reported_to: date | None
    """The end of the quarter or month that the paper's title names, or the day up to which it reports."""
    is_outturn: bool
    printed_year: int | None
    """The year in which the financial year begins that the paper's title prints."""
    title: str = ""
    tax_year: int | None = None
    """The year in which the financial year begins whose council tax the paper sets, by its title."""


def find_table_figures(reading: Reading, facts: DocumentFacts) -> tuple[Figure, ...]:
    """The figures of every table of figures, in reading order. Forms and lists of words give none.

    A table's periods come from its own headings, labels and captions: a date elsewhere in the paper says nothing of
    a cell.
    """
    found: list[Figure] = []
    context = _context(reading, facts)
    for layout in layouts(reading):
        found.extend(_table(context, layout))
    return name_totals(tuple(sorted(found, key=lambda figure: figure.start)))


def _context(reading: Reading, facts: DocumentFacts) -> _Context:
    meeting = date.fromisoformat(facts.meeting_date) if facts.meeting_date else None
    printed = year = read_financial_year(facts.title or "")
    if year is None and meeting is not None:
        year = _year_reported(meeting, fold(facts.title or ""))
    title = replace(read_period((facts.title or "",), meeting), to_date=True)
    part = resolve(title) if title.months or title.month_number else None
    is_outturn = "outturn" in fold(facts.title or "")
    sets_tax = PERIOD_WORDS["sets_tax"].within(facts.title or "") and not is_outturn
    tax_year = read_financial_year(facts.title or "") if sets_tax else None
    notes = find_notes(reading.text)
    reported_to = part[1] if part else last_day_of_title(facts.title or "")
    return _Context(reading, notes, year, meeting, reported_to, is_outturn, printed, facts.title or "", tax_year)


def _year_reported(meeting: date, title: str) -> int | None:
    """The financial year that a paper without a year in its title reports on: the running one, the one before in a
    paper of the outturn, and none that can be known in one that sets a budget in the months before April."""
    year = financial_year_of(meeting)
    if "outturn" in title and "forecast" not in title and meeting.month in _AFTER_THE_YEAR:
        return year - 1
    sets_budget = PERIOD_WORDS["sets_budget"].within(title) and meeting.month in _BEFORE_THE_YEAR
    return None if sets_budget else year


def _table(context: _Context, layout: TableLayout) -> Iterator[Figure]:
    rows: list[list[Figure]] = []
    for band in layout.bands:
        for row in band.rows:
            rows.append(list(_row(context, layout, band, row)))
    polarity = table_polarity(rows)
    for figures in rows:
        yield from with_directions(with_periods_of_the_row(with_unit_of_the_row(figures)), polarity)


def _row(context: _Context, layout: TableLayout, band: Band, row: Row) -> Iterator[Figure]:
    trends = _trends(layout, band, row)
    for column in band.figures:
        cell = layout.grid.at(row.index, column.index)
        if cell is None:
            continue
        for number, quantity in enumerate(cell.content.quantities):
            if _is_unmeasured(quantity, column):
                continue
            figure = _figure(context, layout, row, column, cell, quantity)
            first = cell.content.numerator
            if first is not None and number in (first, first + 1):
                figure = replace(figure, part=("numerator", "denominator")[number - first])
            trend = trends.get(column.index)
            yield replace(figure, trend=trend) if trend else figure


def _is_unmeasured(quantity: Quantity, column: Column) -> bool:
    """A bare year in a column that is no column of amounts."""
    plain = quantity.quote.isdigit() and len(quantity.quote) == 4
    return plain and 1950 <= int(quantity.quote) <= 2060 and "year" in fold(column.path[-1] if column.path else "")


def _trends(layout: TableLayout, band: Band, row: Row) -> dict[int, str]:
    """The arrow of each column: on the percentage of its group of columns where there is one, else on the number."""
    found: dict[int, str] = {}
    group: list[tuple[int, str]] = []
    for column in band.columns:
        cell = layout.grid.at(row.index, column.index)
        if column.role is ColumnRole.TREND:
            trend = cell.content.trend if cell is not None else None
            if trend and group:
                percents = [index for index, unit in group if unit == PERCENT]
                found[percents[-1] if percents else group[-1][0]] = trend
            group = []
        elif column.role is ColumnRole.FIGURES and cell is not None and cell.content.quantities:
            unit = read_cell_unit(layout, row, column, cell.content.quantities[0])[0]
            if cell_kind(layout, row, column, unit) not in _SET_BEFOREHAND:
                group.append((column.index, unit))
            if cell.content.trend:
                found[column.index] = cell.content.trend
    return found


def _figure(
    context: _Context, layout: TableLayout, row: Row, column: Column, cell: GridCell, quantity: Quantity
) -> Figure:
    unit, factor = read_cell_unit(layout, row, column, quantity)
    start = cell.cell.start + quantity.start
    kind = "threshold" if rating_limit(column, quantity) else cell_kind(layout, row, column, unit)
    days, of_caption = _period(context, layout, row, column, unit)
    if kind == "actual" and context.tax_year is not None and _is_tax_set(context.tax_year, column, unit, days):
        kind, days = "proposed" if unit == MONEY else kind, financial_year(context.tax_year)
    if of_caption and unit in (MONEY, PERCENT):
        days = of_more_than_a_day(days, kind, column.path)
    labels = (layout.title or "", *row.path, *column.path)
    if kind == "actual":
        kind = _kind_of_time(context, layout, column, unit, days, labels)
    part = cell_part(row, column, unit)
    metric, segment = cell_metric(layout, row, column, unit)
    if metric is not None and is_counted_on_a_day(metric, kind, labels[1:]):
        days = day_of_count(days)
    return Figure(
        page=cell.cell.page,
        start=start,
        end=start + len(quantity.quote),
        rule=CAPTION_RULE if of_caption else _RULE,
        quote=context.reading.text[start : start + len(quantity.quote)],
        value=_in_pounds(quantity.value, factor),
        value_high=_in_pounds(quantity.value_high, factor),
        unit=unit,
        measure=cell_measure(layout, row, column, part),
        metric=metric,
        segment=segment,
        kind=kind,
        part=part,
        period_from=days[0].isoformat() if days else None,
        period_to=days[1].isoformat() if days else None,
        approx=quantity.approx,
        table=layout.title,
        row=row.label,
        column=column.label,
        doubts=("malformed_amount",) if quantity.value is None else (),
    )


def _kind_of_time(
    context: _Context,
    layout: TableLayout,
    column: Column,
    unit: str,
    days: tuple[date, date] | None,
    labels: tuple[str, ...],
) -> str:
    """The kind of what no heading calls anything: nothing of a time still to come was spent or counted, and a total
    that reaches into it is none of what was. Prices of such a time are what the paper brings in."""
    ahead = is_still_to_come(days, context.reference, labels)
    if unit == MONEY and not ahead:
        total = days_of_total(layout.columns_beside(column), column, context.reference)
        if total is not None and context.reference is not None and total[1] > context.reference:
            return "forecast"
        if is_first_of_years(layout.columns_beside(column), column, context.reference):
            return "forecast"
    heads = (layout.title or "", context.title, *column.path)
    priced = any(PERIOD_WORDS["prices"].within(words) for words in heads)
    return ("proposed" if unit == MONEY and priced else "forecast") if ahead else "actual"


def _is_tax_set(year: int, column: Column, unit: str, days: tuple[date, date] | None) -> bool:
    """Whether a cell is a precept, a charge or the tax base of the year whose tax the paper sets."""
    words = {MONEY: "tax_amounts", COUNT: "tax_base"}.get(unit)
    if words is None or not any(PERIOD_WORDS[words].within(heading) for heading in column.path):
        return False
    return days in (None, financial_year(year))


def _in_pounds(value: float | None, factor: float) -> float | None:
    """A value under a heading of thousands or millions, in base units, without the dust of binary fractions."""
    if value is None or factor == 1:
        return value
    return round(value * factor, 2)


def _period(
    context: _Context, layout: TableLayout, row: Row, column: Column, unit: str
) -> tuple[tuple[date, date] | None, bool]:
    """The first and last day, or None, and whether the line above the table says them."""
    pieces = read_period(column.path, context.reference)
    labels = (*row.path, row.section or "")
    for label in labels:
        words = strip_marks(label)
        named = is_period(words)
        pieces = add_words(pieces, words, context.reference) if named else with_row_basis(pieces, words)
    if _names_targets_year(column):
        pieces = replace(pieces, at_end=False)
    if pieces.is_quarter and PERIOD_WORDS["to_date"].within(layout.title or ""):
        pieces = replace(pieces, to_date=True)
    day = next((found for label in labels if (found := balance_day(label)) is not None), None)
    days = day or resolve(pieces) or days_of_total(layout.columns_beside(column), column, context.reference)
    of_caption = days is None and not pieces.unnamed
    if of_caption:
        days = period_of_captions(layout.captions, pieces, context.reference)
    of_caption = of_caption and days is not None
    if of_caption and days is not None and days[0] == days[1] and _is_gathered(column, unit):
        days = from_april(days[1])
    if of_caption and days is not None and any(PERIOD_WORDS["annual"].within(words) for words in column.path):
        days = financial_year(financial_year_of(days[1]))
    days = days or part_of_title_year(context.printed_year, context.reported_to, pieces)
    if days is None and context.printed_year is None and not pieces.is_quarter:
        # "Actual April to September" in a paper whose title has no year: those of the running one, once they are over
        days = part_of_title_year(context.year, context.reported_to or context.reference, pieces)
    if days is None and unit == MONEY and layout.tax_year is not None:
        return financial_year(layout.tax_year), False
    elsewhere = (
        pieces.years_off != 0 or pieces.unnamed or pieces.part is not None or names_another_year(layout.captions)
    )
    if days is None and unit == MONEY and pieces.to_date and context.reported_to is not None and not elsewhere:
        return _starred(context, row, column, layout, from_april(context.reported_to)), False
    of_money = unit == MONEY or (unit == PERCENT and layout.holds_money)
    # "Year to date variance" in a paper that does not say up to when: not the whole year's
    so_far = pieces.to_date and context.reported_to is None and not context.is_outturn
    if days is None and of_money and context.year is not None and not elsewhere and not so_far:
        days = _year_of_paper(context, layout, row, column, unit)
    if of_caption and days is not None and pieces.to_date:
        days = _to_date(context, days)
    return _starred(context, row, column, layout, days), of_caption


def _is_gathered(column: Column, unit: str) -> bool:
    """ "% spent", "Delivered" under "at 30 September": of the year up to the day, as no balance is."""
    own = without_unit(column.path[-1]) if column.path else ""
    return unit in (MONEY, PERCENT) and PERIOD_WORDS["gathered"].within(own) and kind_of(own, money=True) == "actual"


def _names_targets_year(column: Column) -> bool:
    """ "Target 2015/16": the target is set for the year, though what it is compared with is counted on a day."""
    words = column.path[-1] if column.path else ""
    return kind_of(words) == "target" and read_financial_year(words) is not None


def _to_date(context: _Context, days: tuple[date, date]) -> tuple[date, date] | None:
    """What "to date" leaves of the year above the table: up to the end of the quarter or month that the paper is of.

    None where the paper names none, unless it is that of the outturn: then the year is over.
    """
    if (days[1] - days[0]).days < _YEAR:
        return days
    if context.reported_to is not None and days[0] <= context.reported_to <= days[1]:
        return days[0], context.reported_to
    return days if context.is_outturn else None


def _is_over(context: _Context) -> bool:
    """Whether the year that the title names was over when the paper was written."""
    if context.printed_year is None or context.reference is None:
        return False
    return financial_year(context.printed_year)[1] < context.reference


def _year_of_paper(
    context: _Context, layout: TableLayout, row: Row, column: Column, unit: str
) -> tuple[date, date] | None:
    """A budget, forecast or variance without a period is of the year on which the paper reports."""
    kinds = {kind_of(words, money=True) for words in column.path} | {kind_opens(row.leaf, money=True)}
    if unit == PERCENT:
        kinds.add(cell_kind(layout, row, column, unit))
    if "variance" in kinds and cell_kind(layout, row, column, unit) == "actual":
        # A balance, as the table has nothing that it could be the difference from.
        return None
    if kinds & {"variance"} and _compares_other_years(layout, column, context.year):
        return None
    if unit == MONEY and "target" in kinds:
        return financial_year(context.year) if context.year is not None else None
    closed = context.is_outturn or _is_over(context)
    is_outturn = closed and any("outturn" in fold(words) for words in column.path)
    if (is_outturn or kinds & {"budget", "forecast", "variance"}) and context.year is not None:
        return financial_year(context.year)
    return None


def _compares_other_years(layout: TableLayout, column: Column, year: int | None) -> bool:
    """Whether a change stands beside columns of years that are not, or not only, the one the paper reports on, or
    beside columns of single days."""
    beside = layout.columns_beside(column)
    if any((days := resolve(read_period(other.path))) is not None and days[0] == days[1] for other in beside):
        return True
    years = {found for other in beside for words in other.path if (found := read_financial_year(words)) is not None}
    return bool(years - {year})


def _starred(
    context: _Context, row: Row, column: Column, layout: TableLayout, days: tuple[date, date] | None
) -> tuple[date, date] | None:
    """What the note behind a star leaves of the period."""
    marks = [mark_of(label) for label in (*row.path, *column.path)]
    note = next((note_for(context.notes, mark, layout.table.start) for mark in marks if mark), None)
    if days is None or note is None:
        return days
    match note.effect:
        case "quarter_only":
            return quarter_of(days)
        case "at_end":
            return days[1], days[1]
        case "to_date":
            return financial_year(financial_year_of(days[1]))[0], days[1]
        case "rolling" if (days[1] - days[0]).days < 330:
            return resolve(Pieces(days=days, rolling=True))
    return days
