"""The text as a flow of passages: one numbered clause, paragraph, heading or form cell at a time.

Readers give blocks; a block may hold several list items, and a decision form is one table block of label and value
cells. Everything that looks for decisions needs the same finer flow, with each item's printed number parted from its
words, so it is made once, here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise

from extractors.reading import Reading
from extractors.structure.odd_markers import line_starts, runs
from extractors.vocabulary import load
from ingest.document import Block, BlockKind, Cell, Table


class MarkerKind(StrEnum):
    NONE = "none"
    ARABIC = "arabic"
    DECIMAL = "decimal"
    MIXED = "mixed"
    """A number and a letter in one marker ("4a.")."""
    ALPHA = "alpha"
    ROMAN = "roman"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` is the passage with its marker, ``text[body:end]`` without it."""

    start: int
    body: int
    end: int
    page: int
    marker: str | None
    """The marker without brackets and stops: "2", "2.1", "a", "iv"; the bullet itself for a bullet."""
    marker_kind: MarkerKind
    heading: bool
    bold: bool
    cell: bool
    """Whether the passage stands in a cell of a table or form."""
    label: tuple[tuple[int, int], ...] = ()
    """The stretches of a form's label that wraps beside its value; the passage is the whole entry then."""


_RESOLVED = re.compile(r"\b(?:RESOLVED|AGREED)\b")
_RESOLVED_AGAIN = re.compile(
    r"(?<=[.;)])\s+(?=(?:It was )?(?:RESOLVED|AGREED)(?:\s+(?:that|to|unanimously|by)\b|\s?[:–-]))"
)
_MARKER = re.compile(
    r"(?:(?P<bullet>[•●▪■◦·‣➢Ø§➤✓\u2013\u2014\uf0b7\-*o])(?=[ \t])"
    r"|\(?(?P<decimal>\d{1,3}(?:\.\d{1,3}){1,3})[.):]?(?=[ \t])"
    r"|\(?(?P<mixed>\d{1,3} ?\(?[a-hA-H]\)?)[.):](?=\s)"
    r"|\(?(?P<arabic>\d{1,4})(?:[.):]|(?=\t|[ ]{3}))(?=\s)"
    r"|\(?(?P<roman>i{1,3}|iv|vi{0,3}|ix|xi{0,3}|xiv|xv|I{1,3}|IV|VI{0,3}|IX|XI{0,3})[.):](?=\s)"
    # ... but "S. Tarn proposed" is somebody's initial
    rf"|\(?(?P<alpha>[a-zA-Z])[.):](?=\s)(?!(?<=[A-Z]\.)[ ][A-Z][\w’-]{{1,30}}[ ](?:{load('sections')['speaks']})\b)"
    # "A    Note the report": a capital far from its words, which begin with another
    r"|(?P<capital>[A-H])(?=(?:\t|[ \xa0]{2,8})[A-Z][a-z]))[ \t\xa0]*"
)
_KINDS = {"number": MarkerKind.ARABIC, "capital": MarkerKind.ALPHA}
_GLUED = re.compile(
    r"\((?:(?P<arabic>\d{1,2})|(?P<roman>i{1,3}|iv|vi{0,3}|ix|x)|(?P<alpha>[a-zA-Z]))\)(?=\S)"
    r"|(?P<number>\d{1,3})\.(?=[A-Z][a-z]{0,12}[ ])"
)
_MARKER_ALONE = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_MARKER_ON_ITS_LINE = re.compile(r"\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?:[a-z]|[ivx]{1,4})[.)]")
"""The mark of a clause, not the number of an item, which stands above its title."""
_BOLD_STARS = re.compile(r"\*\*")
_ITEM_LINE = re.compile(
    r"(?:[•●▪■◦·‣➢\uf0b7\-*][ \t]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-h]?|[a-zA-Z]|[ivx]{1,4})[.):][ \t]|\(\w{1,3}\))"
)
_LABEL_DASH = re.compile(r"[A-Z][^\n:]{2,80}:-(?=\S)")
"""The label of a form that parts it from its value with a colon and a dash: "Decision :-That ..."."""
_LABEL_LINE = re.compile(r"^[ \t]{0,12}[A-Z][^\n:.;,]{2,60}:[ \t]{1,20}\S", re.MULTILINE)
_FEWEST_LABELS = 3
"""So many lines of a block that open with a label make it a form, of which each line is an entry."""
_CLOSED_LINE = re.compile(r"(?:[.:;?!)]|[;,][ \t]*(?:and|or))[ \t]*\Z")


