"""The clauses that an introducer opens, on its own line and in the passages below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.decisions.clause_list import ListBuilder
from extractors.decisions.clause_words import Clause, trim
from extractors.decisions.introducers import Introducer
from extractors.structure.passages import MarkerKind, Passage


@dataclass(frozen=True, slots=True)
class ClauseBlock:
    """The clauses under one introducer; ``until`` is the index of the first passage after them."""

    clauses: tuple[Clause, ...]
    until: int


_UNFILLED = re.compile(r"\[[^\[\]]{0,200}\]\.?")
"""What a form's template says in place of a clause: "[insert decision]"."""
_ONLY_THAT = re.compile(r"(?i:that)\W{0,4}")
"""What stands behind "RESOLVED -" above a list opens no clause of its own."""
_OBJECT = re.compile(r"(?:as|its|their) [a-z]")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z“\"]|\s*$)")


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
    if _ONLY_THAT.fullmatch(rest):
        rest = ""
    if introducer.rule == "agreed_capitals" and _OBJECT.match(text, introducer.after, passage.end):
        # "The Board AGREED its programme" is one sentence; only what follows "AGREED that" stands alone.
        start, finish = _sentence_of(text, passage, introducer.start)
        if introducer.start > start and not text[introducer.start : introducer.after].lower().startswith("it "):
            return ClauseBlock(_finish(text, [Clause(start, finish, None, introducer.effect)]), index + 1)
    if introducer.whole and rest and not rest.endswith(":"):
        start, finish = _sentence_around(text, passage, introducer.start)
        number = _own_number(passage) if start == passage.body else None
        return ClauseBlock(_finish(text, [Clause(start, finish, number, introducer.effect)]), index + 1)
    builder = ListBuilder(text, flow, kind, introducer, boundaries)
    if rest:
        builder.take_rest(passage, introducer.after)
    until = builder.take_passages(index + 1, end) if builder.open else index + 1
    return ClauseBlock(_finish(text, builder.clauses()), until)


def _sentence_around(text: str, passage: Passage, position: int) -> tuple[int, int]:
    start = passage.body
    for match in _SENTENCE_END.finditer(text, passage.body, position):
        start = match.end()
    return start, passage.end


def _sentence_of(text: str, passage: Passage, position: int) -> tuple[int, int]:
    """The sentence of ``passage`` that holds ``position``."""
    start, _ = _sentence_around(text, passage, position)
    end = _SENTENCE_END.search(text, position, passage.end)
    return start, end.end() if end else passage.end


def _own_number(passage: Passage) -> str | None:
    return passage.marker if passage.marker_kind in (MarkerKind.ARABIC, MarkerKind.MIXED, MarkerKind.DECIMAL) else None


def _finish(text: str, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    finished = []
    for clause in clauses:
        start, end = trim(text, clause.start, clause.end)
        if end - start >= 4 and not _UNFILLED.fullmatch(text, start, end):
            finished.append(replace(clause, start=start, end=end))
    return tuple(finished)
