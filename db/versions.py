"""New versions of a paper already held: draft and confirmed minutes, a report published again.

A wrong link would say of a paper that counts that a later one is held, so every sign must agree: council, body, day
and kind, a like title, no different reference, and most of the words. A record of what one person decided has no day of
a meeting: of two such records the day of the decision, the printed reference and the title must be the same.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from db.shown import fold

_LIKE_TITLE = 88.0
_LIKE_TEXT = 70.0
"""Of 100. Two records on one form share their printed labels, some 40 of 100 in the papers looked at."""
_COMPARED = 20_000
"""Letters of the text that are compared: the likeness of long texts shows in their first pages."""
_LONGER = 2.0
"""A text that is longer than this many times the other prints more than a version of it: a pack."""
_BEGINNING = 1_500
_DRAFT_WORDS = ("draft", "unconfirmed", "subject to confirmation", "subject to approval")


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """The passages that only one of two versions has, in reading order."""

    taken_out: tuple[str, ...]
    put_in: tuple[str, ...]


def link_versions(conn: sqlite3.Connection, document_id: str) -> str | None:
    """Tie a paper just stored to the versions of it that are held, in the caller's transaction; gives the id of the one
    before it, or after it where it is the first, or None.

    A draft never supersedes what is no draft; else the version that says it was published later, or came in later. All
    versions are put in order anew, so that the links are the same in whatever order the versions came in.
    """
    new = _paper(conn, document_id)
    if new is None or new["council"] is None or new["title"] is None:
        return None
    rows = _of_the_day(conn, new) if new["meeting_date"] else _of_the_decision(conn, new)
    versions = sorted(_alike(new, rows), key=_rank)
    if versions[0]["supersedes_id"] in {row["id"] for row in versions}:
        conn.execute("UPDATE documents SET supersedes_id = NULL WHERE id = ?", (versions[0]["id"],))
    for earlier, later in pairwise(versions):
        conn.execute("UPDATE documents SET supersedes_id = ? WHERE id = ?", (earlier["id"], later["id"]))
    place = [row["id"] for row in versions].index(document_id)
    return str(versions[place - 1 if place else 1]["id"]) if len(versions) > 1 else None


_CANDIDATES = """SELECT * FROM documents WHERE council = :council AND body IS :body AND kind = :kind AND id <> :id
    AND title IS NOT NULL AND status <> 'failed'"""
"""The name and not the id: a council that the vocabulary does not list has a name alone."""


def _of_the_day(conn: sqlite3.Connection, new: sqlite3.Row) -> list[sqlite3.Row]:
    """Papers of the same meeting."""
    return conn.execute(f"{_CANDIDATES} AND meeting_date = :meeting_date ORDER BY id", dict(new)).fetchall()


def _of_the_decision(conn: sqlite3.Connection, new: sqlite3.Row) -> list[sqlite3.Row]:
    """Records of the same decision that was taken outside a meeting: titles recur, a printed reference does not."""
    if new["reference"] is None:
        return []
    sql = f"""{_CANDIDATES} AND meeting_date IS NULL AND reference = :reference AND id IN (
        SELECT document_id FROM decisions WHERE decided_on IN (
            SELECT decided_on FROM decisions WHERE document_id = :id)) ORDER BY id"""
    return [row for row in conn.execute(sql, dict(new)) if _title(row) == _title(new)]


def _alike(new: sqlite3.Row, others: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """``new`` with its versions, and theirs: a third may be like the second alone."""
    found, left = [new], list(others)
    for known in found:
        like = [row for row in left if _same_paper(known, row)]
        found += like
        left = [row for row in left if row not in like]
    return found


def what_changed(conn: sqlite3.Connection, earlier: str, later: str) -> WhatChanged:
    """Passage by passage; a passage that only moved, or breaks its lines elsewhere, has not changed."""
    old, new = _passages(conn, earlier), _passages(conn, later)
    held, now = set(old), set(new)
    return WhatChanged(
        tuple(words for words in dict.fromkeys(old) if words not in now),
        tuple(words for words in dict.fromkeys(new) if words not in held),
    )


def _paper(conn: sqlite3.Connection, document_id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = conn.execute(
        "SELECT * FROM documents WHERE id = ? AND status <> 'failed'", (document_id,)
    ).fetchone()
    return row


def _same_paper(one: sqlite3.Row, other: sqlite3.Row) -> bool:
    if one["reference"] and other["reference"] and one["reference"] != other["reference"]:
        return False
    if fuzz.ratio(_title(one), _title(other)) < _LIKE_TITLE:
        return False
    lengths = sorted(len(paper["text"]) for paper in (one, other))
    if lengths[1] > _LONGER * lengths[0]:
        return False
    texts = (fold(paper["text"][:_COMPARED]) for paper in (one, other))
    return fuzz.ratio(*texts, score_cutoff=_LIKE_TEXT) > 0


def _title(paper: sqlite3.Row) -> str:
    """Without the words that say which version it is."""
    title = str(paper["title"] or "").lower()
    for words in _DRAFT_WORDS:
        title = title.replace(words, " ")
    return fold(title)


def _rank(paper: sqlite3.Row) -> tuple[bool, str, str, str]:
    beginning = f"{paper['title']} {paper['text'][:_BEGINNING]}".lower()
    final = not any(words in beginning for words in _DRAFT_WORDS)
    return final, paper["published_date"] or "", paper["ingested_at"], paper["id"]


def _passages(conn: sqlite3.Connection, document_id: str) -> list[str]:
    rows = conn.execute("SELECT text FROM passages WHERE document_id = ? ORDER BY number", (document_id,))
    return [fold(row[0]) for row in rows]
