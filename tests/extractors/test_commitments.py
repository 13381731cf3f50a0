"""What a paper promises or requires, when it is due, and what is no promise."""

from __future__ import annotations

import pytest

from tests.extractors.dated_papers import dated

PROMISED = [
    ("minutes", "The Head of Finance said that a further report would be submitted to Cabinet in December."),
    ("minutes", "Councillor Peel agreed to write to the bus company."),
    ("minutes", "The Assistant Director undertook to circulate the figures to Members."),
    ("minutes", "Members asked that officers provide ward-level data by 30 November."),
    ("minutes", "RESOLVED - That the Director of Place be requested to bring a report back in January 2019."),
    ("minutes", "Officers to liaise with the Police."),
    ("minutes", "Uma Holt agreed to demonstrate the new tool at a future meeting."),
    ("minutes", "Councillor Lund asked that a benchmark be included in the report to the Board in March."),
    ("minutes", "Clerk to report the potholes."),
    ("minutes", "RESOLVED: That the Head of Parks report back on mowing in six months' time."),
    ("minutes", "RESOLVED: That this Council asks the Chief Executive to write to the Minister."),
    ("minutes", "RESOLVED: That officers be requested to report on parking every year."),
    ("minutes", "RESOLVED: That the plan be published on the website by 30 November 2018."),
    ("minutes", "RESOLVED: That the application be deferred for a site visit."),
    ("minutes", "The builder would make good the wall at its own cost before the end of March 2019."),
    ("minutes", "PK - note on toddler groups to members by the end of October."),
    ("report", "The next bulletin will come to the Board on 8 March 2019."),
    ("minutes", "Action: Democratic Services Officer to circulate the terms of reference."),
    ("minutes", "JS: review the contract before renewal"),
    ("minutes", "This item was deferred to the next meeting."),
    ("minutes", "- Training to be organised (YT)"),
    ("minutes", "The sign was to be installed on 23 October."),
    ("minutes", "The review was due to be presented to the Audit Committee on 23 January 2019."),
    ("minutes", "The Leader committed to working with residents on a new design."),
    ("minutes", "The work was expected to conclude by March 2019."),
    ("decision_record", "RESOLVED: That the scheme be reviewed after twelve months."),
    ("report", "A detailed plan will be developed and shared with ward members."),
    ("report", "Support will be provided to families during the move."),
    ("report", "Legal Services will provide project teams with advice."),
    ("report", "It is planned that the first home will be open by March 2019."),
    ("report", "Capital works are due for completion in spring 2019."),
    ("report", "An annual report on complaints will be presented to the Standards Committee."),
    ("report", "The new structure takes hold with effect from 1 April 2019."),
    ("report", "The Full Business Case will require Committee approval."),
    ("minutes", "Two open days were to be held in each hall in January."),
    ("minutes", "Members agreed that Mr Hale bring back a list."),
    ("report", "The first instalment, of £9,000, falls due on 30 September 2019."),
    ("report", "A review of beds above £900 a week will be finished by 28 February 2019."),
    ("report", "The grant of £2m was lost but work on site will now start in April 2019."),
    ("report", "The matter will be heard by the Roads Panel on 9 October 2018."),
]


def test_what_was_resolved_upon_a_motion_is_promised() -> None:
    text = "It was moved by Mr Reed, seconded by Ms Rush and RESOLVED that a report be brought to the next meeting."
    assert len(dated(text, kind="minutes").commitments) == 1


@pytest.mark.parametrize(("kind", "text"), PROMISED)
def test_a_promise_or_required_act_is_a_commitment(kind: str, text: str) -> None:
    assert len(dated(text, kind=kind).commitments) == 1


