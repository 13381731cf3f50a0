from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from archive.rows import Reader
from archive.site import Answer, Route, Visit

from .conftest import getter

CLOSED = ["databases", "threads", "plugins", "settings", "metadata", "versions", "permissions", "actor"]


@pytest.mark.parametrize("name", CLOSED)
@pytest.mark.parametrize("ending", ["", ".json"])
def test_pages_that_show_paths_or_set_up_are_closed(get: Any, name: str, ending: str) -> None:
    answer = get(f"/-/{name}{ending}")
    assert answer.status_code == 404
    assert "public.db" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/search?q=x", "/call-ins.json", "/archive", "/archive/decisions", "/nowhere", "/-/threads"]
)
def test_every_answer_carries_the_security_headers(get: Any, path: str) -> None:
    headers = get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    if not path.startswith("/-/"):
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "script-src" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/call-ins.json", "/search.json?q=wall", "/archive/decisions.json?_shape=array", "/decision/none.json"]
)
def test_any_site_may_read_the_json(get: Any, path: str) -> None:
    assert get(path).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        "/call-ins.json",
        "/archive/decisions.json?_shape=array",
        "/archive/decisions.csv",
        "/archive/decisions",
        "/archive/resolutions_with_effect.json?_shape=array&effect=noted",
    ],
)
def test_an_unchanged_page_is_not_sent_twice(get: Any, path: str) -> None:
    tag = get(path).headers["etag"]
    again = get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert get(path, headers={"if-none-match": '"another"'}).status_code == 200


def test_each_address_of_the_data_has_a_tag_of_its_own_and_an_error_has_none(get: Any) -> None:
    paths = ("/archive/decisions.json?_shape=array", "/archive/decisions.json?_shape=objects", "/archive/decisions")
    assert len({get(path).headers["etag"] for path in paths}) == len(paths)
    assert "etag" not in get("/archive/decisions.json?_size=99999").headers


def test_a_tag_of_the_data_holds_until_the_next_publishing(sample_db: Path, tmp_path: Path) -> None:
    path, database = "/archive/decisions.json?_shape=array", tmp_path / "public.db"
    shutil.copyfile(sample_db, database)
    fetch = getter(database)
    known = {"if-none-match": fetch(path).headers["etag"]}
    assert fetch(path, headers=known).status_code == 304
    shutil.copyfile(sample_db, tmp_path / "next.db")
    (tmp_path / "next.db").replace(database)
    assert fetch(path, headers=known).status_code == 200


def test_sql_is_off_unless_switched_on(get: Any, sample_db: Path) -> None:
    query = "/archive.json?sql=select+1"
    answer = get(query)
    assert answer.status_code == 403
    assert answer.json() == {"ok": False, "error": "This is not open to visitors.", "status": 403}
    assert getter(sample_db, allow_sql=True)(query).json()["rows"] == [[1]]


def test_the_search_box_of_a_table_takes_anything(get: Any) -> None:
    for typed in ['"', "", "%00", "NEAR(", "*"]:
        assert get(f"/archive/resolutions?_search={typed}").status_code == 200


def test_links_start_with_the_folder_behind_a_proxy(sample_db: Path) -> None:
    page = getter(sample_db, base_url="/minutes/")("/")
    assert 'href="/minutes/search"' in page.text
    assert 'href="/search"' not in page.text


def test_a_query_that_takes_too_long_is_stopped_and_said_kindly(sample_db: Path, monkeypatch: Any) -> None:
    async def endless(visit: Visit) -> Answer:
        sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        await Reader(visit.reader.database, time_limit_ms=30).value(sql)
        raise AssertionError("the query ended")

    monkeypatch.setattr("archive.plugin.routes", lambda: [Route("/endless", endless)])
    get = getter(sample_db)
    assert get("/endless").status_code == 503
    assert "Try a narrower search" in get("/endless").text
    assert get("/endless.json").json() == {
        "ok": False,
        "error": "That took too long to answer. Try a narrower search.",
        "status": 503,
    }


def test_an_error_of_ours_shows_nothing_of_the_inside(sample_db: Path, monkeypatch: Any) -> None:
    async def broken(visit: Visit) -> Answer:
        await visit.reader.value("SELECT secret FROM nowhere")
        raise AssertionError("the query ran")

    monkeypatch.setattr("archive.plugin.routes", lambda: [Route("/broken", broken)])
    answer = getter(sample_db)("/broken")
    assert answer.status_code == 500
    assert "nowhere" not in answer.text


def test_another_datasette_in_the_same_process_is_left_alone(tmp_path: Path) -> None:
    async def fetch() -> tuple[int, str]:
        other = Datasette(memory=True)
        await other.invoke_startup()
        answer = await other.client.get("/-/versions.json")
        return answer.status_code, (await other.client.get("/")).text

    status, page = asyncio.run(fetch())
    assert status == 200
    assert "Check against the paper" not in page
