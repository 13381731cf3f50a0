"""What a hostile paper prints and what a hostile visitor sends: on every kind of page, through every parameter.

Pages are found by following links from the first one, so that a new kind of page is looked at as soon as it is linked.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.bulk import write_bulk
from archive.csv_answers import _WholeRows
from archive.pages import routes
from archive.security import PublicSite
from db.connection import open_working
from db.store import Origin, store, transaction
from db.threads.build import build_threads
from tests.hostile_words import ATTACK, ATTACKS, VALUES, links, no_foreign_markup

from .conftest import getter
from .sample_archive import COUNCIL, READ_AT, build, harbour, hostile, library, report

MOST_PAGES, ALIKE = 500, 6
"""Pages looked at, and of one kind among them."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Papers whose every field is an attack, beside ordinary ones; their addresses lead to scripts."""
    path = tmp_path_factory.mktemp("hostile") / "public.db"
    build(path, [harbour(), library(), report(), hostile(ATTACK), hostile(ATTACKS[-1])])
    conn = open_working(path)
    conn.execute("UPDATE councils SET name = ?", (COUNCIL + ATTACKS[0],))
    document, record = hostile("@SUM(1)" + ATTACKS[0])
    sha256 = hashlib.sha256(b"linked").hexdigest()
    document = replace(document, sha256=sha256, filename="../../etc/passwd\r\nSet-Cookie: a=b")
    record = replace(record, document=replace(record.document, sha256=sha256))
    origin = Origin(document.filename, source_url="javascript:alert(document.domain)")
    store(conn, document, record, origin=origin, software_version="test", ingested_at=READ_AT)
    with transaction(conn):
        build_threads(conn)
    conn.execute("PRAGMA journal_mode = DELETE")
    conn.close()
    write_bulk(path)
    return path


@pytest.fixture(scope="module")
def get(database: Path) -> Any:
    return getter(database)


@pytest.fixture(scope="module")
def crawled(get: Any) -> dict[str, Any]:
    """Path to answer, for every page that links lead to from the first, and the JSON of each."""
    waiting = [
        "/",
        "/archive",
        "/search?q=wall",
        "/search?q=script",
        "/robots.txt",
        "/datapackage.json",
        "/call-ins.ics",
    ]
    waiting += [
        "/archive-csv.zip",
        "/archive-ndjson.zip",
        "/council/saltmarsh.atom",
        "/topics",
        "/decisions.csv",
        "/corrections",
        "/promises.atom",
    ]
    found: dict[str, Any] = {}
    seen: Counter[str] = Counter()
    while waiting and len(found) < MOST_PAGES:
        path = waiting.pop(0)
        shape = re.sub(r"=[^&]*|[0-9a-f-]{12,}|\d+", "#", path)
        if path in found or seen[shape] >= ALIKE:
            continue
        seen[shape] += 1
        answer = found[path] = get(path, follow_redirects=True)
        if answer.headers["content-type"].startswith("text/html"):
            # Datasette's tables sort and filter by each column: their arguments are tried by tests of their own.
            waiting += [link for link in links(answer.text) if not re.match(r"/archive.*\?", link)]
            plain, _, query = path.partition("?")
            if not plain.startswith("/archive") and plain != "/":
                waiting.append(f"{plain}.json?{query}")
    return found


def test_the_crawl_sees_every_kind_of_page(crawled: dict[str, Any]) -> None:
    seen = {urlsplit(path).path for path in crawled}
    unlinked = [
        route.pattern
        for route in routes()
        if not any(re.fullmatch(route.pattern + r"(\.json)?", path) for path in seen)
    ]
    # Pictures exist for PDFs that were drawn, lives and changes for papers tied together: tests of their own.
    assert [pattern for pattern in unlinked if not re.match(r"/(picture|life|changes|brief)", pattern)] == []


def test_nothing_that_a_paper_holds_becomes_markup_on_any_page(crawled: dict[str, Any]) -> None:
    for path, answer in crawled.items():
        assert answer.status_code < 500, path
        if answer.headers["content-type"].startswith("text/html"):
            no_foreign_markup(path, answer.text)


