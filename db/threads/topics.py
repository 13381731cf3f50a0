"""What links two items of a council's papers, with the reason for every link; ``grouping`` makes subjects of them.

Two items are linked by what a reader can check: the words of their titles, a citation of one in the other, the
metrics both give, and rare words both use (TF-IDF over stems). Words of the text alone never link.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from db.threads.records import made_id
from db.threads.words import Packed, Weighed, cosine, key_of_reference, rarity, stem, telling, vocabulary, words

LINKED = 0.5
"""Score from which two items are shown as related."""
COMMONEST = 200
"""Items that share a stem before it is no longer looked at: it tells nothing, and pairs grow with its square."""
_OPEN_TEXTS = 1024
"""Items whose rare words are at hand as a dict: those that an item is compared with come again."""


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
    """One row of ``document_links``: two papers (or items) of one subject, with the reasons; ``score`` is 0 to 1."""

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


_SAID = {
    "reference": "same number: {}",
    "title": "words of both titles: {}",
    "citation": "one cites the other: {}",
    "metrics": "both measure: {}",
    "words": "rare words in both: {}",
    "correction": "a person said so: {}",
}


def said(reason: Reason) -> str:
    """A reason as a reader is told it."""
    return _SAID[reason.kind].format(reason.words)


def is_subject(title: str | None) -> bool:
    """False for items that every meeting has: minutes, apologies, the date of the next meeting."""
    return bool(title) and not _no_subject().match(str(title).strip()) and bool(telling_title(str(title)))


@cache
def _no_subject() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(vocabulary()["words"]["no_subject"]) + ")", re.IGNORECASE)


def telling_title(title: str) -> frozenset[str]:
    """The stems of a title that tell its subject: those that papers of any subject bear are left out."""
    return telling(title)


class Linking:
    """The links between a council's items. Nothing is held of a link: it can be worked out again from its two items."""

    def __init__(
        self,
        items: Iterable[Item],
        cited: Mapping[tuple[str, str], str],
        corrections: Mapping[tuple[str, str], tuple[str, str]] | None = None,
    ) -> None:
        """``cited`` maps (citing document, cited document) to the words of the citation; ``corrections`` maps a sorted
        pair of item ids to (together | apart, why)."""
        self.items = {one.id: one for one in sorted(items, key=lambda one: one.id)}
        self._cited = cited
        self._said = {
            pair: said for pair, said in (corrections or {}).items() if pair[0] in self.items and pair[1] in self.items
        }
        # Titles recur: what is made of one is made once, however many items bear it.
        telling_words = {title: telling(title) for title in {one.title for one in self.items.values()}}
        rare = rarity(telling_words[one.title] for one in self.items.values())
        self._titles = {
            title: Weighed({word: rare.of(word) for word in found}) for title, found in telling_words.items()
        }
        self._text = lru_cache(maxsize=_OPEN_TEXTS)(self._weighed_text)

    def apart(self) -> list[tuple[str, str]]:
        """Pairs that a person said do not belong together."""
        return [pair for pair, (verdict, _) in self._said.items() if verdict == "apart"]

    def links(self) -> Iterator[ItemLink]:
        """Every pair that is linked, by the id of the one and then of the other."""
        for first, others in self._candidates():
            for second in others:
                link = self.between(first, second)
                if link is not None:
                    yield link

    def between(self, first: str, second: str) -> ItemLink | None:
        """The link of two items, of which ``first`` has the lesser id."""
        one, other = self.items[first], self.items[second]
        verdict = self._said.get((first, second))
        if verdict and verdict[0] == "apart":
            return None
        reasons = _firm_reasons(one, other, self._titles, self._cited)
        if not reasons and not verdict:
            return None
        reasons = (*reasons, *_further_reasons(one, other, self._text))
        score = min(1.0, sum(reason.weight for reason in reasons))
        if verdict:
            reasons, score = (Reason("correction", verdict[1], 1.0), *reasons), 1.0
        if score < LINKED:
            return None
        key = link_id(first, second)
        return ItemLink(id=key, member_id=first, other_id=second, score=round(score, 3), reasons=reasons)

    def _weighed_text(self, item_id: str) -> Weighed:
        weights = self.items[item_id].weights or {}
        return Weighed(weights.plain() if isinstance(weights, Packed) else weights)

    def _candidates(self) -> Iterator[tuple[str, list[str]]]:
        """Each item with those of a greater id that have a telling word of the title in common, a number, or a
        citation: all others cannot be linked. Item by item, since the pairs of a council don't fit into memory."""
        shelves: dict[str, list[str]] = defaultdict(list)
        of_document: dict[str, list[str]] = defaultdict(list)
        for one in self.items.values():
            of_document[one.document_id].append(one.id)
            for shelf in self._shelves(one):
                shelves[shelf].append(one.id)
        by_hand: dict[str, set[str]] = defaultdict(set)
        for first, second in self._said:
            by_hand[first].add(second)
        cites: dict[str, set[str]] = defaultdict(set)
        for citing, target in self._cited:
            cites[citing].add(target)
            cites[target].add(citing)
        for first, one in self.items.items():
            found = set(by_hand.get(first, ()))
            for shelf in self._shelves(one):
                held = shelves[shelf]
                if len(held) <= COMMONEST:
                    after = held[bisect_right(held, first) :]
                    found.update(key for key in after if self.items[key].document_id != one.document_id)
            for document_id in cites.get(one.document_id, ()):
                found.update(key for key in of_document.get(document_id, ()) if key > first)
            if found:
                yield first, sorted(found)

    def _shelves(self, item: Item) -> Iterator[str]:
        for word in self._titles[item.title].weights:
            yield f"t {word}"
        key = key_of_reference(item.reference)
        if key:
            yield f"r {key}"


