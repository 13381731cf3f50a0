"""Who may use the desk: whoever started it, in the browser that was opened with the one-time address.

It is a server on the clerk's own machine, so any page that the clerk has open in another tab may send it requests.
Four things keep these out: the Host header must name this machine (a foreign name that was made to point here is
refused), a secret cookie that the browser sends for this site's own pages only, an Origin that is the desk's where
there is one, and a token in each form.
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from archive.security import Application, Message, Receive, Scope, Send
from ingest.limits import DEFAULT_LIMITS

COOKIE = "minutebook_desk"
OPEN = "/open"
HOSTS = frozenset({"127.0.0.1", "localhost"})
READING, WRITING = frozenset({"GET", "HEAD"}), frozenset({"POST"})
LONGEST_BODY = DEFAULT_LIMITS.file_bytes + 1_000_000

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # Not "no-referrer": with it browsers send "Origin: null" with our own forms.
    (b"referrer-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Session:
    """The secrets of one run of the desk: gone when it stops."""

    def __init__(self) -> None:
        self.cookie = secrets.token_urlsafe(32)
        self._token: str | None = secrets.token_urlsafe(32)

    @property
    def opening_path(self) -> str:
        """The address that opens the desk, once."""
        return f"{OPEN}?token={self._token or 'used'}"

    def spend(self, token: str) -> bool:
        """True the first time the right token is given; it is worth nothing afterwards."""
        if self._token is None or not secrets.compare_digest(token.encode(), self._token.encode()):
            return False
        self._token = None
        return True

    def known(self, cookie: str) -> bool:
        return secrets.compare_digest(cookie.encode(), self.cookie.encode())


class Guard:
    """Wraps the desk's application; ``paths`` are the first parts of the addresses that it has."""

    def __init__(self, app: Application, session: Session, paths: frozenset[str]) -> None:
        self._app = app
        self._session = session
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if refused is not None:
            await _say(send, *refused)
        elif scope["path"] == OPEN:
            await self._open(scope, send)
        else:
            await self._app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and words, or None where the request may pass."""
        headers = {bytes(name).lower(): bytes(value).decode("latin-1") for name, value in scope["headers"]}
        host = headers.get(b"host", "")
        if _hostname(host) not in HOSTS:
            return 403, "This desk answers on 127.0.0.1 only."
        first = scope["path"].split("/")[1] if scope["path"].startswith("/") else ""
        if f"/{first}" not in self._paths | {OPEN}:
            return 404, "There is no such page on the desk."
        if scope["method"] not in READING | WRITING:
            return 405, "The desk knows GET and POST."
        if scope["path"] == OPEN or first == "assets":
            return None if scope["method"] in READING else (405, "This page is only read.")
        if not self._session.known(_cookie(headers.get(b"cookie", ""))):
            return 403, "Open the desk with the address that `minutebook review` printed. It works once."
        return self._refused_write(headers, host) if scope["method"] in WRITING else None

    @staticmethod
    def _refused_write(headers: dict[bytes, str], host: str) -> tuple[int, str] | None:
        origin = headers.get(b"origin")
        if origin is not None and origin != f"http://{host}":
            return 403, "This was sent by a page of another site."
        length = headers.get(b"content-length", "")
        if not (length.isascii() and length.isdigit()):
            return 411, "The length is missing."
        return (413, "That is too large for one paper.") if int(length) > LONGEST_BODY else None

    async def _open(self, scope: Scope, send: Send) -> None:
        token = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if not self._session.spend(token):
            await _say(send, 403, "This address was used already. Start `minutebook review` again for a new one.")
            return
        cookie = f"{COOKIE}={self._session.cookie}; Path=/; HttpOnly; SameSite=Strict"
        await _say(send, 303, "", [(b"location", b"/"), (b"set-cookie", cookie.encode())])


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:  # a bracket that is not closed
        return None


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            ours = {name for name, _ in HEADERS}
            kept = [(name, value) for name, value in message.get("headers", []) if bytes(name).lower() not in ours]
            message["headers"] = [*kept, *HEADERS]
        await send(message)

    return wrapped


async def _say(send: Send, status: int, words: str, more: Any = ()) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS, *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
