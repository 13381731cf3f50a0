"""What a hostile paper prints and what is typed into forms stays words, on every page of the desk.

Pages are found by following links from the first one, forms by looking at every page; each is filled in and sent.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from db.connection import open_working
from db.correctable import ADDABLE
from db.store import Failure, Origin, store, store_failure, transaction
from minutebook.desk.plugin import VIEWS
from minutebook.desk.server import BuiltDesk, build_desk
from minutebook.finding import find_files
from minutebook.run import Options, ingest
from minutebook.settings import ArchiveFolder
from tests.archive.sample_archive import READ_AT, harbour, hostile, library
from tests.hostile_words import ATTACK, ATTACKS, links, no_foreign_markup

from .asking import BASE, asker
from .conftest import LINES, write_pdf

OUR_SCRIPT = '<script src="/desk-assets/desk.js" defer></script>'
"""The one script that the desk has, on the page on which words are marked."""
MOST_PAGES, ALIKE = 200, 5
Ask = Callable[..., httpx.Response]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page. ``chosen``: names of the fields that a browser would send as they are."""

    page: str
    method: str
    action: str
    values: dict[str, str]
    typed: tuple[str, ...]
    with_files: bool

    @property
    def shape(self) -> tuple[str, ...]:
        return (self.method, shape_of(self.action), self.values.get("action", ""), *sorted(self.values), *self.typed)


def shape_of(path: str) -> str:
    return re.sub(r"=[^&]*|[0-9a-f-]{12,}|\d+", "#", path)


def hostile_archive(folder: Path) -> ArchiveFolder:
    """Papers whose every field is an attack: read, failed, a later version, beside a real PDF that prints attacks."""
    archive = ArchiveFolder(folder / "data")
    conn = open_working(archive.working)
    papers = [harbour(), library(), *(hostile(words) for words in (ATTACK, *ATTACKS))]
    document, record = hostile(ATTACK + " once more")
    sha256 = hashlib.sha256(b"failed").hexdigest()
    for one, facts in (*papers, (document, record)):
        source = f"javascript:alert('{one.id}')"
        origin = Origin(one.filename, source_url=source)
        doubtful = replace(facts, dates=tuple(replace(day, doubts=("year_not_printed",)) for day in facts.dates))
        store(conn, one, doubtful, origin=origin, software_version="test", ingested_at=READ_AT)
    with transaction(conn):
        failure = Failure("damaged", ATTACK, ATTACK)
        store_failure(conn, sha256, failure, origin=Origin(ATTACK), software_version="test", ingested_at=READ_AT)
        conn.execute("UPDATE documents SET supersedes_id = ? WHERE id = ?", (papers[2][0].id, document.id))
        conn.execute("UPDATE councils SET name = name || ?", (ATTACK,))
    conn.close()
    printed = (*LINES, *ATTACKS[:4], *(f"Work on span {number} begins on {number} June." for number in (3, 5, 9)))
    ingest(archive, find_files([write_pdf(folder / "'onmouseover='alert(1)'.pdf", printed)]), Options(1, 120))
    return archive


