"""The calendar of call-in deadlines from the paper to the subscriber: read, publish, correct, publish again."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from archive.serving import served

from .conftest import Run
from .test_check_command import DRAFT

PRINTED = dt.date(2021, 5, 14)
Read = Callable[[], Any]


@pytest.fixture
def fact(run: Run, home: Path, tmp_path: Path) -> str:
    """The id of the one call-in of a published archive."""
    folder = tmp_path / "notices"
    folder.mkdir()
    (folder / "notice.txt").write_text(DRAFT, encoding="utf-8")
    run("ingest", folder)
    assert run("publish").exit_code == 0
    with closing(sqlite3.connect(home / "working.db")) as conn:
        return str(conn.execute("SELECT id FROM call_ins").fetchone()[0])


@pytest.fixture
def event(fact: str, home: Path) -> Iterator[Read]:
    """Fetches the calendar's one event, as a subscriber does."""
    with served(home / "public" / "public.db") as address, httpx.Client() as client:

        def read() -> Any:
            found = Calendar.from_ical(client.get(f"{address}/call-ins.ics").content).walk("VEVENT")
            assert len(found) == 1
            return found[0]

        yield read


def corrected(run: Run, *arguments: str) -> None:
    """Correct, and publish what was corrected."""
    assert run("correct", *arguments, "--who", "Pat", "--why", "the notice says so").exit_code == 0
    assert run("publish").exit_code == 0


def follows(before: Any, after: Any) -> bool:
    """Whether a calendar program takes ``after`` for a later state of ``before``: stamps are of whole seconds."""
    not_older = after.decoded("dtstamp") >= before.decoded("dtstamp")
    return bool(after["uid"] == before["uid"] and after["sequence"] > before["sequence"] and not_older)


def test_publishing_again_without_a_correction_changes_no_event(run: Run, event: Read) -> None:
    first = event()
    assert (str(first["status"]), first.decoded("dtstart"), first["sequence"]) == ("CONFIRMED", PRINTED, 0)
    run("publish")
    assert event().to_ical() == first.to_ical()


def test_a_deadline_put_right_moves_the_same_event(run: Run, fact: str, event: Read) -> None:
    first = event()
    corrected(run, fact, "deadline=2021-05-18")
    second = event()
    assert follows(first, second)
    assert (str(second["status"]), second.decoded("dtstart")) == ("CONFIRMED", dt.date(2021, 5, 18))


@pytest.mark.parametrize(
    "said",
    [("deadline=",), ("--not-a-fact",), ("status=exempt",), ("deadline=", "status=not_stated")],
    ids=["no-deadline", "not-a-fact", "exempt", "nothing-stated"],
)
def test_a_deadline_taken_away_cancels_the_event_under_its_own_name_and_day(
    run: Run, fact: str, event: Read, said: tuple[str, ...]
) -> None:
    first = event()
    corrected(run, fact, *said)
    second = event()
    assert follows(first, second)
    assert (str(second["status"]), second.decoded("dtstart")) == ("CANCELLED", PRINTED)
    assert second["summary"] == first["summary"]


def test_what_is_cancelled_after_a_change_is_cancelled_on_the_day_last_given(run: Run, fact: str, event: Read) -> None:
    corrected(run, fact, "deadline=2021-05-18")
    moved = event()
    corrected(run, fact, "--not-a-fact")
    gone = event()
    assert follows(moved, gone)
    assert (str(gone["status"]), gone.decoded("dtstart")) == ("CANCELLED", dt.date(2021, 5, 18))


def test_a_correction_taken_back_brings_the_event_back(run: Run, fact: str, event: Read) -> None:
    corrected(run, fact, "deadline=")
    gone = event()
    corrected(run, "1", "--undo")
    again = event()
    assert follows(gone, again)
    assert (str(again["status"]), again.decoded("dtstart")) == ("CONFIRMED", PRINTED)


def test_a_withdrawn_papers_event_is_cancelled_at_once_without_its_words(
    run: Run, fact: str, home: Path, event: Read
) -> None:
    first = event()
    document_id = fact.split("-")[0]
    assert run("withdraw", document_id, "--why", "the wrong paper", "--who", "Pat").exit_code == 0
    gone = event()
    assert follows(first, gone)
    assert (str(gone["status"]), gone.decoded("dtstart")) == ("CANCELLED", PRINTED)
    assert str(first["summary"]).removeprefix("Last day for call-in: ") not in gone.to_ical().decode()
    run("publish")
    assert event().to_ical() == gone.to_ical(), "the next publishing says the same"


@pytest.mark.parametrize("said", [(), ("deadline=2021-05-18",)], ids=["as-read", "corrected"])
def test_a_paper_put_back_brings_its_event_back_each_time(
    run: Run, fact: str, event: Read, said: tuple[str, ...]
) -> None:
    if said:
        corrected(run, fact, *said)
    states = [event()]
    for _ in range(2):
        assert run("withdraw", fact.split("-")[0], "--why", "the wrong paper", "--who", "Pat").exit_code == 0
        states.append(event())
        assert run("withdraw", fact.split("-")[0], "--restore").exit_code == 0
        run("publish")
        states.append(event())
    assert [str(one["status"]) for one in states] == ["CONFIRMED", *("CANCELLED", "CONFIRMED") * 2]
    assert {one.decoded("dtstart") for one in states} == {states[0].decoded("dtstart")}
    assert all(follows(before, after) for before, after in pairwise(states))


def test_a_corrected_papers_event_is_cancelled_on_the_day_it_was_moved_to(run: Run, fact: str, event: Read) -> None:
    corrected(run, fact, "deadline=2021-05-18")
    moved = event()
    run("withdraw", fact.split("-")[0], "--why", "the wrong paper", "--who", "Pat")
    gone = event()
    assert follows(moved, gone)
    assert (str(gone["status"]), gone.decoded("dtstart")) == ("CANCELLED", dt.date(2021, 5, 18))
