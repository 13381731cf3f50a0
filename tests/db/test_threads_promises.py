"""What a promise expects, which paper came, and what is left open."""

from __future__ import annotations

from db.threads.grouping import Topic
from db.threads.promises import Event, events
from db.threads.records import Paper, PassageFact, Promise
from db.threads.topics import Item

from .thread_papers import COUNCIL, council, key, paper, passages, promise

UPDATES = "further update reports be received by Cabinet"


def topic(*papers: Paper) -> Topic:
    items = tuple(
        Item(
            id=one.id,
            document_id=one.id,
            decision_id=None,
            title=one.title,
            date=one.date,
            council=COUNCIL,
            passage_id=one.passage_id,
        )
        for one in papers
    )
    blank = ("",) * len(items)
    return Topic(
        id="t", slug="s", name="n", council=COUNCIL, members=items, reasons=blank, confidences=(1.0,) * len(items)
    )


def cabinet(name: str, date: str, body: str = "Cabinet") -> Paper:
    return paper(name, "Empty homes", date, body=body, kind="report")


def told(papers: list[Paper], *promises: Promise, words: dict[str, list[PassageFact]] | None = None) -> list[Event]:
    found = words or {}
    facts = council(*papers, promises=list(promises))
    return events(facts, [topic(*papers)], lambda document_id: found.get(document_id, []))


def test_quarterly_updates_are_expected_and_the_one_that_came_is_named() -> None:
    papers = [cabinet("first", "2019-01-10"), cabinet("second", "2019-07-11"), cabinet("last", "2020-01-09")]
    rows = told(papers, promise("first", UPDATES, recurs="quarterly"))
    assert [row.expected_on for row in rows][:4] == ["2019-04-10", "2019-07-10", "2019-10-10", "2020-01-10"]
    assert [row.kept_by for row in rows][:4] == [None, key("second"), None, key("last")]


def test_a_renewed_promise_ends_the_dates_of_the_old_one() -> None:
    papers = [cabinet("first", "2019-01-10"), cabinet("second", "2019-07-11"), cabinet("last", "2020-12-09")]
    rows = told(papers, promise("first", UPDATES, recurs="quarterly"), promise("second", UPDATES, recurs="bimonthly"))
    old = [row for row in rows if row.document_id == key("first")]
    assert [row.expected_on for row in old] == ["2019-04-10", "2019-07-10"]
    new = [row for row in rows if row.document_id == key("second")]
    assert new[0].expected_on == "2019-09-11"


def test_the_first_date_after_the_last_paper_is_still_given() -> None:
    (row,) = told([cabinet("only", "2019-01-10")], promise("only", UPDATES, recurs="annual"))
    assert (row.expected_on, row.kept_by, row.known_to) == ("2020-01-10", None, "2019-01-10")


def test_a_paper_to_another_body_keeps_no_promise_to_cabinet() -> None:
    papers = [cabinet("first", "2019-01-10"), cabinet("panel", "2019-04-09", "Housing Select Committee")]
    rows = told(papers, promise("first", UPDATES, recurs="quarterly"))
    assert [row.kept_by for row in rows] == [None] * len(rows) != []


def test_no_paper_keeps_two_dates() -> None:
    papers = [cabinet("first", "2019-01-31"), *[cabinet(f"p{m}", f"2019-{m:02d}-15") for m in range(2, 12)]]
    rows = told(papers, promise("first", UPDATES, recurs="monthly"))
    kept = [row.kept_by for row in rows if row.kept_by]
    assert len(kept) == len(set(kept))


def test_a_report_due_in_a_month_is_kept_by_the_paper_of_that_month() -> None:
    papers = [cabinet("first", "2019-01-10"), cabinet("second", "2019-06-13")]
    made = promise(
        "first", "a further report will be brought to Cabinet in June", due_from="2019-06-01", due_to="2019-06-30"
    )
    (row,) = told(papers, made)
    assert row.kept_by == key("second")


def test_an_action_is_never_called_kept_only_spoken_of() -> None:
    papers = [cabinet("first", "2019-01-10"), cabinet("second", "2019-06-13")]
    made = promise("first", "a letter will be sent to owners of boarded terraces in Quay Street")
    words = {key("second"): passages("second", "Owners of boarded terraces in Quay Street were sent a letter.")}
    (row,) = told(papers, made, words=words)
    assert (row.kept_by, row.mentioned_by, row.expects_paper) == (None, key("second"), False)


def test_nothing_is_claimed_where_no_day_is_given_and_no_paper_speaks_of_it() -> None:
    papers = [cabinet("first", "2019-01-10"), cabinet("second", "2019-06-13")]
    (row,) = told(papers, promise("first", "a letter will be sent to owners of boarded terraces"))
    assert (row.kept_by, row.mentioned_by, row.expected_to) == (None, None, None)


def test_a_promise_printed_twice_in_a_paper_is_one() -> None:
    one = promise("first", "Further reports be received each quarter", recurs="quarterly")
    two = promise("first", "receive further reports every quarter", recurs="quarterly")
    rows = told([cabinet("first", "2019-01-10")], one, two)
    assert {row.commitment_id for row in rows} == {one.id}
