"""A stretch of a paper's text cut into pieces, so that facts become links and sought words are marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.queries.facts import Span

PART = 12_000
"""Characters of one printed page that one web page shows: long texts come in parts, for phones."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``fact`` is the id of the fact that these words belong to, or None; ``first`` the first marked piece."""

    text: str
    fact: str | None
    marked: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Offsets of one part, into the document's text."""

    number: int
    start: int
    end: int


def parts_of(text: str, start: int) -> list[Part]:
    """``text`` (which begins at ``start`` in its document) in parts that end at line ends, at least one."""
    found: list[Part] = []
    at = 0
    while at < len(text) or not found:
        end = min(at + PART, len(text))
        if end < len(text):
            line_end = text.rfind("\n", at + PART // 2, end)
            end = line_end + 1 if line_end > 0 else end
        found.append(Part(len(found) + 1, start + at, start + end))
        at = end
    return found


def part_with(parts: Sequence[Part], offset: int) -> Part:
    """The part in which ``offset`` stands; the last where it stands in none."""
    return next((part for part in parts if part.start <= offset < part.end), parts[-1])


def pieces(text: str, start: int, spans: Sequence[Span], marked: tuple[int, int] | None) -> list[Piece]:
    """``text`` (beginning at ``start``) in order, without a gap. Of facts that overlap the shortest gives the link."""
    end = start + len(text)
    cuts = {start, end}
    for span in spans:
        cuts.update((span.start, span.end))
    if marked:
        cuts.update(marked)
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    by_start = sorted(spans, key=lambda span: (span.start, span.end))
    found: list[Piece] = []
    active: list[Span] = []
    following = 0
    seen_mark = False
    for left, right in pairwise(edges):
        while following < len(by_start) and by_start[following].start <= left:
            active.append(by_start[following])
            following += 1
        active = [span for span in active if span.end > left]
        covering = min(active, key=lambda span: span.end - span.start, default=None)
        is_marked = bool(marked and marked[0] <= left and right <= marked[1])
        words = text[left - start : right - start]
        found.append(Piece(words, covering.id if covering else None, is_marked, is_marked and not seen_mark))
        seen_mark = seen_mark or is_marked
    return found


def from_word(text: str, most: int) -> str:
    """What stands before a quote, without the word that was cut where ``text`` is as long as it may be."""
    return text if len(text) < most else text.partition(" ")[2] or text


def to_word(text: str, most: int) -> str:
    """The same behind a quote."""
    return text if len(text) < most else text.rpartition(" ")[0] or text
