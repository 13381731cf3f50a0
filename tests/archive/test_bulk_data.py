from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export import csv_file, safe_cell
from archive.named_queries import NamedQuery, named_queries


@pytest.mark.parametrize("query", named_queries(), ids=lambda one: str(one.name))
def test_every_named_query_answers_its_live_example(get: Any, query: NamedQuery) -> None:
    answer = get(f"/archive/{query.name}.json{query.example}")
    assert answer.status_code == 200
    assert isinstance(answer.json(), list)


@pytest.mark.parametrize("query", named_queries(), ids=lambda one: str(one.name))
def test_every_named_query_answers_without_parameters_and_without_data(get_empty: Any, query: NamedQuery) -> None:
    assert get_empty(f"/archive/{query.name}.json?_shape=array").json() == []


def test_no_named_query_hides_a_table(get: Any) -> None:
    tables = {table["name"] for table in get("/archive.json").json()["tables"]}
    assert not tables & {query.name for query in named_queries()}


def test_a_script_gets_noted_clauses_and_then_their_passages(get: Any) -> None:
    path = "/archive/resolutions_with_effect.json?_shape=array&effect=noted&from=2010-01-01"
    clauses = get(path).json()
    assert [clause["text"] for clause in clauses] == ["the survey of the harbour wall be noted"]
    assert get(f"/passage/{clauses[0]['id']}.json").json()["exact"] == clauses[0]["text"]


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
