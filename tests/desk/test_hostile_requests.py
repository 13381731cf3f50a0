"""Crooked addresses, arguments, forms, files and connections at the desk: refused in words, and nothing is harmed."""

from __future__ import annotations

import re
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

from archive.patience import PatientProtocol
from db.correctable import FIELDS
from minutebook.desk.forms import LONGEST_FORM, MOST_FIELDS
from minutebook.desk.server import BuiltDesk, build_desk
from minutebook.finding import find_files
from minutebook.run import Options, ingest
from minutebook.settings import ArchiveFolder
from tests.hostile_words import VALUES
from tests.slow_senders import send_slowly

from .asking import BASE, COOKIE, ask, asker
from .conftest import served_desk, write_pdf

TYPED = (
    *VALUES,
    "9" * 5000,
    "1e999",
    "nan",
    "//evil.example",
    "a\r\nSet-Cookie: x=1",
    "[" * 100_000,
    "{" * 100_000,
    '"\\ud800"',
)
ARGUMENTS = ("page", "after", "saved", "doubt", "list", "quote", "done", "_context", "_json", "_shape", "sql", "_where")


@pytest.fixture(scope="module")
def archive_held(tmp_path_factory: pytest.TempPathFactory) -> tuple[ArchiveFolder, str]:
    folder = tmp_path_factory.mktemp("requests")
    (folder / "secret.txt").write_text("the harbour key")
    archive = ArchiveFolder(folder / "data")
    report = ingest(archive, find_files([write_pdf(folder / "record.pdf")]), Options(1, 120))
    assert report.files[0].document_id is not None
    return archive, report.files[0].document_id


@pytest.fixture(scope="module")
def desk(archive_held: tuple[ArchiveFolder, str]) -> BuiltDesk:
    return build_desk(archive_held[0], "Pat")


@pytest.fixture(scope="module")
def paper(archive_held: tuple[ArchiveFolder, str]) -> str:
    return archive_held[1]


def facts(archive: ArchiveFolder) -> dict[str, str]:
    """List to one fact of it."""
    with closing(sqlite3.connect(archive.working)) as conn:
        found = {name: conn.execute(f"SELECT id FROM {name} LIMIT 1").fetchone() for name in FIELDS}
        return {name: row[0] for name, row in found.items() if row}


def content(archive: ArchiveFolder) -> list[Any]:
    """All that a hostile argument might change."""
    with closing(sqlite3.connect(archive.working)) as conn:
        counts = [conn.execute(f"SELECT count(*) FROM {name}").fetchone() for name in (*FIELDS, "corrections")]
        return [conn.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall(), *counts]


def refused_in_words(answer: httpx.Response, what: object) -> None:
    assert answer.status_code < 500, (what, answer.text[:300])
    assert not re.search(r"Traceback|sqlite3\.|OperationalError", answer.text), what
    assert "set-cookie" not in answer.headers, what
    assert re.match(r"/(?![/\\])|$", answer.headers.get("location", "")), what
    assert "harbour key" not in answer.text


def test_no_value_of_any_argument_breaks_out(
    desk: BuiltDesk, archive_held: tuple[ArchiveFolder, str], paper: str
) -> None:
    archive = archive_held[0]
    before = content(archive)
    held = facts(archive)
    paths = ("/", f"/paper/{paper}", f"/paper/{paper}/list/dates", f"/paper/{paper}/next", f"/paper/{paper}/add",
        f"/fact/{held['dates']}", f"/fact/{paper}", "/publish", "/taken/1")  # fmt: skip
    for path in paths:
        for value in TYPED:
            query = "&".join(f"{name}={quote(value)}" for name in ARGUMENTS)[:60_000]
            refused_in_words(asker(desk)(f"{path}?{query}"), (path, value[:40]))
    assert content(archive) == before


@pytest.mark.parametrize("name", sorted(set(FIELDS) - {"citations", "commitments", "people"}))
def test_no_value_of_any_field_of_a_card_breaks_out(
    desk: BuiltDesk, archive_held: tuple[ArchiveFolder, str], name: str
) -> None:
    fact = facts(archive_held[0])[name]
    before = content(archive_held[0])[0]
    one_of_each_kind = {field.kind: f"value.{field.name}" for field in FIELDS[name]}.values()
    for field in (*one_of_each_kind, "value.id", "value.rowid) --", "revision", "action"):
        for value in TYPED:
            form = {"csrftoken": desk.session.form_token, "revision": "0", "action": "change", field: value}
            answer = asker(desk)(f"/fact/{fact}", "POST", data=form)
            refused_in_words(answer, (field, value[:40]))
            assert answer.status_code in (303, 400, 409), (field, value[:40])
    card = asker(desk)(f"/fact/{fact}")
    assert card.status_code == 200, "whatever was taken can be shown"
    assert content(archive_held[0])[0] == before


