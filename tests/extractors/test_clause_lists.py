"""Lists of clauses: led in by the body's name, with verbs in capitals, with conditions. Every paper is invented."""

from __future__ import annotations

import pytest

from extractors.decisions.clause_findings import find_clause_findings
from tests.extractors.invented_papers import item, paper

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


def test_acts_asked_of_another_body_one_by_one_are_each_a_clause() -> None:
    found = item(
        "RESOLVED that:\n\n1. Council be recommended to:\n\ni) adopt the plan;\n\nii) increase the toll by £2;"
    )
    assert list(zip(found.numbers, found.statuses, found.effects, strict=True)) == [
        ("1i", "recommended", ("recommended", "adopted")),
        ("1ii", "recommended", ("recommended", "approved")),
    ]


def test_a_part_that_prints_its_clauses_number_is_not_given_it_twice() -> None:
    words = "RESOLVED THAT:\n\n1. the plan is agreed;\n\n2. On setting up the Board:\n\n2.1 the tolls are approved;"
    assert item(words + "\n\n2.2 the lease is confirmed.").numbers == ["1", "2.1", "2.2"]


TURNING = [
    (
        "Resolved:\n\nCabinet approves:\n\na)  A new reserve of £9 is requested for eels.\n\nCabinet notes:\n\n"
        "b)  the budget is forecast to overspend by £2.\n\nc)  the effect on the reserve.",
        [("a", ("approved",)), ("b", ("noted",)), ("c", ("noted",))],
    ),
    (
        "The Board agreed:\n\nI. To recommend that Council:\n\na. Approves the dues.\n\nb. Notes the tolls.\n\n"
        "II. To note:\n\nc. spending of £9 against £12.\n\nd. a fall of £3.",
        [("Ia", ("recommended", "approved")), ("Ib", ("recommended", "noted")),
         ("IIc", ("noted",)), ("IId", ("noted",))],
    ),
    (
        "RESOLVED:\n\n1. That these virements of £5, set out in the report, be approved:\n\n"
        "• £3 to the slip\n\n• £2 to the quay",
        [("1", ("approved",))],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "clauses"), TURNING)
def test_a_lead_in_within_a_list_gives_its_verb_to_the_clauses_below_it(
    words: str, clauses: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = item(words)
    assert list(zip(found.numbers, found.effects, strict=True)) == clauses


def test_a_list_copied_from_a_web_page_may_number_each_clause_one() -> None:
    found = paper("Decision:\n\nAGREED: that\n\n1. the wharf be let\n\n1. the rent be noted\n\n1. the clerk be thanked")
    assert found.texts == ["the wharf be let", "the rent be noted", "the clerk be thanked"]


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
    ("The Board NOTED that the powers granted at its meeting on 2 June 2020 had not been used.", ("noted",)),
    ("RESOLVED: that the decision be sent back to the Executive Member to think again.", ("referred",)),
    ("RESOLVED: that the programme be approved, subject to the eels being put back to October.", ("approved",)),
    (
        "The minutes were agreed, subject to the addition of Dr. Reed to those present.",
        ("minutes_confirmed", "amended"),
    ),
    ("The Board resolved with 6 votes for and the Chair not voting:\n\n(1)  To note the dues.", ("noted",)),
    ("The Board AGREED to appoint Mrs Reed to the Trust and NOTED that a report would come.", ("appointed", "noted")),
    ("It was agreed to let the kiosk and noted that the rent was £90.", ("approved", "noted")),
    ("The Board therefore agreed to take no further action and the toll would take effect.", ("approved",)),
    ("RESOLVED that the decision of Cabinet stand.", ("confirmed",)),
    ("Having been advised that Mrs Reed was ill, the Members agreed that a letter be sent to her.", ("approved",)),
    ("At the request of Mr Reed, the Council agreed that a letter be sent to him for the Council.", ("approved",)),
    ("Subject to that variation, the minutes of 1 April were approved and adopted.", ("minutes_confirmed",)),
    ("The vacancy was therefore deferred to the next meeting.", ("deferred",)),
    ("M. Reed proposed acceptance of the tender, seconded by B. Rush and unanimously agreed.", ("approved",)),
    ("Cllr Reed moved the grant of £90, seconded by Cllr B. Rush, and it was carried.", ("approved",)),
    ("Proposed by M. Reed, seconded by B. Rush and agreed that the slip be closed.", ("approved",)),
]


