"""Many patterns that are tried on the same texts: which of them can match is told by one pass over a text.

A vocabulary's patterns need some hundred words between them. To ask each pattern whether its words stand in a sentence
takes as many searches; the automaton of Aho and Corasick finds all words of all patterns in one, in a time that
depends on the sentence alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import ahocorasick

from extractors.vocabulary.required_words import Needs

Member = TypeVar("Member")

_TELLING = 3
"""Shorter words stand in nearly every text: to find them all would take longer than to ask who needs them."""


@dataclass(frozen=True)
class Family(Generic[Member]):
    """``members`` in the order in which they are tried, and what each of them ``needs``."""

    members: tuple[Member, ...]
    needs: tuple[Needs, ...]

    def among(self, lowered: str) -> list[Member]:
        """The members whose words stand in a text, given in small letters; in order."""
        sought, untold, further = self._sought, self._untold, self._further
        found = {rank for _, wanting in sought.iter(lowered) for rank in wanting} if sought is not None else set()
        ranks = sorted(found.union(untold)) if found else untold
        return [self.members[rank] for rank in ranks if (more := further[rank]) is None or more.met_by(lowered)]

    @cached_property
    def _telling(self) -> tuple[tuple[str, ...], ...]:
        """The words of each member by which it is found."""
        return tuple(map(_telling_set, self.needs))

    @cached_property
    def _further(self) -> tuple[Needs | None, ...]:
        """What else each member needs; None where nothing."""
        left = (
            tuple(words for words in needs.sets if words != telling)
            for needs, telling in zip(self.needs, self._telling, strict=True)
        )
        return tuple(Needs(sets) if sets else None for sets in left)

    @cached_property
    def _untold(self) -> tuple[int, ...]:
        """The places of the members that no long word tells of: each is asked by itself."""
        return tuple(rank for rank, telling in enumerate(self._telling) if not telling)

    @cached_property
    def _sought(self) -> ahocorasick.Automaton | None:
        """Each word by which members are found, with the places of those members; None where there is no such word."""
        wanting: defaultdict[str, list[int]] = defaultdict(list)
        for rank, telling in enumerate(self._telling):
            for word in telling:
                wanting[word].append(rank)
        if not wanting:
            return None
        automaton = ahocorasick.Automaton()
        for word, ranks in wanting.items():
            automaton.add_word(word, tuple(ranks))
        automaton.make_automaton()
        return automaton


def family(members: Iterable[Member], needs: Callable[[Member], Needs]) -> Family[Member]:
    """The family of ``members``; ``needs`` tells what one of them needs."""
    kept = tuple(members)
    return Family(kept, tuple(needs(member) for member in kept))


def _telling_set(needs: Needs) -> tuple[str, ...]:
    """The set of long words that stands in the fewest texts, by its shortest word; nothing where all are short."""
    long = [words for words in needs.sets if min(map(len, words)) >= _TELLING]
    return max(long, key=lambda words: (min(map(len, words)), -len(words)), default=())
