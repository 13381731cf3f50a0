"""A draft looked over before it is published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from extractors.records import Decision, DocumentFacts, Record
from minutebook.precheck import remarks

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


SECTIONS = {
    "reasons_missing": "Reasons for the decision\nThe old bridge is worn out.\n",
    "alternatives_missing": "Alternatives considered and rejected\nTo do nothing.\n",
    "conflicts_missing": "Conflicts of interest declared\nNone\n",
    "dispensations_missing": "Dispensations granted\nNone\n",
    "call_in_missing": "Call in\nMidnight on Friday 14 May 2021\n",
}


@pytest.mark.parametrize("name", ["draft.txt", "draft.docx"])
@pytest.mark.parametrize("code", SECTIONS)
def test_a_missing_section_is_told(look: Any, name: str, code: str) -> None:
    assert look(DRAFT.replace(SECTIONS[code], ""), name) == (3, {code})


def test_what_the_law_asks_for_is_named_in_plain_words(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT.replace(SECTIONS["alternatives_missing"], ""), encoding="utf-8")
    said = run("check", path, archive=False).output
    assert "does not give the alternative options that were considered and rejected. If there are none, say so." in said
    assert "(England) Regulations 2012, regulations 12(2)(c) and 13(2)(c)" in said


def test_of_several_decisions_the_one_without_reasons_is_named() -> None:
    facts = DocumentFacts(
        sha256="0" * 64, filename="draft", media_type="text/plain", pages=1, kind="decision_list", body="Cabinet"
    )
    place = {"rule": "item", "page": 1, "start": 0, "end": 1}
    told = {"alternatives": "None", "conflicts": "None", "dispensations": "None", "decided_on": "2021-05-04"}
    decisions = tuple(
        Decision(title=title, reasons=reasons, **told, **place)  # type: ignore[arg-type]
        for title, reasons in (("Ferry", "It is worn out."), ("Slipway", None), ("Harbour wall", "It leans."))
    )
    found = [one for one in remarks(Record(document=facts, decisions=decisions), "x") if one.law is not None]
    assert [one.message for one in found] == [
        "The decision “Slipway” does not give the reasons for the decision. If there are none, say so."
    ]


@pytest.mark.parametrize(
    ("council", "day", "expected"),
    [
        ("Cardiff Council", "Tuesday 4 May 2021", {"consultation_missing"}),
        ("Kent County Council", "Tuesday 4 May 2010", set()),
        ("Aberdeen City Council", "Tuesday 4 May 2021", set()),
    ],
)
def test_each_nation_and_time_has_its_own_law(look: Any, council: str, day: str, expected: set[str]) -> None:
    words = DRAFT.replace("Saltmarsh District Council", council).replace("Tuesday 4 May 2021", day)
    words = words.replace("Friday 14 May 2021", "Friday 14 May 2021" if "2021" in day else "Friday 14 May 2010")
    _, codes = look(words)
    assert codes == expected


def test_a_planning_committee_is_not_asked_for_what_the_executive_must_give(look: Any) -> None:
    words = DRAFT.replace("Cabinet Decision Record", "Planning Committee Decision Record").replace(
        "Meeting of Cabinet", "Meeting of the Planning Committee"
    )
    for section in list(SECTIONS.values())[:4]:
        words = words.replace(section, "")
    _, codes = look(words)
    assert not codes & set(SECTIONS)


def test_a_rule_in_place_of_a_day_is_told(look: Any) -> None:
    rule = "This decision may be called in within five working days of publication."
    _, codes = look(DRAFT.replace("Midnight on Friday 14 May 2021", rule))
    assert codes == {"deadline_missing"}


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
