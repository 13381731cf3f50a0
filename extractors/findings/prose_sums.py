"""Sums in running text: lists of labelled amounts closed by a total, equations, and amounts with their two halves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.figures.money import MONEY_AMOUNT
from extractors.figures.printed import Printed, adds_up, read_printed
from extractors.figures.quantities import parse_cell
from extractors.findings.sums import print_sum
from extractors.reading import Reading
from extractors.records import Finding
from extractors.tables.words import fold, word_set
from extractors.vocabulary import filled, load

_RULE = "sum_mismatch"
_WORDS = load("findings")
_TOTAL = word_set(_WORDS["prose_total"]["words"])
_COMPLEMENTS = tuple(frozenset(pair) for pair in _WORDS["profile"]["complements"])
_LINE = re.compile(
    r"^[ \t•*-]{0,12}(?P<label>[A-Za-z][^£\n\t]{0,60}?)[ \t]{0,8}[:.–-]{0,3}[ \t]{1,40}"
    r"(?P<amount>£[\d,.]{1,20}(?:m|k|bn)?)[ \t.;]{0,8}$"
)
_EQUATION = re.compile(filled(_WORDS["sum"]["equation"], _WORDS["pieces"]))
_HALVES = re.compile(filled(_WORDS["sum"]["halves"], _WORDS["pieces"]))
_FEWEST, _MOST = 2, 40


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    quote: str
    printed: Printed


def find_prose_sums(reading: Reading) -> Iterator[Finding]:
    """Totals of running text that are not the sum of the parts printed with them."""
    yield from _lists(reading)
    for pattern, read in ((_EQUATION, _equation), (_HALVES, _halves)):
        for found in pattern.finditer(reading.text):
            if not reading.is_skipped(found.start()):
                parts, total = read(reading.text, found)
                yield from _compare(reading, parts, total)


def _amount(text: str, start: int, end: int) -> _Amount | None:
    quote = text[start:end].rstrip(".,")
    quantity = parse_cell(quote)
    if quantity is None or quantity.value is None or quantity.unit != "GBP":
        return None
    printed = read_printed(quote, quantity.value)
    return _Amount(start, start + len(quote), quote, printed) if printed else None


def _lists(reading: Reading) -> Iterator[Finding]:
    """Consecutive lines "label £amount", the last of them called total. Tables have checks of their own."""
    run: list[_Amount] = []
    offset = 0
    for line in reading.text.splitlines(keepends=True):
        found = _LINE.match(line.rstrip("\r\n"))
        if found is None or reading.table_at(offset) is not None or reading.is_skipped(offset):
            if line.strip():
                run = []
            offset += len(line)
            continue
        amount = _amount(reading.text, offset + found.start("amount"), offset + found.end("amount"))
        offset += len(line)
        if amount is None:
            run = []
        elif _TOTAL.equals(found["label"]):
            if _FEWEST <= len(run) <= _MOST:
                yield from _compare(reading, run, amount)
            run = []
        else:
            run.append(amount)


def _equation(text: str, found: re.Match[str]) -> tuple[list[_Amount], _Amount | None]:
    start, end = found.span("parts")
    amounts = [_amount(text, *match.span()) for match in MONEY_AMOUNT.finditer(text, start, end)]
    parts = [amount for amount in amounts if amount is not None]
    return parts if len(parts) == len(amounts) else [], _amount(text, *found.span("total"))


def _halves(text: str, found: re.Match[str]) -> tuple[list[_Amount], _Amount | None]:
    """ "£100k (£20k capital and £80k revenue)": only where the two words together make the whole."""
    if frozenset((fold(found["one"]), fold(found["other"]))) not in _COMPLEMENTS:
        return [], None
    amounts = [_amount(text, *found.span(name)) for name in ("first", "second")]
    parts = [amount for amount in amounts if amount is not None]
    return parts, _amount(text, *found.span("total"))


def _compare(reading: Reading, parts: list[_Amount], total: _Amount | None) -> Iterator[Finding]:
    if total is None or len(parts) < _FEWEST or adds_up(total.printed, [part.printed for part in parts]):
        return
    computed = print_sum(total.printed, [part.printed for part in parts])
    yield Finding(
        page=reading.page_at(total.start),
        start=total.start,
        end=total.end,
        rule=_RULE,
        message=" + ".join(part.quote for part in parts) + f" = {computed}, printed {total.quote}.",
        printed=total.quote,
        computed=computed,
    )
