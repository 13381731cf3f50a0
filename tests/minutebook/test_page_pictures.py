"""The pages of PDF papers as pictures: drawn when published, gone when no longer public."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pymupdf

from .conftest import Run


def test_publishing_draws_pages_and_undo_goes_back(run: Run, papers: Path, home: Path) -> None:
    with pymupdf.open() as document:
        for words_on_page in ("Saltmarsh District Council", "Ask 01632 960456"):
            document.new_page().insert_text((72, 72), words_on_page)
        document.save(papers / "two-pages.pdf")
    run("ingest", papers)
    published = json.loads(run("publish", "--json").stdout)
    assert (published["documents"], published["pages_drawn"]) == (4, 2)
    (pictures,) = (home / "public" / "pages").iterdir()
    assert {path.name for path in pictures.glob("*.png")} == {"1.png", "2.png"}
    assert json.loads(run("publish", "--json").stdout)["pages_drawn"] == 0
    assert run("publish", "--undo").exit_code == 0
    assert run("publish", "--undo").exit_code == 1


def test_contact_details_are_painted_over(run: Run, papers: Path, home: Path) -> None:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Ask 01632 960456 or clerk@saltmarsh.example today")
        document.save(papers / "contact.pdf")
    run("ingest", papers / "contact.pdf")
    run("publish")
    covered = next((home / "public" / "pages").glob("*/1.png")).read_bytes()
    run("publish", "--contact-details")
    plain = next((home / "public" / "pages").glob("*/1.png")).read_bytes()
    assert grey_pixels(covered) > 1000 > grey_pixels(plain)


def test_a_paper_whose_pages_cannot_be_drawn_is_named(run: Run, papers: Path, home: Path) -> None:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Saltmarsh District Council")
        document.save(papers / "page.pdf")
    run("ingest", papers / "page.pdf")
    next((home / "files").glob("*.pdf")).write_bytes(b"%PDF-1.7 and no more")
    answer = run("publish")
    assert answer.exit_code == 4
    assert "page.pdf" in answer.stderr
    assert "The text is published." in answer.stderr


def grey_pixels(picture: bytes) -> int:
    from ingest.pictures import COVER_GREY

    return pymupdf.Pixmap(picture).samples.count(bytes([COVER_GREY]))


def test_a_paper_no_longer_public_loses_its_pictures(run: Run, papers: Path, home: Path) -> None:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Saltmarsh District Council")
        document.save(papers / "page.pdf")
    run("ingest", papers)
    run("publish")
    with closing(sqlite3.connect(home / "working.db")) as conn:
        conn.execute(
            "INSERT INTO withdrawals SELECT id, 'wrong', 'clerk', '2022-01-01' FROM documents"
            " WHERE filename = 'page.pdf'"
        )
        conn.commit()
    run("publish")
    assert list((home / "public" / "pages").iterdir()) == []
