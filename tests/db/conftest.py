"""An empty archive, and a small invented paper with one of everything."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.checkup import Check, check_database
from db.connection import open_working
from db.store import Origin, Outcome, store
from extractors.records import (
    CallIn,
    Citation,
    Commitment,
    DateMention,
    Decision,
    DocumentFacts,
    Figure,
    Finding,
    Person,
    Record,
    Resolution,
    Section,
    Votes,
)
from ingest.document import Block, BlockKind, Box, Cell, Document, Line, Page, Table

TITLE = "New footbridge at Mill Lane"
LINES = (
    TITLE,
    "Cabinet met on 4 May 2021.",
    "1. The footbridge be approved at a cost of £1.2m.",
    "Ask Priya Nair on 01632 960456 or priya.nair@saltmarsh.example about the works.",
    "This may be called in until midnight on Friday 14 May 2021.",
    "Officers will report on the drainage survey in June 2021, as the Panel heard on 2 March 2021.",
    "Year\tCost",
)


def make_paper(*lines: str, doubt: str | None = None, exempt: bool | None = None) -> tuple[Document, Record]:
    """A paper of ``lines`` (by default the invented one) and, for the invented one, a record of it."""
    text = "\n".join(lines or LINES)
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    blocks = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        kind = BlockKind.HEADING if number == 0 else BlockKind.TABLE if "\t" in line else BlockKind.PARAGRAPH
        blocks.append(Block(kind, at, at + len(line), 1, Box(50, 20.0 * number, 300, 20.0 * number + 12)))
        at += len(line) + 1
    printed = tuple(Line(b.start, b.end, 1, b.box) for b in blocks if b.box is not None)
    filename = f"paper-{sha256[:6]}.pdf"
    pages = (Page(1, 0, len(text), 595.0, 842.0),)
    document = Document(filename, sha256, "application/pdf", text, pages, tuple(blocks), _tables(text), printed)
    facts = DocumentFacts(
        sha256=sha256,
        filename=filename,
        media_type="application/pdf",
        pages=1,
        kind="minutes",
        council="Saltmarsh District Council",
        body="Cabinet",
        title=(lines or LINES)[0],
        meeting_date="2021-05-04",
        exempt=exempt,
    )
    return document, Record(document=facts) if lines else _record(text, facts, (doubt,) if doubt else ())


def _tables(text: str) -> tuple[Table, ...]:
    start = text.find("Year\tCost")
    if start < 0:
        return ()
    cells = (Cell(0, 0, start, start + 4, 1), Cell(0, 1, start + 5, start + 9, 1, box=Box(100, 120, 150, 132)))
    return (Table(1, 1, start, start + 9, 1, 2, cells),)


def _record(text: str, facts: DocumentFacts, doubts: tuple[str, ...]) -> Record:
    def place(words: str) -> dict[str, int]:
        start = text.index(words)
        return {"page": 1, "start": start, "end": start + len(words)}

    clause = "The footbridge be approved at a cost of £1.2m."
    call_in = "called in until midnight on Friday 14 May 2021"
    day, promise, heard = "4 May 2021", "Officers will report on the drainage survey in June 2021", "2 March 2021"
    return Record(
        document=facts,
        people=(Person(name="Priya Nair", post=None, role="contact", rule="contact", **place("Priya Nair")),),
        sections=(Section(kind="title", heading=TITLE, rule="title", page=1, start=0, end=len(TITLE)),),
        decisions=(
            Decision(title=TITLE, decided_on="2021-05-04", reasons="None", rule="form", page=1, start=0, end=len(text)),
        ),
        resolutions=(
            Resolution(
                decision=0,
                number="1",
                text=clause,
                status="resolved",
                effects=("approved", "delegated"),
                votes=Votes(for_=5, against=2),
                rule="clause",
                **place(clause),
            ),
        ),
        call_ins=(
            CallIn(
                decision=0,
                status="open_until",
                quote=call_in,
                deadline="2021-05-14T23:59:59",
                basis="stated",
                rule="until",
                doubts=doubts,
                **place(call_in),
            ),
        ),
        dates=(
            DateMention(quote=day, date_from="2021-05-04", date_to="2021-05-04", role="meeting", **place(day)),
            DateMention(
                quote=heard, date_from="2021-03-02", date_to="2021-03-02", role="prior_meeting", **place(heard)
            ),
        ),
        figures=(Figure(quote="£1.2m", value=1_200_000.0, unit="GBP", metric="footbridge_cost", **place("£1.2m")),),
        commitments=(Commitment(quote=promise, what="a report", due_to="2021-06-30", **place(promise)),),
        citations=(Citation(quote=heard, kind="prior_meeting", date="2021-03-02", **place(heard)),),
        findings=(Finding(message="The day does not fit.", rule="weekday_mismatch", **place(day)),),
    )


@pytest.fixture
def archive_path(tmp_path: Path) -> Path:
    return tmp_path / "working.db"


@pytest.fixture
def archive(archive_path: Path) -> Iterator[sqlite3.Connection]:
    conn = open_working(archive_path)
    yield conn
    conn.close()


@pytest.fixture
def paper() -> Callable[..., tuple[Document, Record]]:
    return make_paper


@pytest.fixture
def stored(put: Callable[..., Outcome]) -> Callable[..., tuple[Document, Record]]:
    """Make a paper and store it."""

    def make_and_store(*lines: str, **wanted: Any) -> tuple[Document, Record]:
        read = make_paper(*lines, **wanted)
        put(read)
        return read

    return make_and_store


def unsound(conn: sqlite3.Connection) -> list[Check]:
    """The checks of ``minutebook doctor`` that a database fails."""
    return [check for check in check_database(conn) if not check.ok]


@pytest.fixture
def put(archive: sqlite3.Connection) -> Callable[..., Outcome]:
    """Store a paper with version "1" on New Year's Day, unless told otherwise."""

    def put_paper(
        read: tuple[Document, Record],
        *,
        version: str = "1",
        at: str = "2022-01-01T00:00:00+00:00",
        origin: Origin | None = None,
        force: bool = False,
    ) -> Outcome:
        document, record = read
        origin = origin or Origin(document.filename)
        return store(archive, document, record, origin=origin, software_version=version, ingested_at=at, force=force)

    return put_paper


