"""The pages of the desk that only show: papers, task lists, lists of facts, cards, pictures."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import dataclass

from datasette import Response

from archive.marked_text import from_word, to_word
from db.accounts import page_notes
from db.correctable import ADDABLE, FIELDS, Field
from db.doubts import doubt, facts_with_doubts
from db.fact_ids import list_of
from db.facts import text_of
from db.ledger import Correction
from db.packs import Packed, packs_with, papers_in
from db.policy import Policy
from db.shown import Shown, find_shown
from db.versions import WhatChanged, what_changed
from db.withdrawals import Redaction, redacted_places, redactions
from minutebook.desk.papers import (
    LABELS,
    ONE,
    PAPERS_A_PAGE,
    Card,
    PaperLine,
    Task,
    books,
    card,
    next_doubtful,
    open_doubts,
    paper_line,
    papers,
    same_question,
    tasks,
)
from minutebook.desk.site import Answer, Go, NotOnTheDesk, Page, Visit
from minutebook.originals import original_path

HOME = ("Papers", "/")
AROUND = 90
"""Letters shown on each side of words that are looked at together."""


@dataclass(frozen=True, slots=True)
class PapersRecord:
    papers: list[PaperLine]
    number: int
    last: int
    total: int


@dataclass(frozen=True, slots=True)
class PaperRecord:
    paper: PaperLine
    tasks: list[Task]
    own: Shown
    first: str | None
    """The doubtful fact to begin with."""
    books: list[Correction]
    redactions: tuple[Redaction, ...]
    changed_from: str | None
    """The paper that this one supersedes."""
    changed: WhatChanged | None
    packed: tuple[PackedLine, ...]
    """The papers printed in this one, then those that print it."""
    following: PaperLine | None
    """Where nothing is left to check here: another paper that has something."""
    notes: tuple[tuple[int, str], ...]
    """Pages without text, or behind which pages may be missing, and what they say."""


@dataclass(frozen=True, slots=True)
class PackedLine:
    """The other paper of a pack and a paper in it."""

    id: str
    name: str
    is_pack: bool
    packed: Packed


@dataclass(frozen=True, slots=True)
class ListRecord:
    paper: PaperLine
    list: str
    label: str
    facts: tuple[Shown, ...]
    code: str
    """The doubt that all of these share, where they are answered together; "" for the whole list."""
    question: str
    around: dict[str, tuple[str, str]]
    """Of facts answered together: id to the words before and after."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the marked words stand, with words around it."""

    start: int
    around: str


@dataclass(frozen=True, slots=True)
class AddRecord:
    paper: PaperLine
    lists: tuple[tuple[str, str], ...]
    list: str
    quote: str
    fields: tuple[Field, ...]
    places: tuple[Place, ...]
    text: str


