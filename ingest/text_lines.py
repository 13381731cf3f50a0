"""The lines of a text file and its pages, with what stands around each line: the reader's raw material."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Page
from ingest.text_furniture import find_furniture


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file without the white space around it; ``raw`` keeps leading tabs for tables."""

    start: int
    end: int
    page: int
    raw: str
    words: str
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
    rows: list[Row] = []
    for index, (page, offset, raw) in enumerate(lines):
        if blank[index]:
            continue
        words = raw.strip("\ufeff \t\xa0\f")
        start = offset + raw.index(words[0])
        before = index == 0 or blank[index - 1] or lines[index - 1][0] != page or furniture[index - 1]
        after = index + 1 == len(lines) or blank[index + 1] or lines[index + 1][0] != page or furniture[index + 1]
        indent = float(len(raw[: raw.index(words[0])].expandtabs(4)))
        rows.append(Row(start, start + len(words), page, raw, words, indent, before, after, furniture[index]))
    return rows
