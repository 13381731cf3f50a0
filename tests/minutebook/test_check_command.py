"""A draft looked over before it is published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from .conftest import Run

DRAFT = """Saltmarsh District Council
Cabinet Decision Record

Meeting of Cabinet held on Tuesday 4 May 2021

New footbridge at Mill Lane

RESOLVED that the new footbridge be approved.

Reasons for the decision
The old bridge is worn out.

Alternatives considered and rejected
To do nothing.

Conflicts of interest declared
None

Dispensations granted
None

Call in
Midnight on Friday 14 May 2021
"""


@pytest.fixture
def look(run: Run, tmp_path: Path) -> Any:
    """Check a draft of these words; its exit status and the codes of the remarks."""

    def check(words: str, name: str = "draft.txt") -> tuple[int, set[str]]:
        path = tmp_path / name
        if name.endswith(".docx"):
            document = docx.Document()
            for line in filter(None, words.splitlines()):
                document.add_paragraph(line)
            document.save(str(path))
        else:
            path.write_text(words, encoding="utf-8")
        result = run("check", path, "--json", archive=False)
        return result.exit_code, {remark["code"] for remark in json.loads(result.output)["remarks"]}

    return check


@pytest.mark.parametrize("name", ["draft.txt", "draft.docx"])
def test_a_whole_record_gives_nothing_to_look_at(look: Any, name: str) -> None:
    assert look(DRAFT, name) == (0, set())


@pytest.mark.parametrize("name", ["draft.txt", "draft.docx"])
def test_a_missing_section_is_told(look: Any, name: str) -> None:
    status, codes = look(DRAFT.replace("Dispensations granted\nNone\n", ""), name)
    assert (status, codes) == (3, {"missing_section"})


def test_a_weekday_that_does_not_fit_the_deadline_is_told(look: Any) -> None:
    status, codes = look(DRAFT.replace("Friday 14 May", "Monday 14 May"))
    assert status == 3
    assert "weekday_mismatch" in codes


def test_a_record_that_is_silent_on_call_in_is_told(look: Any) -> None:
    _, codes = look(DRAFT.replace("Call in\nMidnight on Friday 14 May 2021\n", ""))
    assert "call_in_missing" in codes


def test_a_file_that_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    assert run("check", tmp_path / "broken.pdf", archive=False).exit_code == 4
