"""Whether and until when each decision can be called in, in every way papers say it.

Labels of forms ("Call-in deadline date: 18/03/2026"), sentences ("The call-in period will expire at 5pm on ..."),
rules ("five working days after publication"), waivers, refusals and call-ins made. What a paper does not say is not
recorded, and general accounts of the call-in procedure say nothing of the decision in hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.call_ins.columns import find_in_columns
from extractors.call_ins.labelled import find_labelled
from extractors.call_ins.mentions import DOUBTED, Mention, paper_of
from extractors.call_ins.targets import assign, by_clause
from extractors.call_ins.told import find_called_in, find_told
from extractors.decisions.decision_tables import decision_rows
from extractors.reading import Reading
from extractors.records import CallIn, DateMention, Decision, DocumentFacts, Resolution, Section
from extractors.structure.passages import passages

_DECIDING = frozenset({"decision_record", "decision_list", "minutes", "notice"})
_ASKING = frozenset({"report"})
_ASKED_STATUSES = frozenset({"exempt", "not_subject"})


def find_call_ins(
    reading: Reading,
    facts: DocumentFacts,
    sections: tuple[Section, ...],
    decisions: tuple[Decision, ...],
    dates: tuple[DateMention, ...],
    resolutions: tuple[Resolution, ...] = (),
) -> tuple[CallIn, ...]:
    """What ``reading`` says of call-in: one entry for each decision (or for the paper, with decision None).

    Where a paper says of some clauses of a decision other than of the rest, those clauses have an entry of their own.
    """
    flow = passages(reading)
    if facts.kind == "call_in":
        return tuple(_to_call_in(reading, mention, None) for mention in find_called_in(reading, flow))
    if facts.kind not in _DECIDING | _ASKING:
        return ()
    paper = paper_of(facts, next((decision.decided_on for decision in decisions), None))
    days = tuple((d.start, date.fromisoformat(d.decided_on)) for d in decisions if d.decided_on)
    if len({day for _, day in days}) > 1:
        paper = replace(paper, days=days)
    mentions = list(find_in_columns(reading, paper))
    taken = [(mention.start, mention.end) for mention in mentions]
    labelled = find_labelled(reading, flow, paper, frozenset(section.start for section in sections))
    mentions.extend(m for m in labelled if not any(m.start < end and start < m.end for start, end in taken))
    taken = [(mention.start, mention.end) for mention in mentions]
    mentions.extend(find_told(reading, flow, paper, taken))
    if facts.kind in _ASKING:
        asked = [m for m in mentions if m.status in _ASKED_STATUSES or m.rule.startswith("label.")]
        return tuple(_to_call_in(reading, mention, None) for mention in _one(asked))
    mentions.sort(key=lambda mention: mention.start)
    found: list[CallIn] = []
    rows = tuple((row.start, row.end) for row in decision_rows(reading))
    for index, group in assign(reading.text, mentions, decisions, rows):
        numbers = frozenset(r.number for r in resolutions if r.number is not None and r.decision == index)
        for part in by_clause(reading.text, group, numbers):
            found.extend(_to_call_in(reading, mention, index) for mention in _one(part))
    return tuple(sorted(found, key=lambda c: (c.start, -1 if c.decision is None else c.decision)))


_RANK = ("called_in", "exempt", "open_until", "effective_on", "not_subject", "relative", "not_stated")


def _one(mentions: Sequence[Mention]) -> list[Mention]:
    """One entry from all that is said of one decision: the weightiest, with the date of effect printed beside it."""
    if not mentions:
        return []
    if any(mention.status == "exempt" for mention in mentions):
        # A call-in that is waived cannot have been made: the sentence that tells of one speaks of another decision.
        mentions = [m for m in mentions if m.rule != "sentence.called_in"]
    best = min(
        mentions, key=lambda mention: (_RANK.index(mention.status), mention.moment.moment is None, mention.start)
    )
    open_to_it = next((m for m in mentions if m.rule == "sentence.this_can_be_called_in"), None)
    if best.status == "not_subject" and open_to_it is not None:
        # A form's box says no and its words say yes: whether it can be called in is unknown, and a clerk is asked.
        moment = replace(open_to_it.moment, doubts=("statements_differ",))
        return [replace(open_to_it, moment=moment, confidence=DOUBTED)]
    effective = next((m.effective for m in mentions if m.effective), None)
    if best.status in ("open_until", "relative") and effective:
        best = replace(best, effective=effective)
    doubts = list(best.moment.doubts)
    if best.status == "open_until":
        others = {m.moment.moment for m in mentions if m.status == "open_until" and m.moment.moment}
        if len(others) > 1:
            best = replace(best, moment=replace(best.moment, moment=None), basis=None, confidence=DOUBTED)
            doubts.append("several_deadlines")
        if any(m.status == "not_subject" for m in mentions):
            doubts.append("statements_differ")
    return [replace(best, moment=replace(best.moment, doubts=tuple(dict.fromkeys(doubts))))]


def _to_call_in(reading: Reading, mention: Mention, decision: int | None) -> CallIn:
    start, end = mention.start, mention.end
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    return CallIn(
        decision=decision,
        status=mention.status,
        quote=reading.text[start:end],
        deadline=mention.moment.moment,
        effective_from=mention.effective,
        basis=mention.basis,
        page=reading.page_at(start),
        start=start,
        end=end,
        rule=mention.rule,
        confidence=mention.confidence,
        doubts=mention.moment.doubts,
    )
