"""What the desk shows of papers and facts: task lists, cards, and which doubtful fact comes next."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from archive.marked_text import from_word, to_word
from archive.page_picture import Sheet, sheet_of
from archive.queries.documents import PageText
from archive.words import weekday_and_day
from db.correctable import FIELDS, Field, Value, say_value
from db.doubts import Doubt, doubt, facts_with_doubts
from db.facts import StoredFact, text_of
from db.ledger import Correction
from db.packs import twin
from db.policy import Policy
from db.shown import Shown

LABELS = {
    "documents": "Kind, day and title",
    "decisions": "Decisions",
    "resolutions": "Resolutions",
    "call_ins": "Call-in deadlines",
    "figures": "Figures",
    "dates": "Dates",
    "commitments": "Promises",
    "citations": "Papers it refers to",
    "people": "People",
    "sections": "Sections",
    "findings": "What does not add up",
}
"""List to what it is called on the desk, in the order of the task list: what harms most when wrong comes first."""
ONE = {
    "documents": "paper",
    "decisions": "decision",
    "resolutions": "resolution",
    "call_ins": "call-in deadline",
    "figures": "figure",
    "dates": "date",
    "commitments": "promise",
    "citations": "reference to another paper",
    "people": "person",
    "sections": "section",
    "findings": "thing that does not add up",
}
_ORDER = ("documents", "call_ins", *(name for name in LABELS if name not in ("documents", "call_ins")))
PAPERS_A_PAGE = 20
_EMPTY_LINES = re.compile(r"\n[ \t]*(?=\n)")
CONTEXT = 240
"""Letters of the paper shown on each side of a fact's words."""
BESIDE_PICTURE = 60
"""The same where the picture of the page shows what is around."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper in the list of papers."""

    id: str
    name: str
    filename: str
    kind: str | None
    body: str | None
    meeting_date: str | None
    status: str
    error: str | None
    ingested_at: str
    withdrawn: bool
    supersedes_id: str | None
    to_check: int


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list."""

    list: str
    label: str
    count: int
    to_check: int


@dataclass(frozen=True, slots=True)
class Card:
    """One fact, ready to be judged."""

    shown: Shown
    paper: PaperLine
    doubts: tuple[Doubt, ...]
    fields: tuple[tuple[Field, Value], ...]
    before: str
    words: str
    after: str
    sheet: Sheet | None
    twin: StoredFact | None
    """In a pack: the fact of the paper held by itself that says the same."""
    together: int
    """How many facts of the list have the same harmless doubt, and can be answered together."""


def papers(conn: sqlite3.Connection, page: int, policy: Policy) -> tuple[list[PaperLine], int]:
    """One page of the papers, the last to come in first, and how many there are."""
    total: int = conn.execute("SELECT count(*) FROM documents").fetchone()[0]
    rows = conn.execute(
        "SELECT id FROM documents ORDER BY ingested_at DESC, id LIMIT ? OFFSET ?",
        (PAPERS_A_PAGE, (page - 1) * PAPERS_A_PAGE),
    ).fetchall()
    return [line for row in rows if (line := paper_line(conn, row[0], policy)) is not None], total


def paper_line(
    conn: sqlite3.Connection, document_id: str, policy: Policy, facts: tuple[Shown, ...] | None = None
) -> PaperLine | None:
    row = conn.execute(
        "SELECT d.id, coalesce(d.title, d.filename) AS name, d.filename, d.status,"
        " d.error_message, d.ingested_at, w.document_id IS NOT NULL AS withdrawn, d.supersedes_id"
        " FROM documents d LEFT JOIN withdrawals w ON w.document_id = d.id WHERE d.id = ?",
        (document_id,),
    ).fetchone()
    if row is None:
        return None
    facts = facts_with_doubts(conn, document_id, policy) if facts is None else facts
    own = dict(facts[0].fact.fields) if facts else {}
    return PaperLine(
        id=row["id"],
        name=str(own.get("title") or row["name"]),
        filename=row["filename"],
        kind=_text(own.get("kind")),
        body=_text(own.get("body")),
        meeting_date=_text(own.get("meeting_date")),
        status=row["status"],
        error=row["error_message"],
        ingested_at=row["ingested_at"],
        withdrawn=bool(row["withdrawn"]),
        supersedes_id=row["supersedes_id"],
        to_check=len(open_doubts(facts)),
    )


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def open_doubts(facts: tuple[Shown, ...]) -> list[Shown]:
    """The facts that a person is asked about, in the order in which they come: the paper, call-ins, then the rest."""
    return sorted(
        (one for one in facts if one.fact.doubts),
        key=_turn,
    )


def _turn(one: Shown) -> tuple[int, int, int, str]:
    return _ORDER.index(one.fact.list), one.fact.start, one.fact.end, one.fact.id


def tasks(facts: tuple[Shown, ...]) -> list[Task]:
    found = []
    for name, label in LABELS.items():
        of_list = [one for one in facts if one.fact.list == name and one.review != "rejected"]
        if of_list or name not in ("sections", "people", "citations"):
            found.append(Task(name, label, len(of_list), sum(bool(one.fact.doubts) for one in of_list)))
    return found


def next_doubtful(facts: tuple[Shown, ...], after: str | None) -> str | None:
    """The id of the doubtful fact that comes after the one just dealt with; None where there is none."""
    waiting = open_doubts(facts)
    if after is None:
        return waiting[0].fact.id if waiting else None
    before = next((_turn(one) for one in facts if one.fact.id == after), None)
    return next((one.fact.id for one in waiting if before is None or _turn(one) > before), None)


def same_question(facts: tuple[Shown, ...], name: str, code: str) -> tuple[Shown, ...]:
    """The facts of a list that are asked about for this reason alone, where it is one that holds nothing back."""
    if doubt(code).holds_back:
        return ()
    return tuple(one for one in facts if one.fact.list == name and one.fact.doubts == (code,))


def card(conn: sqlite3.Connection, shown: Shown, facts: tuple[Shown, ...], paper: PaperLine) -> Card:
    fact = shown.fact
    values = dict(fact.fields)
    text = text_of(conn, fact.document_id)
    sheet = None if fact.list == "documents" else _sheet(conn, shown)
    around = CONTEXT if sheet is None else BESIDE_PICTURE
    return Card(
        shown=shown,
        paper=paper,
        doubts=tuple(doubt(code) for code in fact.doubts),
        fields=tuple((field, values.get(field.name)) for field in FIELDS[fact.list]),
        before=_context(from_word(text[max(0, fact.start - around) : fact.start], around)),
        words=text[fact.start : fact.end],
        after=_context(to_word(text[fact.end : fact.end + around], around)),
        sheet=sheet,
        twin=None if fact.list == "documents" else twin(conn, fact),
        together=len(same_question(facts, fact.list, fact.doubts[0])) if fact.doubts else 0,
    )


def _context(words: str) -> str:
    """Words around a fact without the empty lines between paragraphs: less to scroll past on the way to the answer."""
    return _EMPTY_LINES.sub("", words)


def _sheet(conn: sqlite3.Connection, shown: Shown) -> Sheet | None:
    """The page with the words boxed, where the paper is a PDF."""
    fact = shown.fact
    row = conn.execute(
        "SELECT g.number, g.start, g.\"end\", g.width, g.height, g.source, g.note, l.boxes, '' AS text"
        " FROM pages g JOIN documents d ON d.id = g.document_id"
        " LEFT JOIN lines l ON l.document_id = g.document_id AND l.page = g.number"
        " WHERE g.document_id = ? AND g.number = ? AND d.media_type = 'application/pdf'",
        (fact.document_id, fact.page),
    ).fetchone()
    return sheet_of(PageText(**dict(row)), (fact.start, fact.end)) if row is not None else None


def said_values(shown: Shown) -> str:
    """What a fact says, in a line: for looking over many at once."""
    values = dict(shown.fact.fields)
    if shown.fact.list == "dates":
        first, last = weekday_and_day(_text(values["date_from"])), weekday_and_day(_text(values["date_to"]))
        return first if first == last else f"{first} to {last}"
    said = [f"{field.label}: {say_value(field, values.get(field.name))}" for field in FIELDS[shown.fact.list]]
    return "; ".join(line for line in said if not line.endswith(": "))


def books(facts: tuple[Shown, ...]) -> list[Correction]:
    """Every correction made of a paper and its facts, the last first."""
    return sorted((made for one in facts for made in one.corrections), key=lambda made: -made.id)
