"""A full date that the grammar has delimited, read by dateparser: strictly, day first, in English and Welsh.

The grammar says where a date is and what its parts are; dateparser reads the same words independently. It is given
explicit formats only: its guesses over free text read the day's date into half-written ones.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import Any

from extractors.vocabulary import load

_READ: dict[str, Any] = load("dates")["reader"]
_NO_PART = re.compile(_READ["no_part"])
_SPACES = re.compile(r"[\s,]+")
_BLANK_SIGNS = re.compile(r"\s?([/.-])\s?")


@cache
def _parser() -> Any:
    """The one parser of this process; made when first needed, for the import costs a tenth of a second."""
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=list(_READ["languages"]),
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_LOCALE_DATE_ORDER": False,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
            "PARSERS": ["custom-formats"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )


def bare_day(printed: str) -> str:
    """``printed`` without weekday, ordinal ending and small words: "Fri, 3rd day of May 2013" -> "3 May 2013"."""
    return _BLANK_SIGNS.sub(r"\1", _SPACES.sub(" ", _NO_PART.sub(" ", printed)).strip(" '’."))


def read_day(printed: str) -> date | None:
    """The day that dateparser reads in one full date as printed; None where none of the formats fits it whole."""
    return _read(bare_day(printed))


@lru_cache(maxsize=20_000)
def _read(words: str) -> date | None:
    found = _parser().get_date_data(words, _READ["formats"]).date_obj
    return found.date() if found is not None else None
