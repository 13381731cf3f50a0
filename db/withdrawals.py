"""Taking back: a whole paper from the public, or some words of one. Both outlast every new reading."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from db.facts import text_of
from db.store import transaction
from ingest.errors import MinutebookError


class NoSuchPaper(MinutebookError):
    code = "no_such_paper"
    exit_code = 2
    remedy = "`minutebook search WORDS` finds papers; `minutebook show` takes an id, a sha256 or a file name."


class NoSuchWords(MinutebookError):
    code = "no_such_words"
    exit_code = 2
    remedy = "Give the words exactly as the paper prints them; line breaks count as blanks."


@dataclass(frozen=True, slots=True)
class Redaction:
    """Words of one paper that are covered wherever it prints them, with who said so and why."""

    id: int
    document_id: str
    quote: str
    why: str
    who: str
    made_at: str


def withdraw(conn: sqlite3.Connection, document_id: str, *, why: str, who: str, at: str) -> None:
    """From now on the paper is in no public database; a second time the newer reason counts."""
    with transaction(conn):
        conn.execute(
            "INSERT INTO withdrawals (document_id, why, who, withdrawn_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (document_id) DO UPDATE SET why = excluded.why, who = excluded.who,"
            " withdrawn_at = excluded.withdrawn_at",
            (document_id, why, who, at),
        )


def restore(conn: sqlite3.Connection, document_id: str, *, at: str) -> bool:
    """Let a withdrawn paper be published again; False if it was not withdrawn."""
    with transaction(conn):
        if conn.execute("DELETE FROM withdrawals WHERE document_id = ?", (document_id,)).rowcount == 0:
            return False
        conn.execute("INSERT INTO restorations (document_id, restored_at) VALUES (?, ?)", (document_id, at))
        return True


def redact(conn: sqlite3.Connection, document_id: str, quote: str, *, why: str, who: str, at: str) -> int:
    """Cover ``quote`` wherever the paper prints it; gives the number of places. Raises NoSuchWords where none."""
    places = redacted_places(text_of(conn, document_id), (quote,))
    if not places:
        raise NoSuchWords(f"the paper does not hold the words {quote[:60]!r}")
    with transaction(conn):
        conn.execute(
            "INSERT INTO redactions (document_id, quote, why, who, made_at) VALUES (?, ?, ?, ?, ?)",
            (document_id, quote.strip(), why, who, at),
        )
    return len(places)


def undo_redaction(conn: sqlite3.Connection, redaction_id: int, *, at: str) -> bool:
    """Let the words be shown again from the next publishing on; False where no such redaction is in force."""
    with transaction(conn):
        changed = conn.execute(
            "UPDATE redactions SET undone_at = ? WHERE id = ? AND undone_at IS NULL", (at, redaction_id)
        )
        return changed.rowcount > 0


def redactions(conn: sqlite3.Connection, document_id: str | None = None) -> tuple[Redaction, ...]:
    """The redactions in force (of one document)."""
    rows = conn.execute(
        "SELECT id, document_id, quote, why, who, made_at FROM redactions"
        " WHERE undone_at IS NULL AND (?1 IS NULL OR document_id = ?1) ORDER BY id",
        (document_id,),
    )
    return tuple(Redaction(*row) for row in rows)


def redacted_places(text: str, quotes: Sequence[str]) -> list[tuple[int, int]]:
    """Where ``text`` holds any of the words, whatever their capitals and white space: (start, end) pairs in order."""
    places: set[tuple[int, int]] = set()
    for quote in quotes:
        words = quote.split()
        if words:
            pattern = r"\s+".join(map(re.escape, words))
            places.update(match.span() for match in re.finditer(pattern, text, re.IGNORECASE))
    return sorted(places)
