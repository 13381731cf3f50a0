"""An entity tag on Datasette's own answers: tables, rows and named queries, as pages, JSON and CSV.

What stands at such an address hangs on the published file, the address and the programs alone, so the tag is made of
these and an answer that the visitor already has is not worked out again. The tag is weak: two answers under one tag may
differ in the milliseconds that Datasette says a query took.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import Any

from archive.live_database import PublishedDatabase
from archive.security import Application, Message, Receive, Scope, Send

_OPEN_ENDINGS = (".json", ".csv")
"""Addresses that a script on any other site may read."""


class TaggedData:
    """Wraps the application, inside of ``FreshData``. ``data_path`` is where Datasette's own pages start."""

    def __init__(self, app: Application, datasette: Any, name: str, data_path: str) -> None:
        self.app = app
        self.datasette = datasette
        self.name = name
        self.data_path = data_path
        self.programs = f"{version('minutebook')} {version('datasette')}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(self.data_path):
            await self.app(scope, receive, send)
            return
        tag = self._tag(scope)
        if tag.removeprefix(b"W/") in _known(scope):
            await send({"type": "http.response.start", "status": 304, "headers": _headers(scope, tag)})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                held = list(message.get("headers", []))
                if not any(bytes(name).lower() == b"etag" for name, _ in held):
                    message = {**message, "headers": [*held, (b"etag", tag)]}
            await send(message)

        await self.app(scope, receive, send_tagged)

    def _tag(self, scope: Scope) -> bytes:
        database: PublishedDatabase = self.datasette.databases[self.name]
        stamp = database.stamp
        parts = (stamp.inode, stamp.changed_ns, stamp.size, self.programs, scope["path"], scope["query_string"])
        return b'W/"' + hashlib.sha1(repr(parts).encode(), usedforsecurity=False).hexdigest()[:20].encode() + b'"'


def _known(scope: Scope) -> bytes:
    """The tags of what the visitor already has."""
    return b", ".join(bytes(value) for name, value in scope["headers"] if bytes(name).lower() == b"if-none-match")


def _headers(scope: Scope, tag: bytes) -> list[tuple[bytes, bytes]]:
    headers = [(b"etag", tag), (b"cache-control", b"max-age=300")]
    if scope["path"].endswith(_OPEN_ENDINGS):
        headers.append((b"access-control-allow-origin", b"*"))
    return headers
