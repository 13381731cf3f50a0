"""The resolutions of one item of business or one record: clauses with status, effects and votes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractors.decisions.clause_words import Clause, is_lead_in, trim, wordings
from extractors.decisions.clauses import ClauseBlock, collect
from extractors.decisions.effects import Effects, clause_effects, is_by_reference, recurrence
from extractors.decisions.introducers import Introducer, find_introducer, is_no_act, is_retold
from extractors.decisions.motions import Motion, find_motions, settled_by
from extractors.decisions.statements import find_statements
from extractors.decisions.votes import find_votes
from extractors.decisions.votes_around import votes_around
from extractors.reading import Reading
from extractors.records import Resolution, Votes
from extractors.structure.passages import MarkerKind, Passage
from extractors.vocabulary import load


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of the flow in which one decision is recorded: ``flow[first:last]``."""

    first: int
    last: int
    title: str | None = None
    boundaries: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A clause before it becomes a resolution of the record. ``opening`` is where its introducer's words begin."""

    clause: Clause
    status: str
    rule: str
    effects: Effects
    votes: Votes | None = None
    opening: int = -1
    confidence: float = 1.0


_FOLD = re.compile(r"\W+")
_NUMBERS = re.compile(r"\d+")
_RECOMMENDATION = re.compile(load("introducers")["clause_parts"]["numbered_recommendation"])
_RECOMMENDED_ABOVE = re.compile(load("introducers")["clause_parts"]["recommended_above"])
_THAT_BE = re.compile(load("introducers")["clause_parts"]["that_be"])
_RECOMMENDING = frozenset(
    {"recommended_to_council", "council_asked", "base_verb", "third_verb", "past_verb", "be_participle"}
)
_TOLD = frozenset({"told_participle", "bare_subjunctive"})
"""Rules that read an act in what a clause tells: under "Cabinet notes:" what "is requested" is noted too."""
_IS_TO_BE = re.compile(load("introducers")["clause_parts"]["is_to_be"])
_FEWEST_WORDS = 5
_MINUTES_TITLE = re.compile(load("introducers")["clause_parts"]["minutes_title"])
_SURE = 0.95
_STATED_PLAINLY = 0.7
"""Confidence of a decision told in narrative, without any introducer."""
_NO_INTRODUCER = 0.8


def fold(words: str) -> str:
    """Words for comparison: lower case, everything but letters and digits one space."""
    return _FOLD.sub(" ", words.lower()).strip()


def find_in_area(reading: Reading, flow: Sequence[Passage], area: Area, kind: str) -> list[Found]:
    """The clauses decided, recommended onward, lost or withdrawn in ``area``, in reading order, each once."""
    text = reading.text
    found = _formal(text, flow, area, kind)
    motions = find_motions(text, flow, area.first, area.last, kind)
    for item in found:
        motions = settled_by(text[item.clause.start : item.clause.end], motions, item.opening)
    formal_from = max((item.opening for item in found), default=-1)
    found.extend(_of_motions(text, motions, area, formal_from))
    if not any(item.status in ("resolved", "recommended") for item in found):
        found.extend(_listed_acts(text, flow, area, kind))
    if found and _MINUTES_TITLE.fullmatch(area.title or "") and not any(map(_confirms, found)):
        # The minutes are approved in a sentence, and something that arises from them is resolved.
        found.extend(item for item in _stated(text, flow, area) if _confirms(item))
    if not any(item.status in ("resolved", "recommended") for item in found):
        stated = (item for item in _stated(text, flow, area) if not _is_moved(item, motions))
        found.extend(item for item in stated if not _tells_of(item, found))
    return _each_once(text, sorted(found, key=lambda item: item.clause.start))


def _confirms(item: Found) -> bool:
    return "minutes_confirmed" in item.effects.names


