from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.bulk import BULK_FILES, drop_bulk, tables, write_bulk
from archive.described import data_package
from archive.export import csv_file, safe_cell
from archive.named_queries import NamedQuery, named_queries
from archive.reading import open_immutable

from .conftest import getter


@pytest.mark.parametrize("query", named_queries(), ids=lambda one: str(one.name))
def test_every_named_query_answers_its_live_example(get: Any, query: NamedQuery) -> None:
    answer = get(f"/archive/{query.name}.json{query.example}")
    assert answer.status_code == 200
    assert isinstance(answer.json(), list)


@pytest.mark.parametrize("query", named_queries(), ids=lambda one: str(one.name))
def test_every_named_query_answers_without_parameters_and_without_data(get_empty: Any, query: NamedQuery) -> None:
    assert get_empty(f"/archive/{query.name}.json?_shape=array").json() == []


def test_a_named_query_skips_as_many_rows_as_are_asked_for(get: Any) -> None:
    path = "/archive/resolutions_with_effect.json?_shape=array"
    every = get(path).json()
    assert get(f"{path}&skip=1").json() == every[1:]
    assert get(f"{path}&skip={len(every)}").json() == []
    assert get(f"{path}&skip=nonsense").json() == every


def test_no_named_query_hides_a_table(get: Any) -> None:
    tables = {table["name"] for table in get("/archive.json").json()["tables"]}
    assert not tables & {query.name for query in named_queries()}


def test_a_script_gets_noted_clauses_and_then_their_passages(get: Any) -> None:
    path = "/archive/resolutions_with_effect.json?_shape=array&effect=noted&from=2010-01-01"
    clauses = get(path).json()
    assert [clause["text"] for clause in clauses] == ["the survey of the harbour wall be noted"]
    assert get(f"/passage/{clauses[0]['id']}.json").json()["exact"] == clauses[0]["text"]


def test_what_a_report_asks_for_is_told_apart_from_what_was_resolved(get: Any) -> None:
    path = "/archive/resolutions_with_effect.json?_shape=array"
    every, resolved, asked = (get(path + status).json() for status in ("", "&status=resolved", "&status=recommended"))
    assert {clause["status"] for clause in resolved} == {"resolved"}
    assert {clause["status"] for clause in asked} == {"recommended"}
    assert len(every) > len(resolved) > 0


def test_every_table_and_column_of_the_data_is_described(get: Any) -> None:
    package = get("/datapackage.json").json()
    names = {resource["name"] for resource in package["resources"]}
    assert {"documents", "decisions", "resolutions", "call-ins", "figures", "metric-points"} <= names
    for resource in package["resources"]:
        assert resource["description"]
        for field in resource["schema"]["fields"]:
            assert field["description"], (resource["name"], field["name"])
    for resource in package["resources"]:
        body = get(resource["path"].partition("http://localhost")[2]).text
        heading = next(csv.reader(io.StringIO(body)), None)
        assert heading == [field["name"] for field in resource["schema"]["fields"]], resource["name"]
        for key in resource["schema"].get("foreignKeys", []):
            assert key["reference"]["resource"] in names


def test_a_spreadsheet_opens_pounds_and_runs_no_formula(get: Any) -> None:
    body = get("/metric/looked_after_children.csv").content
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    assert [row["value"] for row in rows] == ["212", "225"]
    assert rows[1]["value_high"] == "231"


@given(st.text())
def test_no_text_cell_starts_a_formula(text: str) -> None:
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"])), min_size=1))
def test_a_csv_reads_back_what_was_written(cells: list[str]) -> None:
    body = csv_file("x.csv", ["c"] * len(cells), [cells]).body.decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(body, newline="")))[1] if any(cells) or len(cells) > 1 else [""]
    assert [cell.removeprefix("'") for cell in read] == [safe_cell(cell).removeprefix("'") for cell in cells]


@pytest.mark.parametrize("path", ["/robots.txt", "/decisions.csv", "/archive.db", "/archive/documents.csv"])
def test_bulk_files_are_there(get: Any, path: str) -> None:
    assert get(path).status_code == 200


def test_crawlers_are_kept_from_endless_links(get: Any) -> None:
    assert "Disallow: /archive/" in get("/robots.txt").text
    assert 'rel="nofollow"' in get("/search?q=cabinet").text


@pytest.fixture(scope="module")
def bulk(sample_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both downloads, unpacked."""
    folder = tmp_path_factory.mktemp("bulk")
    public = folder / "public.db"
    shutil.copy(sample_db, public)
    for written in write_bulk(public):
        with zipfile.ZipFile(written) as bundle:
            assert bundle.testzip() is None
            bundle.extractall(folder / written.stem)
    return folder


@pytest.mark.parametrize("address", [None, "https://example.org/archive"])
def test_the_description_of_the_data_is_a_valid_data_package(sample_db: Path, address: str | None) -> None:
    with closing(open_immutable(sample_db)) as conn:
        descriptor = data_package(conn, name="Saltmarsh", address=address)
    assert list(frictionless.Package.metadata_validate(descriptor)) == []
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"


def test_the_downloaded_tables_are_what_their_description_says(bulk: Path) -> None:
    """Types, keys and references of every row, checked by the Data Package's own library."""
    report = frictionless.Package(str(bulk / "archive-csv" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "fieldName", "rowNumber", "type", "message"])
    assert {"documents", "resolutions", "figures"} <= {task.name for task in report.tasks}


def test_the_validator_can_fail(bulk: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt"
    shutil.copytree(bulk / "archive-csv", spoilt)
    path = spoilt / "figures.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows([{**row, "value": "two hundred"} for row in rows])
    assert not frictionless.Package(str(spoilt / "datapackage.json")).validate().valid


def test_both_downloads_hold_every_row_of_every_described_table(bulk: Path, sample_db: Path) -> None:
    with closing(open_immutable(sample_db)) as conn:
        for table in tables(conn):
            count = conn.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            with (bulk / "archive-csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
                assert len(list(csv.reader(file))) == count + 1, table
            lines = (bulk / "archive-ndjson" / f"{table}.ndjson").read_text(encoding="utf-8").splitlines()
            assert len(lines) == count, table


def test_the_exact_form_keeps_the_empty_and_the_missing_apart(bulk: Path) -> None:
    lines = (bulk / "archive-ndjson" / "decisions.ndjson").read_text(encoding="utf-8").splitlines()
    conflicts = {json.loads(line)["conflicts"] for line in lines}
    assert conflicts == {"", None}


def test_a_spreadsheet_reads_pounds_in_the_download(bulk: Path) -> None:
    body = (bulk / "archive-csv" / "figures.csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    assert "£1,250,000" in body.decode("utf-8-sig")


def test_the_downloads_are_served_and_equal_data_gives_equal_bytes(bulk: Path) -> None:
    get_bulk = getter(bulk / "public.db")
    for name in BULK_FILES:
        answer = get_bulk(f"/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/zip"
        before = answer.content
        assert get_bulk(f"/{name}", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
        write_bulk(bulk / "public.db")
        assert get_bulk(f"/{name}").content == before


def test_without_publishing_the_downloads_are_said_to_be_missing(get_empty: Any) -> None:
    answer = get_empty("/archive-csv.zip")
    assert answer.status_code == 404
    assert "made at publishing" in answer.text


def test_dropped_downloads_are_gone(bulk: Path, tmp_path: Path) -> None:
    public = tmp_path / "public.db"
    shutil.copy(bulk / "public.db", public)
    write_bulk(public)
    drop_bulk(public)
    drop_bulk(public)
    assert not any(public.with_name(name).exists() for name in BULK_FILES)
