"""An invented council's papers as a published database: what the tests of the site look at.

Everything here is made up: Saltmarsh Borough Council never met. The texts are short, so that places can be found by
searching for the words.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from db.connection import open_working
from db.store import Failure, Origin, store, store_failure, transaction
from db.threads.build import build_threads
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
)
from ingest.document import Block, BlockKind, Cell, Document, Line, Page, Table

READ_AT = "2026-05-04T09:00:00Z"
COUNCIL = "Saltmarsh Borough Council"

HARBOUR = """Saltmarsh Borough Council
Cabinet, 12 March 2024
Harbour wall repairs
RESOLVED that
1. the survey of the harbour wall be noted;
2. repairs of £1,250,000 be approved.
Reasons
Parts of the wall have moved by 40 mm since 2021.
Alternatives considered
None
Call in
Midnight on Friday 22 March 2024
Officers will report progress each quarter.
Children in care: 212 at 31 December 2023.
"""

LIBRARY = """Saltmarsh Borough Council
Cabinet, 10 September 2024
Opening hours of libraries
Members considered the hours.
1. That the hours of the branch libraries
Call in
Five working days after publication
Children in care: 225 to 231 at 30 June 2024.
Total 300, being 100 and 199.
"""

REPORT = """Saltmarsh Borough Council
Report to Cabinet, 8 October 2024
Cabinet is asked to approve a lease of the boathouse.
"""


def place(text: str, words: str) -> tuple[int, int]:
    """Where ``words`` stand in ``text``."""
    start = text.index(words)
    return start, start + len(words)


def paper(text: str, filename: str, *, media_type: str = "text/plain", pages: int = 1) -> Document:
    """``text`` as a read document; for a PDF each line of text is a printed line on an A4 page."""
    blocks, lines, at = [], [], 0
    for number, row in enumerate(text.split("\n")):
        if row.strip():
            blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(row), page=1))
            top = 72.0 + 20 * number
            lines.append(Line(start=at, end=at + len(row), page=1, box=(72.0, top, 72.0 + 6 * len(row), top + 12)))
        at += len(row) + 1
    is_pdf = media_type == "application/pdf"
    size = {"width": 595.0, "height": 842.0} if is_pdf else {}
    return Document(
        filename=filename,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type=media_type,
        text=text,
        pages=(Page(number=1, start=0, end=len(text), **size),),
        blocks=tuple(blocks),
        lines=tuple(lines) if is_pdf else (),
    )


def facts_of(document: Document, **known: str) -> DocumentFacts:
    return DocumentFacts(
        sha256=document.sha256,
        filename=document.filename,
        media_type=document.media_type,
        pages=len(document.pages),
        council=COUNCIL,
        body="Cabinet",
        **known,
    )


def at(text: str, words: str) -> dict[str, int]:
    start, end = place(text, words)
    return {"page": 1, "start": start, "end": end}


def harbour(text: str = HARBOUR) -> tuple[Document, Record]:
    document = paper(text, "harbour.pdf", media_type="application/pdf")
    start, _ = place(text, "Harbour wall repairs")
    decision = Decision(
        page=1,
        start=start,
        end=text.index("Officers will"),
        title="Harbour wall repairs",
        reference="SBC/24/7",
        decided_on="2024-03-12",
        reasons="Parts of the wall have moved by 40 mm since 2021.",
        alternatives="None",
        conflicts="",
        rule="test",
    )
    clauses = (
        ("1", "the survey of the harbour wall be noted", "noted"),
        ("2", "repairs of £1,250,000 be approved", "approved"),
    )
    record = Record(
        document=facts_of(document, kind="minutes", title="Minutes of Cabinet", meeting_date="2024-03-12"),
        decisions=(decision,),
        resolutions=tuple(
            Resolution(
                decision=0, number=n, text=words, status="resolved", effects=(effect,), rule="test", **at(text, words)
            )
            for n, words, effect in clauses
        ),
        call_ins=(
            CallIn(
                decision=0,
                status="open_until",
                deadline="2024-03-22T23:59:59",
                basis="stated",
                quote="Midnight on Friday 22 March 2024",
                rule="test",
                **at(text, "Midnight on Friday 22 March 2024"),
            ),
        ),
        dates=(
            DateMention(
                quote="12 March 2024",
                date_from="2024-03-12",
                date_to="2024-03-12",
                role="meeting",
                **at(text, "12 March 2024"),
            ),
        ),
        figures=(
            Figure(
                quote="£1,250,000",
                value=1250000,
                unit="GBP",
                measure="repairs",
                kind="budget",
                **at(text, "£1,250,000"),
            ),
            children(text, "212", 212, None, "2023-12-31"),
        ),
        commitments=(
            Commitment(
                quote="Officers will report progress each quarter.",
                what="report progress",
                recurs="quarterly",
                **at(text, "Officers will report progress each quarter."),
            ),
        ),
    )
    return document, record


def children(text: str, words: str, value: float, high: float | None, day: str) -> Figure:
    return Figure(
        quote=words,
        value=value,
        value_high=high,
        measure="Children in care",
        metric="looked_after_children",
        period_from=day,
        period_to=day,
        **at(text, words),
    )


def library() -> tuple[Document, Record]:
    text = LIBRARY
    document = paper(text, "library.txt")
    title = "Opening hours of libraries"
    clause = "That the hours of the branch libraries"
    record = Record(
        document=facts_of(document, kind="decision_record", title=title, meeting_date="2024-09-10"),
        decisions=(
            Decision(title=title, decided_on="2024-09-10", page=1, start=text.index(title), end=len(text), rule="test"),
        ),
        resolutions=(
            Resolution(
                decision=0, number="1", text=clause, status="resolved", effects=("unstated",), **at(text, clause)
            ),
        ),
        call_ins=(
            CallIn(
                decision=0,
                status="relative",
                quote="Five working days after publication",
                **at(text, "Five working days after publication"),
            ),
        ),
        figures=(children(text, "225 to 231", 225, 231, "2024-06-30"),),
        findings=(
            Finding(
                message="The parts add up to 299.",
                printed="300",
                computed="299",
                rule="sum_mismatch",
                **at(text, "Total 300, being 100 and 199."),
            ),
        ),
    )
    return document, record


def report() -> tuple[Document, Record]:
    text = REPORT
    document = paper(text, "boathouse.txt")
    clause = "approve a lease of the boathouse"
    record = Record(
        document=facts_of(document, kind="report", title="Lease of the boathouse", meeting_date="2024-10-08"),
        resolutions=(
            Resolution(
                decision=None,
                number=None,
                text=clause,
                status="recommended",
                effects=("recommended",),
                **at(text, clause),
            ),
        ),
    )
    return document, record


MINUTES = """Saltmarsh Borough Council
Cabinet, 14 May 2024
Minutes of the last meeting
1. That the minutes of 12 March be confirmed.
Call in
Midnight on Friday 24 May 2024
"""


def confirmed_minutes() -> tuple[Document, Record]:
    """A meeting at which nothing was decided but that the minutes of the one before were right."""
    text, title, clause = MINUTES, "Minutes of the last meeting", "the minutes of 12 March be confirmed"
    document, words = paper(text, "may.txt"), "Midnight on Friday 24 May 2024"
    return document, Record(
        document=facts_of(document, kind="minutes", title="Cabinet in May", meeting_date="2024-05-14"),
        decisions=(Decision(title=title, decided_on="2024-05-14", **at(text, title)),),
        resolutions=(
            Resolution(
                decision=0,
                number="1",
                text=clause,
                status="resolved",
                effects=("minutes_confirmed",),
                **at(text, clause),
            ),
        ),
        call_ins=(
            CallIn(
                decision=0,
                status="open_until",
                deadline="2024-05-24T23:59:59",
                basis="stated",
                quote=words,
                **at(text, words),
            ),
        ),
    )


def build(path: Path, papers: list[tuple[Document, Record]], *, failed: bool = False) -> Path:
    """A database at ``path`` as publishing would leave it: no write-ahead log beside it."""
    conn = open_working(path)
    conn.execute("INSERT INTO councils (id, name, nation) VALUES ('saltmarsh', ?, 'England')", (COUNCIL,))
    for document, record in papers:
        store(conn, document, record, origin=Origin(document.filename), software_version="test", ingested_at=READ_AT)
    if failed:
        with transaction(conn):
            failure = Failure("damaged", "The file cannot be opened.", "Fetch it again.")
            store_failure(
                conn, "f" * 64, failure, origin=Origin("torn.pdf"), software_version="test", ingested_at=READ_AT
            )
    with transaction(conn):
        build_threads(conn)
    conn.execute("PRAGMA journal_mode = DELETE")
    conn.close()
    return path


def hostile(words: str) -> tuple[Document, Record]:
    """A paper that prints ``words`` in every field that a page shows."""
    document, _ = library()
    text = document.text + words
    document = replace(document, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), filename=words)
    span = at(text, words)
    document = replace(
        document,
        pages=(Page(number=1, start=0, end=len(text)),),
        blocks=(*document.blocks, Block(kind=BlockKind.PARAGRAPH, page=1, start=span["start"], end=span["end"])),
        tables=(Table(1, 1, span["start"], span["end"], 1, 1, (Cell(0, 0, span["start"], span["end"], 1),), 0),),
    )
    return document, Record(
        document=DocumentFacts(
            sha256=document.sha256,
            filename=words,
            media_type="text/plain",
            pages=1,
            kind=words,
            council=words,
            body=words,
            title=words,
            meeting_date="2024-09-10",
            decision_maker=words,
            reference=words,
            portfolio=words,
            lead_member=words,
            part=words,
        ),
        decisions=(
            Decision(
                title=words,
                reference=words,
                decided_on="2024-09-10",
                decision_maker=words,
                outcome=words,
                record=words,
                reasons=words,
                alternatives=words,
                conflicts=words,
                dispensations=words,
                rule=words,
                **span,
            ),
        ),
        resolutions=(
            Resolution(
                decision=0, number=words, text=words, status=words, effects=(words,), recurs=words, rule=words, **span
            ),
        ),
        call_ins=(
            CallIn(decision=0, status=words, quote=words, rule=words, **span),
            CallIn(
                decision=0,
                status="open_until",
                deadline="2024-09-20T23:59:59",
                basis="stated",
                quote=words,
                rule=words,
                **span,
            ),
        ),
        people=(Person(name=words, post=words, role=words, rule=words, **span),),
        sections=(Section(kind=words, heading=words, rule=words, **span),),
        citations=(Citation(quote=words, kind=words, date=words, reference=words, rule=words, **span),),
        dates=(DateMention(quote=words, date_from=words, date_to=words, role=words, rule=words, **span),),
        figures=(
            Figure(
                quote=words,
                value=1,
                unit=words,
                measure=words,
                metric="looked_after_children",
                segment=words,
                kind=words,
                direction=words,
                part=words,
                period_from=words,
                period_to=words,
                trend=words,
                table=words,
                row=words,
                column=words,
                rule=words,
                **span,
            ),
        ),
        commitments=(Commitment(quote=words, what=words, due_to=words, recurs=words, owner=words, rule=words, **span),),
        findings=(Finding(message=words, printed=words, computed=words, explained_by=words, rule=words, **span),),
    )
