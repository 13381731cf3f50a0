"""What the readers of laid-out formats hand to the assembler: printed lines gathered into pieces, not yet one text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.document import BlockKind, Box


@dataclass(frozen=True, slots=True)
class Run:
    """One printed line of a piece (the whole piece, in formats without lines)."""

    words: str
    page: int
    box: Box | None = None
    sure: float | None = None
    """How sure the engine is of the words, 0 to 1, where they were recognised from a picture."""


@dataclass(slots=True)
class Piece:
    """A heading, paragraph, item, contents line or furniture on its way into the text."""

    kind: BlockKind
    runs: list[Run]
    level: int = 0
    marker: str | None = None
    bold: bool = False
    size: float = 0.0
    """Type size in points (0 where the format has none)."""
    left: float = 0.0
    """Left edge of the words, to tell whether a later line belongs to the piece."""
    full: bool = False
    """The last line reaches the right margin: a sentence may go on after it."""
    slack: float = math.inf
    """Points between the last line's end and the right margin."""

    @property
    def page(self) -> int:
        return self.runs[0].page

    @property
    def words(self) -> str:
        return self.runs[0].words if len(self.runs) == 1 else " ".join([run.words for run in self.runs])

    @property
    def box(self) -> Box | None:
        return around([run.box for run in self.runs if run.page == self.page])


@dataclass(slots=True)
class CellPiece:
    """A cell of a grid, with what stands in it as pieces."""

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    pieces: list[Piece] = field(default_factory=list)
    box: Box | None = None
    inner: list[Content] = field(default_factory=list)
    """Everything in the cell in order, where a table of its own stands in it; empty otherwise."""

    @property
    def words(self) -> str:
        pieces = self.pieces
        return (pieces[0].words if len(pieces) == 1 else " ".join([piece.words for piece in pieces])).strip()

    def fill(self, contents: Sequence[Content]) -> None:
        """Put in what stands in the cell; forms in it are read as running text, tables are kept beside the words."""
        for content in contents:
            if isinstance(content, TablePiece):
                self.pieces.extend(piece for cell in content.cells for piece in cell.pieces)
            else:
                self.pieces.append(content)
        if any(isinstance(content, TablePiece) and not content.is_form for content in contents):
            self.inner = list(contents)

    def runs(self) -> Iterator[Run]:
        for piece in self.pieces:
            yield from piece.runs


@dataclass(slots=True)
class TablePiece:
    """A grid on its way into the text."""

    rows: int
    columns: int
    cells: list[CellPiece]
    page: int
    header_rows: int = 1
    is_form: bool = False
    box: Box | None = None
    column_edges: tuple[float, ...] = ()
    """Where the columns begin and end, to recognise the table's continuation on the next page."""
    kept: tuple[int, ...] = ()
    """Which columns between these edges are left, where empty ones were taken out; all of them while it is empty."""
    last_page: int = 0

    def grid(self) -> list[list[str]]:
        """The words by row and column; what a spanning cell covers is empty."""
        words = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            words[cell.row][cell.column] = cell.words
        return words

    def by_row(self) -> list[list[CellPiece]]:
        """The cells of each row from left to right."""
        rows: list[list[CellPiece]] = [[] for _ in range(self.rows)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            rows[cell.row].append(cell)
        return rows


Content = Piece | TablePiece


def around(boxes: list[Box | None]) -> Box | None:
    """The box around all boxes given, or None where there is none."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    return Box(
        min(box.x0 for box in known),
        min(box.y0 for box in known),
        max(box.x1 for box in known),
        max(box.y1 for box in known),
    )
