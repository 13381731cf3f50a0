"""The clerks' guide, followed word by word on a new archive: what it says to type and to press is there and does it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from benchmarks.desk_walk import walk

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = pytest.mark.skipif(
    (shutil.which("chromium") or shutil.which("google-chrome")) is None, reason="no Chromium is installed"
)

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "for-clerks.md").read_text(encoding="utf-8")
NOT_PRESSED = re.compile(r"\?$|^this$")
"""Bold words that open a paragraph, or tell what bold means."""


def test_every_word_of_the_guide_that_is_pressed_or_typed_was(tmp_path: Path) -> None:
    done = walk(tmp_path)
    bold = {" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", GUIDE)}
    assert {words for words in bold if not NOT_PRESSED.search(words)} <= set(done.pressed)
    typed = {(arguments[0], *sorted(one for one in arguments if one.startswith("--"))) for arguments in done.typed}
    typed |= {("review",)}  # the walk is on the desk that it opened
    for line in re.findall(r"^minutebook (.+)$", GUIDE, re.MULTILINE):
        words = line.split(" > ")[0].split()
        options = sorted(one for one in words if one.startswith("--"))
        assert any(said[0] == words[0] and set(options) <= set(said[1:]) for said in typed), line


def test_every_picture_of_the_guide_is_there_and_says_what_it_shows() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", GUIDE)
    assert len(pictures) >= 5
    for alternative, path in pictures:
        assert len(alternative) > 20
        content = (ROOT / "docs" / path).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) < 60_000
