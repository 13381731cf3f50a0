"""The published database, followed through publishing: a new file at its path is picked up between two requests.

Publishing puts a whole new file in the place of the old one, in one step. SQLite opens such a file as immutable and
would go on reading the old one for ever, so at the start of each request the path is looked at (one ``stat``). Where
another file stands there, a new set of connections takes its place; a request that began on the old file ends on the
old file, and no request waits or fails.
"""

from __future__ import annotations

import asyncio
import os
import queue
import sqlite3
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from datasette.database import Database

from archive.reading import open_immutable
from archive.security import Application, Receive, Scope, Send

T = TypeVar("T")
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one file from another under the same name."""

    inode: int
    changed_ns: int
    size: int


def stamp_of(path: str) -> Stamp | None:
    """The file at ``path`` now, or None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return Stamp(found.st_ino, found.st_mtime_ns, found.st_size)


class PublishedDatabase(Database):  # type: ignore[misc]  # Datasette has no types
    """One version of the published file. All its connections are opened at once, so that all read the same file.

    Datasette's own class keeps a connection for each thread under the database's name, and so would mix the old file
    with the new one.
    """

    def __init__(self, datasette: Any, path: str, *, name: str, connections: int) -> None:
        super().__init__(datasette, path=path, is_mutable=False)
        self.name = self.route = name
        self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        self.stamp = self._open(connections)
        # When the last request that reads this version lets go of it, and not before.
        weakref.finalize(self, _close_all, self._all_file_connections)

    def _open(self, connections: int) -> Stamp:
        for _ in range(_TRIES):
            before = stamp_of(self.path)
            opened = [self.connect() for _ in range(connections)]
            if before is not None and before == stamp_of(self.path):
                for one in opened:
                    self.ds._prepare_connection(one, self.name)
                    self._idle.put(one)
                return before
            _close_all(self._all_file_connections)
        raise sqlite3.OperationalError("the published file is being replaced again and again")

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """Opened for reading only, and touched, so that SQLite has the file in hand from now on."""
        assert not write
        conn = open_immutable(self.path)
        conn.execute("PRAGMA schema_version").fetchone()
        self._all_file_connections.append(conn)
        return conn

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """``fn`` with an idle connection, on one of Datasette's threads."""

        def in_thread() -> T:
            conn = self._idle.get()
            try:
                return fn(conn)
            finally:
                self._idle.put(conn)

        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, in_thread)


def _close_all(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()


def publish_into(datasette: Any, path: str, name: str) -> PublishedDatabase:
    """Make the file at ``path`` the database ``name`` of this instance."""
    fresh = PublishedDatabase(datasette, path, name=name, connections=datasette.setting("num_sql_threads") or 1)
    datasette.databases = type(datasette.databases)({**datasette.databases, name: fresh})
    return fresh


class FreshData:
    """Wraps the application: a request that comes after a publishing sees what was published."""

    def __init__(self, app: Application, datasette: Any, name: str) -> None:
        self.app = app
        self.datasette = datasette
        self.name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self._look()
        await self.app(scope, receive, send)

    def _look(self) -> None:
        database: PublishedDatabase = self.datasette.databases[self.name]
        now = stamp_of(database.path)
        if now is None or now == database.stamp:
            return
        # A file that cannot be opened (yet) must not take the site down: the old one serves on.
        with suppress(sqlite3.Error):
            publish_into(self.datasette, database.path, self.name)