def test_no_value_of_any_other_form_breaks_out(
    desk: BuiltDesk, archive_held: tuple[ArchiveFolder, str], paper: str
) -> None:
    before = content(archive_held[0])[0]
    forms = [
        (f"/paper/{paper}/add", {"list": "dates", "quote": "the", "start": "", "value.date_from": "", "why": ""}),
        (f"/paper/{paper}/list/dates", {"facts": "", "why": ""}),
        (f"/paper/{paper}/list/nothing", {"facts": ""}),
        (f"/paper/{paper}/redact", {"quote": "", "why": "", "undo": ""}),
        (f"/paper/{'0' * 12}/redact", {"quote": "", "undo": ""}),
        (f"/paper/{'0' * 12}/withdraw", {"action": "restore", "why": ""}),
        (f"/paper/{'0' * 12}/withdraw", {"action": "", "why": "x"}),
        ("/publish", {"action": ""}),
        ("/undo/999999999999999", {"x": ""}),
    ]
    for path, fields in forms:
        for field in fields:
            for value in TYPED:
                form = {**fields, field: value, "csrftoken": desk.session.form_token}
                refused_in_words(asker(desk)(path, "POST", data=form), (path, field, value[:40]))
    assert content(archive_held[0])[0] == before


@pytest.mark.parametrize(
    "path",
    ["/assets/../server.py", "/assets/..%2fserver.py", "/assets/%2e%2e/server.py", "/assets//etc/passwd",
     "/desk-assets/..%2f..%2fguard.py", "/desk-assets/%2e%2e%2fguard.py", "/desk-assets//etc/passwd",
     "/desk-assets/..%5cguard.py", "/assets/%00", "/desk-assets/", "/assets",
     "/picture/..%2f..%2fsecret.txt/1", "/picture/0123456789ab/..%2f..%2fsecret", "/picture/000000000000/0",
     "/picture/000000000000/99999", "/paper/..%2f..%2fsecret.txt", "/fact/%00", "/fact/%c0%ae%c0%ae%2fsecret.txt",
     "/taken/%d9%a1", "/undo/1", "/paper/%ff%fe", "/paper/" + "a" * 5000, "/-/static/app.css", "/_memory",
     "//paper/000000000000", "/publish/", "/publish%2f..%2f..", "/%2e%2e/secret.txt", "/assets/%c0%af..%c0%afguard.py"],
)  # fmt: skip
def test_no_path_leads_out_of_the_desk(desk: BuiltDesk, path: str) -> None:
    (answer,) = ask(desk, ("GET", BASE + path, {}))
    refused_in_words(answer, path)
    assert answer.status_code in (302, 403, 404, 405)
    assert "def " not in answer.text
    assert "root:" not in answer.text


def test_pages_that_a_picture_does_not_have_are_told_in_words(desk: BuiltDesk, paper: str) -> None:
    for number in ("0", "2", "99999"):
        answer = asker(desk)(f"/picture/{paper}/{number}")
        assert answer.status_code in (400, 404), number
        refused_in_words(answer, number)


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe=\x00", b"csrftoken=%ff%fe", "csrftoken=é".encode(), b"&" * 10_000, b"=" * 10_000,
     b"csrftoken[]=1&csrftoken=2", b"%" * 5000],
)  # fmt: skip
def test_what_is_no_form_is_refused(desk: BuiltDesk, paper: str, body: bytes) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    for path in ("/publish", f"/paper/{paper}/withdraw", f"/fact/{paper}", "/leave"):
        (answer,) = ask(desk, ("POST", path, {"content": body, "headers": headers}))
        assert answer.status_code in (400, 403), path
        refused_in_words(answer, path)


@pytest.mark.parametrize("kind", ["", "text/plain", "application/json", "application/xml", "multipart/form-data"])
def test_a_form_is_taken_in_one_way_only(desk: BuiltDesk, kind: str) -> None:
    """A page of another site can send the other ways without a question being asked of the desk."""
    body = f"csrftoken={desk.session.form_token}&action=publish".encode()
    (answer,) = ask(desk, ("POST", "/publish", {"content": body, "headers": {"content-type": kind}}))
    assert answer.status_code == 400
    refused_in_words(answer, kind)


