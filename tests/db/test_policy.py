"""What may be public, as a file says it, and as corrections and doubts decide it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.call_in_rules import CallInRule, outside_rule
from db.corrections import Author, add, change, confirm, reject
from db.doubts import doubt, doubts_known, facts_with_doubts
from db.policy import BadPolicy, Policy, read_policy
from db.publish import build_public
from db.publish_changes import DeadlineChange, changes
from db.search import search
from db.shown import shown_facts
from extractors.records import Finding

from .conftest import unsound

CLERK = Author("Pat Lee", "2022-02-01T10:00:00+00:00", "read the paper", "1")
Publish = Callable[..., sqlite3.Connection]


@pytest.fixture
def publish(archive_path: Path, tmp_path: Path) -> Iterator[Publish]:
    """Build a public database and open it."""
    made: list[sqlite3.Connection] = []

    def build(policy: Policy = Policy(), name: str = "public.db") -> sqlite3.Connection:  # noqa: B008 - frozen
        target = tmp_path / name
        build_public(archive_path, target, policy, published_at="2022-01-02T00:00:00+00:00", software_version="1")
        made.append(sqlite3.connect(target, isolation_level=None))
        return made[-1]

    yield build
    for conn in made:
        conn.close()


def fact_id(conn: sqlite3.Connection, document_id: str, list_name: str) -> str:
    return next(one.fact.id for one in shown_facts(conn, document_id) if one.fact.list == list_name)


def rows(conn: sqlite3.Connection, sql: str) -> list[Any]:
    return conn.execute(sql).fetchall()


def test_no_file_is_the_careful_policy(tmp_path: Path) -> None:
    assert read_policy(tmp_path) == Policy()


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(
        '[public]\nminimum_confidence = 1\nkeep = 2\n[[council]]\nname = "Saltmarsh"\nrequire_review = true\n'
        '[[council]]\nname = "Brackwater"\ncall_in_working_days = 5\n'
    )
    assert read_policy(tmp_path) == replace(
        Policy(),
        minimum_confidence=1,
        kept=2,
        review_councils=frozenset({"Saltmarsh"}),
        call_in_rules={"Brackwater": CallInRule(5)},
    )


@pytest.mark.parametrize(
    "text",
    [
        "[public]\ncontact_detials = true",
        "[public]\ncontact_details = 'yes'",
        "[public]\nminimum_confidence = 2",
        "[public]\nkeep = 0",
        "[public]\nkeep = true",
        "[privat]\n",
        "[[council]]\nname = 'x'",
        "[[council]]\nrequire_review = true",
        "[[council]]\nname = 'x'\nrequire_review = 1",
        "[[council]]\nname = 'x'\ncall_in_working_days = 0",
        "[[council]]\nname = 'x'\ncall_in_days = 5",
        "council = [3]",
        "not toml",
    ],
)
def test_a_policy_that_is_not_understood_publishes_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "policy.toml").write_text(text)
    with pytest.raises(BadPolicy):
        read_policy(tmp_path)


def test_a_corrected_deadline_is_public_and_says_so(archive: sqlite3.Connection, stored: Any, publish: Publish) -> None:
    read = stored(doubt="weekday_mismatch")
    assert rows(publish(), "SELECT deadline, review FROM call_ins") == [(None, "machine")]
    change(archive, fact_id(archive, read[0].id, "call_ins"), {"deadline": "2021-05-17"}, CLERK)
    public = publish()
    assert rows(public, "SELECT deadline, review, needs_check FROM call_ins") == [
        ("2021-05-17T23:59:59", "corrected", 0)
    ]
    assert rows(public, "SELECT who, why, before, after, passage, machine FROM corrections") == [
        ("a member of staff", "read the paper", '"2021-05-14T23:59:59"', '"2021-05-17T23:59:59"', None, None)
    ]
    assert unsound(public) == []


def test_rejected_facts_are_out_and_added_ones_are_in(
    archive: sqlite3.Connection, stored: Any, publish: Publish
) -> None:
    read = stored()
    reject(archive, fact_id(archive, read[0].id, "figures"), CLERK)
    start = read[0].text.index("the Panel heard")
    typed = {"status": "recommended", "effects": "noted, received"}
    made = add(archive, read[0].id, "resolutions", (start, start + len("the Panel heard")), typed, CLERK)
    public = publish()
    assert rows(public, "SELECT count(*) FROM figures") == [(0,)]
    assert rows(public, f"SELECT text, status, review FROM resolutions WHERE id = '{made}'") == [
        ("the Panel heard", "recommended", "added")
    ]
    assert rows(public, f"SELECT effect FROM resolution_effects WHERE resolution_id = '{made}' ORDER BY number") == [
        ("noted",),
        ("received",),
    ]
    assert search(public, "panel").total > 0
    assert unsound(public) == []


def test_a_rejected_decision_leaves_its_clauses(archive: sqlite3.Connection, stored: Any, publish: Publish) -> None:
    read = stored()
    reject(archive, fact_id(archive, read[0].id, "decisions"), CLERK)
    public = publish()
    assert rows(public, "SELECT count(*) FROM decisions") == [(0,)]
    assert rows(public, "SELECT decision_id FROM resolutions") == [(None,)]
    assert unsound(public) == []


def test_a_person_may_say_that_a_paper_is_not_for_publication(
    archive: sqlite3.Connection, stored: Any, publish: Publish
) -> None:
    read = stored()
    change(archive, read[0].id, {"exempt": "yes"}, CLERK)
    assert rows(publish(), "SELECT count(*) FROM documents") == [(0,)]


def test_a_council_can_ask_for_a_look_at_everything(archive: sqlite3.Connection, stored: Any, publish: Publish) -> None:
    read = stored(doubt="weekday_mismatch")
    policy = Policy(review_councils=frozenset({"Saltmarsh District Council"}))
    assert rows(publish(policy), "SELECT documents, withheld_unreviewed FROM publication") == [(0, 1)]
    confirm(archive, read[0].id, CLERK)
    assert rows(publish(policy), "SELECT documents FROM publication") == [(0,)], "a doubt is still open"
    confirm(archive, fact_id(archive, read[0].id, "call_ins"), CLERK)
    assert rows(publish(policy), "SELECT documents FROM publication") == [(0,)], "so is what does not add up"
    confirm(archive, fact_id(archive, read[0].id, "findings"), CLERK)
    assert rows(publish(policy), "SELECT documents FROM publication") == [(1,)]


def test_values_read_from_a_scan_wait_for_a_person(archive: sqlite3.Connection, stored: Any, publish: Publish) -> None:
    read = stored()
    archive.execute("UPDATE pages SET source = 'ocr'")
    public = publish()
    assert rows(public, "SELECT deadline FROM call_ins") == [(None,)]
    assert rows(public, "SELECT count(*) FROM figures") == [(0,)]
    confirm(archive, fact_id(archive, read[0].id, "figures"), CLERK)
    assert rows(publish(), "SELECT value, review FROM figures") == [(1_200_000.0, "confirmed")]


def test_an_actual_for_a_day_after_the_meeting_waits_until_a_person_says_what_it_is(
    archive: sqlite3.Connection, paper: Any, put: Any, publish: Publish
) -> None:
    document, record = paper()
    figure = replace(record.figures[0], metric="looked_after_children", kind="actual")
    known, to_come = (
        replace(figure, period_from=day, period_to=day, start=place, end=place + len(figure.quote))
        for place, day in enumerate(("2021-03-31", "2022-03-31"))
    )
    put((document, replace(record, figures=(known, to_come))))
    assert rows(publish(), "SELECT period_to FROM figures") == [("2021-03-31",)]
    waiting = next(one for one in shown_facts(archive, document.id) if ("period_to", "2022-03-31") in one.fact.fields)
    change(archive, waiting.fact.id, {"kind": "target"}, CLERK)
    told = rows(publish(name="again.db"), "SELECT period_to, kind FROM figures ORDER BY 1")
    assert told == [("2021-03-31", "actual"), ("2022-03-31", "target")]


def test_unsure_rules_wait_too_where_the_policy_says_so(paper: Any, put: Any, publish: Publish) -> None:
    document, record = paper()
    put((document, replace(record, figures=(replace(record.figures[0], confidence=0.4),))))
    assert rows(publish(), "SELECT count(*) FROM figures") == [(1,)]
    assert rows(publish(Policy(minimum_confidence=0.5)), "SELECT count(*) FROM figures") == [(0,)]


def test_names_of_officers_are_no_data_unless_asked_for(paper: Any, put: Any, publish: Publish) -> None:
    put(paper())
    assert rows(publish(), "SELECT count(*) FROM people") == [(0,)]
    assert rows(publish(Policy(names=True)), "SELECT name FROM people") == [("Priya Nair",)]


def test_doubtful_values_are_public_only_where_the_policy_says_so(paper: Any, put: Any, publish: Publish) -> None:
    document, record = paper(doubt="weekday_mismatch")
    put((document, replace(record, figures=(replace(record.figures[0], doubts=("malformed_amount",)),))))
    careful, open_handed = publish(), publish(Policy(doubtful_deadlines=True, doubtful_facts=True))
    for conn, deadline, figures in ((careful, None, 0), (open_handed, "2021-05-14T23:59:59", 1)):
        assert rows(conn, "SELECT deadline, quote IS NOT NULL FROM call_ins") == [(deadline, 1)]
        assert rows(conn, "SELECT count(*) FROM figures") == [(figures,)]


def test_review_of_all_holds_back_every_council(
    archive: sqlite3.Connection, paper: Any, put: Any, publish: Publish
) -> None:
    read = paper()
    put((read[0], replace(read[1], findings=())))
    assert rows(publish(Policy(review_all=True)), "SELECT documents FROM publication") == [(0,)]
    confirm(archive, read[0].id, CLERK)
    assert rows(publish(Policy(review_all=True)), "SELECT documents FROM publication") == [(1,)]


def test_the_public_ledger_names_people_only_where_the_policy_says_so(
    archive: sqlite3.Connection, stored: Any, publish: Publish
) -> None:
    read = stored()
    confirm(archive, fact_id(archive, read[0].id, "call_ins"), CLERK)
    assert rows(publish(Policy(staff="the clerk")), "SELECT who FROM corrections") == [("the clerk",)]
    assert rows(publish(Policy(staff="")), "SELECT who FROM corrections") == [("Pat Lee",)]


def test_changes_name_what_is_added_changed_and_withdrawn(
    archive: sqlite3.Connection, paper: Any, put: Any, publish: Publish, tmp_path: Path
) -> None:
    read, other = paper(), paper("Ferry", "The ferry lease was renewed.")
    put(read)
    put(other)
    publish(name="now.db")
    new = paper("Allotments", "The allotments were opened.")
    put(new)
    change(archive, fact_id(archive, read[0].id, "call_ins"), {"deadline": "2021-05-17"}, CLERK)
    archive.execute("INSERT INTO withdrawals VALUES (?, 'wrong', 'Pat', '2022')", (other[0].id,))
    publish(name="then.db")
    found = changes(tmp_path / "now.db", tmp_path / "then.db")
    assert [one.id for one in found.added] == [new[0].id]
    first = {one.id: one.deadlines for one in changes(None, tmp_path / "now.db").added}
    assert first[read[0].id] == (DeadlineChange(None, "2021-05-14T23:59:59"),)
    assert [one.id for one in found.withdrawn] == [other[0].id]
    (changed,) = found.changed
    assert changed.facts["call_ins", "changed"] == 1
    assert changed.deadlines == (DeadlineChange("2021-05-14T23:59:59", "2021-05-17T23:59:59"),)
    assert not changes(tmp_path / "then.db", tmp_path / "then.db")


def test_a_deadline_outside_the_councils_rule_waits_for_a_person(
    archive: sqlite3.Connection, paper: Any, put: Any, publish: Publish
) -> None:
    read = paper()  # met on Tuesday 4 May 2021; call-in until Friday 14 May
    put(read)
    archive.execute("INSERT INTO councils (id, name, nation) VALUES ('s', 'Saltmarsh District Council', 'england')")
    archive.execute("UPDATE documents SET council_id = 's', published_date = '2021-05-06'")
    held = Policy(call_in_rules={"Saltmarsh District Council": CallInRule(5)})
    shown = next(one for one in facts_with_doubts(archive, read[0].id, held) if one.fact.list == "call_ins")
    assert shown.fact.doubts == ("deadline_outside_rule",)
    assert rows(publish(held), "SELECT deadline FROM call_ins") == [(None,)]
    fits = Policy(call_in_rules={"s": CallInRule(6)})
    assert rows(publish(fits), "SELECT deadline FROM call_ins") == [("2021-05-14T23:59:59",)]
    confirm(archive, shown.fact.id, CLERK)
    assert rows(publish(held), "SELECT deadline, review FROM call_ins") == [("2021-05-14T23:59:59", "confirmed")]


@pytest.mark.parametrize(
    ("deadline", "published", "meeting", "outside"),
    [
        ("2021-05-14T23:59:59", "2021-05-07", "2021-05-04", False),
        ("2021-05-14T17:00:00", "2021-05-06", "2021-05-04", True),
        ("2021-05-14T23:59:59", None, "2021-05-04", False),
        ("2021-05-10T23:59:59", None, "2021-05-04", True),
        ("2021-06-14T23:59:59", None, "2021-05-04", True),
        ("2021-05-14T23:59:59", None, None, False),
    ],
)
def test_five_working_days_after_publication(
    deadline: str, published: str | None, meeting: str | None, outside: bool
) -> None:
    assert outside_rule(deadline, CallInRule(5), published=published, meeting=meeting, nation="england") is outside
    assert not outside_rule(deadline, CallInRule(5), published=published, meeting=meeting, nation=None)


def test_one_slip_is_asked_about_once(archive: sqlite3.Connection, paper: Any, put: Any) -> None:
    document, record = paper()
    clause = replace(record.resolutions[0], doubts=("no_operative_verb",))
    place = {"page": 1, "start": clause.start, "end": clause.end}
    findings = (
        Finding(rule="missing_operative_verb", message="no verb", printed=None, computed=None, **place),
        Finding(rule="date_order", message="signed first", printed=None, computed=None, page=1, start=0, end=4),
    )
    facts = replace(record.document, signed_date="2021-04-01")
    put((document, replace(record, document=facts, resolutions=(clause,), findings=findings)))
    asked = {one.fact.list: one.fact.doubts for one in facts_with_doubts(archive, document.id) if one.fact.doubts}
    assert asked == {"documents": ("signed_before_meeting",), "resolutions": ("no_operative_verb",)}
    confirm(archive, document.id, CLERK)
    confirm(archive, fact_id(archive, document.id, "resolutions"), CLERK)
    assert not any(one.fact.doubts for one in facts_with_doubts(archive, document.id))


def test_every_doubt_has_a_question_and_a_reason() -> None:
    for known in doubts_known().values():
        assert known.question.endswith("?")
        assert known.because.endswith(".")
    assert doubt("never_heard_of").holds_back


def test_a_paper_signed_before_its_meeting_is_asked_about(archive: sqlite3.Connection, paper: Any, put: Any) -> None:
    document, record = paper()
    put((document, replace(record, document=replace(record.document, signed_date="2021-04-01"))))
    first = facts_with_doubts(archive, document.id)[0]
    assert first.fact.doubts == ("signed_before_meeting",)
    confirm(archive, document.id, CLERK)
    with closing(archive.cursor()):
        assert facts_with_doubts(archive, document.id)[0].fact.doubts == ()
