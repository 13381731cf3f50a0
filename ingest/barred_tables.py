"""Tables in plain text whose cells are parted by upright bars, typed or drawn: the bars alone tell columns."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.aligned_lines import Lines
from ingest.aligned_shapes import AlignedCell, AlignedTable, Stretch
from ingest.gaps import BARS

_Field = tuple[int, int]


_MOST_BARS = 60


def barred_table_at(lines: Lines, first: int) -> tuple[AlignedTable | None, int]:
    """The table that opens at a line with bars, or None, and the index of the line to go on at. Two rows at least
    have as many bars as one another, and words in two cells or more."""
    bars = _bars(lines.printed[first].raw)
    if bars > _MOST_BARS or lines.is_rule(first):
        return None, first
    groups: list[list[int]] = [[]]
    rules = 0
    index = first
    while index < len(lines) and lines.printed[index].page == lines.printed[first].page:
        line = lines.printed[index]
        if line.barred or (line.first and index > first):
            break
        if lines.is_rule(index):
            rules += 1
            groups.append([])
        elif _bars(line.raw) == bars:
            groups[-1].append(index)
        else:
            break
        index += 1
    rows = _rows([group for group in groups if group], rules)
    # One bar a line is a table only where a rule crosses it: "Tel 1234 | Fax 1235" is none.
    if len(rows) < 2 or (bars == 1 and not rules):
        # Numbers beside a lone bar may still stand in columns lined up with spaces.
        return None, first if bars == 1 and lines.is_value_row(first) else index
    return _assemble(lines, first, index, rows), index


def _bars(line: str) -> int:
    return sum(line.count(bar) for bar in BARS)


def _rows(groups: Sequence[list[int]], rules: int) -> list[list[int]]:
    """Each line is a row; where rules stand between all rows, the lines between two rules are one row of wrapped
    cells."""
    if rules >= 3 and len(groups) >= 3:
        return list(groups)
    return [[line] for group in groups for line in group]


def _fields(raw: str) -> list[_Field]:
    """Where the words of each cell begin and end, empty cells too; what stands outside the outer bars is left out."""
    found: list[_Field] = []
    start = 0
    for index, character in enumerate(f"{raw}|"):
        if character in BARS:
            words = raw[start:index]
            bare = words.strip()
            begin = start + (words.index(bare) if bare else 0)
            found.append((begin, begin + len(bare)))
            start = index + 1
    return found


def _assemble(lines: Lines, first: int, last: int, rows: Sequence[Sequence[int]]) -> AlignedTable | None:
    cells: list[AlignedCell] = []
    filled: set[int] = set()
    for number, group in enumerate(rows):
        held: dict[int, list[Stretch]] = {}
        for line in group:
            for column, (start, end) in enumerate(_fields(lines.printed[line].raw)):
                if start < end:
                    held.setdefault(column, []).append(Stretch(line, start, end))
        filled.update(held)
        cells.extend(AlignedCell(number, column, 1, tuple(stretches)) for column, stretches in sorted(held.items()))
    columns = sorted(filled)
    if len(columns) < 2:
        return None
    places = {column: index for index, column in enumerate(columns)}
    placed = tuple(AlignedCell(cell.row, places[cell.column], 1, cell.stretches) for cell in cells)
    return AlignedTable(first, last, len(rows), len(columns), placed)
