"""The desk is for the one person who started it: every other way in is closed."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from archive.serving import served
from minutebook.desk.server import BuiltDesk, build_desk
from minutebook.finding import find_files
from minutebook.publishing import Request, publish
from minutebook.run import Options, ingest
from minutebook.settings import ArchiveFolder

from .asking import ask, token_of


@pytest.fixture
def desk(archive: ArchiveFolder) -> BuiltDesk:
    return build_desk(archive, "Pat")


def test_the_address_opens_the_desk_once(desk: BuiltDesk) -> None:
    path = desk.session.opening_path
    first, home, second = ask(desk, ("GET", path, {}), ("GET", "/", {}), ("GET", path, {}), cookie=False)
    assert (first.status_code, home.status_code, second.status_code) == (303, 200, 403)
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Strict" in first.headers["set-cookie"]


def test_a_guessed_token_opens_nothing_and_spends_nothing(desk: BuiltDesk) -> None:
    wrong, right = ask(desk, ("GET", "/open?token=guess", {}), ("GET", desk.session.opening_path, {}), cookie=False)
    assert (wrong.status_code, right.status_code) == (403, 303)


@pytest.mark.parametrize("path", ["/", "/publish", "/paper/000000000000", "/picture/000000000000/1"])
def test_without_the_cookie_nothing_is_shown(desk: BuiltDesk, path: str) -> None:
    (answer,) = ask(desk, ("GET", path, {}), cookie=False)
    assert answer.status_code == 403


def test_a_foreign_name_that_points_here_is_refused(desk: BuiltDesk) -> None:
    for host in ("attacker.example", "127.0.0.1.attacker.example", "attacker.example:8002"):
        (answer,) = ask(desk, ("GET", "/", {"headers": {"host": host}}))
        assert answer.status_code == 403


def test_a_form_without_its_token_writes_nothing(desk: BuiltDesk) -> None:
    (answer,) = ask(desk, ("POST", "/publish", {"data": {"action": "publish"}}))
    assert answer.status_code == 403


def test_a_form_of_another_site_is_refused_even_with_the_cookie(desk: BuiltDesk) -> None:
    home, *_ = ask(desk, ("GET", "/", {}))
    token = token_of(home.text)
    headers = {"origin": "http://attacker.example"}
    _, answer = ask(desk, ("GET", "/", {}), ("POST", "/publish", {"data": {"csrftoken": token}, "headers": headers}))
    assert answer.status_code == 403


def test_an_upload_without_its_token_is_refused(desk: BuiltDesk) -> None:
    _, answer = ask(desk, ("GET", "/", {}), ("POST", "/upload", {"files": {"paper": ("a.txt", b"words")}}))
    assert answer.status_code == 400
    assert "was not sent by the desk" in answer.text


@pytest.mark.parametrize(
    "path", ["/-/settings", "/-/plugins.json", "/_internal", "/working", "/-/auth-token", "/fixtures.db"]
)
def test_datasettes_own_pages_are_not_there(desk: BuiltDesk, path: str) -> None:
    (answer,) = ask(desk, ("GET", path, {}))
    assert answer.status_code == 404


def test_every_answer_forbids_frames_scripts_of_others_and_keeping(desk: BuiltDesk) -> None:
    for answer in ask(desk, ("GET", "/", {}), ("GET", "/nowhere", {}), ("PUT", "/", {})):
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_two_people_at_once_the_second_is_told(desk: BuiltDesk, held: str) -> None:
    card, *_ = ask(desk, ("GET", f"/paper/{held}/next", {"follow_redirects": True}))
    path = card.url.path
    token = token_of(card.text)
    form = {"csrftoken": token, "revision": "0", "action": "change", "value.deadline": "2021-05-14"}
    second = {**form, "value.deadline": "2021-05-17"}
    answers = ask(desk, *(("POST", path, {"data": data}) for data in (form, second)))
    assert [answer.status_code for answer in answers] == [303, 409]
    assert re.search(r"changed this on \d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d, after you opened it", answers[1].text)
    assert 'value="2021-05-17"' in answers[1].text, "what the second person typed is still there"


def test_a_pack_and_the_paper_in_it_name_each_other(desk: BuiltDesk, archive: ArchiveFolder, tmp_path: Path) -> None:
    paper = [
        f"Paragraph {n} tells how the {thing} was surveyed, what it would cost to mend and who would have to pay."
        for n, thing in enumerate(("deck", "rail", "pier", "ramp", "gate", "lamp", "sign", "path"))
    ]
    other = [line.replace("surveyed", "painted in another colour").replace("mend", "keep") for line in paper]
    (tmp_path / "paper.txt").write_text("Footbridges\n\n" + "\n\n".join(paper), encoding="utf-8")
    (tmp_path / "pack.txt").write_text(
        "\f".join(("Agenda\n\n" + "\n\n".join(other), "Footbridges\n\n" + "\n\n".join(paper), "\n\n".join(other))),
        encoding="utf-8",
    )
    report = ingest(archive, find_files([tmp_path / "paper.txt", tmp_path / "pack.txt"]), Options(1, 120))
    ids = {file.path.rpartition("/")[2]: file.document_id for file in report.files}
    in_paper, in_pack = ask(desk, *(("GET", f"/paper/{ids[name]}", {}) for name in ("paper.txt", "pack.txt")))
    assert f'also printed in <a href="/paper/{ids["pack.txt"]}">' in in_paper.text
    assert "Its words stay public in" in in_paper.text
    assert f'<a href="/paper/{ids["paper.txt"]}">' in in_pack.text
    assert "nothing counts twice" in in_pack.text
    assert publish(archive, Request()).publication.documents == 2
    with served(archive.public_database) as base:
        public = httpx.get(f"{base}/document/{ids['pack.txt']}").text
        alone = httpx.get(f"{base}/document/{ids['paper.txt']}").text
    assert f"/document/{ids['paper.txt']}" in public
    assert "which is held by itself" in public
    assert "is also printed on page" in alone


@pytest.mark.parametrize("host", ["[", "", "127.0.0.1:", "127.0.0.1:99999999", "127.0.0.1@evil.example", "a b", "\xb2"])
def test_a_crooked_host_is_refused_and_breaks_nothing(desk: BuiltDesk, host: str) -> None:
    (answer,) = ask(desk, ("GET", "/", {"headers": {"host": host.encode("latin-1")}}))
    assert answer.status_code in (200, 403)
    assert answer.status_code == 403 or host.startswith("127.0.0.1:")


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/paper/../..//evil.example", "/?page=²", "/paper/000000000000/next?saved=²"]
)
def test_crooked_addresses_lead_nowhere_else(desk: BuiltDesk, path: str) -> None:
    (answer,) = ask(desk, ("GET", "http://127.0.0.1:8002" + path, {}))
    assert answer.status_code < 500
    assert not answer.headers.get("location", "").startswith(("//", "http"))
