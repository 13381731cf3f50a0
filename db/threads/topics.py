"""Subjects that a council's papers come back to, under whatever title, with the reason for every link.

Two items are linked by what a reader can check: the words of their titles, a citation of one in the other, the
metrics both give, and rare words both use (TF-IDF over stems). Words of the text alone never link.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from db.threads.records import made_id
from db.threads.words import Weighed, cosine, key_of_reference, rarity, stem, telling, vocabulary, words

LINKED = 0.5
"""Score from which two items are shown as related."""
JOINED = 0.34
"""Mean score between two groups from which they are one subject."""
COMMONEST = 200
"""Items that share a stem before it is no longer looked at: it tells nothing, and pairs grow with its square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A paper, or one decision of a paper of many. ``weights`` are the rare words of its text."""

    id: str
    document_id: str
    decision_id: str | None
    title: str
    date: str | None
    council: str
    passage_id: str
    reference: str | None = None
    kind: str | None = None
    metrics: frozenset[str] = frozenset()
    weights: Mapping[str, float] | None = None
    printed: Mapping[str, str] | None = None
    """A word of the text for each stem of ``weights``: stems are no words to show."""


@dataclass(frozen=True, slots=True)
class Reason:
    """``kind`` is reference, title, citation, metrics, words or correction; ``words`` are what to check."""

    kind: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLink:
    id: str
    member_id: str
    other_id: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def reason(self) -> str:
        return "; ".join(said(one) for one in self.reasons)

    @property
    def as_json(self) -> str:
        return json.dumps(
            [{"kind": one.kind, "words": one.words, "weight": one.weight} for one in self.reasons], ensure_ascii=False
        )


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


_SAID = {
    "reference": "same number: {}",
    "title": "words of both titles: {}",
    "citation": "one cites the other: {}",
    "metrics": "both measure: {}",
    "words": "rare words in both: {}",
    "correction": "a person said so: {}",
}


def said(reason: Reason) -> str:
    return _SAID[reason.kind].format(reason.words)


def is_subject(title: str | None) -> bool:
    """False for items that every meeting has: minutes, apologies, the date of the next meeting."""
    return bool(title) and not _no_subject().match(str(title).strip()) and bool(telling_title(str(title)))


@cache
def _no_subject() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(vocabulary()["words"]["no_subject"]) + ")", re.IGNORECASE)


def telling_title(title: str) -> frozenset[str]:
    return telling(title)


def links_between(
    items: Iterable[Item],
    cited: Mapping[tuple[str, str], str],
    corrections: Mapping[tuple[str, str], tuple[str, str]] | None = None,
) -> list[ItemLink]:
    """Every pair that is linked. ``cited`` maps (citing document, cited document) to the words of the citation;
    ``corrections`` maps a sorted pair of item ids to (together | apart, why)."""
    every = sorted(items, key=lambda one: one.id)
    titles = {one.id: telling(one.title) for one in every}
    rare = rarity(titles.values())
    weighed = {key: Weighed({word: rare.of(word) for word in found}) for key, found in titles.items()}
    texts = {one.id: Weighed(one.weights or {}) for one in every}
    found = []
    said_by_hand = corrections or {}
    by_id = {one.id: one for one in every}
    for first, second in sorted(_candidates(every, titles, cited) | set(said_by_hand)):
        if first not in by_id or second not in by_id:
            continue
        one, other = by_id[first], by_id[second]
        verdict = said_by_hand.get((first, second))
        if verdict and verdict[0] == "apart":
            continue
        reasons = _firm_reasons(one, other, weighed, cited)
        if not reasons and not verdict:
            continue
        reasons = (*reasons, *_further_reasons(one, other, texts))
        score = min(1.0, sum(reason.weight for reason in reasons))
        if verdict:
            reasons, score = (Reason("correction", verdict[1], 1.0), *reasons), 1.0
        if score >= LINKED:
            key = made_id("dl", first, second)
            found.append(ItemLink(id=key, member_id=first, other_id=second, score=round(score, 3), reasons=reasons))
    return found


def _candidates(
    items: list[Item], titles: Mapping[str, frozenset[str]], cited: Mapping[tuple[str, str], str]
) -> set[tuple[str, str]]:
    """Pairs with a telling word of the title in common, a number, or a citation: all others cannot be linked."""
    shelves: dict[str, list[str]] = defaultdict(list)
    of_document: dict[str, list[str]] = defaultdict(list)
    for one in items:
        of_document[one.document_id].append(one.id)
        for word in titles[one.id]:
            shelves[f"t {word}"].append(one.id)
        key = key_of_reference(one.reference)
        if key:
            shelves[f"r {key}"].append(one.id)
    document = {one.id: one.document_id for one in items}
    pairs = {
        (first, second)
        for shelf in shelves.values()
        if len(shelf) <= COMMONEST
        for at, first in enumerate(shelf)
        for second in shelf[at + 1 :]
        if document[first] != document[second]
    }
    for citing, target in cited:
        for first in of_document.get(citing, ()):
            pairs.update((min(first, second), max(first, second)) for second in of_document.get(target, ()))
    return {pair for pair in pairs if pair[0] != pair[1]}


def _firm_reasons(
    one: Item, other: Item, titles: Mapping[str, Weighed], cited: Mapping[tuple[str, str], str]
) -> tuple[Reason, ...]:
    """Number, title, citation: without one of these nothing else ties two items."""
    reasons = []
    key = key_of_reference(one.reference)
    if key and key == key_of_reference(other.reference):
        reasons.append(Reason("reference", str(one.reference), 1.0))
    common = titles[one.id].weights.keys() & titles[other.id].weights.keys()
    alike = cosine(titles[one.id], titles[other.id])
    if common and (len(common) > 1 or alike > 0.9):
        weight = round(0.7 * alike, 3)
        reasons.append(Reason("title", _as_printed(common, one.title), weight))
    quote = cited.get((one.document_id, other.document_id)) or cited.get((other.document_id, one.document_id))
    if quote:
        reasons.append(Reason("citation", " ".join(quote.split())[:160], 0.4))
    return tuple(reasons)


def _further_reasons(one: Item, other: Item, texts: Mapping[str, Weighed]) -> tuple[Reason, ...]:
    """What makes a firm reason weigh more."""
    reasons = []
    metrics = sorted(one.metrics & other.metrics)
    if len(metrics) >= 2:
        weight = round(min(0.3, 0.06 * len(metrics)), 3)
        named = ", ".join(name.replace("_", " ") for name in metrics[:6])
        reasons.append(Reason("metrics", named + (f" and {len(metrics) - 6} more" if len(metrics) > 6 else ""), weight))
    if one.weights and other.weights:
        near = cosine(texts[one.id], texts[other.id])
        best = sorted(one.weights.keys() & other.weights.keys(), key=lambda w: (-one.weights[w] * other.weights[w], w))  # type: ignore[index]
        if near >= 0.1 and len(best) >= 3:
            shown = ", ".join((one.printed or {}).get(word, word) for word in best[:6])
            reasons.append(Reason("words", shown, round(min(0.3, near), 3)))
    return tuple(reasons)


def _as_printed(stems: AbstractSet[str], title: str) -> str:
    kept = [word for word in words(title) if stem(word) in stems]
    return " ".join(dict.fromkeys(kept))


def group(
    items: Iterable[Item], links: Iterable[ItemLink], apart: frozenset[frozenset[str]] = frozenset()
) -> list[Topic]:
    """Subjects of two or more papers: the closest groups are joined first, while their mean link is strong enough.

    A mean, and not the single best link, so that a chain of pairs does not join papers that share nothing.
    ``apart`` are pairs that a person said do not belong together: no third paper joins them.
    """
    by_id = {one.id: one for one in items}
    every = sorted(links, key=lambda one: (-one.score, one.member_id, one.other_id))
    groups = _Groups(every, apart)
    for link in every:
        groups.join(link.member_id, link.other_id)
    links_of: dict[str, list[ItemLink]] = defaultdict(list)
    for link in every:
        links_of[link.member_id].append(link)
        links_of[link.other_id].append(link)
    topics = [_topic([by_id[one] for one in members], links_of) for members in groups.members()]
    return [topic for topic in topics if len({one.document_id for one in topic.members}) > 1]


@dataclass(slots=True)
class _Between:
    """What ties two groups: scores in thousandths, which add up to the same sum in any order."""

    score: int = 0
    forced: bool = False
    apart: bool = False


class _Groups:
    """Groups of items and what lies between them, kept up as groups are joined: a join costs as much as the smaller
    of the two has neighbours, and not as many pairs as their members make."""

    def __init__(self, links: Iterable[ItemLink], apart: Iterable[frozenset[str]]) -> None:
        self._group: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._near: dict[str, dict[str, _Between]] = {}
        for link in links:
            between = self._tie(link.member_id, link.other_id)
            between.score = round(link.score * 1000)
            between.forced = any(reason.kind in ("correction", "reference") for reason in link.reasons)
        for one, other in (sorted(pair) for pair in apart if len(pair) == 2):
            if one in self._group and other in self._group:
                self._tie(one, other).apart = True

    def _tie(self, one: str, other: str) -> _Between:
        for each in (one, other):
            self._group.setdefault(each, each)
            self._members.setdefault(each, [each])
        between = self._near.setdefault(one, {}).setdefault(other, _Between())
        self._near.setdefault(other, {})[one] = between
        return between

    def join(self, one: str, other: str) -> None:
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

    def members(self) -> list[list[str]]:
        """The groups in order, each in order."""
        return sorted(sorted(members) for members in self._members.values())


def _topic(members: list[Item], links_of: Mapping[str, list[ItemLink]]) -> Topic:
    ordered = sorted(members, key=lambda one: (one.date or "9999", one.id))
    ids = {one.id for one in ordered}
    reasons, confidences = [], []
    for member in ordered:
        own = [link for link in links_of[member.id] if {link.member_id, link.other_id} <= ids]
        best = max(own, key=lambda link: (link.score, link.id), default=None)
        reasons.append(best.reason if best else "")
        confidences.append(best.score if best else 0.0)
    name = name_of([one.title for one in ordered])
    council = ordered[0].council
    key = made_id("tp", council, min(ids))
    return Topic(
        id=key,
        slug=slug_of(name),
        name=name,
        council=council,
        members=tuple(ordered),
        reasons=tuple(reasons),
        confidences=tuple(confidences),
    )


def name_of(titles: list[str]) -> str:
    """The longest run of words that most of the titles have in common, as the last of them prints it."""
    runs: Counter[tuple[str, ...]] = Counter()
    for title in titles:
        runs.update(set(_runs([stem(word) for word in words(title)])))
    most = len(titles) * 2 / 3
    common = [
        run for run, count in runs.items() if count >= most and any(one in telling(" ".join(titles)) for one in run)
    ]
    if not common:
        return titles[-1]
    best = max(common, key=lambda run: (len(run), runs[run], run))
    for title in reversed(titles):
        found = _printed_run(title, best)
        if found:
            return found[:1].upper() + found[1:]
    return titles[-1]


def _runs(row: list[str], longest: int = 8) -> Iterable[tuple[str, ...]]:
    dull = {stem(word) for word in vocabulary()["words"]["grammar"]}
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
    plain = re.sub(r"['’‘]", "", name.lower())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "topic"
