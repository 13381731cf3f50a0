"""The decisions of one paper and their resolutions.

What a paper can hold follows from its kind: a record holds one decision, minutes and lists hold one for each item of
business decided, a report or an agenda holds none (its recommendations are resolutions without a decision), and a
proposed record holds proposed clauses and no decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.decisions.decision_parts import Part, boundaries_of, extent, narrative, parts_of
from extractors.decisions.items import find_items, item_reference, minutes_begin, minutes_from
from extractors.decisions.margin_heads import with_margin_heads
from extractors.decisions.outcomes import outcome_of
from extractors.decisions.proposed import is_proposed
from extractors.decisions.recommendations import find_recommended
from extractors.decisions.resolutions import (
    Area,
    Found,
    find_in_area,
    find_paragraph_under_label,
    find_under_label,
    find_unintroduced,
    to_resolution,
)
from extractors.decisions.run_in_heads import with_run_in_heads
from extractors.decisions.sub_items import Item
from extractors.decisions.table_decisions import find_in_table
from extractors.document.own_dates import find_decision_day
from extractors.document.publication_restrictions import item_key_decision
from extractors.reading import Reading
from extractors.records import Decision, DocumentFacts, Resolution, Section
from extractors.structure.passages import Passage, index_at, passages, resolutions_apart

_RECORDS = frozenset({"decision_record"})
_MANY = frozenset({"minutes", "decision_list"})
_ASKING = frozenset({"report", "agenda", "call_in"})
_UNSURE = frozenset({"other", "notice"})
"""Kinds in which only the plainest words (RESOLVED) are taken for a decision, at less confidence."""
_PLAIN = frozenset({"resolved_capitals", "resolved_opening", "moved_and_resolved", "ordered", "penderfynwyd"})
_FEW_ITEMS = 3
"""Minutes with fewer heads than this may have heads that run into their text."""
_OUTSIDE_ITS_KIND = 0.6
_MAX_SUB_HEADING = 60
_NO_PARTS = frozenset({"title", "other"})
"""Sections that are no part of a record with a meaning of its own."""
_UNLABELLED = 0.9
"""Confidence above which clauses stood under an introducer."""


def find_decisions(
    reading: Reading, facts: DocumentFacts, sections: tuple[Section, ...]
) -> tuple[tuple[Decision, ...], tuple[Resolution, ...]]:
    """The decisions and resolutions of ``reading``. Resolutions point into the decisions by index, or at None."""
    flow = resolutions_apart(reading.text, passages(reading))
    if not flow:
        return (), ()
    if facts.kind in _ASKING:
        asked = find_recommended(reading, flow, sections, facts.kind)
        return (), tuple(to_resolution(reading, item, None) for item in asked)
    if is_proposed(reading, facts, flow):
        found = _record_clauses(reading, flow, sections, "decision_record")
        return (), tuple(to_resolution(reading, item, None, "proposed") for item in found)
    if facts.kind in _RECORDS:
        items = find_items(reading.text, flow, facts.kind)
        forms = tuple(item for item in items if item.rule == "form")
        return _of_items(reading, facts, flow, sections, forms) if forms else _one(reading, facts, flow, sections)
    if facts.kind in _MANY:
        if (of_table := find_in_table(reading, facts, sections))[0]:
            return of_table
        beside, in_margin = with_margin_heads(reading.text, flow) if facts.kind == "minutes" else (flow, ())
        if in_margin:
            return _of_items(reading, facts, beside, sections, in_margin)
        items = find_items(reading.text, flow, facts.kind, facts.title)
        named = any(item.rule == "meeting_line" for item in items)
        if facts.kind == "minutes" and len(items) < _FEW_ITEMS and not named:
            parted, heads = with_run_in_heads(reading.text, flow)
            flow, items = (parted, heads) if len(heads) > len(items) else (flow, items)
        if items:
            return _of_items(reading, facts, flow, sections, items)
        return _one(reading, facts, flow, sections)
    if facts.kind in _UNSURE:
        return _plain_only(reading, facts, flow, sections)
    return (), ()


def _record_clauses(reading: Reading, flow: tuple[Passage, ...], sections: Sequence[Section], kind: str) -> list[Found]:
    """The clauses of a record without those told of a body consulted ("The Scrutiny Committee resolved ...")."""
    found = _all_record_clauses(reading, flow, sections, kind)
    consulted = [(section.start, section.end) for section in sections if section.kind == "consultation"]
    return [item for item in found if not any(start <= item.clause.start < end for start, end in consulted)]


def _all_record_clauses(
    reading: Reading, flow: tuple[Passage, ...], sections: Sequence[Section], kind: str
) -> list[Found]:
    """The clauses of a record: of its section "Decision" where it has one, else of the whole paper."""
    boundaries = boundaries_of(sections)
    own: list[Section] = []
    areas: list[Area] = []
    for section in sections:
        first = index_at(flow, section.start)
        last = index_at(flow, extent(section, boundaries, reading.text))
        # "Decision details" with nothing of its own below it is the name of a web page.
        bare = first + 1 == last and flow[first].end - section.start <= len(section.heading) + 2
        if (
            section.kind == "record_of_decision"
            and first < last
            and not bare
            and (not areas or first >= areas[-1].last)
        ):
            own.append(section)
            areas.append(Area(first, last, None, boundaries - {section.start}))
    whole = Area(0, len(flow), None, boundaries - {section.start for section in own})
    if kind == "minutes":
        # Above "Minutes:" a page of one item prints what its report recommended.
        return find_in_area(reading, flow, replace(whole, first=minutes_begin(reading.text, flow, 0, len(flow))), kind)
    found = [item for area in areas for item in find_in_area(reading, flow, area, kind)]
    if any(item.rule in _FIRM_RULES for item in found):
        return _without_preamble(found)
    if not any(item.status == "resolved" for item in found):
        formal = [item for item in find_in_area(reading, flow, whole, kind) if item.rule in _FIRM_RULES]
        if formal:
            return formal
    for area, section in zip(areas, own, strict=False):
        listed = find_unintroduced(reading, flow, area, kind)
        if listed:
            return listed
        labelled = find_under_label(reading, flow, area, kind, section.start + len(section.heading))
        if len(labelled) > len(found):
            return labelled
    if areas and not found:
        return next((told for area in areas if (told := find_paragraph_under_label(reading, flow, area))), [])
    if found:
        return found
    return find_unintroduced(reading, flow, whole, kind) or _told_at_the_head(reading, flow, sections, whole, kind)


def _told_at_the_head(
    reading: Reading, flow: tuple[Passage, ...], sections: Sequence[Section], whole: Area, kind: str
) -> list[Found]:
    """A notice without a part headed "Decision" tells it in a sentence, above its reasons and other parts."""
    parts = (section.start for section in sections if section.kind not in _NO_PARTS)
    return find_in_area(reading, flow, replace(whole, last=index_at(flow, min(parts, default=len(reading.text)))), kind)


def _without_preamble(found: list[Found]) -> list[Found]:
    """Under a bare heading "Decision", paragraphs above a numbered list tell what was considered."""
    numbered = [n for n, item in enumerate(found) if item.clause.number is not None]
    if not numbered or {item.rule for item in found} != {"decision_label"}:
        return found
    return found[numbered[0] :]


_FIRM_RULES = frozenset(
    {
        "resolved_capitals", "resolved_opening", "moved_and_resolved", "ordered", "ordered_opening", "agreed_capitals",
        "approved_capitals", "body_verb_list", "i_agree", "penderfynwyd", "decision_label", "recommended_onward",
        "recommended_opening", "resolved_to_recommend", "agreed_label", "noted_label", "commissioner_decides",
    }
)  # fmt: skip


def _one(
    reading: Reading, facts: DocumentFacts, flow: tuple[Passage, ...], sections: tuple[Section, ...]
) -> tuple[tuple[Decision, ...], tuple[Resolution, ...]]:
    """A paper of one decision."""
    found = _record_clauses(reading, flow, sections, facts.kind)
    resolutions = tuple(to_resolution(reading, item, 0) for item in found)
    if not resolutions:
        return (), ()
    opening = min(item.opening for item in found)
    record = _record_around(sections, opening)
    start = record.start if record is not None else opening
    end = resolutions[-1].end
    start, end = min(start, resolutions[0].start), max(end, resolutions[-1].end)
    first = index_at(flow, start)
    stop = index_at(flow, end)
    told = narrative(reading, flow[first:stop], found, heading_end=record.start + len(record.heading) if record else 0)
    decision = Decision(
        title=facts.title,
        reference=facts.reference,
        decided_on=facts.meeting_date or find_decision_day(reading) or facts.signed_date,
        decision_maker=facts.decision_maker or facts.body,
        outcome=outcome_of(resolutions),
        key_decision=facts.key_decision,
        record=told,
        page=reading.page_at(start),
        start=start,
        end=end,
        rule="record",
        confidence=min(resolution.confidence for resolution in resolutions),
    )
    return (_with_parts(decision, parts_of(reading, sections, 0, len(reading.text))),), resolutions


def _record_around(sections: Sequence[Section], opening: int) -> Section | None:
    """The section in which the first clause is introduced: the first "Decision" heading with no other part between."""
    record = None
    for section in sections:
        if section.start > opening:
            break
        if section.kind == "record_of_decision":
            record = record or section
        elif section.kind != "other":
            record = None
    return record


def _with_parts(decision: Decision, parts: dict[str, Part]) -> Decision:
    def words(kind: str) -> str | None:
        part = parts.get(kind)
        return part.words if part else None

    return replace(
        decision,
        reasons=words("reasons"),
        alternatives=words("alternatives"),
        conflicts=words("conflicts"),
        dispensations=words("dispensations"),
    )


def _of_items(
    reading: Reading,
    facts: DocumentFacts,
    flow: tuple[Passage, ...],
    sections: tuple[Section, ...],
    items: Sequence[Item],
) -> tuple[tuple[Decision, ...], tuple[Resolution, ...]]:
    decisions: list[Decision] = []
    resolutions: list[Resolution] = []
    # Where blocks print days of their own, the paper's day is that of one of them.
    apart = any(item.decided_on for item in items)
    for n, item in enumerate(items):
        area_end = items[n + 1].start if n + 1 < len(items) else len(reading.text)
        if item.rule == "labelled_block" and item.last > item.first:
            # A block ends where the next part of the bulletin begins.
            area_end = min(area_end, flow[item.last - 1].end)
        own = [section for section in sections if item.start <= section.start < area_end]
        found, title = _item_clauses(reading, flow, item, own, facts.kind)
        if not found:
            continue
        made = [to_resolution(reading, clause, len(decisions)) for clause in found]
        resolutions.extend(made)
        reference = item_reference(reading.text, item.start, area_end)
        decision = Decision(
            number=item.number,
            title=title,
            reference=reference or (facts.reference if len(items) == 1 else None),
            decided_on=item.decided_on or (None if apart and item.rule == "labelled_block" else facts.meeting_date),
            decision_maker=item.body or facts.body or facts.decision_maker,
            outcome=outcome_of(made),
            key_decision=item_key_decision(reading, item.start, area_end, items[0].start),
            record=_told(reading, flow, item, own, found),
            page=reading.page_at(item.start),
            start=item.start,
            end=max(made[-1].end, item.title_end),
            rule=item.rule,
            confidence=min(resolution.confidence for resolution in made),
        )
        parts = parts_of(reading, own, item.start, area_end)
        decisions.append(_with_parts(decision, parts))
    return tuple(decisions), tuple(resolutions)


def _told(
    reading: Reading, flow: tuple[Passage, ...], item: Item, own: Sequence[Section], found: Sequence[Found]
) -> str | None:
    """An item's narrative; of a form only what stands under its heading "Decision" before the first clause."""
    if item.rule != "form":
        begin = minutes_from(reading.text, flow, item.first, item.last)
        return narrative(reading, flow[begin : item.last], found, sections=own)
    opening = min(clause.opening for clause in found)
    record = _record_around(own, opening)
    if record is None:
        return None
    heading_end = record.start + len(record.heading)
    passages_before = flow[index_at(flow, record.start) : index_at(flow, min(c.clause.start for c in found))]
    return narrative(reading, passages_before, found, heading_end=heading_end)


