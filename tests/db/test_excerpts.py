"""The words looked for in their place. Every paper is invented."""

from __future__ import annotations

import re
import sqlite3
from importlib.resources import files

import pytest

from db.excerpts import TOKENIZER, Piece, excerpts, pieces
from db.query import parse


def test_the_small_index_cuts_words_as_the_archives_index_does() -> None:
    made = files("db").joinpath("search.sql").read_text(encoding="utf-8")
    assert set(re.findall(r"tokenize='([^']*)'", made)) == {TOKENIZER}


@pytest.mark.parametrize(
    "typed", ["footbridge", "mill lane", '"mill lane"', "footbridges -survey", "foot*", "paint OR LAC"]
)
def test_an_excerpt_is_what_the_archives_index_would_give(stocked: sqlite3.Connection, typed: str) -> None:
    query = parse(typed)
    asked = stocked.execute(
        "SELECT rowid, snippet(search_fts, -1, char(2), char(3), '…', 24) FROM search_fts WHERE search_fts MATCH ?",
        (query.match,),
    )
    told = {key: words.replace("\x02", "[").replace("\x03", "]") for key, words in asked}
    assert told
    found = excerpts(stocked, query, list(told))
    assert told == {
        key: "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in row) for key, row in found.items()
    }


def _of_paint(conn: sqlite3.Connection) -> int:
    return int(conn.execute("SELECT rowid FROM search_fts WHERE search_fts MATCH 'paint'").fetchone()[0])


def test_an_entry_without_the_words_has_no_excerpt(stocked: sqlite3.Connection) -> None:
    key = _of_paint(stocked)
    assert excerpts(stocked, parse("zebra"), [key]) == {}
    assert excerpts(stocked, parse(""), [key]) == {}
    assert excerpts(stocked, parse("paint"), []) == {}


def test_of_words_apart_from_each_other_the_first_is_shown(stocked: sqlite3.Connection) -> None:
    key = _of_paint(stocked)
    row = excerpts(stocked, parse("zebra paint"), [key])[key]
    assert [piece.text.lower() for piece in row if piece.marked] == ["paint"]


def test_sentinels_in_a_paper_do_not_break_a_snippet() -> None:
    assert pieces("a \x02b\x03 c") == (Piece("a ", False), Piece("b", True), Piece(" c", False))
    assert "".join(piece.text for piece in pieces("\x03a\x02b\x02c\x03\x03d")) == "abcd"
    assert pieces("") == ()
