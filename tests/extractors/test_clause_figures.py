"""What clauses do to the amounts in them: a decision brings them in, a noting only tells. Invented clauses."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.figures.prose_figures import find_prose_figures
from extractors.pipeline import read
from extractors.records import DocumentFacts, Figure, Resolution
from ingest.reading import read_bytes


def figures_of(clause: str, effects: tuple[str, ...], status: str = "resolved") -> tuple[Figure, ...]:
    reading = read(read_bytes(f"{clause}\n".encode(), "paper.txt"))
    facts = DocumentFacts(sha256="0" * 64, filename="paper.txt", media_type="text/plain", pages=1, kind="minutes")
    end = len(clause)
    resolution = Resolution(
        page=1, start=0, end=end, decision=None, number=None, text=clause, status=status, effects=effects
    )
    return find_prose_figures(reading, facts, (), (resolution,))


def kinds(clause: str, effects: tuple[str, ...], status: str = "resolved") -> list[tuple[str, str | None]]:
    return [(figure.kind, figure.direction) for figure in figures_of(clause, effects, status)]


@pytest.mark.parametrize(
    "clause, effects, expected",
    [
        ("That the quotation of Brook Fencing in the sum of £18,940 be accepted.", ("approved",), [("proposed", None)]),
        ("To award a four year contract for lift repairs.", ("approved",), [("proposed", None)]),
        ("To close the ford for seven weeks from 2 June.", ("approved",), [("proposed", None)]),
        ("That the library open 40 hours a week instead of 46 hours.", ("approved",),
         [("proposed", None), ("actual", None)]),
        ("That the transfer of £75,000 from the insurance reserve be approved.", ("approved",), [("proposed", None)]),
        ("That the capital programme be increased by £0.4m.", ("approved",), [("proposed", "increase")]),
        ("To add a further £30,000 to the slipway budget.", ("approved",), [("proposed", "increase")]),
        ("Approved a uniform 4% rise in mooring fees.", ("approved",), [("proposed", "increase")]),
        ("That officers be authorised to settle claims up to £20,000.", ("authorised",), [("threshold", None)]),
        ("That grants be paid provided that they do not exceed £900.", ("approved",), [("threshold", None)]),
        ("That a grant of up to £6,500 for the brass band be approved.", ("approved",), [("proposed", None)]),
        ("To agree shorter hours at the tip, saving £31,000.", ("approved",), [("forecast", None)]),
        ("That the Head of Parks report back in six months.", ("approved",), [("other", None)]),
        ("That the establishment of three play areas be approved.", ("approved",), [("proposed", None)]),
        ("That the 38 tenants be thanked and the lease be approved.", ("approved",), [("actual", None)]),
    ],
)  # fmt: skip
def test_a_clause_that_decides_brings_its_amounts_in(
    clause: str, effects: tuple[str, ...], expected: list[tuple[str, str | None]]
) -> None:
    assert kinds(clause, effects) == expected


@pytest.mark.parametrize(
    "clause, expected",
    [
        ("That the spend of £2.2m be noted.", [("actual", None)]),
        ("That the forecast overspend of £310,000 be noted.", [("variance", "overspend")]),
        ("That visits of 41,000 be noted.", [("actual", None)]),
    ],
)
def test_a_clause_that_notes_only_tells(clause: str, expected: list[tuple[str, str | None]]) -> None:
    assert kinds(clause, ("noted",)) == expected


def test_the_amounts_of_a_lost_motion_came_to_nothing() -> None:
    assert kinds("That the fee be held at £44.", ("approved",), "lost") == [("other", None)]


def test_a_budget_that_council_sets_is_a_budget_and_one_recommended_to_it_is_proposed() -> None:
    clause = "That a net budget of £9.8m be approved."
    assert kinds(clause, ("approved",), "resolved") == [("budget", None)]
    assert kinds(clause, ("recommended", "approved"), "recommended") == [("proposed", None)]


def test_a_sum_asked_for_each_year_is_of_no_year() -> None:
    (figure,) = figures_of("That the rent of £12,500 a year be approved.", ("approved",))
    assert (figure.period_from, figure.period_to) == (None, None)


def test_a_decision_printed_again_in_the_minutes_has_the_same_figures() -> None:
    clause = "That the mooring dues be raised by 3% to £105.50 a week."
    page = (
        f"Agenda item\n\nMooring dues\n\nDecision:\n\nRESOLVED\n\n1. {clause}\n\nMinutes:\n\nRESOLVED\n\n1. {clause}\n"
    )
    found = extract(read_bytes(page.encode(), "paper.txt"))
    assert len(found.resolutions) == 1
    kinds_of = [(figure.quote, figure.kind, figure.direction) for figure in found.figures]
    assert kinds_of == [("3%", "proposed", "increase"), ("£105.50", "proposed", None)] * 2
