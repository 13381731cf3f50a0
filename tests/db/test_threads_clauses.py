"""A report's recommendations beside what was decided."""

from __future__ import annotations

import pytest

from db.threads.clause_comparison import ClauseLink, compare, is_by_reference
from db.threads.records import Clause

from .thread_papers import clause, council, decision, paper

TITLE = "Harbour dredging contract"
REPORT = paper("report", TITLE, "2022-05-10", body="Cabinet", kind="report")
MINUTES = paper("minutes", "Cabinet minutes", "2022-05-10", body="Cabinet", kind="minutes")


def asked(number: int, text: str, *effects: str) -> Clause:
    return clause("report", number, text, *effects, decided=False)


def decided(number: int, text: str, *effects: str) -> Clause:
    return clause("minutes", number, text, *effects)


def compared(*clauses: Clause, title: str = TITLE) -> list[ClauseLink]:
    return compare(
        council(REPORT, MINUTES, decisions=[decision("minutes", title, "2022-05-10")], clauses=list(clauses))
    )


def test_the_same_clause_in_the_passive_is_accepted() -> None:
    (link,) = compared(
        asked(1, "Note the condition of the harbour bed", "noted"),
        decided(1, "The condition of the harbour bed be noted", "noted"),
    )
    assert (link.outcome, link.diff) == ("accepted", ())


def test_another_sum_is_an_amendment_and_shows_the_words() -> None:
    (link,) = compared(
        asked(1, "Approve a budget of £400,000 for dredging the inner harbour", "approved"),
        decided(1, "Approve a budget of £350,000 for dredging the inner harbour", "approved"),
    )
    assert link.outcome == "amended"
    assert ("taken_out", "£400,000") in link.diff
    assert ("put_in", "£350,000") in link.diff


def test_noted_where_approval_was_asked_is_an_amendment() -> None:
    (link,) = compared(
        asked(1, "Approve the dredging plan for the outer harbour", "approved"),
        decided(1, "The dredging plan for the outer harbour be noted", "noted"),
    )
    assert (link.outcome, link.reason.split(";")[0]) == ("amended", "the effect differs")


def test_clauses_without_their_like_are_added_and_dropped() -> None:
    links = compared(
        asked(1, "Note the condition of the harbour bed", "noted"),
        asked(2, "Appoint a clerk of works for the whole contract", "appointed"),
        decided(1, "The condition of the harbour bed be noted", "noted"),
        decided(2, "Officers write to the fishermen's association about moorings", "requested"),
    )
    assert [one.outcome for one in links] == ["accepted", "added", "dropped"]


def test_an_approval_by_reference_is_filled_from_the_report() -> None:
    links = compared(
        asked(1, "Approve the dredging plan", "approved"),
        asked(2, "Delegate the letting of the contract to the Harbour Master", "delegated"),
        decided(1, "That the recommendations set out in the report be approved", "approved"),
    )
    assert [one.outcome for one in links] == ["accepted_by_reference"] * 2
    assert [one.recommended_id for one in links] == [asked(1, "").id, asked(2, "").id]


def test_an_approval_by_reference_with_a_condition_is_no_plain_acceptance() -> None:
    links = compared(
        asked(1, "Approve the dredging plan", "approved"),
        decided(1, "That the recommendations in the report be agreed, subject to a further survey", "approved"),
    )
    assert [one.outcome for one in links] == ["amended"]


def test_a_recommendation_printed_twice_counts_once() -> None:
    links = compared(
        asked(1, "Note the condition of the harbour bed", "noted"),
        asked(2, "Note the condition of the harbour bed.", "noted"),
        decided(1, "The condition of the harbour bed be noted", "noted"),
    )
    assert [one.outcome for one in links] == ["accepted"]


def test_a_report_on_something_else_is_not_compared() -> None:
    clauses = (asked(1, "Note the condition", "noted"), decided(1, "The hours be approved", "approved"))
    assert compared(*clauses, title="Opening hours of the museum") == []


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The recommendations be agreed", True),
        ("Approved the recommendations as set out in the report", True),
        ("The Panel's views be welcomed", False),
        ("The dredging plan be approved", False),
    ],
)
def test_what_counts_as_approval_by_reference(text: str, is_one: bool) -> None:
    assert is_by_reference(text) is is_one
