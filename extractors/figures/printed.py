"""Numbers as printed: how exact a printed figure is, and how a computed one would have been printed in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.records import Figure

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number. ``step`` is the worth of its last printed digit in base units: £1.24m has a step of £10,000.

    The true value lies within half a step of ``value``; a count has no rounding, so its half step is nought.
    """

    value: float
    step: float
    exact: bool
    quote: str

    @property
    def slack(self) -> float:
        return 0.0 if self.exact else self.step / 2


def printed_number(figure: Figure) -> Printed | None:
    """The printed number of a figure; None where it has no single readable value."""
    if figure.value is None or figure.value_high is not None:
        return None
    return read_printed(figure.quote, figure.value, exact=figure.unit == "count" and "." not in figure.quote)


def read_printed(quote: str, value: float, *, exact: bool = False) -> Printed | None:
    found = _DIGITS.search(quote)
    if found is None:
        return None
    digits = found.group().replace(",", "")
    decimals = len(digits.partition(".")[2])
    mantissa = float(digits)
    scale = abs(value) / mantissa if mantissa else 1.0
    return Printed(value, scale / 10**decimals, exact, quote)


def print_like(model: Printed, value: float, decimals: int | None = None) -> str:
    """``value`` in the form of ``model``'s quote: its currency, scale word, grouping and number of decimals."""
    found = _DIGITS.search(model.quote)
    if found is None:
        return f"{value:g}"
    digits = found.group()
    mantissa = float(digits.replace(",", ""))
    scale = abs(model.value) / mantissa if mantissa else 1.0
    places = len(digits.partition(".")[2]) if decimals is None else decimals
    number = round(abs(value) / scale + _EDGE, places)
    grouped = "," in digits or ("£" in model.quote and number >= 1000) or number >= 10_000
    printed = f"{number:,.{places}f}" if grouped else f"{number:.{places}f}"
    before = model.quote[: found.start()]
    if value < 0 <= model.value:
        before = "-" + before.replace("+", "")
    elif value >= 0 > model.value:
        before = before.replace("-", "").replace("–", "").replace("(", "")
        return before + printed + model.quote[found.end() :].replace(")", "")
    return before + printed + model.quote[found.end() :]


def adds_up(total: Printed, parts: list[Printed], *, finest: bool = False) -> bool:
    """Whether the parts can add to the total, each rounded as printed. ``finest``: a column in which "8%" stands
    among "8.5%" is printed to one decimal throughout, the nought left out."""
    return abs(sum(part.value for part in parts) - total.value) <= tolerance(total, parts, finest=finest) + 1e-6


def tolerance(total: Printed, parts: list[Printed], *, finest: bool = False) -> float:
    """How far rounding alone can part a sum from its total."""
    if finest:
        step = min(part.step for part in parts)
        return len(parts) * step / 2
    steps = sorted(part.step for part in parts if part.value)
    usual = steps[len(steps) // 2] if steps else 0.0
    slack = sum(part.slack if part.value else (0.0 if part.exact else min(part.slack, usual)) for part in parts)
    zeros = sum(1 for part in parts if not part.value and not part.exact)
    return slack + zeros * usual / 2 + total.slack


def share_holds(numerator: Printed, denominator: Printed, percent: Printed) -> bool:
    """Whether ``percent`` can be the share, both numbers and the percentage rounded as printed. Signs are set aside:
    a share of a negative budget is printed either way."""
    top, base, share = abs(numerator.value), abs(denominator.value), abs(percent.value)
    low_base, high_base = base - denominator.slack, base + denominator.slack
    if low_base <= 0:
        return True
    low = 100 * max(0.0, top - numerator.slack) / high_base
    high = 100 * (top + numerator.slack) / low_base
    return low - percent.slack - 1e-6 <= share <= high + percent.slack + 1e-6
