"""The decisions of a decision sheet set as a table, with what its columns say of each."""

from __future__ import annotations

from extractors.decisions.decision_parts import PART_KINDS, Part, boundaries_of, narrative, parts_of
from extractors.decisions.decision_tables import Row, decision_rows, passages_of, words_of
from extractors.decisions.items import item_reference
from extractors.decisions.outcomes import outcome_of
from extractors.decisions.resolutions import (
    Area,
    Found,
    find_in_area,
    find_under_label,
    find_unintroduced,
    to_resolution,
)
from extractors.document.bodies import body_in
from extractors.document.publication_restrictions import item_key_decision
from extractors.reading import Reading
from extractors.records import Decision, DocumentFacts, Resolution, Section
from extractors.structure.passages import Passage

_UNLABELLED = 0.9
"""Confidence above which clauses stood under an introducer."""


def find_in_table(
    reading: Reading, facts: DocumentFacts, sections: tuple[Section, ...]
) -> tuple[tuple[Decision, ...], tuple[Resolution, ...]]:
    """One decision for each row in which one is found; nothing where the paper is not set as such a table."""
    decisions: list[Decision] = []
    resolutions: list[Resolution] = []
    for row in decision_rows(reading):
        own = tuple(section for section in sections if row.start <= section.start < row.end)
        flow = passages_of(reading, row, "decision")
        found = _clauses(reading, flow, row, own, facts.kind)
        if not found:
            continue
        made = [to_resolution(reading, clause, len(decisions)) for clause in found]
        resolutions.extend(made)
        decisions.append(_decision(reading, facts, row, own, found, made))
    return tuple(decisions), tuple(resolutions)


def _clauses(reading: Reading, flow: tuple[Passage, ...], row: Row, own: tuple[Section, ...], kind: str) -> list[Found]:
    area = Area(0, len(flow), row.title or None, boundaries_of(own))
    found = find_in_area(reading, flow, area, kind)
    if any(clause.confidence > _UNLABELLED for clause in found) or not flow:
        return found
    # The column's head is the label of all that stands below it.
    listed = find_unintroduced(reading, flow, area, "decision_list")
    listed = listed or find_under_label(reading, flow, area, "decision_list", flow[0].start)
    # A row that only tells what was asked and answered decides nothing.
    return listed if any(clause.effects.stated for clause in listed) else found


def _decision(
    reading: Reading, facts: DocumentFacts, row: Row, own: tuple[Section, ...], found: list[Found],
    made: list[Resolution],
) -> Decision:  # fmt: skip
    told = narrative(reading, _told(reading, row), found, heading_end=row.title_end, sections=own)
    maker = words_of(reading, row, "maker")
    parts = parts_of(reading, own, row.start, row.cells["decision"].end) if "decision" in row.cells else {}
    return Decision(
        number=row.number,
        title=row.title or None,
        reference=item_reference(reading.text, row.start, row.end),
        decided_on=facts.meeting_date,
        decision_maker=(body_in(maker) or maker if maker else None) or facts.body or facts.decision_maker,
        outcome=outcome_of(made),
        key_decision=item_key_decision(reading, row.start, row.end, row.start),
        record=told,
        reasons=_part(reading, row, parts, "reasons"),
        alternatives=_part(reading, row, parts, "alternatives"),
        conflicts=_part(reading, row, parts, "conflicts"),
        dispensations=_part(reading, row, parts, "dispensations"),
        page=reading.page_at(row.start),
        start=row.start,
        end=max(made[-1].end, row.title_end),
        rule="table_row",
        confidence=min(resolution.confidence for resolution in made),
    )


def _told(reading: Reading, row: Row) -> tuple[Passage, ...]:
    return tuple(sorted(passages_of(reading, row, "title", "decision"), key=lambda passage: passage.start))


def _part(reading: Reading, row: Row, parts: dict[str, Part], kind: str) -> str | None:
    """What a column of its own says, else what stands under a label in the column of decisions."""
    assert kind in PART_KINDS
    in_column = words_of(reading, row, kind)
    below_label = parts.get(kind)
    return in_column or (below_label.words if below_label else None)
