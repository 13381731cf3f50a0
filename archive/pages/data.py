"""Bulk: what a script takes whole, and what a crawler is told."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from archive.bulk import CSV_ZIP, NDJSON_ZIP
from archive.described import data_package
from archive.export import csv_file
from archive.queries.decisions import browse_decisions
from archive.site import DATABASE, Answer, NotHere, Raw, Route, Sent, Visit
from db.search import Filters

MOST_ROWS = 100_000

ROBOTS = """User-agent: *
Disallow: {base}{database}/
Disallow: {base}search
Disallow: {base}brief
Disallow: {base}-/
"""


async def robots(visit: Visit) -> Answer:
    """``/robots.txt``: pages may be found, but facets and searches are endless and cost a crawler's own time too."""
    text = ROBOTS.format(base=visit.datasette.setting("base_url"), database=DATABASE)
    return Raw(text.encode(), "text/plain; charset=utf-8", max_age=86_400)


async def package(visit: Visit) -> Answer:
    """``/datapackage.json``"""

    def run(conn: sqlite3.Connection) -> dict[str, Any]:
        return data_package(conn, name=visit.site_name, address=visit.absolute(f"/{DATABASE}"))

    descriptor = await visit.reader.database.execute_fn(run)
    return Raw(json.dumps(descriptor, ensure_ascii=False, indent=1).encode(), "application/json; charset=utf-8")


HEADINGS = (
    "id",
    "decided_on",
    "title",
    "reference",
    "outcome",
    "effects",
    "council",
    "body",
    "call_in_status",
    "deadline",
)


async def decisions_csv(visit: Visit) -> Answer:
    """``/decisions.csv``: every decision, newest first, as a spreadsheet opens it."""
    _, lines = await browse_decisions(visit.reader, Filters(), MOST_ROWS, 0)
    rows = [
        (
            *(line.id, line.decided_on, line.name, line.reference, line.outcome, ", ".join(line.effects), line.council),
            *(line.body, line.call_in_status, line.deadline, line.basis, visit.absolute(f"/decision/{line.id}")),
        )
        for line in lines
    ]
    return csv_file("decisions.csv", (*HEADINGS, "basis", "url"), rows)


async def csv_zip(visit: Visit) -> Answer:
    """``/archive-csv.zip``"""
    return _bulk(visit, CSV_ZIP)


async def ndjson_zip(visit: Visit) -> Answer:
    """``/archive-ndjson.zip``"""
    return _bulk(visit, NDJSON_ZIP)


def _bulk(visit: Visit, name: str) -> Answer:
    path = Path(visit.reader.database.path).with_name(name)
    if not path.is_file():
        raise NotHere("This file is made at publishing, and none was made here yet.")
    return Sent(path, "application/zip", name)


ROUTES = [
    Route(r"/robots\.txt", robots, json=False),
    Route(r"/datapackage\.json", package, json=False),
    Route(r"/decisions\.csv", decisions_csv, json=False),
    Route(r"/archive-csv\.zip", csv_zip, json=False),
    Route(r"/archive-ndjson\.zip", ndjson_zip, json=False),
]
