"""What the desk does when a form is sent: correct, add, undo, take back."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

from db.correctable import FIELDS, NotAValue
from db.corrections import SomebodyElseWasFirst, add, change, confirm, reject, undo
from db.ledger import corrections_of
from db.withdrawals import redact, redacted_places, restore, undo_redaction
from minutebook.desk.pages import add_page, card_page, paper_held
from minutebook.desk.site import Answer, Go, Visit
from minutebook.publishing import take_back


async def judge(visit: Visit) -> Answer:
    """``POST /fact/<id>``: Correct, Change or Not a fact; then the next doubtful one."""
    fact_id, form = visit.variables["id"], visit.form
    revision = _revision(form.get("revision", ""))
    by = visit.desk.author(form.get("why", ""))

    def work(conn: sqlite3.Connection) -> int:
        match form.get("action"):
            case "correct":
                confirm(conn, fact_id, by, revision=revision)
            case "change":
                change(conn, fact_id, _typed(form), by, revision=revision, same_confirms=False)
            case "reject":
                reject(conn, fact_id, by, revision=revision)
            case other:
                raise NotAValue(f"the form asks for {other!r}")
        return max(one.id for one in corrections_of(conn, fact_id[:12]))

    try:
        saved = await visit.desk.write(work)
    except SomebodyElseWasFirst as error:
        return await card_page(visit, status=409, problem=f"{error.message}. {error.remedy}")
    except NotAValue as error:
        return await card_page(visit, status=400, problem=f"{error.message}. {error.remedy}")
    return Go(f"/paper/{fact_id[:12]}/next?after={fact_id}&saved={saved}")


async def add_fact(visit: Visit) -> Answer:
    """``POST /paper/<id>/add``"""
    form, document_id = visit.form, visit.variables["id"]
    name, quote, start = form.get("list", ""), form.get("quote", ""), form.get("start", "")

    def work(conn: sqlite3.Connection) -> str:
        row = conn.execute("SELECT text FROM documents WHERE id = ?", (document_id,)).fetchone()
        places = redacted_places((row and row[0]) or "", [quote])
        chosen = next((place for place in places if str(place[0]) == start), None)
        if chosen is None:
            raise NotAValue("the paper does not hold these words", remedy="Copy them exactly as it prints them.")
        return add(conn, document_id, name, chosen, _typed(form), visit.desk.author(form.get("why", "")))

    if name not in FIELDS:
        return await add_page(visit, "", quote, status=400, problem="Choose what kind of fact it is.")
    try:
        made = await visit.desk.write(work)
    except NotAValue as error:
        return await add_page(visit, name, quote, status=400, problem=f"{error.message}. {error.remedy}")
    return Go(f"/fact/{made}")


async def undo_one(visit: Visit) -> Answer:
    """``POST /undo/<correction>``"""
    number = int(visit.variables["number"])
    made = await visit.desk.write(lambda conn: undo(conn, number, visit.desk.author()))
    added = made.action == "add" or made.list == "documents"
    return Go(f"/paper/{made.document_id}" if added else f"/fact/{made.fact_id}")


async def withdraw_paper(visit: Visit) -> Answer:
    """``POST /paper/<id>/withdraw``: take the paper from the public now, or let it be public again at the next time"""
    why, desk = visit.form.get("why", "").strip(), visit.desk
    await desk.read(lambda conn: paper_held(conn, visit.variables["id"]))
    if visit.form.get("action") == "restore":
        at = desk.author().made_at
        await desk.write(lambda conn: restore(conn, visit.variables["id"], at=at))
        return Go(f"/paper/{visit.variables['id']}")
    if not why:
        raise NotAValue("no reason is given", remedy="The public site gives the reason at the paper's address.")
    await asyncio.to_thread(take_back, desk.archive, visit.variables["id"], why=why, who=desk.who)
    return Go(f"/paper/{visit.variables['id']}")


async def redact_words(visit: Visit) -> Answer:
    """``POST /paper/<id>/redact``: cover words, or take a redaction back"""
    form, desk, document_id = visit.form, visit.desk, visit.variables["id"]
    by = desk.author(form.get("why", ""))
    number = form.get("undo", "")
    if number.isascii() and number.isdigit() and len(number) < 16:
        await desk.write(lambda conn: undo_redaction(conn, int(number), at=by.made_at))
    else:
        words = form.get("quote", "")
        await desk.write(lambda conn: redact(conn, document_id, words, why=by.why, who=by.who, at=by.made_at))
    return Go(f"/paper/{document_id}")


async def all_right(visit: Visit) -> Answer:
    """``POST /paper/<id>/list/<list>``: every fact that was shown with one harmless question is right.

    Each is sent with the state in which it was seen: what somebody else has changed meanwhile is left as it is.
    """
    seen = [pair.rpartition(":") for pair in visit.form.get("facts", "").split()]
    by = visit.desk.author(visit.form.get("why", ""))

    def work(conn: sqlite3.Connection) -> int:
        left = 0
        for fact_id, _, revision in seen:
            try:
                confirm(conn, fact_id, by, revision=_revision(revision))
            except SomebodyElseWasFirst:
                left += 1
        return left

    left = await visit.desk.write(work)
    if left:
        raise SomebodyElseWasFirst(f"somebody else changed {left} of these after you opened them; the others are saved")
    return Go(f"/paper/{visit.variables['id']}/next")


def _typed(form: Any) -> dict[str, str]:
    """The values of a form: its fields are called ``value.<field>``, so that none can be taken for another."""
    return {name.removeprefix("value."): str(value) for name, value in form.items() if name.startswith("value.")}


def _revision(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit()) or len(typed) > 9:
        raise NotAValue("the form is not whole", remedy="Open the fact again.")
    return int(typed)
