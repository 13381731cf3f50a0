"""The life of a decision as papers tell it, with the day of every state."""

from __future__ import annotations

import pytest

from db.threads.clause_comparison import pairs
from db.threads.life import lives
from db.threads.records import DateFact, Paper, PassageFact
from db.threads.states import State
from db.threads.told_states import Texts

from .thread_papers import call_in, clause, council, dates, decision, key, paper, passages

NUMBER = "22/00051"
RECORD = paper("record", "Ferry fares", "2022-03-01", body="Cabinet", kind="decision_record", reference=NUMBER)
TAKEN = decision("record", "Ferry fares", "2022-03-01", reference=NUMBER)


def told(
    *papers: Paper,
    said: dict[str, tuple[str, ...]] | None = None,
    printed: dict[str, str] | None = None,
    **facts: object,
) -> list[State]:
    """``said`` is what each paper says, passage by passage; ``printed`` the words of each date and its day."""
    words: dict[str, list[PassageFact]] = {}
    days: dict[str, list[DateFact]] = {}
    for name, texts in (said or {}).items():
        words[key(name)] = passages(name, *texts)
        whole = "\n".join(texts)
        days[key(name)] = dates(name, texts, {w: d for w, d in (printed or {}).items() if w in whole})
    given = council(*papers, **{"decisions": [TAKEN], **facts})  # type: ignore[arg-type]
    return list(lives(given, pairs(given), Texts(lambda one: words.get(one, []), lambda one: days.get(one, []))))


def named(states: list[State]) -> list[tuple[str, str | None]]:
    return [(one.state, one.date_from) for one in states]


def about(name: str, date: str | None, kind: str = "call_in") -> Paper:
    return paper(name, "Call-in: Ferry fares", date, kind=kind, reference=NUMBER, body="Scrutiny Committee")


def test_asked_for_decided_and_open_to_call_in() -> None:
    report = paper("report", "Ferry fares", "2022-03-01", body="Cabinet", kind="report", reference=NUMBER)
    asked = clause("report", 1, "Approve the fares", decided=False)
    window = call_in(
        "record", "open_until", decision_id=TAKEN.id, deadline="2022-03-09T23:59:59", quote="until 9 March"
    )
    states = told(RECORD, report, clauses=[asked], call_ins=[window])
    assert named(states) == [
        ("recommended", "2022-03-01"),
        ("resolved", "2022-03-01"),
        ("call_in_window", "2022-03-01"),
    ]
    assert states[-1].date_to == "2022-03-09"


def test_scrutiny_refers_it_to_council_on_the_day_of_its_meeting() -> None:
    texts = (
        "On 17 March 2022 the Scrutiny Committee considered the call-in of the decision.",
        "The Committee resolved to refer the matter to full Council for review.",
    )
    states = told(RECORD, about("later", None), said={"later": texts}, printed={"17 March 2022": "2022-03-17"})
    assert ("considered_by_scrutiny", "2022-03-17") in named(states)
    referred = next(one for one in states if one.state == "referred_to_council")
    assert (referred.date_from, referred.basis) == ("2022-03-17", "inferred")


def test_who_called_it_in_is_named_and_the_day_lies_between() -> None:
    texts = ("On 17 March 2022, the Scrutiny Committee considered a call-in made by Cllr Ada Finch of the decision.",)
    states = told(RECORD, about("later", None), said={"later": texts}, printed={"17 March 2022": "2022-03-17"})
    called = next(one for one in states if one.state == "called_in")
    assert called.detail == "by Cllr Ada Finch"
    assert (called.date_from, called.date_to, called.basis) == ("2022-03-01", "2022-03-17", "inferred")


def test_the_request_gives_names_and_grounds() -> None:
    texts = ("Proposer: Cllr Ada Finch", "Seconder: Cllr Tom Reed", "Reason one: The ferry users were not asked.")
    states = told(RECORD, about("request", None), said={"request": texts})
    called = next(one for one in states if one.state == "called_in")
    assert called.detail == "by Cllr Ada Finch, Cllr Tom Reed; grounds: The ferry users were not asked"