def link_id(first: str, second: str) -> str:
    """The id of the link between two members, which must be given in their order."""
    return made_id("dl", first, second)


def _firm_reasons(
    one: Item, other: Item, titles: Mapping[str, Weighed], cited: Mapping[tuple[str, str], str]
) -> tuple[Reason, ...]:
    """Number, title, citation: without one of these nothing else ties two items."""
    reasons = []
    key = key_of_reference(one.reference)
    if key and key == key_of_reference(other.reference):
        reasons.append(Reason("reference", str(one.reference), 1.0))
    mine, theirs = titles[one.title], titles[other.title]
    common = mine.weights.keys() & theirs.weights.keys()
    if common:
        alike = cosine(mine, theirs)
        if len(common) > 1 or alike > 0.9:
            reasons.append(Reason("title", _as_printed(frozenset(common), one.title), round(0.7 * alike, 3)))
    quote = cited.get((one.document_id, other.document_id)) or cited.get((other.document_id, one.document_id))
    if quote:
        reasons.append(Reason("citation", " ".join(quote.split())[:160], 0.4))
    return tuple(reasons)


def _further_reasons(one: Item, other: Item, text: Callable[[str], Weighed]) -> tuple[Reason, ...]:
    """What makes a firm reason weigh more."""
    reasons = []
    metrics = sorted(one.metrics & other.metrics)
    if len(metrics) >= 2:
        weight = round(min(0.3, 0.06 * len(metrics)), 3)
        named = ", ".join(name.replace("_", " ") for name in metrics[:6])
        reasons.append(Reason("metrics", named + (f" and {len(metrics) - 6} more" if len(metrics) > 6 else ""), weight))
    if one.weights and other.weights:
        mine, theirs = text(one.id), text(other.id)
        near = cosine(mine, theirs)
        common = mine.weights.keys() & theirs.weights.keys() if near >= 0.1 else ()
        if len(common) >= 3:
            best = sorted(common, key=lambda word: (-mine.weights[word] * theirs.weights[word], word))
            shown = ", ".join((one.printed or {}).get(word, word) for word in best[:6])
            reasons.append(Reason("words", shown, round(min(0.3, near), 3)))
    return tuple(reasons)


@lru_cache(maxsize=10_000)
def _as_printed(stems: frozenset[str], title: str) -> str:
    kept = [word for word in words(title) if stem(word) in stems]
    return " ".join(dict.fromkeys(kept))
