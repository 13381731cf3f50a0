"""Throws hostile text at the search box: no input may be an error of the database.

    python -m benchmarks.search_fuzz --inputs 200000

Inputs are made of query syntax, quotes of every kind, control characters, words of other scripts, and words that the
archive holds; half are searched with synonyms. A shorter run is in tests/db/test_query.py.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import time

from db.query import parse

PIECES = (
    *('"', '""', "'", "*", "**", "-", "--", "OR", "AND", "NOT", "NEAR(", "NEAR/2", "(", ")", ":", "^", "{", "}", "+"),
    *("title:", "text : x", "\0", "\x02", "\n", "\t", "“", "”", "’", "é", "ﬁ", "İ", "ß", "½", "²", "Ⅷ", "١", "𝟘", "㎏"),
    *("日本", "\ud800", "\u0301", "\u200b", "\u202e", "_", "__", "–", "—", "…", "£3.646m", "4.9%", "24/00093", "a"),
    *("lac", "looked after children", "children", "in", "care", "call-in", "children's", "footbridge", "budg*", "a*"),
    *("';--", "%", "\\", "@", "x" * 200, "search_fts", "rank", "rowid", "taxis", "{title} :", '"a" + "b"'),
)
SCHEMA = """CREATE VIRTUAL TABLE f USING fts5(title, resolution, reasons, text,
    tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')"""
SEARCH = "SELECT rowid, bm25(f, 8, 5, 2, 1), snippet(f, -1, char(2), char(3), '…', 24) FROM f WHERE f MATCH ?"


def hostile(chance: random.Random) -> str:
    """Up to a dozen pieces, or characters from anywhere in Unicode."""
    if chance.random() < 0.2:
        return "".join(chr(chance.randrange(0x11000)) for _ in range(chance.randint(0, 20)))
    return chance.choice((" ", "", "  ")).join(chance.choices(PIECES, k=chance.randint(0, 12)))


def run(inputs: int, seed: int) -> tuple[int, int]:
    """How many inputs were searched (the others hold nothing to look for), and how many matched."""
    conn = sqlite3.connect(":memory:")
    conn.execute(SCHEMA)
    conn.execute("INSERT INTO f VALUES ('Looked after children', 'the budget be approved', 'None', 'call-in at noon')")
    chance = random.Random(seed)
    searched = matched = 0
    for _ in range(inputs):
        query = parse(hostile(chance), synonyms=chance.random() < 0.5)
        for expression in (query.match, *query.parts) if query.match is not None else ():
            found = conn.execute(SEARCH, (expression,)).fetchall()
            matched += bool(found)
        searched += query.match is not None
    conn.close()
    return searched, matched


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    began = time.perf_counter()
    searched, matched = run(options.inputs, options.seed)
    seconds = time.perf_counter() - began
    print(f"{options.inputs} inputs, {searched} searched, {matched} expressions matched, 0 errors, {seconds:.0f} s")


if __name__ == "__main__":
    main()
