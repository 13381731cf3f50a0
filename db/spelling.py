""" "Did you mean": another spelling of a word that the archive does not hold. Standard library only."""

from __future__ import annotations

import difflib
import re
import sqlite3

from db.query import fold

_LIKENESS = 0.78
"""Below this, suggestions were other words and not other spellings."""
_LENGTH_APART = 2
_CANDIDATES = 20_000
_LETTERS = re.compile(r"[^\W\d_]{3,40}")


def suggest(conn: sqlite3.Connection, typed: str, words: tuple[str, ...]) -> str | None:
    """``typed`` with every unknown word replaced by the likeliest known one, or None if there is nothing to change."""
    better = fold(typed)
    changed = False
    for word in dict.fromkeys(words):
        if not _LETTERS.fullmatch(word) or _known(conn, word):
            continue
        nearest = _nearest(conn, word)
        if nearest is not None:
            better = re.sub(rf"(?i)\b{re.escape(word)}\b", nearest, better)
            changed = True
    return better.strip() if changed else None


def _known(conn: sqlite3.Connection, word: str) -> bool:
    return conn.execute("SELECT 1 FROM term WHERE word = ?", (word,)).fetchone() is not None


def _nearest(conn: sqlite3.Connection, word: str) -> str | None:
    """The most alike word; of equally alike ones the one in most documents."""
    rows = conn.execute(
        "SELECT word, docs FROM term WHERE length(word) BETWEEN ? AND ? ORDER BY docs DESC, word LIMIT ?",
        (len(word) - _LENGTH_APART, len(word) + _LENGTH_APART, _CANDIDATES),
    ).fetchall()
    docs: dict[str, int] = {row[0]: row[1] for row in rows}
    alike = difflib.get_close_matches(word, docs, n=5, cutoff=_LIKENESS)
    if not alike:
        return None
    return max(alike, key=lambda other: (difflib.SequenceMatcher(None, word, other).ratio(), docs[other], other))