def test_what_may_happen_is_no_state() -> None:
    texts = (
        "If the decision is called in, the Scrutiny Committee may refer it to full Council.",
        "The Committee can resolve to refer the matter back to the Cabinet.",
        "Members ask that the decision be delayed until the grant is confirmed.",
    )
    assert named(told(RECORD, about("later", None), said={"later": texts})) == [("resolved", "2022-03-01")]


def test_a_planned_day_is_planned_and_not_done() -> None:
    texts = ("The decision will be reviewed by full Council on 7 April 2022.",)
    states = told(RECORD, about("later", None), said={"later": texts}, printed={"7 April 2022": "2022-04-07"})
    planned = [one for one in states if one.planned]
    assert named(planned) == [("council_review", "2022-04-07")]


def test_cabinet_confirms_its_decision_at_a_later_meeting() -> None:
    minutes = paper("again", "Cabinet minutes", "2022-04-12", body="Cabinet", kind="minutes")
    second = decision("again", "Ferry fares reconsidered", "2022-04-12", reference=NUMBER)
    confirmed = clause("again", 1, "The decision be confirmed", "confirmed")
    states = told(RECORD, minutes, decisions=[TAKEN, second], clauses=[confirmed])
    assert named(states) == [("resolved", "2022-03-01"), ("confirmed", "2022-04-12")]
    assert len({one.thread_id for one in states}) == 1


def test_a_decision_record_confirms_in_its_own_words() -> None:
    texts = ("The original decision was confirmed.",)
    again = paper("again", "Ferry fares", "2022-04-12", body="Cabinet", kind="decision_record", reference=NUMBER)
    states = told(RECORD, again, said={"again": texts})
    assert ("confirmed", "2022-04-12") in named(states)


def test_a_decision_sent_back_to_cabinet() -> None:
    texts = (
        "On 17 March 2022 the Scrutiny Committee considered the call-in.",
        "The matter was referred back to the Cabinet.",
    )
    states = told(RECORD, about("later", None), said={"later": texts}, printed={"17 March 2022": "2022-03-17"})
    assert ("referred_back", "2022-03-17") in named(states)


def test_a_report_that_asks_and_has_no_decision_has_a_life_of_its_own() -> None:
    report = paper("lone", "Quay parking", "2022-05-01", body="Cabinet", kind="report")
    asked = clause("lone", 1, "Approve the parking scheme", decided=False)
    states = told(report, decisions=[], clauses=[asked])
    assert named(states) == [("recommended", "2022-05-01")]
    assert states[0].thread_id == report.id


def test_two_numbers_are_two_lives() -> None:
    other = paper("other", "Ferry timetable", "2022-03-01", kind="decision_record", reference="22/00052")
    second = decision("other", "Ferry timetable", "2022-03-01", reference="22/00052")
    states = told(RECORD, other, decisions=[TAKEN, second])
    assert len({one.thread_id for one in states}) == 2


def test_every_state_rests_on_a_passage_of_its_paper() -> None:
    texts = ("On 17 March 2022 the Scrutiny Committee considered the call-in of the decision.",)
    states = told(RECORD, about("later", None), said={"later": texts}, printed={"17 March 2022": "2022-03-17"})
    assert states
    assert all(one.passage_id.startswith(one.document_id) and one.reason for one in states)


@pytest.mark.parametrize(
    "sentence",
    [
        "The water companies were called in to a meeting about the works.",
        "That earlier scheme was called in by Councillors Finch and Reed on 30 January 2022.",
        "The decision on moorings was called in by Councillors Finch and Reed.",
    ],
)
def test_the_call_in_of_another_decision_is_not_told_of_this_one(sentence: str) -> None:
    printed = {"30 January 2022": "2022-01-30"}
    assert named(told(RECORD, said={"record": (sentence,)}, printed=printed)) == [("resolved", "2022-03-01")]


def test_a_record_that_says_so_of_itself_was_called_in() -> None:
    texts = ("This decision has been called in by Councillors Finch and Reed.",)
    states = told(RECORD, said={"record": texts})
    assert ("called_in", None) in named(states)


def test_a_report_that_speaks_of_a_call_in_elsewhere_has_no_such_life() -> None:
    report = paper("report", "Budget monitoring", "2022-11-10", body="Executive Board", kind="report")
    texts = ("The decision on parking charges was called in by the Scrutiny Committee in July.",)
    states = told(report, decisions=[], said={"report": texts})
    assert "called_in" not in {one.state for one in states}
