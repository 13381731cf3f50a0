"""What a printed quantity is, whatever it measures: its value, unit, sign and place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.vocabulary import load

MONEY = "GBP"
PERCENT = "percent"
COUNT = "count"
FTE = "fte"
RATIO = "ratio"
SCORE = "score"
RATE = "rate_per_10000"
OTHER = "other"

AMOUNT = r"\d[\d,]{0,18}(?:\.\d{1,6})?"
"""Digits with commas and decimals, well formed or not (a misprinted amount is still an amount, without a value)."""

NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,12})(?:\.\d{1,6})?"
"""Well-formed digits."""

DASH = r"(?:-|–|—|−|‒|‑)"
"""The dashes that part the ends of a range, and the minus signs."""

SPANNING = re.compile(load("quantities")["range"]["spanning"])
"""Words before two quantities that make them the ends of one range."""

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?")
_PLAIN = re.compile(r"\d{1,18}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One printed quantity. ``value`` is in base units (pounds; 4.9 for 4.9 %); None where it cannot be read.

    ``text[start:end] == quote`` of the text it was found in. ``approx`` is True for inexact words ("about");
    ``bound`` holds a word that may mean a limit or an inexact level ("over", "at least"): the sentence decides.
    ``sign`` is "+", "-" or "(" as printed; a bracket is a sign only in a table cell or after a word of variance.
    ``decimals`` counts the printed decimals after scaling words are set aside.
    """

    start: int
    end: int
    quote: str
    value: float | None
    unit: str
    value_high: float | None = None
    approx: bool = False
    bound: str | None = None
    sign: str | None = None
    spelled: bool = False
    rule: str = ""

    def shifted(self, offset: int) -> Quantity:
        """The same quantity in a text that holds this one's at ``offset``."""
        return replace(self, start=self.start + offset, end=self.end + offset) if offset else self


def read_digits(digits: str) -> float | None:
    """The value of printed digits; None for a misprint such as "2,2591.15"."""
    digits = digits.rstrip(",")
    if _GROUPED.fullmatch(digits) or _PLAIN.fullmatch(digits):
        return tidy(float(digits.replace(",", "")))
    return None


def tidy(value: float) -> float:
    """A value without the dust of binary fractions (1.761 million is 1761000, not 1760999.9999999998)."""
    return round(value, 7)


def scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else tidy(value * factor)


def signed(value: float | None, sign: str | None) -> float | None:
    """A minus sign, and a bracket that is a sign, make the value negative."""
    if value is None or value == 0:
        return value
    return -value if sign in ("-", "(") else value
