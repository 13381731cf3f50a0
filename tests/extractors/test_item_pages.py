"""Pages that hold one item of a meeting: what it asked, then what was said and resolved of it."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.records import Record
from ingest.reading import read_bytes

RESOLVED_AFTER_A_REPORT = """Agenda item

Parking Charges - Yearly Review

Report of the Head of Streets

The Member for Streets introduced the report of the Head of Streets (previously circulated) on what parking costs.

RESOLVED – (a)  That the charges, as detailed in the submitted report, be noted.

(b)  That a further report be made in June.

REASONS – (a)  To keep the streets open.
"""

ISSUE_OF_A_MEETING = """Issue - meetings

Allotment Rents

Meeting: 14/03/2019 - Cabinet (Item 12)

12 Allotment Rents PDF 88 KB

To consider a report of the Director of Parks.

Decision:

Rents to stay as they are.

Minutes:

The Director of Parks presented the report.

RESOLVED that the rents stay as they are.
"""

RETELLS_A_RESOLUTION = """Report of the Head of Streets

Parking Charges

1. Recommendations

1.1 That the charges be approved.

2. Background

2.1 In May the Council RESOLVED that charges be reviewed every year. This report is that review.
"""


def extracted(text: str) -> Record:
    return extract(read_bytes(text.encode(), "item.txt"))


@pytest.mark.parametrize("text", [RESOLVED_AFTER_A_REPORT, ISSUE_OF_A_MEETING])
def test_an_item_with_what_was_resolved_of_it_is_minutes_though_it_names_a_report(text: str) -> None:
    assert extracted(text).document.kind == "minutes"


def test_a_report_that_retells_a_resolution_stays_a_report() -> None:
    assert extracted(RETELLS_A_RESOLUTION).document.kind == "report"


def test_the_clauses_resolved_of_an_item_are_found() -> None:
    found = extracted(RESOLVED_AFTER_A_REPORT)
    assert [(clause.number, clause.status) for clause in found.resolutions] == [("a", "resolved"), ("b", "resolved")]


def test_the_meeting_of_an_issue_is_the_one_named_above_it() -> None:
    assert extracted(ISSUE_OF_A_MEETING).document.meeting_date == "2019-03-14"


TWO_MEETINGS = """Issue - meetings

Bus Shelters (Half Year)

Meeting: 05/12/2017 - Council (Item 41)

41 Bus Shelters (Half Year) pdf icon PDF 77 KB

To consider the report on bus shelters as at the end of September.

Additional documents:

Minutes:

RESOLVED that the report be noted.

Meeting: 27/11/2017 - Transport Board (Item 9)

9 Bus Shelters (Half Year) pdf icon PDF 77 KB

(Report No.12)

Minutes:

The Board noted the report and

RESOLVED that two shelters be moved to Mill Lane.
"""

ANSWER_TO_A_CALL_IN = """Issue - meetings

Response of the Harbour Scrutiny Committee to a Call In

Meeting: 22/01/2013 - Cabinet (Item 61)

61 Response of the Harbour Scrutiny Committee to the Call In of a Cabinet Decision pdf icon PDF 24 KB

That the comments of the Harbour Scrutiny Committee be endorsed.

The Head of Law introduced a report on the result of the call in meeting. He explained that the decision taken by
Cabinet at its meeting in December 2012 was called in and referred back.

(a)       That the report be received; and

(b)       That the comments of the Harbour Scrutiny Committee be endorsed.
"""

MOTION_AND_AMENDMENT = """Issue - meetings
EXEMPTIONS FROM PARKING CHARGES
Meeting: 15/12/2021 - Council (Item 50)
50 EXEMPTIONS FROM PARKING CHARGES PDF 276 KB
Decision:
Amendment by Hill Group NOT CARRIED by 29 votes to 19; motion AGREED as substantive motion, without division.
Minutes:
Deemed motion on behalf of Administration
That the scheme be adopted from May.
Amendment by Hill Group
A survey be added to the scheme as follows:
A survey be made of every street before the scheme begins.
The amendment by Hill Group was NOT CARRIED by 29 votes to 19; the deemed motion was AGREED as substantive motion.
"""

DECISION_AND_MINUTES = """Agenda, decisions and minutes

Venue: Council Chamber, Town Hall, Barford

Items
No. Item

1.

Apologies

Decision:

Apologies were received from Councillor Ann Vale.

Minutes:

Apologies were received from Councillor Ann Vale.

2.

Minutes pdf icon PDF 119 KB

To approve the minutes of the previous meeting held on 5 September 2023.

Decision:

