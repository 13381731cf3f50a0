"""The kind of a figure (actual, budget, forecast, variance, ...) and the direction of a change, by words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractors.vocabulary import load
from extractors.vocabulary.families import Family, family
from extractors.vocabulary.screened import Screened, screened


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around one figure. ``before`` and ``after`` end at its neighbours; ``context`` is the widest."""

    before: str
    after: str
    sentence: str
    context: str
    unit: str
    unit_words: str = ""
    document_kind: str = "other"
    clause: str | None = None
    """What the clause around it does: ``operative``, ``told``, ``lost`` or None (`clause_standing`)."""
    status: str | None = None
    """The status of that clause, or None."""
    offset: int = 0
    """Where the figure stands in ``sentence``."""


@dataclass(frozen=True, slots=True)
class KindMatch:
    """``rule`` is the name of the entry of figure_kinds.toml that decided."""

    kind: str
    direction: str | None
    rule: str


_WINDOWS = ("before", "after", "sentence", "context", "unit_words")
_Windows = dict[str, tuple[str, str]]
"""The words of each window, as printed and in small letters."""


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    kind: str
    direction: str | None
    units: frozenset[str]
    not_units: frozenset[str]
    document_kinds: frozenset[str]
    clauses: frozenset[str]
    statuses: frozenset[str]
    wanted: tuple[tuple[str, Screened], ...] = field(default=())
    unwanted: tuple[tuple[str, Screened], ...] = field(default=())

    def may_fit(self, unit: str, document_kind: str, clause: str, status: str) -> bool:
        """Whether the rule is for such figures, papers and clauses at all, whatever the words say."""
        if (self.units and unit not in self.units) or unit in self.not_units:
            return False
        if self.document_kinds and document_kind not in self.document_kinds:
            return False
        if self.clauses and clause not in self.clauses:
            return False
        return not self.statuses or status in self.statuses

    def fits(self, windows: _Windows) -> bool:
        for window, pattern in self.wanted:
            if not pattern.search(*windows[window]):
                return False
        return not any(pattern.search(*windows[window]) for window, pattern in self.unwanted)


def _rule(raw: dict[str, Any]) -> _Rule:
    def patterns(prefix: str) -> tuple[tuple[str, Screened], ...]:
        return tuple(
            (window, screened(raw[prefix + window], re.IGNORECASE)) for window in _WINDOWS if prefix + window in raw
        )

    return _Rule(
        raw["name"],
        raw["kind"],
        raw.get("direction"),
        frozenset(raw.get("units", ())),
        frozenset(raw.get("not_units", ())),
        frozenset(raw.get("document_kinds", ())),
        frozenset(raw.get("clauses", ())),
        frozenset(raw.get("statuses", ())),
        patterns(""),
        patterns("not_"),
    )


_VOCABULARY = load("figure_kinds")
_RULES = tuple(_rule(raw) for raw in _VOCABULARY["rule"])
_DIRECTIONS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _VOCABULARY["directions"].items()}
_SPENDING = ("overspend", "underspend")
_NEARNESS = re.compile(rf"(?<=\s){_VOCABULARY['nearness']['words']}\s$", re.IGNORECASE)
_SPACED = re.compile(_VOCABULARY["nearness"]["spaced"], re.IGNORECASE)
"""An overspend written in two words."""
_CLAUSE = re.compile(_VOCABULARY["beside"]["clause_end"])
_MORE_OR_LESS = re.compile(_VOCABULARY["beside"]["more_or_less"])
_CHANGES = ("increase", "decrease")
_BY_WORDS = ("spending", "change")
_CARRIED = ("same", "same level")
"""Kinds of rules that take the kind of a figure before."""


@cache
def _ranks(unit: str, document_kind: str, clause: str, status: str) -> frozenset[int]:
    """The places of the rules for such figures."""
    return frozenset(rank for rank, rule in enumerate(_RULES) if rule.may_fit(unit, document_kind, clause, status))


def _told_by(window: str) -> Family[int]:
    """The places of the rules that first want certain words in ``window``."""
    ranks = (rank for rank, rule in enumerate(_RULES) if rule.wanted and rule.wanted[0][0] == window)
    return family(ranks, lambda rank: _RULES[rank].wanted[0][1].needs)


_TOLD = {window: _told_by(window) for window in _WINDOWS}
_UNTOLD = frozenset(rank for rank, rule in enumerate(_RULES) if not rule.wanted)


def _rules(around: Surroundings, windows: _Windows) -> Iterator[_Rule]:
    """The rules for such a figure whose first words stand around it, in order."""
    told = {rank for window, (_, lowered) in windows.items() for rank in _TOLD[window].among(lowered)}
    fitting = _ranks(around.unit, around.document_kind, around.clause or "none", around.status or "none")
    return (_RULES[rank] for rank in sorted(fitting.intersection(told | _UNTOLD)))


def kind_of(around: Surroundings, previous: KindMatch | None = None, level: KindMatch | None = None) -> KindMatch:
    """The kind and direction of a figure in prose. There is always one: the last rule fits everything.

    ``previous`` is that of the figure before it in the sentence, whose part this one may be ("of which £2m"),
    ``level`` that of the last one that is no target or limit: what an earlier value is compared with.
    """
    words = ((window, getattr(around, window)) for window in _WINDOWS)
    joined = ((window, _SPACED.sub(r"\1", printed)) for window, printed in words)
    windows = {window: (printed, printed.lower()) for window, printed in joined}
    exact = _NEARNESS.sub("", windows["before"][0])
    windows["before"] = (exact, exact.lower())
    for rule in _rules(around, windows):
        if not rule.fits(windows):
            continue
        if rule.kind in _CARRIED:
            carried = previous if rule.kind == "same" else level
            if carried is not None:
                return KindMatch(carried.kind, carried.direction, f"figure_kinds.{rule.name}")
            continue
        direction = direction_of(around, rule.direction) if rule.direction in _BY_WORDS else rule.direction
        return KindMatch(rule.kind, direction, f"figure_kinds.{rule.name}")
    raise AssertionError("the last rule of figure_kinds.toml must fit every figure")


def direction_of(around: Surroundings, family: str | None = "spending") -> str | None:
    """Overspend or underspend, increase or decrease, by the nearest such words; None where nothing says which.

    ``family`` is the pair of words that is looked for first: "spending" or "change".
    """
    compared = bool(_MORE_OR_LESS.match(around.after))
    order = (_SPENDING, _CHANGES) if family == "spending" and not compared else (_CHANGES, _SPENDING)
    after = _CLAUSE.split(around.after[:40])[0]
    for names in order:
        near = [*_distances(after, names, from_end=False), *_distances(around.before, names, from_end=True)]
        found = near or _distances(around.sentence, names, from_end=False)
        if found:
            return min(found)[1]
    return None


def _distances(words: str, names: tuple[str, ...], *, from_end: bool) -> list[tuple[int, str]]:
    """The directions named in ``words``, with how far each stands from the figure's edge of them."""
    return [
        (len(words) - match.end() if from_end else match.start(), name)
        for name in names
        for match in _DIRECTIONS[name].finditer(words)
    ]