@pytest.fixture(scope="module")
def archive_of_attacks(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    return hostile_archive(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def desk_of_attacks(archive_of_attacks: ArchiveFolder) -> BuiltDesk:
    return build_desk(archive_of_attacks, ATTACK)


@pytest.fixture(scope="module")
def get(desk_of_attacks: BuiltDesk) -> Ask:
    return asker(desk_of_attacks)


def crawl(get: Ask) -> dict[str, httpx.Response]:
    """Path to answer, for every page that links lead to from the first, and for that of a form that was refused."""
    refused = get("/publish", "POST", data={"action": "publish"})
    waiting, found, seen = ["/", "/?page=2"], {refused.url.path: refused}, Counter[str]()
    while waiting and len(found) < MOST_PAGES:
        path = waiting.pop(0)
        shape = shape_of(path)
        if path in found or seen[shape] >= ALIKE:
            continue
        seen[shape] += 1
        answer = found[path] = get(path)
        if "location" in answer.headers:
            waiting.append(answer.headers["location"])
        if is_page(answer):
            waiting += links(answer.text)
    return found


def is_page(answer: httpx.Response) -> bool:
    return answer.headers.get("content-type", "").startswith("text/html")


def no_foreign_words(path: str, answer: httpx.Response) -> None:
    """What every answer of the desk must be."""
    assert answer.status_code < 500, (path, answer.text[:300])
    assert answer.headers["x-content-type-options"] == "nosniff", path
    assert "script-src 'self';" in answer.headers["content-security-policy"], path
    assert re.match(r"/(?![/\\])|$", answer.headers.get("location", "")), path
    assert "traceback" not in answer.text.lower(), path
    if is_page(answer):
        no_foreign_markup(path, answer.text.replace(OUR_SCRIPT, "", 1))
        for form in forms_of(path, answer.text):
            assert form.action.startswith("/"), (path, form.action)
            assert not form.action.startswith("//"), (path, form.action)


def forms_of(path: str, html: str) -> Iterator[Form]:
    for node in LexborHTMLParser(html).css("form"):
        values, typed = {}, []
        for field in node.css("input, textarea, select"):
            name, kind = field.attributes.get("name"), field.attributes.get("type") or "text"
            assert name, (path, field.html)
            if kind == "file" or (kind == "radio" and name in values):
                continue
            values[name] = _value(field)
            if field.tag == "textarea" or (field.tag == "input" and kind == "text"):
                typed.append(name)
        attributes = node.attributes
        with_files = attributes.get("enctype") == "multipart/form-data"
        yield Form(
            path, attributes.get("method") or "get", attributes.get("action") or "", values, tuple(typed), with_files
        )


def _value(field: LexborNode) -> str:
    if field.tag == "textarea":
        return field.text()
    if field.tag == "select":
        chosen = field.css_first("option[selected]") or field.css_first("option")
        return (chosen.attributes.get("value") or "") if chosen else ""
    return field.attributes.get("value") or ""


@pytest.fixture(scope="module")
def crawled(get: Ask) -> dict[str, httpx.Response]:
    return crawl(get)


def test_the_crawl_sees_every_kind_of_page(crawled: dict[str, httpx.Response]) -> None:
    seen = {path.partition("?")[0] for path in crawled}
    shown = [pattern for pattern, show, _ in VIEWS if show is not None and not pattern.startswith("/taken")]
    assert [pattern for pattern in shown if not any(re.fullmatch(pattern, path) for path in seen)] == []
    assert {pattern.split("/")[1] for pattern in shown} >= {"paper", "fact", "publish", "picture"}


def test_nothing_that_a_paper_holds_becomes_markup_on_any_page(crawled: dict[str, httpx.Response]) -> None:
    for path, answer in crawled.items():
        no_foreign_words(path, answer)
    shown = "".join(answer.text for answer in crawled.values() if is_page(answer))
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 100, "the attacks are there, as words"


def test_every_list_of_every_paper_is_looked_at(crawled: dict[str, httpx.Response]) -> None:
    lists = {found[1] for path in crawled if (found := re.search(r"/list/([a-z_]+)", path))}
    assert lists >= {"decisions", "resolutions", "call_ins", "figures", "dates", "commitments", "citations", "people",
                     "sections", "findings"}  # fmt: skip


def test_the_desk_answers_nothing_as_json(get: Ask, crawled: dict[str, httpx.Response]) -> None:
    for path, answer in crawled.items():
        assert not answer.headers.get("content-type", "").startswith("application/"), path
    for path in ("/publish.json", "/.json", "/paper.json", "/fact.json"):
        assert get(path).status_code == 404


def test_no_answer_to_a_form_makes_markup_of_what_was_typed(tmp_path: Path) -> None:
    """Each kind of form once with an attack in everything that is typed, once with one in everything that is sent."""
    archive = hostile_archive(tmp_path)
    get = asker(build_desk(archive, ATTACK))
    before = schema(archive)
    sent: set[tuple[str, ...]] = set()
    for _ in range(2):  # a form that undoes is there only when another was sent
        paths = crawl(get)
        for path in _pages_for_adding(paths):
            paths[path] = get(path)
        for path, page in paths.items():
            no_foreign_words(path, page)
            for form in forms_of(path, page.text) if is_page(page) else ():
                if form.shape not in sent and form.action != "/leave":
                    sent.add(form.shape)
                    _send_attacks(get, form)
    assert {shape[1] for shape in sent} >= {"/fact/#", "/paper/#/add", "/paper/#/redact", "/paper/#/withdraw",
        "/paper/#/list/dates", "/upload", "/publish", "/undo/#"}  # fmt: skip
    assert schema(archive) == before
    with closing(sqlite3.connect(archive.working)) as conn:
        said = {row[0] for row in conn.execute("SELECT why FROM corrections UNION SELECT why FROM redactions")}
    assert any(ATTACKS[0] in (why or "") for why in said), "the attacks came as far as the database"


def _send_attacks(get: Ask, form: Form) -> None:
    assert form.method == "get" or form.values["csrftoken"], form
    for values in _fillings(form):
        answer = _send(get, form, values)
        no_foreign_words(f"{form.action} of {form.page}", answer)
        if "location" in answer.headers:
            no_foreign_words(form.action, get(answer.headers["location"]))


def _pages_for_adding(paths: dict[str, httpx.Response]) -> Iterator[str]:
    paper = next(path for path in paths if re.fullmatch(r"/paper/[0-9a-f]{12}/add", path))
    for name in ADDABLE:
        yield f"{paper}?list={name}&quote=the"


def _fillings(form: Form) -> Iterator[dict[str, str]]:
    token = {name: value for name, value in form.values.items() if name == "csrftoken"}
    yield {**form.values, **dict.fromkeys(form.typed, ATTACK)}
    if "why" in form.values:
        yield {**form.values, "why": ATTACK}
    yield {**dict.fromkeys((*form.values, "value.title", "why"), ATTACK), **token}


def _send(get: Ask, form: Form, values: dict[str, str]) -> httpx.Response:
    if form.method == "get":
        return get(form.action + "?" + "&".join(f"{name}={quote(value)}" for name, value in values.items()))
    if form.with_files:
        files = [
            ("paper", (name + ending, b"Saltmarsh\n" + ATTACK.encode())) for name in ATTACKS for ending in (".txt", "")
        ]
        return get(form.action, "POST", data=values, files=files, headers={"origin": BASE})
    return get(form.action, "POST", data=values, headers={"origin": BASE})


def schema(archive: ArchiveFolder) -> list[Any]:
    with closing(sqlite3.connect(archive.working)) as conn:
        return conn.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
