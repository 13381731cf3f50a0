"""A document made ready for the extractors: its text, its blocks and its spaCy Doc in one hand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeVar

from spacy.tokens import Doc, Span

from extractors.structure.sentences import first_tokens, sentence_bounds, trimmed_sentences
from ingest.document import Block, BlockKind, Cell, Document, Table

T = TypeVar("T")
_NO_FACTS = (BlockKind.FURNITURE, BlockKind.CONTENTS)


@dataclass(frozen=True)
class Reading:
    """What each extractor is given. ``doc.text == document.text``, so offsets mean the same everywhere."""

    document: Document
    doc: Doc = field(repr=False)
    _made: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, worked out once for this reading: several extractors need the same view of it."""
        if name not in self._made:
            self._made[name] = make()
        made: T = self._made[name]
        return made

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """Blocks in reading order that may hold facts: no furniture, no table of contents."""
        return tuple(block for block in self.document.blocks if block.kind not in _NO_FACTS)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.body]

    @cached_property
    def _skipped(self) -> tuple[tuple[int, int], ...]:
        """Spans of the text that are furniture or contents: no source of facts."""
        return tuple(
            (block.start, block.end)
            for block in self.document.blocks
            if block.kind in _NO_FACTS and block.start < block.end
        )

    @cached_property
    def _skipped_starts(self) -> list[int]:
        return [start for start, _ in self._skipped]

    @cached_property
    def _token_offsets(self) -> list[int]:
        return self.doc.to_array("IDX").tolist() if len(self.doc) else []

    @cached_property
    def _sentences(self) -> tuple[tuple[int, int], ...]:
        """Offsets of the sentences, without the white space at their ends."""
        return trimmed_sentences(self.doc)

    @cached_property
    def _first_tokens(self) -> list[int]:
        return first_tokens(self.doc)

    @property
    def sentence_bounds(self) -> tuple[tuple[int, int], ...]:
        """``(start, end)`` of every sentence, from its first token to the end of its last."""
        return sentence_bounds(self.doc)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self._sentences]

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.document.pages]

    @cached_property
    def _table_starts(self) -> list[int]:
        return [table.start for table in self.document.tables]

    @cached_property
    def _table_reach(self) -> list[int]:
        """How far the tables up to each one reach: behind it none of them holds anything."""
        return list(accumulate((table.end for table in self.document.tables), max))

    @cached_property
    def _cells(self) -> dict[int, tuple[list[int], list[Cell]]]:
        """The cells of each table, by the table's start, in the order of the text."""
        ordered = {t.start: sorted(t.cells, key=lambda cell: (cell.start, cell.end)) for t in self.document.tables}
        return {start: ([cell.start for cell in cells], cells) for start, cells in ordered.items()}

    def block_index(self, offset: int) -> int | None:
        """The index in ``body`` of the block around ``offset``, or None between blocks."""
        index = bisect_right(self._block_starts, offset) - 1
        # An empty block may begin where the one with words does: look back over it.
        while index >= 0 and self.body[index].start == self.body[index].end == offset:
            index -= 1
        if index < 0 or offset >= self.body[index].end:
            return None
        return index

    def block_at(self, offset: int) -> Block | None:
        """The body block around ``offset``, or None between blocks."""
        index = self.block_index(offset)
        return None if index is None else self.body[index]

    def previous_block(self, offset: int) -> Block | None:
        """The last body block that ends at or before ``offset``."""
        body, index = self.body, bisect_left(self._block_starts, offset) - 1
        while index >= 0:
            if body[index].end <= offset:
                return body[index]
            index -= 1
        return None

    def is_skipped(self, offset: int) -> bool:
        """Whether ``offset`` stands in furniture or a table of contents, which hold no facts."""
        index = bisect_right(self._skipped_starts, offset) - 1
        return index >= 0 and offset < self._skipped[index][1]

    def table_at(self, offset: int) -> Table | None:
        index = bisect_right(self._table_starts, offset) - 1
        while index >= 0 and offset < self._table_reach[index]:
            table = self.document.tables[index]
            if table.start <= offset < table.end:
                return table
            index -= 1
        return None

    def cell_at(self, offset: int) -> Cell | None:
        """The table cell around ``offset``."""
        table = self.table_at(offset)
        if table is None:
            return None
        starts, cells = self._cells[table.start]
        index = bisect_right(starts, offset) - 1
        while index >= 0 and cells[index].start == cells[index].end:
            index -= 1
        return cells[index] if index >= 0 and offset < cells[index].end else None

    def page_at(self, offset: int) -> int:
        """The number of the page on which ``offset`` stands."""
        index = bisect_right(self._page_starts, offset) - 1
        return self.document.pages[index].number if index >= 0 else 1

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence around ``offset`` (sentences never cross a block)."""
        token = bisect_right(self._token_offsets, offset) - 1
        if token < 0 or offset >= len(self.text):
            return None
        firsts = self._first_tokens
        index = bisect_right(firsts, token) - 1
        return self.doc[firsts[index] : firsts[index + 1] if index + 1 < len(firsts) else len(self.doc)]

    def sentence_spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Offsets of the sentences that begin in ``start``..``end``, furniture and contents left out."""
        index = bisect_left(self._sentence_starts, start)
        while index < len(self._sentences) and self._sentences[index][0] < end:
            span = self._sentences[index]
            if not self.is_skipped(span[0]):
                yield span
            index += 1

    def line_span(self, offset: int) -> tuple[int, int]:
        """``(start, end)`` of the line of text around ``offset``, without its line end."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end

    def words(self, block: Block) -> str:
        return self.text[block.start : block.end]
