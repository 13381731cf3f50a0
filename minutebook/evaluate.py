"""Measuring extraction against gold: each paper is read, extracted, paired with its gold and scored.

The rules are the contract's section 5. Two lists have rules of our own, because the contract names none: people are
paired by role and name, sections by page and heading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from extractors.extract import extract
from extractors.records import DateMention, DocumentFacts, Fact, Figure, Finding, Record
from extractors.vocabulary import load
from ingest.document import Document
from ingest.errors import MinutebookError
from ingest.reading import read_file
from minutebook import pairing
from minutebook.gold import Gold, load_gold
from minutebook.pairing import Pair
from minutebook.quote_search import QuoteSearch, fold
from minutebook.scores import AttributeScore, ListScore, Miss, Scores, add_up

_UNSCORED_FIELDS = {"sha256", "filename"}
_SCORED_METRICS = frozenset(load("evaluation")["scored_metrics"])
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "decisions": ("decided_on", "outcome", "reasons", "alternatives", "conflicts", "dispensations", "decision_maker"),
    "resolutions": ("status", "effects", "recurs", "number"),
    "call_ins": ("status", "deadline", "effective_from", "basis"),
    "dates": ("role",),
    "figures": ("kind", "period", "direction", "part", "metric", "approx", "value_high"),
    "commitments": ("due_or_recurs",),
    "citations": ("kind", "date"),
    "sections": ("kind",),
}
"""What is compared over the pairs of each list. ``period`` and ``due_or_recurs`` are two fields taken together."""


class GoldDocumentMissing(MinutebookError):
    """A paper that gold was made of is not in the folder of documents."""

    code = "gold_document_missing"
    exit_code = 1
    remedy = "Name the folder that holds the annotated papers with --documents."


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of each paper, by the gold file's name, and of all together."""

    documents: tuple[tuple[str, Scores], ...]
    total: Scores


def evaluate(gold_folder: Path, documents_folder: Path) -> Evaluation:
    """Score every paper of ``gold_folder``. Raises MinutebookError for a paper absent or unreadable."""
    paths = {_sha256(path): path for path in sorted(documents_folder.rglob("*")) if path.is_file()}
    scored: list[tuple[str, Scores]] = []
    for gold in load_gold(gold_folder):
        path = paths.get(gold.record.document.sha256)
        if path is None:
            raise GoldDocumentMissing(f"the paper of {gold.name}.json is not in {documents_folder}")
        document = read_file(path)
        scored.append((gold.name, score(gold, extract(document), document)))
    return Evaluation(tuple(scored), add_up(scores for _, scores in scored))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def score(gold: Gold, found: Record, document: Document) -> Scores:
    """The scores of one paper."""
    parts = [_score_document(gold, found.document)]
    pairs = dict(_pair_lists(gold, found, document))
    for name, (wanted, got, paired) in pairs.items():
        parts.append(_score_list(gold.name, name, wanted, got, paired))
    if "figures" in pairs:
        parts.append(_score_figure_tuple(*pairs["figures"]))
    return add_up(parts)


Paired = tuple[Sequence[Any], Sequence[Any], tuple[Pair, ...]]


def _pair_lists(gold: Gold, found: Record, document: Document) -> Iterator[tuple[str, Paired]]:
    want = gold.record
    search = QuoteSearch(document)
    decisions = pairing.pair_decisions(want.decisions, found.decisions)
    rules: dict[str, Callable[[Sequence[Any], Sequence[Any]], tuple[Pair, ...]]] = {
        "people": pairing.pair_people,
        "sections": pairing.pair_sections,
        "decisions": lambda g, f: decisions,
        "resolutions": pairing.pair_resolutions,
        "call_ins": lambda g, f: pairing.pair_call_ins(g, f, decisions),
        "dates": lambda g, f: pairing.pair_by_key(g, f, _date_key),
        "figures": lambda g, f: pairing.pair_by_key(g, f, _figure_key),
        "commitments": lambda g, f: pairing.pair_by_overlap(g, f, search),
        "citations": lambda g, f: pairing.pair_by_overlap(g, f, search),
        "findings": lambda g, f: pairing.pair_by_key(g, f, _finding_key),
    }
    for name, rule in rules.items():
        if name not in gold.annotated:
            continue
        wanted, got = getattr(want, name), getattr(found, name)
        if name in ("dates", "figures"):
            wanted = tuple(fact for fact in wanted if fact.page in gold.pages_annotated)
            got = tuple(fact for fact in got if fact.page in gold.pages_annotated)
        yield name, (wanted, got, rule(wanted, got))