@pytest.mark.parametrize(("words", "effects"), EFFECTS)
def test_what_the_words_of_a_clause_do(words: str, effects: tuple[str, ...]) -> None:
    assert item(words).effects == [effects]


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("that she be co-opted to the board. She remained in the meeting.", "she be co-opted to the board."),
        ("that the accounts be approved. The minutes were handed round.", "the accounts be approved."),
        # What goes on deciding stays.
        ("that the gate be mended. The Clerk was asked to write.", "the gate be mended. The Clerk was asked to write."),
        (
            "that the gate be mended. The cost to be met by the trust.",
            "the gate be mended. The cost to be met by the trust.",
        ),
    ],
)
def test_a_clause_ends_where_its_paragraph_goes_on_telling_of_the_meeting(words: str, clause: str) -> None:
    assert item(f"It was RESOLVED {words}").texts == [clause]


def test_motion_and_amendment_received_votes_side_by_side() -> None:
    found = item(
        "As a MOTION, Ms Reed, seconded by Dr Rush, moved that the works be approved.\n\n"
        "As an AMENDMENT, Mr Tarn, seconded by Mrs Beck, moved that the works be deferred.\n\n"
        "On a vote the MOTION received 30 votes and the AMENDMENT received 22 votes, and the MOTION was CARRIED."
    )
    assert found.statuses == ["resolved", "lost"]


@pytest.mark.parametrize(
    ("words", "findings"),
    [
        ("That in relation to the wharf lease, to tell the tenant when it ends.", 0),
        ("That the state of the wharf and its walls.", 1),
    ],
)
def test_only_a_clause_without_any_act_lacks_its_verb(words: str, findings: int) -> None:
    assert len(find_clause_findings(item(f"RESOLVED: {words}").resolutions)) == findings


def test_a_table_below_what_is_approved_holds_no_clauses() -> None:
    payments = """     Ref        Payee               Net £     VAT £
     BACS 11    Wages            2,104.00      0.00
     BACS 12    Lamp oil            41.50      8.30"""
    found = paper(
        f"57/24  PAYMENTS\n\nRESOLVED: That the following payments made in May be approved:\n\n{payments}\n\n"
        "58/24  BANK\n\nThe reconciliation was NOTED.",
        "minutes",
    )
    assert found.texts == ["That the following payments made in May be approved:", "The reconciliation was NOTED."]


def test_what_is_said_of_each_planning_application_is_a_clause_of_its_own() -> None:
    found = item(
        "RESOLVED:\n\n23/00071/FUL  Porch, 4 Mill Row:  to object, because it is too tall.\n\n"
        "23/00085/TPO  Fell an ash:  that no objection be raised.\n\nNOTED:  that one appeal had been dismissed."
    )
    assert found.numbers[:2] == ["23/00071/FUL", "23/00085/TPO"]
    assert found.texts[:2] == ["to object, because it is too tall.", "that no objection be raised."]


@pytest.mark.parametrize(
    ("words", "numbers", "second"),
    [
        (
            "RESOLVED:\n\n1. That the letter be noted.\n\n2. That the grounds for call-in be:\n\n- delay\n\n- cost\n\n"
            "3. That a timetable be agreed.",
            ["1", "2", "3"],
            "That the grounds for call-in be:",
        ),
        (
            "RESOLVED that -\n\n(a) the programme be approved;\n\n(b) the following be appointed to the groups –\n\n"
            "   Harbours – Councillor Ann Reed\n\n   Roads – Councillor Bo Tarn\n\n"
            "   Schools – Councillor Cy Beck, and\n\n"
            "(c) the matter be deferred to the next meeting.",
            ["a", "b", "c"],
            "the following be appointed to the groups –",
        ),
    ],
)
def test_lines_below_a_clause_that_leads_on_are_its_own_and_the_list_goes_on(
    words: str, numbers: list[str], second: str
) -> None:
    found = item(words)
    assert found.numbers == numbers
    assert found.texts[1].startswith(second)
    assert len(found.texts[1]) > len(second)  # with what stands below it


