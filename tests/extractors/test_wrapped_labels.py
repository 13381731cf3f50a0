"""What a typed form says where its labels wrap in the left column, beside or above their values."""

from __future__ import annotations

from extractors.extract import extract
from extractors.records import Record
from ingest.reading import read_bytes

FORM = """
TOWN OF ELVERWICK COUNCIL
RECORD OF AN EXECUTIVE DECISION

Title of the             A new roof for the
report                   market hall

Name of decision         Councillor B Reed, Cabinet Member
maker                    for Markets

Date decision            3 June 2024
taken

Date the decision        4 June 2024
was published

Date by which the        11 June 2024
decision may be
called in

Date on which the        12 June 2024
decision comes into
force if not called in

Decision                 That the roof be renewed.
"""


def extracted(text: str) -> Record:
    return extract(read_bytes(text.strip("\n").encode(), "form.txt"))


def test_the_last_day_for_call_in_is_read_from_a_label_that_ends_below_it() -> None:
    (call_in,) = extracted(FORM).call_ins
    assert (call_in.status, call_in.deadline) == ("open_until", "2024-06-11T23:59:59")


def test_a_label_above_its_value_says_the_same() -> None:
    above = FORM.replace(
        "Date by which the        11 June 2024\ndecision may be\ncalled in",
        "Date by which the\ndecision may be\ncalled in                11 June 2024",
    )
    assert above != FORM
    (call_in,) = extracted(above).call_ins
    assert (call_in.status, call_in.deadline) == ("open_until", "2024-06-11T23:59:59")


def test_the_last_day_for_call_in_is_no_other_day_of_the_paper() -> None:
    found = extracted(FORM)
    facts = found.document
    assert facts.published_date == "2024-06-04"
    assert facts.meeting_date is None
    assert [decision.decided_on for decision in found.decisions] == ["2024-06-03"]


def test_a_title_and_a_name_leave_out_the_second_line_of_the_label() -> None:
    facts = extracted(FORM).document
    assert facts.title == "A new roof for the market hall"
    assert facts.decision_maker == "Councillor B Reed, Cabinet Member for Markets"
