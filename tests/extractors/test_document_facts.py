"""Small invented papers of varied shapes: what each is, whose, of which day, and how open.

Developed on: the rules were written with these shapes in view. The councils are real names or invented ones; every
sentence, person and sum is invented.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.extract import extract
from extractors.records import Record
from ingest.reading import read_bytes

Value = str | bool | None


def record_of(text: str) -> Record:
    return extract(read_bytes(text.encode(), "paper.txt"))


PAPERS: dict[str, tuple[str, dict[str, Value]]] = {
    "an officer decision record": (
        """WYVERN DISTRICT COUNCIL

RECORD OF OFFICER DECISION

Decision reference: ODN/2023/118

Title of decision: Award of contract for grounds maintenance

Decision maker: Priya Raman, Director of Place

Date of decision: 4 July 2023

Key decision: No

Exempt information: None

Decision:
To award the grounds maintenance contract to Greenacre Services for three years from 1 October 2023.

Reasons for decision:
The tender was the most economically advantageous.

Alternative options considered:
Re-tendering was rejected because of cost.

Conflicts of interest declared: None

Contact officer: Tom Ashdown, Procurement Manager

Date published: 6 July 2023
""",
        {
            "kind": "decision_record",
            "council": "Wyvern District Council",
            "decision_maker": "Priya Raman, Director of Place",
            "reference": "ODN/2023/118",
            "published_date": "2023-07-06",
            "key_decision": False,
            "exempt": False,
            "meeting_date": None,
            "signed_date": None,
            "title": "Award of contract for grounds maintenance",
        },
    ),
    "a page of one decision": (
        """Decision details

Leisure Centre Fees 2024/25

Decision Maker: Cabinet Member for Communities and Leisure

Decision status: Recommendations Approved

Is Key decision?: Yes

Is subject to call in?: Yes

Purpose:
To set fees for the coming year.

Decision:
That the fees in Appendix A be approved.

Reasons for the decision:
Costs have risen.

Alternative options considered:
No increase.

Report author: Helen Marsh

Publication date: 12/03/2024

Date of decision: 11/03/2024

Effective from: 20/03/2024

Wards Affected: (All Wards);

www.gloucestershire.gov.uk
""",
        {
            "kind": "decision_record",
            "council": "Gloucestershire County Council",
            "decision_maker": "Cabinet Member for Communities and Leisure",
            "published_date": "2024-03-12",
            "key_decision": True,
            "body": None,
            "reference": None,
            "meeting_date": None,
            "title": "Leisure Centre Fees 2024/25",
        },
    ),
    "Welsh cabinet minutes": (
        """PEMBROKESHIRE COUNTY COUNCIL

CABINET

Minutes of the meeting of the Cabinet held at County Hall, Haverfordwest on Monday, 5 February 2024 at 10.00am

Present: Councillor D Simpson (Leader) in the Chair
Councillors J Harries, R Sinnett and T Baron

Also in attendance: W Bramble (Chief Executive), R Jones (Head of Legal Services)

Apologies: Councillor M James

41. DECLARATIONS OF INTEREST

There were none.

42. MINUTES

RESOLVED that the minutes of the meeting held on 8 January 2024 be confirmed.

43. COUNCIL TAX PREMIUMS

Cabinet considered a report of the Director of Resources.

RESOLVED that the premium on second homes be recommended to Council.

The decisions will be implemented after the three day call in period.
""",
        {
            "kind": "minutes",
            "council": "Pembrokeshire County Council",
            "body": "Cabinet",
            "meeting_date": "2024-02-05",
            "title": "Minutes of the meeting of the Cabinet",
            "published_date": None,
        },
    ),
    "a report to a county cabinet member": (
        """OXFORDSHIRE COUNTY COUNCIL

Divisions Affected - All

DELEGATED DECISIONS BY CABINET MEMBER FOR HIGHWAYS MANAGEMENT

18 JULY 2023

PROPOSED 20MPH LIMITS - BURFORD AREA

Report by Corporate Director for Environment and Place

Recommendation

1. The Cabinet Member is RECOMMENDED to approve the introduction of 20mph limits as advertised.

Executive summary

2. The consultation closed in May.

Financial Implications

3. Funding is in place.

Legal Implications

4. None.

