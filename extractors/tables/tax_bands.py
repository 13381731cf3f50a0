"""Tables of council tax: what each valuation band, A to H (I in Wales), is to pay in the year that is set.

Every council in England and Wales resolves such a table under the Local Government Finance Act 1992, with the bands
down its side or across its head. What it brings in is proposed, and of the year that the resolution names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.tables.headings import Column
from extractors.tables.rows import Row
from extractors.tables.table_periods import read_financial_year
from extractors.tables.words import PERIOD_WORDS, fold
from extractors.vocabulary import load

_BAND = re.compile(load("tables")["patterns"]["tax_band"])
_LEAST_BANDS = 4
_REACH = 2500
"""How far above its table the resolution names its year."""
_SENTENCE = re.compile(r"[.;\n]\s")


def is_by_band(text: str, start: int, rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether the rows, or the columns, of a table are valuation bands, and the words above it tell of the tax."""
    if not PERIOD_WORDS["sets_tax"].within(text[max(0, start - _REACH) : start]):
        return False
    down = {_letter(row.leaf) for row in rows}
    across = {_letter(column.path[-1]) for column in columns if column.path}
    return any(len(letters - {None}) >= _LEAST_BANDS and "d" in letters for letters in (down, across))


def _letter(label: str) -> str | None:
    found = _BAND.match(fold(label))
    return found["letter"] if found else None


def year_of_tax(text: str, start: int) -> int | None:
    """The financial year that the words above a table of council tax set it for: the nearest that a sentence about
    the tax or the budget prints."""
    for sentence in reversed(_SENTENCE.split(text[max(0, start - _REACH) : start])):
        if PERIOD_WORDS["sets_tax"].within(sentence):
            year = read_financial_year(sentence)
            if year is not None:
                return year
    return None
