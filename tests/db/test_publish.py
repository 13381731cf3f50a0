"""What is public: only what may be, and nothing else, not even in unused bytes of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.contact_details import contact_places, cover_contacts
from db.policy import Policy
from db.public_versions import swap_in, undo
from db.publish import build_public
from db.search import search
from db.store import Failure, Origin, store_failure, transaction
from db.withdrawals import withdraw

from .conftest import unsound

Paper = Callable[..., Any]
CAREFUL = Policy()


@pytest.fixture
def publish(archive_path: Path, tmp_path: Path) -> Callable[..., sqlite3.Connection]:
    """Build a public database and open it."""

    def build(policy: Policy = CAREFUL) -> sqlite3.Connection:
        target = tmp_path / "public.db"
        build_public(archive_path, target, policy, published_at="2022-01-02T00:00:00+00:00", software_version="1")
        return sqlite3.connect(target, isolation_level=None)

    return build


Publish = Callable[..., sqlite3.Connection]


def one(conn: sqlite3.Connection, sql: str) -> Any:
    return conn.execute(sql).fetchone()[0]


def test_a_public_database_is_whole(paper: Paper, put: Any, publish: Publish) -> None:
    put(paper())
    put(paper("Secret", "Xylophones are exempt.", exempt=True))
    public = publish()
    assert unsound(public) == []
    assert one(public, "SELECT count(*) FROM decision_search") == 1
    assert search(public, "footbridge").total == 1


def test_exempt_failed_and_withdrawn_papers_are_not_in_it(
    archive: sqlite3.Connection, paper: Paper, put: Any, publish: Publish
) -> None:
    put(paper("Open", "Anyone may read this."))
    put(paper("Closed", "Xylophones are exempt.", exempt=True))
    gone = paper("Gone", "Quinces were taken back.")
    put(gone)
    with transaction(archive):
        store_failure(
            archive,
            "cd" * 32,
            Failure("damaged", "broken", "again"),
            origin=Origin("zither.pdf"),
            software_version="1",
            ingested_at="2022-01-01T00:00:00+00:00",
        )
        archive.execute("INSERT INTO withdrawals VALUES (?, 'wrong paper', 'clerk', '2022-01-01')", (gone[0].id,))
    public = publish()
    assert public.execute("SELECT title FROM documents").fetchall() == [("Open",)]
    assert public.execute("SELECT document_id, why FROM withdrawn").fetchall() == [(gone[0].id, "wrong paper")]
    counts = public.execute("SELECT withheld_failed, withheld_exempt, withheld_withdrawn FROM publication").fetchall()
    assert counts == [(1, 1, 1)]


def test_no_byte_of_what_is_withheld_is_left_in_the_file(
    paper: Paper, put: Any, publish: Publish, tmp_path: Path
) -> None:
    put(paper("Open", "Anyone may read this."))
    for number in range(20):
        put(paper(f"Closed {number}", f"Xylophones{number} are exempt. " * 50, exempt=True))
    publish().close()
    content = (tmp_path / "public.db").read_bytes().lower()
    assert b"anyone" in content
    assert b"xylophon" not in content


def test_an_exempt_paper_is_published_on_an_explicit_word(paper: Paper, put: Any, publish: Publish) -> None:
    closed = paper("Closed", "Xylophones are exempt.", exempt=True)
    put(closed)
    put(paper("Closed too", "Quinces are exempt.", exempt=True))
    named = publish(Policy(exempt=frozenset({closed[0].id})))
    assert named.execute("SELECT title FROM documents").fetchall() == [("Closed",)]


def test_a_doubtful_deadline_is_public_as_words_only(paper: Paper, put: Any, publish: Publish) -> None:
    put(paper(doubt="before_meeting"))
    row = publish().execute("SELECT status, deadline, basis, quote, needs_check FROM call_ins").fetchone()
    assert row == ("open_until", None, None, "called in until midnight on Friday 14 May 2021", 1)
    assert one(publish(), "SELECT deadlines_withheld FROM publication") == 1


def test_a_deadline_without_a_doubt_is_public(paper: Paper, put: Any, publish: Publish) -> None:
    put(paper())
    assert one(publish(), "SELECT deadline FROM open_call_ins") == "2021-05-14T23:59:59"


def test_contact_details_are_covered_and_every_place_stays_true(
    paper: Paper, put: Any, publish: Publish, tmp_path: Path
) -> None:
    put(paper())
    public = publish()
    text = one(public, "SELECT text FROM documents")
    assert len(text) == len(paper()[0].text)
    assert "Ask Priya Nair on ••••• •••••• or •••" in text
    assert one(public, "SELECT count(*) FROM passages p, documents d WHERE instr(d.text, p.text) = 0") == 0
    assert search(public, "nair").total == 1
    assert search(public, "960456").total == 0
    public.close()
    content = (tmp_path / "public.db").read_bytes()
    assert b"960456" not in content
    assert b"priya.nair" not in content


def test_contact_details_can_be_left_readable(paper: Paper, put: Any, publish: Publish) -> None:
    put(paper())
    assert "01632 960456" in one(publish(Policy(contact_details=True)), "SELECT text FROM documents")


def test_what_only_the_clerk_needs_is_not_public(paper: Paper, put: Any, publish: Publish) -> None:
    put(paper())
    names = {row[0] for row in publish().execute("SELECT name FROM sqlite_master")}
    assert names.isdisjoint({"runs", "run_files", "file_names", "known_facts", "withdrawals"})


def test_publishing_changes_nothing_in_the_working_database(
    paper: Paper, put: Any, publish: Publish, snapshot: Callable[[], Any]
) -> None:
    put(paper("Closed", "Xylophones are exempt.", exempt=True))
    before = snapshot()
    publish()
    assert snapshot() == before


def test_publishing_goes_on_while_a_paper_is_being_stored(
    archive: sqlite3.Connection, paper: Paper, put: Any, publish: Publish
) -> None:
    put(paper("Open", "Anyone may read this."))
    archive.execute("BEGIN IMMEDIATE")
    archive.execute("UPDATE documents SET title = 'Half done'")
    assert one(publish(), "SELECT title FROM documents") == "Open"
    archive.rollback()


def test_the_database_before_comes_back_with_undo(tmp_path: Path) -> None:
    public = tmp_path / "public.db"
    for content in ("first", "second", "third"):
        (tmp_path / "next.db").write_text(content)
        swap_in(tmp_path / "next.db", public)
    seen = [public.read_text()]
    while undo(public):
        seen.append(public.read_text())
    assert seen == ["third", "second", "first"]


def test_only_the_last_versions_are_kept(tmp_path: Path) -> None:
    public = tmp_path / "public.db"
    for number in range(9):
        (tmp_path / "next.db").write_text(str(number))
        swap_in(tmp_path / "next.db", public)
    kept = sorted((tmp_path / "previous").iterdir())
    assert [path.read_text() for path in kept] == ["3", "4", "5", "6", "7"]


@pytest.mark.parametrize(
    "words",
    [
        "01632 960456",
        "(01632) 960456",
        "020 7946 0000",
        "0117 496 0123",
        "03069 99 00 12",
        "07700 900123",
        "+44 20 7946 0000",
        "+44 (0)1632 960456",
        "01632-960456",
        "clerk@saltmarsh.example",
        "first.o'last+tag@mail.saltmarsh.gov.example",
    ],
)
def test_these_are_contact_details(words: str) -> None:
    text = f"Ask at {words}, please"
    assert [text[start:end] for start, end in contact_places(text)] == [words]
    assert len(cover_contacts(text)) == len(text)


@pytest.mark.parametrize(
    "words",
    [
        "£01,234,567",
        "2009/10 to 2010/11",
        "24/00093",
        "0.1234567890",
        "1,234,567,890",
        "02 March 2021 and 05 March 2021",
        "0 12 15 18 22 31",
        "00093",
        "05/01/2010",
        "12345678901",
        "@ the hall",
    ],
)
def test_these_are_not(words: str) -> None:
    assert contact_places(f"It says {words} there") == []


@pytest.mark.parametrize(("more", "told"), [({}, 1), ({"exempt": True}, 0), ({"doubt": "before_meeting"}, 0)])
def test_only_the_day_of_a_withdrawn_paper_that_was_shown_is_told_as_cancelled(
    archive: sqlite3.Connection, paper: Paper, put: Any, publish: Publish, more: dict[str, Any], told: int
) -> None:
    gone = paper(**more)
    put(gone)
    withdraw(archive, gone[0].id, why="wrong paper", who="Pat", at="2022-01-01")
    rows = publish().execute("SELECT document_id, deadline, sequence FROM call_ins_withdrawn").fetchall()
    assert rows == [(gone[0].id, "2021-05-14T23:59:59", 1)] * told
