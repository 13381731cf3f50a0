"""How much an archive holds: counts for `minutebook stats` and for the line that `serve` prints."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from db.facts import FACT_LISTS


@dataclass(frozen=True, slots=True)
class Count:
    """``count`` rows of ``what``; ``value`` splits it ("status" "ok"), and is empty for the whole."""

    what: str
    value: str
    count: int


_SPLIT = (
    ("documents by status", "SELECT status, count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"),
    ("documents by kind", "SELECT coalesce(kind, 'unread'), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"),
    (
        "documents by council",
        "SELECT coalesce(council, 'unknown'), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1",
    ),
    ("resolutions by effect", "SELECT effect, count(*) FROM resolution_effects GROUP BY 1 ORDER BY 2 DESC, 1"),
    ("call-ins by status", "SELECT status, count(*) FROM call_ins GROUP BY 1 ORDER BY 2 DESC, 1"),
    ("findings by rule", "SELECT rule, count(*) FROM findings GROUP BY 1 ORDER BY 2 DESC, 1"),
)


def counts(conn: sqlite3.Connection) -> tuple[Count, ...]:
    """Rows of every fact list, documents, pages and passages, in the order of the contract."""
    tables = ("documents", "pages", "passages", "tables", *FACT_LISTS)
    return tuple(Count(name, "", conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in tables)


def splits(conn: sqlite3.Connection) -> tuple[Count, ...]:
    """Documents, resolutions, call-ins and findings by their kinds, the commonest first."""
    return tuple(Count(what, row[0], row[1]) for what, sql in _SPLIT for row in conn.execute(sql))


def facts_that_need_a_check(conn: sqlite3.Connection) -> int:
    """How many facts of all lists have a doubt that nobody has answered."""
    arms = " UNION ALL ".join(f"SELECT count(*) AS n FROM {name} WHERE needs_check" for name in FACT_LISTS)
    total: int = conn.execute(f"SELECT sum(n) FROM ({arms})").fetchone()[0]
    return total
