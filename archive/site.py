"""What a page is given to work with, and what it gives back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from archive.rows import Reader

LOCAL = ZoneInfo("Europe/London")
"""Deadlines are printed in local time and kept without an offset, so "now" is local too."""

PLUGIN = "minutebook"
"""Name of the plugin's section in Datasette's configuration; the hooks do nothing where it is absent."""

DATABASE = "archive"
"""The published database's name in URLs: its tables are under ``/archive``."""


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a template with its record, which is also what the ``.json`` form prints."""

    template: str
    title: str
    record: Any
    crumbs: tuple[Crumb, ...] = ()
    status: int = 200
    section: str = ""
    """The entry of the navigation that this page belongs to."""
    feeds: tuple[Crumb, ...] = ()
    max_age: int = 300
    """Seconds a cache may keep it. Pages with a clock in them say less."""


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer that is no page: a feed, a calendar, a CSV, a picture."""

    body: bytes
    content_type: str
    filename: str | None = None
    max_age: int = 300
    status: int = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """The address that this one has become."""

    path: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A file sent from the disk as it is, however large."""

    path: Path
    content_type: str
    filename: str


Answer = Page | Raw | Moved | Sent


class NotHere(Exception):
    """Nothing is published at this address (any more, where ``status`` is 410). ``reason`` is shown to the reader."""

    def __init__(self, reason: str, *, status: int = 404) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Visit:
    """One request, as a page sees it."""

    datasette: Any
    request: Any
    reader: Reader
    pages_folder: Path | None
    """Where publishing put the page pictures; None where none were made."""
    now: dt.datetime
    """Local time of the request, without an offset: the only clock in the archive."""
    as_json: bool
    site_name: str = "Minutebook"
    accuracy: str = ""
    variables: dict[str, str] = field(default_factory=dict)

    def argument(self, name: str, default: str = "") -> str:
        """A value typed or linked in the query string; never None."""
        value: str = self.request.args.get(name) or default
        return value

    def arguments(self, name: str) -> list[str]:
        return [value for value in self.request.args.getlist(name) if value]

    def page_number(self, last: int) -> int:
        """The ``page`` asked for, within 1 and ``last``; nonsense is page 1."""
        asked = self.argument("page", "1")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
        return min(max(number, 1), max(last, 1))

    def absolute(self, path: str) -> str:
        """``path`` as a whole URL, with scheme, host and the folder under which the site is served."""
        url: str = self.datasette.absolute_url(self.request, self.datasette.urls.path(path))
        return url


View = Callable[[Visit], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Route:
    """``pattern`` is a regular expression of the path, without ``.json``: that form is added where ``json`` is true."""

    pattern: str
    view: View
    json: bool = True


def local_now() -> dt.datetime:
    """Now, on the clock of the council offices."""
    return dt.datetime.now(LOCAL).replace(tzinfo=None)
