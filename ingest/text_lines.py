"""The lines of a text file and its pages, with what stands around each line: the reader's raw material."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Page
from ingest.text_furniture import find_furniture

_MARKED = re.compile(
    r"(?P<hashes>#{1,6})[ \t]{1,8}(?:\*\*)?(?P<heading>(?:\*[ ]?(?=\d))?[A-Z0-9“\"‘(][^\t*|]{0,300}?)"
    r"(?:\*\*)?[ \t#]{0,8}"
    r"|(?P<stars>\*\*|__)(?P<bold>[^\s*_][^\t*|]{0,200}?)(?P=stars)"
)
_LONG = 140
"""No file is wrapped at so many characters: a longer line is a paragraph."""
_FEW = 8
_RARE = 20
"""Blank lines are no rule of a file that has one to so many lines, and paragraphs are there where one line in so many
is one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file without the white space around it; ``raw`` keeps leading tabs for tables.

    ``start`` and ``end`` enclose its ``words``; ``line_start`` is where ``raw`` begins. The signs by which a converter
    marks a heading ("## Decision", "**Decision**") are no words of the paper: they stand in ``mark``.
    """

    line_start: int
    start: int
    end: int
    page: int
    raw: str
    words: str
    mark: str
    indent: float
    first: bool
    """A blank line, a page break or the file's beginning stands before it."""
    last: bool
    """A blank line, a page break or the file's end stands after it."""
    furniture: bool

    @property
    def tabbed(self) -> bool:
        return "\t" in self.raw.strip()

    @property
    def barred(self) -> bool:
        """No line of a table lined up with spaces, whatever its pieces: a running head, a row with tabs."""
        return self.furniture or self.tabbed


def find_pages(text: str) -> tuple[Page, ...]:
    breaks = [found.start() for found in re.finditer("\f", text)]
    starts = [0, *(index + 1 for index in breaks)]
    ends = [*(index for index in breaks), len(text)]
    if len(starts) > 1 and not text[starts[-1] :].strip():
        starts.pop()
        ends = [*ends[:-2], len(text)]
    return tuple(Page(number, start, end) for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1))


def _raw_lines(text: str, pages: tuple[Page, ...]) -> Iterator[tuple[int, int, str]]:
    for page in pages:
        offset = page.start
        for raw in re.split(r"(\r\n|\n|\r)", text[page.start : page.end]):
            yield page.number, offset, raw
            offset += len(raw)


def find_rows(text: str, pages: tuple[Page, ...]) -> list[Row]:
    lines = [item for item in _raw_lines(text, pages) if item[2] not in ("\n", "\r\n", "\r")]
    blank = [not raw.strip("\ufeff \t\xa0\f") for _, _, raw in lines]
    furniture = find_furniture([(page, raw) for page, _, raw in lines], blank)
    unparted = _without_blank_lines([raw for _, _, raw in lines], blank)

    def parted(above: int, below: int) -> bool:
        if blank[above] or blank[below] or lines[above][0] != lines[below][0] or furniture[above] or furniture[below]:
            return True
        return unparted and not (_has_cells(lines[above][2]) and _has_cells(lines[below][2]))

    rows: list[Row] = []
    for index, (page, offset, raw) in enumerate(lines):
        if blank[index]:
            continue
        mark, words = _unmarked(raw.strip("\ufeff \t\xa0\f"))
        start = offset + raw.index(words)
        before = index == 0 or parted(index - 1, index)
        after = index + 1 == len(lines) or parted(index, index + 1)
        indent = float(len(raw[: len(raw) - len(raw.lstrip("\ufeff \t\xa0\f"))].expandtabs(4)))
        end = start + len(words)
        rows.append(Row(offset, start, end, page, raw, words, mark, indent, before, after, furniture[index]))
    return rows


def _unmarked(words: str) -> tuple[str, str]:
    """The sign that marks a whole line, and the line's words without it."""
    found = _MARKED.fullmatch(words)
    if found is None:
        return "", words
    return (found["hashes"] or found["stars"], found["heading"] or found["bold"])


def _without_blank_lines(lines: list[str], blank: list[bool]) -> bool:
    """Whether each paragraph is one line and none is parted from the next, as some converters write a file."""
    shown = sum(not empty for empty in blank)
    long = sum(len(line) > _LONG for line in lines)
    return shown >= _FEW and sum(blank) * _RARE <= shown and long * _RARE >= shown


def _has_cells(line: str) -> bool:
    """Whether a line may be the row of a table: what stands below it may be the next one."""
    words = line.strip()
    return "\t" in words or "  " in words or "|" in words
