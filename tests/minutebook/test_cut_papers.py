"""A paper whose file breaks off is read as far as it goes, and nobody is left to think that it was whole."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from archive.serving import served
from minutebook.desk.server import build_desk
from minutebook.settings import ArchiveFolder
from tests.desk.asking import asker
from tests.desk.conftest import write_pdf

from .conftest import Run

WORDS = "may be missing"


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    whole = write_pdf(tmp_path / "record.pdf")
    whole.write_bytes(whole.read_bytes()[:-200])
    return whole


def test_a_file_that_breaks_off_is_told_wherever_its_paper_is_shown(run: Run, home: Path, cut: Path) -> None:
    ingested = run("ingest", cut)
    identifier = ingested.stdout.split()[1]
    assert ingested.exit_code == 3
    assert WORDS in run("show", identifier).output
    report = run("doctor").output
    assert "pages: 1 stored, The file breaks off" in report
    assert "pages without text: 0" in " ".join(report.split())
    assert WORDS in asker(build_desk(ArchiveFolder(home), "Pat"))(f"/paper/{identifier}").text
    assert run("publish").exit_code == 0
    with served(home / "public" / "public.db") as site:
        page = httpx.get(f"{site}/document/{identifier}/page/1").text
        assert WORDS in page
        assert "has no text" not in page
        assert WORDS in httpx.get(f"{site}/coverage", follow_redirects=True).text
