"""Which series a figure belongs to: the names of metrics over the years and between councils (metrics.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.vocabulary import load


@dataclass(frozen=True, slots=True)
class Metric:
    """One entry of metrics.toml. ``basis`` is stock, flow, year_to_date, rolling, rate or money."""

    id: str
    name: str
    definition: str
    unit: str
    basis: str
    units: frozenset[str]
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetricMatch:
    """A metric named in a label: ``start`` and ``end`` enclose the words that named it, ``length`` counts them all."""

    metric: Metric
    start: int
    end: int
    length: int
    rule: str

    @property
    def id(self) -> str:
        return self.metric.id


@dataclass(frozen=True, slots=True)
class _Entry:
    """``keys`` are words one of which stands in every label of the metric: most entries need no closer look."""

    metric: Metric
    keys: frozenset[str]
    names: re.Pattern[str] | None
    combined: tuple[tuple[re.Pattern[str], ...], ...]
    not_when: re.Pattern[str] | None


_FOLD = (("’", "'"), ("‘", "'"), *((sign, " ") for sign in "-–—‑/\n\t"))
_KEPT = 2048
"""All figures of a sentence ask for the metrics it names: so many answers are kept."""

_GAP = r"[ ,:;]{1,4}"
_ABBREVIATION = re.compile(r"(?=.{0,8}[A-Z].{0,8}[A-Z])[A-Za-z0-9&+]{2,8}")


def fold(text: str) -> str:
    """The text in the spelling that metrics are looked for in, character for character as long as it was."""
    for sign, plain in _FOLD:  # three times as fast as a table of signs
        text = text.replace(sign, plain)
    return text


def _phrase(phrase: str) -> str:
    """A phrase as a pattern: "and" is also "&", ".." is a gap of up to four words, the last word may be plural."""
    words = fold(phrase).split()
    parts: list[str] = []
    for word in words:
        if word == "..":
            parts.append(r"(?:[\w']{1,30}[ ,:;]{1,4}){0,4}?")
        elif word.lower() == "and":
            parts.append(r"(?:(?:and|&)" + _GAP + ")")
        elif _ABBREVIATION.fullmatch(word):
            parts.append(re.escape(word) + _GAP)
        else:
            parts.append(f"(?i:{re.escape(word)})" + _GAP)
    pattern = "".join(parts).removesuffix(_GAP).removesuffix(_GAP + ")")
    if pattern.count("(") > pattern.count(")"):
        pattern += ")"
    return rf"(?<!\w){pattern}(?:s|'s|es)?(?!\w)"


_WORD = re.compile(r"[a-z0-9]+")


def _key_of(phrase: str) -> str:
    """The longest word of a phrase, without a plural ending."""
    longest: str = max(_WORD.findall(fold(phrase).lower()), key=len)
    return longest[:-1] if longest.endswith("s") else longest


def _alternatives(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(_phrase(phrase) for phrase in sorted(phrases, key=len, reverse=True)))


@cache
def _entries() -> tuple[_Entry, ...]:
    entries = []
    for raw in load("metrics")["metric"]:
        synonyms = tuple(raw.get("synonyms", ()))
        metric = Metric(
            raw["id"], raw["name"], raw["definition"], raw["unit"], raw["basis"], frozenset(raw["units"]), synonyms
        )
        entries.append(
            _Entry(
                metric,
                frozenset(
                    _key_of(phrase) for phrase in (*synonyms, *(p for g in raw.get("combined", ()) for p in g[0]))
                ),
                _alternatives(list(synonyms)) if synonyms else None,
                tuple(tuple(_alternatives(group) for group in groups) for groups in raw.get("combined", ())),
                _alternatives(raw["not_when"]) if raw.get("not_when") else None,
            )
        )
    return tuple(entries)


@cache
def _places_by_key() -> dict[str, tuple[int, ...]]:
    """For each key the places of its entries in `_entries`."""
    places: dict[str, list[int]] = {}
    for place, entry in enumerate(_entries()):
        for key in entry.keys:
            places.setdefault(key, []).append(place)
    return {key: tuple(found) for key, found in places.items()}


@lru_cache(maxsize=_KEPT)
def _places_of(word: str) -> tuple[int, ...]:
    """The places of the entries whose key is ``word``, with or without a plural ending."""
    forms = {word, word.removesuffix("s"), word.removesuffix("es")}
    return tuple(place for form in forms for place in _places_by_key().get(form, ()))


@cache
def metrics() -> tuple[Metric, ...]:
    """Every metric of the vocabulary, in its order."""
    return tuple(entry.metric for entry in _entries())


def _find(entry: _Entry, folded: str, around: str) -> MetricMatch | None:
    best: MetricMatch | None = None
    if entry.names is not None:
        for match in entry.names.finditer(folded):
            length = match.end() - match.start()
            if best is None or length > best.length:
                best = MetricMatch(entry.metric, match.start(), match.end(), length, f"metrics.{entry.metric.id}")
    for groups in entry.combined:
        found = [pattern.search(folded) for pattern in groups]
        spans = [match.span() for match in found if match is not None]
        if len(spans) < len(groups):
            continue
        covered: set[int] = set()
        for start, end in spans:
            covered.update(range(start, end))
        if best is None or len(covered) > best.length:
            start, end = min(start for start, _ in spans), max(end for _, end in spans)
            best = MetricMatch(entry.metric, start, end, len(covered), f"metrics.{entry.metric.id}.combined")
    if best is not None and entry.not_when is not None and entry.not_when.search(around):
        return None
    return best


@lru_cache(maxsize=_KEPT)
def find_metrics(label: str, unit: str | None = None, around: str | None = None) -> tuple[MetricMatch, ...]:
    """Every metric that ``label`` names and whose figures can be in ``unit``, the longest name first.

    ``around`` is the wider text (by default the label) in which words show that something else is meant.
    """
    folded = fold(label)
    wider = folded if around is None else fold(around)
    entries, found = _entries(), []
    for place in sorted({place for word in _WORD.findall(folded.lower()) for place in _places_of(word)}):
        entry = entries[place]
        if unit is not None and unit not in entry.metric.units:
            continue
        match = _find(entry, folded, wider)
        if match is not None:
            found.append(match)
    return tuple(sorted(found, key=lambda match: (-match.length, match.start)))


@cache
def match_metric(label: str, unit: str | None = None) -> MetricMatch | None:
    """The metric that ``label`` (a row label, or the words around a figure) names best, or None."""
    found = find_metrics(label, unit)
    return found[0] if found else None
