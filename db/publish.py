"""The public database: a copy that physically holds only what may be seen.

Rules about who may see what do not stop SQL; absence does. So what is not public is taken out of a copy, and the copy
is then written anew, because a deleted row's bytes stay in an SQLite file until it is.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from db.connection import open_reading
from db.contact_details import contact_places, cover_contacts
from db.fact_ids import LETTERS
from db.rows import distinct_words
from db.store import index_document, remove, transaction, uncount_words, unindex_document

_KEPT_VERSIONS = 5

# What only the working database needs: runs tell local paths, known facts are not from the paper.
_WORKING_ONLY = ("run_files", "runs", "file_names", "known_facts", "withdrawals", "counters")

_PUBLICATION = """
CREATE TABLE publication (
    published_at TEXT NOT NULL,
    software_version TEXT NOT NULL,
    documents INTEGER NOT NULL,
    withheld_failed INTEGER NOT NULL,
    withheld_exempt INTEGER NOT NULL,
    withheld_withdrawn INTEGER NOT NULL,
    deadlines_withheld INTEGER NOT NULL
) STRICT
"""

# Papers taken back: their address answers with the reason, and nothing else is left of them.
_WITHDRAWN = """
CREATE TABLE withdrawn (document_id TEXT PRIMARY KEY, why TEXT NOT NULL, withdrawn_at TEXT NOT NULL) STRICT
"""

_TEXT_COLUMNS = {
    "documents": ("text", "title", "lead_member"),
    "table_cells": ("text",),
    "passages": ("text", "heading"),
    "people": ("quote", "name", "post"),
    "sections": ("heading",),
    "decisions": ("title", "record", "reasons", "alternatives", "conflicts", "dispensations"),
    "resolutions": ("text",),
    "call_ins": ("quote",),
    "dates": ("quote",),
    "figures": ("quote", "measure", "table", "row", "column"),
    "commitments": ("quote", "what", "owner"),
    "citations": ("quote",),
    "findings": ("quote", "message", "printed", "computed", "explained_by"),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be public. The defaults are the careful ones."""

    exempt: bool = False
    """Papers marked as not for publication. Never without an explicit word."""
    contact_details: bool = False
    doubtful_deadlines: bool = False
    """Call-in deadlines about which a rule has a doubt; by default only the paper's own words are shown."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publishing did."""

    documents: int
    withheld: Counter[str]
    """Reason (failed, exempt, withdrawn) to the number of documents held back for it."""
    deadlines_withheld: int


def build_public(
    working: Path, target: Path, policy: Policy, *, published_at: str, software_version: str
) -> Publication:
    """Make a public database at ``target`` (which is replaced) from the working one at ``working``."""
    draft = target.with_name(target.name + ".draft")
    for path in (draft, target):
        path.unlink(missing_ok=True)
    try:
        _copy(working, draft)
        conn = sqlite3.connect(draft, isolation_level=None)
        try:
            # Power may fail while the draft is made: then it is thrown away, so it need not be flushed at each step.
            conn.execute("PRAGMA journal_mode = MEMORY")
            conn.execute("PRAGMA synchronous = OFF")
            conn.execute("PRAGMA foreign_keys = ON")
            publication = _make_public(conn, policy, published_at, software_version)
            conn.execute("VACUUM INTO ?", (str(target),))
        finally:
            conn.close()
    finally:
        draft.unlink(missing_ok=True)
    _flush(target)
    return publication


def _copy(working: Path, draft: Path) -> None:
    """A consistent copy, also while an ingest goes on."""
    conn = open_reading(working)
    try:
        conn.execute("VACUUM INTO ?", (str(draft),))
    finally:
        conn.close()


