from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

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


def test_an_unchanged_page_is_not_sent_twice(get: Any) -> None:
    tag = get("/call-ins.json").headers["etag"]
    again = get("/call-ins.json", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_sql_is_off_unless_switched_on(get: Any, sample_db: Path) -> None:
    query = "/archive.json?sql=select+1"
    assert get(query).status_code == 403
    assert getter(sample_db, allow_sql=True)(query).json()["rows"] == [[1]]


def test_the_search_box_of_a_table_takes_anything(get: Any) -> None:
    for typed in ['"', "", "%00", "NEAR(", "*"]:
        assert get(f"/archive/resolutions?_search={typed}").status_code == 200


def test_links_start_with_the_folder_behind_a_proxy(sample_db: Path) -> None:
    page = getter(sample_db, base_url="/minutes/")("/")
    assert 'href="/minutes/search"' in page.text
    assert 'href="/search"' not in page.text
