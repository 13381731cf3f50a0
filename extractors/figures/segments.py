"""Which part of a whole a figure of running text is: "3,410 contacts, of which 1,204 were from the Police".

A part carries its name as `segment`, so that it never joins the series of the whole. Where the words make it a part
but give it no name, the caller must not count it to the metric at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extractors.figures.figure_metrics import MetricName
from extractors.figures.metrics import find_metrics
from extractors.figures.quantity import COUNT, Quantity
from extractors.records import Figure
from extractors.vocabulary import load

_WORDS: dict[str, Any] = load("figure_segments")


@dataclass(frozen=True, slots=True)
class Segment:
    """``name`` is None for a part without a name. ``rule`` is the entry of figure_segments.toml that found it."""

    name: str | None
    rule: str


def _any(phrases: list[str]) -> str:
    return "|".join(phrases)


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source.replace(" ", r"\s"), re.IGNORECASE)


_PART, _SOURCE, _NAME = _WORDS["part"], _WORDS["source"], _WORDS["name"]
_INEXACT = f"(?:{_PART['inexact']})?"
_JOINS = _pattern(rf"\b(?:{_any(_PART['joins'])})(?:,)? {_INEXACT}\Z")
_OPENS = _pattern(rf"\A\W{{0,4}}(?:{_any(_PART['opens'])}),? {_INEXACT}\Z")
_FOLLOWS = _pattern(rf"\A (?:{_any(_PART['follows'])})\b")
_FROM = _pattern(rf"\A(?: [\w’'-]{{1,30}}){{0,{_SOURCE['thing']}}}? (?:{_any(_SOURCE['from'])}) (?=(?P<name>[\w’'].*))")
_LEADING = _pattern(rf"\A(?:{_any(_NAME['leading'])})\b ?")
_STOPS = _pattern(_NAME["stops"])
_NOT_A_NAME = _pattern(rf"\A(?:{_NAME['not']})")
_MOST_WORDS: int = _NAME["most_words"]
_ROUNDS = 5


def segment_of(between: str, after: str) -> Segment | None:
    """The part that a figure is, by the words ``between`` the figure before (or the sentence's beginning) and it, and
    those ``after`` it up to the next figure. None where it is a whole, or nothing says."""
    follows = _FOLLOWS.match(after)
    if follows or _JOINS.search(between) or _OPENS.match(between):
        return Segment(_name(after[follows.end() if follows else 0 :]), "segments.part")
    source = _FROM.match(after)
    if source is None:
        return None
    name = _name(source["name"])
    return Segment(name, "segments.source") if name else None


def place_in_whole(
    metric: MetricName | None, quantity: Quantity, between: str, after: str, earlier: list[Figure]
) -> tuple[MetricName | None, str | None]:
    """The metric and the segment of a figure whose nearest words name ``metric``. ``earlier`` are the figures before
    it in its sentence: a part without a metric of its own takes that of the whole."""
    part = segment_of(between, after)
    if part is None:
        return metric, None
    if part.rule == "segments.source":
        return metric, part.name if metric is not None and quantity.unit == COUNT else None
    if metric is not None and any(found.id == metric.id for found in find_metrics(after, quantity.unit)):
        return metric, None  # "including 245 looked after children" is all of those
    if part.name is None:
        return None, None
    whole = earlier[-1] if earlier else None
    if metric is None and whole is not None and whole.metric and whole.unit == quantity.unit:
        metric = MetricName(whole.metric, part.rule)
    return metric, part.name


def _name(words: str) -> str | None:
    """The name of a part at the beginning of ``words``: without verbs and prepositions, up to the end of its clause."""
    rest = words.strip()
    for _ in range(_ROUNDS):
        shorter = _LEADING.sub("", rest, count=1)
        if shorter == rest:
            break
        rest = shorter
    stop = _STOPS.search(rest)
    name = " ".join((rest[: stop.start()] if stop else rest).split()[:_MOST_WORDS]).strip(" '’\"“”")
    return None if not name or _NOT_A_NAME.match(name) else name