Contact Officer: Anna Field, Traffic Team Leader, 01865 815700
July 2023
""",
        {"kind": "report", "council": "Oxfordshire County Council", "title": "Proposed 20mph Limits - Burford Area"},
    ),
    "licensing sub-committee minutes": (
        """Harborough District Council

Minutes of the Licensing Sub-Committee held on Tuesday 3rd October 2023 at 2.00pm

Present:
Councillors: Grafton (Chairman), Hollick and Page

Officers:
K Wells (Licensing Manager)
S Shah (Solicitor)

1. Election of Chairman

RESOLVED that Councillor Grafton be elected Chairman.

2. Apologies for absence

There were none.

3. Application for a premises licence - The Old Mill

The Sub-Committee considered the application.

RESOLVED that the licence be granted subject to conditions.

The meeting closed at 3.15pm.
""",
        {
            "kind": "minutes",
            "council": "Harborough District Council",
            "body": "Licensing Sub-Committee",
            "meeting_date": "2023-10-03",
        },
    ),
    "an agenda": (
        """Selby Vale Borough Council

AGENDA

A meeting of the Planning Committee will be held in the Council Chamber, Civic Centre on Wednesday 14 June 2023.

1. Apologies for absence
To receive apologies.

2. Declarations of interest
To receive any declarations.

3. Minutes
To approve the minutes of the meeting held on 10 May 2023. (Pages 3 - 8)

4. Planning applications
To consider the applications set out in the report. (Pages 9 - 40)
""",
        {
            "kind": "agenda",
            "council": "Selby Vale Borough Council",
            "body": "Planning Committee",
            "meeting_date": "2023-06-14",
            "key_decision": None,
        },
    ),
    "a forward plan": (
        """NORTH KESTEVEN DISTRICT COUNCIL

FORWARD PLAN OF KEY DECISIONS

1 September 2023 to 31 December 2023

This notice sets out the key decisions the Executive Board expects to take.

Title of matter: Car Parking Strategy
Decision maker: Executive Board
Expected date of decision: 12 October 2023
Documents to be considered: Report of the Director of Communities
Representations should be made to democracy@n-kesteven.gov.uk

Title of matter: Budget 2024/25
Decision maker: Executive Board
Expected date of decision: 9 November 2023
""",
        {
            "kind": "forward_plan",
            "council": "North Kesteven District Council",
            "meeting_date": None,
            "title": "Forward Plan of Key Decisions",
        },
    ),
    "a call-in request": (
        """London Borough of Ealing

CALL-IN REQUEST FORM

Decision called in: Closure of Gunnersbury Lane Depot

Decision reference: CAB/23/041

Date of decision: 12 September 2023

We, the undersigned members, wish to call in the above decision.

Reasons for call-in:
1. Consultation was inadequate.
2. The costs were not shown.

Alternative course of action proposed: reconsider.

Signed: Councillor Ann Other
""",
        {"kind": "call_in", "council": "London Borough of Ealing", "reference": "CAB/23/041", "meeting_date": None},
    ),
    "parish minutes": (
        """LITTLE MARLOW PARISH COUNCIL

Minutes of the Parish Council Meeting held in the Pavilion on Tuesday 9 May 2023 at 7.30pm

Present: Cllr P Drew (Chair), Cllr V Brownridge, Cllr S Sheppard

In attendance: 4 members of the public, Clerk: Joy Mould

23/041 Apologies
Apologies were received from Cllr Webb.

23/042 Declarations of interest
None.

23/043 Planning
It was RESOLVED to object to the application.

The meeting closed at 9.10pm.
""",
        {"kind": "minutes", "council": "Little Marlow Parish Council", "meeting_date": "2023-05-09"},
    ),
    "a Scottish committee report": (
        """MIDLOTHIAN COUNCIL

EDUCATION COMMITTEE

21 March 2023

SCHOOL ESTATE UPDATE

Report by Fiona Robertson, Executive Director Children, Young People and Partnerships

1. Recommendations

The Committee is asked to note the progress set out in this report.

2. Background

The estate has 32 primary schools.

3. Financial implications

None.

4. Risk

The risk is low.
""",
        {
            "kind": "report",
            "council": "Midlothian Council",
            "body": "Education Committee",
            "title": "School Estate Update",
            "meeting_date": "2023-03-21",
        },
    ),
    "an exempt report": (
        """CITY OF LINCOLN COUNCIL

