"""Datasette's own CSV of tables and views, with no cell that a spreadsheet would run as a formula.

Datasette writes cells as they are, and a paper may print "=HYPERLINK(...)" as a title: so its answers are written again
on their way out, row by row, however long they are.
"""

from __future__ import annotations

import codecs

from archive.export import safe_csv
from archive.security import Application, Message, Receive, Scope, Send


class SafeCsv:
    """Wraps the application. ``data_path`` is where Datasette's own pages start."""

    def __init__(self, app: Application, data_path: str) -> None:
        self.app = app
        self.data_path = data_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self.data_path not in scope["path"] or not _asks_for_csv(scope):
            await self.app(scope, receive, send)
            return
        rows: _WholeRows | None = None

        async def send_safely(message: Message) -> None:
            nonlocal rows
            if message["type"] == "http.response.start":
                headers = [(bytes(name).lower(), bytes(value)) for name, value in message.get("headers", [])]
                if message["status"] == 200 and _is_csv(dict(headers).get(b"content-type", b"")):
                    rows = _WholeRows()
                    message = {**message, "headers": [pair for pair in headers if pair[0] != b"content-length"]}
            elif message["type"] == "http.response.body" and rows is not None:
                more = bool(message.get("more_body", False))
                message = {**message, "body": rows.take(message.get("body", b""), last=not more)}
            await send(message)

        await self.app(scope, receive, send_safely)


class _WholeRows:
    """Pieces of a CSV in, cut anywhere; whole rows out, made safe. A row ends where the quotation marks are even."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = ""

    def take(self, piece: bytes, *, last: bool) -> bytes:
        self._held += self._decoder.decode(piece, final=last)
        end = len(self._held) if last else self._end_of_rows()
        ready, self._held = self._held[:end], self._held[end:]
        return safe_csv(ready).encode()

    def _end_of_rows(self) -> int:
        marks, end = self._held.count('"'), len(self._held)
        while (newline := self._held.rfind("\n", 0, end)) >= 0:
            marks -= self._held.count('"', newline, end)
            if marks % 2 == 0:
                return newline + 1
            end = newline
        return 0


def _asks_for_csv(scope: Scope) -> bool:
    return scope["path"].endswith(".csv") or b"_format=csv" in scope.get("query_string", b"")


def _is_csv(kind: bytes) -> bool:
    """Datasette calls a CSV that is not downloaded plain text."""
    return kind.startswith((b"text/csv", b"text/plain"))
