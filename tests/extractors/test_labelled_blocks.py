"""Bulletins and lists in which each decision is a block of labels. Invented papers."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.records import Record
from ingest.reading import read_bytes
from tests.extractors.invented_papers import paper

BULLETIN = """
MARLOW FEN DISTRICT COUNCIL

MEMBERS' BULLETIN

1.  CALL IN

    The Chairman of Scrutiny or any three Members may call in a decision printed here. The Monitoring Officer
    must be told of a call in by Thursday 14 May 2015 at 4 pm.

2.  DECISIONS MADE BY CABINET MEMBERS

    Subject          Pier Road: sale of the kiosk
    Decision maker   Councillor B Wick, Cabinet Member for Property
    Date             5 May 2015
    Decision         AGREED to sell the kiosk at auction.
    Reason           It has stood empty since the spring.

    Subject          Ferry steps: repair
    Decision maker   Councillor A Rudd, Cabinet Member for Places
    Date             6 May 2015
    Decision         (1) APPROVED the repair of the steps; and
                     (2) REFUSED the request of the rowing club for a second ramp.
    Reason           The steps are worn.

3.  DECISIONS TAKEN BY OFFICERS    (these decisions are not subject to call in)

    Subject          Stall licence, Market Hill
    Decision maker   Head of Licensing
    Date             7 May 2015
    Decision         To grant a licence for one year.
    Reason           No objection was received.

4.  NOTICES

    Those who call in to reception may still leave their replies until the end of May.
"""


@pytest.fixture(scope="module")
def bulletin() -> Record:
    return extract(read_bytes(BULLETIN.encode(), "bulletin.txt"))


def test_a_bulletin_that_speaks_of_call_in_is_a_list_of_decisions(bulletin: Record) -> None:
    assert bulletin.document.kind == "decision_list"


def test_each_block_is_a_decision_with_its_own_day_and_maker(bulletin: Record) -> None:
    assert [(d.title, d.decided_on, d.decision_maker) for d in bulletin.decisions] == [
        ("Pier Road: sale of the kiosk", "2015-05-05", "Councillor B Wick, Cabinet Member for Property"),
        ("Ferry steps: repair", "2015-05-06", "Councillor A Rudd, Cabinet Member for Places"),
        ("Stall licence, Market Hill", "2015-05-07", "Head of Licensing"),
    ]
    assert [r.decision for r in bulletin.resolutions] == [0, 1, 1, 2]
    assert bulletin.decisions[2].reasons == "No objection was received."


def test_what_a_heading_says_of_call_in_is_said_of_its_part_alone(bulletin: Record) -> None:
    assert [(c.decision, c.status, c.deadline) for c in bulletin.call_ins] == [
        (0, "open_until", "2015-05-14T16:00:00"),
        (1, "open_until", "2015-05-14T16:00:00"),
        (2, "not_subject", None),
    ]


def test_a_lone_block_is_no_list_of_blocks() -> None:
    found = paper(
        "Subject: Quay wall\n\nDecision maker: Head of Ports\n\nDecision: To mend the wall.\n", "decision_list"
    )
    assert all(decision.rule != "labelled_block" for decision in found.decisions)


REGISTER = """
QUAYSIDE DISTRICT COUNCIL

REGISTER OF DELEGATED DECISIONS

Title: Lease of the net loft
Decision: To grant a lease.
Key decision: No
Date of decision: 4 May 2019
Decision maker: Head of Property

Title: Dredging contract
Decision: To award the contract to the lowest bidder.
Key decision: Yes
Date of decision: 5 May 2019
Decision maker: Head of Harbours

Title: Sale of a winch
Decision: To sell the winch.
Key decision: No
Date of decision: 6 May 2019
Decision maker: Head of Harbours
"""


def test_who_decided_and_when_may_stand_below_the_decision() -> None:
    decisions = extract(read_bytes(REGISTER.encode(), "register.txt")).decisions
    assert [(d.title, d.decided_on, d.decision_maker, d.key_decision) for d in decisions] == [
        ("Lease of the net loft", "2019-05-04", "Head of Property", False),
        ("Dredging contract", "2019-05-05", "Head of Harbours", True),
        ("Sale of a winch", "2019-05-06", "Head of Harbours", False),
    ]


KEY_ITEMS = [
    ("5. Net loft (Key decision - FP/12)\n\nRESOLVED that it be let.", True),
    ("5. Net loft (Key)\n\nRESOLVED that it be let.", True),
    ("5. Net loft (Non-key)\n\nRESOLVED that it be let.", False),
    ("5. Net loft\n\nKD ref: 2214\n\nRESOLVED that it be let.", True),
    ("5. Net loft\n\nKey decision: Yes (special urgency)\n\nRESOLVED that it be let.", True),
    ("5. Net loft\n\nIs this a key decision? No\n\nRESOLVED that it be let.", False),
    ("5. Net loft\n\nReport No. 41                KEY DECISION\n\nRESOLVED that it be let.", True),
    ("5. Net loft\n\nRESOLVED that it be let.\n\nThis is not a key decision.", False),
    ("5. Net loft\n\nRESOLVED that it be let.", None),
    ("5. Key stage 2 results (key findings)\n\nRESOLVED that they be noted.", None),
]


@pytest.mark.parametrize(("item", "key"), KEY_ITEMS)
def test_each_item_says_for_itself_whether_it_is_a_key_decision(item: str, key: bool | None) -> None:
    found = paper(f"Minutes of the Cabinet\n\n{item}\n\n6. Winch\n\nRESOLVED that the winch be sold.", "minutes")
    assert [decision.key_decision for decision in found.decisions] == [key, None]


def test_a_flag_above_its_heading_is_given_to_no_other_item() -> None:
    loft, winch = "5. Net loft\n\nRESOLVED that it be let.", "6. Winch\n\nRESOLVED that it be sold."
    text = f"Key decision: No\n\n{loft}\n\nKey decision: Yes\n\n{winch}"
    assert [decision.key_decision for decision in paper(text, "minutes").decisions] == [None, None]


def test_a_block_without_a_day_among_blocks_with_days_has_no_day() -> None:
    without = BULLETIN.replace("    Date             6 May 2015\n", "")
    decisions = extract(read_bytes(without.encode(), "bulletin.txt")).decisions
    assert [d.decided_on for d in decisions] == ["2015-05-05", None, "2015-05-07"]


RECORD = """
MARLOW FEN DISTRICT COUNCIL

RECORD OF DECISION BY A LEAD MEMBER

Date: 5 May 2015

I, Councillor Ada Rudd, Lead Member for Homes, in exercise of the powers given by the constitution, do hereby approve:

The Empty Homes Policy, as printed in Appendix A.

Reasons for the decision

It was consulted on in March.
"""


def test_one_who_hereby_approves_what_stands_below_decides_it() -> None:
    record = extract(read_bytes(RECORD.encode(), "record.txt"))
    assert [(r.text, r.effects) for r in record.resolutions] == [
        ("The Empty Homes Policy, as printed in Appendix A.", ("approved",)),
    ]
    assert record.decisions[0].decision_maker == "Councillor Ada Rudd, Lead Member for Homes"