RESOLVED that the minutes of the Cabinet meeting held on 5 September 2023 be approved as a correct record.

Voting Record

5 For, 0 Against, 1 Abstention

Minutes:

The minutes of the last meeting on 5 September 2023 were considered.

RESOLVED: That the minutes of the Cabinet meeting held on 5 September 2023 be approved as a correct record.
"""

ACTS_OF_A_MEMBER = """3. Parks Budget for the First Quarter PDF 301 KB
The purpose of the report is to tell the Cabinet Member what parks cost.
Cabinet Member:
1. Notes the budget of the parks.
2. Approves a second gate at Canal Park.
"""


def test_each_meeting_of_an_issue_decides_for_itself() -> None:
    found = extracted(TWO_MEETINGS)
    assert [(d.number, d.title, d.decided_on, d.decision_maker) for d in found.decisions] == [
        ("41", "Bus Shelters (Half Year)", "2017-12-05", "Council"),
        ("9", "Bus Shelters (Half Year)", "2017-11-27", "Transport Board"),
    ]
    assert (found.document.meeting_date, found.document.body) == (None, None)  # two met, on two days


def test_the_answer_to_a_call_in_was_not_called_in() -> None:
    found = extracted(ANSWER_TO_A_CALL_IN)
    assert (found.document.kind, found.call_ins) == ("minutes", ())
    assert {clause.effects for clause in found.resolutions} == {("endorsed",), ("received",)}


def test_what_became_of_a_motion_is_no_clause_but_its_words_are() -> None:
    found = extracted(MOTION_AND_AMENDMENT)
    assert [(clause.status, clause.text[:28]) for clause in found.resolutions] == [
        ("resolved", "That the scheme be adopted f"),
        ("lost", "A survey be added to the sch"),
    ]
    assert found.document.title == "Exemptions from Parking Charges"


def test_minutes_that_are_approved_are_those_of_another_meeting() -> None:
    found = extracted(DECISION_AND_MINUTES)
    assert found.document.meeting_date is None
    assert {mention.role for mention in found.dates} == {"prior_meeting"}


def test_decision_and_minutes_of_an_item_print_one_resolution_and_attendance_is_none() -> None:
    found = extracted(DECISION_AND_MINUTES)
    assert [(d.number, d.title, d.decided_on) for d in found.decisions] == [("2", "Minutes", None)]
    assert len(found.resolutions) == 1


def test_acts_listed_under_the_name_of_who_decides_are_resolved() -> None:
    found = extracted(ACTS_OF_A_MEMBER)
    assert [(clause.number, clause.effects) for clause in found.resolutions] == [
        ("1", ("noted",)),
        ("2", ("approved",)),
    ]


PUBLISHED = """Decisions published

23/04/2024 - ASH ROAD DEPOT ref: 1317    Recommendations Approved

Decision Maker: Cabinet

Made at meeting: 23/04/2024 - Cabinet

Decision published: 24/04/2024

Effective from: 02/05/2024

(i)    That the depot on Ash Road be sold.

(ii)   That the Director be authorised to agree the price.

19/04/2024 - Taxi Fares ref: 1314    Recommendations Approved

Decision Maker: Lead Member for Transport

Made at meeting: 19/04/2024 - Lead Member for Transport

Decision published: 22/04/2024

Effective from: 30/04/2024

Decision:

18.2 The Lead Member RESOLVED to (1) approve the table of fares; and

(2) note the letters received.
"""

OTHER_DAYS = """Agenda item

Scrutiny of the Market Contract

Minutes:

10.1 The Cabinet received a report on what the Committee found, at its meeting held on 21st May 2020, of the contract.
Had the meeting gone ahead, the item may not have been called-in.

10.2 RESOLVED: That the report be noted.
"""


def test_each_decision_of_a_list_published_has_its_own_day_maker_and_date_of_effect() -> None:
    found = extracted(PUBLISHED)
    assert [(d.number, d.decided_on, d.decision_maker) for d in found.decisions] == [
        ("1317", "2024-04-23", "Cabinet"),
        ("1314", "2024-04-19", "Lead Member for Transport"),
    ]
    assert [(c.decision, c.effective_from) for c in found.call_ins] == [(0, "2024-05-02"), (1, "2024-04-30")]
    assert [(r.decision, r.number) for r in found.resolutions] == [(0, "i"), (0, "ii"), (1, "1"), (1, "2")]


def test_the_day_of_another_bodys_meeting_is_not_the_pages_and_what_might_have_been_is_no_call_in() -> None:
    found = extracted(OTHER_DAYS)
    assert found.document.meeting_date is None
    assert found.call_ins == ()


CONSULTED = """Record of executive decision