def _formal(text: str, flow: Sequence[Passage], area: Area, kind: str) -> list[Found]:
    found: list[Found] = []
    index, votes_from = area.first, area.first
    while index < area.last:
        introducer = find_introducer(text, flow[index], kind)
        if introducer is None or (introducer.label and _superseded(text, flow, index, area, kind)):
            index += 1
            continue
        block = collect(text, flow, index, introducer, area.last, kind, area.boundaries)
        if block.clauses:
            votes = votes_around(text, flow, votes_from, index, introducer, block.until, area.last)
            clauses = _with_recommendation_number(text, flow, votes_from, index, block.clauses)
            acts = (clause for clause in clauses if not is_no_act(text[clause.start : clause.end]))
            found.extend(_made(text, clause, introducer, area, votes) for clause in acts)
            votes_from = block.until
        index = max(block.until, index + 1)
    return found


def _listed_acts(text: str, flow: Sequence[Passage], area: Area, kind: str) -> list[Found]:
    """The acts listed under no more than the body's name: "The Mayor and Cabinet: (1) Notes ...; (2) Approves ..."."""
    for index in range(area.first, area.last):
        passage = flow[index]
        words = text[passage.body : passage.end].rstrip()
        above = flow[index - 1] if index > area.first else None
        if passage.marker is not None or not is_lead_in(words):
            continue
        if above is not None and _RECOMMENDED_ABOVE.match(text, above.start, above.end):
            continue  # what a report asks for
        introducer = Introducer("body_alone", "resolved", None, passage.body, passage.end, False, False)
        block = collect(text, flow, index, introducer, area.last, kind, area.boundaries)
        if _all_act(text, block):
            return [_made(text, clause, introducer, area, None) for clause in block.clauses]
    return []


def _all_act(text: str, block: ClauseBlock) -> bool:
    """Whether at least two numbered clauses follow, and each of them opens with its act ("Notes ...", "to approve")."""
    verbs = ("third_verb", "base_verb", "past_verb")
    acts = [clause_effects(text[clause.start : clause.end]).rule in verbs for clause in block.clauses if clause.number]
    return len(acts) > 1 and len(acts) == len(block.clauses) and all(acts)


def _with_recommendation_number(
    text: str, flow: Sequence[Passage], first: int, index: int, clauses: tuple[Clause, ...]
) -> tuple[Clause, ...]:
    """A lone clause "c." approved after "Recommendation 2C was moved" is clause 2c."""
    if len(clauses) != 1 or not (clauses[0].number or "").isalpha():
        return clauses
    letter = (clauses[0].number or "").lower()
    before = text[flow[max(first, index - 12)].start : flow[index].start]
    named = [m for m in _RECOMMENDATION.finditer(before) if m.group(2).lower() == letter]
    return (replace(clauses[0], number=named[-1].group(1) + letter),) if named else clauses


def _superseded(text: str, flow: Sequence[Passage], index: int, area: Area, kind: str) -> bool:
    """Whether a formal introducer stands below a label such as "Decision:", which is then only its heading."""
    for passage in flow[index + 1 : area.last]:
        if passage.start in area.boundaries:
            return False
        found = find_introducer(text, passage, kind)
        if found is not None and found.rule == "agreed_label" and passage.marker is not None:
            continue  # "(b) Agreed to delegate ..." is a clause of the list below the label
        if found is not None:
            return not found.label or passage.start - flow[index].start < 400
    return False


def _made(text: str, clause: Clause, introducer: Introducer, area: Area, votes: Votes | None) -> Found:
    words = text[clause.start : clause.end]
    effects = clause_effects(words, clause.lead_effect, area.title)
    if clause.lead_said and clause.lead_effect and effects.rule in _TOLD:
        effects = Effects((clause.lead_effect,), "lead_in")
    status = introducer.status
    if status == "resolved" and effects.names[0] == "recommended" and effects.rule in _RECOMMENDING:
        status = "recommended"
    if clause.onward or (status == "recommended" and "recommended" not in effects.names):
        effects = _recommended_onward(effects, clause)
        status = "recommended"
    own = find_votes(words) if "(" in words else None
    return Found(clause, status, introducer.rule, effects, own or votes, introducer.start, _SURE)


