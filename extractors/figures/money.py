"""Amounts of money in every spelling: £2,079,874 · £3.265m · £392k · £0.5bn · £5 million · -£3.1m · £1m-£2m · 35p."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractors.figures.number_starts import NumberStarts
from extractors.figures.number_words import WORD_NUMBER, read_number_words
from extractors.figures.quantity import AMOUNT, DASH, MONEY, OTHER, SPANNING, Quantity, read_digits, scaled, signed
from extractors.vocabulary import load
from extractors.vocabulary.screened import screened

_MONEY: dict[str, Any] = load("quantities")["money"]
_SCALES: dict[str, float] = _MONEY["scales"]
_SPOKEN = "|".join(_MONEY["spoken_scales"])
_CURRENCY_NAMES = "|".join(_MONEY["currency_names"])
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_END = rf"(?:\s?(?P<{{name}}>{_SCALE})(?![A-Za-z]))?"
_SIGN = rf"(?:\+|{DASH})"

MONEY_RANGE = re.compile(
    rf"(?<![\w£.])(?P<sign>{_SIGN})?\s?(?P<currency>[£€$])\s?(?P<low>{AMOUNT}){_END.format(name='low_scale')}"
    rf"\s?(?:{DASH}|to|and)\s?(?P<second>[£€$])?\s?(?P<high>{AMOUNT}){_END.format(name='high_scale')}(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
MONEY_AMOUNT = re.compile(
    rf"(?:(?<![\w£])(?P<sign>\+\s?|{DASH}))?(?P<currency>[£€$])\s?(?P<inner>{_SIGN})?(?P<bracket>\()?"
    rf"(?P<digits>{AMOUNT})(?:-(?P<pence>\d\d)(?![\w%]|[,./-]\d))?{_END.format(name='scale')}",
    re.IGNORECASE,
)
_CURRENCIES = re.compile("[£€$]")
MONEY_WORDS = screened(
    rf"(?<![\w-])(?P<amount>{WORD_NUMBER}|{AMOUNT}(?:\s(?:{_SPOKEN}))?)\s(?P<name>{_CURRENCY_NAMES})\b",
    re.IGNORECASE,
)
_HEADINGS = ("000", "00")
"""Digits of a unit in a heading ("£000"): no amount."""

PENCE = screened(r"(?<![\w£.,])(?P<digits>\d{1,3}(?:\.\d{1,2})?)\s?p(?![\w'’]|\s?\d)(?!\.\s?[\w.])(?!\.\s[a-z\d])")
_MOVE_WORDS = re.compile(_MONEY["moved"])


def find_money(text: str, starts: NumberStarts) -> Iterator[Quantity]:
    """Every amount of money, ranges before single amounts; spans may overlap (the caller takes the first).

    ``starts`` are the places of ``text`` at which numbers begin.
    """
    if _CURRENCIES.search(text):
        for match in MONEY_RANGE.finditer(text):
            found = _range(text, match)
            if found is not None:
                yield found
        for match in MONEY_AMOUNT.finditer(text):
            if match["digits"] not in _HEADINGS:
                yield _amount(text, match)
    for match in starts.in_either(MONEY_WORDS):
        found = _spelled(text, match)
        if found is not None:
            yield found
    for match in starts.in_digits(PENCE):
        value = scaled(read_digits(match["digits"]), 0.01)
        yield Quantity(match.start(), match.end(), match[0], value, MONEY, rule="pence")


def _factor(scale: str | None) -> float:
    return _SCALES[scale.lower()] if scale else 1


def _unit(currency: str) -> str:
    return MONEY if currency == "£" else OTHER


def _sign(printed: str | None) -> str | None:
    if printed is None:
        return None
    return "+" if printed.startswith("+") else "-"


def _amount(text: str, match: re.Match[str]) -> Quantity:
    sign = _sign(match["sign"] or match["inner"])
    end = match.end()
    if match["bracket"] and text[end : end + 1] == ")":
        sign, end = "(", end + 1
    digits = match["digits"].rstrip(",")
    if digits != match["digits"] and not match["scale"]:
        end = match.start("digits") + len(digits)
    if match["pence"]:
        # Pence behind a hyphen ("£2,367-29"), as parishes write them; what reads as a range is taken before.
        digits = f"{digits}.{match['pence']}"
    value = signed(scaled(read_digits(digits), _factor(match["scale"])), sign)
    quote = text[match.start() : end]
    return Quantity(match.start(), end, quote, value, _unit(match["currency"]), sign=sign, rule="money")


def _range(text: str, match: re.Match[str]) -> Quantity | None:
    """A range, unless the words before tell of a movement ("from £56 to £124") or the joint is a mere "and"."""
    before = text[max(0, match.start() - 24) : match.start()]
    joint = text[match.start() : match.end()]
    words = bool(SPANNING.search(before))
    spoken = re.search(r"\s(to|and)\s", joint)
    if spoken and not words and (spoken[1].lower() == "and" or _MOVE_WORDS.search(before)):
        return None
    one_currency = match["second"] is None and (spoken or match["sign"])
    if one_currency and not words and (match["low_scale"] or not match["high_scale"]):
        return None
    low, high = read_digits(match["low"]), read_digits(match["high"])
    if low is None or high is None:
        return None
    high_factor = _factor(match["high_scale"])
    low_factor = _factor(match["low_scale"]) if match["low_scale"] else 1
    if match["low_scale"] is None and match["high_scale"] and low <= high and low < 1000:
        low_factor = high_factor
    bottom, top = scaled(low, low_factor), scaled(high, high_factor)
    if bottom is None or top is None or bottom > top:
        return None
    return Quantity(
        match.start(), match.end(), joint, bottom, _unit(match["currency"]), value_high=top, rule="money_range"
    )


def _spelled(text: str, match: re.Match[str]) -> Quantity | None:
    words = match["amount"]
    value: float | None
    if words[0].isdigit():
        number, _, scale = words.partition(" ")
        value = scaled(read_digits(number), _factor(scale or None))
    else:
        value = read_number_words(words)
    if value is None:
        return None
    name = match["name"].lower()
    unit = OTHER if name.startswith("euro") else MONEY
    if name == "pence":
        value = scaled(value, 0.01)
    spelled = not words[0].isdigit()
    return Quantity(match.start(), match.end(), match[0], value, unit, spelled=spelled, rule="money_in_words")
