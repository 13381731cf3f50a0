"""An archive with one invented paper, and the desk over it, with and without a port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf
import pytest

from archive.serving import served_app
from minutebook.desk.server import BuiltDesk, build_desk
from minutebook.finding import find_files
from minutebook.run import Options, ingest
from minutebook.settings import ArchiveFolder

LINES = (
    "Saltmarsh District Council",
    "Cabinet Decision Record",
    "Meeting of Cabinet held on Tuesday 4 May 2021",
    "New footbridge at Mill Lane",
    "RESOLVED that:",
    "1. the survey of the old footbridge be noted; and",
    "2. the new footbridge be approved at a cost of £120,000.",
    "Reasons for the decision",
    "The old bridge is worn out. Ask Priya Nair about the gulls.",
    "Call in",
    "Midnight on Friday 11 May 2021",
)
"""11 May 2021 was a Tuesday: the deadline's weekday is wrong, so it is doubted."""


def write_pdf(path: Path, lines: tuple[str, ...] = LINES) -> Path:
    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(lines):
            page.insert_text((72, 72 + 26 * number), line)
        document.save(path)
    return path


@pytest.fixture
def archive(tmp_path: Path) -> ArchiveFolder:
    return ArchiveFolder(tmp_path / "data")


@pytest.fixture
def held(archive: ArchiveFolder, tmp_path: Path) -> str:
    """The paper ingested; its id."""
    report = ingest(archive, find_files([write_pdf(tmp_path / "record.pdf")]), Options(1, 120))
    assert report.files[0].failure is None
    identifier = report.files[0].document_id
    assert identifier is not None
    return identifier


@contextmanager
def served_desk(archive: ArchiveFolder, who: str = "Pat") -> Iterator[tuple[str, BuiltDesk]]:
    """The address of the desk on a free port, for as long as the ``with`` lasts."""
    desk = build_desk(archive, who)
    with served_app(desk.app) as address:
        yield address, desk
