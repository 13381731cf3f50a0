"""Which papers are about one decision: those with its number, the report it was taken on, the call-in of its title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from db.threads.clause_comparison import Pair
from db.threads.records import CouncilPapers, DecisionFact, Paper
from db.threads.words import key_of_reference, telling


@dataclass(frozen=True, slots=True)
class Thread:
    """One decision's papers. ``whole`` are papers all about it; of the others only the named items are."""

    id: str
    decisions: tuple[DecisionFact, ...]
    whole: frozenset[str]
    reports: tuple[Pair, ...] = ()


@dataclass(slots=True)
class _Gathered:
    whole: set[str] = field(default_factory=set)
    decisions: list[DecisionFact] = field(default_factory=list)


def threads(council: CouncilPapers, pairs: Iterable[Pair]) -> list[Thread]:
    """Decisions with one number are one thread; one without a number is a thread of its own."""
    of_report: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        of_report[pair.decision.id].append(pair)
    numbered: dict[str, _Gathered] = defaultdict(_Gathered)
    for paper in council.papers.values():
        key = key_of_reference(paper.reference)
        if key:
            numbered[key].whole.add(paper.id)
    call_ins = [(one, telling(one.title)) for one in council.papers.values() if one.kind == "call_in"]
    found = []
    for decision in council.decisions:
        key = key_of_reference(decision.reference) or key_of_reference(council.papers[decision.document_id].reference)
        if key:
            numbered[key].decisions.append(decision)
        else:
            whole = frozenset(_call_ins_by_title(call_ins, decision))
            found.append(Thread(decision.id, (decision,), whole, tuple(of_report[decision.id])))
    for gathered in numbered.values():
        ordered = tuple(sorted(gathered.decisions, key=lambda one: (one.decided_on or "9999", one.id)))
        reports = tuple(pair for one in ordered for pair in of_report[one.id])
        name = (
            ordered[0].id if ordered else min(gathered.whole, key=lambda one: (council.papers[one].date or "9999", one))
        )
        found.append(Thread(name, ordered, frozenset(gathered.whole), reports))
    taken = {one for thread in found for one in thread.whole} | {p.report.id for t in found for p in t.reports}
    asking = {one.document_id for one in council.clauses if one.status == "recommended"}
    for paper in council.papers.values():
        if paper.kind == "report" and paper.id in asking and paper.id not in taken:
            found.append(Thread(paper.id, (), frozenset([paper.id])))
    return sorted(found, key=lambda one: one.id)


def _call_ins_by_title(call_ins: Iterable[tuple[Paper, frozenset[str]]], decision: DecisionFact) -> Iterable[str]:
    """Call-in papers that bear the whole title of a decision without a number, and are not older."""
    subject = telling(decision.title)
    for paper, title in call_ins:
        if len(subject) < 2 or not subject <= title:
            continue
        if not (paper.date and decision.decided_on and paper.date < decision.decided_on):
            yield paper.id
