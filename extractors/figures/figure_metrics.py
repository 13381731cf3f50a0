"""Which metric a figure of running text belongs to: by its clause, its sentence, or its paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.figures.kinds import Surroundings
from extractors.figures.metrics import MetricMatch, find_metrics
from extractors.figures.quantity import COUNT, MONEY, PERCENT, Quantity
from extractors.reading import Reading
from extractors.records import DocumentFacts, Figure
from extractors.vocabulary import load

_BESIDE = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in load("metrics")["beside"].items()}
"""Words that show that a metric named near a figure is not what the figure tells of."""

_WORDS: dict[str, str] = load("metrics")["sentence"]
_GENERIC = re.compile(_WORDS["generic"])
_SOURCE = re.compile(_WORDS["source"])
_NEW_CLAUSE = re.compile(_WORDS["new_clause"])
_PARTED = " , "
"""What is left of a bracket and the comma behind it, where the words in brackets were left out."""
_CLAUSE_END = re.compile(r"[,;]")
_MONEY_TOLD = re.compile(_WORDS["tells_of_money"])
_WHOLE = re.compile(_WORDS["whole_budget"])


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
    if _is_of_something_else(around, quantity):
        return None
    before = _in_its_item(around.before)
    parted = len(before) < len(around.before)
    if quantity.unit not in (MONEY, PERCENT):
        before = before[max((match.end() for match in _NEW_CLAUSE.finditer(before)), default=0) :]
    found = find_metrics(f"{before} # {around.after}", quantity.unit, around.sentence)
    found = tuple(match for match in found if _is_near(before, around.after, quantity, match))
    if parted and not found:
        return None
    if not found:
        found = tuple(
            match
            for match in find_metrics(around.sentence, quantity.unit)
            if _tells_of(around, quantity, match.start, match.end)
        )
    found = tuple(match for match in found if not _is_source(around, match))
    if quantity.unit == PERCENT and not _MONEY_TOLD.search(around.sentence):
        found = tuple(match for match in found if match.metric.basis != "money")
    if found:
        return MetricName(found[0].id, found[0].rule)
    if quantity.unit not in (MONEY, PERCENT):
        return None
    return _carried(reading, around, quantity, earlier) or _of_document(facts, around, quantity, kind)


def _in_its_item(before: str) -> str:
    """The words of its own item before an amount in brackets: "spending on homes (£2m), fees (£95,000)"."""
    if not before.endswith("("):
        return before
    return before[max(0, before.rfind(_PARTED) + len(_PARTED)) if _PARTED in before else 0 :]


def _is_of_something_else(around: Surroundings, quantity: Quantity) -> bool:
    """Whether the words right behind the figure name what it is of: indicators, a change of the whole, or
    another place."""
    if _BESIDE["elsewhere_before"].search(around.before) or _BESIDE["elsewhere_after"].match(around.after):
        return True
    if quantity.unit == MONEY:
        moved = _BESIDE["to_a_reserve_before"].search(around.before) and _BESIDE["to_a_reserve_after"].match(
            around.after
        )
        return bool(moved or _BESIDE["part_of_the_whole"].match(around.after))
    if quantity.unit != COUNT:
        return False
    if _BESIDE["rate_told"].search(around.sentence):
        return True
    return any(_BESIDE[name].match(around.after) for name in ("counts_indicators", "counts_others"))


def _is_near(before: str, after: str, quantity: Quantity, match: MetricMatch) -> bool:
    """Whether nothing between the figure and the name, in the words ``before # after``, gives the name to another."""
    behind = match.start - len(before) - len(" # ")
    if behind >= 0:
        between = after[:behind]
        if _BESIDE["next_statement"].search(between):
            return False
        if _BESIDE["next_figure"].search(between) and _BESIDE["leads_to_next"].search(after):
            return False
        return quantity.unit != COUNT or not _BESIDE["relative_after"].search(between)
    return quantity.unit != COUNT or not _BESIDE["relative_before"].search(before[match.end :])


def _is_source(around: Surroundings, match: MetricMatch) -> bool:
    """Whether the metric is only where the money comes from ("£400,000 from the capital programme")."""
    named_after = match.start > len(around.before)
    return named_after and bool(_SOURCE.match(around.after))


def _tells_of(around: Surroundings, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a metric named elsewhere in the sentence (at ``start``..``end``) is what the figure tells of."""
    position = around.offset
    if end <= position:
        between = around.sentence[end:position]
        if quantity.unit == COUNT and _BESIDE["relative_before"].search(between):
            return False
        own_words = quantity.unit in (MONEY, PERCENT) and _GENERIC.search(around.before)
        return bool(own_words) or not _NEW_CLAUSE.search(between)
    between = around.sentence[position + len(quantity.quote) : start]
    if _BESIDE["next_statement"].search(between):
        return False
    if quantity.unit == COUNT and _BESIDE["relative_after"].search(between):
        return False
    if quantity.unit == MONEY and "£" in between and " and " in between:
        return False
    if _BESIDE["next_figure"].search(between) and _BESIDE["next_amount"].match(around.sentence[end:]):
        return False
    other_kind = "£" in between or "%" in between
    return (
        not _CLAUSE_END.search(between)
        and not (other_kind and quantity.unit != MONEY)
        and not (quantity.unit == MONEY and "%" in between)
    )


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
