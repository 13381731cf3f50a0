"""The public database: a copy that physically holds only what may be seen.

Rules about who may see what do not stop SQL; absence does. So what is not public is taken out of a copy, and the copy
is then written anew, because a deleted row's bytes stay in an SQLite file until it is.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from db.accounts import accounts, write_accounts
from db.connection import open_reading
from db.metric_changes import note_metric_changes
from db.packs import count_once
from db.policy import Policy
from db.public_versions import flush
from db.publish_corrections import apply_corrections
from db.publish_cover import cover_contact_details, cover_redactions
from db.publish_order import number_by_day
from db.publish_tables import keep_withdrawn_call_ins, note_withdrawn_call_ins, write_out, write_out_revisions
from db.publish_withhold import HeldBack, withhold, withhold_deadlines, withhold_facts, write_doubts
from db.row_series import form_row_series
from db.store import remove, transaction
from db.threads.build import build_threads

T = TypeVar("T")

_CACHE = 64 * 1024
"""Kilobytes of the draft that are kept at hand: with SQLite's own 2,000 the pages of a large archive are read and
written many times over."""

# What only the working database needs: runs tell local paths, known facts are not from the paper.
_WORKING_ONLY = (
    "run_files",
    "runs",
    "file_names",
    "known_facts",
    "withdrawals",
    "restorations",
    "redactions",
    "counters",
    "page_marks",
)

_PUBLICATION = """
CREATE TABLE publication (
    published_at TEXT NOT NULL,
    software_version TEXT NOT NULL,
    documents INTEGER NOT NULL,
    withheld_failed INTEGER NOT NULL,
    withheld_exempt INTEGER NOT NULL,
    withheld_withdrawn INTEGER NOT NULL,
    withheld_unreviewed INTEGER NOT NULL,
    deadlines_withheld INTEGER NOT NULL,
    facts_withheld INTEGER NOT NULL
) STRICT
"""

# Papers taken back: their address answers with the reason, and nothing else is left of them.
_WITHDRAWN = """
CREATE TABLE withdrawn (document_id TEXT PRIMARY KEY, why TEXT NOT NULL, withdrawn_at TEXT NOT NULL) STRICT
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publishing did."""

    documents: int
    withheld: Counter[str]
    """Reason (failed, exempt, withdrawn, unreviewed) to the number of documents held back for it."""
    deadlines_withheld: int
    facts_withheld: int = 0
    held_back: tuple[HeldBack, ...] = ()
    """The papers that are not public, and those of which a deadline is not."""


def build_public(
    working: Path, target: Path, policy: Policy, *, published_at: str, software_version: str
) -> Publication:
    """Make a public database at ``target`` (which is replaced) from the working one at ``working``."""
    return _build(working, target, lambda conn: _make_public(conn, policy, published_at, software_version))


def build_without(public: Path, target: Path, document_id: str, *, why: str, at: str) -> None:
    """Make at ``target`` what is public now without one paper: a withdrawal publishes nothing else along with it."""

    def take_out(conn: sqlite3.Connection) -> None:
        with transaction(conn):
            if conn.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,)).fetchone():
                keep_withdrawn_call_ins(conn)
                note_withdrawn_call_ins(conn, document_id, at)
                remove(conn, document_id)
                form_row_series(conn)
                note_metric_changes(conn)
                build_threads(conn)
            conn.execute("INSERT OR REPLACE INTO withdrawn VALUES (?, ?, ?)", (document_id, why, at))
            conn.execute(
                "UPDATE publication SET documents = (SELECT count(*) FROM documents),"
                " withheld_withdrawn = (SELECT count(*) FROM withdrawn)"
            )
            _merge_indexes(conn)

    _build(public, target, take_out)


def _build(source: Path, target: Path, work: Callable[[sqlite3.Connection], T]) -> T:
    """Copy ``source``, let ``work`` change the copy, and write it anew at ``target``."""
    draft = target.with_name(target.name + ".draft")
    for path in (draft, target):
        path.unlink(missing_ok=True)
    try:
        _copy(source, draft)
        conn = sqlite3.connect(draft, isolation_level=None)
        try:
            # Power may fail while the draft is made: then it is thrown away, so it need not be flushed at each step.
            # The journal is a file: nearly every page changes in one transaction, and would be held in memory twice.
            conn.execute("PRAGMA journal_mode = DELETE")
            conn.execute("PRAGMA synchronous = OFF")
            conn.execute(f"PRAGMA cache_size = -{_CACHE}")
            conn.execute("PRAGMA foreign_keys = ON")
            done = work(conn)
            conn.execute("VACUUM INTO ?", (str(target),))
        finally:
            conn.close()
    finally:
        draft.unlink(missing_ok=True)
    flush(target)
    return done


def _copy(source: Path, draft: Path) -> None:
    """A consistent copy, also while an ingest goes on."""
    conn = open_reading(source)
    try:
        conn.execute("VACUUM INTO ?", (str(draft),))
    finally:
        conn.close()


def _make_public(conn: sqlite3.Connection, policy: Policy, published_at: str, software_version: str) -> Publication:
    with transaction(conn):
        given_in = list(accounts(conn))
        write_doubts(conn, policy)
        # Before anything is taken out: a person may have said that a paper is (not) for publication.
        apply_corrections(conn)
        withheld = withhold(conn, policy)
        cover_redactions(conn)
        if not policy.contact_details:
            cover_contact_details(conn)
        waiting = () if policy.doubtful_deadlines else withhold_deadlines(conn)
        facts = withhold_facts(conn, policy)
        write_out_revisions(conn)
        _clean_ledger(conn, policy)
        count_once(conn)
        # Last: what ties papers together is worked out from the public facts alone.
        form_row_series(conn)
        note_metric_changes(conn)
        build_threads(conn)
        number_by_day(conn)
        write_out(conn)
        write_accounts(conn, given_in)
        conn.execute(_WITHDRAWN)
        conn.executemany("INSERT INTO withdrawn VALUES (?, ?, ?)", withheld.withdrawn)
        for table in _WORKING_ONLY:
            conn.execute(f"DROP TABLE {table}")
        documents: int = conn.execute("SELECT count(*) FROM documents").fetchone()[0]
        counts = withheld.counts
        conn.execute(_PUBLICATION)
        conn.execute(
            "INSERT INTO publication VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(published_at, software_version, documents),
                *(counts["failed"], counts["exempt"], counts["withdrawn"], counts["unreviewed"], len(waiting), facts),
            ),
        )
    conn.execute("ANALYZE")
    return Publication(documents, counts, len(waiting), facts, (*withheld.papers, *dict.fromkeys(waiting)))


def _merge_indexes(conn: sqlite3.Connection) -> None:
    """Taken-out words stay in an index's older parts until these are merged into one."""
    for index in ("search_fts", "resolutions_fts"):
        conn.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def _clean_ledger(conn: sqlite3.Connection, policy: Policy) -> None:
    """The public ledgers: what stands, in the role's name, without the notes by which corrections are found again."""
    conn.execute("DELETE FROM corrections WHERE undone_at IS NOT NULL")
    conn.execute("UPDATE corrections SET passage = NULL, machine = NULL")
    if policy.staff:
        for table in ("corrections", "link_corrections"):
            conn.execute(f"UPDATE {table} SET who = ?", (policy.staff,))
