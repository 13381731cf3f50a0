"""A session ends when the clerk leaves or does nothing for long; what was typed meanwhile is given back."""

from __future__ import annotations

import html
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest

from minutebook.desk.server import BuiltDesk, build_desk
from minutebook.desk.session import MOST_REFUSALS, Refusal, Session, Standing
from minutebook.settings import ArchiveFolder

from .asking import BASE, COOKIE, HOST, ask, token_of

OWN = {"origin": BASE}
TYPED = 'Friday 14 May 2021 </textarea>"><script>'


@dataclass(slots=True)
class Time:
    """A clock that a test moves, and the addresses that the desk announced."""

    now: float = 1_000_000.0
    announced: list[str] = field(default_factory=list)

    def session(self) -> Session:
        return Session(idle_seconds=3600, clock=lambda: self.now, announce=self.announced.append)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def desk(archive: ArchiveFolder, time: Time) -> BuiltDesk:
    return build_desk(archive, "Pat", time.session())


def with_cookie(value: str, **more: Any) -> dict[str, Any]:
    return {"headers": {"cookie": f"{COOKIE}={value}", **more.pop("headers", {})}, **more}


def changes(archive: ArchiveFolder) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(archive.working)) as conn:
        return conn.execute("SELECT action, after FROM corrections").fetchall()


def test_leaving_ends_the_session_and_says_how_to_come_back(desk: BuiltDesk, time: Time) -> None:
    (home,) = ask(desk, ("GET", "/", {}))
    cookie, token = desk.session.cookie, token_of(home.text)
    assert re.search(r'<form method="post" action="/leave">.*?<button>Leave</button></form>', home.text)
    (left,) = ask(desk, ("POST", "/leave", {"data": {"csrftoken": token}}))
    assert left.status_code == 200
    assert "You have left the desk" in left.text
    assert "shows a new address" in left.text
    assert "Max-Age=0" in left.headers["set-cookie"]
    (after,) = ask(desk, ("GET", "/", with_cookie(cookie)), cookie=False)
    assert (after.status_code, "You left it." in after.text) == (403, True)
    assert len(time.announced) == 1
    again, home = ask(desk, ("GET", time.announced[0], {}), ("GET", "/", {}), cookie=False)
    assert (again.status_code, home.status_code) == (303, 200)
    assert cookie not in again.headers["set-cookie"], "a new session has a new cookie"
    assert token_of(home.text) != token


def test_nobody_else_can_make_the_clerk_leave(desk: BuiltDesk, time: Time) -> None:
    cookie = desk.session.cookie
    for more in (
        {"data": {"action": "leave"}},
        {"data": {"csrftoken": "guess"}},
        {"data": {"action": "leave"}, "headers": {"origin": "http://evil.example"}},
    ):
        (answer,) = ask(desk, ("POST", "/leave", more))
        assert answer.status_code == 403
    (answer,) = ask(desk, ("GET", "/leave", {}))
    assert answer.status_code == 405
    assert desk.session.cookie == cookie
    assert time.announced == []


def test_an_idle_desk_closes_and_one_at_work_does_not(desk: BuiltDesk, time: Time) -> None:
    cookie = desk.session.cookie
    for _ in range(5):
        (answer,) = ask(desk, ("GET", "/", with_cookie(cookie)), cookie=False)
        assert answer.status_code == 200
        time.now += 3599
    time.now += 3601
    first, second = ask(desk, ("GET", "/", with_cookie(cookie)), ("GET", "/", with_cookie(cookie)), cookie=False)
    assert (first.status_code, second.status_code) == (403, 403)
    assert "Nothing was asked of it for 60 minutes." in first.text
    assert len(time.announced) == 1, "told once"


def test_a_request_that_takes_longer_than_the_limit_is_not_idleness(time: Time) -> None:
    session = time.session()
    cookie = session.cookie
    assert session.standing(cookie) is Standing.OPEN
    with session.at_work():
        time.now += 10_000
        assert session.standing("of somebody else") is Standing.UNKNOWN
    time.now += 3599
    assert session.standing(cookie) is Standing.OPEN


def test_a_clock_set_back_ends_nothing_and_opens_nothing(time: Time) -> None:
    session = time.session()
    cookie = session.cookie
    assert session.standing(cookie) is Standing.OPEN
    time.now -= 86_400
    assert session.standing(cookie) is Standing.OPEN
    time.now += 3601
    assert session.standing(cookie) is Standing.IDLE
    time.now -= 86_400
    assert session.standing(cookie) is Standing.IDLE


def test_who_never_had_the_cookie_neither_ends_nor_prolongs_a_session(desk: BuiltDesk, time: Time) -> None:
    cookie = desk.session.cookie
    ask(desk, ("GET", "/", with_cookie(cookie)), cookie=False)
    time.now += 3000
    (answer,) = ask(desk, ("GET", "/", with_cookie("guess")), cookie=False)
    assert "not open here" in answer.text
    time.now += 3000
    (answer,) = ask(desk, ("GET", "/", with_cookie(cookie)), cookie=False)
    assert "is closed" in answer.text


def kept_fields(page: str) -> dict[str, str]:
    """Name to value of every field of the form that a page offers to send again."""
    form = page[page.index("<main") :]
    inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    areas = re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    return {name: html.unescape(value) for name, value in (*inputs, *areas)}


