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

from db.connection import open_reading
from db.doubts import doubts_known
from db.facts import FACT_LISTS
from db.packs import count_once, packs_with
from db.policy import Policy
from db.public_versions import flush
from db.publish_corrections import apply_corrections
from db.publish_cover import cover_contact_details, cover_redactions
from db.row_series import form_row_series
from db.shown import shown_document, shown_facts
from db.store import remove, transaction
from db.threads.build import build_threads

T = TypeVar("T")

# What only the working database needs: runs tell local paths, known facts are not from the paper.
_WORKING_ONLY = (
    "run_files",
    "runs",
    "file_names",
    "known_facts",
    "withdrawals",
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

_HELD_BACK = ("dates", "figures", "commitments", "citations")
"""Lists whose facts are nothing but a reading: with a doubt that holds back they are left out. Decisions and clauses
are the paper's own words and stay, marked as to be checked."""

_NOT_COUNCILLORS = ("author", "contact", "signatory")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publishing did."""

    documents: int
    withheld: Counter[str]
    """Reason (failed, exempt, withdrawn, unreviewed) to the number of documents held back for it."""
    deadlines_withheld: int
    facts_withheld: int = 0


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
                remove(conn, document_id)
                form_row_series(conn)
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
            conn.execute("PRAGMA journal_mode = MEMORY")
            conn.execute("PRAGMA synchronous = OFF")
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
        _doubt_scans_and_misfits(conn)
        # Before anything is taken out: a person may have said that a paper is (not) for publication.
        apply_corrections(conn)
        withheld = _withhold(conn, policy)
        cover_redactions(conn)
        if not policy.contact_details:
            cover_contact_details(conn)
        deadlines = 0 if policy.doubtful_deadlines else _withhold_deadlines(conn)
        facts = _withhold_facts(conn, policy)
        _clean_ledger(conn, policy)
        count_once(conn)
        # Last: what ties papers together is worked out from the public facts alone.
        conn.execute("UPDATE link_corrections SET who = 'a member of staff'")
        form_row_series(conn)
        build_threads(conn)
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
                *(counts["failed"], counts["exempt"], counts["withdrawn"], counts["unreviewed"], deadlines, facts),
            ),
        )
        _merge_indexes(conn)
    conn.execute("ANALYZE")
    return Publication(documents, counts, deadlines, facts)


def _merge_indexes(conn: sqlite3.Connection) -> None:
    """Taken-out words stay in an index's older parts until these are merged into one."""
    for index in ("search_fts", "resolutions_fts"):
        conn.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def _doubt_scans_and_misfits(conn: sqlite3.Connection) -> None:
    """The doubts of ``db.doubts`` that no rule of the extractors has: values from scans, deadlines that do not fit."""
    on_scan = "SELECT 1 FROM pages g WHERE g.document_id = f.document_id AND g.number = f.page AND g.source = 'ocr'"
    for table in ("call_ins", "dates", "figures"):
        conn.execute(
            f"UPDATE {table} AS f SET doubts = json_insert(doubts, '$[#]', 'ocr'), needs_check = 1"
            f" WHERE EXISTS ({on_scan})"
        )
    conn.execute(
        "UPDATE call_ins AS f SET needs_check = 1, doubts = json_insert(doubts, '$[#]', (SELECT rule FROM findings w"
        ' WHERE w.document_id = f.document_id AND w.start < f."end" AND w."end" > f.start'
        " AND w.rule IN ('weekday_mismatch', 'date_order') LIMIT 1))"
        ' WHERE EXISTS (SELECT 1 FROM findings w WHERE w.document_id = f.document_id AND w.start < f."end"'
        " AND w.\"end\" > f.start AND w.rule IN ('weekday_mismatch', 'date_order'))"
    )


@dataclass(frozen=True, slots=True)
class _Withheld:
    counts: Counter[str]
    withdrawn: tuple[tuple[str, str, str], ...]


def _withhold(conn: sqlite3.Connection, policy: Policy) -> _Withheld:
    """Take out failed, exempt, withdrawn and, where the policy asks for a look, unreviewed documents."""
    withdrawn = tuple(
        (row[0], row[1], row[2]) for row in conn.execute("SELECT document_id, why, withdrawn_at FROM withdrawals")
    )
    reasons = {document_id: "withdrawn" for document_id, _, _ in withdrawn}
    rows = conn.execute("SELECT id, status, exempt, council, council_id FROM documents").fetchall()
    for document_id, status, exempt, council, council_id in map(tuple, rows):
        if status == "failed":
            reasons.setdefault(document_id, "failed")
        elif exempt and document_id not in policy.exempt:
            reasons.setdefault(document_id, "exempt")
        elif policy.needs_review(council, council_id) and not _reviewed(conn, document_id):
            reasons.setdefault(document_id, "unreviewed")
    closed = [document_id for document_id, reason in reasons.items() if reason == "exempt"]
    for pack_id in {packed.pack_id for paper_id in closed for packed in packs_with(conn, paper_id)} - policy.exempt:
        # Its pages print what is not for publication, whatever the pack says of itself.
        reasons.setdefault(pack_id, "exempt")
    for document_id in sorted(reasons):
        remove(conn, document_id)
    return _Withheld(Counter(reasons.values()), withdrawn)


def _reviewed(conn: sqlite3.Connection, document_id: str) -> bool:
    """Whether a person has looked at the paper as a whole, and at every doubt in it."""
    paper = shown_document(conn, document_id)
    return (
        paper is not None
        and paper.review != "machine"
        and not any(one.fact.doubts for one in shown_facts(conn, document_id) if one.review == "machine")
    )


def _withhold_deadlines(conn: sqlite3.Connection) -> int:
    """A wrong deadline under the council's name does the most harm: one with any doubt is not shown as a date."""
    return conn.execute(
        "UPDATE call_ins SET deadline = NULL, effective_from = NULL, basis = NULL"
        " WHERE needs_check AND (deadline IS NOT NULL OR effective_from IS NOT NULL)"
    ).rowcount


def _withhold_facts(conn: sqlite3.Connection, policy: Policy) -> int:
    """Readings with a doubt that holds back or of an unsure rule, and names of people who are not councillors."""
    taken = 0
    harmless = [code for code, doubt in doubts_known().items() if not doubt.holds_back]
    if not policy.doubtful_facts:
        places = ", ".join("?" * len(harmless))
        for table in _HELD_BACK:
            taken += conn.execute(
                f"DELETE FROM {table} WHERE needs_check AND EXISTS"
                f" (SELECT 1 FROM json_each(doubts) WHERE value NOT IN ({places}))",
                harmless,
            ).rowcount
    if policy.minimum_confidence:
        for table in (name for name in FACT_LISTS if name not in ("decisions", "resolutions", "sections")):
            sql = f"DELETE FROM {table} WHERE review = 'machine' AND confidence < ?"
            taken += conn.execute(sql, (policy.minimum_confidence,)).rowcount
    if not policy.names:
        places = ", ".join("?" * len(_NOT_COUNCILLORS))
        conn.execute(
            f"DELETE FROM people WHERE role IN ({places}) AND name IS NOT NULL AND name NOT LIKE 'Cllr%'"
            " AND name NOT LIKE 'Councillor%' AND review = 'machine'",
            _NOT_COUNCILLORS,
        )
    return taken


def _clean_ledger(conn: sqlite3.Connection, policy: Policy) -> None:
    """The public ledger: what stands, in the role's name, without the notes by which corrections are found again."""
    conn.execute("DELETE FROM corrections WHERE undone_at IS NOT NULL")
    conn.execute("UPDATE corrections SET passage = NULL, machine = NULL")
    if policy.staff:
        conn.execute("UPDATE corrections SET who = ?", (policy.staff,))
