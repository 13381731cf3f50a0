"""Every printed quantity of a text: money, percentages, rates, FTE, durations, ratios, counts, in digits or words.

This module knows how quantities are printed, not which of them a paper asserts: that is for `prose_figures` and
`table_figures`. `quantity_spans` puts those of running text on the spaCy Doc. Dates, clock times, telephone numbers,
references and the numbers of sections and ages are shut out here, because they are never quantities
(vocabulary/quantities.toml, "opaque").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from extractors.figures.money import find_money
from extractors.figures.number_starts import NumberStarts
from extractors.figures.number_words import WORD_NUMBER, WORD_NUMBER_PATTERN, read_number_words
from extractors.figures.opaque import find_opaque
from extractors.figures.quantity import (
    COUNT,
    DASH,
    NUMBER,
    PERCENT,
    RATE,
    RATIO,
    SPANNING,
    Quantity,
    read_digits,
    scaled,
    signed,
)
from extractors.figures.units import UNIT_WORDS, read_unit
from extractors.vocabulary import load
from extractors.vocabulary.screened import screened

_VOCABULARY = load("quantities")
_COUNT_SCALES: dict[str, float] = _VOCABULARY["count"]["scales"]
_AND_A_PART = re.compile(_VOCABULARY["and_a_part"]["pattern"])
_FRACTIONS: dict[str, float] = _VOCABULARY["fractions"]

_LEFT = r"(?<![\w£€$.,/])(?<![A-Za-z][-–])"
_UNIT_LEFT = r"(?<![\w£€$./])(?<!\d,)(?<![A-Za-z][-–])"
"""Before a number with a unit word a comma may be glued ("Hub,1.3 miles"); before a bare one it is a footnote mark."""
_RIGHT = r"(?![\w])(?![.,]\d)"
_SHARES: dict[str, Any] = _VOCABULARY["shares"]
_PERCENT_WORDS: str = _SHARES["percent"]
_POINTS = re.compile(_SHARES["points"])
_MOVED = re.compile(_VOCABULARY["range"]["moved"])
_GAP = r"\s?-\s?|\s{0,2}|[ \t]?\n[ \t]{2,60}"
"""Between a number and its unit: in a set-in column the line may end there."""

PERCENT_RANGE = screened(
    rf"{_LEFT}(?P<low>{NUMBER})\s?(?:%|per\s?cent)?\s?(?P<joint>(?<!\s){DASH}(?!\s)|\s{DASH}\s|[–—/]|to|and)\s?(?P<high>{NUMBER})\s?{_PERCENT_WORDS}",
    re.IGNORECASE,
)
PERCENT_AMOUNT = re.compile(
    rf"(?:(?<![\w£.,/])(?P<sign>\+\s?|{DASH}))?(?<![\w£.,/])(?P<number>{NUMBER}|{WORD_NUMBER})\s?{_PERCENT_WORDS}",
    re.IGNORECASE,
)
"""A dash apart from its number is a bullet or parts a name from its value ("Libraries - 60%"): no minus."""
PER_BASE = screened(
    rf"{_LEFT}(?P<number>{NUMBER})(?P<rest>\s(?:[a-z]{{1,20}}\s){{0,3}}?per\s(?P<base>{'|'.join(_SHARES['per_base'])}))\b",
    re.IGNORECASE,
)
WITH_UNIT = screened(
    rf"{_UNIT_LEFT}(?:(?P<low>{NUMBER}|{WORD_NUMBER})\s?(?P<joint>{DASH}|to|or|and)\s?)?"
    rf"(?P<number>{NUMBER}|{WORD_NUMBER})(?P<gap>{_GAP})(?P<unit>{UNIT_WORDS})(?![\w])(?!\solds?\b|-olds?\b|\sof\sage\b)",
    re.IGNORECASE,
)
GLUED_UNIT = screened(rf"{_LEFT}(?P<number>{NUMBER})(?P<unit>{'|'.join(_VOCABULARY['glued']['units'])})(?!\w)")
RATIO_SLASH = screened(rf"{_LEFT}(?P<top>\d{{1,4}})\s?/\s?(?P<base>\d{{1,4}}){_RIGHT}(?!/)")
_YEAR_BEFORE = re.compile(_SHARES["year_before"], re.IGNORECASE)
_YEAR_AFTER = re.compile(_SHARES["year_after"], re.IGNORECASE)
RATIO_IN = screened(
    rf"{_LEFT}(?P<top>\d{{1,3}}|{'|'.join(_SHARES['in_top'])})\sin\s(?:every\s)?"
    rf"(?P<base>\d{{1,3}}|{'|'.join(_SHARES['in_base'])}){_RIGHT}",
    re.IGNORECASE,
)
FRACTION = screened("(?<![\\w-])(?:" + "|".join(sorted(_FRACTIONS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
SCALED_COUNT = screened(rf"{_LEFT}(?P<number>{NUMBER})\s?(?P<scale>{'|'.join(_COUNT_SCALES)})\b", re.IGNORECASE)
COUNT_RANGE = screened(
    rf"{_LEFT}(?P<low>{NUMBER})(?P<joint>{DASH}|\s{DASH}\s|\s?[–—]\s?|\sto\s|\sand\s)(?P<high>{NUMBER}){_RIGHT}"
)
BARE_COUNT = screened(rf"(?:(?<![\w£.,/])(?P<sign>[+]|−)\s?)?{_LEFT}(?P<number>{NUMBER}){_RIGHT}(?!\s?/\s?\d)")


_RATIO_SIGN = re.compile(r"\sin\s", re.IGNORECASE)
_PERCENT_LETTER = re.compile(r"per\s?cent|pp\b|ppts?\b", re.IGNORECASE)
"""What every percentage without a sign has: cheap to look for first."""


def find_quantities(text: str, closed: Iterable[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """All quantities of ``text`` in reading order, none overlapping another or a span of ``closed`` (dates)."""
    starts = NumberStarts(text)
    if not starts.digits and not starts.words:
        return ()
    taken = bytearray(len(text) + 1)
    for start, end in closed:
        taken[start:end] = b"\1" * (end - start)
    found: list[Quantity] = []

    def take(candidates: Iterable[Quantity]) -> None:
        for quantity in candidates:
            if taken.find(1, quantity.start, quantity.end) < 0:
                taken[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
                found.append(quantity)

    take(find_money(text, starts))
    if "%" in text or _PERCENT_LETTER.search(text):
        take(_percentages(text, starts))
    if starts.digits:
        take(_rates(text, starts))
    # Where every number is an amount or part of a date by now, nothing is left to be anything else.
    if starts.words or not all(taken[place] for place in starts.digits):
        if starts.digits:
            for start, end in find_opaque(text, starts):
                taken[start:end] = b"\1" * (end - start)
        take(_with_units(text, starts))
        take(_ratios(text, starts))
        if starts.digits:
            take(_counts(text, starts))
        take(_spelled_counts(text, starts))
    return tuple(_with_inexact_words(text, quantity) for quantity in sorted(found, key=lambda q: q.start))


def _percentages(text: str, starts: NumberStarts) -> Iterator[Quantity]:
    for match in starts.in_digits(PERCENT_RANGE):
        quantity = _ordered_range(text, match, PERCENT, "percent_range")
        if quantity is not None:
            yield quantity
    for match in PERCENT_AMOUNT.finditer(text):
        value, spelled = _number(match["number"])
        if value is not None:
            sign = _sign(match["sign"])
            rule = "percentage_points" if _POINTS.search(match[0]) else "percent"
            yield _quantity(text, match.span(), signed(value, sign), PERCENT, rule, sign=sign, spelled=spelled)


def _rates(text: str, starts: NumberStarts) -> Iterator[Quantity]:
    for match in starts.in_digits(PER_BASE) if "per" in text.lower() else ():
        unit = RATE if match["base"].replace(",", "") == "10000" else "other"
        yield _quantity(text, match.span(), read_digits(match["number"]), unit, "rate_per_base")


def _with_units(text: str, starts: NumberStarts) -> Iterator[Quantity]:
    for match in starts.in_either(WITH_UNIT):
        quantity = _measured(text, match)
        if quantity is not None:
            yield quantity
    for match in starts.in_digits(GLUED_UNIT):
        unit = {"d": "days", "w": "weeks"}.get(match["unit"][0], "other")
        yield _quantity(text, match.span(), read_digits(match["number"]), unit, "unit_glued")


def _measured(text: str, match: re.Match[str]) -> Quantity | None:
    value, spelled = _number(match["number"])
    if value is None or _is_year_like(match["number"]):
        return None
    unit = read_unit(match["unit"])
    value = scaled(value, unit.factor)
    rule = "unit_" + unit.name
    start, high = match.start("number"), None
    if match["low"] is not None:
        low, _ = _number(match["low"])
        opening = text[max(0, match.start("low") - 8) : match.start("low")].lower()
        joined = match["joint"].lower() != "and" or opening == "between "
        if low is not None and value is not None and joined and scaled(low, unit.factor) <= value:  # type: ignore[operator]
            start, high, value = match.start("low"), value, scaled(low, unit.factor)
    return _quantity(text, (start, match.end()), value, unit.unit, rule, high=high, spelled=spelled)


def _is_year_like(number: str) -> bool:
    return len(number) == 4 and number.isdigit() and 1950 <= int(number) <= 2099


def _is_short_year(text: str, match: re.Match[str]) -> bool:
    """ "£16m on 21/22", "the 23/24 outturn": two digits and the next two, behind or before words that years go with."""
    top, base = match["top"], match["base"]
    if not (len(top) == len(base) == 2 and int(base) == int(top) + 1):
        return False
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 24]
    return bool(_YEAR_BEFORE.search(before) or _YEAR_AFTER.match(after))


def _ratios(text: str, starts: NumberStarts) -> Iterator[Quantity]:
    for match in starts.in_digits(RATIO_SLASH) if "/" in text else ():
        top, base = int(match["top"]), int(match["base"])
        # "09/20 Accounts" is the ninth minute of a year: no share is printed with a nought before it.
        if base >= top and base > 1 and match["top"][0] != "0" and not _is_short_year(text, match):
            yield _quantity(text, match.span(), round(top / base, 7), RATIO, "ratio")
    for match in starts.in_either(RATIO_IN) if _RATIO_SIGN.search(text) else ():
        top_value, spelled = _number(match["top"])
        base_value, _ = _number(match["base"])
        if top_value and base_value and top_value < base_value:
            yield _quantity(
                text, match.span(), round(top_value / base_value, 7), RATIO, "ratio_in_words", spelled=spelled
            )
    for match in starts.in_words(FRACTION):
        value = _FRACTIONS[re.sub(r"\s+", " ", match[0].lower())]
        yield _quantity(text, match.span(), value, RATIO, "fraction", spelled=True)


def _counts(text: str, starts: NumberStarts) -> Iterator[Quantity]:
    lowered = text.lower()
    for match in starts.in_digits(SCALED_COUNT) if any(scale in lowered for scale in _COUNT_SCALES) else ():
        value = scaled(read_digits(match["number"]), _COUNT_SCALES[match["scale"].lower()])
        yield _quantity(text, match.span(), value, COUNT, "count_scaled")
    for match in starts.in_digits(COUNT_RANGE):
        quantity = _ordered_range(text, match, COUNT, "count_range")
        if quantity is not None:
            yield quantity
    signed_somewhere = "+" in text or "−" in text
    for match in BARE_COUNT.pattern.finditer(text) if signed_somewhere else starts.in_digits(BARE_COUNT):
        sign = _sign(match["sign"])
        yield _quantity(text, match.span(), signed(read_digits(match["number"]), sign), COUNT, "count", sign=sign)


def _spelled_counts(text: str, starts: NumberStarts) -> Iterator[Quantity]:
    for match in starts.in_words(WORD_NUMBER_PATTERN):
        value, end = _longest_number(match[0])
        span = (match.start(), match.start() + end)
        if value is not None and not _AND_A_PART.match(text, span[1]):
            yield _quantity(text, span, float(value), COUNT, "count_in_words", spelled=True)


def _longest_number(words: str) -> tuple[int | None, int]:
    """The value of the longest beginning of ``words`` that is one number, and where it ends ("one or two")."""
    ends = [match.start() for match in re.finditer(r"[\s-]", words)] + [len(words)]
    for end in reversed(ends):
        value = read_number_words(words[:end])
        if value is not None:
            return value, end
    return None, 0


def _ordered_range(text: str, match: re.Match[str], unit: str, rule: str) -> Quantity | None:
    """A range whose upper end is the greater; "from 5% to 9%" is a movement of two values, not a range."""
    low, high = read_digits(match["low"]), read_digits(match["high"])
    if low is None or high is None or low >= high:
        return None
    joint = match["joint"].strip().lower()
    before = text[max(0, match.start() - 40) : match.start()].lower()
    spanning = SPANNING.search(before)
    if joint == "and" and not spanning:
        return None
    if joint == "to" and not spanning and _MOVED.search(before):
        return None
    return _quantity(text, match.span(), low, unit, rule, high=high)


def _quantity(
    text: str,
    span: tuple[int, int],
    value: float | None,
    unit: str,
    rule: str,
    *,
    high: float | None = None,
    sign: str | None = None,
    spelled: bool = False,
) -> Quantity:
    start, end = span
    return Quantity(start, end, text[start:end], value, unit, value_high=high, sign=sign, spelled=spelled, rule=rule)


def _number(printed: str) -> tuple[float | None, bool]:
    if printed[0].isdigit():
        return read_digits(printed), False
    value = read_number_words(printed)
    return (None if value is None else float(value)), True


def _sign(printed: str | None) -> str | None:
    if printed is None:
        return None
    return "+" if printed == "+" else "-"


def _words_before(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<![\w]))(?P<word>{alternatives})(?:\s(?:a|an|the|a total of|total of))?\s{{0,2}}$", re.IGNORECASE
    )


_INEXACT = _words_before(_VOCABULARY["approx"]["inexact"])
_BOUND = _words_before(_VOCABULARY["approx"]["bound"])
_TOPIC = re.compile(_VOCABULARY["approx"]["topic"])
_ENDINGS = (*_VOCABULARY["approx"]["inexact"], *_VOCABULARY["approx"]["bound"], " a", " an", " the", " of")
"""What the words before a number end in where one of these stands there, with an article or without."""
_AFTER_WORDS = "|".join(re.escape(word) for word in _VOCABULARY["approx"]["after"] if word != "+")
_AFTER = re.compile(
    rf"^(?:\s{{0,2}}(?:{_AFTER_WORDS})\b|\+)(?!{_VOCABULARY['approx']['added']})",
    re.IGNORECASE,
)


def _with_inexact_words(text: str, quantity: Quantity) -> Quantity:
    before = text[max(0, quantity.start - 40) : quantity.start]
    if before.endswith("~"):
        return replace(quantity, approx=True)
    if before.rstrip().lower().endswith(_ENDINGS):
        if _INEXACT.search(before) and not _TOPIC.search(before):
            return replace(quantity, approx=True)
        bound = _BOUND.search(before)
        if bound:
            return replace(quantity, bound=bound["word"].lower())
    after = _AFTER.search(text[quantity.end : quantity.end + 16])
    return replace(quantity, bound=after[0].strip().lower()) if after else quantity


_CELL_BRACKET = re.compile(rf"^\(\s?(?P<inside>[£€$]?\s?{NUMBER}[^()]{{0,12}})\s?\)(?P<after>\s?%)?$")
_CELL_MINUS = re.compile(rf"^(?P<sign>\+|{DASH})\s?(?P<rest>[£€$\d].{{0,40}})$")
_CELL_BOLD = re.compile(r"^(?P<mark>\*\*|__)(?P<rest>[^*_]{1,40})(?P=mark)$")
"""Bold type in a table of plain text with bars ("| **5,160** |")."""
_CELL_STAR = re.compile(r"^(?P<rest>.{1,60}?)\s?(?:\*{1,3}|†|‡|[¹²³⁴⁵])$")


def parse_cell(text: str) -> Quantity | None:
    """The quantity that a table cell consists of, or None where the cell holds anything else.

    A bracketed number is negative here, as accounts print it, and a leading dash with digits after it is a minus.
    Footnote stars may follow. ``start`` and ``end`` are offsets into ``text``.
    """
    offset = len(text) - len(text.lstrip())
    words = text.strip()
    bold = _CELL_BOLD.match(words)
    if bold:
        offset, words = offset + len(bold["mark"]), bold["rest"]
    star = _CELL_STAR.match(words)
    if star:
        words = star["rest"]
    sign, body = None, words
    bracket = _CELL_BRACKET.match(words)
    minus = _CELL_MINUS.match(words)
    if bracket:
        sign, body = "(", bracket["inside"] + (bracket["after"] or "").strip()
    elif minus:
        sign, body = _sign(minus["sign"]), minus["rest"]
    quantity = _whole(body)
    if quantity is None:
        return None
    if sign is None:
        return quantity.shifted(offset)
    value = signed(quantity.value, sign)
    return replace(
        quantity,
        start=offset,
        end=offset + len(words),
        quote=words,
        value=value,
        sign=sign,
        rule="cell_" + quantity.rule,
    )


def _whole(words: str) -> Quantity | None:
    """The quantity that is all of ``words``. A bare number here is a number whatever it looks like (2013, 1642)."""
    body = words.strip()
    if not body:
        return None
    plain = re.fullmatch(NUMBER, body)
    if plain:
        return Quantity(0, len(body), body, read_digits(body), COUNT, rule="count")
    both = re.fullmatch(rf"(?P<low>{NUMBER})\s?(?:{DASH}|to)\s?(?P<high>{NUMBER})", body)
    if both:
        low, high = read_digits(both["low"]), read_digits(both["high"])
        if low is not None and high is not None and low < high:
            return Quantity(0, len(body), body, low, COUNT, value_high=high, rule="count_range")
        return None
    found = find_quantities(body)
    if len(found) != 1 or body[: found[0].start].strip() or body[found[0].end :].strip(" .") or found[0].spelled:
        return None
    return found[0]
