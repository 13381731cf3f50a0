"""Decision sheets set as a table: a row is a decision, a column its title, its words, its reasons, its call-in.

Readers give the words of such a table cell after cell, so that what parts the cells is gone from the running text:
reasons without a label read like the decision's narrative, and a deadline like any date. Here the head of the table
says what each cell holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extractors.decisions.head_words import tidy_title
from extractors.reading import Reading
from extractors.structure.passages import Passage, cell_passages
from extractors.vocabulary import load
from ingest.document import Cell, Table

_SHEET = 0.4
"""The least share of the paper that such tables take up: in minutes a small one tells of something else."""
_NUMBER = re.compile(
    r"(?:[Ii]tem\s{1,3})?(?P<number>(?:[A-Z]{1,6}[ ./-]{0,3})?\d{1,4}[a-zA-Z]?(?:/\d{1,4})?)[.:)]?(?=\s|$)"
)
_STAR = re.compile(r"\s{0,4}[*#†]{1,2}(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Row:
    """One decision. ``text[start:end]`` is the whole row; the cells are known by what their column holds."""

    number: str | None
    title: str
    """Empty where the table has a column of numbers and none of titles."""
    start: int
    title_end: int
    end: int
    cells: dict[str, Cell] = field(hash=False)
    heads: dict[str, str] = field(hash=False)
    """The words over each of these columns."""


@cache
def _columns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in load("items")["columns"].items()}


@cache
def _title_note() -> re.Pattern[str]:
    return re.compile(load("items")["title_note"])


def decision_rows(reading: Reading) -> tuple[Row, ...]:
    """The rows of the paper's decision tables in reading order; empty where it is not set as such tables."""
    return reading.once("decision_rows", lambda: _decision_rows(reading))


def _decision_rows(reading: Reading) -> tuple[Row, ...]:
    found: list[Row] = []
    covered = 0
    heads: dict[int, tuple[str, str]] = {}
    for table in reading.document.tables:
        own = _heads(reading.text, table)
        # A table that goes on over a page is printed without its head, or with it again.
        heads = own or (heads if table.columns == len(heads) else {})
        rows = list(_rows(reading.text, table, heads, 1 if own else 0)) if heads else []
        found.extend(rows)
        covered += table.end - table.start if rows else 0
    return tuple(found) if covered >= _SHEET * len(reading.text) else ()


def _heads(text: str, table: Table) -> dict[int, tuple[str, str]]:
    """What each column of ``table`` holds, with the words over it; empty where it is no table of decisions."""
    found: dict[int, tuple[str, str]] = {}
    for cell in table.cells:
        words = " ".join(text[cell.start : cell.end].split()).strip(" *:")
        if cell.row == 0:
            name = next((name for name, pattern in _columns().items() if pattern.fullmatch(words)), "other")
            found[cell.column] = (name, words)
    names = [name for name, _ in found.values()]
    known_by = "title" if "title" in names else "number"
    return found if names.count(known_by) == 1 and names.count("decision") == 1 else {}


def _rows(text: str, table: Table, heads: dict[int, tuple[str, str]], first: int) -> Iterator[Row]:
    by_row: dict[int, dict[str, Cell]] = {}
    for cell in table.cells:
        if cell.row >= first and cell.column in heads and cell.row_span == 1:
            by_row.setdefault(cell.row, {}).setdefault(heads[cell.column][0], cell)
    known_by = "title" if any(name == "title" for name, _ in heads.values()) else "number"
    for cells in by_row.values():
        if known_by in cells and text[cells[known_by].start : cells[known_by].end].strip():
            yield _row(text, cells, dict(heads.values()))


def _row(text: str, cells: dict[str, Cell], heads: dict[str, str]) -> Row:
    start = min(one.start for one in cells.values())
    end = max(one.end for one in cells.values())
    if "title" not in cells:
        numbered = _NUMBER.match(text[cells["number"].start : cells["number"].end])
        return Row(numbered.group("number") if numbered else None, "", start, cells["number"].end, end, cells, heads)
    cell = cells["title"]
    printed = text[cell.start : cell.end].strip().split("\n", 1)[0]
    note = _title_note().search(printed)
    printed = printed[: note.start()] if note else printed
    title_end = text.index(printed, cell.start) + len(printed)
    numbered = _NUMBER.match(text[cells["number"].start : cells["number"].end]) if "number" in cells else None
    if numbered is None and (numbered := _NUMBER.match(printed)) is not None:
        printed = printed[numbered.end() :]
    star = _STAR.match(printed)
    title = tidy_title(printed[star.end() if star else 0 :])
    return Row(numbered.group("number") if numbered else None, title, start, title_end, end, cells, heads)


def passages_of(reading: Reading, row: Row, *names: str) -> tuple[Passage, ...]:
    """The passages of the cells of ``row`` in these columns, in reading order."""
    cells = [row.cells[name] for name in names if name in row.cells]
    return tuple(passage for cell in cells for passage in cell_passages(reading, cell))


def words_of(reading: Reading, row: Row, name: str) -> str | None:
    """The words of a cell as printed: "" where it is empty, None where the table has no such column."""
    if name not in row.heads:
        return None
    cell = row.cells.get(name)
    return reading.text[cell.start : cell.end].strip() if cell else ""
