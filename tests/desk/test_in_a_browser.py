"""A clerk's Thursday night in a real browser: in, checked, corrected, public, read again, undone."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.serving import served
from minutebook.desk.server import BuiltDesk
from minutebook.finding import find_files
from minutebook.run import Options, ingest
from minutebook.settings import ArchiveFolder
from minutebook.watching import Watch, watch_folder
from tests.accessibility import faults

from .conftest import LINES, served_desk, write_pdf

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


@pytest.fixture
def desk(archive: ArchiveFolder) -> Iterator[tuple[str, BuiltDesk]]:
    with served_desk(archive) as running:
        yield running


def opened(browser: Any, desk: tuple[str, BuiltDesk], **options: Any) -> Any:
    page = browser.new_context(**options).new_page()
    page.set_default_timeout(120_000)  # milliseconds: a busy machine reads a paper slowly
    page.goto(desk[0] + desk[1].session.opening_path)
    return page


def deadlines(database: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as conn:
        return conn.execute("SELECT deadline, review FROM call_ins WHERE status = 'open_until'").fetchall()


def test_a_paper_is_read_that_is_sent_with_the_form(browser: Any, desk: tuple[str, BuiltDesk], tmp_path: Path) -> None:
    page = opened(browser, desk, java_script_enabled=False)
    page.get_by_label("Papers (PDF").set_input_files(write_pdf(tmp_path / "record.pdf"))
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_text("Check your document").wait_for()
    page.context.close()


def test_of_a_zip_each_paper_is_read_and_what_is_none_is_told(
    browser: Any, desk: tuple[str, BuiltDesk], tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as pack:
        pack.write(write_pdf(tmp_path / "record.pdf"), "may/record.pdf")
        pack.writestr("photo.jpg", "x")
    page = opened(browser, desk, java_script_enabled=False)
    page.get_by_label("Papers (PDF").set_input_files(tmp_path / "pack.zip")
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_role("heading", name="What was brought in").wait_for()
    lines = [line.inner_text().split("\n") for line in page.locator("main li").all()]
    assert [[part for part in line if part][:2] for line in lines] == [
        ["pack.zip/may/record.pdf", "new"],
        ["pack.zip/photo.jpg", "left out"],
    ]
    page.get_by_role("link", name="pack.zip/may/record.pdf").click()
    page.get_by_text("Check your document").wait_for()
    page.context.close()


def the_ids(database: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(database)) as conn:
        return [row[0] for row in conn.execute(f"SELECT id FROM {table}")]


def publish_now(page: Any) -> None:
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Published.").wait_for()


def test_a_paper_from_the_watched_folder_to_the_public_and_back(
    browser: Any, desk: tuple[str, BuiltDesk], archive: ArchiveFolder, tmp_path: Path
) -> None:
    folder = tmp_path / "papers in"
    folder.mkdir()
    paper = write_pdf(folder / "record.pdf")
    (seen,) = watch_folder(archive, Watch(folder, None, quiet_for=0.05), Options(1, 120), once=True)
    assert seen.document_id is not None
    page = opened(browser, desk, java_script_enabled=False)
    page.get_by_role("link", name="New footbridge at Mill Lane").click()
    page.get_by_text("Check your document").wait_for()
    publish_now(page)
    assert deadlines(archive.public_database) == [(None, "machine")], "a doubtful deadline is public as words only"

    with served(archive.public_database) as public:
        visitor = browser.new_page()
        (decision,) = the_ids(archive.public_database, "decisions")
        visitor.goto(f"{public}/decision/{decision}")
        assert visitor.get_by_text("Midnight on Friday 11 May 2021").first.is_visible()
        assert visitor.get_by_text("14 May 2021").count() == 0

        page.get_by_role("link", name="New footbridge at Mill Lane").first.click()
        page.get_by_text("The day of the week does not fit the date").wait_for()
        assert page.locator("svg.strip-picture rect").count() == 1
        page.get_by_label("Last moment for a call-in").fill("Friday 14 May 2021")
        page.get_by_label("Why (the public ledger").fill("The notice on the board says Friday 14 May")
        page.get_by_role("button", name="Save the change").click()
        page.get_by_text("Saved.").wait_for()
        publish_now(page)
        assert deadlines(archive.public_database) == [("2021-05-14T23:59:59", "corrected")]

        # The server that was running shows it.
        visitor.goto(f"{public}/call-ins?as_at=2021-05-10")
        assert visitor.get_by_text("corrected").first.is_visible()
        visitor.goto(f"{public}/corrections")
        assert visitor.get_by_text("The notice on the board says Friday 14 May").is_visible()
        assert visitor.get_by_text("a member of staff").is_visible()
        for books in (visitor, page):
            if books is page:
                page.goto(f"{desk[0]}/paper/{seen.document_id}")
            assert "the end of Friday 14 May 2021" in books.locator("main").inner_text()
            assert "2021-05-14T" not in books.locator("main").inner_text()
        assert visitor.get_by_text("Pat").count() == 0

        with closing(sqlite3.connect(archive.working)) as conn, conn:
            conn.execute("UPDATE documents SET software_version = 'before'")
        report = ingest(archive, find_files([paper]), Options(1, 120))
        assert report.files[0].outcome == "updated"
        page.goto(f"{desk[0]}/publish")
        assert page.get_by_text("Nothing would change").is_visible(), "the correction stands"

        page.get_by_role("button", name="Put back what was public before").click()
        page.get_by_text("The publishing is undone").wait_for()
        assert deadlines(archive.public_database) == [(None, "machine")]
        visitor.close()
        visitor = browser.new_page()  # one whose browser remembers nothing
        visitor.goto(f"{public}/corrections")
        visitor.get_by_role("heading", name="Corrections").first.wait_for()
        assert visitor.get_by_text("The notice on the board").count() == 0
        visitor.close()
    page.context.close()


def test_dates_with_one_harmless_question_are_answered_together(
    browser: Any, desk: tuple[str, BuiltDesk], archive: ArchiveFolder, tmp_path: Path
) -> None:
    days = tuple(f"Work on span {number} begins on {number} June." for number in (3, 5, 9))
    lines = tuple(line.replace("Friday 11", "Tuesday 11") for line in LINES)
    paper = write_pdf(tmp_path / "record.pdf", (*lines, *days))
    ingest(archive, find_files([paper]), Options(1, 120))
    page = opened(browser, desk, java_script_enabled=False)
    page.get_by_role("link", name="Start checking").click()
    page.get_by_role("link", name="Look at all 3 with this question together").click()
    assert page.get_by_text("Thursday 3 June 2021").is_visible()
    page.get_by_role("button", name="All 3 are right").click()
    page.get_by_text("Nothing is left to check").wait_for()
    with closing(sqlite3.connect(archive.working)) as conn:
        assert conn.execute("SELECT action, count(*) FROM corrections").fetchall() == [("confirm", 3)]
    page.context.close()


def test_two_clerks_at_once_the_second_is_told_and_keeps_what_was_typed(
    browser: Any, held: str, archive: ArchiveFolder, desk: tuple[str, BuiltDesk]
) -> None:
    with served_desk(archive, "Kim") as other:
        pages = [opened(browser, one, java_script_enabled=False) for one in (desk, other)]
        for (base, _), page in zip((desk, other), pages, strict=True):
            page.goto(f"{base}/paper/{held}/next")
        for page, day in zip(pages, ("14 May 2021", "17 May 2021"), strict=True):
            page.get_by_label("Last moment for a call-in").fill(day)
            page.get_by_role("button", name="Save the change").click()
        pages[0].get_by_text("Saved.").wait_for()
        assert "Pat changed this" in pages[1].get_by_role("alert").inner_text()
        assert pages[1].get_by_label("Last moment for a call-in").input_value() == "17 May 2021"
        assert pages[1].get_by_text("Friday 14 May 2021").first.is_visible(), "the value as it stands now"
        for page in pages:
            page.context.close()
    with closing(sqlite3.connect(archive.working)) as conn:
        made = conn.execute("SELECT who, after FROM corrections WHERE field = 'deadline'").fetchall()
    assert made == [("Pat", '"2021-05-14T23:59:59"')]


def test_going_back_to_a_refused_form_shows_it_with_what_was_typed(
    browser: Any, held: str, desk: tuple[str, BuiltDesk]
) -> None:
    page = opened(browser, desk, java_script_enabled=False)
    page.goto(f"{desk[0]}/paper/{held}/next")
    page.get_by_label("Last moment for a call-in").fill("the day after")
    page.get_by_role("button", name="Save the change").click()
    said = page.get_by_role("alert").inner_text()
    page.get_by_role("link", name="Papers").first.click()
    page.get_by_role("heading", name="Papers", exact=True).wait_for()
    page.go_back()
    assert page.get_by_role("alert").inner_text() == said
    assert page.get_by_label("Last moment for a call-in").input_value() == "the day after"
    page.go_back()
    assert page.get_by_label("Last moment for a call-in").input_value() != "the day after", "the card before it"
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_the_desk_is_accessible(
    browser: Any, held: str, desk: tuple[str, BuiltDesk], archive: ArchiveFolder, tmp_path: Path, width: int
) -> None:
    days = tuple(f"Work on span {number} begins on {number} June." for number in (3, 5, 9))
    more = ingest(archive, find_files([write_pdf(tmp_path / "more.pdf", (*LINES, *days))]), Options(1, 120))
    page = opened(browser, desk, bypass_csp=True, viewport={"width": width, "height": 900})
    fact = page.request.get(f"{desk[0]}/paper/{held}/next", max_redirects=0).headers["location"]
    found = []
    for path in (
        *(
            "/",
            f"/paper/{held}",
            f"/paper/{held}/list/figures",
            fact,
            f"/fact/{held}",
            f"/paper/{more.files[0].document_id}/list/dates?doubt=year_not_printed",
            f"/taken/{more.run_id}",
            "/publish",
            "/fact/000000000000",
        ),
        f"/paper/{held}/add?list=call_ins&quote=the",
    ):
        page.goto(desk[0] + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found += faults(page, path)
    page.context.close()
    assert found == []


def test_words_marked_in_the_paper_become_a_fact(browser: Any, held: str, desk: tuple[str, BuiltDesk]) -> None:
    page = opened(browser, desk)
    page.goto(f"{desk[0]}/paper/{held}/add")
    page.get_by_label("What kind of fact").select_option("people")
    page.wait_for_load_state()
    page.evaluate("""() => {
        const node = document.getElementById("paper-text").firstChild;
        const at = node.data.indexOf("Priya Nair");
        document.getSelection().setBaseAndExtent(node, at, node, at + 10);
    }""")
    playwright_api.expect(page.locator("#quote")).to_have_value("Priya Nair")
    page.get_by_role("button", name="Use these words").click()
    page.get_by_label("Name").fill("Priya Nair")
    page.get_by_role("button", name="Add it").click()
    playwright_api.expect(page.get_by_text("added", exact=True)).to_be_visible()
    page.context.close()


def test_keys_alone_answer_a_question(browser: Any, held: str, desk: tuple[str, BuiltDesk]) -> None:
    page = opened(browser, desk)
    page.goto(f"{desk[0]}/paper/{held}/next")
    before = page.url
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Correct":
            break
    assert page.evaluate("document.activeElement.accessKey") == "c"
    page.keyboard.press("Enter")
    page.get_by_text("Saved.").wait_for()
    assert page.url != before
    page.context.close()


def test_the_keys_that_the_guide_names_are_those_of_the_page(
    browser: Any, held: str, desk: tuple[str, BuiltDesk]
) -> None:
    """Which key goes with what; that a browser acts on ``accesskey`` cannot be tried without a window."""
    guide = (Path(__file__).parents[2] / "docs" / "for-clerks.md").read_text(encoding="utf-8")
    named = {name: key.lower() for name, key in re.findall(r"^\| \*\*([^*]+)\*\* \| Alt\+(\w) \|", guide, re.MULTILINE)}
    assert set(named) == {"Correct", "Change", "Not a fact", "Skip"}
    page = opened(browser, desk, viewport={"width": 320, "height": 800})
    page.goto(f"{desk[0]}/paper/{held}/next")
    pairs = page.evaluate("[...document.querySelectorAll('[accesskey]')].map(one => [one.textContent, one.accessKey])")
    assert {name: key for name, key in pairs if name in named} == named
    assert len({key for _, key in pairs}) == len(pairs), "no key stands for two things"
    page.context.close()
