"""Tables of contents in a text file: titles with dots or blanks up to page numbers that never fall."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from ingest.text_lines import Row

_LEADER = re.compile(
    r"(?:[.…_·]{4,200}|…|(?:[.·][ \xa0]){3,100}|(?:[ \xa0][.·]){3,100})[ \xa0]{0,40}(?:page[ ])?(\d{1,3})$",
    re.IGNORECASE,
)
_MOST_BETWEEN = 2
"""Lines between two entries: a title that wraps, the name of a part."""
_LEAST = 3


def contents_lines(rows: Sequence[Row], taken: Container[int]) -> frozenset[int]:
    """The indices of the lines of contents lists; those of tables (``taken``) are none."""
    found: set[int] = set()
    run: list[int] = []
    page = 0
    for index, row in enumerate(rows):
        number = None if index in taken else _page_number(row.words)
        if number is None:
            continue
        if run and (index - run[-1] > _MOST_BETWEEN + 1 or number < page):
            found.update(_entries(rows, run))
            run = []
        run.append(index)
        page = number
    found.update(_entries(rows, run))
    return frozenset(found)


def _entries(rows: Sequence[Row], run: Sequence[int]) -> Iterator[int]:
    """The lines of one list, with the upper lines of its titles that wrap."""
    if len(run) < _LEAST:
        return
    for before, index in zip([run[0], *run], run, strict=False):
        opened = index
        while opened - 1 > before and not rows[opened].first:
            opened -= 1
        yield from range(opened, index + 1)


def _page_number(words: str) -> int | None:
    """The page that a line with a leader counts, or None where it is no such line."""
    if not words[-1].isdigit() or not words[0].isalnum():
        return None
    match = _LEADER.search(words, max(0, len(words) - 120))
    return int(match.group(1)) if match is not None and match.start() > 0 else None
