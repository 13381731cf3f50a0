"""The questions a scrutiny member comes with, each answered within three interactions from the first page; and the ways
of reading that are not a mouse and a wide screen: keys alone, twice the size, dark, paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from archive.serving import served

from .sample_archive import build, harbour, library, report

MOST = 3


@dataclass
class Walk:
    """A visitor who starts on the first page; searching and following a link are one interaction each."""

    page: Any
    taken: int = 0

    def search(self, words: str) -> Walk:
        self.page.get_by_label("Search decisions and papers").fill(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/search?q=*")
        return self._took()

    def follow(self, name: str) -> Walk:
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()
        return self._took()

    def sees(self, words: str) -> bool:
        return bool(self.page.get_by_text(words).first.is_visible())

    def _took(self) -> Walk:
        self.taken += 1
        return self


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build(tmp_path_factory.mktemp("served") / "public.db", [harbour(), library(), report()])) as address:
        yield address


QUESTIONS: dict[str, tuple[Callable[[Walk], Walk], str]] = {
    "what did Cabinet decide about the harbour wall": (
        lambda walk: walk.search("harbour wall").follow("Harbour wall repairs"),
        "repairs of £1,250,000 be approved",
    ),
    "was it approved or only noted": (lambda walk: walk.search("harbour wall"), "approved"),
    "can it still be called in": (
        lambda walk: walk.search("harbour wall").follow("Harbour wall repairs"),
        "The call-in period ended at the end of Friday 22 March 2024.",
    ),
    "where does the paper say until when": (
        lambda walk: (
            walk.search("harbour wall").follow("Harbour wall repairs").follow("Show the passage for the call-in")
        ),
        "Midnight on Friday 22 March 2024",
    ),
    "what did it cost": (lambda walk: walk.search("harbour wall").follow("Harbour wall repairs"), "£1,250,000"),
    "what was promised": (
        lambda walk: walk.search("harbour wall").follow("Harbour wall repairs"),
        "report progress",
    ),
    "did the number of children in care go down": (
        lambda walk: walk.follow("Numbers").follow("looked after children"),
        "225 to 231",
    ),
    "why was it decided, what else was considered": (
        lambda walk: walk.search("harbour wall").follow("Harbour wall repairs"),
        "Parts of the wall have moved by 40 mm since 2021.",
    ),
    "which figures do not add up": (lambda walk: walk.follow("Check"), "The parts add up to 299."),
    "what does a report ask for": (
        lambda walk: walk.search("boathouse").follow("Lease of the boathouse"),
        "approve a lease of the boathouse",
    ),
    "what is held and what is missing": (lambda walk: walk.follow("Coverage"), "Saltmarsh Borough Council"),
    "how often is it wrong": (lambda walk: walk.follow("About and accuracy"), "How often it is wrong"),
}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda words: str(words).replace(" ", "-"))
def test_a_member_is_answered_within_three_interactions(site: str, browser: Any, question: str) -> None:
    """On a phone's width."""
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(site)
    steps, answer = QUESTIONS[question]
    walk = steps(Walk(page))
    assert walk.sees(answer)
    assert walk.taken <= MOST
    page.close()


def test_keys_alone_lead_from_the_first_page_to_the_passage(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(site)
    tab_to(page, lambda said: said["id"] == "q")
    page.keyboard.type("harbour wall")
    with page.expect_navigation(url="**/search?q=*"):
        page.keyboard.press("Enter")
    for name in ("Harbour wall repairs", "Show the passage for clause 1"):
        tab_to(page, lambda said, name=name: said["text"] == name)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert "/passage/" in page.url
    page.close()


ACTIVE = """() => { const one = document.activeElement;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {id: one.id, text: one.textContent.trim(), outline: style.outlineStyle, width: style.outlineWidth,
            inView: box.bottom > 0 && box.top < innerHeight}; }"""


def tab_to(page: Any, wanted: Callable[[dict[str, Any]], bool], most: int = 60) -> None:
    """Press Tab until the wanted element has the focus; everything on the way shows where the focus is."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(ACTIVE)
        assert said["outline"] == "solid", said
        assert said["width"] == "3px", said
        assert said["inView"], said
        if wanted(said):
            return
    raise AssertionError("the keyboard does not reach it")


@pytest.mark.parametrize("path", ["/", "/search?q=harbour", "/call-ins", "/metric/looked_after_children", "/coverage"])
def test_at_twice_the_size_nothing_scrolls_sideways_and_nothing_is_lost(site: str, browser: Any, path: str) -> None:
    """A window of 1280 pixels enlarged twice has the room of 640; text enlarged twice is tried too."""
    page = browser.new_page(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page.goto(site + path)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert page.locator("h1").is_visible()
    page.close()


def test_a_dark_scheme_is_dark(site: str, browser: Any) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(site)
    grounds = page.evaluate("getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(grounds) < 60
    context.close()


def test_a_printed_decision_has_its_words_and_no_navigation(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/search?q=harbour+wall")
    page.get_by_role("link", name="Harbour wall repairs").first.click()
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert not page.get_by_role("link", name="Show the passage for clause 1").is_visible()
    assert page.get_by_text("repairs of £1,250,000 be approved").first.is_visible()
    page.close()
