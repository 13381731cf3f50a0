"""A person's word on whether two papers belong together: it outlasts every new reading."""

from __future__ import annotations

import sqlite3
from typing import Literal

from db.store import transaction
from ingest.errors import MinutebookError

Verdict = Literal["together", "apart"]


class NotTwoPapers(MinutebookError):
    """A link was to be judged whose ends are one paper, or are not held."""

    code = "not_two_papers"
    remedy = "Name two different papers or decisions by their ids; `minutebook search WORDS` finds them."


def correct_link(
    conn: sqlite3.Connection, one: str, other: str, verdict: Verdict, *, why: str, who: str, at: str
) -> None:
    """Write down that ``one`` and ``other`` (ids of papers or decisions) are, or are not, of one subject."""
    known = "SELECT count(*) FROM (SELECT id FROM documents UNION SELECT id FROM decisions) WHERE id IN (?, ?)"
    if conn.execute(known, (one, other)).fetchone()[0] != 2:
        raise NotTwoPapers(f"{one} and {other} are not two papers or decisions of this archive")
    with transaction(conn):
        conn.execute(
            "INSERT INTO link_corrections (member_id, other_id, verdict, who, made_at, why) VALUES (?, ?, ?, ?, ?, ?)",
            (one, other, verdict, who, at, why),
        )


def corrected_links(conn: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, str]]:
    """The last word on each pair, in the order of their ids: the verdict and why."""
    found = {}
    for one, other, verdict, why in conn.execute(
        "SELECT member_id, other_id, verdict, why FROM link_corrections ORDER BY id"
    ):
        found[(min(one, other), max(one, other))] = (verdict, why)
    return found