Decision of the Executive Councillor for Parks

RESOLVED that Canal Meadow be bought.

Reason for the Decision
As set out in the officer’s report.

Scrutiny Considerations
The Scrutiny Committee resolved (by 3 votes to 0) to endorse the recommendations.

Conflicts of Interest
None.
"""


def test_what_a_body_consulted_resolved_is_no_clause_of_the_decision() -> None:
    assert [clause.text for clause in extracted(CONSULTED).resolutions] == ["Canal Meadow be bought."]


DECISIONS_ON_AN_ISSUE = """Issue - decisions

Depot lease

14/03/2019 - Depots: Lease of the Weir Lane depot

RESOLVED - (1)that the lease be renewed; and

(2)that the rent be noted.

REASONS FOR DECISION - To keep the depot.
"""


def test_a_dated_title_on_a_page_of_the_decisions_on_an_issue_is_a_decision_of_that_day() -> None:
    found = extracted(DECISIONS_ON_AN_ISSUE)
    assert [(d.title, d.decided_on) for d in found.decisions] == [
        ("Depots: Lease of the Weir Lane depot", "2019-03-14"),
    ]
    assert [(r.number, r.decision) for r in found.resolutions] == [("1", 0), ("2", 0)]
    assert found.figures == ()


@pytest.mark.parametrize(
    ("said", "kept"),
    [("The Director of Parks presented the report.", False), ("The minutes of 14 May were signed.", True)],
)
def test_the_field_over_what_was_said_of_an_item_is_no_part_on_earlier_minutes(said: str, kept: bool) -> None:
    text = ISSUE_OF_A_MEETING.replace("The Director of Parks presented the report.", said)
    kinds = {section.kind for section in extract(read_bytes(text.encode(), "paper.txt")).sections}
    assert ("minutes_of_previous" in kinds) is kept


def test_the_title_of_an_item_may_end_in_a_stop() -> None:
    found = extracted("Agenda item\n\nHarbour Plan (Quarter 2).\n\nMinutes:\n\nRESOLVED:\n\nThat the plan be noted.\n")
    assert found.document.title == "Harbour Plan (Quarter 2)"


def test_entries_of_a_list_have_the_verb_that_announces_them() -> None:
    text = (
        "Report to Cabinet\n\nHARBOUR OUTTURN\n\nMembers are asked to consider the report and recommend the following "
        "to Full Council:\n\na) The outturn of the harbour;\n\nb) The transfers as detailed in the report.\n"
    )
    found = extract(read_bytes(text.encode(), "paper.txt"))
    assert [(one.status, one.effects, one.number) for one in found.resolutions] == [
        ("recommended", ("recommended",), "a"),
        ("recommended", ("recommended",), "b"),
    ]


def test_headings_that_part_one_list_of_clauses_are_no_items() -> None:
    text = (
        "Agenda item\n\nHarbour budget 2031/32\n\nMinutes:\n\nDecision:\n\nPART A\n\nIn relation to dues - Revenue\n\n"
        "a.  to set dues of £12\n\nb.  to note the forecast\n\nIn relation to the quay - Capital\n\n"
        "c.  approve the quay works\n\nReserves\n\nd.  to approve the use of reserves\n\nReasons:\n\n1.  Cost.\n"
    )
    found = extracted(text)
    assert [decision.title for decision in found.decisions] == ["Harbour budget 2031/32"]
    assert [resolution.number for resolution in found.resolutions] == ["a", "b", "c", "d"]


RECOMMENDED_ABOVE = (
    "Agenda item\n\nJuly Harbour Report\n\nReport from the Director.\n\nRecommendations:\n\nThat Cabinet:\n\n"
    "1.  Note the dues.\n\n2.  Note the tolls.\n\n"
)


@pytest.mark.parametrize("below", ["Minutes:\n\nThe Leader spoke of dues.\n", "The Leader spoke of dues.\n"])
def test_what_stands_under_recommendations_was_not_resolved(below: str) -> None:
    assert not any(one.status == "resolved" for one in extracted(RECOMMENDED_ABOVE + below).resolutions)


def test_acts_in_the_past_tense_under_the_name_of_who_decides_are_resolved() -> None:
    text = "Agenda item\n\nDues\n\nMinutes:\n\nThe Cabinet Member\n1) Noted the dues.\n2) Supported the plan.\n"
    found = extracted(text).resolutions
    assert [(one.number, one.effects) for one in found] == [("1", ("noted",)), ("2", ("endorsed",))]
