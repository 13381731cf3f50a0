"""Lists of clauses: led in by the body's name, with verbs in capitals, with conditions. Every paper is invented."""

from __future__ import annotations

import pytest

from tests.extractors.invented_papers import Extracted, paper


def item(body: str) -> Extracted:
    return paper(f"BOARD\n\n1. Welcome\n\nAll came.\n\n2. Wharf\n\n{body}\n\n3. Close\n\nNone.", "minutes")


LEAD_INS = [
    "RESOLVED: That the Board:-",
    "RESOLVED that the Harbour Board:",
    "RESOLVED: That -",
    "RESOLVED UNANIMOUSLY: That the Board –",
    "ORDERED\n\nThat the Board:",
    "The Joint Board agreed:-",
    "PENDERFYNWYD / RESOLVED:",
    "DECISION: The Board:",
]


@pytest.mark.parametrize("lead_in", LEAD_INS)
def test_a_lead_in_is_no_clause(lead_in: str) -> None:
    found = item(f"{lead_in}\n\n(a) notes the survey; and\n\n(b) approves the dredging of the wharf.")
    assert found.texts == ["notes the survey", "approves the dredging of the wharf."]
    assert found.effects == [("noted",), ("approved",)]


def test_clauses_may_have_verbs_of_their_own_in_capitals() -> None:
    found = item(
        "RESOLVED that the Board:\n\n1. NOTED the survey;\n2. APPROVED the dredging of the wharf; and\n"
        "3. RECOMMENDED to Council that the harbour dues be frozen."
    )
    assert found.numbers == ["1", "2", "3"]
    assert found.texts[0] == "NOTED the survey"
    assert found.statuses == ["resolved", "resolved", "recommended"]
    assert [names[0] for names in found.effects] == ["noted", "approved", "recommended"]


ONWARD = [
    ("AGREED: to recommend that Council notes the survey.", ("recommended", "noted")),
    ("RECOMMENDED TO COUNCIL –\n\nThat the harbour byelaws be adopted.", ("recommended", "adopted")),
    ("It was RESOLVED to RECOMMEND -\n\nThat the County Council, at its meeting in June, approve the plan.",
     ("recommended", "approved")),
    ("PENDERFYNWYD ARGYMELL I'R CYNGOR / RESOLVED TO RECOMMEND TO COUNCIL:\n\n1. That the plan be approved.",
     ("recommended", "approved")),
    ("RESOLVED that Council be recommended to approve:\n\n(a) a budget of £4m; and\n\n(b) a precept of £90.",
     ("recommended", "approved")),
    ("RESOLVED that the plan be commended to the Cabinet.", ("recommended",)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "effects"), ONWARD)
def test_what_another_body_is_asked_to_decide_is_recommended(words: str, effects: tuple[str, ...]) -> None:
    found = item(words)
    assert set(found.statuses) == {"recommended"}
    assert found.effects[0] == effects
    assert [decision.outcome for decision in found.decisions] == ["recommended"]


def test_conditions_are_parts_of_the_permission() -> None:
    found = item(
        "RESOLVED\n\nThat permission be granted, subject to the following conditions:\n"
        "1. Work to begin within two years.\n2. No lamp to be lit after dark.\n3. The slip to be kept clear."
    )
    assert len(found.resolutions) == 1
    assert found.effects == [("approved",)]
    assert found.texts[0].endswith("The slip to be kept clear.")


def test_the_reason_of_a_refusal_is_part_of_it() -> None:
    found = item(
        "RESOLVED (unanimously)\n\nThat permission be refused for the following reason:\n\n"
        "The mast, by reason of its height, would spoil the view of the church."
    )
    assert found.effects == [("rejected",)]
    assert found.texts[0].endswith("the view of the church.")


def test_a_sentence_that_runs_over_its_sub_items_is_one_clause() -> None:
    found = item(
        "RESOLVED\n\n(i) That the tender be approved; and\n\n(ii) That, when the new slip opens,\n\n"
        "1. the old slip be closed; and\n\n2. its crane be sold."
    )
    assert found.numbers == ["i", "ii"]
    assert found.texts[1].endswith("its crane be sold.")


def test_a_bracketed_letter_behind_the_label_is_the_first_number() -> None:
    found = paper("Subject :-Kiosks\n\nDecision :-(a) That the lease be granted; and\n\n(b) That the rent be noted.")
    assert found.numbers == ["a", "b"]


def test_the_next_numbered_paragraph_is_no_clause() -> None:
    found = item("2.1 RESOLVED: That the Board:-\n\n(a) notes the survey.\n\n2.2 The Engineer left the room.")
    assert found.texts == ["notes the survey."]


EFFECTS = [
    ("RESOLVED that the survey be received and its findings noted.", ("received", "noted")),
    ("RESOLVED that the objections be overruled and the Order be made.", ("rejected", "approved")),
    ("RESOLVED that the results be reported back to the Board in May.", ("requested",)),
    ("RESOLVED that any replies be brought to the next meeting.", ("requested",)),
    ("RESOLVED that the tolls be advertised for 21 days.", ("consultation",)),
    ("RESOLVED that the third berth not proceed.", ("rejected",)),
    ("RESOLVED that the vacancy be held over to the next meeting.", ("deferred",)),
    ("RESOLVED that the Working Party be stood down.", ("approved",)),
    ("RESOLVED that the Harbour Master be given power to let the contract.", ("delegated",)),
    ("It was agreed to defer the paper to the meeting in March.", ("deferred",)),
    ("It was noted that this item had been withdrawn by the Director.", ("withdrawn",)),
    ("The Minute of the meeting of 4 April was approved as a correct record.", ("minutes_confirmed",)),
    ("NOTED: the work programme for May.", ("noted",)),
]


@pytest.mark.parametrize(("words", "effects"), EFFECTS)
def test_what_the_words_of_a_clause_do(words: str, effects: tuple[str, ...]) -> None:
    assert item(words).effects == [effects]
