"""What every table and column means, for Datasette's pages and the Data Package: one file, two readers."""

from __future__ import annotations

import sqlite3
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

HIDDEN = ("_fts", "_sqlite_migrations", "sqlite_", "search_entries", "counters")
"""Tables that are machinery: kept out of the Data Package."""

TYPES = {"INTEGER": "integer", "REAL": "number", "TEXT": "string"}


@dataclass(frozen=True, slots=True)
class Described:
    """``columns`` are those that the table has of its own; the shared ones are in ``common``."""

    description: str
    tables: dict[str, dict[str, Any]]
    common: dict[str, str]


@cache
def described() -> Described:
    data = tomllib.loads(files("archive").joinpath("describe.toml").read_text(encoding="utf-8"))
    return Described(data["description"], data["tables"], data["common"])


def column_meaning(table: str, column: str) -> str | None:
    known = described()
    own: dict[str, str] = known.tables.get(table, {}).get("columns", {})
    return own.get(column) or known.common.get(column)


def for_datasette(columns: dict[str, list[str]]) -> dict[str, dict[str, Any]]:
    """Datasette's metadata of tables; ``columns`` are those that the database really has."""
    found: dict[str, dict[str, Any]] = {}
    for table, names in columns.items():
        known = described().tables.get(table)
        if known is None:
            found[table] = {"hidden": True}
            continue
        meanings = {name: meaning for name in names if (meaning := column_meaning(table, name))}
        found[table] = {"description": known["description"], "columns": meanings}
    return found


def columns_of(conn: sqlite3.Connection) -> dict[str, list[str]]:
    """Every table and view with its columns."""
    tables = conn.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name").fetchall()
    return {
        table: [row[1] for row in conn.execute(f'PRAGMA table_xinfo("{table}")')] for (table,) in map(tuple, tables)
    }


def data_package(conn: sqlite3.Connection, *, name: str, address: str | None) -> dict[str, Any]:
    """A Data Package 2 descriptor: one resource a table, as the CSV that Datasette serves of it.

    ``address`` is the whole URL under which the tables are; None describes the tables (without the views) as files
    beside the descriptor.
    """
    resources = []
    views = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    for table in columns_of(conn):
        if table not in described().tables or (address is None and table in views):
            continue
        resources.append(
            {
                "name": table.replace("_", "-"),
                "type": "table",
                "path": f"{address}/{table}.csv?_stream=on&_size=max" if address else f"{table}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "description": described().tables[table]["description"],
                "schema": _schema(conn, table),
            }
        )
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "minutebook-archive",
        "title": name,
        "description": described().description,
        "resources": resources,
    }


def _schema(conn: sqlite3.Connection, table: str) -> dict[str, Any]:
    columns = [tuple(row) for row in conn.execute(f'PRAGMA table_xinfo("{table}")')]
    fields = [
        {"name": column[1], "type": TYPES.get(column[2], "any"), "description": column_meaning(table, column[1]) or ""}
        for column in columns
    ]
    schema: dict[str, Any] = {"fields": fields}
    key = [column[1] for column in sorted(columns, key=lambda column: column[5]) if column[5]]
    if key:
        schema["primaryKey"] = key
    foreign = [
        {"fields": [row[3]], "reference": {"resource": row[2].replace("_", "-"), "fields": [row[4] or "id"]}}
        for row in (tuple(found) for found in conn.execute(f'PRAGMA foreign_key_list("{table}")'))
        if row[1] == 0 and row[2] in described().tables
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return schema
