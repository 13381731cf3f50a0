"""Joins over page breaks: a sentence, an item or a table that goes on overleaf becomes one again."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import BlockKind
from ingest.pieces import Content, Piece, TablePiece
from ingest.wording import continues, is_finished

_FLOWING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def join_pages(pages: Sequence[Sequence[Content]], size: float) -> list[Content]:
    """All pages' contents in one row; ``size`` is the usual type size, below which notes at the foot are set."""
    joined: list[Content] = []
    for contents in pages:
        aside = [content for content in contents if _is_furniture(content)]
        body = [content for content in contents if not _is_furniture(content)]
        last = _last_flowing(joined, size)
        if last is not None and body and isinstance(body[0], Piece) and _goes_on(last, body[0]):
            last.runs.extend(body[0].runs)
            last.full = body[0].full
            body = body[1:]
        joined.extend(aside)
        joined.extend(body)
    return joined


def _is_furniture(content: Content) -> bool:
    return isinstance(content, Piece) and content.kind is BlockKind.FURNITURE


def _last_flowing(contents: Sequence[Content], size: float) -> Piece | None:
    """The paragraph or item that may go on overleaf: the last one above the notes at the foot of the page."""
    for content in reversed(contents):
        if isinstance(content, TablePiece):
            return None
        if content.kind is BlockKind.FURNITURE or _is_note(content, size):
            continue
        return content if content.kind in _FLOWING else None
    return None


def _is_note(piece: Piece, size: float) -> bool:
    opens_as_note = piece.words[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡" or piece.words[:1].isdigit()
    return 0 < piece.size <= size - 1.4 and opens_as_note


def _goes_on(before: Piece, after: Piece) -> bool:
    if after.kind is not BlockKind.PARAGRAPH or abs(before.size - after.size) > 0.8 or is_finished(before.words):
        return False
    if continues(before.words, after.words):
        return True
    aligned = abs(after.left - before.left) < 4
    return before.full and aligned and before.bold == after.bold and len(after.words) > 40
