"""Which way a printed variance goes: over or under, up or down.

A sign alone does not say: councils print overspends as plus, minus or in brackets. Where budget and outturn stand in
the same row, their difference says it; where the heading names both ways ("(under)/over"), its brackets say it; else a
plus is an overspend, the usage of most monitoring reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.records import Figure
from extractors.tables.words import DIRECTION, fold, kind_of

_LEVELS = ("forecast", "actual")


def with_directions(row: Sequence[Figure], polarity: int | None) -> tuple[Figure, ...]:
    """The figures of one row of a table with the directions of its variances. ``polarity`` is `row_polarity`'s of
    the whole table: +1 where a positive variance is an excess over budget, -1 where it is the reverse."""
    money = next((figure for figure in row if figure.kind == "variance" and figure.unit == "GBP"), None)
    money_direction = _direction(money, row, polarity) if money else None
    found: list[Figure] = []
    for figure in row:
        direction = figure.direction
        if figure.kind == "variance":
            share = figure.unit == "percent" and money is not None and _is_spend(figure)
            direction = money_direction if share and figure.value else _direction(figure, row, polarity)
        found.append(figure if direction == figure.direction else replace(figure, direction=direction))
    return tuple(found)


def _is_spend(figure: Figure) -> bool:
    return not DIRECTION["change"].within(figure.column or "")


def _direction(figure: Figure, row: Sequence[Figure], polarity: int | None) -> str | None:
    heading = fold(f"{figure.column or ''} / {figure.row or ''}")
    if not figure.value or DIRECTION["no_direction"].within(heading):
        return None
    positive = figure.value > 0
    of_row = kind_of(figure.column or "", money=True) is None and DIRECTION["change"].within(figure.row or "")
    if (of_row or DIRECTION["change"].within(figure.column or "")) and not DIRECTION["over"].within(heading):
        return "increase" if positive else "decrease"
    if figure.unit not in ("GBP", "percent") or (figure.unit == "percent" and not _names_spend(heading, row)):
        return None
    return "overspend" if positive == (_sense(heading, row, figure, polarity) > 0) else "underspend"


def _names_spend(heading: str, row: Sequence[Figure]) -> bool:
    money = any(figure.unit == "GBP" for figure in row)
    return money or DIRECTION["over"].within(heading) or DIRECTION["under"].within(heading)


def _sense(heading: str, row: Sequence[Figure], figure: Figure, polarity: int | None) -> int:
    """+1 where a positive number is an overspend, -1 where it is an underspend."""
    of_income = _sense_of_income(heading)
    if of_income is not None:
        return of_income
    own = row_polarity(row) if figure.unit == "GBP" else None
    if own is not None:
        return own
    over, under = DIRECTION["over"].within(heading), DIRECTION["under"].within(heading)
    if over and under:
        return -1 if "(over" in heading else 1
    if under:
        return -1
    if over:
        return 1
    return polarity or 1


def _sense_of_income(heading: str) -> int | None:
    """The sense of a heading that names a surplus and a shortfall: of income, more than the budget is no overspend,
    so the difference of the row's amounts does not say which is meant. The one in brackets is the negative."""
    surplus, shortfall = heading.find("surplus"), DIRECTION["shortfall"].pattern.search(heading)
    if surplus < 0 or shortfall is None:
        return None
    if heading[:surplus].endswith("("):
        return 1
    return -1 if heading[: shortfall.start()].endswith("(") or surplus < shortfall.start() else None


def row_polarity(row: Sequence[Figure]) -> int | None:
    """+1 where the row's variance is outturn less budget, -1 where it is budget less outturn, None where the row
    does not say. Only clear differences count: half of the variance is the room left for rounding."""
    budget = next((figure.value for figure in row if figure.kind == "budget" and figure.unit == "GBP"), None)
    variance = next((figure.value for figure in row if figure.kind == "variance" and figure.unit == "GBP"), None)
    levels = [figure.value for kind in _LEVELS for figure in row if figure.kind == kind and figure.unit == "GBP"]
    if budget is None or not variance:
        return None
    for level in levels:
        difference = (level or 0.0) - budget
        if abs(abs(difference) - abs(variance)) <= abs(variance) / 2 and difference:
            return 1 if (difference > 0) == (variance > 0) else -1
    return None


def table_polarity(rows: Sequence[Sequence[Figure]]) -> int | None:
    """The sense of variances that most rows of a table show, or None."""
    senses = [sense for row in rows if (sense := row_polarity(row)) is not None]
    total = sum(senses)
    return (1 if total > 0 else -1) if total else None
