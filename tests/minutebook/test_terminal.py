"""A paper's words and a file's name never command the terminal of the person who reads them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.terminal import harmless, on_one_line

pty = pytest.importorskip("pty", reason="this system has no terminals of its own making")
ROOT = Path(__file__).parents[2]


def at_a_terminal(*arguments: object) -> str:
    """What the program sends to a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "minutebook.cli", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, cwd=ROOT)
    os.close(theirs)
    sent = bytearray()
    while piece := _next(ours):
        sent += piece
    os.close(ours)
    process.wait(60)
    return sent.decode()


def _next(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


def test_the_names_of_files_are_shown_by_the_numbers_of_their_harmful_signs(tmp_path: Path) -> None:
    for name in ("a\x1b[2Jb.txt", "c\u202etxt.fdp.txt", "d\ninserted e.txt", "\x1b]0;title\x07.txt"):
        (tmp_path / name).write_text("The Board met.")
    sent = at_a_terminal("ingest", tmp_path, "--dry-run", "--archive", tmp_path / "data")
    assert "\x1b" not in sent
    assert "\u202e" not in sent
    assert "a\\x1b[2Jb.txt" in sent
    assert "c\\u202etxt.fdp.txt" in sent
    assert "d\\ninserted e.txt" in sent
    assert len(sent.splitlines()) == 4


def test_the_words_of_a_paper_are_shown_by_the_numbers_of_their_harmful_signs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Board met.\n\nThe foot\x1b]0;gone\x07bridge was \x1b[2J agreed.\n" * 3)
    home = tmp_path / "data"
    at_a_terminal("ingest", tmp_path / "a.txt", "--archive", home, "--workers", 1)
    sent = at_a_terminal("search", "agreed", "--archive", home)
    assert "\\x1b[2J" in sent
    assert sent.count("\x1b") == sent.count("\x1b[1m") + sent.count("\x1b[0m")


@given(st.text())
def test_what_is_left_holds_no_command(text: str) -> None:
    left = harmless(text)
    assert left.replace("\n", "").replace("\t", "").isascii() or not any("\x7f" <= sign <= "\x9f" for sign in left)
    assert not any(sign < " " and sign not in "\n\t" for sign in left.replace("\x1b[1m", "").replace("\x1b[0m", ""))
    assert "\n" not in on_one_line(text)


def test_ordinary_words_are_left_as_they_are() -> None:
    words = "Cyngor Gwynedd – £3.2m, ‘resolved’\n\tCllr. Ó Briain \x1b[1mfootbridge\x1b[0m"
    assert harmless(words) == words
