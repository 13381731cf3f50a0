"""Which decision a printed call-in statement speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Protocol, TypeVar

from extractors.records import Decision
from extractors.vocabulary import load


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)

_DIGITS = re.compile(r"\d+")
_TO_THE_NEXT = 1200
"""How far above its form's title a label may stand (Bristol prints the deadline before the subject)."""


@cache
def _named() -> re.Pattern[str]:
    return re.compile(load("call_in")["items"]["named"])


def assign(text: str, mentions: Sequence[P], decisions: Sequence[Decision]) -> list[tuple[int | None, list[P]]]:
    """Each decision's mentions, in order of decisions; mentions of a paper without decisions come under None.

    A statement inside an item belongs to it. One before the first item or after the last speaks of the items whose
    numbers it names, else of every decision. Forms that print their call-in line above the title are recognised by
    their first line standing there.
    """
    if not decisions:
        return [(None, list(mentions))] if mentions else []
    if len(decisions) == 1:
        return [(0, list(mentions))] if mentions else []
    groups: dict[int, list[P]] = {}
    leading = _leading(mentions, decisions)
    for mention in mentions:
        for index in _targets(text, mention, decisions, leading):
            groups.setdefault(index, []).append(mention)
    return sorted((index, group) for index, group in groups.items()) if groups else []


def _leading(mentions: Sequence[Placed], decisions: Sequence[Decision]) -> bool:
    """Whether each form's call-in line stands above its title: as many lines as forms, one before each title."""
    if len(mentions) < 2 or len(mentions) > len(decisions) or mentions[0].start > decisions[0].start:
        return False
    above = 0
    for decision in decisions:
        above += any(0 <= decision.start - mention.end < _TO_THE_NEXT for mention in mentions)
    return above == len(decisions)


def _targets(text: str, mention: Placed, decisions: Sequence[Decision], leading: bool) -> list[int]:
    if leading:
        ahead = [index for index, decision in enumerate(decisions) if decision.start >= mention.end]
        return ahead[:1]
    inside = [index for index, decision in enumerate(decisions) if decision.start <= mention.start]
    last = decisions[-1]
    whole_paper = not inside or (mention.start > last.end and _speaks_of_all(text, mention))
    if not whole_paper:
        return inside[-1:]
    named = _named().search(text, mention.start, mention.end)
    if named is not None:
        numbers = set(_DIGITS.findall(named.group(1)))
        chosen = [
            i
            for i, d in enumerate(decisions)
            if d.number and _DIGITS.findall(d.number)[:1] and _DIGITS.findall(d.number)[0] in numbers
        ]
        if chosen:
            return chosen
    return list(range(len(decisions)))


_ALL = re.compile(r"(?i)\b(?:decisions|all items|these minutes|above decisions|these decisions|any decision|above)\b")


def _speaks_of_all(text: str, mention: Placed) -> bool:
    return _ALL.search(text, mention.start, mention.end) is not None
