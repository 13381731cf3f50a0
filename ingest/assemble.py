"""Pieces become the one text of a document, with blocks, lines, tables and pages that point into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.document import Block, BlockKind, Cell, Document, Line, Page, Table
from ingest.pieces import CellPiece, Content, Piece, Run, TablePiece, around

_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")
_HYPHEN_END = re.compile(r"([^\W\d_]{1,300})[-‐]$")
_LETTERS_END = re.compile(r"([^\W\d_]{1,300})$")
_LETTERS_START = re.compile(r"([^\W\d_]{1,300})")
_NUMBER_CELL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})?|[A-Za-z]|[ivx]{1,4})[.):]{0,2}(?:\s?[*†‡#])?$")
_HOST = re.compile(r"(?:https?://|www\.|@)((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,12})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of the file beside its content."""

    filename: str
    sha256: str
    media_type: str
    title: str | None = None
    links: tuple[str, ...] = ()


class Vocabulary:
    """The words of this document, to tell a word broken at a line's end from two words.

    Word processors hyphenate seldom, and papers are full of real hyphens at line ends ("long-term", "2024-25"); so a
    hyphen is undone only where the document itself prints the word without it, and never with it.
    """

    def __init__(self, runs: Iterable[str]) -> None:
        self._known: set[str] = set()
        for words in runs:
            found = _WORD.findall(words)
            if words and words[-1].isalpha() and found:
                found.pop()
            self._known.update(word.lower() for word in found)

    def glue(self, before: str, after: str, *, narrow: bool = False) -> tuple[int, str]:
        """How ``after`` joins on to ``before``: characters to drop from the end of ``before``, and what to put
        between. ``narrow`` allows a word broken without a hyphen, as in a tight table column."""
        if before.endswith("\xad"):
            return 1, ""
        if before.endswith(("-", "‐")) and not before.endswith((" -", " ‐")) and before not in ("-", "‐"):
            return self._hyphen(before, after)
        if before in ("-", "–", "−", "+", "£", "-£") and after[:1].isdigit() | after.startswith("£"):
            return 0, ""
        if before.endswith("/") and after[:1].isalnum() and "//" in before.split()[-1]:
            return 0, ""
        if narrow and self._is_broken(before, after):
            return 0, ""
        return 0, " "

    def _hyphen(self, before: str, after: str) -> tuple[int, str]:
        if not after[:1].isalnum():
            return 0, " "
        head, tail = _HYPHEN_END.search(before), _LETTERS_START.match(after)
        if head is None or tail is None or not tail.group(1)[0].islower():
            return 0, ""
        whole = head.group(1) + tail.group(1)
        hyphenated = f"{head.group(1)}-{tail.group(1)}"
        if whole.lower() in self._known and hyphenated.lower() not in self._known:
            return 1, ""
        return 0, ""

    def _is_broken(self, before: str, after: str) -> bool:
        head, tail = _LETTERS_END.search(before), _LETTERS_START.match(after)
        if head is None or tail is None or not tail.group(1)[0].islower():
            return False
        whole = (head.group(1) + tail.group(1)).lower()
        return whole in self._known and not (
            head.group(1).lower() in self._known and tail.group(1).lower() in self._known
        )