def test_what_a_member_hereby_approves_may_be_set_as_a_heading() -> None:
    head = "I, Councillor Kay, Lead Member for Homes, in exercise of my powers, do hereby approve:"
    words = f"{head}\n\nThe Homes Allocation Policy\n\nThe Reasons are:\n\nIt is due.\n"
    found = paper(f"Record of Decision\n\nTitle: Homes Policy\n\n{words}", "decision_record")
    assert found.texts == ["The Homes Allocation Policy"]
    assert found.decisions[0].reasons == "It is due."


def test_a_numbered_clause_without_its_stop_heads_no_item() -> None:
    found = item(
        "Resolved:\n\n1.   That the Panel receive the data each quarter"
        "\n\n2.   That Members raise it with the Commissioner"
    )
    assert found.numbers == ["1", "2"]


def test_parts_that_say_nothing_by_themselves_are_of_one_clause() -> None:
    found = item(
        "RESOLVED that:\n\n(a) the agenda include reports on:\n\n(i) the harbour;\n\n(ii) the roads; and"
        "\n\n(b) it be reviewed."
    )
    assert found.numbers == ["a", "b"]


def test_a_line_that_leads_on_heads_no_item() -> None:
    words = "HARBOUR DUES\n\nThe Clerk reported.\n\nDuring the discussion –\n\n- dues were compared.\n\n"
    found = paper(f"{words}RESOLVED that the dues be frozen.\n", "minutes")
    assert [decision.title for decision in found.decisions] == ["HARBOUR DUES"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("RESOLVED that:\n\n(i)\n\nthe dues be raised; and\n\n(ii)\n\nthe wharf be dredged.", ["i", "ii"]),
        ("RESOLVED\n\n(a)\n\nTo note the survey.\n\n(b)\n\nTo raise the dues.", ["a", "b"]),
    ],
)
def test_the_mark_of_a_clause_may_stand_on_a_line_of_its_own(words: str, numbers: list[str]) -> None:
    found = item(words)
    assert found.numbers == numbers
    assert all("(" not in text for text in found.texts)


def test_conditions_printed_like_titles_head_no_items() -> None:
    found = item(
        "RESOLVED – That the application be approved subject to the following conditions:\n\n"
        "1. Standard Time\n\n2. Approved Plans\n\n3. Materials"
    )
    assert len(found.texts) == 1
    assert found.texts[0].endswith("3. Materials")


@pytest.mark.parametrize(
    "after",
    [
        "The Chair thanked all who had taken part.",
        "Councillor Reed left the meeting at this point.",
        "Members felt that it had been worth the wait.",
        "Councillors Reed and Rush abstained.",
    ],
)
def test_what_somebody_did_then_is_no_part_of_the_clause_before_it(after: str) -> None:
    assert item(f"RESOLVED that the wharf be dredged in May. {after}").texts == ["the wharf be dredged in May."]
    numbered = item(f"RESOLVED that\n\n(1) the dues be raised; and\n\n(2) the wharf be dredged in May. {after}")
    assert numbered.texts == ["the dues be raised", "the wharf be dredged in May."]


def test_a_dash_alone_may_lead_to_the_clauses() -> None:
    found = item("Following a debate Council agreed –\n\n- to note the survey;\n- that the wharf be dredged.")
    assert found.effects[0] == ("noted",)
    assert len(found.texts) == 2


