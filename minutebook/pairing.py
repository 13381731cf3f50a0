"""Pairing extracted facts with gold facts, one to one and in reading order (the contract's section 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from extractors.records import CallIn, Citation, Commitment, Decision, Fact, Person, Resolution, Section
from minutebook.gold import UNPLACED
from minutebook.quote_search import QuoteSearch, fold

SAME_TEXT = 90.0
"""Two texts are the same from this similarity on (per cent, after white space and quotes are folded)."""

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Pair:
    """Indices of a gold fact and of the extracted fact that is it."""

    gold: int
    found: int


def pair_by_key(gold: Sequence[F], found: Sequence[F], key: Callable[[F], Hashable]) -> tuple[Pair, ...]:
    """Pair facts with equal keys: those at the very same place first, the others in reading order."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index, fact in enumerate(found):
        waiting[key(fact)].append(index)
    pairs: list[Pair] = []
    unplaced: list[int] = []
    for index, fact in enumerate(gold):
        same = [i for i in waiting[key(fact)] if fact.start != UNPLACED and found[i].start == fact.start]
        if same:
            waiting[key(fact)].remove(same[0])
            pairs.append(Pair(index, same[0]))
        else:
            unplaced.append(index)
    for index in unplaced:
        candidates = waiting[key(gold[index])]
        if candidates:
            pairs.append(Pair(index, candidates.pop(0)))
    return tuple(sorted(pairs, key=lambda pair: pair.gold))


def pair_by_test(gold: Sequence[F], found: Sequence[F], same: Callable[[F, F], bool]) -> tuple[Pair, ...]:
    """Pair each gold fact with the first extracted one, not yet taken, that is the same."""
    free = list(range(len(found)))
    pairs: list[Pair] = []
    for index, fact in enumerate(gold):
        match = next((i for i in free if same(fact, found[i])), None)
        if match is not None:
            free.remove(match)
            pairs.append(Pair(index, match))
    return tuple(pairs)


def same_text(one: str | None, other: str | None) -> bool:
    """Whether two texts are as like as the contract asks of a pair, white space and quotes folded."""
    return ratio(fold(one or ""), fold(other or "")) >= SAME_TEXT


def pair_resolutions(gold: Sequence[Resolution], found: Sequence[Resolution]) -> tuple[Pair, ...]:
    """By text; where the same words are resolved twice, on the same page and of the same number first."""

    def likeness(g: int, f: int) -> tuple[bool, bool, float]:
        one, other = gold[g], found[f]
        return one.page == other.page, one.number == other.number, ratio(fold(one.text), fold(other.text))

    free = set(range(len(found)))
    pairs = []
    for g, wanted in enumerate(gold):
        same = [f for f in sorted(free) if same_text(wanted.text, found[f].text)]
        if same:
            best = max(same, key=lambda f: (*likeness(g, f), -f))
            free.remove(best)
            pairs.append(Pair(g, best))
    return tuple(pairs)


def pair_decisions(gold: Sequence[Decision], found: Sequence[Decision]) -> tuple[Pair, ...]:
    """By title; then by number; a single decision on either side is the same one."""
    if len(gold) == len(found) == 1:
        return (Pair(0, 0),)
    by_title = pair_by_test(gold, found, lambda one, other: same_text(one.title, other.title))
    left = [i for i in range(len(gold)) if i not in {pair.gold for pair in by_title}]
    free = [i for i in range(len(found)) if i not in {pair.found for pair in by_title}]
    more = []
    for index in left:
        match = next((i for i in free if gold[index].number and gold[index].number == found[i].number), None)
        if match is not None:
            free.remove(match)
            more.append(Pair(index, match))
    return tuple(sorted((*by_title, *more), key=lambda pair: pair.gold))


def pair_call_ins(gold: Sequence[CallIn], found: Sequence[CallIn], decisions: Sequence[Pair]) -> tuple[Pair, ...]:
    """By the decision that each is about; those about none by page."""
    gold_decision = {pair.found: pair.gold for pair in decisions}

    def about(fact: CallIn, *, of_gold: bool) -> Hashable:
        if fact.decision is None:
            return None
        return fact.decision if of_gold else gold_decision.get(fact.decision, ("unpaired", fact.decision))

    return pair_by_test(gold, found, lambda one, other: about(one, of_gold=True) == about(other, of_gold=False))


def pair_by_overlap(
    gold: Sequence[Citation] | Sequence[Commitment],
    found: Sequence[Citation] | Sequence[Commitment],
    search: QuoteSearch,
) -> tuple[Pair, ...]:
    """By overlapping words. Gold facts without offsets are looked up in the text of their page first."""
    spans = search.place([(fact.quote, fact.page, fact.start, fact.end) for fact in gold])
    free = list(range(len(found)))
    pairs: list[Pair] = []
    for index, span in enumerate(spans):
        if span is None:
            continue
        overlaps = [(min(span[1], found[i].end) - max(span[0], found[i].start), -i) for i in free]
        best = max(overlaps, default=(0, 0))
        if best[0] > 0:
            free.remove(-best[1])
            pairs.append(Pair(index, -best[1]))
    return tuple(pairs)


def pair_people(gold: Sequence[Person], found: Sequence[Person]) -> tuple[Pair, ...]:
    """By role and name, or post where there is no name."""
    return pair_by_test(
        gold,
        found,
        lambda one, other: one.role == other.role and same_text(one.name or one.post, other.name or other.post),
    )


def pair_sections(gold: Sequence[Section], found: Sequence[Section]) -> tuple[Pair, ...]:
    """By page and heading."""
    return pair_by_test(
        gold, found, lambda one, other: one.page == other.page and same_text(one.heading, other.heading)
    )