@cache
def _run_in() -> re.Pattern[str]:
    return re.compile(load("sections")["run_in"]["pattern"])


def resolutions_apart(text: str, flow: Sequence[Passage]) -> tuple[Passage, ...]:
    """``flow`` with a paragraph parted where it resolves a second time: "... the public leave. RESOLVED that ..."."""
    parted: list[Passage] = []
    for passage in flow:
        words = text[passage.body : passage.end]
        begun = [found.end() for found in _RESOLVED_AGAIN.finditer(words) if _RESOLVED.search(words, 0, found.start())]
        edges = [0, *begun, len(words)]
        for first, last in pairwise(edges):
            end = passage.body + (last if last == len(words) else len(words[:last].rstrip()))
            start = passage.body + first
            unmarked = replace(passage, start=start, body=start, end=end, marker=None, marker_kind=MarkerKind.NONE)
            parted.append(unmarked if first else replace(passage, end=end))
    return tuple(parted)


def passages(reading: Reading) -> tuple[Passage, ...]:
    """The passages of ``reading`` in reading order, without furniture and tables of contents."""
    return reading.once("passages", lambda: _passages(reading))


def _passages(reading: Reading) -> tuple[Passage, ...]:
    tables = {table.start: table for table in reading.document.tables}
    found: list[Passage] = []
    for block in reading.body:
        if block.kind is BlockKind.TABLE:
            found.extend(_of_table(reading, block, _table_of(tables, block)))
        elif block.label:
            _append(found, reading, block.start, block.end, block, cell=False)
            found[-1] = replace(found[-1], label=block.label)
        else:
            for start, end in _pieces(reading.text, block.start, block.end):
                _append(found, reading, start, end, block, cell=False)
    return tuple(_with_odd_markers(reading.text, _with_markers_above(reading.text, found)))


def _with_markers_above(text: str, found: list[Passage]) -> list[Passage]:
    """The passages, a clause's mark on a line of its own joined to the words below: "(i)", "the fares be raised"."""
    joined: list[Passage] = []
    for passage in found:
        above = joined[-1] if joined else None
        if (
            above is not None
            and not (passage.heading or passage.cell or above.cell)
            and passage.marker is None
            and _MARKER_ON_ITS_LINE.fullmatch(text, above.start, above.end) is not None
        ):
            marker, kind = _marker_alone(text[above.start : above.end])
            joined[-1] = replace(passage, start=above.start, marker=marker, marker_kind=kind)
        else:
            joined.append(passage)
    return joined


def _marker_alone(words: str) -> tuple[str | None, MarkerKind]:
    """The marker that ``words`` are, and its kind."""
    alone = _MARKER.match(f"{words} ")
    kind = MarkerKind((alone.lastgroup if alone else None) or "none")
    return (alone.group(kind.value) if alone and kind is not MarkerKind.NONE else None), kind


def _with_odd_markers(text: str, found: list[Passage]) -> list[Passage]:
    """The passages, those marked by a sign or a bare number in a run of such with their marker parted off."""
    odd = runs(text, [(passage.start, passage.end) for passage in found])
    return [
        passage if index not in odd or passage.marker is not None else _odd(passage, odd[index])
        for index, passage in enumerate(found)
    ]


def _odd(passage: Passage, match: re.Match[str]) -> Passage:
    number, capital = match.group("number"), match.group("capital")
    kind = MarkerKind.ARABIC if number else MarkerKind.ALPHA if capital else MarkerKind.BULLET
    return replace(passage, body=match.end(), marker=number or capital or match.group("sign"), marker_kind=kind)


def label_words(text: str, label: Sequence[tuple[int, int]]) -> str:
    """The words of a label that wraps, its lines joined."""
    return " ".join(text[start:end] for start, end in label)