def test_the_decision_of_one_member_inside_the_minutes_of_a_committee() -> None:
    found = item(
        "Decision of Executive Councillor for Harbours\n\ni. Approved the issue of tenders.\n\n"
        "ii. Authorised the Director to sign the contract."
    )
    assert found.effects == [("approved",), ("authorised",)]


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("The dues set out in Appendix 1 were APPROVED.", "approved"),
        ("The Board NOTED the timetable.", "noted"),
        ("All applications for berths were REFUSED.", "rejected"),
    ],
)
def test_what_is_told_in_capitals_was_decided(words: str, effect: str) -> None:
    assert item(f"The officer gave a report. It was long.\n\n{words}").effects == [(effect,)]


def test_words_quoted_below_a_clause_do_not_end_its_list() -> None:
    found = item(
        "RESOLVED:-\n\n1. That the rules of the harbour be approved, so that rule 2 now reads:\n\n"
        "(ii) Any berth in this regard needs two lines.\n\n2. That the Master be asked to print them."
    )
    assert found.numbers == ["1", "2"]


@pytest.mark.parametrize(
    "words",
    [
        "RESOLVED that\n\n1. officers bring the order into force except where:\n\na) a member asks for it; or\n\n"
        "b) ten letters are received.\n\n2. the survey be noted.",
        "RESOLVED to approve:\n\n1. The strategy as set out in these appendices:\n\n• Appendix A – Moorings\n\n"
        "• Appendix B – Dues\n\n2. The survey.",
    ],
)
def test_conditions_and_names_of_papers_are_no_clauses(words: str) -> None:
    assert item(words).numbers == ["1", "2"]


def test_what_is_told_of_a_thing_is_noted_under_a_lead_in_that_notes() -> None:
    found = item(
        "RESOLVED to note:\n\n1) The survey of the wharf;\n\n"
        "2) The levy with the combined authority included in the budget."
    )
    assert found.effects == [("noted",), ("noted",)]


def test_approvals_recommended_one_by_one_are_each_a_clause() -> None:
    found = item(
        "RESOLVED: That Cabinet recommends to Council:\n\n(a) Approval of the budget set out in Appendix 1; and\n\n"
        "(b) Adoption of the strategy shown in Appendix 2."
    )
    assert found.numbers == ["a", "b"]
    assert found.statuses == ["recommended", "recommended"]


def test_a_clause_may_open_with_agreed() -> None:
    found = item("Decision:\n\nThe Board:\n\n(a) Approved the plan.\n\n(b) Agreed to let the wharf.")
    assert found.numbers == ["a", "b"]


def test_the_minutes_are_confirmed_beside_what_arises_from_them() -> None:
    found = paper(
        "HARBOUR BOARD\n\n3. Minutes of Previous Meeting\n\nThe minutes of the meeting held on 14 July 2016 were "
        "approved as a correct record.\n\nRESOLVED: That a report on dredging be submitted to the next meeting.\n\n"
        "4. Dues\n\nRESOLVED that the dues be raised.",
        "minutes",
    )
    assert found.effects == [("minutes_confirmed",), ("requested",), ("approved",)]


@pytest.mark.parametrize("opening", ["AGREED:", "RESOLVED that:", "NOTED:"])
def test_short_clauses_printed_like_titles_head_no_items(opening: str) -> None:
    found = paper(f"HARBOUR BOARD\n\n3. Dues\n\n{opening}\n\n1. The dues\n\n2. The timetable\n", "minutes")
    assert found.numbers == ["1", "2"]
    assert [d.title for d in found.decisions] == ["Dues"]


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("Members voted unanimously to approve the application.", "approved"),
        ("The Board voted by 6 votes to 3 to refuse the application.", "rejected"),
        ("The Panel unanimously supported the recommendation.", "endorsed"),
    ],
)
def test_what_a_body_voted_for_or_supported_is_decided(words: str, effect: str) -> None:
    assert item(f"The officer gave a report.\n\n{words}").effects == [(effect,)]
