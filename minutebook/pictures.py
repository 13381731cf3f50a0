"""Pictures of the pages of PDF papers, for the public site: drawn once, in worker processes, kept until unpublished."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.connection import open_reading
from db.contact_details import contact_places
from db.facts import text_of
from db.withdrawals import redacted_places, redactions
from ingest.document import Box
from minutebook.originals import original_path
from minutebook.pool import Task, run_tasks
from minutebook.settings import ArchiveFolder
from minutebook.work import FileFailed, at_the_edge

_TIMEOUT = 600.0
"""Seconds for the pages of one paper; the longest agenda packs have some two thousand."""

_PLAIN, _COVERED = ".plain", ".covered"
"""A mark in a paper's folder of pictures: were contact details painted over?"""


@dataclass(frozen=True, slots=True)
class Pictures:
    """How many pages were drawn, and the papers that could not be."""

    drawn: int = 0
    failed: tuple[NotDrawn, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class NotDrawn:
    document_id: str
    filename: str
    why: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many pages of a paper were drawn."""

    pages: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """Redacted words of one paper in pictures. ``mark`` tells its pictures from those with other words covered."""

    mark: str
    boxes: dict[int, list[Box]]
    """Page to the printed lines on it that hold such words: whole lines, since the place in a line is not exact."""
    left_out: frozenset[int]
    """Pages that are not drawn, because redacted words on them have no box."""


_NOTHING_REDACTED = Redacted("", {}, frozenset())


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drawn of one paper, and where to: ``mark`` is the file that marks the finished folder."""

    filename: str
    mark: Path
    redacted: Redacted
    contact_details: bool
    """Whether telephone numbers and e-mail addresses stay readable."""


def draw_pictures(archive: ArchiveFolder, public_database: Path, workers: int, *, contact_details: bool) -> Pictures:
    """Draw the pages of every published PDF that has no such pictures yet."""
    drawn = 0
    failed: list[NotDrawn] = []
    tasks = _missing(archive, public_database, contact_details=contact_details)
    for done in run_tasks(draw, tasks, workers=workers, timeout=_TIMEOUT):
        if isinstance(done.result, FileFailed):
            failed.append(NotDrawn(done.task.key, done.task.filename, done.result.message))
        else:
            drawn += done.result.pages
    return Pictures(drawn, tuple(sorted(failed)))


def drop_pictures(archive: ArchiveFolder) -> None:
    """Remove the pictures of papers that are not public (any more)."""
    held = _documents(archive.public_database)
    folder = pictures_folder(archive)
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.name not in held:
            shutil.rmtree(entry)


def pictures_folder(archive: ArchiveFolder) -> Path:
    """Where the pictures of published pages are, a folder for each paper."""
    return archive.public / "pages"


def draw(path: Path, order: Order) -> Drawn | FileFailed:
    """Draw every page of the PDF at ``path`` into the folder of the mark, wholly or not at all. Never raises."""
    from ingest.pictures import Pages

    def work() -> Drawn:
        folder = order.mark.parent
        draft = folder.with_name(f".{folder.name}")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        with Pages(path) as pages:
            for number in range(1, pages.count + 1):
                if number in order.redacted.left_out:
                    continue
                contacts = () if order.contact_details else contact_boxes(pages.words(number))
                covered = (*contacts, *order.redacted.boxes.get(number, ()))
                (draft / f"{number}.png").write_bytes(pages.picture(number, covered=covered))
        (draft / order.mark.name).touch()
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
        return Drawn(pages.count - len(order.redacted.left_out))

    return at_the_edge(order.filename, work)


def contact_boxes(words: list[tuple[str, Box]]) -> tuple[Box, ...]:
    """The boxes of the words that are part of a telephone number or an e-mail address."""
    text = ""
    starts: list[int] = []
    for word, _ in words:
        starts.append(len(text))
        text += word + " "
    return tuple(
        box
        for start, end in contact_places(text)
        for (word, box), at in zip(words, starts, strict=True)
        if at < end and at + len(word) > start
    )


def _missing(archive: ArchiveFolder, public_database: Path, *, contact_details: bool) -> Iterator[Task]:
    mark = _PLAIN if contact_details else _COVERED
    redacted = _redacted(archive)
    for document_id, (sha256, filename) in sorted(_documents(public_database).items()):
        covered = redacted.get(document_id, _NOTHING_REDACTED)
        mark_file = pictures_folder(archive) / document_id / (mark + covered.mark)
        path = original_path(archive.originals, sha256, filename)
        if not mark_file.exists() and path.exists():
            yield Task(document_id, path, filename, Order(filename, mark_file, covered, contact_details))


def _redacted(archive: ArchiveFolder) -> dict[str, Redacted]:
    with closing(open_reading(archive.working)) as conn:
        quotes: dict[str, list[str]] = {}
        for one in redactions(conn):
            quotes.setdefault(one.document_id, []).append(one.quote)
        return {document_id: _redacted_in(conn, document_id, words) for document_id, words in quotes.items()}


def _redacted_in(conn: sqlite3.Connection, document_id: str, words: list[str]) -> Redacted:
    mark = "-" + hashlib.sha256("\0".join(words).encode()).hexdigest()[:12]
    boxes: dict[int, list[Box]] = {}
    left_out: set[int] = set()
    places = redacted_places(text_of(conn, document_id), words)
    sql = """SELECT g.number, g.start, g."end", l.boxes FROM pages g
        LEFT JOIN lines l ON l.document_id = g.document_id AND l.page = g.number WHERE g.document_id = ?"""
    for number, start, end, lines in map(tuple, conn.execute(sql, (document_id,)).fetchall()):
        for left, right in places:
            if left < end and right > start:
                hit = [Box(*line[2:]) for line in json.loads(lines or "[]") if line[0] < right and line[1] > left]
                boxes.setdefault(number, []).extend(hit)
                if not hit:
                    left_out.add(number)
    return Redacted(mark, boxes, frozenset(left_out))


def _documents(database: Path) -> dict[str, tuple[str, str]]:
    """The PDF documents of a database: id to sha256 and file name."""
    with closing(open_reading(database)) as conn:
        rows = conn.execute("SELECT id, sha256, filename FROM documents WHERE media_type = 'application/pdf'")
        return {row[0]: (row[1], row[2]) for row in rows}