def _make_public(conn: sqlite3.Connection, policy: Policy, published_at: str, software_version: str) -> Publication:
    with transaction(conn):
        withheld = _withhold(conn, policy)
        if not policy.contact_details:
            _cover_contact_details(conn)
        deadlines = 0 if policy.doubtful_deadlines else _withhold_deadlines(conn)
        conn.execute("UPDATE corrections SET who = 'a member of staff'")
        conn.execute(_WITHDRAWN)
        conn.executemany("INSERT INTO withdrawn VALUES (?, ?, ?)", withheld.withdrawn)
        for table in _WORKING_ONLY:
            conn.execute(f"DROP TABLE {table}")
        documents: int = conn.execute("SELECT count(*) FROM documents").fetchone()[0]
        counts = withheld.counts
        conn.execute(_PUBLICATION)
        conn.execute(
            "INSERT INTO publication VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(published_at, software_version, documents),
                *(counts["failed"], counts["exempt"], counts["withdrawn"], deadlines),
            ),
        )
        # Taken-out words stay in the index's older parts until these are merged into one.
        for index in ("search_fts", "resolutions_fts"):
            conn.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    conn.execute("ANALYZE")
    return Publication(documents, counts, deadlines)


@dataclass(frozen=True, slots=True)
class _Withheld:
    counts: Counter[str]
    withdrawn: tuple[tuple[str, str, str], ...]


def _withhold(conn: sqlite3.Connection, policy: Policy) -> _Withheld:
    """Take out failed, exempt and withdrawn documents."""
    withdrawn = tuple(
        (row[0], row[1], row[2]) for row in conn.execute("SELECT document_id, why, withdrawn_at FROM withdrawals")
    )
    reasons = {document_id: "withdrawn" for document_id, _, _ in withdrawn}
    for document_id, status, exempt in conn.execute("SELECT id, status, exempt FROM documents"):
        if status == "failed":
            reasons.setdefault(document_id, "failed")
        elif exempt and not policy.exempt:
            reasons.setdefault(document_id, "exempt")
    for document_id in sorted(reasons):
        remove(conn, document_id)
    return _Withheld(Counter(reasons.values()), withdrawn)


def _withhold_deadlines(conn: sqlite3.Connection) -> int:
    """A wrong deadline under the council's name does the most harm: one with any doubt is not shown as a date."""
    return conn.execute(
        "UPDATE call_ins SET deadline = NULL, effective_from = NULL, basis = NULL"
        " WHERE needs_check AND (deadline IS NOT NULL OR effective_from IS NOT NULL)"
    ).rowcount


def _cover_contact_details(conn: sqlite3.Connection) -> None:
    affected = [row[0] for row in conn.execute("SELECT id, text FROM documents ORDER BY id") if contact_places(row[1])]
    conn.create_function("cover_contacts", 1, lambda text: text and cover_contacts(text), deterministic=True)
    for document_id in affected:
        before = _words(conn, document_id)
        unindex_document(conn, document_id)
        for table, columns in _TEXT_COLUMNS.items():
            key = "id" if table == "documents" else "document_id"
            changes = ", ".join(f'"{column}" = cover_contacts("{column}")' for column in columns)
            conn.execute(f"UPDATE {table} SET {changes} WHERE {key} = ?", (document_id,))
        index_document(conn, document_id)
        uncount_words(conn, before - _words(conn, document_id))


def _words(conn: sqlite3.Connection, document_id: str) -> frozenset[str]:
    return distinct_words(conn.execute("SELECT text FROM documents WHERE id = ?", (document_id,)).fetchone()[0])


def swap_in(built: Path, public: Path) -> None:
    """Put ``built`` in the place of ``public`` in one step, and keep the one before for undo.

    Whenever the power fails, ``public`` is one of the two.
    """
    previous = public.parent / "previous"
    previous.mkdir(parents=True, exist_ok=True)
    if public.exists():
        numbers = [int(path.stem) for path in _previous_versions(public)]
        os.link(public, previous / f"{max(numbers, default=0) + 1:06d}.db")
    os.replace(built, public)
    for path in _previous_versions(public)[:-_KEPT_VERSIONS]:
        path.unlink()


def undo(public: Path) -> bool:
    """Put the database before this one back; False if there is none."""
    versions = _previous_versions(public)
    if not versions:
        return False
    os.replace(versions[-1], public)
    return True


def _previous_versions(public: Path) -> list[Path]:
    return sorted(path for path in (public.parent / "previous").glob("*.db") if path.stem.isdigit())


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


assert set(LETTERS) - {"tables"} <= set(_TEXT_COLUMNS), "every fact list says which of its columns hold words"
