"""A clerk's Thursday night in a real browser: in, checked, corrected, public, read again, undone."""

from __future__ import annotations

import shutil
import sqlite3
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

from .conftest import served_desk, write_pdf

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (apt-get install chromium)")

AXE = Path(__file__).parents[1] / "archive" / "vendor" / "axe.min.js"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


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
    page.get_by_label("A paper").set_input_files(write_pdf(tmp_path / "record.pdf"))
    page.get_by_role("button", name="Read this paper").click()
    page.get_by_text("Check your document").wait_for()
    page.context.close()


def test_a_paper_from_the_watched_folder_to_the_public_and_back(
    browser: Any, desk: tuple[str, BuiltDesk], archive: ArchiveFolder, tmp_path: Path
) -> None:
    folder = tmp_path / "papers in"
    folder.mkdir()
    paper = write_pdf(folder / "record.pdf")
    (seen,) = watch_folder(archive, Watch(folder, None, quiet_for=0.05), Options(1, 120), once=True)
    document_id = seen.document_id
    page = opened(browser, desk, java_script_enabled=False)
    page.get_by_role("link", name="New footbridge at Mill Lane").click()
    page.get_by_text("Check your document").wait_for()

    page.get_by_role("link", name="Check the first of").click()
    assert page.get_by_text("The day of the week does not fit the date").is_visible()
    assert page.locator("svg.strip-picture rect").count() == 1
    page.get_by_label("Last moment for a call-in").fill("2021-05-14")
    page.get_by_label("Why (the public ledger").fill("The notice on the board says Friday 14 May")
    page.get_by_role("button", name="Save the change").click()
    assert page.get_by_text("Saved.").is_visible()

    page.get_by_role("link", name="Publish", exact=True).click()
    assert page.get_by_text(f"added     {document_id}").is_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    assert page.get_by_text("Published.").is_visible()
    assert deadlines(archive.public_database) == [("2021-05-14T23:59:59", "corrected")]
    with served(archive.public_database) as public:
        visitor = browser.new_page()
        visitor.goto(f"{public}/call-ins?as_at=2021-05-10")
        assert visitor.get_by_text("corrected").first.is_visible()
        visitor.goto(f"{public}/corrections")
        assert visitor.get_by_text("The notice on the board says Friday 14 May").is_visible()
        assert visitor.get_by_text("a member of staff").is_visible()
        visitor.close()

    with closing(sqlite3.connect(archive.working)) as conn, conn:
        conn.execute("UPDATE documents SET software_version = 'before'")
    report = ingest(archive, find_files([paper]), Options(1, 120))
    assert report.files[0].outcome == "updated"
    page.goto(f"{desk[0]}/publish")
    assert page.get_by_text("Nothing would change").is_visible()
    page.get_by_role("button", name="Put back what was public before").click()
    assert page.get_by_text("nothing was public").is_visible()
    page.context.close()


def test_every_page_of_the_desk_is_accessible(browser: Any, held: str, desk: tuple[str, BuiltDesk]) -> None:
    page = opened(browser, desk, bypass_csp=True, viewport={"width": 320, "height": 900})
    fact = page.request.get(f"{desk[0]}/paper/{held}/next", max_redirects=0).headers["location"]
    faults = []
    for path in (
        *(
            "/",
            f"/paper/{held}",
            f"/paper/{held}/list/figures",
            fact,
            f"/fact/{held}",
            "/publish",
            "/fact/000000000000",
        ),
        f"/paper/{held}/add?list=call_ins&quote=the",
    ):
        page.goto(desk[0] + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.add_script_tag(path=str(AXE))
        for fault in page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]:
            faults.append(f"{path}: {fault['id']} {[node['target'] for node in fault['nodes']][:3]}")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{path}: scrolls sideways")
    page.context.close()
    assert faults == []


def test_words_marked_in_the_paper_become_a_fact(browser: Any, held: str, desk: tuple[str, BuiltDesk]) -> None:
    page = opened(browser, desk)
    page.goto(f"{desk[0]}/paper/{held}/add")
    page.get_by_label("What kind of fact").select_option("people")
    page.evaluate("""() => {
        const node = document.getElementById("paper-text").firstChild;
        const at = node.data.indexOf("Priya Nair");
        document.getSelection().setBaseAndExtent(node, at, node, at + 10);
    }""")
    page.wait_for_function("document.getElementById('quote').value === 'Priya Nair'")
    page.get_by_role("button", name="Use these words").click()
    page.get_by_label("Name").fill("Priya Nair")
    page.get_by_role("button", name="Add it").click()
    assert page.get_by_text("added", exact=True).is_visible()
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
