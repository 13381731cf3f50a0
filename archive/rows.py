"""SQL in, frozen records out: the one way in which pages reach the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, cast

from datasette.utils import sqlite_timelimit

LONGEST_MS = 5000
"""Our own queries may take longer than a visitor's: some are made once and kept."""

Parameters = Mapping[str, Any] | Sequence[Any] | None
T = TypeVar("T")


def listed() -> Any:
    """A field whose column holds a JSON array."""
    return field(metadata={"as": tuple})


def flag() -> Any:
    """A field whose column holds 1, 0 or NULL."""
    return field(metadata={"as": bool})


def marks(values: Sequence[Any]) -> str:
    """As many question marks as values, for ``IN (...)``; NULL, which nothing is in, for none."""
    return ", ".join("?" * len(values)) or "NULL"


@dataclass(frozen=True, slots=True)
class Reader:
    """Runs queries on the published database (a Datasette ``Database``) off the event loop."""

    database: Any
    time_limit_ms: int = LONGEST_MS

    async def all(self, kind: type[T], sql: str, parameters: Parameters = None) -> list[T]:
        """Every row as a ``kind``: columns go to the fields of the same name; a column without a field is an error."""
        columns, rows = await self.run(sql, parameters)
        return [_build(kind, columns, row) for row in rows]

    async def run(self, sql: str, parameters: Parameters = None) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Column names and rows. Past the time limit SQLite stops, and the visitor is asked for something narrower."""

        def work(conn: sqlite3.Connection) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
            with sqlite_timelimit(conn, self.time_limit_ms):
                cursor = conn.execute(sql, parameters or ())
                return tuple(column[0] for column in cursor.description), [tuple(row) for row in cursor]

        answer: tuple[tuple[str, ...], list[tuple[Any, ...]]] = await self.database.execute_fn(work)
        return answer

    async def one(self, kind: type[T], sql: str, parameters: Parameters = None) -> T | None:
        """The first row as a ``kind``, or None."""
        found = await self.all(kind, sql, parameters)
        return found[0] if found else None

    async def values(self, sql: str, parameters: Parameters = None) -> list[Any]:
        """The first column."""
        _, rows = await self.run(sql, parameters)
        return [row[0] for row in rows]

    async def value(self, sql: str, parameters: Parameters = None) -> Any:
        """The first column of the first row, or None."""
        found = await self.values(sql, parameters)
        return found[0] if found else None

    async def holds(self, table: str) -> bool:
        """Whether there is such a table or view: a database published by an older version may lack it."""
        return bool(await self.values("SELECT 1 FROM sqlite_master WHERE name = ?", [table]))


def _build(kind: type[T], columns: tuple[str, ...], row: tuple[Any, ...]) -> T:
    given = dict(zip(columns, row, strict=True))
    for each in fields(cast(Any, kind)):
        value = given.get(each.name)
        if value is None and each.default is not MISSING:
            given.pop(each.name, None)
        elif each.metadata.get("as") is bool and value is not None:
            given[each.name] = bool(value)
        elif each.metadata.get("as") is tuple:
            given[each.name] = tuple(json.loads(value or "[]"))
    return kind(**given)
