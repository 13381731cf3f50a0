"""The words looked for in their place: the excerpt under each result of a search. Standard library only.

FTS5 finds the place (`snippet`), but asked of the archive's index it looks each entry up anew: of a million passages
twenty excerpts took 10 ms. So the twenty texts are put into a small index in memory, cut into words as that one is, and
asked there at once (`benchmarks.site_speed`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass

from db.query import ParsedQuery

_OPEN, _CLOSE = "\x02", "\x03"
_WORDS = 24
"""How long an excerpt is."""

COLUMNS = "title, resolution, reasons, text"
TOKENIZER = "porter unicode61 remove_diacritics 2"
"""How the archive's index (search.sql) cuts words; `tests/db/test_excerpts.py` holds the two together."""

_SMALL_INDEX = f"CREATE VIRTUAL TABLE entries USING fts5({COLUMNS}, tokenize='{TOKENIZER}')"
_ASKED = f"SELECT rowid, snippet(entries, -1, char(2), char(3), '…', {_WORDS}) FROM entries WHERE entries MATCH ?"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt; ``marked`` where it is one of the words looked for."""

    text: str
    marked: bool


def excerpts(
    conn: sqlite3.Connection, query: ParsedQuery, search_keys: Collection[int]
) -> dict[int, tuple[Piece, ...]]:
    """The excerpt of each entry of the index, by its search key. Where the words stand apart from each other, those
    that come first in the search; an entry that holds none of them has no excerpt."""
    found: dict[int, tuple[Piece, ...]] = {}
    if query.match is None or not search_keys:
        return found
    keys = ", ".join(str(int(key)) for key in search_keys)
    texts = conn.execute(f"SELECT search_key, {COLUMNS} FROM search_entries WHERE search_key IN ({keys})")
    with closing(sqlite3.connect(":memory:")) as small:
        small.execute(_SMALL_INDEX)
        small.executemany(f"INSERT INTO entries (rowid, {COLUMNS}) VALUES (?, ?, ?, ?, ?)", texts)
        for expression in (query.match, *query.parts):
            if len(found) == len(search_keys):
                break
            for key, snippet in small.execute(_ASKED, (expression,)):
                found.setdefault(key, pieces(snippet or ""))
    return found


def pieces(snippet: str) -> tuple[Piece, ...]:
    """Split FTS5's snippet at its sentinels. Sentinels that the paper itself holds only end a stretch early."""
    found: list[Piece] = []
    for opened, part in enumerate(snippet.split(_OPEN)):
        marked, closed, rest = part.partition(_CLOSE) if opened else ("", "", part)
        if opened and not closed:
            marked, rest = "", part
        for text, is_marked in ((marked, True), (rest.replace(_CLOSE, ""), False)):
            if text:
                found.append(Piece(text, is_marked))
    return tuple(found)