def beside_label(text: str, label: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """``text[start:end]`` with blanks in the place of the label's words, so that offsets into it still hold."""
    words = text[start:end]
    for first, last in label:
        low, high = max(first - start, 0), max(min(last, end) - start, 0)
        words = f"{words[:low]}{' ' * (high - low)}{words[high:]}"
    return words


def _table_of(tables: dict[int, Table], block: Block) -> Table | None:
    table = tables.get(block.start)
    if table is not None:
        return table
    return next((t for t in tables.values() if t.start < block.end and block.start < t.end), None)


def _of_table(reading: Reading, block: Block, table: Table | None) -> Iterator[Passage]:
    found: list[Passage] = []
    spans = [(block.start, block.end)] if table is None else sorted((cell.start, cell.end) for cell in table.cells)
    for cell_start, cell_end in spans:
        for start, end in _pieces(reading.text, cell_start, cell_end):
            _append(found, reading, start, end, block, cell=True)
    return _with_markers_apart(reading.text, found)


def _with_markers_apart(text: str, found: list[Passage]) -> Iterator[Passage]:
    """Passages of a table, a number in a cell of its own joined to the words of the next cell: "a)", "to note ..."."""
    index = 0
    while index < len(found):
        passage, below = found[index], found[index + 1] if index + 1 < len(found) else None
        index += 1
        match = _MARKER_ALONE.fullmatch(text, passage.start, passage.end)
        if (
            match is not None
            and below is not None
            and below.marker is None
            and text.count("\n", passage.end, below.start) == 0
        ):
            index += 1
            marker, kind = _marker_alone(match.group())
            yield replace(below, start=passage.start, marker=marker, marker_kind=kind)
        else:
            yield passage


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a block at the line breaks after which a new item or sentence begins, and at labels it runs on into."""
    run_in = [match.end() for match in _run_in().finditer(text, start, end)]
    for piece_start, piece_end in zip([start, *run_in], [*run_in, end], strict=True):
        yield from _line_pieces(text, piece_start, piece_end)


def _line_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = start
    odd = line_starts(text, start, end)
    labels = [match.start() for match in _LABEL_LINE.finditer(text, start, end)]
    if len(labels) >= _FEWEST_LABELS:
        odd = odd.union(labels)
    position = text.find("\n", start, end)
    while position != -1:
        line = text[position + 1 : min(position + 24, end)].lstrip()
        before = text[max(piece, position - 8) : position]
        if (
            _ITEM_LINE.match(line)
            or _CLOSED_LINE.search(before)
            or not before.strip()
            or _LABEL_DASH.match(text, position + 1, end)
            or position + 1 in odd
        ):
            yield piece, position
            piece = position + 1
        position = text.find("\n", position + 1, end)
    yield piece, end


def _append(found: list[Passage], reading: Reading, start: int, end: int, block: Block, *, cell: bool) -> None:
    text = reading.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    stars = _BOLD_STARS.match(text, start, end)
    after_stars = stars.end() if stars else start
    match = _MARKER.match(text, after_stars, end) or _GLUED.match(text, after_stars, end)
    marker, kind, body = None, MarkerKind.NONE, start
    if match is not None:
        kind = _KINDS.get(match.lastgroup or "none") or MarkerKind(match.lastgroup or "none")
        marker = (match.group(match.lastgroup or 0)).replace(" ", "").replace("(", "").replace(")", "")
        body = match.end()
        while body < end and text[body].isspace():
            body += 1
    heading = block.kind is BlockKind.HEADING
    page = reading.page_at(start)
    found.append(Passage(start, body, end, page, marker, kind, heading, block.bold, cell))


def cell_passages(reading: Reading, cell: Cell) -> tuple[Passage, ...]:
    """The passages of one cell of a form, whose row readers may print as one line with the cells beside it."""
    found: list[Passage] = []
    first = bisect_right(reading.body, cell.start, key=lambda block: block.start)
    for block in reading.body[max(first - 1, 0) :]:
        if block.start >= cell.end:
            break
        if cell.start < block.end:
            for start, end in _pieces(reading.text, max(block.start, cell.start), min(block.end, cell.end)):
                _append(found, reading, start, end, block, cell=False)
    return tuple(_with_odd_markers(reading.text, found))


def index_at(flow: tuple[Passage, ...], offset: int) -> int:
    """The index of the first passage that starts at or after ``offset``."""
    return bisect_left([passage.start for passage in flow], offset)
