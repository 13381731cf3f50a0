"""Who may use the desk: whoever started it, in the browser that was opened with the one-time address.

It is a server on the clerk's own machine, so any page that the clerk has open in another tab may send it requests.
Four things keep these out: the Host header must name this machine (a foreign name that was made to point here is
refused), a secret cookie that the browser sends for this site's own pages only, an Origin that is the desk's where
there is one, and a token in each form.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from archive.security import Application, Message, Receive, Scope, Send
from db.correctable import NotAValue
from ingest.limits import DEFAULT_LIMITS
from minutebook.desk.forms import LONGEST_FORM, URLENCODED, KeptForm, kept_form, page_apart, read_form
from minutebook.desk.session import OPEN, Session, Standing

COOKIE = "minutebook_desk"
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
    (b"cross-origin-opener-policy", b"same-origin"),
)
NEW_ADDRESS = (
    "The window in which `minutebook review` runs shows a new address, which opens the desk once. "
    "To stop the desk altogether, press Ctrl+C there."
)
FIRST_ADDRESS = "Open the desk with the address that `minutebook review` printed. It works once."


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
        headers = _headers(scope)
        refused = self._refusal(scope, headers)
        if refused is not None:
            await _say(send, *refused)
        elif scope["path"] == OPEN:
            await self._open(scope, headers, send)
        elif _first(scope) == "/assets":
            await self._app(_without_cookies(scope), receive, _with_headers(send))
        else:
            standing = self._session.standing(_cookie(headers))
            if standing is Standing.OPEN:
                with self._session.at_work():
                    await self._app(_without_cookies(scope), receive, _with_headers(send))
            else:
                await self._closed(standing, scope, headers, receive, send)

    def _refusal(self, scope: Scope, headers: dict[bytes, str]) -> tuple[int, str] | None:
        """Status and words, or None where the request may pass."""
        if _hostname(headers.get(b"host", "")) not in HOSTS:
            return 403, "This desk answers on 127.0.0.1 only."
        first = _first(scope)
        if first not in self._paths | {OPEN}:
            return 404, "There is no such page on the desk."
        if scope["method"] not in READING | WRITING:
            return 405, "The desk knows GET and POST."
        if scope["method"] in READING:
            return None
        return (405, "This page is only read.") if first in (OPEN, "/assets") else _refused_write(headers)

    async def _open(self, scope: Scope, headers: dict[bytes, str], send: Send) -> None:
        token = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if not self._session.spend(token):
            await _say(send, 403, "This address was used already. Start `minutebook review` again for a new one.")
            return
        cookie = f"{cookie_name(headers[b'host'])}={self._session.cookie}; Path=/; HttpOnly; SameSite=Strict"
        await _say(send, 303, "", [(b"location", b"/"), (b"set-cookie", cookie.encode())])

    async def _closed(
        self, standing: Standing, scope: Scope, headers: dict[bytes, str], receive: Receive, send: Send
    ) -> None:
        """What a person is told whose session has ended, or who never had one; nothing that they typed is lost.

        A form is given back only to the desk's own pages, and holds nothing but what it was sent with.
        """
        sent = scope["method"] in WRITING
        own = headers.get(b"origin") == f"http://{headers.get(b'host')}"
        kept = await _kept(scope, headers, receive) if sent and own else None
        html = page_apart("desk_closed.html", **self._words(standing), sent=sent, kept=kept)
        await _say(send, 403, html, kind=b"text/html; charset=utf-8")

    def _words(self, standing: Standing) -> dict[str, str]:
        if standing is Standing.UNKNOWN:
            return {"title": "The desk is not open here", "why": "", "remedy": FIRST_ADDRESS}
        idle = f"Nothing was asked of it for {self._session.idle_seconds / 60:g} minutes."
        why = idle if standing is Standing.IDLE else "You left it."
        return {"title": "The desk is closed", "why": why, "remedy": NEW_ADDRESS}


def cookie_name(host: str) -> str:
    """Browsers do not tell the ports of a machine apart: two desks open at once would undo each other's cookie."""
    port = host.rpartition(":")[2]
    return f"{COOKIE}_{port}" if port.isascii() and port.isdigit() else COOKIE


def _first(scope: Scope) -> str:
    """The first part of the address; one that does not begin with a single slash has none."""
    path: str = scope["path"]
    return "" if path.startswith("//") or not path.startswith("/") else f"/{path.split('/')[1]}"


def _headers(scope: Scope) -> dict[bytes, str]:
    return {bytes(name).lower(): bytes(value).decode("latin-1") for name, value in scope["headers"]}


def _without_cookies(scope: Scope) -> Scope:
    """What is behind the guard reads no cookie: one that cannot be parsed would end in an error of Datasette's."""
    unread = (b"cookie", b"x-csrftoken", b"authorization")
    kept = [(name, value) for name, value in scope["headers"] if bytes(name).lower() not in unread]
    return {**scope, "headers": kept}


def _refused_write(headers: dict[bytes, str]) -> tuple[int, str] | None:
    origin = headers.get(b"origin")
    if origin is not None and origin != f"http://{headers.get(b'host')}":
        return 403, "This was sent by a page of another site."
    length = headers.get(b"content-length", "")
    if not (length.isascii() and length.isdigit()) or b"transfer-encoding" in headers:
        return 411, "The length is missing."
    files = headers.get(b"content-type", "").startswith("multipart/form-data")
    if len(length) > 15 or int(length) > (LONGEST_BODY if files else LONGEST_FORM):
        return 413, f"That is too large for one {'paper' if files else 'form'}."
    return None


async def _kept(scope: Scope, headers: dict[bytes, str], receive: Receive) -> KeptForm | None:
    if not headers.get(b"content-type", "").startswith(URLENCODED):
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body", False):
            break
    try:
        return kept_form(scope["path"], read_form(bytes(body)))
    except NotAValue:
        return None


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:  # a bracket that is not closed
        return None


def _cookie(headers: dict[bytes, str]) -> str:
    try:
        found = SimpleCookie(headers.get(b"cookie", "")).get(cookie_name(headers.get(b"host", "")))
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


async def _say(
    send: Send, status: int, words: str, more: Any = (), *, kind: bytes = b"text/plain; charset=utf-8"
) -> None:
    headers = [(b"content-type", kind), *HEADERS, *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
