"""The secrets of one run of the desk, and when they end: with the program, when left, or after an idle time."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

OPEN = "/open"
IDLE_SECONDS = 60 * 60.0
"""Without a request. Long enough to read a long paper beside the desk, short enough for a forgotten browser."""

MOST_REFUSALS = 20
"""Pages about refused forms that are kept for whoever goes back to one."""

Clock = Callable[[], float]
"""Seconds. The wall clock, since the other one stands still in many machines while they sleep."""


class Standing(Enum):
    """What a cookie is worth."""

    OPEN = "open"
    IDLE = "idle"
    LEFT = "left"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The page that answers a form which could not be taken: its HTML and its HTTP status."""

    html: str
    status: int


class Session:
    """One person at the desk. When it ends, ``announce`` is given a new address that opens the desk once."""

    def __init__(
        self,
        *,
        idle_seconds: float = IDLE_SECONDS,
        clock: Clock = time.time,
        announce: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.idle_seconds = idle_seconds
        self._clock = clock
        self._announce = announce
        self._seen: float | None = None
        self._at_work = 0
        self._ended: tuple[str, Standing] | None = None
        self._begin()

    def _begin(self) -> None:
        self.cookie = secrets.token_urlsafe(32)
        self.form_token = secrets.token_urlsafe(32)
        """Stands in each form, and is worth as much as long as the session lasts."""
        self._token: str | None = secrets.token_urlsafe(32)
        self._seen = None
        self._refusals: dict[str, Refusal] = {}

    @property
    def opening_path(self) -> str:
        """The address that opens the desk, once."""
        return f"{OPEN}?token={self._token or 'used'}"

    def spend(self, token: str) -> bool:
        """True the first time the right token is given; it is worth nothing afterwards."""
        if self._token is None or not _same(token, self._token):
            return False
        self._token = None
        self._seen = self._clock()
        return True

    def standing(self, cookie: str) -> Standing:
        """What ``cookie`` is worth now. Ends the session where nothing was asked for too long."""
        idle = 0.0 if self._seen is None else self._clock() - self._seen
        if idle > self.idle_seconds and not self._at_work:
            self._end(Standing.IDLE)
        if _same(cookie, self.cookie):
            self._seen = self._clock()
            return Standing.OPEN
        if self._ended is not None and _same(cookie, self._ended[0]):
            return self._ended[1]
        return Standing.UNKNOWN

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While a request is dealt with nobody is idle: a zip of many papers may be read for longer than the limit."""
        self._at_work += 1
        try:
            yield
        finally:
            self._at_work -= 1
            if self._seen is not None:
                self._seen = self._clock()

    def right_token(self, token: str) -> bool:
        """Whether a form carries the token of this session."""
        return _same(token, self.form_token)

    def keep_refusal(self, refusal: Refusal) -> str:
        """A name under which the page is found while the session lasts, or until there are too many later ones."""
        name = secrets.token_hex(8)
        self._refusals[name] = refusal
        while len(self._refusals) > MOST_REFUSALS:
            del self._refusals[next(iter(self._refusals))]
        return name

    def refusal(self, name: str) -> Refusal | None:
        return self._refusals.get(name)

    def leave(self) -> None:
        """The person is done: the cookie and every form are worth nothing from now on."""
        self._end(Standing.LEFT)

    def _end(self, how: Standing) -> None:
        self._ended = (self.cookie, how)
        self._begin()
        self._announce(self.opening_path)


def _same(given: str, secret: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())
