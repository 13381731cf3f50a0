"""The pages that follow a thread: one click from every statement to its words, and a day of asking."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.queries.promises import STATE, EventRow
from archive.queries.threads import StateRow
from archive.thread_states import promise_state, standing
from db.store import transaction
from db.threads.build import build_threads
from tests.db.thread_papers import archive_of, read_paper

from .conftest import getter

UPDATE = "further update reports be received by Cabinet on a quarterly basis"
COUNCIL = "Saltmarsh Borough Council"
CITED = "the report of 8 January 2014"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The site over an invented story: two papers of one subject, one of another council, one on something else."""
    path: Path = tmp_path_factory.mktemp("story") / "public.db"
    first = ("Foster Carer Recruitment Pressures", "2014-04-02", f"That {UPDATE}.", "Children in care: 212.")
    second = ("Foster Carer Recruitment Activity", "2014-07-02", f"As {CITED} said.", "Children in care: 219.")
    papers = [
        read_paper(*first, promised=UPDATE, recurs="quarterly", children=212),
        read_paper(*second, cited=(CITED, "2014-01-08"), children=219),
        read_paper("Harbour lights", "2014-07-02", "That the lights be noted."),
        read_paper(*first, of="Eastmere City Council", promised=UPDATE, recurs="quarterly", children=212),
    ]
    conn = archive_of(path, papers)
    with transaction(conn):
        build_threads(conn)
    conn.execute("PRAGMA journal_mode = DELETE")
    conn.close()
    return getter(path)


def test_a_subject_tells_decisions_promises_numbers_and_what_is_not_held(told: Any) -> None:
    page = told("/topic/foster-carer-recruitment").text
    for words in ("Recruitment Pressures", "Recruitment Activity", "212", "219", CITED, "What is not held"):
        assert words in page
    assert "Harbour lights" not in page
    assert "Eastmere" not in page


def test_each_statement_is_one_click_from_words_that_are_there(told: Any) -> None:
    for path in ("/topic/foster-carer-recruitment", "/promises", "/gaps"):
        links = set(re.findall(r'href="(/passage/[^"]+)"', told(path).text))
        assert links
        assert {told(link).status_code for link in links} == {200}


def test_as_at_decides_what_is_due(told: Any) -> None:
    def states(day: str) -> list[str]:
        record = told(f"/promises.json?council=Saltmarsh+Borough+Council&as_at={day}").json()
        return [event["state"]["state"] for one in record["promises"] for event in one["events"]]

    assert states("2014-05-01") == ["due"]
    assert states("2014-07-02")[0] == "kept"
    assert set(states("2030-01-01")) == {"kept", "cannot_tell"}
    assert states("2014-01-01") == []


def test_nonsense_for_a_day_is_today(told: Any) -> None:
    assert told("/promises?as_at=nonsense").status_code == 200
    assert told("/gaps?as_at=2024-99-99").status_code == 200


def test_the_life_of_a_decision_and_what_changed(told: Any) -> None:
    story = told("/topic/foster-carer-recruitment.json").json()["story"]
    second = story["chapters"][1]["member"]
    life = told(f"/life/{second['decision_id']}.json?as_at=2014-08-01").json()
    assert life["standing"].startswith("Decided (2 July 2014)")
    assert told(f"/life/{second['decision_id']}.json?as_at=2013-01-01").json()["standing"].startswith("Nothing")
    groups = {one["kind"] for one in told(f"/changes/{second['document_id']}.json").json()["groups"]}
    assert "figure_moved" in groups


def test_an_unknown_life_is_not_found(told: Any) -> None:
    assert told("/life/000000000000").status_code == 404
    assert told("/changes/000000000000").status_code == 404


def test_the_feed_of_promises_stands_also_when_empty(told: Any, get_empty: Any) -> None:
    assert "<entry>" in told("/promises.atom").text
    assert "<entry>" not in get_empty("/promises.atom").text
    assert get_empty("/promises.atom").status_code == 200


def event(**known: Any) -> EventRow:
    blank = dict.fromkeys(EventRow.__dataclass_fields__)
    return EventRow(**{**blank, "expects_paper": True, "reason": "counted", "number": 1, **known})


PROMISES_ON_A_DAY = pytest.mark.parametrize(
    ("known", "as_at", "state"),
    [
        ({"expected_to": "2020-06-30", "known_to": "2021-01-01"}, "2020-06-30", "due"),
        ({"expected_to": "2020-06-30", "known_to": "2021-01-01"}, "2020-07-01", "overdue"),
        ({"expected_to": "2020-06-30", "known_to": "2020-05-01"}, "2020-07-01", "cannot_tell"),
        ({"expected_to": "2020-06-30", "known_to": "2021-01-01", "expects_paper": False}, "2020-07-01", "cannot_tell"),
        ({"kept_by": "x", "kept_on": "2020-06-11", "expected_to": "2020-06-30"}, "2020-06-11", "kept"),
        ({"kept_by": "x", "kept_on": "2020-06-11", "expected_to": "2020-06-30"}, "2020-06-10", "due"),
        ({}, "2020-06-10", "cannot_tell"),
    ],
)


@PROMISES_ON_A_DAY
def test_a_promise_on_a_day(known: dict[str, Any], as_at: str, state: str) -> None:
    assert promise_state(event(**known), as_at).state == state


@PROMISES_ON_A_DAY
def test_the_database_chooses_promises_by_the_same_rule(known: dict[str, Any], as_at: str, state: str) -> None:
    names = ("kept_on", "expected_to", "expects_paper", "known_to")
    columns = ", ".join(f":{name} AS {name}" for name in names)
    values = {**dict.fromkeys(names), "expects_paper": True, **known, "day": as_at}
    with closing(sqlite3.connect(":memory:")) as conn:
        assert conn.execute(f"SELECT {STATE} FROM (SELECT {columns}) e", values).fetchone() == (state,)


def state(name: str, stage: int, first: str | None, last: str | None = None, **known: Any) -> StateRow:
    blank = dict.fromkeys(StateRow.__dataclass_fields__)
    row = {"id": name, "state": name, "stage": stage, "date_from": first, "date_to": last or first}
    return StateRow(**{**blank, "planned": False, **row, **known})


LIFE = [
    state("resolved", 20, "2020-03-02"),
    state("call_in_window", 40, "2020-03-02", "2020-03-10"),
    state("called_in", 50, "2020-03-02", "2020-03-20", basis="inferred"),
    state("considered_by_scrutiny", 60, "2020-03-20"),
    state("council_review", 85, "2020-04-02", planned=True),
]


@pytest.mark.parametrize(
    ("as_at", "says"),
    [
        ("2020-03-01", "Nothing in these papers"),
        ("2020-03-10", "Open to call-in until 10 March 2020"),
        ("2020-03-20", "Considered by scrutiny"),
        ("2020-04-01", "Considered by scrutiny"),
    ],
)
def test_how_a_decision_stands_on_a_day(as_at: str, says: str) -> None:
    assert standing(LIFE, as_at).startswith(says)
    assert "full council" not in standing(LIFE, as_at)


def test_what_was_planned_and_never_told_stays_open() -> None:
    assert "what came of it no paper held tells" in standing(LIFE, "2020-05-01")


def test_a_window_that_closed_without_a_call_in_held_claims_no_force() -> None:
    assert standing(LIFE[:2], "2020-03-11") == "Call-in period over; no call-in is held"
