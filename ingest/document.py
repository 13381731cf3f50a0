"""What a reader gives: the text of one document, and where each part of it stands.

``Document.text`` is the one string that every offset in the product points into. For a plain-text file it is the
decoded file, unchanged. For the laid-out formats it is the text in reading order: one line for each heading,
paragraph or list item (lines of a paragraph joined, hyphens at line ends undone), a blank line between blocks, the
cells of a table row parted by tabs. A paragraph that a page break cuts is one block there, because running heads and
page numbers ("furniture") are kept as blocks of their own that stand outside the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page in points, origin top left, after the page's own rotation."""

    x0: float
    y0: float
    x1: float
    y1: float


class PageSource(StrEnum):
    TEXT = "text"
    OCR = "ocr"


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CONTENTS = "contents"
    """A line of a table of contents: searchable, but no source of facts."""
    FURNITURE = "furniture"
    """Running heads, page numbers, slogans, navigation: kept and marked, never searched."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``number`` is 1-based; ``start`` and ``end`` are offsets into the document's text."""

    number: int
    start: int
    end: int
    width: float | None = None
    height: float | None = None
    source: PageSource = PageSource.TEXT
    note: str | None = None
    """Why the page has no text, where it has none, or what may be missing behind it. A whole sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: the offsets of its words and the box around them."""

    start: int
    end: int
    page: int
    box: Box
    confidence: float | None = None
    """Of a line recognised from a picture: how sure the engine is of its least sure word, 0 to 1. Otherwise None."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table or piece of furniture.

    For every kind but furniture ``document.text[start:end]`` are its words. Furniture of a laid-out format is not
    in the text: ``start == end``, and its words stand in ``words``. Furniture of a .txt file is in the text.
    """

    kind: BlockKind
    start: int
    end: int
    page: int
    box: Box | None = None
    level: int = 0
    """Of a heading: 1 is the largest. Of a list item: 1 is the outermost. Otherwise 0."""
    marker: str | None = None
    """The printed number, letter or bullet of an item or heading ("3.", "(a)", "•"); it also stands in the text."""
    words: str | None = None
    """The words of furniture that stands outside the text."""
    bold: bool = False
    label: tuple[tuple[int, int], ...] = ()
    """In plain text, the stretches of a form's label that wraps in the left column; the rest of the block is its
    value. Its second line may stand behind the value that is printed beside its first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. ``row`` and ``column`` count from 0; ``text[start:end]`` are its words (may be empty), or the
    first of them where the cell is ``wrapped``."""

    row: int
    column: int
    start: int
    end: int
    page: int
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    wrapped: tuple[tuple[int, int], ...] = ()
    """Further stretches of the text that belong to the cell. In plain text whose columns are lined up with spaces,
    a label that runs over two lines has words of other cells between its own."""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. ``start`` and ``end`` enclose it in the text. Rows continued on a next page are joined."""

    number: int
    page: int
    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    header_rows: int = 1
    """How many of the first rows are column headings, as far as layout tells (0 for a form of label and value)."""
    is_form: bool = False
    """Label and value cells laid out as a form, not a table of figures. Of a form the blocks are paragraphs, headings
    and items as in running text (a label and its one-line value stand on one line, parted by a tab), and no TABLE
    block is made; the cells point into the same words."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read."""

    filename: str
    sha256: str
    media_type: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    lines: tuple[Line, ...] = field(default=(), repr=False)
    """Printed lines with boxes; empty for formats without pages (text, HTML, DOCX)."""
    title: str | None = None
    """The title in the file's own properties (HTML <title>, PDF and DOCX metadata). Often wrong."""
    addresses: tuple[str, ...] = ()
    """Web and e-mail hosts printed or linked in the paper ("kent.gov.uk"): they help to name a council."""

    @property
    def id(self) -> str:
        """The short id of the archive: the first 12 hex digits of the file's sha256."""
        return self.sha256[:12]

    def page_at(self, offset: int) -> int:
        """The number of the page on which the character at ``offset`` stands."""
        found = 1
        for page in self.pages:
            if page.start > offset:
                break
            found = page.number
        return found

    def body(self) -> Iterator[Block]:
        """The blocks in reading order, without furniture."""
        return (block for block in self.blocks if block.kind is not BlockKind.FURNITURE)

    def cell_text(self, cell: Cell) -> str:
        """The cell's words; offsets into them count from ``cell.start`` unless the cell is wrapped."""
        words = self.text[cell.start : cell.end]
        if not cell.wrapped:
            return words
        return " ".join((words, *(self.text[start:end] for start, end in cell.wrapped)))
