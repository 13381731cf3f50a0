"""Papers that are sent with a form: one, several, or a zip of them; each goes the way of every other."""

from __future__ import annotations

import asyncio
import io
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_multipart import parse_form

from db.correctable import NotAValue
from db.runs import RunFile
from minutebook.desk.forms import TOKEN
from minutebook.desk.pages import HOME
from minutebook.desk.site import Answer, Go, NotOnTheDesk, Page, Visit, body_of
from minutebook.run import Options, Report, ingest
from minutebook.scratch import scratch_folder
from minutebook.zips import given_files, plain_name

MOST_FILES = 500
"""In one form. A zip may hold more."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was in the form. ``files``: name and content of each."""

    files: tuple[tuple[str, bytes], ...]
    token: str


@dataclass(frozen=True, slots=True)
class TakenLine:
    """What became of one file: its name without our own folders, and the paper it is now."""

    name: str
    outcome: str
    document_id: str | None
    why: str
    remedy: str


async def take_in(visit: Visit) -> Answer:
    """``POST /upload``"""
    body = await body_of(visit.request)
    kind = visit.request.headers.get("content-type", "")
    sent = await asyncio.to_thread(_read_form, kind, body)
    if not visit.desk.session.right_token(sent.token):
        raise NotAValue("the form was not sent by the desk", remedy="Open the list of papers and choose it again.")
    if not sent.files:
        raise NotAValue("no file was chosen", remedy="Choose a paper and send the form again.")

    def work() -> Report:
        with tempfile.TemporaryDirectory(dir=scratch_folder()) as folder:
            paths = [_written(Path(folder) / str(number), *file) for number, file in enumerate(sent.files)]
            with given_files(paths) as given:
                return ingest(visit.desk.archive, given, Options(workers=1))

    report = await asyncio.to_thread(work)
    if len(report.files) == 1:
        return _one(report.files[0])
    return Go(f"/taken/{report.run_id}")


async def show_taken(visit: Visit) -> Answer:
    """``/taken/<run>``: what became of each file of a form with several"""

    def work(conn: sqlite3.Connection) -> list[TakenLine]:
        rows = conn.execute(
            "SELECT path, outcome, document_id, message, remedy FROM run_files WHERE run_id = ? ORDER BY number",
            (int(visit.variables["run"]),),
        )
        return [TakenLine(_own_name(row[0]), row[1], row[2], row[3] or "", row[4] or "") for row in rows]

    found = await visit.desk.read(work)
    if not found:
        raise NotOnTheDesk("nothing was brought in under this number")
    return Page("desk_taken.html", "What was brought in", found, (HOME,))


def _one(file: RunFile) -> Go:
    if file.failure is not None:
        raise NotAValue(file.failure.message, remedy=file.failure.remedy)
    return Go(f"/paper/{file.document_id}")


def _written(folder: Path, name: str, content: bytes) -> Path:
    """Each in a folder of its own: two of one name may be sent together."""
    folder.mkdir()
    path = folder / name
    path.write_bytes(content)
    return path


def _own_name(path: str) -> str:
    """Without the folders that were ours: "pack.zip/may/minutes.txt" or "minutes.txt"."""
    zipped = path.lower().find(".zip/")
    start = path.rfind("/", 0, zipped if zipped >= 0 else len(path)) + 1
    return path[start:]


def _read_form(kind: str, body: bytes) -> Sent:
    """The files of a form that was sent, and its token. Raises NotAValue where it is no form."""
    files: list[tuple[str, bytes]] = []
    tokens: list[str] = []

    def on_field(field: Any) -> None:
        if field.field_name == TOKEN.encode():
            tokens.append((field.value or b"").decode("ascii", "replace"))

    def on_file(file: Any) -> None:
        if len(files) >= MOST_FILES:
            raise NotAValue(f"too many files for one form: the most is {MOST_FILES}", remedy="Send a zip of them.")
        file.file_object.seek(0)
        content = file.file_object.read()
        if file.file_name and content:
            files.append((plain_name(file.file_name.decode("utf-8", "replace")), content))
        file.close()

    headers = {"Content-Type": kind.encode("latin-1"), "Content-Length": str(len(body)).encode()}
    try:
        parse_form(headers, io.BytesIO(body), on_field, on_file)
    except ValueError as error:
        raise NotAValue("the form could not be read", remedy="Send it again.") from error
    return Sent(tuple(files), tokens[0] if tokens else "")
