"""Papers that are read already, stored as an archive: what the measurements of large archives start from."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

from db.connection import open_working
from db.rows import document_rows
from db.store import Origin, store_rows, transaction
from extractors.records import Record
from ingest.document import Document

AT_ONCE = 500
"""Papers stored in one transaction."""


def store_papers(working: Path, papers: Iterable[tuple[Document, Record]]) -> None:
    """Add ``papers`` to the archive whose database is ``working``; it is made where there is none."""
    waiting = iter(papers)
    with closing(open_working(working)) as conn:
        while some := list(islice(waiting, AT_ONCE)):
            with transaction(conn):
                for document, record in some:
                    store_rows(
                        conn,
                        document_rows(document, record),
                        origin=Origin(document.filename),
                        software_version="benchmark",
                        ingested_at="2026-01-01T00:00:00Z",
                    )