async def show_papers(visit: Visit) -> Answer:
    """``/``"""
    asked = visit.argument("page", "1")
    number = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    held, total = await visit.desk.read(lambda conn: papers(conn, number, visit.desk.policy))
    record = PapersRecord(held, number, max(1, -(-total // PAPERS_A_PAGE)), total)
    return Page("desk_papers.html", "Papers", record)


async def show_paper(visit: Visit) -> Answer:
    """``/paper/<id>``: check your document"""

    def work(conn: sqlite3.Connection) -> PaperRecord:
        facts, paper = facts_of(conn, visit.variables["id"], visit.desk.policy)
        waiting = open_doubts(facts)
        return PaperRecord(
            paper,
            tasks(facts),
            facts[0],
            waiting[0].fact.id if waiting else None,
            books(facts),
            redactions(conn, paper.id),
            paper.supersedes_id,
            what_changed(conn, paper.supersedes_id, paper.id) if paper.supersedes_id else None,
            _packed(conn, paper.id),
            None if waiting else _waiting(conn, paper.id, visit.desk.policy),
            page_notes(conn, paper.id),
        )

    record = await visit.desk.read(work)
    return Page("desk_paper.html", f"Check {record.paper.name}", record, (HOME,))


def _packed(conn: sqlite3.Connection, document_id: str) -> tuple[PackedLine, ...]:
    found = [(one.paper_id, False, one) for one in papers_in(conn, document_id)]
    found += [(one.pack_id, True, one) for one in packs_with(conn, document_id)]
    sql = "SELECT coalesce(title, filename) FROM documents WHERE id = ?"
    return tuple(
        PackedLine(other, conn.execute(sql, (other,)).fetchone()[0], is_pack, one) for other, is_pack, one in found
    )


def _waiting(conn: sqlite3.Connection, but: str, policy: Policy) -> PaperLine | None:
    """The last paper to come in that has something to check, among those of the first page."""
    held, _ = papers(conn, 1, policy)
    return next((one for one in held if one.to_check and one.id != but), None)


async def show_list(visit: Visit) -> Answer:
    """``/paper/<id>/list/<list>``"""
    name = visit.variables["list"]
    if name not in LABELS:
        raise NotOnTheDesk(f"there is no list {name}")

    code = visit.argument("doubt")

    def work(conn: sqlite3.Connection) -> ListRecord:
        facts, paper = facts_of(conn, visit.variables["id"], visit.desk.policy)
        if not code:
            own = tuple(one for one in facts if one.fact.list == name)
            return ListRecord(paper, name, LABELS[name], own, "", "", {})
        text = text_of(conn, paper.id)
        same = same_question(facts, name, code)
        around = {
            one.fact.id: (
                from_word(text[max(0, one.fact.start - AROUND) : one.fact.start], AROUND),
                to_word(text[one.fact.end : one.fact.end + AROUND], AROUND),
            )
            for one in same
        }
        return ListRecord(paper, name, LABELS[name], same, code, doubt(code).question, around)

    record = await visit.desk.read(work)
    return Page("desk_list.html", f"{record.label} in {record.paper.name}", record, _above(record.paper))


async def show_next(visit: Visit) -> Answer:
    """``/paper/<id>/next?after=<fact>``: the next doubtful fact opens by itself; after the last, the task list."""
    document_id = visit.variables["id"]
    facts, _ = await visit.desk.read(lambda conn: facts_of(conn, document_id, visit.desk.policy))
    following = next_doubtful(facts, visit.argument("after") or None)
    saved = visit.argument("saved")
    tail = f"?saved={int(saved)}" if saved.isascii() and saved.isdigit() and len(saved) < 18 else ""
    return Go(f"/fact/{following}{tail}" if following else f"/paper/{document_id}{tail}")


async def show_fact(visit: Visit) -> Answer:
    """``/fact/<id>``: the card"""
    return await card_page(visit)


async def card_page(visit: Visit, *, status: int = 200, problem: str = "") -> Page:
    """The card as it stands now; with a problem, what was typed stands in its fields again."""
    fact_id = visit.variables["id"]

    def work(conn: sqlite3.Connection) -> Card:
        facts, paper = facts_of(conn, fact_id[:12], visit.desk.policy)
        return card(conn, _find(facts, fact_id), facts, paper)

    record = await visit.desk.read(work)
    of_list = record.shown.fact.list
    title = "Is this a slip in the paper?" if of_list == "findings" else f"Is this {ONE[of_list]} right?"
    return Page("desk_fact.html", title, record, _above(record.paper), status, problem)


async def show_add(visit: Visit) -> Answer:
    """``/paper/<id>/add``: a missed fact, from words of the paper"""
    return await add_page(visit, visit.argument("list"), visit.argument("quote"))


async def add_page(visit: Visit, name: str, quote: str, *, status: int = 200, problem: str = "") -> Page:
    """The form, as far as it is filled in: first the words and the kind of fact, then its values."""

    def work(conn: sqlite3.Connection) -> AddRecord:
        _, paper = facts_of(conn, visit.variables["id"], visit.desk.policy)
        text = text_of(conn, paper.id)
        places = tuple(
            Place(start, text[max(0, start - 60) : end + 60]) for start, end in redacted_places(text, [quote])
        )
        return AddRecord(
            paper,
            tuple((one, ONE[one]) for one in ADDABLE),
            name,
            quote,
            FIELDS[name] if name in ADDABLE else (),
            places,
            text,
        )

    record = await visit.desk.read(work)
    if quote.strip() and not record.places and not problem:
        problem = "The paper does not hold these words. Copy them exactly as it prints them."
    return Page("desk_add.html", "Add a fact that was missed", record, _above(record.paper), status, problem)


async def show_picture(visit: Visit) -> Answer:
    """``/picture/<id>/<page>``: drawn when asked for, since nothing of an unpublished paper lies about as a picture."""
    from ingest.pictures import page_picture

    row = await visit.desk.read(
        lambda conn: conn.execute(
            "SELECT sha256, filename FROM documents WHERE id = ? AND media_type = 'application/pdf'",
            (visit.variables["id"],),
        ).fetchone()
    )
    number = int(visit.variables["number"])
    if row is None or number < 1:
        raise NotOnTheDesk("there is no picture of this page")
    path = original_path(visit.desk.archive.originals, row[0], row[1])
    picture = await asyncio.to_thread(page_picture, path, number)
    return Response(picture, content_type="image/png")


def paper_held(conn: sqlite3.Connection, document_id: str) -> None:
    """Raises NotOnTheDesk where the archive holds no such paper."""
    if conn.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,)).fetchone() is None:
        raise NotOnTheDesk(f"there is no paper {document_id}")


def facts_of(conn: sqlite3.Connection, document_id: str, policy: Policy) -> tuple[tuple[Shown, ...], PaperLine]:
    """Everything of one paper, the paper itself first. Raises NotOnTheDesk."""
    facts = facts_with_doubts(conn, document_id, policy) if list_of(document_id) == "documents" else ()
    paper = paper_line(conn, document_id, policy, facts) if facts else None
    if paper is None:
        raise NotOnTheDesk(f"there is no paper {document_id}")
    return facts, paper


def _above(paper: PaperLine) -> tuple[tuple[str, str], ...]:
    """The way back from a page below that of the paper."""
    return HOME, (paper.name, f"/paper/{paper.id}")


def _find(facts: tuple[Shown, ...], fact_id: str) -> Shown:
    found = find_shown(facts, fact_id)
    if found is None:
        raise NotOnTheDesk(f"there is no fact {fact_id}")
    return found
