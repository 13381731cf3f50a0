"""The site on a real port against what no browser sends: crooked paths, too much, too slowly."""

from __future__ import annotations

import re
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive.patience import PatientProtocol
from archive.serving import served
from tests.slow_senders import send_slowly


@pytest.fixture(scope="module")
def address(sample_db: Path) -> Iterator[str]:
    secret = sample_db.parent.parent / "secret.txt"
    secret.write_text("the harbour key")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PatientProtocol, "request_seconds", 1.0)
        with served(sample_db) as at:
            yield at


def send(address: str, request: bytes) -> bytes:
    """What the server answers to these bytes until it closes the connection."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    with socket.create_connection((host, port), timeout=30) as connection:
        try:
            connection.sendall(request)
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
        except (ConnectionResetError, BrokenPipeError):
            return b""
        return answer


def get(address: str, path: str, *headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]
    return send(address, "\r\n".join(lines).encode("latin-1"))


def still_answers(address: str) -> None:
    with urllib.request.urlopen(address + "/search.json?q=wall", timeout=20) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    "path",
    ["/assets/../server.py", "/assets/..%2fserver.py", "/assets/%2e%2e/server.py", "/assets//etc/passwd",
     "/assets/....//server.py", "/assets/..%5cserver.py", "/assets/%00/server.py", "/-/static/../../app.py",
     "/-/static/..%2f..%2fapp.py", "/picture/..%2f..%2fsecret.txt/1", "/picture/0123456789ab/..%2f..%2fsecret",
     "/../secret.txt", "/archive/../../secret.txt", "/archive-csv.zip/../../secret.txt", "/secret.txt",
     "/-/static-plugins/minutebook/../server.py", "/archive/%2e%2e%2f%2e%2e%2fsecret.txt"],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_published(address: str, path: str) -> None:
    answer = get(address, path)
    status = answer.split(b" ")[1]
    moved_within = status == b"302" and re.search(rb"\r\nlocation: /(?!/)", answer, re.IGNORECASE)
    assert status in (b"400", b"404") or moved_within, answer[:200]
    assert b"harbour key" not in answer
    assert b"def " not in answer
    assert b"root:" not in answer


@pytest.mark.parametrize(
    "path", ["/search?q=a%0d%0aSet-Cookie:%20x=1", "/decision/a%0d%0aX-Evil:%201", "/%0d%0aX-Evil: 1"]
)
def test_line_ends_in_an_address_start_no_header(address: str, path: str) -> None:
    head = get(address, path.replace(" ", "%20")).partition(b"\r\n\r\n")[0].lower()
    names = [line.partition(b":")[0] for line in head.split(b"\r\n")[1:]]
    assert b"x-evil" not in names
    assert b"set-cookie" not in names


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 40_000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost:1:2\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"\x00" * 100_000,
    ],
    ids=["long address", "long header", "many headers", "two hosts", "no host", "TLS", "NUL"],
)
def test_what_is_no_request_is_refused_and_the_site_goes_on(address: str, request_bytes: bytes) -> None:
    answer = send(address, request_bytes)
    assert answer[9:10] in (b"", b"4"), answer[:80]
    assert b"evil.example" not in answer
    still_answers(address)


def test_a_request_hidden_behind_two_lengths_is_not_answered(address: str) -> None:
    lengths = b"Transfer-Encoding: chunked\r\nContent-Length: 60\r\nConnection: close"
    hidden = b"0\r\n\r\nGET /search HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    answer = send(address, b"GET / HTTP/1.1\r\nHost: localhost\r\n" + lengths + b"\r\n\r\n" + hidden)
    assert answer.count(b"HTTP/1.1 ") <= 1


def test_what_is_sent_to_a_site_that_only_reads_is_not_taken_in(address: str) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\nConnection: close\r\n\r\n"
    assert send(address, head + b"a" * 100_000).startswith(b"HTTP/1.1 405")
    still_answers(address)


@pytest.mark.parametrize("path", ["/", "/search.json?q=wall", "/decisions.csv", "/call-ins.ics", "/archive.db", "/no"])
def test_head_is_get_without_a_body(address: str, path: str) -> None:
    whole = get(address, path)
    head = send(address, f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert head.endswith(b"\r\n\r\n")
    names = [_heads(answer) for answer in (head, whole)]
    assert names[0] == names[1]


def _heads(answer: bytes) -> set[bytes]:
    lines = answer.partition(b"\r\n\r\n")[0].split(b"\r\n")
    return {line for line in lines if not line.lower().startswith((b"date:", b"transfer-encoding:"))}


@pytest.mark.parametrize("wanted", ["bytes=0-3", "bytes=5-1", "bytes=-5", "bytes=" + "0-0," * 900 + "1-1", "lines=1-2"])
def test_a_wish_for_parts_gets_the_whole(address: str, wanted: str) -> None:
    """Parts that overlap a thousand times would make a small request a large answer."""
    for path in ("/", "/archive.db", "/assets/archive.css"):
        answer, whole = get(address, path, f"Range: {wanted}"), get(address, path)
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.partition(b"\r\n\r\n")[2] == whole.partition(b"\r\n\r\n")[2]


def test_visitors_who_send_letter_by_letter_hold_no_place(address: str) -> None:
    # A third say nothing, a third begin a head, a third promise a body.
    begun = (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx")
    send_slowly(address, begun, 100, lambda: still_answers(address))
    still_answers(address)
