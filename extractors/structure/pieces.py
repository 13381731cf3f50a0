"""The runs of text of a paper that are read as prose: paragraphs, items, headings, and cells that hold sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.reading import Reading
from extractors.structure.sentences import text_of
from extractors.vocabulary import load
from ingest.document import Block, BlockKind, Table

PIECES_EXTENSION = "minutebook_pieces"
"""Name of the Doc extension with the pieces; None for a bare text, which is one piece."""

_LONG_CELL: int = load("prose_figures")["long_cell"]["words"]
_FORM_CELL = 2
_SENTENCE: int = load("prose_figures")["long_cell"]["sentence"]
_STOP = re.compile(r"[.;:?!](?:\s|\Z)")
_ONLY_A_NUMBER = re.compile(r"\s*\(?\d{1,4}[.)]?\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of prose; nothing is read across its ends."""

    start: int
    end: int


if not Doc.has_extension(PIECES_EXTENSION):
    Doc.set_extension(PIECES_EXTENSION, default=None)


def set_pieces(doc: Doc, pieces: Iterable[Piece]) -> None:
    """Tell the components which runs of ``doc`` are prose."""
    doc._.set(PIECES_EXTENSION, tuple(pieces))


def pieces_of(doc: Doc) -> tuple[Piece, ...]:
    """The runs of ``doc`` that are prose."""
    pieces: tuple[Piece, ...] | None = doc._.get(PIECES_EXTENSION)
    return (Piece(0, len(text_of(doc))),) if pieces is None else pieces


def prose_pieces(reading: Reading) -> Iterator[Piece]:
    """The pieces in reading order. Furniture, tables of contents and the short cells of tables are none."""
    for block in reading.body:
        if block.kind is BlockKind.TABLE:
            yield from _worded_cells(reading, block)
        elif block.start < block.end and not _ONLY_A_NUMBER.fullmatch(reading.text, block.start, block.end):
            yield Piece(block.start, block.end)


def _worded_cells(reading: Reading, block: Block) -> Iterator[Piece]:
    """Cells that hold sentences. Those of a form may be short; short cells of a table are for the table reader."""
    table = reading.table_at(block.start)
    if table is None:
        return
    for cell in sorted(table.cells, key=lambda cell: cell.start):
        words = reading.text[cell.start : cell.end].strip()
        if _holds_prose(words, table) and (table.is_form or cell.column > 0 or table.columns == 1):
            yield Piece(cell.start, cell.end)


def _holds_prose(words: str, table: Table) -> bool:
    """In a table of figures a long cell without a stop is the name of what is measured: numbers in it are none."""
    count = len(words.split())
    if table.is_form:
        return count >= _FORM_CELL
    return count >= _LONG_CELL and (count >= _SENTENCE or _STOP.search(words) is not None or table.columns == 1)
