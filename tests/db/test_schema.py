"""The written schema: what the contract names is there, strict, and steps are applied once and wholly."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest
from sqlite_utils import Database

from db import migrations
from db.connection import open_reading, open_working
from db.facts import FACT_LISTS
from extractors.records import (
    CallIn,
    Citation,
    Commitment,
    DateMention,
    Decision,
    DocumentFacts,
    Figure,
    Finding,
    Person,
    Resolution,
    Section,
)

RECORDS = {
    "people": Person,
    "sections": Section,
    "decisions": Decision,
    "resolutions": Resolution,
    "call_ins": CallIn,
    "dates": DateMention,
    "figures": Figure,
    "commitments": Commitment,
    "citations": Citation,
    "findings": Finding,
}


def columns(conn: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in conn.execute(f"PRAGMA table_xinfo({table})")}


@pytest.mark.parametrize("table", sorted(RECORDS))
def test_every_field_of_a_fact_is_a_column_of_the_same_name(archive: sqlite3.Connection, table: str) -> None:
    elsewhere = {"decision": "decision_id", "effects": None}
    names = {elsewhere.get(f.name, f.name) for f in fields(RECORDS[table])} - {None}
    tail = {"id", "document_id", "page", "start", "end", "passage_id", "rule", "confidence", "doubts", "needs_check"}
    assert names | tail <= columns(archive, table)


def test_every_field_of_a_document_is_a_column(archive: sqlite3.Connection) -> None:
    own = {"id", "text", "source_url", "ingested_at", "software_version", "status", "supersedes_id"}
    assert {f.name for f in fields(DocumentFacts)} | own <= columns(archive, "documents")


def test_the_fact_lists_are_those_of_the_contract() -> None:
    assert set(FACT_LISTS) == set(RECORDS)


def test_the_views_of_the_contract_can_be_asked(archive: sqlite3.Connection) -> None:
    for view in ("decision_search", "open_call_ins", "metric_points", "outstanding_commitments", "archive_gaps"):
        assert archive.execute(f"SELECT * FROM {view}").fetchall() == []


def test_every_table_of_ours_is_strict_and_foreign_keys_are_on(archive: sqlite3.Connection) -> None:
    rows = archive.execute("PRAGMA table_list").fetchall()
    loose = {row["name"] for row in rows if row["type"] == "table" and not row["strict"]}
    assert loose == {"sqlite_schema", "sqlite_temp_schema", "_sqlite_migrations"}
    assert archive.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_every_foreign_key_is_indexed(archive: sqlite3.Connection) -> None:
    """Without one, removing a paper would read whole tables."""
    for row in archive.execute("PRAGMA table_list").fetchall():
        table = row["name"]
        if row["type"] != "table" or table.startswith("sqlite_"):
            continue
        first = {
            archive.execute(f"PRAGMA index_info({index['name']})").fetchone()["name"]
            for index in archive.execute(f"PRAGMA index_list({table})").fetchall()
        }
        for key in archive.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            assert key["from"] in first or key["seq"] > 0, f"{table}.{key['from']}"


def test_opening_again_applies_nothing(archive_path: Path) -> None:
    steps = [step.name for step in migrations.migrations._migrations]
    for _ in range(2):
        conn = open_working(archive_path)
        applied = conn.execute("SELECT name FROM _sqlite_migrations").fetchall()
        conn.close()
        assert [row[0] for row in applied] == steps


def test_a_step_that_fails_leaves_nothing_behind(archive_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = migrations._run_file

    def broken(db: Database, name: str) -> None:
        real(db, name)
        if name == "search.sql":
            raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(migrations, "_run_file", broken)
    with pytest.raises(sqlite3.OperationalError):
        open_working(archive_path)
    conn = sqlite3.connect(archive_path)
    names = {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
    conn.close()
    assert names == set()
    monkeypatch.setattr(migrations, "_run_file", real)
    open_working(archive_path).close()


def test_statements_are_split_at_their_ends_only() -> None:
    script = "CREATE TABLE a (b TEXT DEFAULT ';'); -- one;\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\nSELECT 1;\nEND;\n"
    assert [statement.strip()[:12] for statement in migrations.statements(script)] == ["CREATE TABLE", "CREATE TRIGG"]
    with pytest.raises(ValueError, match="unfinished"):
        list(migrations.statements("CREATE TABLE a ("))


def test_a_database_opened_for_reading_cannot_be_written(archive: sqlite3.Connection, archive_path: Path) -> None:
    conn = open_reading(archive_path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        conn.execute("DELETE FROM documents")
    conn.close()