def test_a_form_sent_after_the_end_keeps_what_was_typed_and_can_be_sent_again(
    desk: BuiltDesk, held: str, archive: ArchiveFolder, time: Time
) -> None:
    card, *_ = ask(desk, ("GET", f"/paper/{held}/next", {"follow_redirects": True}))
    path, cookie = card.url.path, desk.session.cookie
    form = {"csrftoken": token_of(card.text), "revision": "0", "action": "change", "value.deadline": "14 May 2021"}
    form["why"] = TYPED
    time.now += 3601
    (closed,) = ask(desk, ("POST", path, with_cookie(cookie, data=form, headers=OWN)), cookie=False)
    assert closed.status_code == 403
    assert "was not saved" in closed.text
    assert "What you typed is kept below" in closed.text
    assert "<script" not in closed.text
    assert changes(archive) == []
    kept = kept_fields(closed.text)
    assert kept == {name: value for name, value in form.items() if name != "csrftoken"}
    assert "Last moment for a call-in" in closed.text, "the field has the name that it had on the card"

    # In another tab the desk is opened again; then the form is sent from the page that kept it.
    ask(desk, ("GET", time.announced[0], {}), cookie=False)
    (again,) = ask(desk, ("POST", path, {"data": kept, "headers": OWN}))
    assert (again.status_code, changes(archive)) == (403, []), "without the new session's token nothing is written"
    assert "was not saved yet" in again.text
    kept = kept_fields(again.text)
    assert kept.pop("csrftoken") == desk.session.form_token
    (saved,) = ask(desk, ("POST", path, {"data": {**kept, "csrftoken": desk.session.form_token}, "headers": OWN}))
    assert saved.status_code == 303
    assert changes(archive) == [("change", '"2021-05-14T23:59:59"')]


def test_a_change_that_changes_nothing_confirms_nothing(desk: BuiltDesk, held: str, archive: ArchiveFolder) -> None:
    card, *_ = ask(desk, ("GET", f"/paper/{held}/next", {"follow_redirects": True}))
    form = {"csrftoken": token_of(card.text), "revision": "0", "action": "change"}
    form["value.deadline"] = "the end of 11 May 2021"
    for typed in (form, {**form, "value.deadline": "11 May 2021"}):
        (answer,) = ask(desk, ("POST", card.url.path, {"data": typed, "headers": OWN}))
        assert answer.status_code == 400
    assert "press Correct" in answer.text
    assert changes(archive) == []


def test_after_the_program_was_started_again_what_was_typed_is_kept_too(archive: ArchiveFolder, held: str) -> None:
    desk = build_desk(archive, "Pat")
    form = {"csrftoken": "of the run before", "quote": TYPED, "why": "a private person"}
    more = with_cookie("of the run before", data=form, headers=OWN)
    (answer,) = ask(desk, ("POST", f"/paper/{held}/redact", more), cookie=False)
    assert answer.status_code == 403
    assert "not open here" in answer.text
    assert kept_fields(answer.text) == {"quote": TYPED, "why": "a private person"}


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "null"}, {"origin": "http://evil.example"}, {"origin": "http://127.0.0.1:9"}]
)
def test_a_page_of_another_site_gets_nothing_written_onto_a_page_of_the_desk(
    desk: BuiltDesk, headers: dict[str, str]
) -> None:
    form = {"quote": "Ring this number at once"}
    (answer,) = ask(desk, ("POST", "/paper/000000000000/redact", {"data": form, "headers": headers}), cookie=False)
    assert answer.status_code == 403
    assert "Ring this number" not in answer.text


@pytest.mark.parametrize("path", ["//evil.example/a", "/paper/..//evil.example", "/paper/x?next=//evil.example"])
def test_a_kept_form_goes_to_an_address_of_the_desk_only(desk: BuiltDesk, path: str) -> None:
    more = {"data": {"quote": "words"}, "headers": OWN}
    for cookie in (False, True):
        (answer,) = ask(desk, ("POST", BASE + path, more), cookie=cookie)
        assert "evil.example" not in answer.text


def test_an_upload_after_the_end_says_to_choose_the_papers_again(desk: BuiltDesk) -> None:
    more = {"files": {"paper": ("a.txt", b"words")}, "headers": OWN}
    (answer,) = ask(desk, ("POST", "/upload", more), cookie=False)
    assert answer.status_code == 403
    assert "Open the desk first, then choose it again" in answer.text


def test_two_desks_of_one_machine_keep_their_cookies_apart(archive: ArchiveFolder) -> None:
    desk = build_desk(archive, "Pat")
    path = desk.session.opening_path
    (answer,) = ask(desk, ("GET", path, {"headers": {"host": "127.0.0.1:9444"}}), cookie=False)
    assert answer.headers["set-cookie"].startswith("minutebook_desk_9444=")
    assert HOST == "127.0.0.1:8002"


def test_refused_forms_are_kept_for_going_back_as_long_as_the_session_and_the_last_of_them_only() -> None:
    session = Time().session()
    names = [session.keep_refusal(Refusal(f"page {number}", 400)) for number in range(MOST_REFUSALS + 1)]
    assert [session.refusal(name) is None for name in names] == [True, *[False] * MOST_REFUSALS]
    session.leave()
    assert [name for name in names if session.refusal(name)] == []


def test_a_refusal_that_is_not_kept_is_no_page_of_the_desk(desk: BuiltDesk) -> None:
    (answer,) = ask(desk, ("GET", "/refused/0123456789abcdef", {}))
    assert (answer.status_code, "not kept any more" in answer.text) == (404, True)
