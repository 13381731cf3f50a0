"""What a cell of a table measures, from its headings and its row's label: unit, kind, part, measure, metric."""

from __future__ import annotations

import re

from extractors.figures.metrics import MetricMatch, find_metrics, match_metric
from extractors.figures.quantity import COUNT, MONEY, OTHER, PERCENT, Quantity
from extractors.tables.headings import Column
from extractors.tables.layout import TableLayout
from extractors.tables.rows import Row
from extractors.tables.table_periods import is_period
from extractors.tables.words import (
    BEFORE_NET,
    BREAKDOWN_CONTEXT,
    DENOMINATOR,
    GENERIC,
    MONEY_WORDS,
    MONITORED,
    NET,
    NOT_REVENUE,
    NUMERATOR,
    PROPOSED_CONTEXT,
    REPEATED,
    kind_of,
    kind_opens,
    money_factor,
    strip_marks,
    unit_of,
)

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def read_cell_unit(layout: TableLayout, row: Row, column: Column, quantity: Quantity) -> tuple[str, float]:
    """Unit and factor: the cell's own sign first, then the innermost heading, the label, the outer ones, the table."""
    if quantity.unit != COUNT:
        return quantity.unit, 1
    counted = False
    for words in (*reversed(column.path), row.leaf, *reversed(row.path[:-1]), row.section or ""):
        factor = money_factor(words)
        unit = unit_of(words)
        if factor is not None and unit != PERCENT:
            return MONEY, factor
        # "Number" over a column is the weakest word: its row may still say days or a rate, though not a percentage.
        if unit is not None and unit != COUNT and not (counted and unit == PERCENT):
            return unit, 1
        counted = counted or unit == COUNT
    if counted:
        return COUNT, 1
    if layout.factor is not None:
        return MONEY, layout.factor
    if layout.by_tax_band and "." in quantity.quote:
        return MONEY, 1
    if _is_money_beside(layout, column):
        return MONEY, 1
    # A number with decimals counts nothing; without a word on its unit it stays of unknown unit.
    return (OTHER if "." in quantity.quote else COUNT), 1


def _is_money_beside(layout: TableLayout, column: Column) -> bool:
    """A bare number under a heading of money, in a column in which other cells have a pound sign."""
    return column.index in layout.money_columns and any(MONEY_WORDS.within(words) for words in column.path)


def cell_kind(layout: TableLayout, row: Row, column: Column, unit: str) -> str:
    money = unit in (MONEY, PERCENT)
    beside = _kind_beside(layout, column) if unit == MONEY else None
    if beside is not None:
        return beside
    for words in reversed(column.path):
        kind = kind_of(words, money=money)
        if kind is not None:
            return kind
    for label in (*reversed(row.path), row.section or ""):
        kind = kind_opens(strip_marks(label), money=money)
        if kind is not None:
            return kind
    if unit == MONEY:
        if layout.by_tax_band:
            return "proposed"
        if not column.path and PROPOSED_CONTEXT.within(layout.intro or ""):
            return "proposed"
        title = None if MONITORED.within(layout.title or "") else kind_of(layout.title or "")
        if title in ("budget", "forecast", "proposed", "target"):
            return title
    return "actual"


def _kind_beside(layout: TableLayout, column: Column) -> str | None:
    """The kind of the column that a heading leans on: parts of a net sum on the net, a repeat on what it repeats."""
    if not column.path:
        return None
    own = column.path[-1]
    beside = next((band.columns for band in layout.bands if any(other is column for other in band.columns)), ())
    if BEFORE_NET.equals(own):
        after = (other for other in beside if other.index > column.index and other.path)
        net = next((other for other in after if not BEFORE_NET.equals(other.path[-1])), None)
        return kind_of(net.path[-1], money=True) if net is not None and NET.opens(net.path[-1]) else None
    if REPEATED.equals(own) and kind_of(own, money=True) is None:
        left = next((other for other in beside if other.index == column.index - 1 and other.path), None)
        return kind_of(left.path[-1], money=True) if left is not None else None
    return None


def cell_part(row: Row, column: Column, unit: str) -> str | None:
    if unit == PERCENT:
        return None
    for words in (row.leaf, *column.path[-1:]):
        if NUMERATOR.equals(words):
            return "numerator"
        if DENOMINATOR.equals(words):
            return "denominator"
    return None


def _subjects(column: Column) -> list[str]:
    """Headings that name something of their own: no period, unit or plain word for a number."""
    return [words for words in column.path if not GENERIC.equals(words) and not is_period(words)]


def _row_words(layout: TableLayout, row: Row) -> list[str]:
    """The row's label in phrases, the opening row of its breakdown first, without stars."""
    labels = [strip_marks(label) for label in row.path if not (NUMERATOR.equals(label) or DENOMINATOR.equals(label))]
    parent = layout.row_at(row.parent) if row.parent is not None else None
    if parent is not None and labels:
        return [f"{strip_marks(parent.leaf)} {labels[0]}", *labels[1:]]
    return labels


def cell_measure(layout: TableLayout, row: Row, column: Column, part: str | None) -> str | None:
    phrases = [*_row_words(layout, row), *_subjects(column)]
    if part:
        phrases.append(part.capitalize())
    return ", ".join(phrases) or layout.title


def cell_metric(layout: TableLayout, row: Row, column: Column, unit: str) -> tuple[str | None, str | None]:
    """Metric and segment. A heading that names a metric makes the rows its breakdown; else the row's label names it."""
    label = strip_marks(row.leaf) if not (NUMERATOR.equals(row.leaf) or DENOMINATOR.equals(row.leaf)) else None
    for words in reversed(_subjects(column)):
        found = match_metric(words, unit)
        if found is not None:
            return found.id, None if row.is_total else label
    words_of_row = _row_words(layout, row)
    parent = layout.row_at(row.parent) if row.parent is not None else None
    if unit == MONEY and any(NOT_REVENUE.within(words) for words in (*column.path, layout.title or "")):
        return None, None
    candidates = [strip_marks(parent.leaf)] if parent else [*words_of_row[-1:], " ".join(words_of_row)]
    for words in candidates:
        found = match_metric(words, unit)
        if found is not None:
            divided = parent is not None or (len(words_of_row) > 1 and words != words_of_row[-1])
            subjects = [words for words in _subjects(column) if kind_of(words, money=unit == MONEY) is None]
            return found.id, label if divided else (subjects[-1] if subjects else None)
    return _metric_of_table(layout, row, column, unit, label)


def _metric_of_table(
    layout: TableLayout, row: Row, column: Column, unit: str, label: str | None
) -> tuple[str | None, str | None]:
    """The metric that the table's title breaks down, or that the prose before a bare list of amounts names."""
    title = layout.title or ""
    if column.path:
        found = match_metric(title, unit) if BREAKDOWN_CONTEXT.within(title) else None
    else:
        found = _metric_of_list(title, layout.intro or "", unit)
    if found is None:
        return None, None
    return found.id, None if row.is_total else label


def _metric_of_list(title: str, intro: str, unit: str) -> MetricMatch | None:
    """The metric that the line above a bare list names, alone or with a sentence of the prose before it."""
    sentences = [f"{title} {sentence}" for sentence in reversed(_SENTENCE_END.split(intro)) if sentence]
    for words in (title, *sentences):
        for match in find_metrics(words, unit):
            # The prose may name other metrics: the line above the table must have a part in the table's own.
            if match.start < len(title):
                return match
    return None
