"""The clauses that follow an introducer: one for each leaf of a numbered, lettered, bulleted or unmarked list.

A heading over lettered clauses ("2. Residents Parking" over a, b, c) is no clause; its number goes before theirs
("2a"). A clause whose sub-items are parts of one act ("authority be delegated to the Director to: (a) ..., (b) ...")
stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from extractors.decisions.effects import clause_effects
from extractors.decisions.introducers import Introducer, fill, find_introducer, is_retold
from extractors.structure.list_markers import inline_pieces, marker_value
from extractors.structure.passages import MarkerKind, Passage
from extractors.vocabulary import load


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: ``text[start:end]`` are its words without number and without the joint to the next clause."""

    start: int
    end: int
    number: str | None
    lead_effect: str | None
    """What its lead-in would make of it, if it has no operative verb of its own."""


@dataclass(frozen=True, slots=True)
class ClauseBlock:
    """The clauses under one introducer; ``until`` is the index of the first passage after them."""

    clauses: tuple[Clause, ...]
    until: int


@dataclass(slots=True)
class _Node:
    start: int
    end: int
    marker: str | None
    kind: MarkerKind
    children: list[_Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Wordings:
    lead_in: re.Pattern[str]
    bare_lead_in: re.Pattern[str]
    stops: re.Pattern[str]
    asides: re.Pattern[str]
    joint: re.Pattern[str]
    ellipsis: re.Pattern[str]
    aside: re.Pattern[str]
    votes: re.Pattern[str]


@cache
def _wordings() -> _Wordings:
    data = load("introducers")
    return _Wordings(
        lead_in=re.compile(fill(data["lead_in"]["pattern"])),
        bare_lead_in=re.compile(fill(data["lead_in"]["bare"])),
        stops=re.compile(data["stops"]["pattern"]),
        asides=re.compile(data["asides"]["pattern"]),
        joint=re.compile(data["clause_end"]["pattern"]),
        ellipsis=re.compile(data["clause_end"]["ellipsis"]),
        aside=re.compile(data["clause_end"]["aside"]),
        votes=re.compile(data["clause_end"]["votes"]),
    )


_LABELS = frozenset({"decision", "decisions", "decision(s)", "decision taken", "resolved", "the decision"})
_SUB_HEADING = 90
"""The longest line between two clauses of one list that is taken for a sub-heading."""
_UNFINISHED = re.compile(r"[^.;:!?”\"]\s*$")
_LEAD_VERB_ONLY = re.compile(
    r"(?i)\b(?:agree[sd]?|approve[sd]?|resolve[sd]?|decide[sd]?|be asked|recommends?)\b"
    r"(?:\s+(?:that|to|the following|as follows))?\W*$"
)
_JOINING_WORD = re.compile(r"(?i)\W*(?:and|or|and/or)\W*$")
_PARAGRAPH_CLAUSE = re.compile(r"(?:That|To|The|A|An|[A-Z]{4,}|[A-Z][a-z]+s?)\b")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z“\"]|\s*$)")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a clause without white space, quotation marks, votes and the "; and" that joins it to the next."""
    words = _wordings()
    clause = text[start:end]
    for pattern in (words.aside, words.votes, words.joint, words.ellipsis, words.joint):
        match = pattern.search(clause)
        if match is not None:
            clause = clause[: match.start()]
    clause = clause.rstrip().rstrip("*”").rstrip()
    lead = len(clause) - len(clause.lstrip(" \t\n*“"))
    return start + lead, start + max(len(clause), lead)


def is_stop(text: str, passage: Passage) -> bool:
    """Whether ``passage`` opens with words that end a list of clauses ("3. Reasons for the decision")."""
    return _wordings().stops.match(text, passage.start, passage.end) is not None


def is_lead_in(words: str) -> bool:
    """Whether ``words`` only name who decided ("That the Cabinet", "The Policy Committee:") or label the decision."""
    return _wordings().bare_lead_in.fullmatch(words) is not None or words.strip(" :*").lower() in _LABELS


def collect(
    text: str,
    flow: Sequence[Passage],
    index: int,
    introducer: Introducer,
    end: int,
    kind: str,
    boundaries: frozenset[int] = frozenset(),
) -> ClauseBlock:
    """The clauses of the ``introducer`` found in ``flow[index]``, looking no further than ``flow[end - 1]``.

    ``boundaries`` are offsets at which a section with a heading of its own begins.
    """
    passage = flow[index]
    rest = text[introducer.after : passage.end].strip()
    if introducer.whole and rest and not rest.endswith(":"):
        start, finish = _sentence_around(text, passage, introducer.start)
        number = _own_number(passage) if start == passage.body else None
        return ClauseBlock(_finish(text, [Clause(start, finish, number, introducer.effect)]), index + 1)
    builder = _Builder(text, flow, kind, introducer, boundaries)
    if rest:
        builder.take_rest(passage, introducer.after)
    until = builder.take_passages(index + 1, end) if builder.open else index + 1
    return ClauseBlock(_finish(text, builder.clauses()), until)


def _sentence_around(text: str, passage: Passage, position: int) -> tuple[int, int]:
    start = passage.body
    for match in _SENTENCE_END.finditer(text, passage.body, position):
        start = match.end()
    return start, passage.end


def _own_number(passage: Passage) -> str | None:
    return passage.marker if passage.marker_kind in (MarkerKind.ARABIC, MarkerKind.MIXED, MarkerKind.DECIMAL) else None


def _finish(text: str, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    finished = []
    for clause in clauses:
        start, end = trim(text, clause.start, clause.end)
        if end - start >= 4:
            finished.append(replace(clause, start=start, end=end))
    return tuple(finished)


class _Builder:
    """Gathers the nodes of one list, passage by passage, and turns them into clauses."""

    def __init__(
        self, text: str, flow: Sequence[Passage], kind: str, introducer: Introducer, boundaries: frozenset[int]
    ) -> None:
        self.text = text
        self.flow = flow
        self.kind = kind
        self.introducer = introducer
        self.boundaries = boundaries
        self.roots: list[_Node] = []
        self.levels: list[tuple[MarkerKind, _Node]] = []
        self.last: _Node | None = None
        self.lead: tuple[int, int] | None = None
        self.open = True
        self.cut_heading = False
        """Whether the last clause was set as a heading: readers take the first bold line of a clause for one."""

    def take_rest(self, passage: Passage, after: int) -> None:
        """What follows the introducer on its own line."""
        rest = self.text[after : passage.end]
        pieces = list(inline_pieces(rest))
        if pieces:
            opening = rest[: pieces[0][2]].strip()
            nodes = [_Node(after + start, after + stop, marker, kind) for marker, kind, _, start, stop in pieces]
            if opening and clause_effects(opening).stated and not self._mostly_operative(nodes, opening):
                # "the application be refused for these reasons: (1) ...; (2) ..." is one act.
                self._add(_Node(after, passage.end, None, MarkerKind.NONE))
                self.open = False
                return
            if opening and not _wordings().lead_in.match(opening + ":"):
                self._add(_Node(after, after + pieces[0][2], None, MarkerKind.NONE))
            for node in nodes:
                self._add(node)
        elif rest.rstrip().endswith(":") or _wordings().bare_lead_in.match(rest):
            self.lead = (after, passage.end)
        else:
            self._add(_Node(after, passage.end, None, MarkerKind.NONE))
            joint = _wordings().joint.search(rest)
            unfinished = joint is not None and bool(joint.group(0).strip())
            self.open = unfinished

    def take_passages(self, index: int, end: int) -> int:
        while index < end:
            passage = self.flow[index]
            if self._ends_at(index, end):
                break
            if _wordings().asides.match(self.text, passage.body, passage.end):
                index += 1
                continue
            taken = self._unmarked(index, end) if passage.marker is None else self._marked(passage)
            if not taken:
                break
            index += 1
        return index

    def _ends_at(self, index: int, end: int) -> bool:
        passage = self.flow[index]
        if passage.start in self.boundaries:
            return True
        if is_stop(self.text, passage):
            return True
        found = find_introducer(self.text, passage, self.kind)
        if found is not None and not found.label:
            return not (self.introducer.label or found.rule == "i_agree") or bool(self.roots)
        if passage.heading and passage.marker is None:
            # A heading may be the lead-in itself, set in bold ("Cabinet:"), or part a list that goes on below it.
            words = self.text[passage.body : passage.end].rstrip()
            if not self.roots and (words.endswith(":") or _wordings().bare_lead_in.match(words)):
                return False
            return not (self.roots and len(words) <= _SUB_HEADING and self._resumes(index + 1, end))
        return False

    def _unmarked(self, index: int, end: int) -> bool:
        passage = self.flow[index]
        words = self.text[passage.body : passage.end]
        if self.last is None:
            if _wordings().lead_in.match(words) or _wordings().bare_lead_in.match(words):
                self.lead = (passage.body, passage.end)
                return True
            return self._paragraph(passage, words)
        before = self.text[self.last.start : self.last.end].rstrip()
        if _JOINING_WORD.match(words):
            return True
        if _UNFINISHED.search(before) and words[:1].islower() and not before.endswith((" and", ", or", "; or")):
            self.last.end = passage.end
            return True
        if self.last.marker is None:
            return self._paragraph(passage, words)
        if self.cut_heading and _UNFINISHED.search(before) and not passage.heading and not passage.bold:
            self.last.end = passage.end
            self.cut_heading = False
            return True
        if before.endswith(":") and len(words) < 200:
            self.last.end = passage.end
            return True
        return len(words) <= _SUB_HEADING and self._resumes(index + 1, end)

    def _paragraph(self, passage: Passage, words: str) -> bool:
        """An unmarked clause: it must open like one, or follow one that says it goes on."""
        before = self.text[self.last.start : self.last.end].rstrip() if self.last is not None else ""
        goes_on = before.endswith((";", "; and", ", and", " and"))
        first = self.last is None and not self.introducer.label
        effects = clause_effects(words)
        operative = effects.stated and bool(_PARAGRAPH_CLAUSE.match(words.lstrip("*“ "))) and not is_retold(words)
        if self.introducer.label and self.last is not None and effects.rule == "told_participle":
            operative = False
        told = find_introducer(self.text, passage, self.kind)
        if not (first or goes_on or operative) or (told is not None and told.label):
            return self.introducer.label and self.last is None
        self._add(_Node(passage.body, passage.end, None, MarkerKind.NONE))
        return True

    def _resumes(self, index: int, end: int) -> bool:
        """Whether the list goes on after a sub-heading or a remark: the next number must be the one that is due."""
        for passage in self.flow[index : min(index + 2, end)]:
            if passage.marker is not None and passage.marker_kind is not MarkerKind.BULLET:
                return self._is_due(passage, gap=1)
        return False

    def _marked(self, passage: Passage) -> bool:
        if self.roots and not self._is_due(passage, gap=4):
            return False
        marker, kind = passage.marker, self._kind_of(passage)
        pieces = list(inline_pieces(self.text[passage.body : passage.end]))
        self._add(_Node(passage.body, passage.end, marker, kind))
        self.cut_heading = passage.heading
        if len(pieces) > 1 and pieces[0][1] is not kind and self.last is not None:
            node = self.last
            node.end = passage.body + pieces[0][2]
            for inner, inner_kind, _, start, end in pieces:
                self._add(_Node(passage.body + start, passage.body + end, inner, inner_kind))
        return True

    def _kind_of(self, passage: Passage) -> MarkerKind:
        """A lone "i" after "h" is a letter, not a Roman one."""
        if passage.marker_kind is not MarkerKind.ROMAN or len(passage.marker or "") != 1:
            return passage.marker_kind
        for kind, node in self.levels:
            if kind is MarkerKind.ALPHA and node.marker and ord(passage.marker or "i") - ord(node.marker) == 1:
                return MarkerKind.ALPHA
        return passage.marker_kind

    def _is_due(self, passage: Passage, gap: int) -> bool:
        kind = self._kind_of(passage)
        for known, node in self.levels:
            if known is kind:
                step = marker_value(passage.marker, kind) - marker_value(node.marker, kind)
                return kind in (MarkerKind.BULLET, MarkerKind.MIXED, MarkerKind.DECIMAL) or 0 < step <= gap
        return (
            marker_value(passage.marker, kind) <= 1 or kind in (MarkerKind.MIXED, MarkerKind.BULLET) or not self.levels
        )

    def _add(self, node: _Node) -> None:
        self.last = node
        if node.kind is MarkerKind.NONE:
            self.roots.append(node)
            self.levels = []
            return
        kinds = [kind for kind, _ in self.levels]
        depth = kinds.index(node.kind) if node.kind in kinds else len(kinds)
        if depth == 0:
            self.roots.append(node)
        else:
            self.levels[depth - 1][1].children.append(node)
        self.levels = [*self.levels[:depth], (node.kind, node)]

    def clauses(self) -> list[Clause]:
        effect = self.introducer.effect
        if effect is None and self.text[self.introducer.start : self.introducer.after].rstrip(" :–-\n").endswith(" to"):
            # "RESOLVED to: 1) advise ..." is an act, whatever its verb.
            effect = "approved"
        if self.lead is not None:
            words = self.text[slice(*self.lead)]
            lead = clause_effects(words.rstrip(" :–-"))
            operative = lead.stated and not _LEAD_VERB_ONLY.search(words) and not _wordings().bare_lead_in.match(words)
            if operative and not self.roots:
                return [Clause(*self.lead, None, effect)]
            if operative and not self._mostly_operative(self.roots, words):
                return [Clause(self.lead[0], _last_end(self.roots[-1]), None, effect)]
            effect = lead.names[0] if lead.stated else effect
        return [clause for root in self.roots for clause in self._of_node(root, "", effect)]

    def _of_node(self, node: _Node, prefix: str, effect: str | None) -> Iterator[Clause]:
        number = None if node.marker is None or node.kind is MarkerKind.BULLET else prefix + node.marker
        if not node.children:
            yield Clause(node.start, node.end, number if number else (prefix or None), effect)
            return
        words = self.text[node.start : node.end]
        own = clause_effects(words.rstrip(" :–-\n"))
        leads = words.rstrip().endswith((":", ":-", ":–"))
        if own.stated and not _LEAD_VERB_ONLY.search(words) and not self._mostly_operative(node.children, words):
            yield Clause(node.start, _last_end(node), number, effect)
            return
        if own.stated and not leads:
            yield Clause(node.start, node.end, number, effect)
        lead_effect = own.names[0] if own.stated else effect
        for child in node.children:
            yield from self._of_node(child, number or prefix, lead_effect)

    def _mostly_operative(self, nodes: Sequence[_Node], lead: str) -> bool:
        """Whether the sub-items are acts of their own, not parts of the act that their lead-in names."""
        if lead.rstrip(" :–-\n").endswith((" to", "including", "comprising", "following", "subject")):
            return False
        acts = sum(clause_effects(self.text[node.start : node.end]).stated for node in nodes)
        return acts * 2 > len(nodes)


def _last_end(node: _Node) -> int:
    return _last_end(node.children[-1]) if node.children else node.end
