"""Printed variances against the levels they lie between: outturn less budget, in table rows and in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.figures.printed import Printed, print_like, printed_number
from extractors.reading import Reading
from extractors.records import Figure, Finding
from extractors.tables.layout import Band
from extractors.tables.numbers import Number, TableNumbers, finding
from extractors.tables.rows import Row
from extractors.vocabulary import load

_RULE = "variance_mismatch"
_LEVELS = ("forecast", "actual")
_VOCABULARY = load("findings")["variance"]
_WORDS = _VOCABULARY["joiners"]
_AGAINST = re.compile(_VOCABULARY["against"].replace(" ", r"\s{1,8}"), re.IGNORECASE)
_LEAVES = re.compile(_VOCABULARY["leaves"].replace(" ", r"\s{1,8}"), re.IGNORECASE)
_JOINER = re.compile(
    r"^\W{0,3}(?:[\w,]{1,20}\W{1,2}){0,3}?(?:"
    + "|".join(re.escape(word) for word in _WORDS)
    + r")\W{1,2}(?:[\w-]{1,20}\s){0,6}$",
    re.IGNORECASE,
)
_JOIN_LENGTH = 90
_NEIGHBOURS = 24
"""A list without stops can hold thousands of amounts: the levels that a variance lies between stand near it."""


def difference_holds(budget: Printed, level: Printed, variance: Printed) -> bool:
    """Whether the variance can be the difference of the two, each rounded as printed; its sign is the council's."""
    slack = budget.slack + level.slack + variance.slack
    return abs(abs(level.value - budget.value) - abs(variance.value)) <= slack + 1e-6


def find_table_variances(numbers: TableNumbers) -> Iterator[Finding]:
    """Variances that are no difference of any two levels of their row, in a table in which most are."""
    for band in numbers.layout.bands:
        results = [(row, _row(numbers, band, row)) for row in band.rows]
        held = sum(1 for _, result in results if result is True)
        failed = [(row, result) for row, result in results if isinstance(result, tuple)]
        if len(failed) > 2 or held < 2 or held <= len(failed) * 2:
            continue
        for row, triple in failed:
            yield _finding(row, *triple)


def _row(numbers: TableNumbers, band: Band, row: Row) -> bool | tuple[Number, Number, Number] | None:
    """True where the variance holds, the three numbers where it does not, None where there is nothing to check."""
    found = [number for column in band.figures if (number := numbers.at(row.index, column.index)) is not None]
    money = [number for number in found if number.figure.unit in ("GBP", "fte", "count")]
    variances = [number for number in money if number.figure.kind == "variance"]
    budgets = [number for number in money if number.figure.kind == "budget"]
    levels = [number for number in money if number.figure.kind in _LEVELS]
    if len(variances) != 1 or not budgets or not levels:
        return None
    variance = variances[0]
    same = [number for number in (*budgets, *levels) if number.figure.unit == variance.figure.unit]
    pairs = [(first, second) for first in same for second in same if first.column < second.column]
    if any(difference_holds(first.printed, second.printed, variance.printed) for first, second in pairs):
        return True
    if len(budgets) == 1 and len(levels) == 1 and len(same) == 2:
        return budgets[0], levels[0], variance
    return None


def _finding(row: Row, budget: Number, level: Number, variance: Number) -> Finding:
    computed = print_like(variance.printed, level.printed.value - budget.printed.value)
    message = (
        f"{row.leaf or 'Row'}: {level.figure.quote} less {budget.figure.quote} is {computed}, "
        f"printed {variance.figure.quote}."
    )
    return finding(_RULE, variance, message, computed=computed)


def find_prose_variances(reading: Reading, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """ "... budget of £3.6m ... projected outturn £4.7m, ie an overspend of £1.2m", in one paragraph."""
    prose = [figure for figure in figures if figure.row is None and figure.column is None and figure.unit == "GBP"]
    for index, variance in enumerate(prose):
        if variance.kind != "variance" or variance.direction not in ("overspend", "underspend") or not index:
            continue
        if index > 1 and (told := _three_in_a_row(reading, prose[index - 2], prose[index - 1], variance)):
            yield told
            continue
        level = prose[index - 1]
        if level.kind not in _LEVELS or not _is_joined(reading, level, variance):
            continue
        block = reading.block_at(variance.start)
        near = prose[max(0, index - _NEIGHBOURS) : index]
        before = [figure for figure in near if block is not None and figure.start >= block.start]
        yield from _sentence(before, level, variance)


def _three_in_a_row(reading: Reading, level: Figure, budget: Figure, variance: Figure) -> Finding | None:
    """ "£4.1m against a budget of £3.6m, an overspend of £0.4m": said in one breath, so that nothing lies between."""
    text = reading.text
    if level.kind not in _LEVELS or budget.kind != "budget":
        return None
    if not _AGAINST.fullmatch(text, level.end, budget.start) or not _LEAVES.fullmatch(text, budget.end, variance.start):
        return None
    printed_level, printed_budget, printed_variance = (printed_number(one) for one in (level, budget, variance))
    if printed_level is None or printed_budget is None or printed_variance is None:
        return None
    if level.approx or budget.approx or variance.approx:
        return None
    if difference_holds(printed_budget, printed_level, printed_variance):
        return None
    return _told(level, budget, variance, print_like(printed_variance, abs(printed_level.value - printed_budget.value)))


def _is_joined(reading: Reading, level: Figure, variance: Figure) -> bool:
    between = reading.text[level.end : variance.start]
    return len(between) <= _JOIN_LENGTH and _JOINER.match(between) is not None


def _sentence(before: list[Figure], level: Figure, variance: Figure) -> Iterator[Finding]:
    budget = next((figure for figure in reversed(before) if figure.kind == "budget"), None)
    printed_variance, printed_level = printed_number(variance), printed_number(level)
    if budget is None or printed_variance is None or printed_level is None or variance.approx or level.approx:
        return
    numbers = [number for figure in before if (number := printed_number(figure)) is not None]
    pairs = ((first, second) for first in numbers for second in numbers if first is not second)
    if any(difference_holds(first, second, printed_variance) for first, second in pairs):
        return
    printed_budget = printed_number(budget)
    if printed_budget is None or budget.approx:
        return
    computed = print_like(printed_variance, abs(printed_level.value - printed_budget.value))
    yield _told(level, budget, variance, computed)


def _told(level: Figure, budget: Figure, variance: Figure, computed: str) -> Finding:
    greater, less = (budget, level) if (level.value or 0) < (budget.value or 0) else (level, budget)
    return Finding(
        page=variance.page,
        start=variance.start,
        end=variance.end,
        rule=_RULE,
        message=f"{greater.quote} less {less.quote} is {computed}, printed {variance.quote}.",
        printed=variance.quote,
        computed=computed,
    )