def test_a_form_of_too_many_fields_or_too_many_letters_is_refused(desk: BuiltDesk) -> None:
    token = {"csrftoken": desk.session.form_token}
    many = {**token, **{f"value.{number}": "" for number in range(MOST_FIELDS)}}
    (answer,) = ask(desk, ("POST", "/publish", {"data": many}))
    assert answer.status_code == 400
    (answer,) = ask(desk, ("POST", "/publish", {"data": {**token, "why": "a" * LONGEST_FORM}}))
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "headers",
    [{"cookie": b"\xff\xfe"}, {"cookie": b"minutebook_desk_8002=\xc3\x28"}, {"cookie": b"a=b; Path; ="},
     {"cookie": b"a=" + b"b" * 50_000}, {"x-csrftoken": b"\xe9"}, {"authorization": b"Bearer x"},
     {"content-type": b"\xff"}, {"origin": b"\xff"}, {"accept": b"\xff" * 1000}, {"content-length": b"\xb2"},
     {"x-forwarded-host": b"evil.example"}, {"x-forwarded-prefix": b"//evil.example"}],
    ids=range(12),
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_crooked_headers_break_nothing_and_open_nothing(
    desk: BuiltDesk, method: str, headers: dict[str, bytes]
) -> None:
    form = {"content-type": b"application/x-www-form-urlencoded", "content-length": b"0"}
    sent = {"cookie": f"{COOKIE}={desk.session.cookie}".encode(), **(form if method == "POST" else {}), **headers}
    (answer,) = ask(desk, (method, "/publish", {"headers": sent}), cookie=False)
    assert answer.status_code in ((200, 403) if method == "GET" else (400, 403, 411)), answer.text[:200]
    assert "evil.example" not in answer.text
    refused_in_words(answer, headers)


def parts(*heads: str, token: str) -> bytes:
    """A form with files in which each head is sent as it stands."""
    own = f'--cut\r\nContent-Disposition: form-data; name="csrftoken"\r\n\r\n{token}\r\n'
    return (own + "".join(f"--cut\r\n{head}\r\n\r\nwords\r\n" for head in heads) + "--cut--\r\n").encode()


NAMES = ("..", ".", "/etc/passwd", "..\\..\\a.txt", "a\x00.txt", "a" * 3000 + ".txt", "-rf", "~$a.docx", "CON.txt",
    "a.txt\r\nX: 1", "\u202etxt.exe", "%2e%2e%2fa.txt", "a.txt;b", " ", "=cmd.txt", "a.zip/../../b.txt")  # fmt: skip


def test_no_name_of_a_file_leads_out_of_the_archive(tmp_path: Path) -> None:
    archive = ArchiveFolder(tmp_path / "data")
    desk = build_desk(archive, "Pat")
    (tmp_path / "here.txt").write_text("stays")
    heads = [f'Content-Disposition: form-data; name="paper"; filename="{name}"' for name in NAMES if "\r" not in name]
    body = parts(*heads, token=desk.session.form_token)
    headers = {"content-type": "multipart/form-data; boundary=cut"}
    (answer,) = ask(desk, ("POST", "/upload", {"content": body, "headers": headers}))
    assert answer.status_code == 303, answer.text
    page = asker(desk)(answer.headers["location"])
    assert page.status_code == 200
    outside = {path.name for path in tmp_path.iterdir()}
    assert outside == {"here.txt", "data"}
    stored = [path.name for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert all(re.fullmatch(r"[0-9a-f]{64}\.\w+|working\.db(-wal|-shm)?|[\w.-]*lock[\w.-]*", name) for name in stored)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=", b"--\r\n"),
        ("multipart/form-data; boundary=cut", b""),
        ("multipart/form-data; boundary=cut", b"--cut"),
        ("multipart/form-data; boundary=cut", b"\x00" * 1000),
        ("multipart/form-data; boundary=cut", b"--cut\r\n" + b"A" * 200_000),
        ("multipart/form-data; boundary=cut", b"--cut\r\nContent-Disposition: \xff\xfe\r\n\r\nx\r\n--cut--"),
        ("multipart/form-data; boundary=cut", b"--cut\r\nContent-Disposition: form-data\r\n\r\nx\r\n--cut--"),
        ("multipart/form-data; boundary=" + "c" * 5000, b"--" + b"c" * 5000),
        ("multipart/form-data; boundary=\xff", b"--\xff"),
        ("multipart/mixed; boundary=cut", parts(token="x")),
    ],
    ids=range(11),
)
def test_what_is_no_form_with_files_is_refused(desk: BuiltDesk, kind: str, body: bytes) -> None:
    headers = {"content-type": kind.encode("latin-1")}
    (answer,) = ask(desk, ("POST", "/upload", {"content": body, "headers": headers}))
    assert answer.status_code == 400
    refused_in_words(answer, kind)


