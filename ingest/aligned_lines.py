"""The lines among which aligned tables are looked for, with the pieces of each worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.gaps import BARS, Segment, has_gap, is_rule, may_hold_values, reads_as_prose, split_line
from ingest.text_lines import Row
from ingest.wording import dangles, is_finished, names_vote, pattern

_MOST_PIECES = 40
"""A line of more pieces is no row of a table that anybody prints."""
_ROW_LABEL = 60
"""Most characters of a line of words alone that may stand among the rows of a table."""
_ANOTHER_TITLE = pattern("another_title")


@dataclass(slots=True)
class Lines:
    """All lines, and their pieces on demand."""

    printed: Sequence[Row]
    _pieces: dict[int, tuple[Segment, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.printed)

    def pieces(self, index: int) -> tuple[Segment, ...]:
        if index not in self._pieces:
            raw = self.printed[index].raw
            pieces = () if is_rule(raw) else _with_signs(split_line(raw), raw)
            self._pieces[index] = pieces if len(pieces) <= _MOST_PIECES else ()
        return self._pieces[index]

    def is_rule(self, index: int) -> bool:
        return is_rule(self.printed[index].raw)

    def has_bars(self, index: int) -> bool:
        line = self.printed[index]
        return not line.barred and any(bar in line.raw for bar in BARS)

    def is_value_row(self, index: int) -> bool:
        """A row of figures: numbers in pieces of their own, right of a label or of one another."""
        line = self.printed[index]
        if line.barred or not may_hold_values(line.raw):
            return False
        pieces = self.pieces(index)
        if len(pieces) < 2 or not any(piece.is_value for piece in pieces[1:]):
            return False
        return not reads_as_prose(pieces) and not names_vote(pieces[0].words)

    def opens_with_value(self, index: int) -> bool:
        """Numbers alone: a row of totals without a label, or one number under a column."""
        pieces = self.pieces(index)
        return bool(pieces) and all(piece.is_value or piece.is_nothing for piece in pieces)

    def is_label(self, index: int) -> bool:
        """Words alone, short enough to name a part of a table or the half of a row's label."""
        pieces = self.pieces(index)
        if len(pieces) != 1 or pieces[0].is_value or len(pieces[0].words) > _ROW_LABEL:
            return False
        return not (is_finished(pieces[0].words) and pieces[0].words.endswith((".", ";", "?")))

    def titles_another(self, index: int) -> bool:
        """ "Table 4: ...": the heading of a table, so that none goes on across it."""
        pieces = self.pieces(index)
        return bool(pieces) and _ANOTHER_TITLE.match(pieces[0].words) is not None

    def parts_of_words(self, index: int) -> bool:
        """A line of several pieces without a number: headings, or a row of words."""
        line = self.printed[index]
        if line.barred or not has_gap(line.raw):
            return False
        pieces = self.pieces(index)
        return len(pieces) > 1 and not reads_as_prose(pieces) and all(len(piece.words) <= 60 for piece in pieces)

    def runs_on(self, above: Segment, below: Segment) -> bool:
        """Whether the words of one cell go on in the line below: in lower case, in brackets, or left hanging."""
        opening = below.words[0]
        if below.is_value or below.is_nothing:
            return False
        return opening.islower() or opening in "(&/" or dangles(above.words)


def _with_signs(pieces: tuple[Segment, ...], raw: str) -> tuple[Segment, ...]:
    """The pieces with a currency sign that stands apart ("£     1,234") joined to its number."""
    if not any(piece.words in ("£", "-£", "(£", "£ (") for piece in pieces):
        return pieces
    joined: list[Segment] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and before.words in ("£", "-£", "(£") and piece.is_value:
            words = raw[before.raw : piece.raw + len(piece.words)]
            joined[-1] = Segment(before.start, piece.end, before.raw, words, True, False)
        else:
            joined.append(piece)
    return tuple(joined)
