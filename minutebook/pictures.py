"""Pictures of the pages of PDF papers, for the public site: drawn once, in worker processes, kept until unpublished."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.connection import open_reading
from db.contact_details import contact_places
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
    """How many pages were drawn, and the papers (id, reason) that could not be."""

    drawn: int = 0
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    pages: int


def draw_pictures(archive: ArchiveFolder, public_database: Path, workers: int, *, contact_details: bool) -> Pictures:
    """Draw the pages of every published PDF that has no such pictures yet."""
    drawn = 0
    failed: list[tuple[str, str]] = []
    mark = _PLAIN if contact_details else _COVERED
    tasks = _missing(archive, public_database, mark)
    for done in run_tasks(draw, tasks, workers=workers, timeout=_TIMEOUT):
        if isinstance(done.result, FileFailed):
            failed.append((done.task.key, done.result.message))
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
    return archive.public / "pages"


def draw(path: Path, mark_file: str) -> Drawn | FileFailed:
    """Draw every page of the PDF at ``path`` into the folder of ``mark_file``, wholly or not at all. Never raises.

    The name of ``mark_file`` says whether contact details are painted over.
    """
    from ingest.pictures import page_count, page_picture, word_boxes

    def work() -> Drawn:
        mark = Path(mark_file)
        folder = mark.parent
        draft = folder.with_name(f".{folder.name}")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        pages = page_count(path)
        for number in range(1, pages + 1):
            covered = contact_boxes(word_boxes(path, number)) if mark.name == _COVERED else ()
            (draft / f"{number}.png").write_bytes(page_picture(path, number, covered=covered))
        (draft / mark.name).touch()
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
        return Drawn(pages)

    return at_the_edge(path.name, work)


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


def _missing(archive: ArchiveFolder, public_database: Path, mark: str) -> Iterator[Task]:
    for document_id, (sha256, filename) in sorted(_documents(public_database).items()):
        mark_file = pictures_folder(archive) / document_id / mark
        path = original_path(archive.originals, sha256, filename)
        if not mark_file.exists() and path.exists():
            yield Task(document_id, path, str(mark_file))


def _documents(database: Path) -> dict[str, tuple[str, str]]:
    """The PDF documents of a database: id to sha256 and file name."""
    conn = open_reading(database)
    try:
        rows = conn.execute("SELECT id, sha256, filename FROM documents WHERE media_type = 'application/pdf'")
        return {row[0]: (row[1], row[2]) for row in rows}
    finally:
        conn.close()
