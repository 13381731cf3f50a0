"""Spending profiles in running text ("Revised profile £10k 22/23, £20k 23/24 and £5k 24/25") and what they must fit:
the award they spread over the years, the profiles of revenue and capital beside them, and the calendar itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.figures.printed import Printed, adds_up, read_printed
from extractors.figures.quantities import parse_cell
from extractors.findings.sums import print_sum
from extractors.reading import Reading
from extractors.records import Finding
from extractors.tables.table_periods import read_financial_year
from extractors.tables.words import word_set
from extractors.vocabulary import filled, load

_WORDS = load("findings")["profile"]
_AWARDS = word_set(_WORDS["awards"])
_UNCHANGED = word_set(_WORDS["unchanged"])
_PIECES: dict[str, str] = load("findings")["pieces"]
_ITEM = re.compile(filled(_WORDS["item"], _PIECES))
_GAP = re.compile(_WORDS["between"])
_SENTENCE_END = re.compile(r"[.;]\s|[\n\t]")
_BRACKETS = re.compile(r"\([^()]*\)")
_AWARD = re.compile(filled(_WORDS["award"], _PIECES))
_BLOCK = 2500
"""How far before its profile the award of a project stands."""


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    amount: str
    printed: Printed
    year: int
    up_to: bool


@dataclass(frozen=True, slots=True)
class _Profile:
    label: str
    """The words of the line before the first amount."""
    items: tuple[_Item, ...]
    complete: bool
    """No other amount stands in its sentence: one without a year would be missing from the sum."""

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def kind(self) -> str:
        plain = self.label.lower()
        return next((kind for kind in ("revenue", "capital", "match") if kind in plain), "")


def find_profile_findings(reading: Reading) -> Iterator[Finding]:
    profiles = list(_profiles(reading))
    for profile in profiles:
        yield from _overlap(reading, profile)
        if not profile.kind and profile.complete:
            yield from _award(reading, profile)
    for index in range(len(profiles) - 2):
        yield from _halves(reading, profiles[index : index + 3])


def _profiles(reading: Reading) -> Iterator[_Profile]:
    """Runs of two or more amounts that each have their year."""
    run: list[_Item] = []
    for found in _ITEM.finditer(reading.text):
        item = _item(found)
        if item is None or reading.is_skipped(found.start()):
            continue
        if run and _GAP.fullmatch(reading.text, run[-1].end, item.start) is None:
            yield from _profile(reading, run)
            run = []
        run.append(item)
    yield from _profile(reading, run)


def _item(found: re.Match[str]) -> _Item | None:
    quote = found["amount"]
    quantity, year = parse_cell(quote), read_financial_year(found["year"])
    if quantity is None or quantity.value is None or year is None:
        return None
    printed = read_printed(quote, quantity.value)
    if printed is None:
        return None
    return _Item(found.start(), found.end(), quote, printed, year, found["up_to"] is not None)


def _profile(reading: Reading, run: list[_Item]) -> Iterator[_Profile]:
    if len(run) > 1:
        before = reading.text[max(0, run[0].start - 80) : run[0].start]
        label = before[max(before.rfind("\n"), before.rfind("\t"), before.rfind(". ")) + 1 :]
        after = _SENTENCE_END.split(reading.text[run[-1].end : run[-1].end + 120])[0]
        yield _Profile(label, tuple(run), "£" not in label and "£" not in after)


def _overlap(reading: Reading, profile: _Profile) -> Iterator[Finding]:
    """A year that the words "up to" already cover."""
    for first in profile.items:
        if not first.up_to:
            continue
        again = next((item for item in profile.items if item is not first and item.year <= first.year), None)
        if again is not None:
            printed = reading.text[first.start : again.end]
            yield Finding(
                page=reading.page_at(first.start),
                start=first.start,
                end=again.end,
                rule="period_conflict",
                message=f'"{reading.text[first.start : first.end]}" and "{reading.text[again.start : again.end]}" '
                "overlap in one profile.",
                printed=" ".join(printed.split()),
            )


def _award(reading: Reading, profile: _Profile) -> Iterator[Finding]:
    """The award must be what the profile spreads, where the paper says that the funding has not changed."""
    block = max(0, profile.start - _BLOCK)
    words = reading.text[block : profile.start]
    labels = list(_AWARDS.pattern.finditer(words.lower()))
    if not labels or len(words.lower()) != len(words):
        return
    after = block + labels[-1].end()
    if not _UNCHANGED.within(reading.text[after : profile.start]):
        return
    found = _AWARD.match(reading.text, after)
    line_end = reading.text.find("\n", after)
    rest = _BRACKETS.sub("", reading.text[found.end() : line_end]) if found is not None else "£"
    if found is None or "£" in rest:
        return  # two funds: the profile may be of either
    quote = found["amount"].rstrip(".,")
    quantity = parse_cell(quote)
    total = read_printed(quote, quantity.value) if quantity is not None and quantity.value else None
    parts = [item.printed for item in profile.items]
    if total is None or adds_up(total, parts):
        return
    yield _sum_finding(reading, found.start("amount"), quote, total, list(profile.items))


def _sum_finding(reading: Reading, start: int, quote: str, total: Printed, items: list[_Item]) -> Finding:
    computed = print_sum(total, [item.printed for item in items])
    message = " + ".join(item.amount for item in items) + f" = {computed}, printed {quote}."
    return Finding(
        page=reading.page_at(start),
        start=start,
        end=start + len(quote),
        rule="sum_mismatch",
        message=message,
        printed=quote,
        computed=computed,
    )


def _halves(reading: Reading, profiles: list[_Profile]) -> Iterator[Finding]:
    """A profile followed by those of its revenue and its capital: year by year the two must make the first."""
    whole, *halves = profiles
    if whole.kind or {half.kind for half in halves} != {"revenue", "capital"}:
        return
    if halves[-1].items[-1].end - whole.start > _BLOCK:
        return
    failed: list[tuple[_Item, list[_Item]]] = []
    held = 0
    for item in whole.items:
        parts = [part for half in halves for part in half.items if part.year == item.year]
        if len(parts) != 2:
            continue
        if adds_up(item.printed, [part.printed for part in parts]):
            held += 1
        else:
            failed.append((item, parts))
    if held > len(failed):
        for item, parts in failed:
            yield _sum_finding(reading, item.start, item.amount, item.printed, parts)
