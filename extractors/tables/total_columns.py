"""The period of a column headed "Total" behind columns of years or quarters that follow on each other: all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from extractors.tables.headings import Column, ColumnRole
from extractors.tables.table_periods import is_period, read_period, resolve
from extractors.tables.words import TOTALS, without_unit

_YEAR = 360
_FOLLOWING = 2


def days_of_total(columns: Sequence[Column], column: Column, reference: date | None) -> tuple[date, date] | None:
    """The first and last day of the columns that a total adds up; None for other columns and for a total of one."""
    if not column.path or not TOTALS.equals(without_unit(column.path[-1])):
        return None
    parts: list[tuple[date, date]] = []
    for other in reversed([other for other in columns if other.index < column.index]):
        days = _days_of_part(other, column, reference)
        if days is None or (parts and days[1] + timedelta(days=1) != parts[0][0]):
            break
        parts.insert(0, days)
    return (parts[0][0], parts[-1][1]) if len(parts) > 1 else None


def is_first_of_years(columns: Sequence[Column], column: Column, reference: date | None) -> bool:
    """Whether a column of the year that runs opens a programme of years, of three or more or with a total: what it
    holds is as uncertain as what follows. Beside one year to come alone it may be what is charged or known now."""
    own = _days_of_part(column, column, reference)
    if own is None or reference is None or not own[0] <= reference < own[1]:
        return False
    following = 0
    for other in (other for other in columns if other.index > column.index):
        days = _days_of_part(other, column, reference)
        if days is None or days[0] != own[1] + timedelta(days=1) or (days[1] - days[0]).days < _YEAR:
            break
        own, following = days, following + 1
    is_added = any(days_of_total(columns, other, reference) for other in columns if other.index > column.index)
    return following >= _FOLLOWING or (following > 0 and is_added)


def _days_of_part(part: Column, total: Column, reference: date | None) -> tuple[date, date] | None:
    """The period that a column's headings name alone, under the same outer headings as the total's."""
    if part.role is not ColumnRole.FIGURES or not part.path or part.path[:-1] != total.path[:-1]:
        return None
    if not is_period(without_unit(part.path[-1])):
        return None
    return resolve(read_period(part.path, reference))