def _item_clauses(
    reading: Reading, flow: tuple[Passage, ...], item: Item, own: Sequence[Section], kind: str
) -> tuple[list[Found], str | None]:
    """The clauses of one item, and its title: a sub-heading under which alone it decided stands for the item's."""
    boundaries = boundaries_of([section for section in own if section.start >= item.title_end])
    area = Area(item.first, item.last, item.title, boundaries)
    found = find_in_area(reading, flow, area, kind)
    firm = any(clause.confidence > _UNLABELLED for clause in found)
    if not firm and kind == "decision_list" and item.rule != "form":
        stated = any(clause.rule == "agreed_that" for clause in found)
        found = found if stated else _list_clauses(reading, flow, area, kind) or found
    if not found and item.rule == "form":
        for section in own:
            first, last = index_at(flow, section.start), index_at(flow, extent(section, boundaries, reading.text))
            if section.kind == "record_of_decision" and first < last:
                found = find_unintroduced(reading, flow, Area(first, last, item.title, boundaries), kind)
    return found, _title_for(reading, flow, item, found)


def _list_clauses(reading: Reading, flow: tuple[Passage, ...], area: Area, kind: str) -> list[Found]:
    """A decision list prints the decision straight under the item's title."""
    listed = find_unintroduced(reading, flow, area, kind)
    if listed or area.first == 0 or area.first >= area.last:
        return listed
    before = Area(area.first - 1, area.last, area.title, area.boundaries)
    return find_under_label(reading, flow, before, kind, flow[area.first - 1].end)