EXECUTIVE

17 October 2022

NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A to the Local Government Act 1972

SUBJECT: DISPOSAL OF LAND AT BEVOR STREET

DIRECTORATE: COMMUNITIES AND ENVIRONMENT

REPORT AUTHOR: JAMES HOLT, PROPERTY SERVICES MANAGER

1. Purpose of Report

1.1 To seek approval for the disposal.

2. Executive Summary

2.1 An offer has been made.

3. Recommendation

3.1 That Executive approve the sale.
""",
        {
            "kind": "report",
            "council": "City of Lincoln Council",
            "body": "Executive",
            "title": "Disposal of Land at Bevor Street",
            "exempt": True,
        },
    ),
    "a decision list": (
        """Tendring District Council

RECORD OF DECISIONS OF THE CABINET

Meeting held on Friday 21 July 2023

Decisions published on 25 July 2023

Item 6: Beach Hut Strategy

Decision:
RESOLVED that the strategy be adopted.

Reasons: To manage demand.

Item 7: Housing Allocations Policy

Decision:
RESOLVED that the policy be approved for consultation.

Reasons: Legislation has changed.

Item 8: Finance Report

Decision:
RESOLVED that the report be noted.
""",
        {
            "kind": "decision_list",
            "council": "Tendring District Council",
            "body": "Cabinet",
            "meeting_date": "2023-07-21",
            "published_date": "2023-07-25",
        },
    ),
    "a report with a label on every line": (
        """Report to: Audit and Governance Committee
Date of meeting: 26 September 2023
Report of: Section 151 Officer
Subject: Annual Governance Statement 2022/23
Wards affected: All
Is this a key decision? No
Is the report exempt? No

Summary
This report presents the statement.

Recommendations
That the committee approves the statement.

Background papers
None

Report author: Colin Dale, Chief Internal Auditor
colin.dale@chesterfield.gov.uk
""",
        {
            "kind": "report",
            "council": "Chesterfield Borough Council",
            "body": "Audit and Governance Committee",
            "meeting_date": "2023-09-26",
            "key_decision": False,
            "exempt": False,
        },
    ),
    "a notice of a private meeting": (
        """Southend-on-Sea City Council

NOTICE OF PRIVATE MEETING

Notice is hereby given that the Cabinet intends to hold part of its meeting on 14 November 2023 in private.

The reasons are set out below.

Dated: 13 October 2023
""",
        {"kind": "notice", "council": "Southend-on-Sea City Council"},
    ),
    "minutes headed by the day alone": (
        """Royal Borough of Greenwich

Cabinet

Wednesday 8 March 2023

Minutes

Present
Councillor Anthony Okereke (Leader of the Council)
Councillor Averil Lekau
Councillor Mariam Lolavar

Apologies for absence
An apology was received from Councillor Adel Khaireh.

1. Declarations of Interest
None.

2. Transport Strategy
Resolved -
That the strategy be approved.
""",
        {"kind": "minutes", "council": "Royal Borough of Greenwich", "body": "Cabinet", "meeting_date": "2023-03-08"},
    ),
    "minutes with numbered minutes": (
        """Present: Councillor J Bolton (Chair), Councillors A Kerr, M Singh and P Vale.

Overview and Scrutiny Committee

16 January 2024

OS/31 Apologies for Absence

Councillor Dean sent apologies.

OS/32 Budget Proposals 2024/25

The Committee considered the proposals. Members asked about reserves.

AGREED: That the comments be sent to Executive.

Knowsley Council
""",
        {"kind": "minutes", "body": "Overview and Scrutiny Committee", "meeting_date": "2024-01-16"},
    ),
    "a covering sheet": (
        """Agenda Item 7

Cabinet Meeting: 12 December 2023

Report Title: Housing Revenue Account Business Plan

Cabinet member with lead responsibility: Councillor Steve Evans, City Housing

Key decision: Yes

In forward plan: Yes

Wards affected: All Wards

Accountable director: John Roseblade, Director of Resident Services

Originating service: City Housing

Accountable employee: Jo McCoy, Finance Business Partner, Tel 01902 554415, jo.mccoy@wolverhampton.gov.uk

