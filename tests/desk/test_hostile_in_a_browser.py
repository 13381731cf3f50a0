"""The desk over a hostile archive in a real browser: no script of a paper's or of a person's runs."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from minutebook.desk.server import build_desk
from minutebook.settings import ArchiveFolder
from tests.hostile_words import ATTACK

from .asking import asker
from .conftest import served_desk
from .test_hostile_desk import crawl, hostile_archive, is_page, shape_of

OF_EACH_KIND = 2
TOUCH_ALL = """() => document.querySelectorAll("*").forEach(one => {
    one.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
    if (one.focus) one.focus();
})"""


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[ArchiveFolder, list[str]]:
    """The archive, and some pages of each kind: looked at before a browser is there, whose event loop is in the way."""
    archive = hostile_archive(tmp_path_factory.mktemp("browser"))
    seen: Counter[str] = Counter()
    chosen = []
    for path, answer in crawl(asker(build_desk(archive, ATTACK))).items():
        kind = re.sub(r"/list/\w+", "/list/#", shape_of(path))
        if is_page(answer) and seen[kind] < OF_EACH_KIND:
            seen[kind] += 1
            chosen.append(path)
    return archive, chosen


def test_no_script_runs(hostile_desk: tuple[ArchiveFolder, list[str]], browser: Any) -> None:
    """With the policy that forbids scripts switched off: what is escaped needs none."""
    archive, paths = hostile_desk
    with served_desk(archive, ATTACK) as (base, desk):
        page = browser.new_context(bypass_csp=True).new_page()
        page.set_default_timeout(120_000)
        ran: list[str] = []
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.goto(base + desk.session.opening_path)
        page.evaluate("alert('tried')")
        assert ran.pop() == "tried", "a script that runs is seen"
        assert len(paths) > 8
        for path in paths:
            page.goto(base + path)
            page.evaluate(TOUCH_ALL)
            assert ran == [], path
        page.context.close()
