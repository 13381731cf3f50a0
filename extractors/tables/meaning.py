"""What a cell of a table measures, from its headings and its row's label: unit, kind, part, measure, metric."""

from __future__ import annotations

import re

from extractors.figures.metrics import MetricMatch, find_metrics, match_metric
from extractors.figures.quantity import COUNT, MONEY, OTHER, PERCENT, Quantity
from extractors.tables.headings import Column, ColumnRole
from extractors.tables.layout import TableLayout
from extractors.tables.rows import Row
from extractors.tables.table_periods import (
    is_named_year,
    is_period,
    names_another_time,
    read_period,
    resolve,
    without_period,
)
from extractors.tables.words import (
    BARE_SHARE,
    BEFORE_NET,
    BREAKDOWN_CONTEXT,
    DENOMINATOR,
    GENERIC,
    LEVELS,
    LIMITS,
    MONEY_WORDS,
    MONITORED,
    MOVEMENTS,
    NET,
    NOT_REVENUE,
    NUMERATOR,
    OPTION_LABEL,
    OPTIONS,
    PERIOD_WORDS,
    PROPOSED_CONTEXT,
    RATINGS,
    REPEATED,
    SURPLUS,
    VAT,
    WITH_VAT,
    is_unit,
    kind_of,
    kind_opens,
    money_factor,
    strip_marks,
    unit_beside,
    unit_of,
    without_unit,
)

_OF_OPTIONS = frozenset({MONEY, "days", "weeks", "months", "years"})
"""Units of what an option would cost, save or take; its score is given."""

