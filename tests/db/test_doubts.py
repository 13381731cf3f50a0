"""Every reason for which a person is asked to look, raised by an invented paper that has the slip."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from db.doubts import doubts_known, facts_with_doubts
from db.required_sections import Paper, required_of
from extractors.extract import extract
from extractors.records import Finding
from ingest.document import PageSource
from ingest.reading import read_bytes

FORM = """Brackwater Borough Council
Cabinet Decision Record

Meeting of Cabinet held on Tuesday 4 May 2021

New footbridge at Mill Lane

{clauses}

{sections}
Call in
{call_in}
{more}"""
SECTIONS = {
    "reasons": "Reasons for the decision\nThe old bridge is worn out.\n\n",
    "alternatives": "Alternatives considered and rejected\nTo do nothing.\n\n",
    "conflicts": "Conflicts of interest declared\nNone\n\n",
    "dispensations": "Dispensations granted\nNone\n\n",
}
UNTIL = "Midnight on Friday 14 May 2021"


def record(
    *,
    clauses: str = "RESOLVED that the new footbridge be approved.",
    call_in: str = UNTIL,
    more: str = "",
    less: str = "",
) -> str:
    sections = "".join(words for name, words in SECTIONS.items() if name != less)
    return FORM.format(clauses=clauses, sections=sections, call_in=call_in, more=more)


NO_DAY = record(call_in="Midnight on 14 May").replace("Meeting of Cabinet held on Tuesday 4 May 2021\n", "")
MINUTES = "Brackwater Borough Council\n\nMinutes of the meeting of Cabinet held on Tuesday 4 May 2021\n\n"
PAPERS = {
    "weekday_mismatch": record(call_in="Midnight on Monday 14 May 2021"),
    "deadline_before_meeting": record(call_in="Midnight on Friday 30 April 2021"),
    "deadline_long_before_meeting": record(call_in="Midnight on Friday 14 June 2019"),
    "deadline_far_from_meeting": record(call_in="Midnight on Friday 14 January 2022"),
    "several_deadlines": record(more="\nThe call-in period expires at midnight on Monday 17 May 2021.\n"),
    "several_times": record(call_in="The call-in period ends at midnight, 5pm on Friday 14 May 2021."),
    "statements_differ": record(call_in=f"{UNTIL}.\nThis decision is not subject to call-in."),
    "cut_off_unclear": record(call_in="The call-in period ends at 5 on Friday 14 May 2021."),
    "day_unclear": record(call_in="The call-in period ends at 5pm on 1 4 May 2021."),
    "midnight_at_start": record(call_in="The call-in period ends at midnight at the start of Friday 14 May 2021."),
    "year_from_context": record(call_in="Midnight on 14 May"),
    "year_unknown": NO_DAY,
    "year_not_printed": record(more="\nOfficers will report on the drainage survey on 3 October.\n"),
    "no_operative_verb": record(clauses="RESOLVED that:\n1. the footbridge survey.\n2. the footbridge be approved."),
    "signed_before_meeting": record(more="\nSigned by the Proper Officer\n3 March 2021\n"),
    "few_resolutions": record(clauses="The Cabinet heard about the footbridge."),
    "many_resolutions": MINUTES + "RESOLVED that:\n" + "".join(f"{n}. plan {n} be noted.\n" for n in range(1, 160)),
    "sum_mismatch": record(more="\nCost of the works\nPiles £40,000\nDeck £60,000\nTotal £110,000\n"),
    "period_conflict": record(more="\nAt the end of quarter 2 (30 June 2020) there were 40 open cases.\n"),
    "actual_after_meeting": record(more="\nThere were 212 looked after children at 31 March 2023.\n"),
    "reasons_missing": record(less="reasons"),
    "alternatives_missing": record(less="alternatives"),
    "conflicts_missing": record(less="conflicts"),
    "dispensations_missing": record(less="dispensations"),
    "call_in_missing": record(call_in="").replace("Call in\n", ""),
}
"""Code to a paper that raises it. The rules of the extractors have tests of their own; here they reach a person."""

BY_FINDING = (
    *("percentage_mismatch", "variance_mismatch", "conflicting_values", "missing_section", "not_for_publication"),
    *("missing_operative_verb", "date_order", "other"),
)
"""Codes that are rules of findings: each finding asks its question."""

ELSEWHERE = {
    "ocr": "test_values_from_a_scan_are_asked_about",
    "correction_outdated": "tests/db/test_corrections.py",
    "deadline_outside_rule": "tests/db/test_policy.py",
    "published_before_meeting": "test_a_record_published_before_its_meeting_is_asked_about",
    "consultation_missing": "test_the_law_of_each_nation_and_time",
    "malformed_amount": "test_the_doubts_of_readings_reach_the_desk",
    "no_introducer": "test_the_doubts_of_readings_reach_the_desk",
    "generic_verb": "test_the_doubts_of_readings_reach_the_desk",
    "kind_unknown": "test_the_doubts_of_readings_reach_the_desk",
}


def asked(conn: sqlite3.Connection, document_id: str) -> set[str]:
    return {code for one in facts_with_doubts(conn, document_id) for code in one.fact.doubts}


@pytest.fixture
def england(archive: sqlite3.Connection) -> sqlite3.Connection:
    archive.execute("INSERT INTO councils (id, name, nation) VALUES ('b', 'Brackwater Borough Council', 'england')")
    return archive


@pytest.mark.parametrize("code", PAPERS)
def test_the_slip_is_asked_about(england: sqlite3.Connection, put: Any, code: str) -> None:
    document = read_bytes(PAPERS[code].encode(), "record.txt")
    facts = extract(document)
    own = replace(facts.document, council="Brackwater Borough Council")
    if code == "signed_before_meeting":
        own = replace(own, signed_date="2021-03-03")
    put((document, replace(facts, document=own)))
    assert code in asked(england, document.id)


def test_a_paper_without_a_slip_is_not_asked_about(england: sqlite3.Connection, put: Any) -> None:
    document = read_bytes(record().encode(), "record.txt")
    facts = extract(document)
    put((document, replace(facts, document=replace(facts.document, council="Brackwater Borough Council"))))
    assert asked(england, document.id) == set()


@pytest.mark.parametrize("rule", BY_FINDING)
def test_a_finding_asks_its_question_unless_the_paper_explains_it(
    archive: sqlite3.Connection, paper: Any, put: Any, rule: str
) -> None:
    document, facts = paper()
    finding = Finding(rule=rule, message="does not fit", printed=None, computed=None, page=1, start=0, end=3)
    put((document, replace(facts, findings=(finding,))))
    assert asked(archive, document.id) == {rule}
    explained = replace(finding, explained_by="Rounded.")
    put((document, replace(facts, findings=(explained,))), version="2")
    assert asked(archive, document.id) == set()


def test_values_from_a_scan_are_asked_about(archive: sqlite3.Connection, paper: Any, put: Any) -> None:
    document, facts = paper()
    scanned = replace(document, pages=tuple(replace(page, source=PageSource.OCR) for page in document.pages))
    put((scanned, replace(facts, findings=())))
    lists = {one.fact.list for one in facts_with_doubts(archive, document.id) if "ocr" in one.fact.doubts}
    assert lists == {"call_ins", "dates", "figures"}


def test_a_record_published_before_its_meeting_is_asked_about(
    archive: sqlite3.Connection, paper: Any, put: Any
) -> None:
    document, facts = paper()
    put((document, replace(facts, findings=(), document=replace(facts.document, published_date="2021-05-03"))))
    assert asked(archive, document.id) == {"published_before_meeting"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("resolutions", "no_introducer"),
        ("resolutions", "generic_verb"),
        ("resolutions", "kind_unknown"),
        ("figures", "malformed_amount"),
    ],
)
def test_the_doubts_of_readings_reach_the_desk(
    archive: sqlite3.Connection, paper: Any, put: Any, name: str, code: str
) -> None:
    document, facts = paper()
    doubted = tuple(replace(fact, doubts=(code,)) for fact in getattr(facts, name))
    put((document, replace(facts, **{"findings": (), name: doubted})))
    assert asked(archive, document.id) == {code}


@pytest.mark.parametrize(
    ("nation", "day", "sections"),
    [
        ("england", "2012-09-10", {"reasons", "alternatives", "conflicts", "dispensations", "day"}),
        ("england", "2012-09-09", {"reasons", "alternatives", "conflicts", "dispensations"}),
        ("england", None, {"reasons", "alternatives", "conflicts", "dispensations", "day"}),
        ("wales", "2021-05-04", {"reasons", "conflicts", "consultation", "day"}),
        ("northern_ireland", "2021-05-04", {"reasons", "alternatives", "conflicts", "dispensations"}),
        ("scotland", "2021-05-04", set()),
        (None, "2021-05-04", set()),
    ],
)
def test_the_law_of_each_nation_and_time(nation: str | None, day: str | None, sections: set[str]) -> None:
    asked_for = required_of(Paper("decision_record", nation, "Cabinet", None, day))
    assert {one.section for one in asked_for} == sections


@pytest.mark.parametrize(
    ("kind", "body", "maker", "asks"),
    [
        ("decision_record", None, None, True),
        ("decision_record", "Cabinet", None, True),
        ("decision_record", "Cabinet Committee for Assets", None, True),
        ("decision_record", "Planning Committee", None, False),
        ("decision_record", "Planning Committee", "Director of Place", True),
        ("minutes", "Cabinet", None, False),
        ("report", "Cabinet", None, False),
    ],
)
def test_only_the_executives_decisions_fall_under_it(
    kind: str, body: str | None, maker: str | None, asks: bool
) -> None:
    assert bool(required_of(Paper(kind, "england", body, maker, "2021-05-04"))) is asks


def test_every_known_doubt_is_raised_somewhere() -> None:
    assert set(PAPERS) | set(BY_FINDING) | set(ELSEWHERE) == set(doubts_known())
