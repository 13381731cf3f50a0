"""Totals of tables against their parts, down the columns and along the rows.

What a total adds is nowhere said: all rows above it, those of its section, the subtotals, or the rows below it. Each
reading is tried, and one that fits settles the matter. A total that fits none is reported only where the reading is
beyond doubt: it holds in another column (or in most other rows), or the table is a plain list with a line "Total".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.figures.printed import Printed, adds_up, print_like, tolerance
from extractors.records import Finding
from extractors.tables.headings import Column
from extractors.tables.layout import Band
from extractors.tables.numbers import Number, TableNumbers, adds_down, finding, is_additive
from extractors.tables.rows import Row
from extractors.tables.table_periods import is_period
from extractors.tables.words import TOTALS, strip_marks

_RULE = "sum_mismatch"
_MOST = 0.5
"""A sum further from its total than this share of it is another thing than a sum (an average, a maximum)."""
_SHOWN = 8
"""With more parts than this the message counts them instead of printing them."""


def find_table_sums(numbers: TableNumbers) -> Iterator[Finding]:
    """Totals that do not add, by column and by row."""
    for band in numbers.layout.bands:
        yield from _columns(numbers, band)
        yield from _rows(numbers, band)


# -- down the columns --------------------------------------------------------------------------------------------


def _columns(numbers: TableNumbers, band: Band) -> Iterator[Finding]:
    opening = {row.parent for row in band.rows}
    for total in band.rows:
        if not total.is_total and total.index not in opening:
            continue
        recipes = _recipes(band.rows, total)
        labels = [row.leaf for row in band.rows]
        checked = {column.index: _check(numbers, column, total, recipes, labels) for column in band.figures}
        for column in band.figures:
            number = numbers.at(total.index, column.index)
            if number is None or checked[column.index] is not None:
                continue
            others = {index for key, index in checked.items() if index is not None and index >= 0}
            recipe = _settled(numbers, band, column, total, recipes, others)
            if recipe is not None:
                yield _mismatch(numbers, number, numbers.column(recipe, column.index), total.leaf)
        yield from _shares_of_whole(numbers, band, total, recipes)


def _recipes(rows: Sequence[Row], total: Row) -> list[list[int]]:
    """The sets of rows that the total may add, the likeliest first."""
    above = [row for row in rows if row.index < total.index and row.parent is None]
    below = [row for row in rows if row.index > total.index and row.parent is None]
    children = [row.index for row in rows if row.parent == total.index]
    parts = [row for row in above if not row.is_total and not row.is_aside]
    totals = [row for row in above if row.is_total]
    last = totals[-1].index if totals else -1
    since = [row.index for row in parts if row.index > last]
    section = [row.index for row in parts if row.section == total.section and row.index > last]
    first_below = next((row.index for row in below if row.is_total), None)
    under = [
        row.index
        for row in below
        if not row.is_total and not row.is_aside and (first_below is None or row.index < first_below)
    ]
    subtotals = [row.index for row in totals]
    recipes = [children] if children else []
    recipes += [since, section, [row.index for row in parts], [row.index for row in above if not row.is_total]]
    if subtotals:
        recipes += [subtotals, [*subtotals, *since], [last, *since], subtotals[-2:]]
    recipes += [under, [row.index for row in below if not row.is_total]]
    return [recipe for recipe in recipes if len(recipe) > 1]


def _check(
    numbers: TableNumbers, column: Column, total: Row, recipes: list[list[int]], labels: list[str]
) -> int | None:
    """The recipe that holds in this column; -1 where there is nothing to check; None where none holds."""
    number = numbers.at(total.index, column.index)
    if number is None or not adds_down(column, number.figure.unit, labels):
        return -1
    tried = False
    for index, recipe in enumerate(recipes):
        parts = _alike(numbers.column(recipe, column.index), number)
        if len(parts) < 2:
            continue
        tried = True
        if adds_up(number.printed, [part.printed for part in parts]):
            return index
    return None if tried else -1


def _alike(parts: list[Number], total: Number) -> list[Number]:
    return [part for part in parts if part.figure.unit == total.figure.unit and part.figure.part is None]


def _settled(
    numbers: TableNumbers, band: Band, column: Column, total: Row, recipes: list[list[int]], others: set[int]
) -> list[int] | None:
    """The rows that this total must add, where that is beyond doubt."""
    number = numbers.at(total.index, column.index)
    if number is None:
        return None
    if others:
        recipe = recipes[min(others)]
    elif _is_plain_list(numbers, band, total, column):
        recipe = [row.index for row in band.rows if row.index < total.index]
    else:
        return None
    parts = _alike(numbers.column(recipe, column.index), number)
    complete = len(parts) == len(recipe) and len(parts) > 1
    return recipe if complete and _is_near(number, parts) and not _is_excused(numbers, number, parts) else None


def _is_plain_list(numbers: TableNumbers, band: Band, total: Row, column: Column) -> bool:
    """Labels and one column of amounts, closed by a row that is called total and nothing more."""
    if not TOTALS.equals(strip_marks(total.leaf)) or numbers.takes_several_answers():
        return False
    rows = [row for row in band.rows if row.index <= total.index]
    plain = all(row.section is None and row.parent is None and not row.is_aside for row in rows)
    only = sum(1 for other in band.figures if numbers.at(total.index, other.index) is not None) == 1
    return plain and only and all(not row.is_total for row in rows[:-1])


def _is_near(total: Number, parts: list[Number]) -> bool:
    computed = sum(part.printed.value for part in parts)
    return abs(computed - total.printed.value) <= _MOST * max(abs(total.printed.value), 1.0)


def _is_excused(numbers: TableNumbers, total: Number, parts: list[Number]) -> bool:
    """A note blames rounding, and the difference is of that size."""
    if not numbers.blames_rounding():
        return False
    difference = abs(sum(part.printed.value for part in parts) - total.printed.value)
    return difference <= (len(parts) + 1) * total.printed.step


def _shares_of_whole(numbers: TableNumbers, band: Band, total: Row, recipes: list[list[int]]) -> Iterator[Finding]:
    """A column of percentages under or over a printed 100%."""
    for column in band.figures:
        number = numbers.at(total.index, column.index)
        if number is None or number.figure.unit != "percent" or number.printed.value != 100:
            continue
        readings = [_alike(numbers.column(recipe, column.index), number) for recipe in recipes]
        readings = [parts for parts in readings if len(parts) > 2 and all(part.printed.value < 100 for part in parts)]
        if not readings or numbers.takes_several_answers() or numbers.blames_rounding():
            continue
        if any(adds_up(number.printed, [part.printed for part in parts], finest=True) for parts in readings):
            continue
        computed = sum(part.printed.value for part in readings[0])
        if 90 <= computed <= 110 and len(readings[0]) == max(len(parts) for parts in readings):
            yield _mismatch(numbers, number, readings[0], total.leaf)


# -- along the rows ----------------------------------------------------------------------------------------------


def _rows(numbers: TableNumbers, band: Band) -> Iterator[Finding]:
    for total in band.figures:
        parts = _parts_of_column(band, total)
        if len(parts) < 2:
            continue
        rows = [row for row in band.rows if numbers.at(row.index, total.index) is not None]
        results = [(row, _row_holds(numbers, row.index, total, parts)) for row in rows]
        held = sum(result is True for _, result in results)
        failed = [row for row, result in results if result is False]
        if not failed or not (held > len(failed) or (not held and _is_profile(parts))):
            continue
        for row in failed:
            number = numbers.at(row.index, total.index)
            shown = [part for column in parts if (part := numbers.at(row.index, column.index)) is not None]
            if number is not None and _is_near(number, shown) and not _is_excused(numbers, number, shown):
                yield _mismatch(numbers, number, shown, row.leaf)


def _parts_of_column(band: Band, total: Column) -> list[Column]:
    """The columns that a column headed "Total" adds: those of the same inner heading under the same outer one."""
    place = next((index for index, words in enumerate(total.path) if TOTALS.equals(words)), None)
    if place is None:
        return []
    outer, inner = total.path[:place], total.path[place + 1 :]
    parts: list[Column] = []
    for column in band.figures:
        if column.index >= total.index:
            break
        if any(TOTALS.equals(words) for words in column.path):
            parts = []
        elif column.path[: len(outer)] == outer and column.path[len(column.path) - len(inner) :] == inner:
            parts.append(column)
    return parts


def _row_holds(numbers: TableNumbers, row: int, total: Column, columns: list[Column]) -> bool | None:
    number = numbers.at(row, total.index)
    if number is None or not is_additive(total, number.figure.unit):
        return None
    parts = _alike([part for column in columns if (part := numbers.at(row, column.index)) is not None], number)
    kinds = {part.figure.kind for part in parts}
    if len(parts) < 2 or len(kinds) > 1 or sum(bool(part.printed.value) for part in parts) < 2:
        return None
    return adds_up(number.printed, [part.printed for part in parts])


def _is_profile(parts: list[Column]) -> bool:
    """Years or quarters side by side, closed by a total: a profile of spending."""
    return all(column.path and any(is_period(words) for words in column.path) for column in parts)


# -- what is said ------------------------------------------------------------------------------------------------


def _mismatch(numbers: TableNumbers, total: Number, parts: list[Number], label: str) -> Finding:
    computed_value = sum(part.printed.value for part in parts)
    computed = print_sum(total.printed, [part.printed for part in parts])
    if len(parts) <= _SHOWN:
        sum_text = " + ".join(part.figure.quote for part in parts) + f" = {computed}"
    else:
        sum_text = f"its {len(parts)} parts add to {computed}"
    name = strip_marks(label) or "Total"
    difference = abs(computed_value - total.printed.value)
    allowed = tolerance(total.printed, [part.printed for part in parts])
    message = f"{name}: {sum_text}, printed {total.figure.quote}."
    if allowed and total.figure.unit == "percent":
        message += f" Rounding explains less than the {difference:.1f} between them."
    return finding(_RULE, total, message, computed=computed, explained_by=numbers.explanation())


def print_sum(total: Printed, parts: Sequence[Printed]) -> str:
    """The sum in the form of the printed total, with more decimals where its parts have them."""
    value = sum(part.value for part in parts)
    decimals = None
    if "%" in total.quote:
        decimals = max(len(part.quote.partition(".")[2].rstrip("% )")) for part in parts)
    return print_like(total, value, decimals)
