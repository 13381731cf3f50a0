"""Reasons, alternatives, conflicts and dispensations: where each ends. Every paper is invented."""

from __future__ import annotations

import pytest

from extractors.records import Decision
from tests.extractors.invented_papers import paper

REASON = "The slip is worn."


def record(below: str) -> Decision:
    text = f"RECORD OF DECISION\n\nSubject: Slip\n\nDecision\n\nRESOLVED that the slip be mended.\n\n{below}"
    found = paper(text, meeting_date="2021-03-09").decisions
    assert len(found) == 1
    return found[0]


FOLLOWING = [
    "Signed: A Reed",
    "Published: 12 March 2021",
    "The decision will come into force on 19 March 2021 unless it is called in.",
    "In accordance with the Constitution this decision is urgent and is not subject to call-in.",
    "Current call-in Count: 3",
    "Agenda item 7",
    "Contact Officer: B Rush",
    "For further information please write to the Clerk.",
    "If you have any questions about these decisions, please ask the Clerk.",
    "A copy of the report can be seen at the Quay Office.",
    "The full report is available from the Quay Office.",
    "This notice was published on 12 March 2021.",
    "Members of the public may inspect the papers named.",
    "The meeting closed at 7.10 pm.",
    "Councillor Reed left the meeting at this point.",
    "Councillor Reed asked that her thanks to the crew be recorded.",
    "Voted unanimously.",
    "12 March 2021",
    "A Reed\nMonitoring Officer",
    "The above decisions were taken by the Cabinet under its own powers.",
]


@pytest.mark.parametrize("following", FOLLOWING)
@pytest.mark.parametrize("label", ["Reason: {}", "Reasons for the decision\n\n{}", "Reason for Decision :-{}"])
def test_the_reasons_end_where_something_else_begins(label: str, following: str) -> None:
    assert record(f"{label.format(REASON)}\n\n{following}").reasons == REASON


SAME = [
    "The wall beside it leans too.",
    "The Council has a duty to mend it.",
    "Councillor Reed had spoken to the boatmen, who agreed.",
    "The decision will be carried out in two steps.",
]


@pytest.mark.parametrize("following", SAME)
def test_a_paragraph_without_a_label_may_be_one_of_the_reasons(following: str) -> None:
    assert record(f"Reasons for the decision\n\n{REASON}\n\n{following}").reasons == f"{REASON}\n\n{following}"


LISTED = "These were as follows:\n\nOption 1: Wait. Rejected.\nOption 2: Sell. Rejected."


def test_entries_of_a_list_that_is_announced_are_no_fields_of_the_form() -> None:
    decision = record(f"Alternatives considered: {LISTED}\n\nConflicts of interest: None")
    assert (decision.alternatives, decision.conflicts) == (LISTED, "None")


def test_a_heading_without_a_number_is_no_part_of_a_numbered_record() -> None:
    options = "They were as follows:\n\nWait\n\nThe slip would go.\n\nSell the Slip\n\nNobody would buy."
    decision = record(
        f"4. Reasons\n\nAge.\n\n5. Alternatives considered\n\n{options}\n\n6. Conflicts of interest\n\nNone"
    )
    assert (decision.reasons, decision.alternatives, decision.conflicts) == ("Age.", options, "None")


LABELS = [
    ("alternatives", "Brief details of any alternative options considered and rejected at the time"),
    ("alternatives", "Options rejected"),
    ("conflicts", "Any interest declared"),
    ("conflicts", "Interests and Nature of Interests Declared"),
    ("conflicts", "Details of any conflict of interest declared by any Cabinet Member consulted"),
    ("dispensations", "Dispensation (Head of Paid Service)"),
    ("reasons", "Brief statement of reasons"),
    ("reasons", "Rheswm dros y penderfyniad / Reason for decision"),
]


@pytest.mark.parametrize(("field", "label"), LABELS)
@pytest.mark.parametrize("joint", [": ", "\t", "\n\n"])
def test_the_parts_are_known_under_many_labels(field: str, label: str, joint: str) -> None:
    decision = record(f"{label}{joint}To wait a year.\n\nWards affected: Quay")
    assert getattr(decision, field) == "To wait a year."


def test_a_field_ends_at_the_next_line_with_a_label_even_an_unknown_one() -> None:
    decision = record("Conflicts of interest declared: None\nBodies spoken to: the Fishers' Guild\nSigned: A Reed")
    assert decision.conflicts == "None"


def test_why_the_decision_is_key_is_not_why_it_was_taken() -> None:
    decision = record(f"REASON WHY THIS IS A KEY DECISION\n\nIt costs much.\n\nREASONS FOR THE DECISION\n\n{REASON}")
    assert decision.reasons == REASON


def test_a_dispensation_told_with_the_conflict_is_parted_from_it() -> None:
    decision = record(
        "Conflicts of interest: Councillor Reed keeps a boat. The Head of Paid Service granted a dispensation in May."
    )
    assert decision.conflicts == "Councillor Reed keeps a boat."
    assert decision.dispensations == "The Head of Paid Service granted a dispensation in May."


def test_the_next_numbered_heading_ends_a_part() -> None:
    decision = record(f"2. Reasons for the decision\n\n{REASON}\n\n3. Why it cannot wait\n\nThe tide.")
    assert decision.reasons == REASON


def test_the_reasons_of_one_item_do_not_run_into_the_next() -> None:
    found = paper(
        "BOARD\n\nDECISIONS of the meeting held on 4 May 2021\n\n1. Slip\n\nRESOLVED:\nThat the slip be mended.\n\n"
        f"Reason: {REASON}\n\n2. Crane\n\nRESOLVED:\nThat the crane be sold.\n\nReason: It is idle.",
        "decision_list",
        meeting_date="2021-05-04",
    )
    assert [decision.reasons for decision in found.decisions] == [REASON, "It is idle."]


@pytest.mark.parametrize(
    "answer",
    [
        "None sought",
        "No dispensation sought",
        "No interests declared",
        "No conflicts of interest were declared",
        "Not applicable",
        "N/A",
        "None granted.",
    ],
)
def test_an_answer_alone_below_its_label_is_no_heading(answer: str) -> None:
    assert record(f"Dispensations\n\n{answer}\n\nBackground papers\n\nTide table, June 2021").dispensations == answer


def test_the_value_of_a_row_ends_before_the_next_numbered_heading() -> None:
    found = record("Dispensations granted\tN/A\n\n9. Mending the slip\n\nWork is to begin in May.")
    assert found.dispensations == "N/A"


def test_interests_and_dispensations_under_one_heading_are_parted_where_a_sentence_tells_of_each() -> None:
    found = record("Interests and dispensations\n\nNo interest was declared. No dispensation was needed.")
    assert (found.conflicts, found.dispensations) == ("No interest was declared.", "No dispensation was needed.")
