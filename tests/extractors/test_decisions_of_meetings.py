"""The items of business that minutes, decision lists and web pages of meetings decide. Every paper is invented."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from ingest.reading import read_bytes
from tests.extractors.invented_papers import paper

MINUTES = """
PLANNING COMMITTEE

Minutes of the meeting held on 9 March 2021

1. Apologies for Absence

Apologies were received from Councillor Elm.

2. Minutes of the Previous Meeting

RESOLVED – That the minutes of the meeting held on 9 February 2021 be confirmed as a correct record.

3. Extension at 4 High Road

It was moved by Councillor Oak, seconded by Councillor Yew and, on being put to the vote, it was

RESOLVED (by 7 votes to 2) that the application be REFUSED for these reasons: (1) overbearing; (2) loss of light.

4. Highways Programme

RESOLVED that (a) the plan be approved; (b) authority be delegated to the Head of Highways; and (c) the update be noted.

5. Budget

RESOLVED:

(1) That the strategy be endorsed.

RECOMMENDED TO COUNCIL:

(2) That the revenue budget of £12m be approved.

6. Town Centre Parking

Members asked about blue badges. The officer said that the tariff had been agreed in January.

7. Date of next meeting

The next meeting would be on 8 June 2021.
"""


def test_each_item_decided_is_a_decision_and_the_others_are_none() -> None:
    found = paper(MINUTES, "minutes", meeting_date="2021-03-09", body="Planning Committee")
    assert [decision.number for decision in found.decisions] == ["2", "3", "4", "5"]
    assert {decision.decided_on for decision in found.decisions} == {"2021-03-09"}
    assert {decision.decision_maker for decision in found.decisions} == {"Planning Committee"}


def test_the_outcome_follows_from_the_clauses() -> None:
    outcomes = [decision.outcome for decision in paper(MINUTES, "minutes").decisions]
    assert outcomes == ["decided", "rejected", "decided", "decided"]


def test_clauses_in_one_line_are_parted_but_reasons_for_refusal_are_not() -> None:
    found = paper(MINUTES, "minutes")
    assert [r.number for r in found.resolutions if r.decision == 1] == [None]
    assert [r.number for r in found.resolutions if r.decision == 2] == ["a", "b", "c"]
    assert [r.effects for r in found.resolutions if r.decision == 2] == [("approved",), ("delegated",), ("noted",)]


def test_what_is_recommended_onward_is_no_resolution_of_this_body() -> None:
    found = paper(MINUTES, "minutes")
    assert [(r.number, r.status) for r in found.resolutions if r.decision == 3] == [
        ("1", "resolved"),
        ("2", "recommended"),
    ]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("Consideration of this item was deferred to the next meeting.", "deferred"),
        ("This item was withdrawn from the agenda.", "withdrawn"),
        ("The Committee noted the report.", "noted"),
        ("The petition was received and referred to the Traffic Panel.", "referred"),
        ("The programme was discussed and agreed.", "decided"),
        ("It was agreed that the Clerk would circulate a revised plan.", "decided"),
        ("• Complete asset list – noted.", "noted"),
        ("AGREED: to recommend that Council accepts the tender.", "recommended"),
        ("Cabinet RECOMMENDED TO COUNCIL that the pay policy be adopted.", "recommended"),
        ("Standing Orders were suspended at 7.10pm.", "decided"),
        ("Having been told that he was ill, the Committee agreed that a letter be sent to Mr Reed.", "decided"),
        ("There being no other nominations, Mrs Tarn was elected as Vice-Chairman.", "decided"),
    ],
)
def test_items_decided_in_plain_words(body: str, outcome: str) -> None:
    found = paper(f"PANEL\n\n1. Welcome\n\nAll were welcomed.\n\n2. Wharf\n\n{body}\n\n3. Close\n\nNone.", "minutes")
    assert [(decision.number, decision.outcome) for decision in found.decisions] == [("2", outcome)]


@pytest.mark.parametrize(
    "body",
    [
        "The scheme was approved by Cabinet on 13 June 2019.",
        "Members were told that the lease had been agreed in January.",
        "At the last meeting it was agreed that the wharf should be dredged.",
        "Members agreed that the presentation had been useful.",
        "Councillor Lime asked whether a decision had been taken.",
        "Apologies were received from Councillor Elm.",
        "The Chair agreed to raise this point with the operator.",
        "It was noted that the tide table had changed.",
        "Cabinet agreed in March that the wharf be dredged.",
        "At its meeting on 3 March 2020 Council RESOLVED that the wharf be dredged.",
        "Mrs Tarn was elected as chairman of the county's ferry forum in 2019.",
        "Mr Reed objected that standing orders were being ignored.",
    ],
)
def test_earlier_decisions_and_views_are_not_decisions(body: str) -> None:
    found = paper(f"PANEL\n\n1. Welcome\n\nAll came.\n\n2. Wharf\n\n{body}\n\n3. Close\n\nNone.", "minutes")
    assert found.decisions == ()
    assert found.resolutions == ()


def test_a_bare_noted_belongs_to_its_sub_heading() -> None:
    found = paper(
        """
        PENSIONS PANEL

        1. Minutes of the last meeting

        Agreed as a correct record.

        2. Standing items

        Pooling

        • The pool has yet to appoint a director.

        Training plan

        • noted

        3. Close

        None.
        """,
        "minutes",
    )
    assert [(d.number, d.title) for d in found.decisions] == [
        ("1", "Minutes of the last meeting"),
        ("2", "Training plan"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("20/34 DECLARATIONS", "20/35 LAND AT MILL LANE", ["20/35"]),
        ("AC.31 APOLOGIES", "AC.32 LAND AT MILL LANE", ["AC.32"]),
        ("112. APOLOGIES", "113. LAND AT MILL LANE", ["113"]),
        ("(49)\n\nAPOLOGIES", "(50)\n\nLAND AT MILL LANE", ["50"]),
        ("CAB 24 APOLOGIES", "CAB 25 LAND AT MILL LANE", ["CAB 25"]),
        ("APOLOGIES", "LAND AT MILL LANE", [None]),
    ],
)
def test_item_numbers_of_every_fashion(first: str, second: str, numbers: list[str | None]) -> None:
    found = paper(f"BOARD\n\n{first}\n\nNone.\n\n{second}\n\nORDERED that the land be sold.", "minutes")
    assert [decision.number for decision in found.decisions] == numbers
    assert [decision.title for decision in found.decisions] == ["LAND AT MILL LANE"]


def test_a_decision_list_needs_no_introducer() -> None:
    found = paper(
        """
        CABINET - DECISION LIST

        Decisions taken on Tuesday, 9 March 2021

        5. Leisure Contract

        That the contract be extended for one year.

        6. Air Quality Plan

        (1) That the plan be adopted.
        (2) That officers be requested to report back annually.

        7. Treasury Report

        That the report be noted.
        """,
        "decision_list",
    )
    assert [(d.number, d.outcome) for d in found.decisions] == [("5", "decided"), ("6", "decided"), ("7", "noted")]
    assert found.effects == [("approved",), ("adopted",), ("requested",), ("noted",)]


def test_a_web_page_of_minutes_keeps_agenda_text_out() -> None:
    found = paper(
        """
        Agenda and minutes

        138. Minutes

        To confirm the minutes of the meeting held on 2 February 2021.

        Minutes:

        The minutes of the meeting held on 2 February 2021 were approved as a correct record.

        139. Grants

        To consider the report of the Head of Communities.

        Minutes:

        The Head of Communities presented the report.

        RESOLVED: That the grants be awarded as set out in the report.
        """,
        "minutes",
    )
    assert [decision.number for decision in found.decisions] == ["138", "139"]
    assert found.decisions[1].record == "The Head of Communities presented the report."


@pytest.mark.parametrize("kind", ["report", "agenda", "presentation", "forward_plan", "call_in"])
def test_papers_that_ask_or_announce_hold_no_decision(kind: str) -> None:
    assert paper(MINUTES, kind).decisions == ()


def test_they_were_a_true_record_is_said_of_the_minutes_in_the_heading() -> None:
    words = "1. Minutes of the meeting on 3 June\n\nThese were agreed as a true record and signed.\n\n2. Close\n\nNone."
    assert paper(words, "minutes").effects == [("minutes_confirmed",)]


def test_a_dash_behind_the_introducer_is_no_part_of_the_clause() -> None:
    words = "1. Wharf\n\nRESOLVED: - That the wharf be let.\n\n2. Close\n\nNone."
    assert paper(words, "minutes").texts == ["That the wharf be let."]


def test_a_panel_that_concludes_decides() -> None:
    text = MINUTES.replace(
        "RESOLVED that (a) the plan be approved;", "CONCLUDED that the plan be approved.\n\nNot (a);"
    )
    found = paper(text, "minutes")
    assert ("resolved", ("approved",)) in [(one.status, one.effects) for one in found.resolutions if one.decision == 2]


def test_a_procurement_plan_approved_is_no_forward_plan() -> None:
    text = "Issue - decisions\n\nProcurement Forward Plan\n\n06/03/2031 - Procurement Forward Plan\n\nDecision\n\n"
    record = extract(read_bytes(f"{text}1. That the procurements in Appendix A be approved.\n".encode(), "page.txt"))
    assert (record.document.kind, len(record.decisions)) == ("decision_record", 1)
