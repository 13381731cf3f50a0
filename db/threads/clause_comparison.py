"""What a report asked for beside what was decided: accepted, amended, added, dropped.

A clause counts as accepted only where it has the same effects and the same words, verb forms aside ("note X", "X be
noted"). An approval by reference ("the recommendations in the report be approved") accepts what the report lists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from db.threads.records import Clause, CouncilPapers, DecisionFact, Paper, made_id
from db.threads.words import Difference, difference, key_of_reference, likeness, stem, stems, telling, vocabulary

ALIKE = 0.5
"""Likeness from which two clauses are one clause in two wordings."""
SAME_TITLE = 0.75
LONGEST_REFERENCE = 60
"""Words of a clause that approves by reference: a longer one has a content of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseLink:
    """One row of ``clause_links``; db/threads.sql says what each field means."""

    id: str
    decision_id: str
    report_id: str
    number: int
    outcome: str
    recommended_id: str | None = None
    resolved_id: str | None = None
    diff: Difference = ()
    document_id: str
    passage_id: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A report and the decision on it, with why they belong together."""

    report: Paper
    decision: DecisionFact
    reason: str
    confidence: float


def pairs(council: CouncilPapers) -> list[Pair]:
    """Each decision with the report it was taken on, where there is one such report and no second."""
    asking = {one.document_id for one in council.clauses if one.status in ("recommended", "proposed")}
    reports = [one for one in council.papers.values() if one.kind == "report" and one.id in asking]
    by_reference: dict[str, list[Paper]] = defaultdict(list)
    by_date: dict[str, list[Paper]] = defaultdict(list)
    for report in sorted(reports, key=lambda one: one.id):
        key = key_of_reference(report.reference)
        if key:
            by_reference[key].append(report)
        if report.meeting_date:
            by_date[report.meeting_date].append(report)
    found = []
    for decision in council.decisions:
        numbered = by_reference.get(key_of_reference(decision.reference) or "", [])
        if len(numbered) == 1 and numbered[0].id != decision.document_id:
            found.append(Pair(numbered[0], decision, f"both bear the number {decision.reference}", 0.95))
            continue
        pair = _by_meeting(decision, council.papers[decision.document_id], by_date)
        if pair:
            found.append(pair)
    return found


def _by_meeting(decision: DecisionFact, paper: Paper, by_date: dict[str, list[Paper]]) -> Pair | None:
    day = decision.decided_on or paper.meeting_date
    near = []
    for report in by_date.get(day or "", []):
        if report.id == paper.id or (report.body and paper.body and report.body != paper.body):
            continue
        one, other = telling(report.title), telling(decision.title)
        union = one | other
        if union and len(one & other) / len(union) >= SAME_TITLE:
            near.append(report)
    if len(near) != 1:
        return None
    return Pair(near[0], decision, f"same meeting on {day} and the same title", 0.9)


def compare(council: CouncilPapers) -> list[ClauseLink]:
    """Every clause of every pair, in the order of the decision, dropped ones last."""
    asked: dict[str, list[Clause]] = defaultdict(list)
    decided: dict[str, list[Clause]] = defaultdict(list)
    for clause in council.clauses:
        if clause.decision_id and clause.status == "resolved":
            decided[clause.decision_id].append(clause)
        elif clause.status in ("recommended", "proposed"):
            asked[clause.document_id].append(clause)
    links: list[ClauseLink] = []
    for pair in pairs(council):
        resolved = decided.get(pair.decision.id, [])
        if resolved:
            links += _compared(pair, _without_repeats(asked[pair.report.id]), resolved)
    return links


def _without_repeats(clauses: list[Clause]) -> list[Clause]:
    """Covering sheets print the recommendations a second time."""
    seen: dict[tuple[str, ...], Clause] = {}
    for clause in clauses:
        seen.setdefault(tuple(stems(clause.text)), clause)
    return list(seen.values())


def _compared(pair: Pair, asked: list[Clause], resolved: list[Clause]) -> list[ClauseLink]:
    rows: list[tuple[str, Clause | None, Clause | None, Difference, str]] = []
    left = list(asked)
    whole = [one for one in resolved if is_by_reference(one.text)]
    for clause in resolved:
        if clause in whole:
            continue
        match = _closest(clause, left)
        if match is None:
            rows.append(("added", None, clause, (), "no clause of the report is like it"))
            continue
        left.remove(match)
        rows.append(_outcome(match, clause))
    for clause in whole:
        rows += _filled(clause, left)
        left = []
    rows += [("dropped", one, None, (), "no clause of the decision is like it") for one in left]
    return [_link(pair, at, row) for at, row in enumerate(rows, 1)]


def _closest(clause: Clause, left: list[Clause]) -> Clause | None:
    mine = _content(clause.text)
    scored = [(likeness(_content(one.text), mine), -at, one) for at, one in enumerate(left)]
    best = max(scored, default=None, key=lambda each: each[:2])
    return best[2] if best and best[0] >= ALIKE else None


def _outcome(asked: Clause, clause: Clause) -> tuple[str, Clause, Clause, Difference, str]:
    same_words = sorted(_content(asked.text)) == sorted(_content(clause.text))
    known = [one for one in (asked.effects, clause.effects) if one and one != ("unstated",)]
    same_effects = len(known) < 2 or set(asked.effects) == set(clause.effects)
    if same_words and same_effects:
        return "accepted", asked, clause, (), "the same effect and the same words"
    reason = "the words differ" if not same_words else "the effect differs"
    return "amended", asked, clause, difference(asked.text, clause.text), reason


def _filled(clause: Clause, left: list[Clause]) -> list[tuple[str, Clause | None, Clause | None, Difference, str]]:
    conditional = any(re.search(p, clause.text, re.IGNORECASE) for p in vocabulary()["clauses"]["with_condition"])
    if conditional:
        why = "approved by reference, with a condition or a choice: read the clause"
        return [("amended", one, clause, (), why) for one in left] or [("added", None, clause, (), why)]
    if not left:
        return [("added", None, clause, (), "refers to recommendations, and the report lists none that is left")]
    why = "the decision approves the report's recommendations without repeating them"
    return [("accepted_by_reference", one, clause, (), why) for one in left]


def is_by_reference(text: str) -> bool:
    """Whether a clause approves "the recommendations in the report", and says nothing besides."""
    return len(text.split()) <= LONGEST_REFERENCE and bool(_by_reference().search(text))


@cache
def _by_reference() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary()["clauses"]["by_reference"]), re.IGNORECASE | re.DOTALL)


def _content(text: str) -> list[str]:
    verbs = {stem(word) for word in vocabulary()["words"]["of_effects"]}
    return [one for one in stems(text) if one not in verbs]


def _link(pair: Pair, number: int, row: tuple[str, Clause | None, Clause | None, Difference, str]) -> ClauseLink:
    outcome, asked, clause, diff, reason = row
    at = clause or asked
    assert at is not None
    return ClauseLink(
        id=made_id("rl", pair.decision.id, pair.report.id, asked.id if asked else None, clause.id if clause else None),
        decision_id=pair.decision.id,
        report_id=pair.report.id,
        number=number,
        outcome=outcome,
        recommended_id=asked.id if asked else None,
        resolved_id=clause.id if clause else None,
        diff=diff,
        document_id=at.document_id,
        passage_id=at.id,
        reason=f"{reason}; {pair.reason}",
        confidence=pair.confidence,
    )
