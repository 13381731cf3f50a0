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
CALLED_IN = """INSERT INTO decision_states (id, thread_id, stage, state, date_from, date_to, basis, planned,
        document_id, passage_id, quote, reason, confidence)
    SELECT 'ds1', s.thread_id, 50, 'called_in', '2015-07-03', '2015-07-20', 'inferred', 0, o.id, p.id,
        'The Committee heard the call-in of the Activity decision.', 'a sentence of the paper says so', 0.85
    FROM decision_states s JOIN documents d ON d.id = s.document_id JOIN documents o ON o.title = 'Harbour lights'
        JOIN passages p ON p.document_id = o.id WHERE d.title LIKE '%Activity%' AND s.decision_id IS NOT NULL LIMIT 1"""
"""Another paper's sentence on the decision of July."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The site over an invented story: two papers of one subject, one of another council, one on something else."""
    path: Path = tmp_path_factory.mktemp("story") / "public.db"
    first = ("Foster Carer Recruitment Pressures", "2014-04-02", f"That {UPDATE}.", "Children in care: 212.")
    second = ("Foster Carer Recruitment Activity", "2014-07-02", f"As {CITED} said.", "Children in care: 219.")
    papers = [
        read_paper(*first, promised=UPDATE, recurs="quarterly", children=212),
        read_paper(*second, cited=(CITED, "2014-01-08"), children=219),
        read_paper("Minutes of the last meeting", "2014-04-01", "That the minutes be confirmed."),
        read_paper("Harbour lights", "2014-07-02", "That the lights be noted."),
        read_paper(*first, of="Eastmere City Council", promised=UPDATE, recurs="quarterly", children=212),
    ]
    conn = archive_of(path, papers)
    with transaction(conn):
        build_threads(conn)
        conn.execute(CALLED_IN)
        lights = "(SELECT id FROM documents WHERE title = 'Harbour lights')"
        minutes = "SELECT id FROM resolutions WHERE text LIKE '%minutes be confirmed%'"
        conn.execute(f"UPDATE resolution_effects SET effect = 'minutes_confirmed' WHERE resolution_id IN ({minutes})")
        conn.execute(f"UPDATE resolutions SET status = 'lost' WHERE document_id = {lights}")
        conn.execute("UPDATE metrics SET name = 'children that we look after' WHERE id = 'looked_after_children'")
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


def test_a_number_that_moved_bears_the_metrics_name_and_its_two_periods(told: Any) -> None:
    story = told("/topic/foster-carer-recruitment.json").json()["story"]
    page = told(f"/changes/{story['chapters'][1]['member']['document_id']}")
    words = " ".join(re.sub(r"<[^>]+>", "", page.text).split())
    assert "Children that we look after: 212 at 2 April 2014 → 219 at 2 July 2014" in words


def test_a_decision_says_of_each_promise_whether_it_came(told: Any) -> None:
    story = told("/topic/foster-carer-recruitment.json").json()["story"]
    first = story["chapters"][0]["member"]
    for path in (f"/decision/{first['decision_id']}", f"/document/{first['document_id']}"):
        assert "1 came" in told(path).text
        came = told(f"{path}.json").json()["came"]
        assert [one["came"] for one in came.values()] == [1]


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
    assert standing(LIFE[:2], "2020-03-11") == "Call-in period over; no paper held tells of a call-in"


@pytest.mark.parametrize(
    ("as_at", "says"),
    [
        ("2020-03-01", "Nothing in these papers is dated on or before this day"),
        ("2020-03-05", "Open to call-in until 10 March 2020; called in (day not stated)"),
        ("2020-03-11", "Call-in period over; called in (day not stated)"),
    ],
)
def test_a_call_in_without_a_day_is_told_and_never_denied(as_at: str, says: str) -> None:
    assert standing([*LIFE[:2], state("called_in", 50, None)], as_at) == says


def test_what_came_after_a_call_in_without_a_day_is_how_the_decision_stands() -> None:
    rows = [LIFE[0], state("called_in", 50, None), LIFE[3]]
    assert standing(rows, "2020-04-01") == "Considered by scrutiny (20 March 2020)"


def test_a_call_in_that_only_another_paper_tells_stands_beside_the_decision(told: Any) -> None:
    story = told("/topic/foster-carer-recruitment.json").json()["story"]
    first, second = (one["member"]["decision_id"] for one in story["chapters"])
    page = told(f"/decision/{second}").text
    assert "Another paper says that this decision was called in" in page
    assert "The Committee heard the call-in of the Activity decision." in page
    assert f'href="/life/{second}"' in page
    assert "Another paper says" not in told(f"/decision/{first}").text
    hits = told("/search?q=foster+carer+recruitment").text
    assert hits.count("Called in, says another paper") == 1


def test_a_motion_that_was_lost_is_not_listed_by_what_it_would_have_done(told: Any) -> None:
    (line,) = (one["line"] for one in told("/search.json?q=harbour+lights").json()["results"])
    assert line["effects"] == ["lost"]
    for listing in ("/search.json?q=lights&effect=", "/search.json?sort=newest&effect="):
        assert "Harbour lights" not in told(f"{listing}noted").text
        assert "Harbour lights" in told(f"{listing}lost").text


def test_the_page_of_a_motion_that_was_lost_does_not_say_what_it_would_have_done(told: Any) -> None:
    (line,) = (one["line"] for one in told("/search.json?q=harbour+lights").json()["results"])
    clauses = [part.split("</p>")[0] for part in told(f"/decision/{line['id']}").text.split('<p class="tags">')[1:]]
    assert any(">lost<" in tags for tags in clauses)
    assert not any(">noted<" in tags or ">approved<" in tags for tags in clauses if ">lost<" in tags)


def test_minutes_that_were_confirmed_take_no_room_on_the_first_page_and_in_no_feed(told: Any) -> None:
    assert "Minutes of the last meeting" not in told("/").text
    assert "Minutes of the last meeting" not in told("/decisions.atom").text
    assert "Minutes of the last meeting" in told("/search?sort=newest").text


def test_the_numbers_of_one_council_stand_alone_when_it_is_chosen(told: Any) -> None:
    address = "/metric/looked_after_children"
    assert "Eastmere City Council (1)" in told(address).text
    chosen = told(f"{address}.json?council=Saltmarsh+Borough+Council").json()
    assert {one["series"]["key"]["council"] for one in chosen["several"] + chosen["single"]} == {COUNCIL}
    rows = told(f"{address}.csv?council=Saltmarsh+Borough+Council").text
    assert COUNCIL in rows
    assert "Eastmere" not in rows
    assert told(f"{address}.json?council=Nowhere").json()["council"] == ""


def test_sections_that_a_paper_does_not_have_take_one_line(told: Any) -> None:
    story = told("/topic/foster-carer-recruitment.json").json()["story"]
    page = told(f"/decision/{story['chapters'][0]['member']['decision_id']}").text
    assert "no section on reasons, alternatives, conflicts of interest or dispensations." in page
    assert page.count("The paper has no section") == 1
