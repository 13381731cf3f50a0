"""The mark of the software that read a paper changes with anything that decides what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutebook import version


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The reading rooms replaced by two small folders."""
    for room in ("ingest", "extractors"):
        (tmp_path / room / "vocabulary").mkdir(parents=True)
        (tmp_path / room / "rules.py").write_text("RULE = 1\n")
    monkeypatch.setattr(version, "files", lambda room: tmp_path / room)
    return tmp_path


def mark() -> str:
    return version.software_version.__wrapped__()


def test_a_new_wording_is_a_new_version(rooms: Path) -> None:
    before = mark()
    (rooms / "extractors" / "vocabulary" / "effects.toml").write_text("noted = true\n")
    assert mark() != before


def test_line_ends_and_other_files_are_not(rooms: Path) -> None:
    before = mark()
    (rooms / "ingest" / "rules.py").write_bytes(b"RULE = 1\r\n")
    (rooms / "ingest" / "notes.txt").write_text("nothing that reads papers")
    assert mark() == before
    assert before.split("+rules.")[0][0].isdigit()
