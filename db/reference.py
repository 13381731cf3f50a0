"""The councils and metrics of the vocabulary as tables, so that the data explains itself without the program."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import unicodedata
from importlib.resources import files
from typing import Any

from db.store import transaction
from extractors.vocabulary import load

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


_VOCABULARIES = ("councils", "metrics")
_FORM = 1
"""Counts up when rows are made of the vocabulary in another way, so that archives are brought up to that too."""
_MARK = "reference"


def sync_reference(conn: sqlite3.Connection) -> None:
    """Bring `councils`, `metrics` and `metric_aliases` up to the vocabulary, and tie documents to their council.

    Nothing is taken out: figures and documents of earlier versions may point at it. An archive remembers which
    vocabulary it was brought up to, and nothing is done where that is still the one.
    """
    mark = _vocabulary_mark()
    if conn.execute("SELECT 1 FROM counters WHERE name = ? AND value = ?", (_MARK, mark)).fetchone():
        return
    with transaction(conn):
        _sync_councils(conn, _entries("councils", "council"))
        _sync_metrics(conn, _entries("metrics", "metric"))
        conn.execute(
            "UPDATE documents SET council_id = (SELECT id FROM councils c WHERE c.name = documents.council)"
            " WHERE council IS NOT NULL AND council_id IS NULL"
        )
        conn.execute("INSERT OR REPLACE INTO counters (name, value) VALUES (?, ?)", (_MARK, mark))


def _vocabulary_mark() -> int:
    """A number over the bytes of the vocabularies: reading them takes a hundredth of parsing them."""
    digest = hashlib.sha256(f"{_FORM}\n".encode())
    for name in _VOCABULARIES:
        digest.update(files("extractors.vocabulary").joinpath(f"{name}.toml").read_bytes())
    return int.from_bytes(digest.digest()[:7])


def slug(name: str) -> str:
    """A name as an id: "Stockton-on-Tees Borough Council" is stockton-on-tees-borough-council."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain.lower()).strip("-")


def _entries(vocabulary: str, key: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = load(vocabulary).get(key, [])
    return entries


def _sync_councils(conn: sqlite3.Connection, entries: list[dict[str, Any]]) -> None:
    rows = []
    for entry in entries:
        rule = entry.get("call_in")
        rows.append((slug(entry["name"]), entry["name"], entry.get("nation"), rule and json.dumps(rule, default=str)))
    conn.executemany(
        "INSERT INTO councils (id, name, nation, call_in_rule) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, nation = excluded.nation,"
        " call_in_rule = excluded.call_in_rule"
        " WHERE name <> excluded.name OR nation IS NOT excluded.nation OR call_in_rule IS NOT excluded.call_in_rule",
        rows,
    )


def _sync_metrics(conn: sqlite3.Connection, entries: list[dict[str, Any]]) -> None:
    conn.executemany(
        "INSERT INTO metrics (id, name, definition, unit, basis) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, definition = excluded.definition,"
        " unit = excluded.unit, basis = excluded.basis"
        " WHERE name <> excluded.name OR definition IS NOT excluded.definition OR unit IS NOT excluded.unit"
        " OR basis IS NOT excluded.basis",
        [(m["id"], m["name"], m.get("definition"), m.get("unit"), m.get("basis")) for m in entries],
    )
    aliases = {(m["id"], alias) for m in entries for alias in m.get("synonyms", ())}
    held = {(row[0], row[1]) for row in conn.execute("SELECT metric_id, alias FROM metric_aliases")}
    conn.executemany("DELETE FROM metric_aliases WHERE metric_id = ? AND alias = ?", sorted(held - aliases))
    conn.executemany("INSERT INTO metric_aliases (metric_id, alias) VALUES (?, ?)", sorted(aliases - held))
