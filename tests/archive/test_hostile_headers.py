"""Crooked headers, encodings and methods at the public site, and line ends where a format has lines of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from icalendar import Calendar

from tests.hostile_words import ATTACK

from .conftest import getter
from .sample_archive import build, harbour, hostile
from .test_mcp import ask, call

PAGES = (
    "/",
    "/search.json?q=wall",
    "/archive/decisions.json?_shape=array",
    "/assets/archive.css",
    "/decisions.atom",
    "/nowhere",
)
LINES = (
    "Works\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil\nATTACH:http://evil.example/\rX-A:1\x0bX-B:1\x0cX-C:1"
    "\x85X-D:1\u2028X-E:1\u2029X-F:1\x1eX-G:1;VALUE=URI:javascript:alert(1)\\"
)


@pytest.mark.parametrize(
    "headers",
    [{"cookie": b"\xff\xfe"}, {"cookie": b"ds_actor=\xe9; ds_csrftoken=\xe9"}, {"cookie": b"a=b; Path; ="},
     {"cookie": b'ds_actor="{'}, {"authorization": b"Bearer dstok_\xff"}, {"authorization": b"Bearer dstok_x"},
     {"x-csrftoken": b"\xe9"}, {"accept": b"\xff"}, {"accept-encoding": b"\xff"}, {"accept-language": b"\xff" * 500},
     {"if-none-match": b"\xff"}, {"if-none-match": b'W/"' + b"a" * 5000}, {"if-modified-since": b"x"},
     {"range": b"bytes=5-1"}, {"range": b"bytes=" + b"0-0," * 500 + b"1-1"}, {"range": b"\xff"},
     {"x-http-method-override": b"DELETE"}, {"upgrade": b"h2c"}, {"content-length": b"\xb2"}, {"origin": b"\xff"}],
    ids=range(20),
)  # fmt: skip
def test_a_crooked_header_is_passed_over(get: Any, headers: dict[str, bytes]) -> None:
    for path in PAGES:
        plain, answer = get(path), get(path, headers=headers)
        assert answer.status_code == plain.status_code, path
        assert answer.content == plain.content, path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/%ff", "/search.%6ason", "/decision/%25%32%65",
     "/%c0%af", "/%c0%ae%c0%ae/", "/decision/%00", "/decision/%ed%a0%80",
     "/archive/%ff", "/archive/decisions/%ff", "/archive/decisions/%00", "/archive/%00.json", "/a" + "/b" * 3000,
     "/council/%ff.atom", "/metric/%f0%28%8c%bc", "/%2e", "/..;/", "/search%00.json", "/search.json%00",
     "/search?q=%ff%fe", "/search?q=%c0%ae", "/search.json?q=%ed%a0%80", "/search?%", "/search?q=%u0041",
     "/search?=&=&;", "/decisions.csv?council=%ff", "/archive/decisions?_search=%ff", "/archive?_sort=%ff",
     "/archive/resolutions_with_effect.json?effect=%ff", "/topic/%f8%a1%a1%a1%a1", "/passage/%e0%80%af"],
)  # fmt: skip
def test_crooked_encodings_lead_to_an_answer_of_this_site(get: Any, path: str) -> None:
    answer = get("http://localhost" + path, follow_redirects=True)
    assert answer.status_code in (200, 400, 404), path
    assert answer.url.host == "localhost"
    assert "Traceback" not in answer.text


def test_no_line_end_of_a_paper_starts_a_line_of_the_calendar(tmp_path: Path) -> None:
    database = build(tmp_path / "public.db", [harbour(), hostile(LINES)])
    body = getter(database)("/call-ins.ics").content.decode()
    names = {line.partition(":")[0].partition(";")[0] for line in body.splitlines() if line[:1] not in " \t"}
    assert not names & {"ATTACH", *(f"X-{letter}" for letter in "ABCDEFG")}, names
    events = Calendar.from_ical(body).walk("VEVENT")
    assert len(events) == body.count("BEGIN:VEVENT\r\n") == 2
    assert any("ATTACH:http" in str(event["summary"]) for event in events), "the words are there, as words"


def test_feeds_keep_a_papers_lines_as_words(tmp_path: Path) -> None:
    get = getter(build(tmp_path / "public.db", [harbour(), hostile(LINES + ATTACK)]))
    for path in ("/decisions.atom", "/search.atom?q=works"):
        answer = get(path)
        assert answer.status_code == 200
        assert "<link>evil" not in answer.text
        assert answer.text.count("<entry>") == len(re.findall(r"</entry>", answer.text))


def test_programs_that_speak_mcp_bring_no_sql_in(sample_db: Path) -> None:
    pytest.importorskip("datasette_mcp", reason="the mcp extra is not installed")
    before = sample_db.read_bytes()
    for value in (ATTACK, "' OR 1=1 --", "x'; DROP TABLE documents; --", "\x00", "9" * 5000):
        arguments = {"database": "archive", "query": "resolutions_with_effect", "parameters": {"effect": value}}
        answer = ask(sample_db, call("execute_canned_query", arguments), mcp=True)
        assert answer.status_code == 200
        assert "survey of the harbour wall" not in answer.text, quote(value[:20])
        assert "Traceback" not in answer.text
    for name in ("sqlite_master", "' UNION SELECT 1 --", "../public"):
        arguments = {"database": "archive", "query": name, "parameters": {}}
        answer = ask(sample_db, call("execute_canned_query", arguments), mcp=True)
        assert answer.status_code == 200
        assert "CREATE TABLE" not in answer.text
    assert sample_db.read_bytes() == before


def test_a_question_in_mcp_that_is_too_long_is_not_read(sample_db: Path) -> None:
    pytest.importorskip("datasette_mcp", reason="the mcp extra is not installed")
    assert ask(sample_db, call("list_databases", {"x": "a" * 200_000}), mcp=True).status_code == 413
