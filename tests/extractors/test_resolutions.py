"""Clauses: how lists, lead-ins, motions and recommendations are told apart. Every paper is invented."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.decisions.clause_findings import find_clause_findings
from tests.extractors.invented_papers import item, paper

INTRODUCERS = [
    "RESOLVED that the wharf be dredged.",
    "RESOLVED: That the wharf be dredged.",
    "RESOLVED – That the wharf be dredged.",
    "Resolved: That the wharf be dredged.",
    "*RESOLVED – that the wharf be dredged.",
    "RESOLVED (unanimously) that the wharf be dredged.",
    "RESOLVED by 9 votes to 3\n\nThat the wharf be dredged.",
    "It was RESOLVED that the wharf be dredged.",
    "It was unanimously\nResolved:\nThat the wharf be dredged.",
    "Moved by Councillor Reed, seconded by Councillor Rush and RESOLVED that the wharf be dredged.",
    "It was moved by Councillor Reed, seconded by Councillor Rush and it was resolved that the wharf be dredged.",
    "ORDERED that the wharf be dredged.",
    "AGREED that the wharf be dredged.",
    "Agreed: That the wharf be dredged.",
    "DECIDED: That the wharf be dredged.",
    "The Board AGREED that the wharf be dredged.",
    "The Harbour Board agreed that:\n\n• the wharf be dredged.",
    "The Committee decided:\n\n(a) the wharf be dredged.",
    "PENDERFYNWYD: the wharf be dredged.",
    "Decision\n\nThat the wharf be dredged.",
    "The Mayor and Cabinet agreed that:\n\n1. the wharf be dredged.",
]


@pytest.mark.parametrize("body", INTRODUCERS)
def test_every_introducer_gives_the_clause_without_itself(body: str) -> None:
    found = item(body)
    assert found.statuses == ["resolved"]
    assert found.effects == [("approved",)]
    words = found.texts[0]
    assert words.lower().removeprefix("that ") == "the wharf be dredged."


LISTS = [
    ("RESOLVED that\n\n1. the wharf be dredged; and\n\n2. the report be noted.", ["1", "2"]),
    ("RESOLVED that\n\n1) the wharf be dredged; and\n2) the report be noted.", ["1", "2"]),
    ("RESOLVED that\n\n(i) the wharf be dredged; and\n\n(ii) the report be noted.", ["i", "ii"]),
    ("RESOLVED that\n\nA. the wharf be dredged; and\n\nB. the report be noted.", ["A", "B"]),
    ("RESOLVED that\n\n• the wharf be dredged; and\n\n• the report be noted.", [None, None]),
    ("RESOLVED that the Board:\n\n1. Dredge the wharf and approve the cost; and\n\n2. Note the report.", ["1", "2"]),
    ("RESOLVED that the wharf be dredged; and\n\nthat the report be noted.", [None, None]),
    ("RESOLVED – (1) That the wharf be dredged; (2) That the report be noted.", ["1", "2"]),
]


@pytest.mark.parametrize(("body", "numbers"), LISTS)
def test_lists_of_every_fashion_give_one_clause_an_entry(body: str, numbers: list[str | None]) -> None:
    found = item(body)
    assert found.numbers == numbers
    assert not any(text.endswith((";", "and")) for text in found.texts)


def test_a_heading_over_lettered_clauses_lends_its_number() -> None:
    found = item(
        "RESOLVED that:\n\n1. the plan be approved.\n\n2. Moorings\n\na. Approve the new fees.\n\n"
        "b. Approve the permit scheme.\n\n3. the report be noted."
    )
    assert found.numbers == ["1", "2a", "2b", "3"]


def test_parts_of_one_act_stay_one_clause() -> None:
    found = item(
        "RESOLVED that authority be delegated to the Harbour Master to:\n\n(a) finalise the contract;\n\n"
        "(b) enter into all agreements; and\n\n(c) spend up to £2m."
    )
    assert len(found.resolutions) == 1
    assert found.effects == [("delegated",)]
    assert found.texts[0].endswith("spend up to £2m.")


def test_clauses_in_catchwords_lack_no_verb_each() -> None:
    found = item("RESOLVED that\n\n1. Flowers for Mrs Hope.\n\n2. No change to the hours.\n\n3. A bench on the green.")
    assert len(found.resolutions) == 3
    assert find_clause_findings(found.resolutions) == ()


def test_a_clause_that_opens_with_a_councillor_does_not_end_the_list() -> None:
    found = item(
        "RESOLVED that\n\n1. the report be noted.\n\n2. Councillor Budd be appointed to the Trust.\n\n"
        "3. Councillors Budd and Lamb attend the hearing.\n\n4. the rent be raised to £40.\n\n"
        "5. Cllr Lamb to get quotes for the gate.\n\n6. the gate be painted."
    )
    assert [clause.number for clause in found.resolutions] == ["1", "2", "3", "4", "5", "6"]


def test_the_lead_in_gives_the_effect_where_a_clause_has_no_verb() -> None:
    found = item("It was APPROVED:\n\n1. Costs to be met from reserves.")
    assert found.effects == [("approved",)]
    assert find_clause_findings(found.resolutions) == ()


def test_a_clause_without_verb_or_lead_in_is_unstated_and_found() -> None:
    found = item("RESOLVED that\n\n1. the pressures on the harbour and their effect.\n\n2. the report be noted.")
    assert found.effects == [("unstated",), ("noted",)]
    (finding,) = find_clause_findings(found.resolutions)
    assert (finding.rule, finding.printed) == (
        "missing_operative_verb",
        "the pressures on the harbour and their effect.",
    )


@pytest.mark.parametrize(
    "clause",
    [
        "23/00517/HOU Rear porch at 8 Quay Lane: to object, because it would shade the slipway.",
        "24/00022/FUL Boat store, Mill Yard: no objection.",
        "the Assistant Director circulates a note to all members on moorings.",
        "the Members present discuss further by e-mail whether a visit is wanted.",
        "Councillors Budd and Lamb attend the hearing.",
        "Mr Budd represent the Council on the Harbour Trust.",
        "Cllr Lamb to speak to the landowner.",
        "three quotes should be sought.",
        "the deputation be heard.",
        "Cllr Lamb to get quotes for the gate.",
        "To discontinue with immediate effect the present arrangements.",
        "the winter rate for visiting boats stay at £6.20 a night",
        "the public and press leave the meeting while the next item is taken, as it concerns a tenant.",
    ],
)
def test_a_clause_that_acts_in_other_words_lacks_no_verb(clause: str) -> None:
    found = item(f"RESOLVED that\n\n1. {clause}\n\n2. the report be noted.")
    assert find_clause_findings(found.resolutions) == ()


def test_an_infinitive_list_needs_no_known_verb() -> None:
    found = item("The Lead Member RESOLVED to:\n\n1) advise petitioners of the tide; and\n\n2) note the petition.")
    assert found.effects == [("approved",), ("noted",)]


def test_votes_before_and_beside_the_introducer_are_kept() -> None:
    before = item(
        "The proposal was put to the vote and carried (6 in favour, 2 against).\n\nRESOLVED that the wharf be dredged."
    )
    beside = item("RESOLVED (unanimously) that the wharf be dredged.")
    assert before.resolutions[0].votes is not None
    assert before.resolutions[0].votes.for_ == 6
    assert beside.resolutions[0].votes is not None
    assert beside.resolutions[0].votes.unanimous


def test_a_lost_amendment_is_lost_and_the_carried_motion_resolved() -> None:
    found = item(
        "Councillor Reed moved an amendment as follows:\n\nThat the wharf be sold to the highest bidder.\n\n"
        "The amendment was seconded by Councillor Rush.\n\n"
        "On being put to the vote the amendment was LOST (2 for, 7 against).\n\n"
        "RESOLVED that the wharf be dredged."
    )
    assert found.statuses == ["lost", "resolved"]
    lost = found.resolutions[0].votes
    assert lost is not None
    assert (lost.for_, lost.against) == (2, 7)


def test_a_withdrawn_amendment_is_withdrawn() -> None:
    found = item(
        "Councillor Reed moved an amendment as follows:\n\nThat the wharf be sold.\n\nThe amendment was seconded.\n\n"
        "The amendment was withdrawn.\n\nRESOLVED that the wharf be dredged."
    )
    assert found.statuses == ["withdrawn", "resolved"]


def test_a_motion_carried_in_its_own_words_is_resolved_once() -> None:
    found = item(
        "Councillor Reed proposed the following motion:\n\n“This Council resolves to support the lifeboat.”\n\n"
        "On being put to the vote the motion was carried unanimously."
    )
    assert found.statuses == ["resolved"]
    assert found.effects == [("endorsed",)]


def test_a_summary_that_repeats_the_clauses_is_left_out() -> None:
    found = item(
        "RESOLVED that the wharf be dredged at a cost of £40,000.\n\nSummary of decisions\n\n"
        "RESOLVED that the wharf be dredged at a cost of £40,000."
    )
    assert len(found.resolutions) == 1


def test_resolved_to_recommend_is_recommended() -> None:
    found = item("*RESOLVED TO RECOMMEND that Council:\n\n• Approves the byelaws.\n\n• Adopts the code.")
    assert found.statuses == ["recommended", "recommended"]
    assert found.effects == [("recommended", "approved"), ("recommended", "adopted")]


REPORTS = [
    ("2. Recommendations\n\nCabinet is requested to:\n\n1. Note the tides.\n2. Approve the dredging.", ["1", "2"]),
    ("Recommendation\n\nThe Cabinet is asked to approve the dredging, as set out in the report.", [None]),
    ("RECOMMENDATIONS\n\nIt is recommended that Cabinet:\n\na) notes tides; and\nb) approves the plan.", ["a", "b"]),
    ("1.0 RECOMMENDATION\n\n1.1 That the Board notes the tides.\n\n1.2 That the dredging be approved.", ["1.1", "1.2"]),
    ("Recommendation(s):\n\nThe Cabinet Member is asked to:\n\nAPPROVE it.\n\nDELEGATE it to the Clerk.", [None, None]),
    ("RECOMMENDED that the dredging be approved.", [None]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "numbers"), REPORTS)
def test_what_a_report_asks_for_is_recommended(words: str, numbers: list[str | None]) -> None:
    found = paper(f"REPORT TO CABINET\n\n{words}\n\nBackground\n\nThe wharf has silted up since 1990.", "report")
    assert found.numbers == numbers
    assert set(found.statuses) == {"recommended"}
    assert {resolution.decision for resolution in found.resolutions} == {None}


def test_recommendations_printed_twice_count_once() -> None:
    asked = "Cabinet is asked to:\n\n1. Approve the dredging of the wharf.\n2. Note the tide tables for 2021.\n\n"
    block = f"Recommendations\n\n{asked}"
    found = paper(f"COVER SHEET\n\n{block}Reasons\n\nSilt.\n\nREPORT\n\n{block}Background\n\nSilt again.", "report")
    assert found.numbers == ["1", "2"]


def test_a_decision_retold_in_a_report_is_no_recommendation() -> None:
    found = paper(
        "REPORT TO CABINET\n\nBackground\n\nCabinet agreed in March 2019 that the wharf be dredged. The scheme was "
        "approved by Council on 13 June 2019.\n\nMembers are asked to bear the tides in mind.",
        "report",
    )
    assert found.resolutions == ()


@given(
    st.lists(
        st.sampled_from(
            ["RESOLVED that", "1. the wharf be dredged;", "2. it be noted", "(a) That", "AGREED:", "Decision:",
             "3. Reasons", "The amendment was LOST", "moved an amendment as follows:", "• noted",
             "RECOMMENDED TO COUNCIL:", "12", ""]
        ),
        max_size=14,
    )
)  # fmt: skip
@settings(max_examples=60)
def test_any_order_of_lines_gives_clauses_that_do_not_overlap(lines: list[str]) -> None:
    found = paper("BOARD\n\n" + "\n\n".join([*lines, "The end."]), "minutes")
    spans = sorted((resolution.start, resolution.end) for resolution in found.resolutions)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert all(r.decision is None or r.decision < len(found.decisions) for r in found.resolutions)


@pytest.mark.parametrize(
    "line", ["RESOLVED that (a) ", "the Committee and ", "moved an amendment that ", "1. be noted; "]
)
def test_long_repetitive_minutes_are_read_in_linear_time(line: str) -> None:
    found = paper("BOARD\n\n1. One\n\n" + line * 2000 + "\n\n2. Two\n\nRESOLVED that it be noted.", "minutes")
    assert found.reading.text


def test_the_word_that_alone_above_a_list_is_no_clause() -> None:
    found = item(
        "RESOLVED - That\n\n(i) the report be noted;\n\n(ii) the levy be raised by 2%; and\n\n(iii) the rest be left."
    )
    assert found.numbers == ["i", "ii", "iii"]
    assert found.texts[0] == "the report be noted"


@pytest.mark.parametrize(
    "sentence",
    [
        "The notes of the previous meeting were AGREED as an accurate record.",
        "The Harbour Board AGREED its work programme, with pilotage added in June.",
    ],
)
def test_a_sentence_with_its_verb_in_capitals_stays_whole(sentence: str) -> None:
    assert item(sentence).texts == [sentence]


def test_an_amendment_told_in_one_sentence_is_lost() -> None:
    found = item(
        "An amendment by Councillor Brill, that the matter wait until a new survey is made, was put to the vote and "
        "declared lost.\n\nThe motion was carried and it was\n\nRESOLVED that the wall be built."
    )
    assert ("lost", "the matter wait until a new survey is made") in list(zip(found.statuses, found.texts, strict=True))


def test_a_paragraph_that_resolves_twice_holds_two_clauses() -> None:
    found = item(
        "RESOLVED that the public leave the room. RESOLVED that the rent be raised to £40. AGREED: to buy a lamp."
    )
    assert found.texts == ["the public leave the room.", "the rent be raised to £40.", "to buy a lamp."]
