"""A document made ready for the extractors: its text, its blocks and its spaCy Doc in one hand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span

from ingest.document import Block, BlockKind, Document, Table


@dataclass(frozen=True)
class Reading:
    """What each extractor is given. ``doc.text == document.text``, so offsets mean the same everywhere."""

    document: Document
    doc: Doc = field(repr=False)

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """Blocks in reading order that may hold facts: no furniture, no table of contents."""
        skipped = (BlockKind.FURNITURE, BlockKind.CONTENTS)
        return tuple(block for block in self.document.blocks if block.kind not in skipped)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.body]

    def block_at(self, offset: int) -> Block | None:
        """The body block around ``offset``, or None between blocks."""
        index = bisect_right(self._block_starts, offset) - 1
        if index < 0:
            return None
        block = self.body[index]
        return block if offset < block.end else None

    def table_at(self, offset: int) -> Table | None:
        for table in self.document.tables:
            if table.start <= offset < table.end:
                return table
        return None

    def page_at(self, offset: int) -> int:
        return self.document.page_at(offset)

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence around ``offset`` (sentences never cross a block)."""
        token = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        return token[0].sent if token is not None and len(token) else None

    def words(self, block: Block) -> str:
        return self.text[block.start : block.end]