NO_PROMISE = [
    ("report", "This option would be delivered within existing budgets."),
    ("report", "The proposal will have an impact on families."),
    ("report", "It is proposed that the service will be provided in house."),
    ("report", "Decisions must comply with the procedure rules."),
    ("report", "It is unlikely that the funding will be required in 2019/20."),
    ("minutes", "The Committee noted the report."),
    ("minutes", "Apologies for inability to attend were reported from Alderman Blake and Councillor Rowe."),
    ("minutes", "The clerk reported that her cousin, Mr. Dale, had been offered an appointment in the parks section."),
    ("minutes", "RESOLVED that the minutes be confirmed and signed."),
    ("minutes", "It was important to speak to businesses."),
    ("minutes", "Agree to submit a request to the Government."),
    ("minutes", "Will the road be repaired?"),
    ("minutes", "These issues continue to be considered in the financial plan."),
    ("report", "The Government's Green Paper is expected in the autumn."),
    ("report", "Work was completed by March 2018."),
    ("minutes", "The Coast Trust had offered a grant."),
    ("minutes", "The lease, let years ago, would come to an end on 31 October 2019."),
    ("minutes", "Mr Reed, seconded by Ms Rush, moved as an AMENDMENT that a report be brought to the next meeting."),
    (
        "minutes",
        "Councillor Reed proposed an amendment, seconded by Councillor Rush, that the plan be reviewed in May.",
    ),
    ("minutes", "Councillor Reed moved that officers report back to the March meeting."),
    ("minutes", "The builder must pay £4,000 once the tenth home was let, which was expected in spring 2019."),
]


NO_PROMISE += [
    ("minutes", "An amendment, that the matter be deferred to October, was put to the vote and declared lost."),
    ("minutes", "The Monitoring Officer must be notified of any call-in by 22 September 2019."),
    ("minutes", "RESOLVED: That an evening charge of £2 be brought in from the same day."),
    ("minutes", "Agrees to set up a group of four Members."),
    ("decision_record", "To comply with the policy of giving a monthly budget report to Cabinet."),
    ("minutes", "RESOLVED: That the underspend, which would be returned to reserves, be noted."),
    ("minutes", "The public wished the pool to be kept open."),
    ("minutes", "Residents wanted a survey to be carried out."),
    ("minutes", "The new metric would provide clearer information for the public."),
    ("minutes", "That the Annual Report 2016/17 be received for information."),
    ("minutes", "To consider the questions of the panel to be presented to the Executive."),
    ("minutes", "The Panel received and noted the questions to be presented to the Executive."),
    ("minutes", "The Chair asked the Council to approve the minutes, which would be signed when the meeting closed."),
    ("minutes", "The Chair said the debate had closed and the meeting would move to the vote."),
    ("minutes", "The auditors gave assurance to Members that they were on track with the plan."),
    ("minutes", "In response to a question from Mr Fell, the Director of Law was asked to confirm the rules on seats."),
]


@pytest.mark.parametrize(("kind", "text"), NO_PROMISE)
def test_effects_opinions_and_duties_are_no_commitments(kind: str, text: str) -> None:
    assert dated(text, kind=kind).commitments == ()


@pytest.mark.parametrize(
    ("text", "due_from", "due_to"),
    [
        ("A report will be submitted by March 2019.", None, "2019-03-31"),
        ("A report will be submitted in March 2019.", "2019-03-01", "2019-03-31"),
        ("The plan will be implemented from November 2018.", "2018-11-01", None),
        ("The plan will be implemented with effect from 1 April 2019.", "2019-04-01", "2019-04-01"),
        ("A review will take place in the week commencing 4 March 2019.", "2019-03-04", "2019-03-10"),
        ("A report will be submitted to a future meeting.", None, None),
        ("A report will be submitted in six months.", "2019-03-01", "2019-03-31"),
        ("A report will be submitted within six months of the opening.", None, None),
        ("Since the review of June 2018, a report will be submitted.", None, None),
        ("The bins will be filled by 15th December.", None, "2018-12-15"),
        ("The loan has to be drawn by 31 March 2019 and is repaid on 30 September 2019.", None, "2019-03-31"),
        ("A list will be circulated, and the plan would go to Council on 15 February 2019.", None, None),
        ("A report will be made to the Board quarterly, beginning in April 2019.", "2019-04-01", None),
        ("A note on the plan for the 2019/20 financial year will be circulated.", None, None),
        ("New glass has been ordered and will be fitted before Christmas.", None, "2018-12-25"),
        (
            "Work is due to begin on 8 October 2018 and to take 14 weeks, ending by 15 January 2019.",
            "2018-10-08",
            "2019-01-15",
        ),
        ("A list will be circulated by officers and members should write to them by 31 October 2018.", None, None),
        (
            "The Director says that the audit is likely in December 2018 and that the Board will be given a note.",
            None,
            None,
        ),
        ("The decision is expected to be taken no earlier than 6 December 2018.", "2018-12-06", None),
        ("The cost in 2019/20 will be about £8,000 and will be met from the grant.", None, None),
        ("If they appear before December 2018, a seminar will be held for all members.", None, None),
        ("The bins in both of the squares will be filled by  3 December 2018.", None, "2018-12-03"),
        ("Work is to start on 30 October 2018 and to be finished by May 2019.", "2018-10-30", "2018-10-30"),
    ],
)
def test_the_preposition_says_how_a_date_is_due(text: str, due_from: str | None, due_to: str | None) -> None:
    found, *_ = dated(text, kind="report").commitments
    assert (found.due_from, found.due_to) == (due_from, due_to)


