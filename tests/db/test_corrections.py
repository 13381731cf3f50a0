"""What people say of readings: kept apart, shown, undone, and not lost when the paper is read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from db.correctable import NotAValue
from db.corrections import (
    Author,
    NoSuchFact,
    SomebodyElseWasFirst,
    add,
    change,
    confirm,
    corrections_of,
    import_corrections,
    reject,
    undo,
)
from db.shown import OUTDATED, Shown, shown_document, shown_fact, shown_facts
from extractors.records import CallIn, Record
from ingest.document import Document

CLERK = Author("Pat", "2022-02-01T10:00:00+00:00", "read the paper", "1")
OTHER = Author("Kim", "2022-02-01T10:05:00+00:00", "read it too", "1")
Paper = Callable[..., tuple[Document, Record]]


def only(conn: sqlite3.Connection, document_id: str, list_name: str) -> Shown:
    found = [one for one in shown_facts(conn, document_id) if one.fact.list == list_name]
    assert len(found) == 1
    return found[0]


def deadline(shown: Shown) -> Any:
    return dict(shown.fact.fields)["deadline"]


@pytest.fixture
def held(stored: Paper) -> tuple[Document, Record]:
    return stored(doubt="weekday_mismatch")


def reread(held: tuple[Document, Record], **changes: Any) -> tuple[Document, Record]:
    """The same file as a later version reads its call-in."""
    document, record = held
    return document, replace(record, call_ins=(replace(record.call_ins[0], **changes),))


def test_a_corrected_value_is_shown_and_the_reading_stays_as_it_was(archive: sqlite3.Connection, held: Any) -> None:
    fact = only(archive, held[0].id, "call_ins")
    assert change(archive, fact.fact.id, {"deadline": "2021-05-17"}, CLERK) == ("deadline",)
    shown = only(archive, held[0].id, "call_ins")
    assert (deadline(shown), shown.review, shown.fact.doubts) == ("2021-05-17T23:59:59", "corrected", ())
    stored = archive.execute("SELECT deadline, review FROM call_ins").fetchone()
    assert tuple(stored) == ("2021-05-14T23:59:59", "machine")


def test_the_books_say_who_when_why_before_and_after(archive: sqlite3.Connection, held: Any) -> None:
    fact = only(archive, held[0].id, "call_ins")
    change(archive, fact.fact.id, {"deadline": "2021-05-17T12:00"}, CLERK)
    (made,) = corrections_of(archive)
    assert (made.who, made.made_at, made.why) == (CLERK.who, CLERK.made_at, CLERK.why)
    assert (made.field, made.before, made.after) == ("deadline", '"2021-05-14T23:59:59"', '"2021-05-17T12:00:00"')
    assert held[0].text[made.start : made.end] == made.quote


def test_a_confirmed_fact_has_no_doubt_any_more(archive: sqlite3.Connection, held: Any) -> None:
    fact = only(archive, held[0].id, "call_ins")
    assert fact.fact.doubts == ("weekday_mismatch",)
    confirm(archive, fact.fact.id, CLERK)
    shown = only(archive, held[0].id, "call_ins")
    assert (shown.review, shown.fact.doubts) == ("confirmed", ())


def test_saying_the_same_value_again_confirms_it(archive: sqlite3.Connection, held: Any) -> None:
    fact = only(archive, held[0].id, "call_ins")
    assert change(archive, fact.fact.id, {"deadline": "2021-05-14"}, CLERK) == ()
    assert only(archive, held[0].id, "call_ins").review == "confirmed"


def test_a_rejected_fact_is_marked_and_can_be_taken_back(archive: sqlite3.Connection, held: Any) -> None:
    fact = only(archive, held[0].id, "figures")
    reject(archive, fact.fact.id, CLERK)
    assert only(archive, held[0].id, "figures").review == "rejected"
    undo(archive, corrections_of(archive)[0].id, OTHER)
    assert only(archive, held[0].id, "figures").review == "machine"
    (made,) = corrections_of(archive)
    assert (made.undone_by, made.undone_at) == (OTHER.who, OTHER.made_at)


def test_a_missed_fact_is_added_from_its_words(archive: sqlite3.Connection, held: Any) -> None:
    start = held[0].text.index("drainage survey")
    made = add(archive, held[0].id, "commitments", (start, start + len("drainage survey")), {"what": "a survey"}, CLERK)
    shown = shown_fact(archive, made)
    assert shown is not None
    assert (shown.review, shown.fact.words, dict(shown.fact.fields)["what"]) == ("added", "drainage survey", "a survey")
    change(archive, made, {"what": "the drainage survey"}, CLERK)
    again = shown_fact(archive, made)
    assert again is not None
    assert dict(again.fact.fields)["what"] == "the drainage survey"
    for one in corrections_of(archive):
        undo(archive, one.id, CLERK)
    assert shown_fact(archive, made) is None


def test_the_second_of_two_people_is_told_and_the_first_loses_nothing(archive: sqlite3.Connection, held: Any) -> None:
    seen = only(archive, held[0].id, "call_ins")
    change(archive, seen.fact.id, {"deadline": "2021-05-17"}, CLERK, revision=seen.revision)
    with pytest.raises(SomebodyElseWasFirst, match="Pat"):
        change(archive, seen.fact.id, {"deadline": "2021-05-18"}, OTHER, revision=seen.revision)
    assert deadline(only(archive, held[0].id, "call_ins")) == "2021-05-17T23:59:59"
    undo(archive, corrections_of(archive)[0].id, OTHER)
    with pytest.raises(SomebodyElseWasFirst, match="Kim"):
        confirm(archive, seen.fact.id, CLERK, revision=seen.revision + 1)


def test_a_correction_outlives_a_new_version_that_reads_the_same(
    archive: sqlite3.Connection, held: Any, put: Any
) -> None:
    fact = only(archive, held[0].id, "call_ins")
    change(archive, fact.fact.id, {"deadline": "2021-05-17"}, CLERK)
    assert put(held, version="2") == "updated"
    assert deadline(only(archive, held[0].id, "call_ins")) == "2021-05-17T23:59:59"


def test_it_stands_where_the_new_version_reads_another_value_from_the_same_words(
    archive: sqlite3.Connection, held: Any, put: Any
) -> None:
    fact = only(archive, held[0].id, "call_ins")
    change(archive, fact.fact.id, {"deadline": "2021-05-17"}, CLERK)
    put(reread(held, deadline="2021-06-30T23:59:59"), version="2")
    shown = only(archive, held[0].id, "call_ins")
    assert (deadline(shown), shown.review) == ("2021-05-17T23:59:59", "corrected")


def test_it_stands_where_the_new_version_finds_the_fact_no_more(
    archive: sqlite3.Connection, held: Any, put: Any
) -> None:
    fact = only(archive, held[0].id, "call_ins")
    change(archive, fact.fact.id, {"deadline": "2021-05-17"}, CLERK)
    put((held[0], replace(held[1], call_ins=())), version="2")
    shown = only(archive, held[0].id, "call_ins")
    assert (deadline(shown), shown.review, shown.machine) == ("2021-05-17T23:59:59", "corrected", None)
    assert dict(shown.fact.fields)["status"] == "open_until"


def test_it_stands_where_the_words_are_found_with_other_ends(archive: sqlite3.Connection, held: Any, put: Any) -> None:
    fact = only(archive, held[0].id, "call_ins")
    change(archive, fact.fact.id, {"deadline": "2021-05-17"}, CLERK)
    old: CallIn = held[1].call_ins[0]
    shorter = reread(held, start=old.start + 7, quote=(old.quote or "")[7:])
    put(shorter, version="2")
    shown = only(archive, held[0].id, "call_ins")
    assert shown.fact.id != fact.fact.id
    assert deadline(shown) == "2021-05-17T23:59:59"
    assert shown.revision == 1


def test_a_confirmed_value_stands_against_a_later_reading(archive: sqlite3.Connection, held: Any, put: Any) -> None:
    confirm(archive, only(archive, held[0].id, "call_ins").fact.id, CLERK)
    put(reread(held, deadline="2021-06-30T23:59:59"), version="2")
    shown = only(archive, held[0].id, "call_ins")
    assert (deadline(shown), shown.review) == ("2021-05-14T23:59:59", "confirmed")


def changed_words(held: tuple[Document, Record], **changes: Any) -> tuple[Document, Record]:
    """The same bytes read to a text with another word in the passage of the call-in, of the same length."""
    document, record = reread(held, **changes)
    text = document.text.replace("This may be called", "Thus may be called")
    return replace(document, text=text), record


def test_it_stands_where_only_the_words_around_are_read_otherwise(
    archive: sqlite3.Connection, held: Any, put: Any
) -> None:
    change(archive, only(archive, held[0].id, "call_ins").fact.id, {"deadline": "2021-05-17"}, CLERK)
    put(changed_words(held), version="2")
    assert deadline(only(archive, held[0].id, "call_ins")) == "2021-05-17T23:59:59"


def test_it_comes_back_for_review_where_passage_and_reading_have_both_changed(
    archive: sqlite3.Connection, held: Any, put: Any
) -> None:
    change(archive, only(archive, held[0].id, "call_ins").fact.id, {"deadline": "2021-05-17"}, CLERK)
    put(changed_words(held, deadline="2021-06-30T23:59:59"), version="2")
    shown = only(archive, held[0].id, "call_ins")
    assert (deadline(shown), shown.review) == ("2021-06-30T23:59:59", "machine")
    assert OUTDATED in shown.fact.doubts
    confirm(archive, shown.fact.id, OTHER)
    assert only(archive, held[0].id, "call_ins").review != "machine"


def test_the_fields_of_the_paper_itself_can_be_corrected(archive: sqlite3.Connection, held: Any) -> None:
    change(archive, held[0].id, {"kind": "decision_record", "meeting_date": ""}, CLERK)
    shown = shown_document(archive, held[0].id)
    assert shown is not None
    values = dict(shown.fact.fields)
    assert (values["kind"], values["meeting_date"], shown.review) == ("decision_record", None, "corrected")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("deadline", "next Friday"),
        ("deadline", "2021-02-30"),
        ("deadline", "2021-05-17T25:00"),
        ("status", "maybe"),
        ("status", ""),
        ("quote", "other words"),
    ],
)
def test_what_cannot_be_a_value_is_refused_and_nothing_is_written(
    archive: sqlite3.Connection, held: Any, field: str, typed: str
) -> None:
    fact = only(archive, held[0].id, "call_ins")
    with pytest.raises(NotAValue):
        change(archive, fact.fact.id, {"effective_from": "2021-05-18", field: typed}, CLERK)
    assert corrections_of(archive) == ()


def test_a_fact_that_is_not_there_cannot_be_corrected(archive: sqlite3.Connection, held: Any) -> None:
    with pytest.raises(NoSuchFact):
        confirm(archive, f"{held[0].id}-c00000000", CLERK)
    with pytest.raises(NoSuchFact):
        undo(archive, 7, CLERK)


def test_corrections_carried_to_another_archive_are_taken_once(
    archive: sqlite3.Connection, held: Any, put: Any, paper: Paper
) -> None:
    change(archive, only(archive, held[0].id, "call_ins").fact.id, {"deadline": "2021-05-17"}, CLERK)
    carried = corrections_of(archive)
    archive.execute("DELETE FROM corrections")
    strange = replace(carried[0], document_id="0" * 12)
    assert import_corrections(archive, [*carried, *carried, strange]) == 1
    assert deadline(only(archive, held[0].id, "call_ins")) == "2021-05-17T23:59:59"


@pytest.mark.parametrize("typed", ["no", ""])
def test_a_paper_not_for_publication_is_opened_with_a_reason_only(
    archive: sqlite3.Connection, stored: Paper, typed: str
) -> None:
    read = stored("Closed", "Not for the public.", exempt=True)
    with pytest.raises(NotAValue, match="reason"):
        change(archive, read[0].id, {"exempt": typed}, replace(CLERK, why=""))
    assert corrections_of(archive) == ()
    assert change(archive, read[0].id, {"exempt": typed}, CLERK) == ("exempt",)