class _Writer:
    """Writes the text from left to right and notes where everything went."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._parts: list[str] = []
        self.offset = 0
        self.blocks: list[Block] = []
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self.marks: list[tuple[int, int]] = []
        """(page, offset) wherever words of a page begin."""

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def put(self, words: str) -> None:
        self._parts.append(words)
        self.offset += len(words)

    def separate(self) -> None:
        if self.offset:
            self.put("\n\n")

    def runs(self, runs: Sequence[Run], *, narrow: bool = False, mark: bool = True) -> tuple[int, int]:
        """Write printed lines as one flowing passage; give its start and end."""
        start = self.offset
        last = ""
        for run in runs:
            words = run.words.strip()
            if not words:
                continue
            if self.offset > start:
                drop, between = self._vocabulary.glue(last, words, narrow=narrow)
                if drop:
                    self._drop(drop)
                self.put(between)
            if mark:
                self.marks.append((run.page, self.offset))
            if run.box is not None:
                self.lines.append(Line(self.offset, self.offset + len(words), run.page, run.box, run.sure))
            self.put(words)
            last = words
        return start, self.offset

    def _drop(self, count: int) -> None:
        self._parts[-1] = self._parts[-1][:-count]
        self.offset -= count
        if self.lines and self.lines[-1].end > self.offset:
            self.lines[-1] = replace(self.lines[-1], end=self.offset)

    def piece(self, piece: Piece) -> Block:
        start, end = self.runs(piece.runs)
        block = Block(
            piece.kind, start, end, piece.page, piece.box, level=piece.level, marker=piece.marker, bold=piece.bold
        )
        self.blocks.append(block)
        return block

    def furniture(self, piece: Piece) -> None:
        here = self.offset
        self.blocks.append(Block(BlockKind.FURNITURE, here, here, piece.page, piece.box, words=piece.words))

    # -- tables --------------------------------------------------------------------------------------------------

    def table(self, table: TablePiece) -> None:
        start = self.offset
        cells: list[Cell] = []
        for number, row in enumerate(table.by_row()):
            if number and not (table.is_form and not row):
                self.put("\n\n" if table.is_form else "\n")
            if row:
                self.marks.append((min(cell.page for cell in row), self.offset))
            cells.extend(self._form_row(row) if table.is_form else self._row(row, table.columns))
        self.tables.append(
            Table(
                number=len(self.tables) + 1,
                page=table.page,
                start=start,
                end=self.offset,
                rows=table.rows,
                columns=table.columns,
                cells=tuple(cells),
                header_rows=table.header_rows,
                is_form=table.is_form,
            )
        )
        if not table.is_form:
            self.blocks.append(Block(BlockKind.TABLE, start, self.offset, table.page, table.box))

    def _row(self, row: list[CellPiece], columns: int) -> list[Cell]:
        """A row as one line: as many tabs as there are columns, whatever the spans, so that columns line up."""
        cells: list[Cell] = []
        by_column = {cell.column: cell for cell in row}
        for column in range(columns):
            if column:
                self.put("\t")
            cell = by_column.get(column)
            if cell is not None:
                start, end = self.runs(list(cell.runs()), narrow=True, mark=False)
                cells.append(_cell(cell, start, end))
        return cells

    def _form_row(self, row: list[CellPiece]) -> list[Cell]:
        """Label and value: on one line where each is a single paragraph, else block under block."""
        held = [cell for cell in row if cell.words]
        if all(len(cell.pieces) == 1 for cell in held) and len(held) > 1:
            return self._form_line(row)
        cells: list[Cell] = []
        fresh = True
        number: tuple[int, CellPiece] | None = None
        for cell in row:
            if number is None and len(cell.words) <= 6 and _NUMBER_CELL.match(cell.words) and cell is not row[-1]:
                if not fresh:
                    self.put("\n\n")
                number = self.offset, cell
                start, end = self.runs(list(cell.runs()))
                cells.append(_cell(cell, start, end))
                self.put("\t")
                fresh = True
                continue
            start = self.offset
            for count, piece in enumerate(piece for piece in cell.pieces if piece.words.strip()):
                if not fresh:
                    self.put("\n\n")
                if count == 0:
                    start = self.offset
                self._numbered(self.piece(piece), number)
                fresh, number = False, None
            cells.append(_cell(cell, start, self.offset))
        return cells

    def _numbered(self, block: Block, number: tuple[int, CellPiece] | None) -> None:
        """Let the block begin at the number that stands in a cell of its own before it."""
        if number is not None:
            start, cell = number
            self.blocks[-1] = replace(block, start=start, marker=block.marker or cell.words)

    def _form_line(self, row: list[CellPiece]) -> list[Cell]:
        cells: list[Cell] = []
        opened = self.offset
        kept = [piece for cell in row for piece in cell.pieces]
        for number, cell in enumerate(row):
            if number:
                self.put("\t")
            start, end = self.runs(list(cell.runs()))
            cells.append(_cell(cell, start, end))
        box = around([piece.box for piece in kept])
        self.blocks.append(Block(BlockKind.PARAGRAPH, opened, self.offset, row[0].page, box))
        return cells


def _cell(cell: CellPiece, start: int, end: int) -> Cell:
    return Cell(cell.row, cell.column, start, end, cell.page, cell.row_span, cell.column_span, cell.box)


def assemble(
    contents: Sequence[Content], pages: Sequence[Page], facts: FileFacts, vocabulary: Vocabulary | None = None
) -> Document:
    """Build the document. ``pages`` say number, size, source and note; their offsets are found here."""
    writer = _Writer(vocabulary or Vocabulary(_all_words(contents)))
    for content in contents:
        if isinstance(content, TablePiece):
            writer.separate()
            writer.table(content)
        elif content.kind is BlockKind.FURNITURE:
            writer.furniture(content)
        elif content.words.strip():
            writer.separate()
            writer.piece(content)
    return Document(
        filename=facts.filename,
        sha256=facts.sha256,
        media_type=facts.media_type,
        text=writer.text,
        pages=_place_pages(pages, writer.marks, writer.offset),
        blocks=tuple(writer.blocks),
        tables=tuple(writer.tables),
        lines=tuple(writer.lines),
        title=facts.title,
        addresses=find_addresses(writer.text, facts.links, writer.blocks),
    )


def _all_words(contents: Iterable[Content]) -> Iterable[str]:
    for content in contents:
        if isinstance(content, TablePiece):
            for cell in content.cells:
                yield from (run.words for run in cell.runs())
        else:
            yield from (run.words for run in content.runs)


def _place_pages(pages: Sequence[Page], marks: Sequence[tuple[int, int]], end: int) -> tuple[Page, ...]:
    """Each page begins where its first words stand; one without words is empty at the next page's beginning."""
    first: dict[int, int] = {}
    highest = 0
    for number, offset in marks:
        if number > highest:
            first[number] = offset
            highest = number
    starts: list[int] = []
    following = end
    for page in reversed(pages):
        following = min(first.get(page.number, following), following)
        starts.append(following)
    starts.reverse()
    if starts:
        starts[0] = 0
    ends = [*starts[1:], end]
    return tuple(replace(page, start=start, end=stop) for page, start, stop in zip(pages, starts, ends, strict=True))


def find_addresses(text: str, links: Iterable[str], blocks: Iterable[Block] = ()) -> tuple[str, ...]:
    """Hosts of web and e-mail addresses, in the order of first appearance, without "www."."""
    sources = [text, *(block.words for block in blocks if block.words), *links]
    found: dict[str, None] = {}
    for source in sources:
        for match in _HOST.finditer(source.replace("mailto:", "@")):
            host = match.group(1).lower().removeprefix("www.")
            found.setdefault(host)
    return tuple(found)