@pytest.fixture
def snapshot(archive: sqlite3.Connection) -> Callable[[], dict[str, list[tuple[object, ...]]]]:
    """Every row of every table that holds what papers say, without the handles and the one clock."""

    def rows() -> dict[str, list[tuple[object, ...]]]:
        return {table: sorted(_rows(archive, table), key=repr) for table in _tables_of(archive)}

    return rows


_NOT_CONTENT = ("_sqlite_migrations", "counters", "runs", "run_files")
_NOT_COMPARED = ("search_key", "ingested_at")


def _tables_of(conn: sqlite3.Connection) -> list[str]:
    rows = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'")
    return sorted(row[0] for row in rows if row[0] not in _NOT_CONTENT)


def _rows(conn: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    cursor = conn.execute(f"SELECT * FROM {table}")
    kept = [i for i, column in enumerate(cursor.description) if column[0] not in _NOT_COMPARED]
    return [tuple(row[i] for i in kept) for row in cursor]


@pytest.fixture
def stocked(
    archive: sqlite3.Connection, paper: Callable[..., tuple[Document, Record]], put: Callable[..., Outcome]
) -> sqlite3.Connection:
    """An archive of three papers: a record of a decision and two others."""
    put(paper())
    put(paper("Drainage survey", "A footbridge was mentioned in passing.", "Children in care were not."))
    put(paper("Bus shelters", "Shelters at Mill Lane need paint.", "Paint is dear."))
    return archive