_PENCE = re.compile(r"\d\.\d\d\)?$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def read_cell_unit(layout: TableLayout, row: Row, column: Column, quantity: Quantity) -> tuple[str, float]:
    """Unit and factor: the cell's own sign first, then a unit in brackets behind the row's label (but not over
    a heading such as "%"), the innermost heading, the label, the outer ones, the table."""
    if quantity.unit != COUNT:
        return quantity.unit, 1
    own = unit_beside(row.leaf)
    if own is not None and all(unit_of(words) in (None, COUNT) for words in column.path):
        return own
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
    if layout.is_ledger or _is_money_beside(layout, column) or _is_in_pence(column, quantity):
        return MONEY, 1
    difference = _factor_of_difference(layout, column, quantity)
    if difference is not None:
        return MONEY, difference
    # A number with decimals counts nothing; without a word on its unit it stays of unknown unit.
    return (OTHER if "." in quantity.quote else COUNT), 1


def _factor_of_difference(layout: TableLayout, column: Column, quantity: Quantity) -> float | None:
    """The unit of a variance whose heading prints none, behind a budget and an outturn in one and the same unit of
    money ("Budget £000 | Outturn £000 | Variance"): the difference of the two has theirs. Whole amounts only, where
    theirs are whole: a share may stand there with its decimals. None where another variance has a unit of its own."""
    if not column.path or kind_of(column.path[-1], money=True) != "variance":
        return None
    factors: list[float | None] = []
    for other in layout.columns_beside(column):
        if other.role is not ColumnRole.FIGURES or other is column or not other.path:
            continue
        factor = next((found for words in reversed(other.path) if (found := money_factor(words)) is not None), None)
        factor = 1.0 if factor is None and other.index in layout.money_columns else factor
        if kind_of(other.path[-1], money=True) == "variance":
            if factor is not None or unit_of(other.path[-1]) is not None:
                return None
        elif other.index < column.index:
            factors.append(factor)
    alike = len(factors) > 1 and len(set(factors)) == 1
    return factors[0] if alike and not (factors[0] == 1_000 and "." in quantity.quote) else None


def _is_money_beside(layout: TableLayout, column: Column) -> bool:
    """A bare number under a heading of money, in a column in which other cells have a pound sign; or one of the
    amounts that a column of VAT parts."""
    if column.index in layout.money_columns:
        return any(MONEY_WORDS.within(words) for words in column.path)
    if not column.path or not WITH_VAT.equals(column.path[-1]):
        return False
    return any(other.path and VAT.equals(other.path[-1]) for other in layout.columns_beside(column))


def _is_in_pence(column: Column, quantity: Quantity) -> bool:
    """An amount with its pence under a heading of money, where no cell prints a sign ("Amount": 424.92)."""
    return _PENCE.search(quantity.quote) is not None and any(
        MONEY_WORDS.within(words) or WITH_VAT.equals(words) for words in column.path
    )


def rating_limit(column: Column, quantity: Quantity) -> bool:
    """Whether a range stands under the colour of a rating ("Amber: 85% - 89.9%")."""
    return quantity.value_high is not None and bool(column.path) and RATINGS.equals(column.path[-1])


def cell_kind(layout: TableLayout, row: Row, column: Column, unit: str) -> str:
    money = unit == MONEY or (unit == PERCENT and layout.holds_money)
    beside = (
        _kind_beside(layout, column) if unit == MONEY else _share_beside(layout, column) if unit == PERCENT else None
    )
    if beside is not None:
        return beside
    kinds = [kind for words in reversed(column.path) if (kind := kind_of(words, money=money)) is not None]
    if unit == MONEY and LIMITS.opens(strip_marks(row.leaf)) and "variance" not in kinds:
        return "threshold"
    if kinds[:1] == ["variance"] and _is_balance_alone(layout, column):
        return "actual"
    if kinds:
        return kinds[0]
    for label in (*reversed(row.path), row.section or ""):
        kind = kind_opens(strip_marks(label), money=money)
        if kind is not None:
            return kind
    if unit == MONEY:
        if any(PERIOD_WORDS["to_date"].equals(words) for words in column.path):
            # "Budget | YTD": what the year has come to so far, whatever the title of the table says
            return "actual"
        if layout.by_tax_band:
            return "proposed"
        if not column.path and PROPOSED_CONTEXT.within(layout.intro or ""):
            return "proposed"
        title = None if MONITORED.within(layout.title or "") else kind_of(layout.title or "")
        if title in ("budget", "forecast", "proposed", "target"):
            return title
    return "forecast" if unit in _OF_OPTIONS and _is_option(layout, row) else "actual"


def _is_balance_alone(layout: TableLayout, column: Column) -> bool:
    """Whether a surplus or deficit stands in a table without a budget or forecast that it could be the difference
    from: then it is what there is ("Schools in deficit | Total deficit £m")."""
    if not SURPLUS.within(column.path[-1]) or kind_of(column.path[-1]) is not None:
        return False
    beside = (words for other in layout.columns_beside(column) for words in other.path)
    labels = (label for band in layout.bands for row in band.rows for label in row.path)
    kinds = {kind_of(words, money=True) for words in beside} | {kind_opens(label, money=True) for label in labels}
    return not kinds & {"budget", "forecast", "target"}


def _is_option(layout: TableLayout, row: Row) -> bool:
    """Whether a row tells of a course not taken yet: what it would cost, save or take is an estimate."""
    heading = layout.grid.words(0, 0)
    return OPTIONS.equals(heading) or OPTION_LABEL.match(strip_marks(row.path[0] if row.path else "")) is not None


def _kind_beside(layout: TableLayout, column: Column) -> str | None:
    """The kind of the column that a heading leans on: parts of a net sum on the net, a repeat on what it repeats."""
    if not column.path:
        return None
    own = column.path[-1]
    beside = layout.columns_beside(column)
    if BEFORE_NET.equals(own):
        after = (other for other in beside if other.index > column.index and other.path)
        net = next((other for other in after if not BEFORE_NET.equals(other.path[-1])), None)
        return kind_of(net.path[-1], money=True) if net is not None and NET.opens(net.path[-1]) else None
    if REPEATED.equals(own) and kind_of(own, money=True) is None:
        left = next((other for other in beside if other.index == column.index - 1 and other.path), None)
        return kind_of(left.path[-1], money=True) if left is not None else None
    return None


def _share_beside(layout: TableLayout, column: Column) -> str | None:
    """The kind of a column headed by a bare "%" right of one of variances: it says the same as a share."""
    if not column.path or not BARE_SHARE.equals(column.path[-1]):
        return None
    columns = layout.columns_beside(column)
    left = next((other for other in columns if other.index == column.index - 1 and other.path), None)
    return "variance" if left is not None and kind_of(left.path[-1], money=True) == "variance" else None


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
    """Headings that name something of their own: no period, unit or plain word for a number.

    A period in front or behind and the unit of money behind say nothing of what is measured ("2024/25 Estimate £m").
    """
    subjects = (without_period(without_unit(words)) for words in column.path if not is_named_year(words))
    return [words for words in subjects if words and not GENERIC.equals(words) and not is_period(words)]


def _row_words(layout: TableLayout, row: Row) -> list[str]:
    """The row's label in phrases, the opening row of its breakdown first, without stars."""
    named = [label for index, label in enumerate(row.path) if index == 0 or not _is_unit_alone(label)]
    labels = [strip_marks(label) for label in named if not (NUMERATOR.equals(label) or DENOMINATOR.equals(label))]
    parent = layout.row_at(row.parent) if row.parent is not None else None
    if parent is not None and labels:
        return [f"{strip_marks(parent.leaf)} {labels[0]}", *labels[1:]]
    return labels


def _segment_label(row: Row) -> str | None:
    """What names a row among the parts of a whole: its innermost label that is no unit."""
    if NUMERATOR.equals(row.leaf) or DENOMINATOR.equals(row.leaf):
        return None
    named = [label for index, label in enumerate(row.path) if index == 0 or not _is_unit_alone(label)]
    return strip_marks(named[-1]) if named else ""


def _is_unit_alone(label: str) -> bool:
    """A cell of a column of units ("%", "Days", "£m"): it says how the row is counted, not what."""
    return GENERIC.equals(label) or is_unit(label)


def cell_measure(layout: TableLayout, row: Row, column: Column, part: str | None) -> str | None:
    phrases = [*(without_unit(label) or label for label in _row_words(layout, row)), *_subjects(column)]
    if part:
        phrases.append(part.capitalize())
    return ", ".join(phrases) or layout.title


def cell_metric(layout: TableLayout, row: Row, column: Column, unit: str) -> tuple[str | None, str | None]:
    """Metric and segment, but for what goes into a balance or out of it; a day or a year is no segment."""
    metric, segment = _metric_and_segment(layout, row, column, unit)
    if metric in LEVELS and any(MOVEMENTS.within(words) for words in (*row.path, *column.path)):
        return None, None
    dated = segment is not None and resolve(read_period((segment,))) is not None
    return metric, None if dated else segment


def _metric_and_segment(layout: TableLayout, row: Row, column: Column, unit: str) -> tuple[str | None, str | None]:
    """A heading that names a metric makes the rows its breakdown; else the row's label names it."""
    label = _segment_label(row)
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
            subjects = [
                words
                for words in _subjects(column)
                if kind_of(words, money=unit == MONEY) is None and not names_another_time(words)
            ]
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
