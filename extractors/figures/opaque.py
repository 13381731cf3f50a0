"""Digits that are never a quantity: clock times, telephone numbers, references, numbers of sections, ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters

from extractors.figures.number_starts import NumberStarts
from extractors.figures.quantity import DASH
from extractors.vocabulary import load
from extractors.vocabulary.families import family
from extractors.vocabulary.screened import Screened, screened

_VOCABULARY = load("quantities")

_PART_NUMBER = (
    r"\(?\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?\)?(?:\s?\([a-z0-9]{1,4}\)){0,3}+"
    r"(?!\d|,\d{3}|\.\d|\s?%|\s?per\s?cent"
    r"|[\s-]{1,2}(?:(?:working|calendar|clear|full)\s)?(?:days?|weeks?|months?|years?|hours?|minutes?|miles?|fte|million)\b)"
)
_PART_NUMBERS = rf"{_PART_NUMBER}(?:\s{{0,2}}(?:,|and|&|to|{DASH}|or|/)\s{{0,2}}{_PART_NUMBER}){{0,8}}"


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _patterns(at: str | None) -> tuple[Screened, ...]:
    return tuple(
        screened(entry["pattern"], 0 if entry.get("case") else re.IGNORECASE)
        for entry in _VOCABULARY["opaque"]
        if entry.get("at") == at
    )


_AT_NUMBERS, _ANYWHERE = _patterns("number"), family(_patterns(None), lambda pattern: pattern.needs)
_NUMBERS = re.compile(_PART_NUMBERS, re.IGNORECASE)
_NAME_BEFORE = re.compile(
    rf"(?:(?<![\w-])(?i:{_any_of(_VOCABULARY['named_parts']['words'])})(?:\(s\))?\s(?i:nos?\.?\s|numbers?\s)?"
    rf"|(?<![\w'’-])(?:{_any_of(_VOCABULARY['named_parts']['codes'])})\.?\s?"
    r"|(?<![\w-])(?i:refs?|reference|no|nos)\.?:\s{0,3})$"
)
_NAME_REACH = 36
_NUMBER_WORDS = ("no", "nos", "number", "numbers")


def _last_letters(words: str) -> str:
    """The letters with which ``words`` end, in small letters, but for a stop, a colon and white space behind them."""
    bare = words.rstrip().rstrip(".:").removesuffix("(s)")
    return bare[len(bare.rstrip(ascii_letters)) :].lower()


_NAME_ENDS = frozenset(
    map(_last_letters, (*_VOCABULARY["named_parts"]["words"], *_VOCABULARY["named_parts"]["codes"], *_NUMBER_WORDS))
)
"""What the words before a number end in where they name it: most numbers are then known to have no name."""

_DIGITS = re.compile(r"\(?\d+")


_MINUTE_NUMBER = re.compile(r"(?m)^[ \t*]{0,8}(?P<number>(?P<meeting>\d{2,4})\.(?P<item>\d{2}))(?=[ \t]{1,8}[A-Z])")
_FEWEST_MINUTES = 3


def minute_numbers(text: str) -> frozenset[int]:
    """Where the numbers of minutes begin that look like amounts ("2307.06 Vacancy", "2307.07 Accounts"): lines that
    begin so and whose last two digits count up by ones, at least three of them."""
    found: set[int] = set()
    run: list[re.Match[str]] = []
    for match in (*_MINUTE_NUMBER.finditer(text), None):
        follows = match and run and match["meeting"] == run[-1]["meeting"]
        if match and follows and int(match["item"]) == int(run[-1]["item"]) + 1:
            run.append(match)
            continue
        if len(run) >= _FEWEST_MINUTES:
            found.update(one.start("number") for one in run)
        run = [match] if match else []
    return frozenset(found)


def _name_before(words: str) -> re.Match[str] | None:
    return _NAME_BEFORE.search(words) if _last_letters(words) in _NAME_ENDS else None


def _named_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Numbers after the name of a part ("Section 47", "paragraphs 9 and 11"), found from the number backwards."""
    position = 0
    while (match := _NUMBERS.search(text, position)) is not None:
        name = _name_before(text[max(0, match.start() - _NAME_REACH) : match.start()])
        if name is not None:
            yield match.start() - len(name[0]), match.end()
            position = match.end()
        else:
            # A chain of numbers may hold a name further on: go on behind its first number.
            position = _DIGITS.match(text, match.start()).end()  # type: ignore[union-attr]


def find_opaque(text: str, starts: NumberStarts) -> tuple[tuple[int, int], ...]:
    """The spans of ``text`` whose digits are no quantities, in order (vocabulary/quantities.toml says which).

    ``starts`` are the places of ``text`` at which numbers begin.
    """
    spans = [match.span() for anywhere in _ANYWHERE.among(starts.lowered) for match in anywhere.pattern.finditer(text)]
    for at_number in _AT_NUMBERS:
        spans.extend(match.span() for match in starts.in_digits(at_number))
    return tuple(sorted((*spans, *_named_numbers(text))))
