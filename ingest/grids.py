"""What a grid of words tells about itself: how many rows are column headings, and whether it is a form."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(
    r"[(\[]?\s{0,8}[-–−+]?\s{0,8}[£$€]?\s{0,8}[-–−+]?\d[\d,. ]{0,40}"
    r"\s{0,8}(?:%|[kmMK]|bn|FTE|fte|pp)?\s{0,8}[)\]]?\*{0,2}[↑↓↔→←▲▼►◄]?$"
)
_PERIOD = re.compile(
    r"(?:19|20)\d\d(?:\s*[/\-–]\s*\d{1,4})?$|\d{1,2}/\d{2}$|\d{1,2}[./]\d{1,2}[./]\d{2,4}$|Q[1-4]\b", re.IGNORECASE
)
_UNIT = re.compile(
    r"[(\[]?\s{0,8}(?:£\s{0,8}(?:m|k|bn|000s?|million|thousand)?|£?'000s?|%|no\.?|number|#|n|d|fte|\*)\s{0,8}[)\]]?$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[A-Z][\w /()'’&.-]{1,40}:\s+\S")
_EMPTY_VALUE = re.compile(r"(?:n/?a|nil|-|–|—|\\|\.\.|tbc|x)$", re.IGNORECASE)


def is_amount(words: str) -> bool:
    """Whether a cell holds a number that measures something: not a year, a quarter or a unit."""
    return _NUMBER.match(words) is not None and _PERIOD.match(words) is None and _UNIT.match(words) is None


def is_period(words: str) -> bool:
    """Whether a cell opens as a year, a quarter or a day."""
    return _PERIOD.match(words) is not None


def is_unit(words: str) -> bool:
    """Whether a cell is a unit and nothing more ("£000", "%", "No.")."""
    return _UNIT.match(words) is not None


def count_header_rows(grid: Sequence[Sequence[str]]) -> int:
    """How many of the first rows name the columns.

    The first row with an amount outside its first cell ends the headings. A table without any amount has one
    heading row, unless its first column reads as labels of a form.
    """
    for number, row in enumerate(grid):
        if any(is_amount(words) for words in row[1:]):
            return _trim(grid, number)
    if looks_like_form(grid) or len(grid) < 2:
        return 0
    return 1


def _trim(grid: Sequence[Sequence[str]], number: int) -> int:
    """A row with words in its first cell alone, right above the figures, names a part of the table, not columns."""
    while number > 1:
        row = grid[number - 1]
        if row[0] and not any(row[1:]):
            number -= 1
            continue
        break
    rows = number
    for index in range(1, number):
        if all(_EMPTY_VALUE.match(words) or not words for words in grid[index][1:]) and any(grid[index]):
            rows = min(rows, index)
            break
    return rows


def looks_like_form(grid: Sequence[Sequence[str]]) -> bool:
    """Label and value: two columns (or label, value, label, value) with labels that end in a colon or read as one."""
    if not grid:
        return False
    if _is_labelled(grid):
        return True
    columns = max(len(row) for row in grid)
    if columns not in (2, 4):
        return False
    labels = [row[column].strip() for row in grid for column in range(0, len(row), 2) if row[column].strip()]
    values = [row[column].strip() for row in grid for column in range(1, len(row), 2)]
    if not labels or sum(is_amount(value) for value in values) * 2 > len(values):
        return False
    return sum(label.endswith((":", "?")) for label in labels) * 2 > len(labels)


def _is_labelled(grid: Sequence[Sequence[str]]) -> bool:
    """Cells that carry their own labels: "Date: 3 May" beside "Chair: A Person"."""
    held = [words for row in grid for words in row if words]
    return sum(_LABELLED.match(words) is not None for words in held) * 3 >= len(held) * 2
