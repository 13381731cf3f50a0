"""New versions of a paper: linked where every sign agrees, never where one does not."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from db.store import transaction
from db.versions import link_versions, what_changed
from extractors.records import Decision

BODY = tuple(f"Paragraph {number} of the report on the sea wall and its cost to the district." for number in range(12))
TITLE = "Minutes of Cabinet: sea wall"


@pytest.fixture
def version(archive: sqlite3.Connection, paper: Any, put: Any) -> Any:
    """Store a paper of these lines with these fields, and link it; its id and what it was linked to."""
    with transaction(archive):
        archive.execute("INSERT INTO councils (id, name) VALUES ('saltmarsh', 'Saltmarsh District Council')")
    came = iter(range(100))

    def make(*lines: str, decisions: tuple[Decision, ...] = (), **fields: Any) -> tuple[str, str | None]:
        document, record = paper(*lines)
        known = replace(record, document=replace(record.document, **fields), decisions=decisions)
        put((document, known), at=f"2022-01-{next(came) + 1:02}")
        with transaction(archive):
            return document.id, link_versions(archive, document.id)

    return make


def supersedes(conn: sqlite3.Connection, document_id: str) -> Any:
    return conn.execute("SELECT supersedes_id FROM documents WHERE id = ?", (document_id,)).fetchone()[0]


def test_a_report_published_again_supersedes_the_first(archive: sqlite3.Connection, version: Any) -> None:
    first, _ = version(TITLE, *BODY)
    second, linked = version(TITLE, *BODY[:-1], "Paragraph 11 was put right.")
    assert linked == first
    assert (supersedes(archive, second), supersedes(archive, first)) == (first, None)
    changed = what_changed(archive, first, second)
    assert (changed.taken_out, changed.put_in) == ((BODY[-1],), ("Paragraph 11 was put right.",))


def test_confirmed_minutes_supersede_the_draft_that_comes_in_later(archive: sqlite3.Connection, version: Any) -> None:
    confirmed, _ = version(TITLE, *BODY)
    draft, linked = version("Draft " + TITLE, *BODY)
    assert linked == confirmed
    assert (supersedes(archive, confirmed), supersedes(archive, draft)) == (draft, None)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_versions_form_one_line_in_whatever_order_they_come(
    archive: sqlite3.Connection, version: Any, order: tuple[int, ...]
) -> None:
    """A link made between two must make room for a third that belongs between them."""
    days = ("2021-05-05", "2021-05-06", "2021-05-07", "2021-05-08")
    ids = {}
    for number in order:
        ids[number], _ = version(TITLE, *BODY[:-1], f"This is copy {number}.", published_date=days[number])
    assert [supersedes(archive, ids[number]) for number in range(4)] == [None, ids[0], ids[1], ids[2]]


@pytest.mark.parametrize(
    "fields",
    [
        {"meeting_date": "2021-06-01"},
        {"body": "Council"},
        {"kind": "report"},
        {"council": None},
        {"meeting_date": None},
        {"title": "Minutes of Cabinet: allotments"},
        {"reference": "24/2"},
    ],
)
def test_one_sign_that_does_not_agree_is_enough(archive: sqlite3.Connection, version: Any, fields: Any) -> None:
    version(TITLE, *BODY, reference="24/1")
    second, linked = version(TITLE, *BODY, "Another line.", **{"reference": "24/1", **fields})
    assert linked is None
    assert supersedes(archive, second) is None


def test_a_council_that_the_vocabulary_does_not_list_has_versions_too(version: Any) -> None:
    first, _ = version(TITLE, *BODY, council="Invented Harbour Conservators")
    _, linked = version(TITLE, *BODY[:-1], "Put right.", council="Invented Harbour Conservators")
    assert linked == first


@pytest.fixture
def member_record(version: Any, paper: Any) -> Any:
    """A record of what one person decided outside a meeting, with other last words each time."""

    def make(last: str, *, decided_on: str = "2021-05-04", **fields: Any) -> tuple[str, str | None]:
        _, record = paper()
        decision = replace(record.decisions[0], decided_on=decided_on, start=0, end=len(TITLE), title=TITLE)
        known = {"meeting_date": None, "body": None, "reference": "D/21/7", **fields}
        return version(TITLE, *BODY, last, decisions=(decision,), **known)  # type: ignore[no-any-return]

    return make


def test_a_record_of_one_person_put_right_supersedes_the_first(member_record: Any) -> None:
    first, _ = member_record("Call-in until 11 May 2021.")
    _, linked = member_record("Call-in until 14 May 2021.")
    assert linked == first


@pytest.mark.parametrize(
    "other",
    [
        {"reference": "D/21/8"},
        {"reference": None},
        {"decided_on": "2021-05-05"},
        {"title": f"{TITLE}, second"},
        {"meeting_date": "2021-05-04"},
    ],
)
def test_of_two_records_of_one_person_every_sign_must_be_the_same(member_record: Any, other: dict[str, Any]) -> None:
    member_record("Call-in until 11 May 2021.")
    assert member_record("Call-in until 14 May 2021.", **other)[1] is None


def test_a_pack_that_begins_with_the_paper_is_no_version_of_it(archive: sqlite3.Connection, version: Any) -> None:
    version(TITLE, *BODY)
    others = tuple(line.replace("sea wall", f"ferry number {number}") for number, line in enumerate(BODY * 2))
    _, linked = version(TITLE, *BODY, *others)
    assert linked is None


def test_two_records_on_one_form_are_two_papers(archive: sqlite3.Connection, version: Any) -> None:
    labels = ("Decision record", "Decision", "Reasons", "Alternatives considered", "Call in")
    words = ("ferry lease renewed for the summer", "library roof mended before the winter sets in again")
    _, first = version(*labels, *(f"{words[0]} {number}" for number in range(9)), title="Decision record")
    _, second = version(*labels, *(f"{words[1]} {number}" for number in range(9)), title="Decision record")
    assert (first, second) == (None, None)


def test_the_link_outlives_a_new_reading(archive: sqlite3.Connection, version: Any, put: Any, paper: Any) -> None:
    first, _ = version(TITLE, *BODY)
    second, _ = version(TITLE, *BODY, "More.")
    put(paper(TITLE, *BODY, "More."), version="2")
    assert supersedes(archive, second) == first
