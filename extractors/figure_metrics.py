"""Which metric a figure of running text belongs to: by its clause, its sentence, or its paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.figure_kinds import Surroundings
from extractors.metrics import find_metrics
from extractors.quantity import MONEY, PERCENT, Quantity
from extractors.reading import Reading
from extractors.records import DocumentFacts, Figure

_GENERIC = re.compile(
    r"\b(?:spend(?:ing)?|expenditure|outturn|projection|projected|forecast|over-?spend|under-?spend|variance|budget|"
    r"(?:conversion )?rate|percentage|proportion|costs?|pressure|funding)\b",
    re.IGNORECASE,
)
"""Words that tell of a thing named before without naming it ("the current spend", "the overall rate")."""

_WHOLE = re.compile(r"\b(?:overall|total|whole|net|gross|full|service)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MetricName:
    """The id of a metric and the rule that found it."""

    id: str
    rule: str


def metric_of(
    reading: Reading,
    facts: DocumentFacts,
    around: Surroundings,
    quantity: Quantity,
    kind: str,
    earlier: list[Figure],
) -> MetricName | None:
    """The metric that is named nearest to the figure; None where none is."""
    for words in (f"{around.before} # {around.after}", around.sentence):
        found = find_metrics(words, quantity.unit, around.sentence)
        if found:
            return MetricName(found[0].id, found[0].rule)
    if quantity.unit not in (MONEY, PERCENT):
        return None
    return _carried(reading, around, quantity, earlier) or _of_document(facts, around, quantity, kind)


def _carried(reading: Reading, around: Surroundings, quantity: Quantity, earlier: list[Figure]) -> MetricName | None:
    """The metric of the figure before, in the same paragraph and unit, where the sentence names no thing of its own."""
    block = reading.block_at(quantity.start)
    if block is None or not earlier or not _GENERIC.search(around.before or around.sentence):
        return None
    for figure in reversed(earlier):
        if figure.start < block.start:
            return None
        if figure.unit == quantity.unit:
            return MetricName(figure.metric, "metrics.carried") if figure.metric else None
    return None


def _of_document(facts: DocumentFacts, around: Surroundings, quantity: Quantity, kind: str) -> MetricName | None:
    """The whole budget of what the paper is about ("Overall budget" in a paper on children's social care)."""
    if quantity.unit != MONEY or kind != "budget" or not facts.title or not _WHOLE.search(around.before):
        return None
    found = find_metrics(f"{facts.title} budget", MONEY)
    return MetricName(found[0].id, "metrics.of_document") if found else None
