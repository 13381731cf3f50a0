"""SQL in, frozen records out: the one way in which pages reach the database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, cast

Parameters = Mapping[str, Any] | Sequence[Any] | None
T = TypeVar("T")


def listed() -> Any:
    """A field whose column holds a JSON array."""
    return field(metadata={"as": tuple})


def flag() -> Any:
    """A field whose column holds 1, 0 or NULL."""
    return field(metadata={"as": bool})


@dataclass(frozen=True, slots=True)
class Reader:
    """Runs queries on the published database (a Datasette ``Database``) off the event loop."""

    database: Any

    async def all(self, kind: type[T], sql: str, parameters: Parameters = None) -> list[T]:
        """Every row as a ``kind``: columns go to the fields of the same name; a column without a field is an error."""
        result = await self.database.execute(sql, parameters, truncate=False)
        columns = tuple(column[0] for column in result.description)
        return [_build(kind, columns, tuple(row)) for row in result.rows]

    async def one(self, kind: type[T], sql: str, parameters: Parameters = None) -> T | None:
        """The first row as a ``kind``, or None."""
        found = await self.all(kind, sql, parameters)
        return found[0] if found else None

    async def values(self, sql: str, parameters: Parameters = None) -> list[Any]:
        """The first column."""
        result = await self.database.execute(sql, parameters, truncate=False)
        return [row[0] for row in result.rows]

    async def value(self, sql: str, parameters: Parameters = None) -> Any:
        """The first column of the first row, or None."""
        found = await self.values(sql, parameters)
        return found[0] if found else None


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
