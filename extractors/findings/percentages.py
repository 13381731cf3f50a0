"""Printed percentages against the numbers they are shares of.

A base is taken only where the table gives it: a denominator row, a total, or a row that proves to be the base because
the shares of other periods fit it. A percentage that its neighbours show to be a share of that base, and that is not,
is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.figures.printed import print_like, read_printed, share_holds
from extractors.reading import Reading
from extractors.records import Finding
from extractors.tables.headings import Column
from extractors.tables.layout import Band
from extractors.tables.numbers import Number, TableNumbers, finding
from extractors.tables.rows import Row
from extractors.tables.words import TOTALS, strip_marks
from extractors.vocabulary import filled, load

_RULE = "percentage_mismatch"
_NEAR = 0.35
"""A share further off than this part of itself is a share of something else, not a misprint."""
_MOST_ROWS = 200
"""In longer tables every row against every other would take long, and some would fit by chance."""
_FEWEST_ROWS = 3
"""So many rows must show that a column is the share of the two before it."""
_OF = re.compile(filled(load("findings")["share"]["of"], load("findings")["pieces"]))


@dataclass(frozen=True, slots=True)
class _Share:
    """A number, a possible base and the printed percentage."""

    number: Number
    base: Number
    percent: Number
    row: Row

    @property
    def holds(self) -> bool:
        return share_holds(self.number.printed, self.base.printed, self.percent.printed)

    @property
    def value(self) -> float:
        return 100 * abs(self.number.printed.value) / abs(self.base.printed.value)

    @property
    def is_near(self) -> bool:
        return abs(self.value - abs(self.percent.printed.value)) <= _NEAR * max(self.value, 1.0)


def find_table_percentages(numbers: TableNumbers) -> Iterator[Finding]:
    """Percentages of a table that are not the share that the table itself shows them to be."""
    for band in numbers.layout.bands:
        pairs = _pairs(numbers, band)
        reported: set[int] = set()
        for shares in (_of_denominators(numbers, band, pairs), *_of_totals(numbers, band, pairs)):
            for share in _mismatches(shares):
                if share.percent.figure.start not in reported:
                    reported.add(share.percent.figure.start)
                    yield _finding(share)
        for share in (*_of_other_rows(numbers, band, pairs), *_of_columns(numbers, band)):
            if share.percent.figure.start not in reported:
                reported.add(share.percent.figure.start)
                yield _finding(share)


def _pairs(numbers: TableNumbers, band: Band) -> list[tuple[Column, Column]]:
    """Columns of numbers with the column of percentages beside them under the same outer headings."""
    found: list[tuple[Column, Column]] = []
    for left, right in zip(band.figures, band.figures[1:], strict=False):
        if left.path[:-1] != right.path[:-1]:
            continue
        shares = [number for row in band.rows if (number := numbers.at(row.index, right.index)) is not None]
        amounts = [number for row in band.rows if (number := numbers.at(row.index, left.index)) is not None]
        of_shares = bool(shares) and all(number.figure.unit == "percent" for number in shares)
        if of_shares and amounts and not any(number.figure.unit == "percent" for number in amounts):
            found.append((left, right))
    return found


def _share(numbers: TableNumbers, row: Row, pair: tuple[Column, Column], base: Number | None) -> _Share | None:
    number, percent = numbers.at(row.index, pair[0].index), numbers.at(row.index, pair[1].index)
    if number is None or percent is None or base is None or not base.printed.value:
        return None
    if number.figure.unit != base.figure.unit or abs(base.printed.value) < abs(number.printed.value):
        return None
    return _Share(number, base, percent, row)


def _of_denominators(numbers: TableNumbers, band: Band, pairs: list[tuple[Column, Column]]) -> list[_Share]:
    """Numerator and denominator rows of one label."""
    found: list[_Share] = []
    for row, below in pairwise(band.rows):
        for pair in pairs:
            number = numbers.at(row.index, pair[0].index)
            if number is None or number.figure.part != "numerator":
                continue
            base = numbers.at(below.index, pair[0].index)
            if base is not None and base.figure.part == "denominator":
                share = _share(numbers, row, pair, base)
                if share is not None:
                    found.append(share)
    return found


def _of_totals(numbers: TableNumbers, band: Band, pairs: list[tuple[Column, Column]]) -> Iterator[list[_Share]]:
    """Shares of a column's total, where the table prints 100% beside it."""
    totals = [row for row in band.rows if TOTALS.equals(strip_marks(row.leaf))]
    for pair in pairs:
        for total in totals:
            whole = numbers.at(total.index, pair[1].index)
            if whole is None or whole.printed.value != 100:
                continue
            base = numbers.at(total.index, pair[0].index)
            shares = [_share(numbers, row, pair, base) for row in band.rows if row.index != total.index]
            yield [share for share in shares if share is not None]


