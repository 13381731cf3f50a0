"""The blocks of a document's body as passages: the unit of full-text search and of citation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from db.fact_ids import IdMaker
from ingest.document import BlockKind, Document

PassageRow = tuple[str | int | float | None, ...]


class PassageIndex:
    """Finds the passage in which an offset stands."""

    COLUMNS: ClassVar[tuple[str, ...]] = (
        *("id", "document_id", "number", "kind", "level", "marker", "heading", "decision_id", "text"),
        *("page", "start", "end", "x0", "y0", "x1", "y1", "search_key"),
    )

    def __init__(self, places: Sequence[tuple[int, int, str]]) -> None:
        self._places = sorted(places)
        self._starts = [start for start, _, _ in self._places]

    def at(self, offset: int) -> str | None:
        """The id of the passage around ``offset``, or None between passages."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None
        _, end, identifier = self._places[index]
        return identifier if offset < end else None


def passage_rows(
    document: Document, ids: IdMaker, decisions: Sequence[tuple[int, int, str]], first_key: int
) -> tuple[tuple[PassageRow, ...], PassageIndex]:
    """The passages of ``document`` in reading order. ``decisions`` are (start, end, id) of its decisions.

    Furniture is left out: it is on every page and would drown what is on one.
    """
    rows: list[PassageRow] = []
    places: list[tuple[int, int, str]] = []
    heading: str | None = None
    for block in document.body():
        words = document.text[block.start : block.end]
        if not words.strip():
            continue
        identifier = ids.make("passages", block.start, block.end, words)
        if block.kind is BlockKind.HEADING:
            heading = words
        rows.append(
            (
                *(identifier, document.id, len(rows) + 1, block.kind.value, block.level, block.marker),
                *(heading, _around(decisions, block.start), words, block.page, block.start, block.end),
                *(block.box or (None, None, None, None)),
                first_key + len(rows),
            )
        )
        places.append((block.start, block.end, identifier))
    return tuple(rows), PassageIndex(places)


def _around(decisions: Sequence[tuple[int, int, str]], offset: int) -> str | None:
    """The innermost decision around ``offset``: the one that begins last."""
    inside = [(start, identifier) for start, end, identifier in decisions if start <= offset < end]
    return max(inside)[1] if inside else None
