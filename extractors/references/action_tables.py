"""Tables of actions: what is to be done in one column, by whom and by when in others.

Minutes close with them, and reports carry them as action plans or trackers. They come as real tables or, in plain
text, as columns lined up with spaces. A row that says that it is done promises nothing more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractors.reading import Reading
from extractors.records import Commitment, DateMention
from extractors.references.commitment_parts import recurrence, what
from extractors.references.owners import owner
from extractors.vocabulary import load
from ingest.document import BlockKind, Table

_WORDS: dict[str, Any] = load("commitments")
_HEADS = {name: re.compile(_WORDS["actions"][name]) for name in ("act", "who", "when", "state")}
_LABEL = re.compile(_WORDS["actions"]["label"])
_OVER = re.compile(_WORDS["actions"]["over"])
_GAP = re.compile(_WORDS["actions"]["gap"])
_FEWEST_WORDS = 2
"""A cell of one word ("None", "TBC") is no act."""
_HEAD_ROWS = 3
"""The head of a table of actions is among its first rows: a title may stand above it."""
_LEAN = 3
"""How many columns of characters a cell may stand left of the heading it belongs to."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One action, by the places of its cells in the text. A cell that is not there is None."""

    act: tuple[int, int]
    who: tuple[int, int] | None = None
    when: tuple[int, int] | None = None
    state: tuple[int, int] | None = None


def find_actions(reading: Reading, dates: Sequence[DateMention]) -> tuple[Commitment, ...]:
    """The actions of tables and of lines in columns, in reading order."""
    found = [
        made
        for row in (*_of_tables(reading), *_of_lines(reading))
        if (made := _commitment(reading, dates, row)) is not None
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def _commitment(reading: Reading, dates: Sequence[DateMention], row: _Row) -> Commitment | None:
    start, end = row.act
    words = reading.text[start:end]
    if len(words.split()) < _FEWEST_WORDS or (row.state and _OVER.search(reading.text[slice(*row.state)])):
        return None
    who = " ".join(reading.text[slice(*row.who)].split()) if row.who else ""
    return Commitment(
        page=reading.page_at(start),
        start=start,
        end=end,
        rule="action_table",
        quote=words,
        what=what(words),
        due_from=None,
        due_to=_day(dates, row.when) or _day(dates, row.act),
        recurs=recurrence(words + (f" {reading.text[slice(*row.when)]}" if row.when else "")),
        owner=who or owner(words, "action_table"),
    )


def _day(dates: Sequence[DateMention], place: tuple[int, int] | None) -> str | None:
    """The last day named in a cell: a column of dates says by when."""
    if place is None:
        return None
    first = bisect_left(dates, place[0], key=lambda mention: mention.start)
    within = [mention.date_to for mention in dates[first : first + 4] if mention.start < place[1]]
    return max(within, default=None)


def _heads(cells: Sequence[tuple[str, int]]) -> dict[str, int] | None:
    """Which column is which, where the words of a row are the head of a table of actions."""
    folded = [(" ".join(words.split()), column) for words, column in cells]
    if not any(_HEADS["act"].search(words) for words, _ in folded):
        return None  # which is nearly every line of a paper
    columns = {
        name: next((column for words, column in folded if pattern.search(words)), -1)
        for name, pattern in _HEADS.items()
    }
    known = {name: column for name, column in columns.items() if column >= 0}
    return known if "act" in known and ("who" in known or "when" in known) else None


def _of_tables(reading: Reading) -> Iterator[_Row]:
    for table in reading.document.tables:
        rows = _rows(table, reading.text)
        for place, cells in enumerate(rows[:_HEAD_ROWS]):
            heads = _heads([(reading.text[slice(*spot)], column) for column, spot in cells.items()])
            if heads is not None:
                for below in rows[place + 1 :]:
                    if heads["act"] in below:
                        yield _Row(**{name: below[column] for name, column in heads.items() if column in below})
                break
        else:
            yield from _labelled(reading, rows)


def _rows(table: Table, text: str) -> list[dict[int, tuple[int, int]]]:
    """The cells of each row that have words, by column."""
    rows: list[dict[int, tuple[int, int]]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        if cell.row < table.rows and text[cell.start : cell.end].strip():
            rows[cell.row][cell.column] = (cell.start, cell.end)
    return rows


def _labelled(reading: Reading, rows: Sequence[dict[int, tuple[int, int]]]) -> Iterator[_Row]:
    """Rows of two cells of which the first says "Action:"."""
    for cells in rows:
        places = [cells[column] for column in sorted(cells)]
        if len(places) == 2 and _LABEL.search(reading.text[slice(*places[0])]):
            for start, end in reading.sentence_spans(*places[1]):
                yield _Row(act=(start, min(end, places[1][1])))


def _of_lines(reading: Reading) -> Iterator[_Row]:
    """Lines whose columns are lined up with spaces, below a line of headings."""
    blocks = [block for block in reading.body if block.kind is not BlockKind.TABLE]
    heads: dict[str, int] | None = None
    last = 0
    for block in blocks:
        for begin, line in _lines(reading.text, block.start, block.end):
            if heads is not None and "\n\n" in reading.text[last:begin].replace(" ", ""):
                heads = None
            start = reading.text.rfind("\n", 0, begin) + 1
            cells = [(left + begin - start, left + begin, right + begin) for left, right in _cells(line)]
            found = _heads([(reading.text[left:right], column) for column, left, right in cells])
            last = begin + len(line)
            if found is not None:
                heads = found
            elif heads is not None and len(cells) > 1:
                row = _lined_up(heads, cells)
                if "act" in row and ("who" in row or "when" in row):
                    yield _Row(**row)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, text[start:stop]
        start = stop + 1


def _cells(line: str) -> Iterator[tuple[int, int]]:
    edges = [0, *(edge for gap in _GAP.finditer(line) for edge in gap.span()), len(line)]
    for left, right in pairwise(edges):
        if line[left:right].strip():
            yield left, right


def _lined_up(heads: dict[str, int], cells: Sequence[tuple[int, int, int]]) -> dict[str, tuple[int, int]]:
    """Each cell under the last heading that begins at or before it."""
    row: dict[str, tuple[int, int]] = {}
    for column, left, right in cells:
        over = [(at, name) for name, at in heads.items() if at <= column + _LEAN]
        if over:
            row.setdefault(max(over)[1], (left, right))
    return row