def _recommended_onward(effects: Effects, clause: Clause) -> Effects:
    """The effects of a clause that another body is asked to decide: that it recommends, and what it asks for."""
    asked = tuple(name for name in effects.names if name not in ("recommended", "unstated"))
    if not asked and clause.onward:
        # "That Council be recommended to approve: (a) a budget of ..." asks for approval.
        asked = ("approved",)
    return replace(effects, names=("recommended", *asked))


def _of_motions(text: str, motions: Sequence[Motion], area: Area, formal_from: int) -> list[Found]:
    """Lost and withdrawn motions; a carried one only where no resolution repeats it after the vote.

    One that an amendment took the place of was neither decided nor lost.
    """
    found: list[Found] = []
    for motion in motions:
        if motion.outcome in (None, "superseded") or (
            motion.outcome == "carried" and formal_from > motion.clauses[0].start
        ):
            continue
        status = "resolved" if motion.outcome == "carried" else motion.outcome
        for clause in motion.clauses:
            effects = clause_effects(text[clause.start : clause.end], clause.lead_effect, area.title)
            votes = motion.votes if motion.outcome != "withdrawn" else None
            rule = f"{motion.kind}_{motion.outcome}"
            found.append(Found(clause, status, rule, effects, votes, motion.at, _NO_INTRODUCER))
    return found


def _is_moved(item: Found, motions: Sequence[Motion]) -> bool:
    """Whether the sentence only moves what a motion asks for: "Councillor X moved that the item be deferred"."""
    clauses = (clause for motion in motions for clause in motion.clauses)
    return any(clause.start < item.clause.end and item.clause.start < clause.end for clause in clauses)


def _tells_of(item: Found, found: Sequence[Found]) -> bool:
    """Whether the sentence only tells what became of a motion that has been found."""
    return item.rule == "motion_withdrawn" and any(other.status == "withdrawn" for other in found)


def _stated(text: str, flow: Sequence[Passage], area: Area) -> list[Found]:
    found: list[Found] = []
    for passage in flow[area.first : area.last]:
        if passage.heading or passage.start in area.boundaries:
            continue
        if passage is flow[area.first] and _THAT_BE.match(text, passage.body, passage.end):
            # The words of the resolution alone, under the heading "Minutes:".
            start, end = trim(text, passage.body, passage.end)
            effects = clause_effects(text[start:end], None, area.title)
            if effects.stated:
                clause = Clause(start, end, None, None)
                found.append(Found(clause, "resolved", "that_clause", effects, None, start, _STATED_PLAINLY))
                continue
        for statement in find_statements(text, passage):
            start, end = trim(text, statement.start, statement.end)
            if end <= start or (not statement.rule.endswith("_withdrawn") and is_no_act(text[start:end])):
                continue
            effects = clause_effects(text[start:end], None, area.title)
            if not effects.stated:
                continue
            clause = Clause(start, end, None, None)
            votes = find_votes(text[start:end])
            status = "withdrawn" if statement.rule == "motion_withdrawn" else "resolved"
            found.append(Found(clause, status, statement.rule, effects, votes, start, _STATED_PLAINLY))
    return found


def find_unintroduced(reading: Reading, flow: Sequence[Passage], area: Area, kind: str) -> list[Found]:
    """Clauses of a record whose RESOLVED line is missing: its last numbered list of acts, else its operative words."""
    text = reading.text
    for index in range(area.last - 1, area.first - 1, -1):
        passage = flow[index]
        if passage.marker not in ("1", "a", "i") or passage.marker_kind is MarkerKind.BULLET:
            continue
        before = flow[index - 1].end if index else passage.start
        introducer = Introducer("no_introducer", "resolved", None, passage.start, before, False, False)
        block = collect(text, flow, index - 1, introducer, area.last, kind, area.boundaries) if index else None
        clauses = block.clauses if block else ()
        if index and flow[index - 1].marker is not None and text[flow[index - 1].end - 1] == ":":
            # The parts of a clause, and no list of clauses.
            continue
        acts = [clause_effects(text[c.start : c.end]).stated for c in clauses]
        worded = all(text[c.start : c.end].startswith(("That", "THAT")) for c in clauses)
        if acts and (sum(acts) * 2 > len(acts) or (acts[0] and worded)):
            made = [_made(text, clause, introducer, area, None) for clause in clauses]
            return [replace(item, confidence=_NO_INTRODUCER) for item in made]
    return []


