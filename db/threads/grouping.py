"""Subjects that a council's papers come back to, under whatever title: groups of linked items, each with its name."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from db.threads.records import made_id
from db.threads.topics import Item, ItemLink, Linking, link_id
from db.threads.words import stem, telling, vocabulary, words

JOINED = 0.34
"""Mean score between two groups from which they are one subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """``members`` in order of time; ``reasons`` of each, in the same order."""

    id: str
    slug: str
    name: str
    council: str
    members: tuple[Item, ...]
    reasons: tuple[str, ...]
    confidences: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    """A link by the numbers of its items, in the order of their ids; its score in thousandths."""

    score: int
    one: int
    other: int
    forced: bool
    """Whether a person or a common number says that the two belong together."""


_ITEM_BITS = 24
_MOST = (1 << _ITEM_BITS) - 1


def _packed(tie: _Tie) -> int:
    """In one machine word: a council has a hundred links a paper. The strongest are the smallest numbers."""
    return ((1000 - tie.score) << 2 * _ITEM_BITS | tie.one << _ITEM_BITS | tie.other) << 1 | tie.forced


def _unpacked(word: int) -> _Tie:
    pair = word >> 1
    return _Tie(1000 - (pair >> 2 * _ITEM_BITS), pair >> _ITEM_BITS & _MOST, pair & _MOST, bool(word & 1))


class Grouping:
    """Subjects of two or more papers: the closest groups are joined first, while their mean link is strong enough.

    A mean, and not the single best link, so that a chain of pairs does not join papers that share nothing.
    What a person said does not belong together no third paper joins.
    """

    def __init__(self, linking: Linking) -> None:
        self._linking = linking
        self._ids = list(linking.items)
        self._numbers = {one: number for number, one in enumerate(self._ids)}
        self._ties = array("Q")

    def noted(self, links: Iterable[ItemLink]) -> Iterator[ItemLink]:
        """``links`` as they are, each remembered on its way."""
        for link in links:
            forced = any(reason.kind in ("correction", "reference") for reason in link.reasons)
            one, other = self._numbers[link.member_id], self._numbers[link.other_id]
            self._ties.append(_packed(_Tie(round(link.score * 1000), one, other, forced)))
            yield link

    def topics(self) -> list[Topic]:
        """Of all links noted."""
        found = [topic for ties in self._connected() for topic in self._topics_of([_unpacked(one) for one in ties])]
        return sorted(found, key=lambda topic: min(one.id for one in topic.members))

    def _connected(self) -> Iterable[array[int]]:
        """The ties of each set of items that hang together, the strongest first: no group reaches into another."""
        parent = array("L", range(len(self._ids)))

        def root(one: int) -> int:
            while parent[one] != one:
                parent[one] = parent[parent[one]]
                one = parent[one]
            return one

        for word in self._ties:
            tie = _unpacked(word)
            parent[root(tie.one)] = root(tie.other)
        sets: dict[int, array[int]] = defaultdict(lambda: array("Q"))
        for word in sorted(self._ties):
            sets[root(_unpacked(word).one)].append(word)
        return sets.values()

    def _topics_of(self, ties: list[_Tie]) -> Iterable[Topic]:
        apart = ((self._numbers[one], self._numbers[other]) for one, other in self._linking.apart())
        groups = _Groups(ties, apart)
        for tie in ties:
            groups.join(tie.one, tie.other)
        best = self._best_links(ties, groups)
        for members in groups.members():
            if len({self._linking.items[self._ids[one]].document_id for one in members}) > 1:
                yield self._topic(members, best)

    def _best_links(self, ties: list[_Tie], groups: _Groups) -> dict[int, tuple[int, str, _Tie]]:
        """For each item its strongest link inside its group: score and id of the link, and the link."""
        best: dict[int, tuple[int, str, _Tie]] = {}
        for tie in ties:
            if groups.of(tie.one) != groups.of(tie.other):
                continue
            for one in (tie.one, tie.other):
                held = best.get(one)
                if held is None or tie.score >= held[0]:
                    found = (tie.score, link_id(self._ids[tie.one], self._ids[tie.other]), tie)
                    best[one] = found if held is None else max(held, found, key=lambda each: each[:2])
        return best

    def _topic(self, numbers: list[int], best: dict[int, tuple[int, str, _Tie]]) -> Topic:
        members = [self._linking.items[self._ids[one]] for one in numbers]
        ordered = sorted(members, key=lambda one: (one.date or "9999", one.id))
        links = [self._again(best.get(self._numbers[one.id])) for one in ordered]
        name = name_of([one.title for one in ordered])
        council = ordered[0].council
        return Topic(
            id=made_id("tp", council, min(one.id for one in members)),
            slug=slug_of(name),
            name=name,
            council=council,
            members=tuple(ordered),
            reasons=tuple(link.reason if link else "" for link in links),
            confidences=tuple(link.score if link else 0.0 for link in links),
        )

    def _again(self, found: tuple[int, str, _Tie] | None) -> ItemLink | None:
        return found and self._linking.between(self._ids[found[2].one], self._ids[found[2].other])