def _title_for(reading: Reading, flow: tuple[Passage, ...], item: Item, found: Sequence[Found]) -> str | None:
    """A bare "noted" means the sub-heading over it, so that is what was decided upon."""
    if len(found) != 1 or not found[0].rule.startswith("bare_word"):
        return item.title
    at = index_at(flow, found[0].clause.start)
    while at > item.first and flow[at - 1].body >= found[0].clause.start:
        at -= 1
    above = flow[at - 1] if at - 1 >= item.first else None
    if above is None or above.marker is not None or above.end - above.start > _MAX_SUB_HEADING:
        return item.title
    words = " ".join(reading.text[above.start : above.end].split()).strip("*: ")
    return item.title if words.endswith((".", ";", ",")) else words


def _plain_only(
    reading: Reading, facts: DocumentFacts, flow: tuple[Passage, ...], sections: tuple[Section, ...]
) -> tuple[tuple[Decision, ...], tuple[Resolution, ...]]:
    """A paper of unknown kind: RESOLVED is taken, everything softer is left."""
    whole = Area(0, len(flow), None, boundaries_of(sections))
    found = [item for item in find_in_area(reading, flow, whole, "minutes") if item.rule in _PLAIN]
    if not found:
        return (), ()
    items = find_items(reading.text, flow, "minutes")
    made = _of_items(reading, facts, flow, sections, items) if len(items) > 1 else _one(reading, facts, flow, sections)
    decisions = tuple(
        replace(d, confidence=min(d.confidence, _OUTSIDE_ITS_KIND), doubts=(*d.doubts, "kind_unknown")) for d in made[0]
    )
    resolutions = tuple(
        replace(r, confidence=min(r.confidence, _OUTSIDE_ITS_KIND), doubts=(*r.doubts, "kind_unknown")) for r in made[1]
    )
    return decisions, resolutions
