"""`minutebook export --parquet`: DuckDB reads from the files what SQLite holds, with its types; unknown stays so."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import Result

from archive.bulk import tables
from db.parquet import DAYS, TRUTHS, columns_of, folder_name

duckdb = pytest.importorskip("duckdb", reason="DuckDB is an extra; the test requirements install it")

Run = Callable[..., Result]
ELSEWHERE = """About the fair

Notes of a talk

The number of visitors was 1,204. There is no date and no decision here.
"""


@pytest.fixture
def exported(run: Run, papers: Path, home: Path, tmp_path: Path) -> Path:
    (papers / "undated.txt").write_text(ELSEWHERE, encoding="utf-8")
    later = (papers / "minutes-1.txt").read_text(encoding="utf-8").replace("Tuesday 4 May 2021", "Tuesday 3 May 2022")
    (papers / "later.txt").write_text(later, encoding="utf-8")
    run("ingest", papers)
    assert run("publish", "--no-pictures").exit_code == 0
    folder = tmp_path / "parquet"
    result = run("export", "--parquet", folder)
    assert result.exit_code == 0, result.output
    return folder


def parquet(folder: Path, table: str, sql: str = "SELECT * FROM {source}") -> Any:
    source = f"read_parquet('{folder}/{table}/**/*.parquet', hive_partitioning = true)"
    return duckdb.sql(sql.format(source=source))


def test_every_row_of_every_table_comes_back(exported: Path, home: Path) -> None:
    with closing(sqlite3.connect(home / "public" / "public.db")) as conn:
        held = 0
        for table in tables(conn):
            names = [column.name for column in columns_of(conn, table)]
            listed = ", ".join(f'"{name}"' for name in names)
            expected = [tuple(map(_as_parquet, names, row)) for row in conn.execute(f'SELECT {listed} FROM "{table}"')]
            found = parquet(exported, table, f"SELECT {listed} FROM {{source}}").fetchall()
            assert sorted(found, key=repr) == sorted(expected, key=repr), table
            held += len(found)
    assert held > 100


def _as_parquet(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DAYS:
        return dt.date.fromisoformat(value)
    return bool(value) if name in TRUTHS else value


def test_types_are_those_of_the_contract(exported: Path) -> None:
    figures = parquet(exported, "figures")
    types = dict(zip(figures.columns, map(str, figures.types), strict=True))
    wanted = {"value": "DOUBLE", "approx": "BOOLEAN", "page": "BIGINT", "period_from": "DATE", "year": "BIGINT"}
    assert {name: types[name] for name in wanted} == wanted
    call_ins = parquet(exported, "call_ins")
    assert str(dict(zip(call_ins.columns, call_ins.types, strict=True))["deadline"]) == "VARCHAR"


def test_files_are_split_by_council_and_year(exported: Path) -> None:
    rows = parquet(
        exported, "resolutions", "SELECT council, year, count(*) FROM {source} GROUP BY 1, 2 ORDER BY 2"
    ).fetchall()
    assert rows == [("Saltmarsh District Council", 2021, 6), ("Saltmarsh District Council", 2022, 2)]
    assert (exported / "resolutions" / "council=Saltmarsh%20District%20Council" / "year=2021").is_dir()


def test_a_paper_without_council_and_day_is_there_with_both_unknown(exported: Path) -> None:
    rows = parquet(
        exported, "documents", "SELECT council, year FROM {source} WHERE filename = 'undated.txt'"
    ).fetchall()
    assert rows == [(None, None)]


def test_a_question_over_two_tables(exported: Path) -> None:
    """What an analyst asks: the cost of what was approved, by year."""
    sql = f"""SELECT f.year, max(f.value) FROM {{source}} f
        JOIN read_parquet('{exported}/documents/**/*.parquet', hive_partitioning = true) p ON p.id = f.document_id
        WHERE f.unit = 'GBP' GROUP BY 1 ORDER BY 1"""
    assert parquet(exported, "figures", sql).fetchall() == [(2021, 3000.0), (2022, 1000.0)]


def test_a_second_export_replaces_the_first_whole(exported: Path, run: Run) -> None:
    stray = exported / "figures" / "left-over.parquet"
    stray.write_bytes(b"PAR1")
    assert run("export", "--parquet", exported).exit_code == 0
    assert not stray.exists()


def test_a_folder_with_other_files_is_left_alone(exported: Path, run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep me")
    result = run("export", "--parquet", mine)
    assert result.exit_code == 2
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


def test_without_a_publication_there_is_nothing_to_export(run: Run, papers: Path, tmp_path: Path) -> None:
    run("ingest", papers)
    assert "publish" in run("export", "--parquet", tmp_path / "out").stderr


def test_a_name_that_no_folder_can_bear_is_cut_and_told_apart() -> None:
    long = "The Council of " + "the Ancient and Loyal Ports and Parishes of " * 8
    cut, other = folder_name(long), folder_name(f"{long}Saltmarsh")
    assert folder_name("Saltmarsh District Council") == "Saltmarsh District Council"
    assert cut != other
    assert cut.startswith("The Council of the Ancient")
    assert all(len(quote(f"council={one}")) < 255 for one in (cut, other, folder_name("’" * 400)))


def test_an_archive_with_such_a_name_is_exported(exported: Path, run: Run, home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / "public" / "public.db")) as conn:
        conn.execute("UPDATE documents SET council = ? WHERE council IS NOT NULL", ("Very Long Name " * 30,))
        conn.commit()
    folder = tmp_path / "again"
    assert run("export", "--parquet", folder).exit_code == 0
    assert parquet(folder, "documents", "SELECT count(DISTINCT council) FROM {source}").fetchall() == [(1,)]
