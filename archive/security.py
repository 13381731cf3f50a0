"""What every answer carries, and which of Datasette's own pages a public site keeps closed.

Datasette sends no content security policy, no ``nosniff`` and no referrer policy of its own, and some of its ``/-/``
pages print file paths and thread names. Both are put right here, around the whole application, so that no page can
forget it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

CLOSED = re.compile(
    r"\A/-/(?:databases|threads|plugins|settings|config|versions|metadata|actor|auth-token|logout|permissions|messages"
    r"|allow-debug|patterns)(?:[./].*)?$"
)
"""Pages that show paths, threads or set-up, or that only a person who can log in needs. Nobody logs in here."""

HOST = re.compile(rb"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
"""What a Host header may be. Feeds write it into addresses, and a cache may keep those for everybody."""

STRICT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
DATA_POLICY = STRICT_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""Datasette's own row and query pages put a small style element into the page."""
SQL_POLICY = DATA_POLICY + "; script-src 'self' 'unsafe-inline'"
"""Only where visitors may type SQL: its editor is an inline script of Datasette's."""

ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=()"),
)
FOR_EVER = b"public, max-age=31536000, immutable"
"""The style sheet's address holds a hash of it, so that a new one has a new address."""
OPEN_TYPES = (b"application/json", b"application/atom+xml", b"text/calendar", b"text/csv", b"application/ld+json")
"""Kinds of answer that a script on any other site may read."""


MCP_PATH = "/-/mcp"
"""Where datasette-mcp answers. It registers itself wherever it is installed, so it is closed unless asked for."""
LONGEST_QUESTION = 100_000
"""Bytes sent to it at once: the one address of the site at which anything that is sent is read."""


class PublicSite:
    """Wraps the application: closes pages, adds headers. ``data_path`` is where Datasette's own pages start."""

    def __init__(self, app: Application, *, base_url: str, data_path: str, allow_sql: bool, mcp: bool = False) -> None:
        self.app = app
        self.base_url = base_url
        self.data_path = data_path
        self.allow_sql = allow_sql
        self.mcp = mcp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        hosts = [bytes(value) for name, value in scope["headers"] if bytes(name).lower() == b"host"]
        if len(hosts) > 1 or not all(HOST.fullmatch(host) for host in hosts):
            await _answer(send, 400, b"text/plain; charset=utf-8", b"The request names no host.", [])
            return
        path = self._path(scope)
        if path == MCP_PATH and self.mcp:
            if _body_length(scope) > LONGEST_QUESTION:
                await _answer(send, 413, b"text/plain; charset=utf-8", b"That is too long for one question.", [])
                return
            await self.app(scope, receive, send)
            return
        if path == MCP_PATH or CLOSED.match(path):
            await _not_found(send, json=path.endswith(".json"))
            return
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            await _answer(
                send, 405, b"text/plain; charset=utf-8", b"This site can only be read.", [(b"allow", b"GET, HEAD")]
            )
            return
        policy = self._policy(path).encode()
        head_only = scope["method"] == "HEAD"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_headers(message.get("headers", []), policy)
                if path.startswith("/assets/") and message["status"] == 200:
                    message["headers"].append((b"cache-control", FOR_EVER))
            elif head_only and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app(_without_credentials(scope), receive, send_with_headers)

    def _path(self, scope: Scope) -> str:
        path: str = scope["path"]
        if self.base_url != "/" and path.startswith(self.base_url):
            path = "/" + path[len(self.base_url) :]
        return path

    def _policy(self, path: str) -> str:
        if path == self.data_path or path.startswith((self.data_path + "/", self.data_path + ".")):
            return SQL_POLICY if self.allow_sql else DATA_POLICY
        return STRICT_POLICY


def _without_credentials(scope: Scope) -> Scope:
    """Nobody logs in: nothing reads these, and what cannot be read in them must not end in an error."""
    unread = (b"cookie", b"authorization", b"x-csrftoken")
    return {**scope, "headers": [pair for pair in scope["headers"] if bytes(pair[0]).lower() not in unread]}


def _body_length(scope: Scope) -> int:
    """How long the body says it is; more than may be where it does not say."""
    headers = {bytes(name).lower(): bytes(value) for name, value in scope["headers"]}
    length = headers.get(b"content-length", b"0")
    told = length.isdigit() and len(length) < 12 and b"transfer-encoding" not in headers
    return int(length) if told else LONGEST_QUESTION + 1


def _with_headers(headers: list[tuple[bytes, bytes]], policy: bytes) -> list[tuple[bytes, bytes]]:
    ours = {name for name, _ in ALWAYS}
    headers = [(name, value) for name, value in headers if bytes(name).lower() not in ours]
    present = {bytes(name).lower(): bytes(value) for name, value in headers}
    added = [(b"content-security-policy", policy), *ALWAYS]
    if present.get(b"content-type", b"").startswith(OPEN_TYPES):
        added.append((b"access-control-allow-origin", b"*"))
        added.append((b"access-control-expose-headers", b"etag, link"))
    return [*headers, *((name, value) for name, value in added if name not in present)]


async def _not_found(send: Send, *, json: bool) -> None:
    if json:
        body = b'{"ok": false, "error": "This page is closed on a public archive.", "status": 404}'
        await _answer(send, 404, b"application/json; charset=utf-8", body, [(b"access-control-allow-origin", b"*")])
    else:
        await _answer(send, 404, b"text/plain; charset=utf-8", b"This page is closed on a public archive.", [])


async def _answer(send: Send, status: int, kind: bytes, body: bytes, more: list[tuple[bytes, bytes]]) -> None:
    headers = [(b"content-type", kind), *ALWAYS, *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
