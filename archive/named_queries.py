"""The named queries: read from ``named_queries.toml``, given to Datasette, and printed on the API page."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

AT_ONCE = 1000
"""Rows that a named query gives at once; Datasette would leave out the rest without a word."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """``example`` is used in the live link."""

    name: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    name: str
    title: str
    description: str
    sql: str
    parameters: tuple[Parameter, ...]

    @property
    def example(self) -> str:
        """The query string of the live example."""
        return "?" + urlencode([("_shape", "array"), *((one.name, one.example) for one in self.parameters)])


SKIP = Parameter("skip", f"rows to leave out: {AT_ONCE} for the second {AT_ONCE:,}, and so on", "")


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """All of them, in the order of the file; those without a limit of their own by the thousand."""
    data = tomllib.loads(files("archive").joinpath("named_queries.toml").read_text(encoding="utf-8"))
    return tuple(_read(name, one) for name, one in data.items())


def _read(name: str, one: dict[str, Any]) -> NamedQuery:
    sql = one["sql"].strip()
    parameters = tuple(Parameter(p["name"], p["meaning"], p["example"]) for p in one.get("parameters", []))
    if "LIMIT" not in sql:
        sql = f"{sql}\nLIMIT {AT_ONCE} OFFSET CAST(:skip AS INTEGER)"
        parameters += (SKIP,)
    return NamedQuery(name, one["title"], one["description"], sql, parameters)


def for_datasette() -> dict[str, dict[str, Any]]:
    """As Datasette's metadata wants them. An unset parameter binds an empty text there, never NULL."""
    return {
        one.name: {
            "title": one.title,
            "description": one.description,
            "sql": one.sql,
            "params": [parameter.name for parameter in one.parameters],
            "hide_sql": True,
        }
        for one in named_queries()
    }
