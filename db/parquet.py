"""The archive as Parquet, for programs that read columns over many archives: one folder a table, split by council and
year of the paper, so that a question about one council or year opens only its files.

DuckDB writes the files. Rows reach it as JSON lines with every column's type said beforehand, so that nothing is
guessed from the values: an empty text stays a text, a missing value stays missing.

A folder's name is the council's. One too long for a file system (what was read as a name may be a whole sentence) is
cut, with a mark of the whole behind it; ``councils`` has the whole name, by the paper's ``council_id``.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ingest.errors import MinutebookError

DAYS = frozenset(
    {"meeting_date", "signed_date", "published_date", "decided_on", "date_from", "date_to", "period_from", "period_to"}
    | {"due_from", "due_to", "effective_from"}
)
"""Columns that hold a whole day, by the contract. Not ``deadline`` (a moment, where a bare day means its end) and not
``citations.date`` (as exact as printed: "2011-06")."""

TRUTHS = frozenset({"key_decision", "exempt", "approx", "needs_check", "is_form"})
"""Columns of 1, 0 and NULL."""

_TYPES = {"INTEGER": "BIGINT", "REAL": "DOUBLE", "TEXT": "VARCHAR"}
_ROOM = 1 << 16
"""Bytes beside the longest row that DuckDB needs to read it as one."""

_LONGEST_NAME = 200
"""Bytes of a council's name as it stands in a folder's name, where a letter may take nine ("%E2%80%99"); file systems
take 255 for the whole name of a folder."""


class NoDuckDB(MinutebookError):
    code = "no_duckdb"
    exit_code = 2
    remedy = "Install it with: pip install 'minutebook[parquet]'."


class ExportFailed(MinutebookError):
    code = "export_failed"
    remedy = "`minutebook doctor` looks for what is wrong with the archive."


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table and its type in Parquet."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Exported:
    """``rows`` of a table in ``files`` files."""

    table: str
    rows: int
    files: int


def export_parquet(conn: sqlite3.Connection, folder: Path, tables: Iterable[str]) -> tuple[Exported, ...]:
    """Write ``tables`` into the empty ``folder``. Raises NoDuckDB, and ExportFailed where a value has not its type."""
    try:
        import duckdb
    except ImportError as error:
        raise NoDuckDB("Parquet files are written with DuckDB, which is not installed") from error
    done = []
    with closing(duckdb.connect()) as writer, tempfile.TemporaryDirectory() as scratch:
        # One thread: the same rows give the same files.
        writer.execute("SET threads = 1")
        for table in tables:
            try:
                done.append(_export(conn, writer, folder, Path(scratch) / "rows.ndjson", table))
            except duckdb.Error as error:
                raise ExportFailed(f"table {table} cannot be written as Parquet: {error}") from error
    return tuple(done)


def columns_of(conn: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    """The columns of ``table`` in its order, with their types in Parquet."""
    return tuple(Column(row[1], _type(row[1], row[2])) for row in conn.execute(f'PRAGMA table_info("{table}")'))


def _type(name: str, declared: str) -> str:
    if name in DAYS:
        return "DATE"
    return "BOOLEAN" if name in TRUTHS else _TYPES[declared]


def _export(conn: sqlite3.Connection, writer: Any, folder: Path, scratch: Path, table: str) -> Exported:
    columns = columns_of(conn, table)
    names = {column.name for column in columns}
    of_paper = "id" if table == "documents" else "document_id" if "document_id" in names else None
    given = [column for column in columns if not (of_paper and column.name == "council")]
    parts = [Column("council", "VARCHAR"), Column("year", "INTEGER")] if of_paper else []
    rows, longest = _write_lines(scratch, _rows(conn, table, given, of_paper))
    described = ", ".join(f"{_text(one.name)}: {_text(one.type)}" for one in (*given, *parts))
    source = (
        f"read_json({_text(str(scratch))}, format = 'newline_delimited', columns = {{{described}}},"
        f" maximum_object_size = {longest + _ROOM})"
    )
    target = folder / table
    if of_paper and rows:
        how = "FORMAT parquet, COMPRESSION zstd, PARTITION_BY (council, year)"
    else:
        # Without a paper there is nothing to split by; an empty table still tells its columns.
        target.mkdir()
        target /= "data_0.parquet"
        how = "FORMAT parquet, COMPRESSION zstd"
    writer.execute(f"COPY (SELECT * FROM {source}) TO {_text(str(target))} ({how})")
    return Exported(table, rows, len(list((folder / table).rglob("*.parquet"))))


def _rows(
    conn: sqlite3.Connection, table: str, columns: Iterable[Column], of_paper: str | None
) -> Iterator[dict[str, Any]]:
    """Rows in a fixed order, those of one file together."""
    names = [f't."{column.name}"' for column in columns]
    if of_paper:
        names += ["p.council AS council", _YEAR]
        # What law says belongs to no paper, and so to no council and year.
        source = f'"{table}" t LEFT JOIN documents p ON p.id = t."{of_paper}"'
        order = "p.council, year, " + ", ".join(names[:3])
    else:
        source, order = f'"{table}" t', ", ".join(names[:3])
    cursor = conn.execute(f"SELECT {', '.join(names)} FROM {source} ORDER BY {order}")
    heads = [head[0] for head in cursor.description]
    for row in cursor:
        found = dict(zip(heads, row, strict=True))
        if of_paper and found["council"]:
            found["council"] = folder_name(found["council"])
        yield found


def folder_name(council: str) -> str:
    """``council``, or, where that is too long for a folder, its beginning and eight hex digits over the whole."""
    if len(quote(council)) <= _LONGEST_NAME:
        return council
    mark = hashlib.sha1(council.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:8]
    kept = council
    while len(quote(kept)) > _LONGEST_NAME - 12:
        kept = kept[:-1]
    return f"{kept.rstrip()} ({mark})"


_YEAR = """CAST(substr(coalesce(p.meeting_date, p.signed_date, p.published_date), 1, 4) AS INTEGER) AS year"""


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """How many rows were written, and the bytes of the longest."""
    count = longest = 0
    with path.open("wb") as file:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            longest = max(longest, len(line))
            count += 1
            file.write(line)
    return count, longest


def _text(value: str) -> str:
    """A string of SQL."""
    return "'" + value.replace("'", "''") + "'"
