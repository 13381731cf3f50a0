"""Pictures of the pages of PDF papers, for the public site: drawn once, in worker processes, kept until unpublished."""

from __future__ import annotations

import importlib
import importlib.util
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.connection import open_reading
from minutebook.originals import original_path
from minutebook.pool import Task, run_tasks
from minutebook.settings import ArchiveFolder
from minutebook.work import FileFailed, at_the_edge

_TIMEOUT = 600.0
"""Seconds for the pages of one paper; the longest agenda packs have some two thousand."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """How many pages were drawn, and the papers (id, reason) that could not be."""

    drawn: int = 0
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    pages: int


def draw_pictures(archive: ArchiveFolder, public_database: Path, workers: int) -> Pictures:
    """Draw the pages of every published PDF that has no pictures yet."""
    if importlib.util.find_spec("ingest.pictures") is None:
        return Pictures()
    drawn = 0
    failed: list[tuple[str, str]] = []
    tasks = _missing(archive, public_database)
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


def draw(path: Path, destination: str) -> Drawn | FileFailed:
    """Draw every page of the PDF at ``path`` into the folder ``destination``, wholly or not at all. Never raises."""
    page_picture = importlib.import_module("ingest.pictures").page_picture

    def work() -> Drawn:
        folder = Path(destination)
        draft = folder.with_name(f".{folder.name}")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        pages = 0
        for pages in range(1, _page_count(path) + 1):
            (draft / f"{pages}.png").write_bytes(page_picture(path, pages))
        draft.rename(folder)
        return Drawn(pages)

    return at_the_edge(path.name, work)


def _missing(archive: ArchiveFolder, public_database: Path) -> Iterator[Task]:
    for document_id, (sha256, filename) in sorted(_documents(public_database).items()):
        folder = pictures_folder(archive) / document_id
        path = original_path(archive.originals, sha256, filename)
        if not folder.is_dir() and path.exists():
            yield Task(document_id, path, str(folder))


def _documents(database: Path) -> dict[str, tuple[str, str]]:
    """The PDF documents of a database: id to sha256 and file name."""
    conn = open_reading(database)
    try:
        rows = conn.execute("SELECT id, sha256, filename FROM documents WHERE media_type = 'application/pdf'")
        return {row[0]: (row[1], row[2]) for row in rows}
    finally:
        conn.close()


def _page_count(path: Path) -> int:
    return 0 if not path.exists() else 1