def _mismatches(shares: list[_Share]) -> list[_Share]:
    """Shares that fail where most hold; a lone one must be near."""
    failed = [share for share in shares if not share.holds]
    held = len(shares) - len(failed)
    if len(failed) > 1 and held <= 2 * len(failed):
        return []
    return [share for share in failed if share.is_near and (held > 1 or len(shares) == 1)]


def _of_other_rows(numbers: TableNumbers, band: Band, pairs: list[tuple[Column, Column]]) -> Iterator[_Share]:
    """A row that is the base of another: its shares fit in two other periods or more, and fail in one."""
    if len(band.rows) > _MOST_ROWS:
        return
    for row in band.rows:
        if row.is_total or row.parent is not None:
            continue
        readings: list[list[_Share]] = []
        for base_row in band.rows:
            if base_row.index == row.index:
                continue
            shares = [_share(numbers, row, pair, numbers.at(base_row.index, pair[0].index)) for pair in pairs]
            known = [share for share in shares if share is not None and _is_telling(share)]
            if len(known) == len([share for share in shares if share is not None]) and len(known) > 2:
                readings.append(known)
        full = [shares for shares in readings if all(share.holds for share in shares)]
        partial = [shares for shares in readings if sum(not share.holds for share in shares) == 1]
        if not full and len(partial) == 1:
            yield from (share for share in partial[0] if not share.holds and share.is_near)


def _of_columns(numbers: TableNumbers, band: Band) -> Iterator[_Share]:
    """Two numbers and their share side by side ("decided | in time | %"): it holds in most rows, and fails in one."""
    for first, second, percents in zip(band.figures, band.figures[1:], band.figures[2:], strict=False):
        shares: list[_Share] = []
        for row in band.rows:
            percent = numbers.at(row.index, percents.index)
            pair = [numbers.at(row.index, column.index) for column in (first, second)]
            if percent is None or percent.figure.unit != "percent" or pair[0] is None or pair[1] is None:
                continue
            number, base = sorted((pair[0], pair[1]), key=lambda item: abs(item.printed.value))
            if base.printed.value and number.figure.unit == base.figure.unit != "percent":
                shares.append(_Share(number, base, percent, row))
        failed = [share for share in shares if not share.holds]
        if len(failed) == 1 and len(shares) > _FEWEST_ROWS and failed[0].is_near and _is_telling(failed[0]):
            yield failed[0]


def _is_telling(share: _Share) -> bool:
    """A share printed with a decimal or of many: one that does not fit by chance."""
    return 0 < share.percent.printed.value < 100 and "." in share.percent.figure.quote


def _finding(share: _Share) -> Finding:
    computed = print_like(share.percent.printed, share.value)
    top, base = share.number.figure.quote, share.base.figure.quote
    name = strip_marks(share.row.path[0]) if share.row.path else ""
    where = f"{name}: " if name else ""
    message = f"{where}{top} of {base} is {computed}, printed {share.percent.figure.quote}."
    return finding(_RULE, share.percent, message, computed=computed)


def find_prose_percentages(reading: Reading) -> Iterator[Finding]:
    """ "34 of 120 cases (30%)" in running text."""
    for found in _OF.finditer(reading.text):
        if reading.table_at(found.start()) is not None or reading.is_skipped(found.start()):
            continue
        top, base = (float(found[name].replace(",", "")) for name in ("top", "base"))
        percent = float(found["percent"])
        if not base or top > base:
            continue
        printed = read_printed(found["percent"], percent)
        numbers = [read_printed(found[name], value, exact=True) for name, value in (("top", top), ("base", base))]
        if printed is None or numbers[0] is None or numbers[1] is None or not top:
            continue
        if share_holds(numbers[0], numbers[1], printed):
            continue
        computed = print_like(printed, 100 * top / base) + "%"
        yield Finding(
            page=reading.page_at(found.start()),
            start=found.start("percent"),
            end=found.end("percent"),
            rule=_RULE,
            message=f"{found['top']} of {found['base']} is {computed}, printed {found['percent']}%.",
            printed=f"{found['percent']}%",
            computed=computed,
        )
