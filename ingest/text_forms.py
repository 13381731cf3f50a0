"""Entries of typed forms whose labels wrap in the left column, found among the lines of a text file."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from ingest.gaps import Segment, is_rule, split_line
from ingest.text_lines import Row
from ingest.wrapped_labels import Bit, Entry, Printed, wrapped_entry

Stretches = tuple[tuple[int, int], ...]

_BLANK = "\ufeff \t\xa0\f"
_WIDEST = 200
"""A longer line is a paragraph."""


@dataclass(frozen=True, slots=True)
class FormEntry:
    """``last`` is the index after its last line; ``label`` are the offsets of its label's words in the text."""

    last: int
    label: Stretches


@dataclass(slots=True)
class _Pieces:
    """The pieces of each line, worked out once."""

    rows: Sequence[Row]
    _known: dict[int, tuple[Segment, ...]] = field(default_factory=dict)

    def segments(self, index: int) -> tuple[Segment, ...]:
        if index not in self._known:
            row = self.rows[index]
            usable = not row.barred and len(row.raw) <= _WIDEST and not is_rule(row.raw)
            self._known[index] = split_line(row.raw) if usable else ()
        return self._known[index]

    def bits(self, index: int) -> tuple[Bit, ...]:
        return tuple(Bit(piece.start, piece.end, piece.words) for piece in self.segments(index))


def wrapped_entries(rows: Sequence[Row], taken: Set[int]) -> dict[int, FormEntry]:
    """The entries whose labels wrap, by the index of the line that each opens at; none in tables (``taken``)."""
    pieces = _Pieces(rows)
    printed = Printed(len(rows), pieces.bits, lambda index: rows[index].first, 1.0)
    found: dict[int, FormEntry] = {}
    floor = 0
    for index, row in enumerate(rows):
        if index < floor or "  " not in row.words or index in taken or (row.first and row.last):
            continue
        entry = wrapped_entry(printed, index)
        if entry is None or entry.first < floor or not taken.isdisjoint(range(entry.first, entry.last)):
            continue
        found[entry.first] = FormEntry(entry.last, _label(rows, pieces, entry))
        floor = entry.last
    return found


def _label(rows: Sequence[Row], pieces: _Pieces, entry: Entry) -> Stretches:
    stretches: list[tuple[int, int]] = []
    for index in range(entry.first, entry.last):
        left = [piece for piece in pieces.segments(index) if piece.start < entry.value_at]
        if left:
            row = rows[index]
            line = row.start - (len(row.raw) - len(row.raw.lstrip(_BLANK)))
            stretches.append((line + left[0].raw, line + left[-1].raw + len(left[-1].words)))
    return tuple(stretches)
