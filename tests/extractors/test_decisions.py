"""Decisions over the kinds of paper in which councils record them. Every paper is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extractors.invented_papers import paper

SHARED = Path(__file__).parents[2].parent / "shared"

PROFORMA = """
WEATHERFORD BOROUGH COUNCIL

CABINET PROFORMA

Cabinet Meeting 9th March 2021

1. Title of Item/Report

Bus shelters

2. Record of the Decision

Cabinet considered a report on bus shelters. Cabinet noted that the oldest was built in 1950.

RESOLVED that:-

1. The programme of bus shelter renewal be approved.
2. The Director of Transport be authorised to proceed.

3. Reasons for the Decision

Shelters were old.

4. Alternative Options Considered and Rejected

None

5. Declared (Cabinet Member) Conflicts of Interest

N/A

6. Details of any Dispensations

7. Date and Time by which Call In must be executed

Not later than midnight on Friday 26 March 2021
"""


def test_a_proforma_holds_one_decision_with_its_five_parts() -> None:
    found = paper(PROFORMA, title="Bus shelters", body="Cabinet", meeting_date="2021-03-09")
    (decision,) = found.decisions
    assert found.numbers == ["1", "2"]
    assert found.effects == [("approved",), ("authorised",)]
    assert (decision.title, decision.decided_on, decision.decision_maker) == ("Bus shelters", "2021-03-09", "Cabinet")
    assert decision.record is not None
    assert decision.record.startswith("Cabinet considered a report")
    assert decision.reasons == "Shelters were old."


def test_none_not_applicable_empty_and_missing_are_kept_apart() -> None:
    (decision,) = paper(PROFORMA, title="Bus shelters").decisions
    assert (decision.alternatives, decision.conflicts, decision.dispensations) == ("None", "N/A", "")
    shorter = PROFORMA[: PROFORMA.index("6. Details")]
    (decision,) = paper(shorter, title="Bus shelters").decisions
    assert decision.dispensations is None


def test_the_heading_after_the_last_clause_is_no_clause() -> None:
    found = paper(PROFORMA.replace("RESOLVED that:-\n", ""), title="Bus shelters")
    assert found.numbers == ["1", "2"]
    assert not any("Reasons" in text for text in found.texts)


def test_clauses_without_a_resolved_line_are_found_and_doubted() -> None:
    found = paper(PROFORMA.replace("RESOLVED that:-\n", ""), title="Bus shelters")
    assert found.statuses == ["resolved", "resolved"]
    assert all(resolution.confidence <= 0.95 for resolution in found.resolutions)


def test_a_member_who_agrees_decides_alone() -> None:
    found = paper(
        """
        RECORD OF DECISION

        Subject Matter / Title of Decision
        Foster care fees

        Decision:
        As Cabinet Member for Children I agree to:

        APPROVE the new fees for foster carers.

        DELEGATE authority to the Director of Children's Services to set the date.

        Reason(s) for decision:
        Fees had not risen for years.
        """,
        title="Foster care fees",
        decision_maker="Councillor Quince, Cabinet Member for Children",
        signed_date="2021-03-09",
    )
    (decision,) = found.decisions
    assert found.effects == [("approved",), ("delegated",)]
    assert decision.decided_on == "2021-03-09"
    assert decision.decision_maker == "Councillor Quince, Cabinet Member for Children"
    assert decision.record == "As Cabinet Member for Children I agree to:"


@pytest.mark.parametrize(
    ("words", "effects"),
    [
        ("Decision: To award the lighting contract to Lumen Ltd.", ("approved",)),
        ("Decision taken: That a grant of £900 be awarded to the scouts.", ("approved",)),
        ("Decision(s)\n\nThe Director of Resources approved the purchase of six vans.", ("approved",)),
        ("Decision\n\nI agree that the sea wall be mended.", ("approved",)),
        ("Minute Decision : That the report be noted.", ("noted",)),
        ("Decision :-\n\nThat the lease be renewed.", ("approved",)),
        ("THE DECISION\n\n(i) To note the survey.", ("noted",)),
    ],
)
def test_labels_of_officer_and_member_decisions(words: str, effects: tuple[str, ...]) -> None:
    found = paper(f"OFFICER DECISION RECORD\n\nSubject: Works\n\n{words}\n\nReasons: It was needed.", title="Works")
    assert found.effects == [effects]
    assert len(found.decisions) == 1


def test_a_proposed_record_has_proposed_clauses_and_no_decision() -> None:
    found = paper(
        """
        KINGSBURY COUNTY COUNCIL - PROPOSED RECORD OF DECISION

        DECISION TO BE TAKEN BY:

        Cabinet Member for Environment

        Subject: Tree planting

        Decision:

        As Cabinet Member for Environment, I propose to:

        APPROVE the tree planting programme; and

        DELEGATE authority to the Director to carry it out.

        Reason(s) for decision: To plant trees.
        """
    )
    assert found.decisions == ()
    assert found.statuses == ["proposed", "proposed"]


def test_an_empty_paper_gives_nothing() -> None:
    found = paper("Nothing here but a line of prose.", "minutes")
    assert (found.decisions, found.resolutions) == ((), ())


KNOWN_MISSES = [
    # Two items in one paragraph, decided in one sentence.
    "Items 4 and 5 were taken together; both were, after debate, given the assent of all.",
]  # fmt: skip


@pytest.mark.parametrize("body", KNOWN_MISSES)
@pytest.mark.xfail(strict=True, reason="known miss")
def test_known_misses(body: str) -> None:
    found = paper(f"PANEL\n\n1. Welcome\n\nAll came.\n\n2. Wharf\n\n{body}\n\n3. Close\n\nNone.", "minutes")
    assert [decision.outcome for decision in found.decisions] == ["decided"]


@pytest.mark.skipif(not SHARED.exists(), reason="the papers the project began with are not beside this checkout")
@pytest.mark.parametrize(
    ("name", "decisions", "effects"),
    [
        ("000_05bb4623daf1d5e4.txt", 1, [("noted",), ("received",), ("endorsed",), ("noted",)]),
        ("002_6325ced619cc7d0f.txt", 1, [("unstated",), ("received",)]),
    ],
)
def test_the_two_records_the_project_began_with(name: str, decisions: int, effects: list[tuple[str, ...]]) -> None:
    found = paper((SHARED / "seeds" / name).read_text(encoding="utf-8"), title="A title", body="Cabinet")
    assert len(found.decisions) == decisions
    assert found.effects == effects


@pytest.mark.parametrize(
    ("words", "effects"),
    [
        ("It has been decided that the powers of closure should be delegated to the Wharf Master.", ("delegated",)),
        ("The lease of the kiosk will be renewed for five years.", ("approved",)),
        ("All moorings at Low Quay are to be let by tender.", ("approved",)),
    ],
)
def test_one_who_decides_may_tell_it_in_a_plain_sentence(words: str, effects: tuple[str, ...]) -> None:
    found = paper(f"Decision:\n\n{words}\n\nAlternative options considered:\n\nNone.", "decision_record")
    assert found.effects == [effects]


@pytest.mark.parametrize("words", ["See the attached report.", "The report was long and was read by all."])
def test_a_plain_sentence_that_decides_nothing_is_no_decision(words: str) -> None:
    found = paper(f"Decision:\n\n{words}\n\nAlternative options considered:\n\nNone.", "decision_record")
    assert found.decisions == ()
