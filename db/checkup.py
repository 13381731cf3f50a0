"""Does an archive add up? Checks of one database: its structure, its indexes, and every file and page accounted for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from db.accounts import accounts, missing_numbers
from db.facts import FACT_LISTS


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``remedy`` is what to do where ``ok`` is false."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


RESTORE = (
    "Restore the archive's folder from a backup, or delete the database and ingest the folder `files` in it again."
)
REINDEX = "Run `minutebook ingest --force` over the folder `files` of the archive, then publish."
REPORT = "Please report this: the program should not let it happen."


def check_database(conn: sqlite3.Connection) -> Iterator[Check]:
    """Structure and indexes of a working or public database."""
    yield _integrity(conn)
    broken = conn.execute("PRAGMA foreign_key_check").fetchall()
    yield Check("references", not broken, f"{len(broken)} rows point nowhere", RESTORE)
    for index in ("search_fts", "resolutions_fts"):
        yield _index(conn, index)
    yield _words_in_place(conn)


def check_accounts(conn: sqlite3.Connection) -> Iterator[Check]:
    """Of a working database: every file and page that was given in is accounted for."""
    lost = conn.execute(
        "SELECT count(*) FROM run_files f WHERE outcome IN ('inserted', 'updated', 'unchanged') AND NOT EXISTS"
        " (SELECT 1 FROM documents d WHERE d.id = f.document_id)"
    ).fetchone()[0]
    files = conn.execute("SELECT count(*), sum(outcome = 'failed'), sum(outcome = 'ignored') FROM run_files").fetchone()
    detail = f"{files[0]} given in, {files[1] or 0} failed, {files[2] or 0} ignored, {lost} lost"
    yield Check("files", not lost, detail, REPORT)
    pages = conn.execute(
        "SELECT count(*) FROM documents d WHERE status <> 'failed' AND"
        " pages <> (SELECT count(*) FROM pages p WHERE p.document_id = d.id)"
    ).fetchone()[0]
    yield Check("pages", not pages, f"{pages} documents whose pages are not all there", REPORT)
    silent = conn.execute(
        'SELECT count(*) FROM pages WHERE note IS NOT NULL AND start = "end"',
    ).fetchone()[0]
    yield Check("pages without text", True, f"{silent} (each says why)")
    cells = conn.execute(
        "SELECT count(*) FROM tables t WHERE NOT EXISTS (SELECT 1 FROM table_cells c WHERE c.table_id = t.id)"
    ).fetchone()[0]
    yield Check("table cells", not cells, f"{cells} tables without cells", REPORT)
    for table, gaps in missing_numbers(conn).items():
        yield Check(f"{table} in order", not gaps, f"{gaps} documents whose {table} are not numbered through", REPORT)
    for one in accounts(conn):
        why = f", {one.why}" if one.why else ""
        yield Check("given in", True, f"{one.what}: {one.count} {one.outcome}{why}")
    packs, packed = conn.execute("SELECT count(DISTINCT pack_id), count(*) FROM packed_papers").fetchone()
    yield Check("papers in packs", True, f"{packs} packs print {packed} papers that are held by themselves")
    unfinished = conn.execute("SELECT count(*) FROM runs WHERE finished_at IS NULL").fetchone()[0]
    yield Check("runs", True, f"{unfinished} were stopped before their end (what they stored is whole)")


def _integrity(conn: sqlite3.Connection) -> Check:
    try:
        answer = conn.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    return Check("integrity", answer == "ok", answer, RESTORE)


def _index(conn: sqlite3.Connection, index: str) -> Check:
    """Words of the index against words of the tables. FTS5 makes this check with an INSERT that writes nothing."""
    try:
        conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return Check(index, False, str(error), REINDEX)
    return Check(index, True, "agrees with the tables")


def _words_in_place(conn: sqlite3.Connection) -> Check:
    """The law of the archive: the words at a fact's place are the words it quotes."""
    wrong = 0
    for name in FACT_LISTS:
        words = {"resolutions": "text", "decisions": None, "sections": None}.get(name, "quote")
        if words is None:
            continue
        wrong += conn.execute(
            f'SELECT count(*) FROM {name} f JOIN documents d ON d.id = f.document_id WHERE f."{words}" IS NOT NULL'
            f' AND substr(d.text, f.start + 1, f."end" - f.start) <> f."{words}"'
        ).fetchone()[0]
    return Check("quotes", not wrong, f"{wrong} facts whose words are not at their place", REPORT)
