"""How long the server waits for a visitor: not for ever, or a few slow ones would hold every place.

uvicorn closes a connection that is idle between two requests, but waits without end for the rest of a request that
comes letter by letter, and for a visitor who does not take in the answer.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS = 20.0
"""From the first byte of a request (or from connecting) to its last."""
ANSWER_SECONDS = 60.0
"""Without a single byte of the answer being taken in."""
MOST_CONNECTIONS = 512
"""At once; what comes above is answered with 503, and the others go on."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to waiting."""

    request_seconds = REQUEST_SECONDS
    answer_seconds = ANSWER_SECONDS
    _waiting: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waiting = self.loop.call_later(self.request_seconds, self._give_up)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            if self._waiting is None:
                self._waiting = self.loop.call_later(self.request_seconds, self._give_up)
        elif self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._stalled is None:
            self._stalled = self.loop.call_later(self.answer_seconds, self._give_up)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._waiting, self._stalled):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def _give_up(self) -> None:
        self.transport.abort()


def options() -> dict[str, Any]:
    """What uvicorn is told, for the public site and for the desk alike."""
    return {
        "http": PatientProtocol,
        "ws": "none",
        "lifespan": "on",
        "log_level": "warning",
        "limit_concurrency": MOST_CONNECTIONS,
        "timeout_keep_alive": 5,
        "server_header": False,
    }
