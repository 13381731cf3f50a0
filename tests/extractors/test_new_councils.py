"""Councils that the list does not know: new, renamed or abolished ones are read by the form of their names."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from ingest.reading import read_bytes

REST = """
{body}

Minutes of the meeting held on Tuesday 4 June 2019

Present: Councillors Ash (Chair), Birch and Cole

1. Apologies

There were no apologies.

2. Bins

RESOLVED: That the report be noted.
"""


def council_of(head: str, body: str = "Roads Committee") -> str | None:
    return extract(read_bytes((head + "\n" + REST.format(body=body)).encode(), "paper.txt")).document.council


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("LARKDALE COUNCIL", "Larkdale Council"),
        ("Upper Wend and Larkdale Council", "Upper Wend and Larkdale Council"),
        ("LONDON BOROUGH OF EASTWICK", "London Borough of Eastwick"),
        ("Metropolitan Borough of Cawdale", "Metropolitan Borough of Cawdale"),
        ("LARKDALE AND WEND UNITARY COUNCIL", "Larkdale and Wend Unitary Council"),
        ("Three Fells Mayoral Combined Authority", "Three Fells Mayoral Combined Authority"),
        ("NEW LARKDALE TOWN COUNCIL", "New Larkdale Town Council"),
        ("LARKDALE AND WEND FIRE AND RESCUE AUTHORITY", "Larkdale and Wend Fire and Rescue Authority"),
        ("Larkdale Combined Fire Authority", "Larkdale Combined Fire Authority"),
        ("WEND FELLS NATIONAL PARK AUTHORITY", "Wend Fells National Park Authority"),
    ],
)
def test_an_unlisted_council_over_the_paper_is_its_publisher(head: str, name: str) -> None:
    assert council_of(head) == name


@pytest.mark.parametrize(
    "head", ["FULL COUNCIL", "Youth Council", "Annual Council", "Tenant Council", "Parish Council"]
)
def test_a_body_that_is_called_a_council_is_no_publisher(head: str) -> None:
    assert council_of(head) is None


def test_the_council_is_not_the_body_that_met() -> None:
    record = extract(read_bytes(("Larkdale Council\n" + REST.format(body="Roads Committee")).encode(), "paper.txt"))
    assert record.document.body == "Roads Committee"


@pytest.mark.parametrize(
    "head", ["FIRE AND RESCUE AUTHORITY", "National Park Authority", "Annual Ordinary Parish Council"]
)
def test_a_kind_of_authority_without_a_place_is_no_name(head: str) -> None:
    assert council_of(head) is None


@pytest.mark.parametrize(
    "members",
    [
        "Apologies were received from Councillors K. Ash (Kent County Council) and W. Birch (Surrey County Council).",
        "Also present: Cllr T Elm, Essex County Council",
    ],
)
def test_the_councils_that_members_of_a_joint_body_serve_on_do_not_publish_its_paper(members: str) -> None:
    assert council_of(members, body="Wend Police and Crime Panel") is None


def test_a_committee_of_a_fire_authority_met_and_not_the_authority() -> None:
    text = "LARKDALE FIRE AND RESCUE AUTHORITY\n" + REST.format(body="ROADS AND FINANCE COMMITTEE")
    facts = extract(read_bytes(text.encode(), "paper.txt")).document
    assert (facts.council, facts.body) == ("Larkdale Fire and Rescue Authority", "Roads and Finance Committee")
    assert facts.title == "Minutes of the Roads and Finance Committee"


def test_a_parish_council_that_meets_as_a_whole_is_the_body() -> None:
    text = "Minutes of a Meeting of Larkdale Parish Council held on 4 June 2019\n" + REST.format(body="")
    facts = extract(read_bytes(text.encode(), "paper.txt")).document
    assert (facts.council, facts.body) == ("Larkdale Parish Council", "Larkdale Parish Council")


COMMISSIONERS = [
    ("Office of the Police and Crime Commissioner for Larkdale", "Police and Crime Commissioner for Larkdale"),
    ("POLICE AND CRIME COMMISSIONER FOR LARKDALE AND WEND", "Police and Crime Commissioner for Larkdale and Wend"),
    ("Larkdale Police, Fire and Crime Commissioner", "Larkdale Police, Fire and Crime Commissioner"),
]


@pytest.mark.parametrize(("head", "name"), COMMISSIONERS)
@pytest.mark.parametrize(
    "words",
    [
        "The Commissioner approves the grant to the refuge.",
        "The Police and Crime Commissioner has decided to fund the refuge for a year.",
    ],
)
def test_a_commissioner_decides_alone_and_publishes(head: str, name: str, words: str) -> None:
    text = f"{head}\n\nDecision Record\n\nSubject: Refuge\n\nDecision\n\n{words}\n\nDate: 4 May 2020\n"
    record = extract(read_bytes(text.encode(), "paper.txt"))
    assert (record.document.council, record.document.decision_maker, record.document.body) == (name, name, None)
    assert [(clause.text, clause.effects) for clause in record.resolutions] == [(words, ("approved",))]


def test_the_commissioner_of_whom_a_panel_hears_publishes_no_paper_of_the_panel() -> None:
    head = "Wend Police and Crime Panel\n\nReport of the Police and Crime Commissioner for Wend"
    text = f"{head}\n\nPRECEPT\n\nSummary\n\nIt rises.\n"
    assert extract(read_bytes(text.encode(), "paper.txt")).document.council is None


WHOLE = [
    ("Larkdale District Council - Thursday, 14 March 2024\n\n1. Apologies\n\nNone.", "Larkdale District Council"),
    (
        "NHS Larkdale Integrated Care Board\n\nMinutes of the meeting held in public on 4 June 2021",
        "NHS Larkdale Integrated Care Board",
    ),
    (
        "Larkdale Parish Council\n\nMinutes of the Annual Ordinary Parish Council Meeting held on 4 May 2021",
        "Parish Council",
    ),
    ("Larkdale Town Council\n\nMinutes of the meeting held on 4 May 2021", "Larkdale Town Council"),
]


@pytest.mark.parametrize(("head", "body"), WHOLE)
def test_an_authority_that_meets_as_a_whole_is_the_body(head: str, body: str) -> None:
    text = f"{head}\n\n2. Roads\n\nDecision\n\nIt was agreed to note the report.\n"
    record = extract(read_bytes(text.encode(), "paper.txt"))
    assert (record.document.kind, record.document.body) == ("minutes", body)


def test_an_item_about_an_election_is_no_body() -> None:
    head = (
        "Agenda and minutes\n\nLarkdale District Council - Thursday, 18 May 2017 12:00 pm\n\nItems\nNo. Item\n\n1.\n\n"
    )
    text = f"{head}ELECT PROVOST OF THE COUNCIL\n\nMinutes:\n\nThe Council noted the report by the Returning Officer.\n"
    assert extract(read_bytes(text.encode(), "paper.txt")).document.body == "Larkdale District Council"


OTHERS_ARE_NAMED = [
    # the page's own line over what it says of others
    (
        "Agenda and minutes\n\nScrutiny Select Committee - Thursday, 23rd April, 2015 7.30 pm\n\nItems\nNo. Item\n\n"
        "8.\n\nCall-ins\n\nTo hear any decision made at the Cabinet meeting before this meeting.\n",
        "Scrutiny Select Committee",
    ),
    (
        "Agenda and minutes\n\nLarkdale District Council - Thursday, 18 May 2017 12:00 pm\n\nItems\nNo. Item\n\n3.\n\n"
        "MINUTES\n\nMinutes of Special Larkdale District Council held on 2 May 2017\n",
        "Larkdale District Council",
    ),
    (
        "CABINET\n\nMinutes of the meeting held on 4 May 2031\n\n"
        "The call-in of that decision is to be heard by the Scrutiny Board on 20 May 2031.\n",
        "Cabinet",
    ),
    # the minutes of others are put before the meeting
    (
        "Agenda item\n\nMinutes of others\n\n1) the minutes of the meetings of the Harbour Panel held on the "
        "17th January, the 19th February, the 27th February and the 19th March 2007 be noted and accepted as "
        "correct records;\n",
        None,
    ),
]


@pytest.mark.parametrize(("head", "body"), OTHERS_ARE_NAMED)
def test_a_body_that_a_page_only_speaks_of_did_not_meet(head: str, body: str | None) -> None:
    text = f"{head}\nMinutes:\n\nThe report was noted.\n"
    assert extract(read_bytes(text.encode(), "page.txt")).document.body == body


def test_what_was_agreed_to_below_the_head_gives_the_meeting_no_day() -> None:
    head = "EELBY COUNCIL\n\nMinute of Meeting of the Ferry Committee\n\nRemote meeting by video conference and in the "
    head += "Chamber, Eelby, Tuesday, 29 August 2023 at 10.30 am\n\n"
    text = head + "1. Fares\n\n" + "Members spoke of the fares at length.\n\n" * 60
    text += "The Committee AGREED:\n\nTo: an increase of 8% from 2 October 2023\n"
    assert extract(read_bytes(text.encode(), "paper.txt")).document.meeting_date == "2023-08-29"


def test_a_council_that_will_run_a_thing_for_others_does_not_publish_the_page() -> None:
    text = "Agenda item\n\nEel Panel\n\nMinutes:\n\nThe Panel will be administered by Herefordshire Council.\n\n"
    text += "RESOLVED that the Panel be set up in partnership with Herefordshire Council.\n"
    assert extract(read_bytes(text.encode(), "page.txt")).document.council is None


@pytest.mark.parametrize(
    "line",
    [
        "Ann Reed, Chief Executive of Herefordshire Council",
        "Bo Rush, Director for Roads at Herefordshire Council presented the report.",
    ],
)
def test_where_a_speaker_works_is_not_whose_page_it_is(line: str) -> None:
    text = f"Agenda item\n\nEEL POOL\n\n{line}\n\nMinutes:\n\nRESOLVED to\n\n(1)  Pay £9."
    found = extract(read_bytes(text.encode(), "page.txt"))
    assert (found.document.council, found.document.body) == (None, None)
    assert [decision.title for decision in found.decisions] == ["EEL POOL"]


def test_a_list_of_decisions_of_several_days_has_no_day_of_its_own() -> None:
    made = "Decision Maker: Cabinet\n\nMade at meeting: {day} - Cabinet\n\nDecision published: {day}\n\nDecision:\n\n"
    text = "Decisions published\n\n" + "".join(
        f"{day} - {title} ref: {number}    Approved\n\n{made.format(day=day)}AGREED: that it be done.\n\n"
        for day, title, number in (("03/02/2031", "Eel traps", 71), ("10/03/2031", "Slip", 72))
    )
    found = extract(read_bytes(text.encode(), "page.txt"))
    assert found.document.meeting_date is None
    assert [decision.decided_on for decision in found.decisions] == ["2031-02-03", "2031-03-10"]


def test_of_several_meetings_none_is_the_papers_own() -> None:
    text = "Agenda item\n\nTo note the minutes of:\n\n- Harbour Panel meetings on Tuesday, the 23rd January 2007\n\n"
    text += "1) the minutes of the Harbour Panel be noted and accepted;\n"
    assert extract(read_bytes(text.encode(), "page.txt")).document.meeting_date is None


def test_minutes_from_a_meeting_are_named_after_it_and_not_after_an_apology() -> None:
    head = "Minutes from Extra-Ordinary Meeting held on\nTuesday 1st August 2017\n\nPresent: Cllr A Reed"
    text = f"{head}\n\n1. There were apologies from Cllr B Rush\n\n2. The slip. RESOLVED that it be mended.\n"
    assert extract(read_bytes(text.encode(), "paper.txt")).document.title == "Minutes from Extra-Ordinary Meeting"


def test_who_will_approve_a_decision_later_is_not_the_body_that_met() -> None:
    text = "Agenda item\n\nDepot lease\n\nDecisions:\n\n1. That the lease be approved.\n\n"
    text += "Implementation:\n\nThe decisions will be implemented after approval by Council.\n"
    assert extract(read_bytes(text.encode(), "item.txt")).document.body is None


@pytest.mark.parametrize(
    "head", ["Minutes of the Meeting of the Parish Council", "Draft Minutes of the Ordinary Town Council Meeting"]
)
def test_a_parish_that_does_not_name_itself_is_not_the_county_that_it_speaks_of(head: str) -> None:
    said = "Cllr Dale was there, but there was no report as little had happened at Herefordshire Council in August."
    paper = f"{head}\nThursday 22 June 2017, The Old School\n\n1 Report from the Ward Councillor\n{said}\n"
    facts = extract(read_bytes(paper.encode(), "paper.txt")).document
    assert facts.council is None
