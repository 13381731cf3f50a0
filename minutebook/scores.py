"""Counts of what was found, and what they amount to: precision, recall, F1 and shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListScore:
    """How one list of facts fared. An empty list that was to be empty counts as right (F1 1)."""

    name: str
    paired: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        return self.paired / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.paired / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        both = self.gold + self.found
        return 2 * self.paired / both if both else 1.0


@dataclass(frozen=True, slots=True)
class AttributeScore:
    """Over the paired facts of a list: how many have this attribute right."""

    list_name: str
    name: str
    right: int
    of: int

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is not as the gold has it: a fact missed, a fact too many, or an attribute wrong."""

    document: str
    list_name: str
    what: str
    """missed | extra | wrong"""
    page: int
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of one paper, or of many added up. ``hits`` names each gold fact and attribute that was right."""

    lists: tuple[ListScore, ...]
    attributes: tuple[AttributeScore, ...]
    misses: tuple[Miss, ...] = ()
    hits: frozenset[str] = frozenset()


def add_up(parts: Iterable[Scores]) -> Scores:
    """The scores of several papers as one: counts are added, then shares are taken."""
    lists: dict[str, ListScore] = {}
    attributes: dict[tuple[str, str], AttributeScore] = {}
    misses: list[Miss] = []
    hits: set[str] = set()
    for part in parts:
        for score in part.lists:
            old = lists.get(score.name, ListScore(score.name, 0, 0, 0))
            lists[score.name] = ListScore(
                score.name, old.paired + score.paired, old.gold + score.gold, old.found + score.found
            )
        for attribute in part.attributes:
            key = (attribute.list_name, attribute.name)
            before = attributes.get(key, AttributeScore(*key, 0, 0))
            attributes[key] = AttributeScore(*key, before.right + attribute.right, before.of + attribute.of)
        misses.extend(part.misses)
        hits |= part.hits
    return Scores(tuple(lists.values()), tuple(attributes.values()), tuple(misses), frozenset(hits))
