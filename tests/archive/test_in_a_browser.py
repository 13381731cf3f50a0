"""Every kind of page in a real browser: axe-core finds nothing, nothing scrolls sideways, keys reach everything."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from archive.serving import served
from extractors.records import Record
from ingest.document import Document
from tests.accessibility import faults, violations
from tests.db.thread_papers import read_paper

from .sample_archive import build, harbour, library, report

WIDTHS = [320, 1280]
HEAVIEST = 100_000
"""Bytes of a page with its style sheet, without pictures."""

STORY = "foster-carer-recruitment-pressures"
UPDATE = "further update reports on the recruitment of foster carers be received by Cabinet on a quarterly basis"
LONG_CLAUSES = tuple(
    f"That the {words} of the recruitment of foster carers in the Borough and the places that they offer be noted."
    for words in ("continued pressures", "costs and savings", "plan for the year", "views of carers", "risks")
)
"""Longer than a column of the story, so that what is cut off could lie over the next."""

FIXED = [
    "/",
    "/search?q=cabinet",
    "/search?q=looked+after+children",
    "/search?q=nothingatall",
    "/search",
    "/call-ins",
    "/call-ins?as_at=nonsense",
    "/metrics",
    "/metric/looked_after_children",
    "/promises",
    "/promises?state=due&as_at=2014-05-01",
    "/gaps",
    "/findings",
    "/meetings",
    "/meeting/2024-03-12",
    "/topics",
    "/topic/harbour",
    f"/topic/{STORY}",
    "/brief?topic=harbour",
    "/coverage",
    "/corrections",
    "/about",
    "/api",
    "/accessibility",
    "/decision/none",
    "/nowhere",
    "/archive",
    "/archive/resolutions",
    "/archive/resolutions?_facet=status&status=resolved",
    "/archive/resolutions_with_effect?effect=noted",
]


def story() -> list[tuple[Document, Record]]:
    """Three papers of one subject: clauses longer than a line, a promise each quarter, one that is not held."""
    first = ("Foster Carer Recruitment Pressures", "2014-04-02", f"That {UPDATE}.", *LONG_CLAUSES)
    later = ("Foster Carer Recruitment Activity", "2014-07-02", "As the report of 8 January 2014 said, be it noted.")
    last = ("Foster Carer Recruitment Pressures", "2016-07-06", "That it be noted.", "Children in care: 231.")
    return [
        read_paper(*first, "Children in care: 212.", promised=UPDATE, recurs="quarterly", children=212),
        read_paper(*later, cited=("the report of 8 January 2014", "2014-01-08")),
        read_paper(*last, children=231),
    ]


def grey_png(width: int, height: int) -> bytes:
    """A plain picture, so that the page view has something to show."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xee" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    paper = harbour()
    database = build(folder / "public.db", [paper, library(), report(), *story()])
    pictures = folder / "pages" / paper[0].id
    pictures.mkdir(parents=True)
    (pictures / "1.png").write_bytes(grey_png(595, 842))
    with served(database) as address:
        yield address


@pytest.fixture(scope="module")
def paths(site: str, browser: Any) -> list[str]:
    """The fixed pages and one of each kind that is named by an id."""
    page = browser.new_page()
    line = next(one for one in page.request.get(f"{site}/search.json").json()["browsing"] if "Harbour" in one["title"])
    clause = page.request.get(f"{site}/decision/{line['id']}.json").json()["resolutions"][0]
    told = page.request.get(f"{site}/topic/{STORY}.json").json()["story"]["chapters"][-1]["member"]
    page.close()
    document = line["document_id"]
    return [
        *FIXED,
        f"/life/{told['decision_id']}",
        f"/changes/{told['document_id']}",
        f"/decision/{line['id']}",
        f"/document/{document}",
        f"/document/{document}/figures",
        f"/document/{document}/page/1?hl={clause['id']}",
        f"/passage/{clause['id']}",
        f"/archive/decisions/{line['id']}",
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    site: str, browser: Any, paths: list[str], width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found: list[str] = []
    for path in paths if scheme == "light" else paths[:1] + paths[-6:]:
        page.goto(site + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found += faults(page, f"{path} at {width} ({scheme})")
    context.close()
    assert found == []


def test_the_gate_can_fail(browser: Any) -> None:
    page = browser.new_page()
    page.set_content("<title>x</title><p style='color:#ccc'>pale</p><input>")
    found = violations(page)
    page.close()
    assert {"html-has-lang", "color-contrast", "label"} <= found.keys()


def test_pages_are_light_ask_no_other_site_and_need_no_script(site: str, browser: Any, paths: list[str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[tuple[str, int, str]] = []
    page.on("response", lambda answer: asked.append((answer.url, len(answer.body()), answer.headers["content-type"])))
    for path in paths:
        asked.clear()
        page.goto(site + path, wait_until="load")
        assert all(url.startswith((site, "data:")) for url, _, _ in asked), path
        assert not any("javascript" in kind for _, _, kind in asked), path
        weight = sum(size for _, size, kind in asked if not kind.startswith("image/"))
        assert weight < HEAVIEST, (path, weight)
    context.close()


def test_the_browser_blocks_nothing_of_ours(site: str, browser: Any, paths: list[str]) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    for path in paths:
        page.goto(site + path)
    page.close()
    assert [one for one in said if "Content Security Policy" in one or "Refused" in one] == []


def test_a_member_reaches_clause_deadline_and_passage_in_three_clicks(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(site)
    page.get_by_label("Search decisions and papers").fill("harbour survey")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Harbour wall repairs").first.click()
    assert page.get_by_text("the survey of the harbour wall be noted").first.is_visible()
    assert page.get_by_text("Midnight on Friday 22 March 2024").first.is_visible()
    page.get_by_role("link", name="Show the passage for clause 1").click()
    assert page.locator("mark").inner_text() == "the survey of the harbour wall be noted"
    assert page.locator("svg.strip-picture rect").count() == 1
    page.close()


def test_keys_alone_reach_the_main_content_and_the_search(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/search?q=cabinet")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.type(" harbour")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*harbour*")
    page.close()


def test_a_print_of_a_brief_has_no_navigation(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/brief?topic=harbour")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.get_by_role("heading", name="Sources").is_visible()
    page.close()


def test_pictures_are_sent_as_pictures(site: str, browser: Any, paths: list[str]) -> None:
    page = browser.new_page()
    document = paths[-5].split("/")[2]
    answer = page.request.get(f"{site}/picture/{document}/1")
    assert answer.headers["content-type"] == "image/png"
    assert base64.b64encode(answer.body())[:8] == b"iVBORw0K"
    assert page.request.get(f"{site}/picture/{document}/2").status == 404
    page.close()
