"""Actions printed in columns: each row is a promise with its owner and day, unless it says that it is done."""

from __future__ import annotations

from tests.extractors.dated_papers import Dated, dated

IN_COLUMNS = """
ACTIONS

   Minute     Action                                By whom        When
   12         Ask the school for its travel plan    P Quill        31/10/18
   14         Mend the bench in Cole Street         R Ives         asap

   The next meeting is in December.
"""


def rows(paper: Dated) -> list[tuple[str, str | None, str | None]]:
    return [(one.quote, one.owner, one.due_to) for one in paper.commitments]


def test_lines_in_columns_are_actions() -> None:
    assert rows(dated(IN_COLUMNS)) == [
        ("Ask the school for its travel plan", "P Quill", "2018-10-31"),
        ("Mend the bench in Cole Street", "R Ives", None),
    ]


def test_cells_parted_by_tabs_are_actions() -> None:
    paper = dated("Agreed action\tLead officer\tDue date\nPublish the survey\tHead of Parks\t1 November 2018\n")
    assert rows(paper) == [("Publish the survey", "Head of Parks", "2018-11-01")]


def test_a_row_that_is_done_promises_nothing() -> None:
    paper = dated(
        "Action\tOwner\tStatus\nSend the map to members\tJ Oak\tCompleted\nDraw the plan anew\tJ Oak\tIn progress\n"
    )
    assert rows(paper) == [("Draw the plan anew", "J Oak", None)]


def test_a_row_labelled_action_is_one() -> None:
    paper = dated("\tACTION:\tPK - note on toddler groups to members.\n\tACTION:\tLetter to the Bishop.\n")
    assert [one.quote for one in paper.commitments] == [
        "PK - note on toddler groups to members.",
        "Letter to the Bishop.",
    ]


def test_a_table_of_costs_is_no_table_of_actions() -> None:
    assert dated("Scheme\tBudget\tForecast\nCole Street bench\t400\t500\n").commitments == ()


def test_every_row_is_quoted_as_it_stands() -> None:
    paper = dated(IN_COLUMNS)
    assert paper.commitments
    assert all(paper.text[one.start : one.end] == one.quote for one in paper.commitments)
