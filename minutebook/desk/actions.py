"""What the desk does when a form is sent: correct, add, undo, take a paper in, publish, take back."""

from __future__ import annotations

import asyncio
import io
import secrets
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from python_multipart import parse_form

from db.correctable import FIELDS, NotAValue
from db.corrections import SomebodyElseWasFirst, add, change, confirm, reject, undo
from db.ledger import corrections_of
from db.withdrawals import redact, redacted_places, undo_redaction
from minutebook.desk.pages import HOME, add_page, card_page
from minutebook.desk.site import Answer, Go, NotOnTheDesk, Page, Visit
from minutebook.publish_command import change_lines, withheld_lines
from minutebook.publishing import Request, preview, publish, take_back, undo_publishing
from minutebook.run import Options, ingest
from minutebook.zips import given_files, plain_name

_CSRF_COOKIE = "ds_csrftoken"
_TIMEOUT = 300.0


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
                change(conn, fact_id, _typed(form), by, revision=revision)
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


async def take_in(visit: Visit) -> Answer:
    """``POST /upload``: a paper sent with the form goes the way of every other."""
    body = await visit.request.post_body()
    kind = visit.request.headers.get("content-type", "")
    name, content, token = await asyncio.to_thread(_uploaded, kind, body)
    if not secrets.compare_digest(token.encode(), visit.request.cookies.get(_CSRF_COOKIE, "-").encode()):
        raise NotAValue("the form was not sent by the desk", remedy="Open the list of papers and choose it again.")
    if not name or not content:
        raise NotAValue("no file was chosen", remedy="Choose a paper and send the form again.")

    def work() -> str | None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            with given_files([path]) as given:
                report = ingest(visit.desk.archive, given, Options(1, _TIMEOUT))
        file = report.files[0]
        if file.failure is not None:
            raise NotAValue(file.failure.message, remedy=file.failure.remedy)
        return file.document_id

    return Go(f"/paper/{await asyncio.to_thread(work)}")


async def undo_one(visit: Visit) -> Answer:
    """``POST /undo/<correction>``"""
    number = int(visit.variables["number"])
    made = await visit.desk.write(lambda conn: undo(conn, number, visit.desk.author()))
    added = made.action == "add" or made.list == "documents"
    return Go(f"/paper/{made.document_id}" if added else f"/fact/{made.fact_id}")


async def withdraw_paper(visit: Visit) -> Answer:
    """``POST /paper/<id>/withdraw``"""
    why, desk = visit.form.get("why", "").strip(), visit.desk
    if not why:
        raise NotAValue("no reason is given", remedy="The public site gives the reason at the paper's address.")
    await asyncio.to_thread(take_back, desk.archive, visit.variables["id"], why=why, who=desk.who)
    return Go(f"/paper/{visit.variables['id']}")


async def redact_words(visit: Visit) -> Answer:
    """``POST /paper/<id>/redact``: cover words, or take a redaction back"""
    form, desk, document_id = visit.form, visit.desk, visit.variables["id"]
    by = desk.author(form.get("why", ""))
    number = form.get("undo", "")
    if number.isdigit():
        await desk.write(lambda conn: undo_redaction(conn, int(number), at=by.made_at))
    else:
        words = form.get("quote", "")
        await desk.write(lambda conn: redact(conn, document_id, words, why=by.why, who=by.who, at=by.made_at))
    return Go(f"/paper/{document_id}")


async def show_publishing(visit: Visit) -> Answer:
    """``/publish``: what would be added, changed and withdrawn"""
    publication, changed = await asyncio.to_thread(preview, visit.desk.archive, Request(), "desk-preview.db")
    record: dict[str, Any] = {
        "changes": change_lines(changed),
        "withheld": withheld_lines(publication),
        "documents": publication.documents,
        "done": visit.argument("done"),
        "public": visit.desk.archive.public_database.exists(),
    }
    return Page("desk_publish.html", "Publish", record, (HOME,))


async def publish_or_undo(visit: Visit) -> Answer:
    """``POST /publish``"""
    match visit.form.get("action"):
        case "publish":
            await asyncio.to_thread(publish, visit.desk.archive, Request())
        case "undo":
            await asyncio.to_thread(undo_publishing, visit.desk.archive, Request())
        case other:
            raise NotOnTheDesk(f"the form asks for {other!r}")
    return Go(f"/publish?done={visit.form['action']}")


def _typed(form: Any) -> dict[str, str]:
    """The values of a form: its fields are called ``value.<field>``, so that none can be taken for another."""
    return {name.removeprefix("value."): str(value) for name, value in form.items() if name.startswith("value.")}


def _revision(typed: str) -> int:
    if not typed.isdigit() or len(typed) > 9:
        raise NotAValue("the form is not whole", remedy="Open the fact again.")
    return int(typed)


def _uploaded(kind: str, body: bytes) -> tuple[str, bytes, str]:
    """Name and content of the file in a form that was sent, and the form's token; each empty where there is none."""
    found: list[tuple[str, bytes]] = []
    tokens: list[str] = []

    def on_field(field: Any) -> None:
        if field.field_name == b"csrftoken":
            tokens.append((field.value or b"").decode("ascii", "replace"))

    def on_file(file: Any) -> None:
        file.file_object.seek(0)
        found.append((plain_name((file.file_name or b"").decode("utf-8", "replace")), file.file_object.read()))
        file.close()

    headers = {"Content-Type": kind.encode("latin-1"), "Content-Length": str(len(body)).encode()}
    try:
        parse_form(headers, io.BytesIO(body), on_field, on_file)
    except ValueError as error:
        raise NotAValue("the form could not be read", remedy="Send it again.") from error
    name, content = found[0] if found else ("", b"")
    return name, content, tokens[0] if tokens else ""
