"""The whole archive as files to download: every table as CSV for spreadsheets, and as NDJSON for programs.

Made once at publishing, not for each visitor. Each archive holds a ``datapackage.json`` that describes its files. A CSV
cannot tell an empty text from a missing one and marks text that a spreadsheet would run; the NDJSON is exact.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from archive.described import data_package, described
from archive.export import BYTE_ORDER_MARK, safe_cell
from archive.reading import open_immutable

CSV_ZIP, NDJSON_ZIP = "archive-csv.zip", "archive-ndjson.zip"
BULK_FILES = (CSV_ZIP, NDJSON_ZIP)
_AT_ONCE = 200
"""Lines given to the packer at a time: it is slow to take them one by one."""
_SAME_MOMENT = (2020, 1, 1, 0, 0, 0)
"""Every file in a zip bears this time, so that equal data gives equal bytes."""


def write_bulk(public_db: Path) -> list[Path]:
    """Write both beside ``public_db``; their paths."""
    with closing(open_immutable(public_db)) as conn:
        written = []
        for name, member, as_csv in ((CSV_ZIP, "csv", True), (NDJSON_ZIP, "ndjson", False)):
            target = public_db.with_name(name)
            draft = target.with_name(f".{name}")
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as bundle:
                package = json.dumps(data_package(conn, name="Minutebook archive", address=None), indent=1)
                bundle.writestr(_member("datapackage.json"), package if as_csv else package.replace(".csv", ".ndjson"))
                for table in tables(conn):
                    with bundle.open(_member(f"{table}.{member}"), "w", force_zip64=True) as raw:
                        lines = csv_lines(conn, table) if as_csv else json_lines(conn, table)
                        while some := "".join(islice(lines, _AT_ONCE)):
                            raw.write(some.encode("utf-8", "replace"))
            draft.replace(target)
            written.append(target)
    return written


def drop_bulk(public_db: Path) -> None:
    """Remove both: before a paper is taken back, so that it is in no download for a moment longer."""
    for name in BULK_FILES:
        public_db.with_name(name).unlink(missing_ok=True)


def tables(conn: sqlite3.Connection) -> list[str]:
    """The described tables (not the views, which say the same again)."""
    names = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in names if name in described().tables]


def csv_lines(conn: sqlite3.Connection, table: str) -> Iterator[str]:
    """The table line by line, the heading first, with a byte-order mark for Excel's sake."""
    cursor = conn.execute(f'SELECT * FROM "{table}" ORDER BY 1')
    yield BYTE_ORDER_MARK + _csv_line([column[0] for column in cursor.description])
    for row in cursor:
        yield _csv_line([safe_cell(cell) for cell in row])


def json_lines(conn: sqlite3.Connection, table: str) -> Iterator[str]:
    """One object a row, with the table's column names."""
    cursor = conn.execute(f'SELECT * FROM "{table}" ORDER BY 1')
    names = [column[0] for column in cursor.description]
    for row in cursor:
        record: dict[str, Any] = dict(zip(names, row, strict=True))
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _csv_line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name, _SAME_MOMENT)
    found.compress_type = zipfile.ZIP_DEFLATED
    found.external_attr = 0o644 << 16
    return found