@dataclass(slots=True)
class _Between:
    """What ties two groups: scores in thousandths, which add up to the same sum in any order."""

    score: int = 0
    forced: bool = False
    apart: bool = False


class _Groups:
    """Groups of items and what lies between them, kept up as groups are joined: a join costs as much as the smaller
    of the two has neighbours, and not as many pairs as their members make."""

    def __init__(self, ties: Iterable[_Tie], apart: Iterable[tuple[int, int]]) -> None:
        self._group: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._near: dict[int, dict[int, _Between]] = {}
        for tie in ties:
            between = self._tie(tie.one, tie.other)
            between.score, between.forced = tie.score, tie.forced
        for one, other in apart:
            if one in self._group and other in self._group:
                self._tie(one, other).apart = True

    def of(self, one: int) -> int:
        """The group of an item."""
        return self._group[one]

    def _tie(self, one: int, other: int) -> _Between:
        for each in (one, other):
            self._group.setdefault(each, each)
            self._members.setdefault(each, [each])
        between = self._near.setdefault(one, {}).setdefault(other, _Between())
        self._near.setdefault(other, {})[one] = between
        return between

    def join(self, one: int, other: int) -> None:
        """Make one group of the groups of the two, if they are close enough and nothing keeps them apart."""
        first, second = self._group[one], self._group[other]
        if first == second:
            return
        between = self._near[first][second]
        pairs = len(self._members[first]) * len(self._members[second])
        if between.apart or not (between.forced or between.score / 1000 / pairs >= JOINED):
            return
        if len(self._near[first]) < len(self._near[second]):
            first, second = second, first
        for each in self._members[second]:
            self._group[each] = first
        self._members[first] += self._members.pop(second)
        del self._near[first][second]
        for third, theirs in self._near.pop(second).items():
            if third == first:
                continue
            del self._near[third][second]
            ours = self._near[first].setdefault(third, _Between())
            self._near[third][first] = ours
            ours.score += theirs.score
            ours.forced |= theirs.forced
            ours.apart |= theirs.apart

    def members(self) -> list[list[int]]:
        """The groups in order, each in order."""
        return sorted(sorted(members) for members in self._members.values())


def name_of(titles: list[str]) -> str:
    """The longest run of words that most of the titles have in common, as the last of them prints it."""
    runs: Counter[tuple[str, ...]] = Counter()
    for title in titles:
        runs.update(set(_runs([stem(word) for word in words(title)])))
    most = len(titles) * 2 / 3
    said = frozenset().union(*map(telling, set(titles)))
    common = [run for run, count in runs.items() if count >= most and any(one in said for one in run)]
    if not common:
        return titles[-1]
    best = max(common, key=lambda run: (len(run), runs[run], run))
    for title in reversed(titles):
        found = _printed_run(title, best)
        if found:
            return found[:1].upper() + found[1:]
    return titles[-1]


@cache
def _dull() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary()["words"]["grammar"])


def _runs(row: list[str], longest: int = 8) -> Iterable[tuple[str, ...]]:
    dull = _dull()
    for start in range(len(row)):
        for end in range(start + 1, min(len(row), start + longest) + 1):
            if row[start] not in dull and row[end - 1] not in dull:
                yield tuple(row[start:end])


def _printed_run(title: str, run: tuple[str, ...]) -> str | None:
    pieces = title.split()
    row = ["".join(stem(word) for word in words(piece)) for piece in pieces]
    for start in range(len(row) - len(run) + 1):
        if tuple(row[start : start + len(run)]) == run:
            return " ".join(pieces[start : start + len(run)]).strip(".,;:–-‘’“”'\"")
    return None


def slug_of(name: str) -> str:
    """``name`` as the last part of an address: small letters, digits and dashes, at most 80 of them."""
    plain = re.sub(r"['’‘]", "", name.lower())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "topic"
