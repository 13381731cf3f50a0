"""Invented papers of invented councils, as rows: the stories that the tests of threads tell."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from db.connection import open_working
from db.store import Origin, store
from db.threads.records import (
    CallInFact,
    CitationFact,
    Clause,
    CouncilPapers,
    DateFact,
    DecisionFact,
    Paper,
    PassageFact,
    Promise,
)
from extractors.records import Citation, Commitment, Decision, DocumentFacts, Figure, Record, Resolution
from ingest.document import Block, BlockKind, Document, Page

COUNCIL = "Saltmarsh Borough Council"


def key(name: str) -> str:
    """A paper's id, made of its name."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def paper(name: str, title: str, date: str | None, **more: str | None) -> Paper:
    return Paper(id=key(name), title=title, meeting_date=date, council=COUNCIL, passage_id=f"{key(name)}-p0", **more)


def decision(name: str, title: str, date: str | None = None, **more: str) -> DecisionFact:
    return DecisionFact(id=f"{key(name)}-d1", document_id=key(name), title=title, decided_on=date, **more)


def clause(name: str, number: int, text: str, *effects: str, decided: bool = True) -> Clause:
    return Clause(
        id=f"{key(name)}-r{number}",
        document_id=key(name),
        decision_id=f"{key(name)}-d1" if decided else None,
        number=str(number),
        text=text,
        status="resolved" if decided else "recommended",
        effects=effects,
    )


def promise(name: str, what: str, **more: str) -> Promise:
    return Promise(id=f"{key(name)}-m{what[:6]}", document_id=key(name), quote=what, what=what, **more)


def citation(name: str, quote: str, **more: str) -> CitationFact:
    return CitationFact(id=f"{key(name)}-q{quote[:6]}", document_id=key(name), quote=quote, **more)


def passages(name: str, *texts: str) -> list[PassageFact]:
    found, at = [], 0
    for number, text in enumerate(texts):
        found.append(
            PassageFact(id=f"{key(name)}-p{number}", document_id=key(name), text=text, start=at, end=at + len(text))
        )
        at += len(text) + 1
    return found


def dates(name: str, texts: Iterable[str], printed: dict[str, str]) -> list[DateFact]:
    """``printed`` maps the words of a date to its day."""
    whole = "\n".join(texts)
    found = []
    for words, day in printed.items():
        start = whole.index(words)
        place = {"start": start, "end": start + len(words)}
        found.append(DateFact(id=f"{key(name)}-t{day}", document_id=key(name), date_from=day, date_to=day, **place))
    return sorted(found, key=lambda one: one.start)


def council(*papers: Paper, **facts: list[object]) -> CouncilPapers:
    return CouncilPapers(council=COUNCIL, papers={one.id: one for one in papers}, **facts)  # type: ignore[arg-type]


def call_in(name: str, status: str, **more: str | None) -> CallInFact:
    return CallInFact(id=f"{key(name)}-c1", document_id=key(name), status=status, **more)


Read = tuple[Document, Record]


def read_paper(
    title: str,
    date: str,
    *lines: str,
    of: str = COUNCIL,
    reference: str | None = None,
    promised: str | None = None,
    recurs: str | None = None,
    cited: tuple[str, str] | None = None,
    children: int | None = None,
) -> Read:
    """A small paper with one decision: each line after the title is a clause of it."""
    text = "\n".join((of, title, date, *lines))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = BlockKind.HEADING if number < 2 else BlockKind.PARAGRAPH
        blocks.append(Block(kind, at, at + len(line), 1))
        at += len(line) + 1
    document = Document(f"{sha256[:6]}.txt", sha256, "text/plain", text, (Page(1, 0, len(text)),), tuple(blocks))

    def place(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {"page": 1, "start": start, "end": start + len(words)}

    facts = DocumentFacts(
        sha256=sha256,
        filename=document.filename,
        media_type="text/plain",
        pages=1,
        kind="decision_record",
        council=of,
        body="Cabinet",
        title=title,
        meeting_date=date,
        reference=reference,
    )
    whole: dict[str, Any] = {"page": 1, "start": 0, "end": len(text)}
    record = Record(
        document=facts,
        decisions=(Decision(title=title, decided_on=date, reference=reference, rule="form", **whole),),
        resolutions=tuple(
            Resolution(
                decision=0, number=None, text=one, status="resolved", effects=("noted",), rule="clause", **place(one)
            )
            for one in lines
        ),
        commitments=(Commitment(quote=promised, what=promised, recurs=recurs, **place(promised)),) if promised else (),
        citations=(Citation(quote=cited[0], kind="prior_report", date=cited[1], **place(cited[0])),) if cited else (),
        figures=(
            Figure(
                quote=str(children),
                value=float(children),
                unit="count",
                metric="looked_after_children",
                kind="actual",
                period_from=date,
                period_to=date,
                **place(str(children)),
            ),
        )
        if children
        else (),
    )
    return document, record


def archive_of(path: Path, papers: Iterable[Read]) -> sqlite3.Connection:
    """A new working database with these papers, put in in this order."""
    conn = open_working(path)
    for document, record in papers:
        at = "2026-01-01T00:00:00+00:00"
        store(conn, document, record, origin=Origin(document.filename), software_version="1", ingested_at=at)
    return conn
