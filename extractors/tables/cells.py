"""What one cell of a table of figures holds: quantities, an arrow, a footnote star, or one of the kinds of nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.figures.quantities import parse_cell
from extractors.figures.quantity import Quantity
from extractors.tables.words import ARROWS, is_money_unit, missing_kind, without_unit
from extractors.vocabulary import load

_ARROW = re.compile("|".join(re.escape(arrow) for arrow in sorted(ARROWS, key=len, reverse=True)))
_PAIR = re.compile(r"(?P<first>[^\s()][^()]{0,24}?)\s*\((?P<second>[^()]{1,20})\)")
_OF = re.compile(load("tables")["patterns"]["share"])
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR = re.compile(r"(?P<first>\d\d)\s?[-–/]\s?(?P<second>\d\d)")
_FINANCIAL_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d){1,2})?")
_LONGEST = 40
"""A cell with more characters than this is prose, not a figure; the finder of prose figures reads it."""


@dataclass(frozen=True, slots=True)
class CellContent:
    """``quantities`` have offsets into the cell's own text. ``missing`` names the kind of an empty value."""

    quantities: tuple[Quantity, ...] = ()
    trend: str | None = None
    missing: str | None = None
    is_year: bool = False
    numerator: int | None = None
    """"12 of 30": which of the quantities is the numerator; the next one is its denominator."""

    @property
    def is_arrow(self) -> bool:
        return self.trend is not None and not self.quantities


def read_cell(words: str) -> CellContent:
    """The content of a cell. A cell of words gives an empty content with ``missing`` None."""
    missing = missing_kind(words)
    if missing is not None:
        return CellContent(missing=missing)
    arrow = _ARROW.search(words)
    trend = ARROWS[arrow.group()] if arrow else None
    if arrow:
        words = words[: arrow.start()] + " " * (arrow.end() - arrow.start()) + words[arrow.end() :]
        if not words.strip():
            return CellContent(trend=trend)
    if len(words.strip()) > _LONGEST:
        return CellContent()
    if _is_short_year(words.strip()) or is_money_unit(words) or _is_year_with_unit(words):
        return CellContent(trend=trend)
    is_year = _YEAR.fullmatch(words.strip()) is not None
    quantities, numerator = _quantities(words)
    return CellContent(quantities, trend, None, is_year, numerator)


def _is_short_year(words: str) -> bool:
    """ "23-24" in a cell of its own is a financial year, not a range of two numbers."""
    found = _SHORT_YEAR.fullmatch(words)
    return found is not None and (int(found["first"]) + 1) % 100 == int(found["second"])


def _is_year_with_unit(words: str) -> bool:
    """ "2023/24 (£'000)" is a heading over amounts, not two numbers."""
    bare = without_unit(words)
    return bare != words.strip() and _FINANCIAL_YEAR.fullmatch(bare) is not None


def _quantities(words: str) -> tuple[tuple[Quantity, ...], int | None]:
    """The quantities of a cell, and which of them is a numerator: one alone, a share ("12 of 30", "12/30 (40%)",
    "40% (12 of 30)"), or two of which the second stands in brackets."""
    offset = len(words) - len(words.lstrip())
    plain = words.strip()
    share = _OF.fullmatch(plain)
    if share and "/" not in plain:
        return _both(share, offset), 0
    whole = parse_cell(plain)
    if whole is not None:
        return (whole.shifted(offset),), None
    pair = _PAIR.fullmatch(plain)
    if pair is None:
        return (), None
    share = _OF.fullmatch(pair["first"])
    if share:
        second = parse_cell(pair["second"])
        base = _both(share, offset)
        return ((*base, second.shifted(offset + pair.start("second"))), 0) if second and base else (base, 0)
    share = _OF.fullmatch(pair["second"])
    first = parse_cell(pair["first"])
    if share and first is not None:
        base = _both(share, offset + pair.start("second"))
        return ((first.shifted(offset), *base), 1) if base else ((), None)
    return _both(pair, offset), None


def _both(match: re.Match[str], offset: int) -> tuple[Quantity, ...]:
    """Both halves of a double cell ("45 (23%)"), or nothing where one of them is no quantity."""
    first, second = parse_cell(match["first"]), parse_cell(match["second"])
    if first is None or second is None:
        return ()
    return first.shifted(offset + match.start("first")), second.shifted(offset + match.start("second"))
