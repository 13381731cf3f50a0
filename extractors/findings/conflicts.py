"""What a paper prints in two ways: one measure with two values, one name with two spellings, amounts that are no
numbers, years that are no years, and lengths of time that their own dates contradict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from extractors.dates.grammar import parse_dates
from extractors.figures.number_words import read_number_words
from extractors.figures.printed import Printed, printed_number
from extractors.reading import Reading
from extractors.records import Figure, Finding
from extractors.vocabulary import load

_MALFORMED = re.compile(r"£(?<![\w,.]£)\d{1,3}(?:,\d{3})*,(?:\d{1,2}(?:,\d{3})?|\d{4,6})(?:\.\d{1,2})?(?![\d,]|\.\d)")
_NO_YEAR = re.compile(r"20(?<![\d/]20)(?P<first>\d\d)\s?[/–-]\s?(?:20)?(?P=first)(?![\d/])")
_DELAY = re.compile(load("findings")["conflict"]["delay"])
_NAME = re.compile(r"\b(?:[A-Z][a-z]{2,14}[ \u00a0]){3,5}[A-Z][a-z]{2,14}\b")
_DEFINED = re.compile(r"\b(?P<name>(?:[A-Z][a-z]{2,14} ){3,5}[A-Z][a-z]{2,14}) \((?P<letters>[A-Z]{4,6})\)")
_LETTERS = re.compile(r"\([A-Z]{4,6}\)")
"""What every name that is defined has behind it: soon found, and in most papers not at all."""
_FEWEST_WORDS = 4
"""The shortest name that is compared."""


def find_conflicts(reading: Reading, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    yield from _values(figures)
    yield from _malformed(reading)
    yield from _impossible_years(reading)
    yield from _spans(reading)
    yield from _names(reading)


def _values(figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """One metric, kind, unit and printed period with two values that no rounding reconciles.

    Only figures of a whole, with a period of their own and neither a range nor inexact, are compared: two bases
    (a quarter, a year to date) are two periods, and two parts are no conflict.
    """
    groups: dict[tuple[str, ...], list[tuple[Figure, Printed]]] = defaultdict(list)
    for figure in figures:
        printed = printed_number(figure)
        if not figure.metric or not figure.period_from or not figure.period_to or printed is None:
            continue
        if figure.row is not None and figure.column is None:
            continue  # without a heading two numbers of one row cannot be told apart
        if figure.approx or figure.segment or figure.part or figure.doubts or figure.kind in ("variance", "other"):
            continue
        key = (figure.metric, figure.kind, figure.unit, figure.period_from, figure.period_to)
        groups[key].append((figure, printed))
    for members in groups.values():
        first, printed = members[0]
        for figure, other in members[1:]:
            if not _agree(printed, other) and _comparable(first, figure):
                yield _conflict(first, figure)
                break


def _agree(first: Printed, second: Printed) -> bool:
    coarser = max(first.step, second.step) if not (first.exact and second.exact) else 0.0
    return abs(first.value - second.value) <= coarser / 2 + 1e-6


def _comparable(first: Figure, second: Figure) -> bool:
    """The same words for what is measured: labels that differ may have definitions that differ."""
    return _plain(first.measure) == _plain(second.measure) and first.start != second.start


def _plain(measure: str | None) -> str:
    return re.sub(r"\W+", " ", measure or "").strip().lower()


def _conflict(first: Figure, second: Figure) -> Finding:
    return Finding(
        page=second.page,
        start=second.start,
        end=second.end,
        rule="conflicting_values",
        message=f"{second.measure}: {second.quote} here, {first.quote} on page {first.page} for the same period.",
        printed=second.quote,
        computed=first.quote,
    )


def _malformed(reading: Reading) -> Iterator[Finding]:
    """Amounts whose separators do not part thousands."""
    for found in _MALFORMED.finditer(reading.text):
        yield _at(reading, found, "other", "Malformed amount: its separators do not part thousands.", None)


def _impossible_years(reading: Reading) -> Iterator[Finding]:
    """ "2025/25", where the paper elsewhere prints the year it must mean."""
    elsewhere: dict[int, re.Match[str] | None] = {}
    for found in _NO_YEAR.finditer(reading.text):
        first = int(found["first"])
        if first not in elsewhere:
            year = re.compile(rf"20{first:02d}\s?[/–-]\s?(?:20)?{(first + 1) % 100:02d}(?!\d)")
            elsewhere[first] = year.search(reading.text)
        meant = elsewhere[first]
        if meant is not None and not reading.is_skipped(found.start()):
            message = f'"{found.group()}" is no year; "{meant.group()}" is printed elsewhere.'
            yield _at(reading, found, "conflicting_values", message, meant.group())


def _spans(reading: Reading) -> Iterator[Finding]:
    """A delay in months, and the two months it lies between."""
    for found in _DELAY.finditer(reading.text):
        spans = [span for name in ("first", "last") for span in parse_dates(found[name])]
        if len(spans) != 2 or spans[0].date_from is None or spans[1].date_from is None:
            continue
        first, last = spans[0].date_from, spans[1].date_from
        months = (last.year - first.year) * 12 + last.month - first.month
        printed = int(found["number"]) if found["number"].isdigit() else read_number_words(found["number"])
        if printed is None or months <= 0 or months == printed:
            continue
        message = f"From {found['first']} to {found['last']} is {months} months, not {printed}."
        yield _at(reading, found, "period_conflict", message, f"{months} months")


def _names(reading: Reading) -> Iterator[Finding]:
    """Two names with one set of initials that differ in a single word, one of them defined by those initials."""
    if _LETTERS.search(reading.text) is None:
        return
    names: dict[str, list[re.Match[str]]] = defaultdict(list)
    for found in _NAME.finditer(reading.text):
        names["".join(word[0] for word in found.group().split())[-_FEWEST_WORDS:]].append(found)
    for defined in _DEFINED.finditer(reading.text):
        # A name at the head of a sentence has an article before it; its own words are the last ones.
        words = defined["name"].split()[-len(defined["letters"]) :]
        if "".join(word[0] for word in words) != defined["letters"]:
            continue
        for found in names.get(defined["letters"][-_FEWEST_WORDS:], ()):
            other = found.group().split()[-len(words) :]
            if len(other) != len(words) or sum(a != b for a, b in zip(words, other, strict=True)) != 1:
                continue
            if all(a[0] == b[0] for a, b in zip(words, other, strict=True)) and not reading.is_skipped(found.start()):
                printed, name = " ".join(other), " ".join(words)
                finding = _at(reading, found, "conflicting_values", f'"{printed}" here, "{name}" elsewhere.', name)
                yield replace(finding, start=found.end() - len(printed), printed=printed)
                return


def _at(reading: Reading, found: re.Match[str], rule: str, message: str, computed: str | None) -> Finding:
    return Finding(
        page=reading.page_at(found.start()),
        start=found.start(),
        end=found.end(),
        rule=rule,
        message=message,
        printed=" ".join(found.group().split()),
        computed=computed,
    )
