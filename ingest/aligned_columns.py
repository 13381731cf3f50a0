"""The columns of a table of aligned text, found from its rows, and the column that each piece of a line stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.gaps import Segment

_NEAR = 4
"""Places that a lone piece may stand beside a column and still be of it."""
_MOST_OF_IT = 0.6
"""Share of a column that a heading must cover to stand over it beside another."""


@dataclass(slots=True)
class Column:
    """Where the pieces of one column stand: from the leftmost beginning to the rightmost end."""

    start: int
    end: int
    values: int = 0
    """How many rows have a number in it."""

    def takes(self, piece: Segment) -> None:
        self.start, self.end = min(self.start, piece.start), max(self.end, piece.end)
        self.values += piece.is_value

    def distance(self, piece: Segment) -> int:
        return max(self.start - piece.end, piece.start - self.end, 0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of a line in its column; ``span`` counts the columns that it stands over."""

    column: int
    span: int
    piece: Segment


def find_columns(rows: Sequence[Sequence[Segment]]) -> list[Column]:
    """The columns, left to right. Full rows are asked first: they part columns that a wide piece elsewhere covers."""
    columns: list[Column] = []
    for row in sorted(rows, key=lambda pieces: -len(pieces)):
        for piece in row:
            over = [column for column in columns if piece.overlaps(column.start, column.end)]
            if not over:
                columns.append(Column(piece.start, piece.end, int(piece.is_value)))
                columns.sort(key=lambda column: column.start)
            elif len(over) == 1:
                over[0].takes(piece)
    _close(columns, rows)
    _join_split_labels(columns, rows)
    return columns


def _close(columns: list[Column], rows: Sequence[Sequence[Segment]]) -> None:
    """A column of a stray piece or two right beside another, never filled together with it, is part of that one."""
    index = 0
    while index + 1 < len(columns):
        left, right = columns[index], columns[index + 1]
        near = right.start - left.end <= _NEAR
        if near and not any(_fills(row, left) and _fills(row, right) for row in rows):
            _merge(columns, index)
            continue
        index += 1


def _join_split_labels(columns: list[Column], rows: Sequence[Sequence[Segment]]) -> None:
    """Two columns of words that more rows run across than part are one: a label had two spaces in it."""
    index = 0
    while index + 1 < len(columns):
        left, right = columns[index], columns[index + 1]
        parted = sum(_fills(row, left) and _fills(row, right) and not _crosses(row, left, right) for row in rows)
        crossed = sum(_crosses(row, left, right) for row in rows)
        if crossed > parted and not right.values:
            _merge(columns, index)
            continue
        index += 1


def _fills(row: Sequence[Segment], column: Column) -> bool:
    return any(piece.overlaps(column.start, column.end) for piece in row)


def _crosses(row: Sequence[Segment], left: Column, right: Column) -> bool:
    return any(piece.start < left.end and right.start < piece.end for piece in row)


def _merge(columns: list[Column], index: int) -> None:
    left, right = columns[index], columns.pop(index + 1)
    left.end = max(left.end, right.end)
    left.values += right.values


def place_row(row: Sequence[Segment], columns: Sequence[Column]) -> list[Placed]:
    """The pieces of a row of the body in their columns. Two pieces of one column stay two entries of it."""
    return [_place(piece, columns) for piece in row]


def _place(piece: Segment, columns: Sequence[Column]) -> Placed:
    over = [index for index, column in enumerate(columns) if piece.overlaps(column.start, column.end)]
    if len(over) > 1 and piece.is_value:
        over = [max(over, key=lambda index: _shared(piece, columns[index]))]
    if over:
        return Placed(over[0], len(over), piece)
    nearest = min(range(len(columns)), key=lambda index: columns[index].distance(piece))
    return Placed(nearest, 1, piece)


def _shared(piece: Segment, column: Column) -> int:
    return min(piece.end, column.end) - max(piece.start, column.start)


def place_headings(row: Sequence[Segment], columns: Sequence[Column]) -> list[Placed]:
    """The pieces of a line of headings. A piece stands over the columns that it covers for the most part, over the
    two whose gap its middle is in, or over the one it is nearest to; no column has two headings on one line."""
    wanted = [_covered(piece, columns) for piece in row]
    for index in range(len(columns)):
        claims = [number for number, over in enumerate(wanted) if index in over]
        if len(claims) < 2:
            continue
        best = max(claims, key=lambda number: (len(wanted[number]) == 1, _shared(row[number], columns[index])))
        for number in claims:
            if number != best and len(wanted[number]) > 1:
                wanted[number] = [column for column in wanted[number] if column != index]
    return [Placed(over[0], over[-1] - over[0] + 1, piece) for piece, over in zip(row, wanted, strict=True)]


def _covered(piece: Segment, columns: Sequence[Column]) -> list[int]:
    shares = [_shared(piece, column) for column in columns]
    covered = [
        index
        for index, (column, shared) in enumerate(zip(columns, shares, strict=True))
        if shared >= _MOST_OF_IT * (column.end - column.start)
    ]
    middle = (piece.start + piece.end) / 2
    for index in range(len(columns) - 1):
        if columns[index].end <= middle <= columns[index + 1].start and index > 0:
            touched = (shares[index] > 0) == (shares[index + 1] > 0)
            if touched and len(covered) != 1:
                covered = sorted({*covered, index, index + 1})
    if covered:
        return list(range(covered[0], covered[-1] + 1))
    best = max(range(len(columns)), key=lambda index: (shares[index], -columns[index].distance(piece)))
    return [best]