Report to be considered by: Strategic Executive Board

Recommendations for decision:
The Cabinet recommends that Council adopts the business plan.
""",
        {
            "kind": "report",
            "council": "City of Wolverhampton Council",
            "body": "Cabinet",
            "title": "Housing Revenue Account Business Plan",
            "meeting_date": "2023-12-12",
            "lead_member": "Councillor Steve Evans",
            "key_decision": True,
        },
    ),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_facts_of_a_small_paper(name: str) -> None:
    text, expected = PAPERS[name]
    document = record_of(text).document
    assert {field: getattr(document, field) for field in expected} == expected


@pytest.mark.parametrize("name", PAPERS)
def test_every_document_fact_shows_its_words(name: str) -> None:
    text, _ = PAPERS[name]
    record = record_of(text)
    assert record.document_evidence
    for item in record.document_evidence:
        assert text[item.start : item.end] == item.quote
        assert item.rule
        assert getattr(record.document, item.field) is not None


SHAPES = [
    (
        "kind",
        "Report to Cabinet\n\nCABINET DECISION\n\nROADS\n\nRecommendations\n\nCabinet is asked to approve it.",
        "report",
    ),
    ("kind", "Some words about nothing.", "other"),
    ("council", "Minutes of the Tenant Forum\n\nThe council replied.", None),
    ("council", "Report to Cabinet\n\nContact: j.doe@kent.gov.uk", "Kent County Council"),
    ("council", "STOCKTON BOROUGH COUNCIL\n\nCabinet", "Stockton-on-Tees Borough Council"),
    ("council", "Hackney Council\n\nCabinet\n\nLewisham Council was visited.", "London Borough of Hackney"),
    ("meeting_date", "Report to Cabinet\n\nThe inspection was in March 2014.", None),
    ("meeting_date", "REPORT TO: Executive\nDATE: 4 May 2021\nSUBJECT: Trees", "2021-05-04"),
    ("exempt", "Report to Cabinet\n\nThe appendix to another report was exempt.\n", None),
    ("exempt", "Report to Cabinet\n\nPart II\n\nSale of land\n\nSummary\n\nAn offer.", True),
    ("part", "Report to Cabinet\n\nPart I\n\nTrees\n\nSummary\n\nTrees grow.", "Part I"),
    ("key_decision", "Report to Cabinet\n\nTrees\n\nThis is not a key decision.", False),
    ("key_decision", "Report to Cabinet\n\nTrees\n\nKey decisions are listed in the forward plan.", None),
    ("reference", "Record of Decision\n\nDecision number: 21/00417\n\nDecision\n\nI agree.", "21/00417"),
]


@pytest.mark.parametrize("field, text, expected", SHAPES)
def test_one_field_of_a_few_lines(field: str, text: str, expected: Value) -> None:
    assert getattr(record_of(text).document, field) == expected


def test_sections_are_known_in_many_wordings() -> None:
    text = PAPERS["an officer decision record"][0]
    kinds = {section.kind for section in record_of(text).sections}
    assert {"title", "record_of_decision", "reasons", "alternatives", "conflicts", "contact"} <= kinds


def test_sections_do_not_overlap_and_quote_their_heading() -> None:
    for text, _ in PAPERS.values():
        sections = record_of(text).sections
        for one, other in pairwise(sections):
            assert one.end <= other.start
        for section in sections:
            assert " ".join(text[section.start : section.end].split()).startswith(section.heading)


def test_people_of_a_covering_sheet_and_of_minutes() -> None:
    sheet = record_of(PAPERS["a covering sheet"][0]).people
    assert ("Jo McCoy", "Finance Business Partner", "contact") in [(p.name, p.post, p.role) for p in sheet]
    minutes = record_of(PAPERS["Welsh cabinet minutes"][0]).people
    assert ("W Bramble", "Chief Executive", "attendee") in [(p.name, p.post, p.role) for p in minutes]
    assert "M James" not in [p.name for p in minutes], "who sent apologies was not there"


@pytest.mark.xfail(strict=True, reason="a surname that is also a word of pages is not taken for a name")
def test_a_councillor_page_is_a_person() -> None:
    people = record_of(PAPERS["licensing sub-committee minutes"][0]).people
    assert "Page" in [person.name for person in people]