def _date_key(fact: DateMention) -> tuple[Any, ...]:
    return fact.page, fact.date_from, fact.date_to


def _figure_key(fact: Figure) -> tuple[Any, ...]:
    return fact.page, None if fact.value is None else round(fact.value, 6), fact.unit


def _finding_key(fact: Finding) -> tuple[Any, ...]:
    return fact.rule, fact.page


def _score_document(gold: Gold, found: DocumentFacts) -> Scores:
    wanted = gold.record.document
    right, misses, hits = 0, [], set()
    names = [f.name for f in fields(DocumentFacts) if f.name not in _UNSCORED_FIELDS]
    for name in names:
        want, got = getattr(wanted, name), getattr(found, name)
        if _equal(want, got):
            right += 1
            hits.add(f"{gold.name}:document:{name}")
        else:
            misses.append(Miss(gold.name, "document", "wrong", 1, name, f"gold {want!r}, found {got!r}"))
    attribute = AttributeScore("document", "fields", right, len(names))
    return Scores((), (attribute,), tuple(misses), frozenset(hits))


def _score_list(document: str, name: str, gold: Sequence[Fact], found: Sequence[Fact], pairs: Sequence[Pair]) -> Scores:
    missed = set(range(len(gold))) - {pair.gold for pair in pairs}
    extra = set(range(len(found))) - {pair.found for pair in pairs}
    misses = [Miss(document, name, "missed", gold[i].page, words(gold[i])) for i in sorted(missed)]
    misses += [Miss(document, name, "extra", found[i].page, words(found[i]), found[i].rule) for i in sorted(extra)]
    hits = {f"{document}:{name}:{pair.gold}" for pair in pairs}
    attributes = []
    for attribute in _ATTRIBUTES.get(name, ()):
        right = of = 0
        for pair in pairs:
            want, got = gold[pair.gold], found[pair.found]
            if not _is_scored(attribute, want):
                continue
            of += 1
            if _attribute_right(attribute, want, got):
                right += 1
                hits.add(f"{document}:{name}:{pair.gold}:{attribute}")
            else:
                detail = f"{attribute}: gold {_value(attribute, want)!r}, found {_value(attribute, got)!r}"
                misses.append(Miss(document, name, "wrong", want.page, words(want), f"{detail} [{got.rule}]"))
        attributes.append(AttributeScore(name, attribute, right, of))
    scores = ListScore(name, len(pairs), len(gold), len(found))
    return Scores((scores,), tuple(attributes), tuple(misses), frozenset(hits))


def _score_figure_tuple(gold: Sequence[Figure], found: Sequence[Figure], pairs: Sequence[Pair]) -> Scores:
    def right(pair: Pair) -> bool:
        want, got = gold[pair.gold], found[pair.found]
        parts = ("kind", "period", "metric")
        return all(_attribute_right(p, want, got) for p in parts if _is_scored(p, want))

    paired = sum(right(pair) for pair in pairs)
    return Scores((ListScore("figure_tuple", paired, len(gold), len(found)),), ())


def _is_scored(attribute: str, fact: Fact) -> bool:
    """Metrics count only where gold gives an id that the contract names."""
    return attribute != "metric" or getattr(fact, "metric", None) in _SCORED_METRICS


def _value(attribute: str, fact: Fact) -> Any:
    if attribute == "period":
        return getattr(fact, "period_from", None), getattr(fact, "period_to", None)
    if attribute == "due_or_recurs":
        return tuple(getattr(fact, name, None) for name in ("due_from", "due_to", "recurs"))
    value = getattr(fact, attribute)
    return sorted(value) if isinstance(value, tuple) else value


def _attribute_right(attribute: str, want: Fact, got: Fact) -> bool:
    return _equal(_value(attribute, want), _value(attribute, got))


def _equal(want: Any, got: Any) -> bool:
    if isinstance(want, str) and isinstance(got, str):
        return pairing.same_text(want, got) if len(want) > 60 else fold(want).casefold() == fold(got).casefold()
    return bool(want == got)


def words(fact: Fact) -> str:
    """The words by which a person knows this fact."""
    for name in ("quote", "text", "title", "heading", "printed", "name", "post", "message"):
        value = getattr(fact, name, None)
        if value:
            return fold(str(value))
    return ""
