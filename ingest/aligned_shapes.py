"""What the finders of tables in plain text give: cells as stretches of lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a cell: which line, and from where to where in the line as it stands in the file."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AlignedCell:
    row: int
    column: int
    span: int
    stretches: tuple[Stretch, ...]
    """One for each line that the cell's words run over."""


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """``first`` to ``last`` (exclusive) are the lines that it takes up, rules among them."""

    first: int
    last: int
    rows: int
    columns: int
    cells: tuple[AlignedCell, ...]
