"""One figure for each number in the cells of a table of figures, with all that headings, labels and notes say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates.values import financial_year, financial_year_of
from extractors.figures.quantity import COUNT, MONEY, PERCENT, Quantity
from extractors.reading import Reading
from extractors.records import DocumentFacts, Figure
from extractors.tables.footnotes import Note, find_notes, mark_of, note_for
from extractors.tables.grid import GridCell
from extractors.tables.headings import Column, ColumnRole
from extractors.tables.layout import Band, TableLayout, layouts
from extractors.tables.meaning import cell_kind, cell_measure, cell_metric, cell_part, read_cell_unit
from extractors.tables.row_periods import CAPTION_RULE, of_more_than_a_day, with_periods_of_the_row
from extractors.tables.rows import Row
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
    with_basis,
)
from extractors.tables.table_variances import table_polarity, with_directions
from extractors.tables.words import (
    PERIOD_WORDS,
    fold,
    kind_of,
    kind_opens,
    strip_marks,
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
    """The end of the quarter or month that the paper's title names."""
    is_outturn: bool
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
    year = read_financial_year(facts.title or "")
    if year is None and meeting is not None:
        year = _year_reported(meeting, fold(facts.title or ""))
    title = replace(read_period((facts.title or "",), meeting), to_date=True)
    part = resolve(title) if title.months or title.month_number else None
    is_outturn = "outturn" in fold(facts.title or "")
    sets_tax = PERIOD_WORDS["sets_tax"].within(facts.title or "") and not is_outturn
    tax_year = read_financial_year(facts.title or "") if sets_tax else None
    return _Context(reading, find_notes(reading.text), year, meeting, part[1] if part else None, is_outturn, tax_year)


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
        yield from with_directions(with_periods_of_the_row(figures), polarity)


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
    kind = cell_kind(layout, row, column, unit)
    days, of_caption = _period(context, layout, row, column, unit)
    if kind == "actual" and context.tax_year is not None and _is_tax_set(context.tax_year, column, unit, days):
        kind, days = "proposed" if unit == MONEY else kind, financial_year(context.tax_year)
    if of_caption and unit in (MONEY, PERCENT):
        days = of_more_than_a_day(days, kind, column.path)
    part = cell_part(row, column, unit)
    metric, segment = cell_metric(layout, row, column, unit)
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
        pieces = add_words(pieces, words, context.reference) if is_period(words) else with_basis(pieces, words)
    if _names_targets_year(column):
        pieces = replace(pieces, at_end=False)
    day = next((found for label in labels if (found := balance_day(label)) is not None), None)
    days = day or resolve(pieces)
    of_caption = days is None and not pieces.unnamed
    if of_caption:
        days = _period_of_table(context, layout, pieces)
    of_caption = of_caption and days is not None
    if days is None and unit == MONEY and layout.tax_year is not None:
        return financial_year(layout.tax_year), False
    elsewhere = pieces.years_off != 0 or pieces.unnamed or pieces.part is not None
    if days is None and unit in (MONEY, PERCENT) and context.year is not None and not elsewhere:
        days = _year_of_paper(context, layout, row, column)
    if of_caption and days is not None and pieces.to_date:
        days = _to_date(context, days)
    return _starred(context, row, column, layout, days), of_caption


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


def _period_of_table(context: _Context, layout: TableLayout, pieces: Pieces) -> tuple[date, date] | None:
    """The period that a line above the table prints, nearest first; headings may have named a part of its year."""
    for caption in layout.captions:
        whole = read_period((caption,), context.reference)
        if resolve(whole) is None:
            continue
        if pieces.months or pieces.month_number or pieces.part:
            whole = _of_its_year(whole, pieces)
        whole = replace(whole, rolling=pieces.rolling, at_end=pieces.at_end, years_off=pieces.years_off)
        return resolve(whole)
    return None


def _of_its_year(whole: Pieces, pieces: Pieces) -> Pieces:
    """The part of a year that headings name, in the year that the line above the table names."""
    days = resolve(whole)
    year = whole.year if whole.year is not None or days is None else financial_year_of(days[1])
    return replace(
        whole, year=year, days=None, months=pieces.months, month_number=pieces.month_number, part=pieces.part
    )


def _year_of_paper(context: _Context, layout: TableLayout, row: Row, column: Column) -> tuple[date, date] | None:
    """A budget, forecast or variance without a period is of the year on which the paper reports."""
    kinds = {kind_of(words, money=True) for words in column.path} | {kind_opens(row.leaf, money=True)}
    is_outturn = context.is_outturn and any("outturn" in fold(words) for words in column.path)
    if (is_outturn or kinds & {"budget", "forecast", "variance"}) and context.year is not None:
        return financial_year(context.year)
    return None


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
