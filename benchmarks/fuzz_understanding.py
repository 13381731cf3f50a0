"""What is asked of a mutant beyond being read: its facts are found, each quote stands at its place, its rows go in.

Used by ``python -m benchmarks.fuzz_readers --whole``. Every mutant is stored in an archive of its own in memory, which
is then looked over with the checks of ``minutebook doctor``, and taken out again, which must leave nothing behind.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from db.checkup import check_accounts, check_database
from db.connection import open_working
from db.packs import link_packs
from db.reference import sync_reference
from db.rows import document_rows
from db.store import Origin, remove, store_rows, transaction
from db.versions import link_versions
from extractors.extract import extract
from extractors.records import Fact, Person, Record, Resolution, Section, to_json
from ingest.document import Document

_LEFT = ("documents", "passages", "figures", "dates", "table_cells", "search_fts")


def faults(document: Document) -> Iterator[str]:
    """What is wrong with the facts and the rows of ``document``, in words. Errors of the extractors come through."""
    record = extract(document)
    yield from _of_record(document, record)
    yield from _of_rows(document, record)


def facts_of(record: Record) -> Iterator[Fact]:
    yield from record.people
    yield from record.sections
    yield from record.decisions
    yield from record.resolutions
    yield from record.call_ins
    yield from record.dates
    yield from record.figures
    yield from record.commitments
    yield from record.citations
    yield from record.findings
    yield from record.document_evidence


def _of_record(document: Document, record: Record) -> Iterator[str]:
    for fact in facts_of(record):
        name = type(fact).__name__
        if not 0 <= fact.start <= fact.end <= len(document.text):
            yield f"{name} at {fact.start}-{fact.end} lies outside the text"
            continue
        words = fact.text if isinstance(fact, Resolution) else getattr(fact, "quote", None)
        if words is not None and document.text[fact.start : fact.end] != words:
            yield f"{name} at {fact.start}-{fact.end} quotes {words!r}"
        if fact.start == fact.end and not isinstance(fact, Person | Section):
            yield f"{name} at {fact.start} has no words"
        if not 1 <= fact.page <= max(1, len(document.pages)):
            yield f"{name} at {fact.start} stands on page {fact.page} of {len(document.pages)}"
    try:
        json.dumps(to_json(record), allow_nan=False).encode()
    except (ValueError, UnicodeEncodeError) as error:
        yield f"no JSON can be made of the record: {error}"


def _of_rows(document: Document, record: Record) -> Iterator[str]:
    conn = _archive()
    rows = document_rows(document, record)
    try:
        with transaction(conn):
            store_rows(
                conn,
                rows,
                origin=Origin(document.filename),
                software_version="0",
                ingested_at="2031-01-01T00:00:00+00:00",
            )
            link_versions(conn, document.id)
            link_packs(conn, document.id)
    except (sqlite3.Error, ValueError, OverflowError) as error:
        yield f"its rows do not go in: {error}"
        return
    yield from (f"{c.name}: {c.detail}" for look in (check_database, check_accounts) for c in look(conn) if not c.ok)
    with transaction(conn):
        remove(conn, document.id)
    for table in _LEFT:
        left = conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        if left:
            yield f"{left} rows of {table} are left when it is taken out"


@cache
def _archive() -> sqlite3.Connection:
    """One for each worker process."""
    conn = open_working(Path(":memory:"))
    sync_reference(conn)
    return conn
