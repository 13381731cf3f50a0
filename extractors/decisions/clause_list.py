"""The clauses that follow an introducer: one for each leaf of a numbered, lettered, bulleted or unmarked list.

A heading over lettered clauses ("2. Residents Parking" over a, b, c) is no clause; its number goes before theirs
("2a"). A clause whose sub-items are parts of one act ("authority be delegated to the Director to: (a) ..., (b) ...")
stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.decisions.clause_words import LEADS_ON, LINES_OF_A_LIST, Clause, is_stop, wordings
from extractors.decisions.effects import clause_effects
from extractors.decisions.introducers import Introducer, find_introducer, is_retold
from extractors.structure.list_markers import inline_pieces, marker_value
from extractors.structure.passages import MarkerKind, Passage


@dataclass(slots=True)
class _Node:
    start: int
    end: int
    marker: str | None
    kind: MarkerKind
    children: list[_Node] = field(default_factory=list)


_SUB_HEADING = 90
"""The longest line between two clauses of one list that is taken for a sub-heading."""
_LONGEST_PARTICULAR = 1500
_LONGEST_LINE = 200
"""Of a line without a mark that belongs to the clause above it: a name of one appointed, a street."""
_ENDS_IN_BE = (" be", " is", " are", " as follows", " on", " of", " include", " includes", " including", " comprise")
_ENDS_IN_PARTS = (" to", "including", "comprising", "following", "subject")
_UNFINISHED = re.compile(r"[^.;:!?”\"]\s{0,8}$")
_SENTENCE_BREAK = re.compile(r"(?<=[a-z\d)”’]\.)\s{1,4}(?=[A-Z])")
_SHORTEST_CLAUSE = 20
_WORDS_OF_A_CLAUSE = 4
_CAPITAL_VERBS = frozenset(
    {"noted_list", "noted_label", "agreed_capitals", "agreed_label", "approved_capitals", "recommended_onward"}
)
"""Introducers that open a clause of a list too: "RESOLVED that Cabinet: 1. NOTED ...; 2. RECOMMENDED to ..."."""


class ListBuilder:
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
        self.particular: tuple[MarkerKind, int] | None = None
        """Kind and place of the last condition or reason taken into a single act."""
        self.cut_heading = False
        """Whether the last clause was set as a heading: readers take the first bold line of a clause for one."""
        self.ended: dict[MarkerKind, int] = {}
        """The last number of each list inside a clause that has ended: the next clause's may count on from it."""
        self.turns: list[tuple[int, tuple[int, int]]] = []
        """Lead-ins within the list ("Cabinet notes:" below what it approves), and how many roots stand above each."""
        self.listing = False
        """Whether lines without a mark belong to the last clause, up to the next number."""

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
            if opening and not wordings().lead_in.match(opening + ":"):
                self._add(_Node(after, after + pieces[0][2], None, MarkerKind.NONE))
            for node in nodes:
                self._add(node)
        elif wordings().leads.search(rest) or wordings().bare_lead_in.match(rest):
            self.lead = (after, passage.end)
        else:
            self._add(_Node(after, self._before_narrative(after, passage.end), None, MarkerKind.NONE))
            joint = wordings().joint.search(rest)
            unfinished = joint is not None and bool(joint.group(0).strip())
            self.open = unfinished

    def _before_narrative(self, after: int, end: int) -> int:
        """Where the clause ends: before a sentence of its paragraph that goes on telling of the meeting."""
        stops = list(_SENTENCE_BREAK.finditer(self.text, after, end))
        for n, stop in enumerate(stops):
            close = stops[n + 1].start() if n + 1 < len(stops) else end
            if stop.start() - after < _SHORTEST_CLAUSE:
                continue
            if wordings().surely_narrative.match(self.text, stop.end(), close):
                return stop.start()
            told = wordings().narrative.match(self.text, stop.end(), close)
            if told is not None and not clause_effects(self.text[stop.end() : close]).stated:
                return stop.start()
        return end

    def _surely_told_from(self, after: int, end: int) -> int:
        """Where a numbered clause ends: before a sentence on its line that tells what somebody then did."""
        for stop in _SENTENCE_BREAK.finditer(self.text, after + _SHORTEST_CLAUSE, end):
            if wordings().surely_narrative.match(self.text, stop.end(), end):
                return stop.start()
        return end

    def take_passages(self, index: int, end: int) -> int:
        while index < end:
            passage = self.flow[index]
            if self._ends_at(index, end) or self._is_table_of_the_lead(index):
                break
            if wordings().asides.match(self.text, passage.body, passage.end):
                index += 1
                continue
            taken = self._unmarked(index, end) if passage.marker is None else self._marked(index, end)
            if not taken:
                break
            index += 1
        return index

    def _is_table_of_the_lead(self, index: int) -> bool:
        """Whether a table, which holds no clauses, stands below words that say what is decided of it."""
        begins = self.flow[index].cell and not self.flow[index - 1].cell
        return begins and not self.roots and self._lead_says_all()

    def _lead_says_all(self) -> bool:
        """Whether the lead-in is an act by itself: "these payments made in November be approved:"."""
        words = self.text[slice(*self.lead)] if self.lead is not None else ""
        return len(words.split()) >= _WORDS_OF_A_CLAUSE and clause_effects(words.rstrip(" :–-")).stated

    def _ends_at(self, index: int, end: int) -> bool:
        passage = self.flow[index]
        if passage.start in self.boundaries:
            return True
        if is_stop(self.text, passage):
            return True
        found = find_introducer(self.text, passage, self.kind)
        if found is not None and not found.label:
            if self._is_item_of_list(passage, found):
                return False
            return not (self.introducer.label or found.rule == "i_agree") or bool(self.roots)
        if passage.heading and passage.marker is None:
            # A heading may be the lead-in itself, set in bold ("Cabinet:"), or part a list that goes on below it.
            words = self.text[passage.body : passage.end].rstrip()
            if self.last is None and self.lead is None and self.introducer.rule == "i_agree":
                return False  # "I hereby approve:", and below it what is approved
            if not self.roots and (words.endswith(":") or wordings().bare_lead_in.match(words)):
                return False
            if self.introducer.label and self.last is None and len(words) <= _SUB_HEADING and self._opens(index, end):
                return False  # "Decision:", "In relation to the General Fund", and below them clause a
            within = LINES_OF_A_LIST if self._leads_on() else 2
            return not (self.roots and len(words) <= _SUB_HEADING and self._resumes(index + 1, end, within))
        return False

    def _opens(self, index: int, end: int) -> bool:
        """Whether the first clause of a list stands below the heading at ``index``, or below the one under it."""
        below = next((p for p in self.flow[index + 1 : min(index + 3, end)] if p.marker is not None), None)
        return below is not None and marker_value(below.marker, below.marker_kind) == 1 and not below.heading

    def _leads_on(self) -> bool:
        """Whether lines without a mark may belong to the last clause."""
        return self.listing or (
            self.last is not None and self.text[self.last.start : self.last.end].rstrip().endswith(LEADS_ON)
        )

    def _is_item_of_list(self, passage: Passage, found: Introducer) -> bool:
        """Whether the introducer is the verb of a clause of this list: "2. RECOMMENDED to Council that ..."."""
        if found.rule not in _CAPITAL_VERBS or found.start != passage.body or passage.marker is None:
            return False
        if passage.marker_kind is MarkerKind.DECIMAL:
            return False
        return self._is_due(passage, gap=1) if self.levels else self.lead is not None and not self.roots

    def _unmarked(self, index: int, end: int) -> bool:
        passage = self.flow[index]
        words = self.text[passage.body : passage.end]
        application = wordings().application.match(self.text, passage.body, passage.end)
        if application is not None:
            # What was said of each planning application is a clause of its own, known by the application's number.
            self._add(_Node(application.end(), passage.end, application.group("reference"), MarkerKind.NONE))
            return True
        if self.last is None:
            if wordings().lead_in.match(words) or wordings().bare_lead_in.match(words):
                self.lead = (passage.body, passage.end)
                return True
            return self._paragraph(passage, words)
        if self._turns(index, end, words):
            self.turns.append((len(self.roots), (passage.body, passage.end)))
            self.levels = [] if self._opens(index, end) else self.levels
            return True
        before = self.text[self.last.start : self.last.end].rstrip()
        if wordings().joining_word.match(words):
            return True
        if wordings().hanging.search(before) and not passage.heading:
            self.last.end = passage.end
            return True
        if _UNFINISHED.search(before) and words[:1].islower() and not before.endswith((" and", ", or", "; or")):
            self.last.end = passage.end
            return True
        if (
            _UNFINISHED.search(before)
            and not (passage.heading or passage.bold)
            and wordings().ends_a_clause.search(words)
            and self._resumes(index + 1, end)
        ):
            # Web pages print each line of a clause as a paragraph of its own, and some begin with a capital.
            self.last.end = passage.end
            return True
        if self._absorbs(before):
            self.last.end = passage.end
            return len(words) < _LONGEST_PARTICULAR
        if self.last.marker is None:
            return self._paragraph(passage, words)
        if self.cut_heading and _UNFINISHED.search(before) and not passage.heading and not passage.bold:
            self.last.end = passage.end
            self.cut_heading = False
            return True
        if self._leads_on() and len(words) < _LONGEST_LINE:
            self.last.end = passage.end
            self.listing = self._resumes(index + 1, end, LINES_OF_A_LIST)
            return True
        return len(words) <= _SUB_HEADING and self._resumes(index + 1, end)

    def _turns(self, index: int, end: int, words: str) -> bool:
        """Whether ``words`` lead on to clauses with another act: "Cabinet notes:", and below it the next number."""
        if len(words) > _SUB_HEADING or not words.rstrip().endswith((":", ":-")) or not wordings().lead_in.match(words):
            return False
        stated = clause_effects(words.rstrip(" :–-")).stated
        return stated and (self._resumes(index + 1, end, 1) or self._opens(index, end))

    def _paragraph(self, passage: Passage, words: str) -> bool:
        """An unmarked clause: it must open like one, or follow one that says it goes on."""
        before = self.text[self.last.start : self.last.end].rstrip() if self.last is not None else ""
        goes_on = before.endswith((";", "; and", ", and", " and"))
        first = self.last is None and not self.introducer.label
        effects = clause_effects(words)
        operative = (
            effects.stated and bool(wordings().paragraph_clause.match(words.lstrip("*“ "))) and not is_retold(words)
        )
        if self.introducer.label and self.last is not None and effects.rule == "told_participle":
            operative = False
        told = find_introducer(self.text, passage, self.kind)
        if not (first or goes_on or operative) or (told is not None and told.label):
            return self.introducer.label and self.last is None
        self._add(_Node(passage.body, passage.end, None, MarkerKind.NONE))
        return True

    def _resumes(self, index: int, end: int, within: int = 2) -> bool:
        """Whether the list goes on after a sub-heading or a remark: the next number must be the one that is due."""
        for passage in self.flow[index : min(index + within, end)]:
            if passage.marker is not None and passage.marker_kind is not MarkerKind.BULLET:
                return self._is_due(passage, gap=1)
        return False

    def _absorbs(self, before: str) -> bool:
        """Whether the words so far end in "for the following reason:": what follows are particulars of that act."""
        return wordings().particulars.search(before) is not None and clause_effects(before).stated

    def _marked(self, index: int, end: int) -> bool:
        passage = self.flow[index]
        if self.last is not None and self.last.marker is None and self._absorbs_list(passage):
            self.last.end = passage.end
            return True
        if self.roots and not self._is_due(passage, gap=4):
            if self.last is None or not self._leads_on() or not self._resumes(index + 1, end):
                return False
            # "so that it now reads:", "(ii) Any proposal ...": words quoted, whose mark is that of another list.
            self.last.end = passage.end
            return True
        marker, kind = passage.marker, self._kind_of(passage)
        pieces = list(inline_pieces(self.text[passage.body : passage.end]))
        told_from = self._surely_told_from(passage.body, passage.end) if len(pieces) <= 1 else passage.end
        self._add(_Node(passage.body, told_from, marker, kind))
        self.cut_heading = passage.heading
        if len(pieces) > 1 and pieces[0][1] is not kind and self.last is not None:
            node = self.last
            node.end = passage.body + pieces[0][2]
            for inner, inner_kind, _, start, end in pieces:
                self._add(_Node(passage.body + start, passage.body + end, inner, inner_kind))
        return True

    def _absorbs_list(self, passage: Passage) -> bool:
        """Whether ``passage`` is one of the numbered conditions of a permission, or of the reasons of a refusal."""
        if self.particular is None:
            if self.last is None or not self._absorbs(self.text[self.last.start : self.last.end].rstrip()):
                return False
            self.particular = (passage.marker_kind, marker_value(passage.marker, passage.marker_kind))
            return True
        kind, value = self.particular
        step = marker_value(passage.marker, passage.marker_kind) - value
        if passage.marker_kind is kind and (kind is MarkerKind.BULLET or 0 < step <= 2):
            self.particular = (kind, value + step)
            return True
        return False

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
                if step == 0 and node is self.last and kind is MarkerKind.ARABIC and passage.marker == "1":
                    # Copied from a web page, each entry of a list may say "1.".
                    return all(root.marker == "1" for root in self.roots)
                return kind in (MarkerKind.BULLET, MarkerKind.MIXED, MarkerKind.DECIMAL) or 0 < step <= gap
        if kind is MarkerKind.DECIMAL and self.levels:
            # "36.3" below "(b)" is the next paragraph of the minutes; "2.1" below "2" is a part of that clause.
            above, node = self.levels[0]
            return above is MarkerKind.ARABIC and (passage.marker or "").startswith(f"{node.marker}.")
        return (
            marker_value(passage.marker, kind) <= 1
            or kind in (MarkerKind.MIXED, MarkerKind.BULLET)
            or not self.levels
            or self._counts_on(passage, kind)
        )

    def _counts_on(self, passage: Passage, kind: MarkerKind) -> bool:
        """ "I. To approve: a. ... d. ..." and then "II. To note: e. ...": one count through two clauses' lists."""
        if kind not in self.ended or self.last is None or not self._leads_on():
            return False
        return marker_value(passage.marker, kind) == self.ended[kind] + 1

    def _add(self, node: _Node) -> None:
        self.last, self.listing = node, False
        if node.kind is MarkerKind.NONE:
            self.roots.append(node)
            self.levels = []
            return
        kinds = [kind for kind, _ in self.levels]
        for kind, ended in self.levels[kinds.index(node.kind) + 1 if node.kind in kinds else len(kinds) :]:
            self.ended[kind] = marker_value(ended.marker, kind)
        depth = kinds.index(node.kind) if node.kind in kinds else len(kinds)
        if depth == 0:
            self.roots.append(node)
        else:
            self.levels[depth - 1][1].children.append(node)
        self.levels = [*self.levels[:depth], (node.kind, node)]

    def clauses(self) -> list[Clause]:
        effect, onward, said = self.introducer.effect, False, False
        if effect is None and self.text[self.introducer.start : self.introducer.after].rstrip(" :–-\n").endswith(" to"):
            # "RESOLVED to: 1) advise ..." is an act, whatever its verb.
            effect = "approved"
        if self.lead is not None:
            words = self.text[slice(*self.lead)]
            lead = clause_effects(words.rstrip(" :–-"))
            operative = (
                lead.stated and not wordings().lead_verb_only.search(words) and not wordings().bare_lead_in.match(words)
            )
            if not self.roots and (operative or self._lead_says_all()):
                return [Clause(*self.lead, None, effect)]
            if operative and not self._mostly_operative(self.roots, words):
                return [Clause(self.lead[0], _last_end(self.roots[-1]), None, effect)]
            effect = lead.names[0] if lead.stated else effect
            onward = lead.stated and "recommended" in lead.names
            said = lead.stated
        found: list[Clause] = []
        for place, root in enumerate(self.roots):
            turned = [clause_effects(self.text[slice(*lead)].rstrip(" :–-")) for at, lead in self.turns if at <= place]
            if turned:
                effect, onward, said = turned[-1].names[0], "recommended" in turned[-1].names, True
            found.extend(replace(clause, lead_said=said) for clause in self._of_node(root, "", effect, onward))
        return found

    def _of_node(self, node: _Node, prefix: str, effect: str | None, onward: bool) -> Iterator[Clause]:
        number = None if node.marker is None or node.kind is MarkerKind.BULLET else _joined(prefix, node)
        if not node.children:
            yield Clause(node.start, node.end, number if number else (prefix or None), effect, onward)
            return
        words = self.text[node.start : node.end]
        own = clause_effects(words.rstrip(" :–-\n"))
        if wordings().conditional.search(words) or all(
            wordings().is_paper.match(self.text, child.start, child.end) for child in node.children
        ):
            # "officers can proceed except where: (a) ..."; "the strategy as set out in these papers: Appendix A ...".
            yield Clause(node.start, _last_end(node), number, effect, onward)
            return
        if words.rstrip().endswith(",") and not own.stated:
            # "That, upon completion, (1) the house be closed; and (2) ..." is one sentence.
            yield Clause(node.start, _last_end(node), number, effect, onward)
            return
        if words.rstrip(" :–-\n").endswith(_ENDS_IN_BE) and not self._acts(node.children):
            # "That the grounds be: - delay; - cost" says one thing; its parts say nothing.
            yield Clause(node.start, _last_end(node), number, effect, onward)
            return
        leads = words.rstrip().endswith((":", ":-", ":–"))
        if (
            own.stated
            and not wordings().lead_verb_only.search(words)
            and not self._mostly_operative(node.children, words)
        ):
            yield Clause(node.start, _last_end(node), number, effect, onward)
            return
        if own.stated and not leads:
            yield Clause(node.start, node.end, number, effect, onward)
        lead_effect = own.names[0] if own.stated else effect
        onward = onward or "recommended" in own.names
        for child in node.children:
            yield from self._of_node(child, number or prefix, lead_effect, onward)

    def _mostly_operative(self, nodes: Sequence[_Node], lead: str) -> bool:
        """Whether the sub-items are acts of their own, not parts of the act that their lead-in names."""
        if wordings().particulars.search(lead):
            return False
        if wordings().recommends_to.search(lead) is None and lead.rstrip(" :–-\n").endswith(_ENDS_IN_PARTS):
            return False
        return self._acts(nodes) * 2 > len(nodes)

    def _acts(self, nodes: Sequence[_Node]) -> int:
        """How many of the sub-items say by themselves what is decided."""
        return sum(clause_effects(self.text[node.start : node.end]).stated for node in nodes)


def _joined(prefix: str, node: _Node) -> str:
    """The number of a part behind that of its clause: "2" and "a" are "2a", but "4.1" says "4" itself."""
    marker = node.marker or ""
    return marker if prefix and marker.startswith(f"{prefix}.") else prefix + marker


def _last_end(node: _Node) -> int:
    return _last_end(node.children[-1]) if node.children else node.end
