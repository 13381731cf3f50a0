"""Totals named by what they equal: a "Total" column that prints the value of a metric printed elsewhere in the paper.

A table of contacts by outcome heads its last column only "Total". If the totals of its other columns are figures that
the paper prints under the same metrics and for the same period elsewhere, and the grand total is too, then the total
column counts that metric. One agreement could be chance; two in one table, at this size, are not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from extractors.records import Figure
from extractors.tables.words import TOTALS, strip_marks

_SMALLEST = 100
"""Below this, equal numbers meet too easily."""


def name_totals(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures, with the metric of total columns that another table of the paper names."""
    known: dict[tuple[float, str | None, str | None], set[str]] = defaultdict(set)
    tables: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        tables[figure.table].append(figure)
        if figure.metric and figure.value is not None and figure.unit == "count" and figure.segment is None:
            known[figure.value, figure.period_from, figure.period_to].add(f"{figure.metric}\t{figure.table}")
    named: dict[tuple[str | None, str], str] = {}
    for table, members in tables.items():
        for column, metric in _named_columns(table, members, known).items():
            named[table, column] = metric
    return tuple(_renamed(figure, named) for figure in figures)


def _named_columns(
    table: str | None, members: list[Figure], known: dict[tuple[float, str | None, str | None], set[str]]
) -> dict[str, str]:
    totals = [figure for figure in members if _is_total(figure.row) and figure.unit == "count"]
    agreeing = [figure for figure in totals if figure.metric and figure.metric in _elsewhere(figure, table, known)]
    if not agreeing:
        return {}
    found: dict[str, str] = {}
    for figure in totals:
        if figure.metric is None and _group(figure.column) and (figure.value or 0) >= _SMALLEST:
            metrics = _elsewhere(figure, table, known)
            if len(metrics) == 1:
                found[_group(figure.column)] = metrics.pop()
    return found


def _elsewhere(
    figure: Figure, table: str | None, known: dict[tuple[float, str | None, str | None], set[str]]
) -> set[str]:
    """The metrics that other tables print with this figure's value for its period."""
    if figure.value is None:
        return set()
    entries = (entry.split("\t", 1) for entry in known[figure.value, figure.period_from, figure.period_to])
    return {metric for metric, other in entries if other != str(table)}


def _is_total(label: str | None) -> bool:
    return label is not None and TOTALS.equals(strip_marks(label))


def _group(column: str | None) -> str:
    """The headings of a total column down to the word "Total", "" for other columns."""
    parts = (column or "").split(" / ")
    for index, part in enumerate(parts):
        if TOTALS.equals(part):
            return " / ".join(parts[: index + 1])
    return ""


def _renamed(figure: Figure, named: dict[tuple[str | None, str], str]) -> Figure:
    group = _group(figure.column)
    metric = named.get((figure.table, group)) if group else None
    if metric is None or figure.metric is not None:
        return figure
    segment = None if _is_total(figure.row) else strip_marks(figure.row or "") or None
    return replace(figure, metric=metric, segment=segment)