def test_no_new_post_before_a_day_is_no_promise() -> None:
    assert dated("RESOLVED: To agree that no post be advertised before 1 April 2019.").commitments == ()


def test_a_milestone_moved_is_due_on_its_second_date() -> None:
    (found,) = dated(
        "Milestones: 5 months delay to the ecology survey from Jan 19 to Jun 19", kind="report"
    ).commitments
    assert (found.due_from, found.due_to) == ("2019-06-01", "2019-06-30")


@pytest.mark.parametrize(
    ("words", "recurs"),
    [
        ("on a quarterly basis", "quarterly"),
        ("on a bi-monthly basis", "bimonthly"),
        ("every alternate month", "bimonthly"),
        ("on a monthly basis", "monthly"),
        ("each year", "annual"),
        ("in due course", None),
    ],
)
def test_how_often_is_read_from_the_words(words: str, recurs: str | None) -> None:
    (found,) = dated(f"Progress reports will be presented to the Panel {words}.", kind="report").commitments
    assert found.recurs == recurs


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Action: Send out the letters. (YTH)", "YTH"),
        ("DW: review the contract", "DW"),
        ("Legal Services will provide project teams with advice.", "Legal Services"),
        ("Training to be organised", None),
    ],
)
def test_the_owner_is_who_the_sentence_names(text: str, owner: str | None) -> None:
    assert dated(text).commitments[0].owner == owner


def test_next_steps_are_commitments_with_their_dates() -> None:
    found = dated(
        """
        Next Steps

        - Appoint the project board
        - Publish the findings (05/11/18)
        """,
        kind="presentation",
    )
    assert [(one.due_from, one.due_to) for one in found.commitments] == [(None, None), ("2018-11-05", "2018-11-05")]


ITEM_OF_A_PAGE = """40/20

APOLOGIES

The Chair to report apologies for absence.

{line}

The Clerk will write to the tenant by June.

Minutes:

The Clerk said that she would write to the tenant.
"""


def test_what_the_agenda_said_of_an_item_was_not_promised_at_the_meeting() -> None:
    written = ["The Clerk said that she would write to the tenant."]
    agenda_only = dated(ITEM_OF_A_PAGE.format(line="A report is enclosed."), kind="minutes")
    assert [one.quote for one in agenda_only.commitments] == written
    decided = dated(ITEM_OF_A_PAGE.format(line="Decision:"), kind="minutes")
    assert [one.quote for one in decided.commitments][-2:] == ["The Clerk will write to the tenant by June.", *written]


def test_a_second_printing_counts_again() -> None:
    text = "A report will be submitted to Cabinet.\n\nA report will be submitted to Cabinet."
    assert len(dated(text, kind="report").commitments) == 2


def test_every_quote_is_the_text_at_its_place() -> None:
    found = dated("\n\n".join(text for _, text in PROMISED))
    assert found.commitments
    assert all(found.text[fact.start : fact.end] == fact.quote for fact in found.commitments)