def find_under_label(reading: Reading, flow: Sequence[Passage], area: Area, kind: str, after: int) -> list[Found]:
    """The operative words of a section headed "Decision" without an introducer; ``after`` is its heading's end."""
    text = reading.text
    opening = flow[area.first]
    introducer = Introducer("decision_section", "resolved", None, opening.start, min(after, opening.end), False, True)
    block = collect(text, flow, area.first, introducer, area.last, kind, area.boundaries)
    acts = (clause for clause in block.clauses if not is_no_act(text[clause.start : clause.end]))
    made = [_made(text, clause, introducer, area, None) for clause in acts]
    return [replace(item, confidence=_NO_INTRODUCER) for item in made]


def find_paragraph_under_label(reading: Reading, flow: Sequence[Passage], area: Area) -> list[Found]:
    """The one paragraph under the label "Decision" of a record, whatever its words: "The lease will be renewed."."""
    text = reading.text
    below = [passage for passage in flow[area.first + 1 : area.last] if not passage.heading]
    if len(below) != 1 or below[0].marker is not None or below[0].cell:
        return []
    start, end = trim(text, below[0].body, below[0].end)
    words = text[start:end]
    if not words.endswith(".") or len(words.split()) < _FEWEST_WORDS or is_no_act(words) or is_retold(words):
        return []
    if wordings().asides.match(words) or not _IS_TO_BE.search(words):
        return []
    clause = Clause(start, end, None, None)
    return [
        Found(clause, "resolved", "decision_paragraph", clause_effects(words, "approved"), None, start, _NO_INTRODUCER)
    ]


def _each_once(text: str, found: list[Found]) -> list[Found]:
    """Without second printings: a summary of what was approved, a motion carried in the words of the clause."""
    kept: list[Found] = []
    for item in found:
        if not any(_same(text, item, other) for other in kept):
            kept.append(item)
    return kept


def _same(text: str, item: Found, other: Found) -> bool:
    if item.clause.start < other.clause.end and other.clause.start < item.clause.end:
        return True
    if item.status != other.status:
        return False
    ours, theirs = (fold(text[f.clause.start : f.clause.end]) for f in (item, other))
    if min(len(ours), len(theirs)) < 24:
        return False
    if fuzz.ratio(ours, theirs) >= 95 and _NUMBERS.findall(ours) == _NUMBERS.findall(theirs):
        # The minutes of two meetings are confirmed in the same words but for the day.
        return True
    same_number = item.clause.number is not None and item.clause.number == other.clause.number
    shorter, longer = sorted((ours, theirs), key=len)
    return (
        same_number
        and item.opening != other.opening
        and (shorter in longer or fuzz.partial_ratio(shorter, longer) >= 88 or fuzz.token_set_ratio(ours, theirs) >= 88)
    )


def to_resolution(reading: Reading, item: Found, decision: int | None, status: str | None = None) -> Resolution:
    """The record's resolution for ``item``; ``decision`` is its decision's index, ``status`` overrides its own."""
    start, end = item.clause.start, item.clause.end
    words = reading.text[start:end]
    doubts = list(item.effects.doubts)
    if not item.effects.stated:
        doubts.append("no_operative_verb")
    if item.confidence < _NO_INTRODUCER:
        doubts.append("no_introducer")
    rule = f"{item.rule}/{item.effects.rule}"
    if is_by_reference(words) and item.effects.rule != "by_reference":
        rule += "/by_reference"
    return Resolution(
        decision=decision,
        number=item.clause.number,
        text=words,
        status=status or item.status,
        effects=item.effects.names,
        recurs=recurrence(words),
        votes=item.votes if (status or item.status) in ("resolved", "lost", "recommended") else None,
        page=reading.page_at(start),
        start=start,
        end=end,
        rule=rule,
        confidence=item.confidence,
        doubts=tuple(doubts),
    )