def test_json_is_told_as_json_and_never_as_a_page(crawled: dict[str, Any]) -> None:
    seen = 0
    for path, answer in crawled.items():
        if urlsplit(path).path.endswith(".json") and answer.status_code == 200:
            seen += 1
            assert answer.headers["content-type"].startswith("application/json"), path
            assert answer.headers["x-content-type-options"] == "nosniff"
            answer.json()
    assert seen > 15


def test_feeds_stay_well_formed_and_calendars_keep_their_lines(crawled: dict[str, Any]) -> None:
    feeds = [answer for path, answer in crawled.items() if ".atom" in path and answer.status_code == 200]
    assert len(feeds) > 3
    for answer in feeds:
        root = ElementTree.fromstring(answer.content)
        assert root.tag == "{http://www.w3.org/2005/Atom}feed"
        for link in root.iter("{http://www.w3.org/2005/Atom}link"):
            assert link.attrib["href"].startswith("http://localhost/")
    calendar = crawled["/call-ins.ics"].content.decode()
    names = {line.split(":")[0].split(";")[0] for line in calendar.split("\r\n") if line and line[0] not in " \t"}
    assert all(re.fullmatch(r"[A-Z-]+", name) for name in names), names
    assert "ATTACH" not in names


def test_no_cell_of_any_csv_is_run_by_a_spreadsheet(get: Any, crawled: dict[str, Any]) -> None:
    texts = [get(f"/archive/{table}.csv").text for table in ("resolutions", "decisions", "documents", "figures")]
    texts += [get("/archive/decision_search.csv?_size=max").text, get("/decisions.csv").text]
    texts.append(get("/metric/looked_after_children.csv").text)
    with zipfile.ZipFile(io.BytesIO(crawled["/archive-csv.zip"].content)) as bundle:
        texts += [bundle.read(name).decode() for name in bundle.namelist() if name.endswith(".csv")]
    assert get("/archive/passages.csv?_stream=on&_size=2").text.count("\n") > 20
    texts.append(get("/archive/passages.csv?_stream=on&_size=2").text)
    cells = 0
    for text in texts:
        for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))):
            for cell in row:
                cells += 1
                number = re.fullmatch(r"[-+]?[\d.,e+-]+", cell)
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    assert cells > 300


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=3), max_size=6), st.lists(st.integers(1, 40)))
def test_a_csv_cut_anywhere_is_the_same_csv(rows: list[list[str]], cuts: list[int]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    body, whole = out.getvalue().encode("utf-8", "replace"), _WholeRows()
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(whole.take(body[at : at + cut], last=False))
        at += cut
    pieces.append(whole.take(body[at:], last=True))
    assert b"".join(pieces) == _WholeRows().take(body, last=True)


PARAMETERS = (
    *("q", "council", "body", "kind", "effect", "outcome", "from", "to", "date_from", "date_to", "year", "as_at"),
    *("page", "sort", "order", "rule", "state", "topic", "hl", "part", "group", "newest", "list", "segment", "unit"),
    *("metric", "record", "status", "field", "by", "size", "format"),
)
ASKED = (ATTACK, *VALUES, "%", "(" * 500, "NEAR(")
PATHS = ("/", "/search", "/call-ins", "/metrics", "/metric/looked_after_children", "/topics", "/promises", "/gaps",
    "/findings", "/meetings", "/meeting/2024-03-12", "/coverage", "/corrections", "/brief", "/api", "/search.atom",
    "/call-ins.ics", "/decisions.csv", "/archive/decisions", "/archive/decision_search")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_value_of_any_parameter_breaks_out(get: Any, database: Path, path: str) -> None:
    before = database.read_bytes()
    for value in ASKED:
        together = "&".join(f"{name}={quote(value)}" for name in PARAMETERS)
        singly = [f"{name}={quote(value)}" for name in ("q", "council", "topic", "as_at", "page", "_sort", "_search")]
        for query in (together, *singly):
            if len(query) > 60_000:
                query = query[:60_000]
            answer = get(f"{path}?{query}")
            assert answer.status_code < 500, (value[:60], query[:200], answer.text[:300])
            assert not re.search(r"Traceback|sqlite3\.|OperationalError", answer.text), value[:60]
            if answer.headers["content-type"].startswith("text/html"):
                no_foreign_markup(path, answer.text)
    assert database.read_bytes() == before


def test_a_council_that_is_sql_is_a_council_without_papers(get: Any) -> None:
    assert get("/search.json?q=wall").json()["results"]
    assert not get("/search.json?q=wall&council=" + quote("' OR 1=1 --")).json()["results"]


@pytest.mark.parametrize(
    "query",
    ["?_where=1=1", "?_extra=_shape", "?_facet=title&_facet_size=max", "?_sort=id);--", "?_next=x,y,z",
     "?_col=nothing", "?title__like=%25&_size=max", "?_through={}", "?_search=a&_searchmode=raw", "?_timelimit=999999",
     "?_shape=nothing",
     "?_fts_table=sqlite_master&_search=a", "?_json=title", "?_ttl=-1", "?_facet_array=title", "?_size=99999999"],
)  # fmt: skip
def test_datasettes_own_arguments_run_no_sql_of_the_visitors(get: Any, query: str) -> None:
    for path in ("/archive/decisions", "/archive/decisions.json", "/archive/decision_search.json"):
        answer = get(path + query)
        assert answer.status_code in (200, 302, 400, 403, 404), (path, answer.status_code, answer.text[:300])
        assert "Traceback" not in answer.text


def test_an_answer_holds_a_thousand_rows_at_most_and_sql_stays_off(get: Any) -> None:
    assert get("/archive/decisions.json?_size=1001").status_code == 400
    for path in ("/archive.json?sql=select+1", "/archive/-/query.json?sql=select+1", "/archive?sql=select+1"):
        assert get(path).status_code in (400, 403, 404), path


@pytest.mark.parametrize(
    "host",
    ["evil.example/<script>", 'a"b', "a b", "evil.example\tx", "user@evil.example", "", "a" * 300, "[::1", "a\\b"],
)
def test_a_host_that_is_none_is_refused_before_it_is_written_into_a_feed(get: Any, host: str) -> None:
    answer = get("/decisions.atom", headers={"host": host})
    assert answer.status_code == 400


def test_headers_that_name_another_host_or_address_change_nothing(get: Any) -> None:
    """Else one visitor could leave a poisoned page in a cache for all others."""
    names = ("x-forwarded-host", "x-host", "x-original-url", "x-rewrite-url", "forwarded", "x-forwarded-server")
    for path in ("/", "/decisions.atom", "/search?q=wall", "/call-ins.ics", "/passage/none"):
        plain = get(path).content
        for name in names:
            assert get(path, headers={name: "host=evil.example"}).content == plain, (path, name)


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "//evil.example/x/", "/%5Cevil.example/", "/decision/..//evil.example/", "///evil.example",
     "/archive//evil.example/", "/search/?q=http://evil.example", "/archive/?_next=//evil.example",
     "/%2F%2Fevil.example/"],
)  # fmt: skip
def test_no_redirect_leads_to_another_site(get: Any, path: str) -> None:
    answer = get("http://localhost" + path)
    target = answer.headers.get("location", "")
    assert not re.match(r"[/\\]{2}|[a-z]+:", target) or target.startswith("http://localhost/"), target


def test_downloads_are_named_by_the_program_alone(crawled: dict[str, Any]) -> None:
    named = [
        answer.headers["content-disposition"] for answer in crawled.values() if "content-disposition" in answer.headers
    ]
    assert named
    for name in named:
        assert re.fullmatch(r'attachment; filename="[\w.-]+"', name), name
    for path, answer in crawled.items():
        assert "set-cookie" not in answer.headers or "a=b" not in answer.headers["set-cookie"], path


async def _nothing(*_: object) -> None:
    raise AssertionError("the request came through")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "X" * 50])
def test_what_would_write_is_refused_without_reading_what_was_sent(get: Any, method: str) -> None:
    site = PublicSite(_nothing, base_url="/", data_path="/archive", allow_sql=False)
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    scope = {"type": "http", "method": method, "path": "/", "headers": [(b"host", b"localhost")]}
    coroutine = site(scope, _nothing, send)  # type: ignore[arg-type]
    with pytest.raises(StopIteration):
        coroutine.send(None)
    assert said[0]["status"] == 405