def test_a_form_of_thousands_of_files_is_refused(desk: BuiltDesk) -> None:
    head = 'Content-Disposition: form-data; name="paper"; filename="a.txt"'
    body = parts(*[head] * 3000, token=desk.session.form_token)
    headers = {"content-type": "multipart/form-data; boundary=cut"}
    (answer,) = ask(desk, ("POST", "/upload", {"content": body, "headers": headers}))
    assert answer.status_code == 400
    assert "too many" in answer.text


@pytest.fixture(scope="module")
def running(archive_held: tuple[ArchiveFolder, str]) -> Iterator[tuple[str, BuiltDesk]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PatientProtocol, "request_seconds", 1.5)
        with served_desk(archive_held[0]) as running:
            yield running


def send(address: str, request: bytes) -> bytes:
    """What the desk answers to these bytes until it closes the connection."""
    where = urlsplit(address)
    with socket.create_connection((where.hostname, where.port), timeout=30) as connection:
        answer = b""
        try:
            connection.sendall(request)
            while piece := connection.recv(65536):
                answer += piece
        except (ConnectionResetError, BrokenPipeError):
            pass
        return answer


def head(running: tuple[str, BuiltDesk], method: str, path: str, *more: str) -> bytes:
    where = urlsplit(running[0]).netloc
    cookie = f"minutebook_desk_{urlsplit(running[0]).port}={running[1].session.cookie}"
    return "\r\n".join(
        [f"{method} {path} HTTP/1.1", f"Host: {where}", f"Cookie: {cookie}", "Connection: close", *more, "", ""]
    ).encode("latin-1")


def still_answers(running: tuple[str, BuiltDesk]) -> None:
    assert send(running[0], head(running, "GET", "/")).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("more", "body"),
    [
        (("Transfer-Encoding: chunked",), b"5\r\nabcde\r\n0\r\n\r\n"),
        (("Transfer-Encoding: chunked", "Content-Length: 5"), b"5\r\nabcde\r\n0\r\n\r\n"),
        (("Content-Length: 99999999999999999999",), b"abc"),
        (("Content-Length: -1",), b"abc"),
        (("Content-Length: 5", "Content-Length: 6"), b"abcde"),
        (("Content-Type: multipart/form-data; boundary=cut", "Content-Length: 300000000000"), b"--cut"),
        ((), b"csrftoken=x"),
    ],
    ids=["chunked", "chunked and a length", "no number", "negative", "two lengths", "300 GB", "no length"],
)
def test_a_body_without_a_true_length_is_not_read(
    running: tuple[str, BuiltDesk], more: tuple[str, ...], body: bytes
) -> None:
    for path in ("/publish", "/upload"):
        answer = send(running[0], head(running, "POST", path, *more) + body)
        assert re.match(rb"HTTP/1.1 4(00|11|13)", answer), answer[:100]
    still_answers(running)


def test_who_sends_letter_by_letter_holds_no_place(running: tuple[str, BuiltDesk]) -> None:
    begun = head(running, "POST", "/publish", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 99")
    send_slowly(running[0], (b"", b"POST /pub", begun + b"csrf"), 30, lambda: still_answers(running))
    still_answers(running)


@pytest.mark.parametrize(
    "path", ["/fact/a%0d%0aX-Evil:%201", "/?page=a%0d%0aX-Evil:%201", "/paper/000000000000/next?after=%0d%0aX-Evil:1"]
)
def test_line_ends_in_an_address_start_no_header(running: tuple[str, BuiltDesk], path: str) -> None:
    answer = send(running[0], head(running, "GET", path)).partition(b"\r\n\r\n")[0].lower()
    assert b"x-evil" not in [line.partition(b":")[0] for line in answer.split(b"\r\n")[1:]]


def test_what_is_typed_starts_no_header(desk: BuiltDesk, paper: str) -> None:
    form = {"csrftoken": desk.session.form_token, "action": "publish\r\nX-Evil: 1", "why": "a\r\nX-Evil: 1"}
    for path in ("/publish", f"/paper/{paper}/withdraw", f"/fact/{paper}"):
        answer = asker(desk)(path, "POST", data=form)
        assert "x-evil" not in answer.headers
        refused_in_words(answer, path)


def test_head_is_get_without_a_body(running: tuple[str, BuiltDesk]) -> None:
    answer = send(running[0], head(running, "HEAD", "/"))
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b"\r\n\r\n")
