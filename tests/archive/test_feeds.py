from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from icalendar import Calendar

from archive.calendar_feed import Deadline, calendar
from archive.feeds import Entry, atom

from .conftest import getter
from .sample_archive import build, confirmed_minutes, harbour

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    "/decisions.atom",
    "/search.atom?q=harbour",
    "/search.atom",
    "/search.atom?q=%22",
    "/topic/harbour.atom",
    "/council/saltmarsh.atom",
]


def check_atom(body: bytes) -> ElementTree.Element:
    """What RFC 4287 asks of every feed and entry."""
    root = ElementTree.fromstring(body)
    assert root.tag == ATOM + "feed"
    for element in (root, *root.iter(ATOM + "entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
            assert element.findtext(ATOM + name)
        assert str(element.findtext(ATOM + "id")).startswith("tag:")
        dt.datetime.fromisoformat(str(element.findtext(ATOM + "updated")).replace("Z", "+00:00"))
        assert any(link.get("rel") == "alternate" for link in element.findall(ATOM + "link"))
    assert root.find(ATOM + "author") is not None
    return root


@pytest.mark.parametrize("path", FEEDS)
def test_feeds_are_valid_with_and_without_entries(get: Any, get_empty: Any, path: str) -> None:
    for fetch in (get, get_empty):
        answer = fetch(path)
        assert answer.headers["content-type"].startswith("application/atom+xml")
        check_atom(answer.content)
        read = feedparser.parse(answer.content)
        assert not read.bozo, read.get("bozo_exception")
        assert read.version == "atom10"
        assert read.feed.id.startswith("tag:")


def test_a_decision_comes_with_its_permanent_id_and_effects(get: Any) -> None:
    root = check_atom(get("/search.atom?q=harbour").content)
    entry = root.find(ATOM + "entry")
    assert entry is not None
    assert entry.findtext(ATOM + "title") == "Harbour wall repairs"
    assert "approved" in str(entry.findtext(ATOM + "summary"))
    assert "22 March 2024" in str(entry.findtext(ATOM + "summary"))


def test_a_metric_has_a_feed_of_values(get: Any) -> None:
    root = check_atom(get("/metric/looked_after_children.atom").content)
    assert [str(e.findtext(ATOM + "title")).split(":")[1] for e in root.iter(ATOM + "entry")] == [
        " 225 to 231, actual, at 30 June 2024",
        " 212, actual, at 31 December 2023",
    ]


def test_equal_data_gives_equal_bytes(get: Any) -> None:
    assert get("/decisions.atom").content == get("/decisions.atom").content
    assert get("/call-ins.ics").content == get("/call-ins.ics").content


def test_words_that_xml_cannot_hold_do_not_spoil_a_feed() -> None:
    entry = Entry("a-d1", "Bad \x00\x0b title <&>", "https://example.org/", "2024-01-01", None, "\ud800?")
    check_atom(atom(host="h", name="n", title="T", feed_url="https://h/f", page_url="https://h/", entries=[entry]).body)


def events(body: bytes) -> list[Any]:
    return list(Calendar.from_ical(body).walk("VEVENT"))


def test_the_calendar_has_a_whole_day_for_a_printed_deadline_and_none_for_a_rule(get: Any) -> None:
    found = events(get("/call-ins.ics").content)
    assert [event.decoded("dtstart") for event in found] == [dt.date(2024, 3, 22)]
    event = found[0]
    assert "Midnight on Friday 22 March 2024" in str(event["description"])
    assert event.decoded("dtstamp") == dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
    assert str(event["uid"]).endswith("@localhost")
    assert str(event["transp"]) == "TRANSPARENT"


def test_an_empty_calendar_is_valid(get_empty: Any) -> None:
    answer = get_empty("/call-ins.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    read = Calendar.from_ical(answer.content)
    assert read["version"] == "2.0"
    assert events(answer.content) == []


def test_a_deadline_that_was_taken_back_is_cancelled_under_the_same_id() -> None:
    known = {"id": "a-c1", "day": "2024-03-22", "title": "T", "words": "w", "basis": None, "url": "https://h/"}
    first = events(calendar([Deadline(**known, read_at="2024-01-01T00:00:00Z")], host="h", name="n").body)[0]
    gone = Deadline(**known, read_at="2024-02-01T00:00:00Z", sequence=1, cancelled=True)
    second = events(calendar([gone], host="h", name="n").body)[0]
    assert first["uid"] == second["uid"]
    assert (str(first["status"]), str(second["status"])) == ("CONFIRMED", "CANCELLED")
    assert second["sequence"] > first["sequence"]


def test_minutes_that_were_confirmed_are_neither_news_nor_a_deadline(tmp_path: Path) -> None:
    ask = getter(build(tmp_path / "public.db", [harbour(), confirmed_minutes()]))
    for feed in ("/decisions.atom", "/council/saltmarsh.atom"):
        titles = [one.text for one in check_atom(ask(feed).content).iter(f"{ATOM}title")]
        assert "Harbour wall repairs" in titles
        assert "Minutes of the last meeting" not in titles
    assert [str(one["summary"]) for one in events(ask("/call-ins.ics").content)] == [
        "Last day for call-in: Harbour wall repairs"
    ]
    assert "Minutes of the last meeting" in ask("/search").text, "the search still finds them"
