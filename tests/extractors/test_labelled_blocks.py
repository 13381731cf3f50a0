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
