"""Votes as minutes print them: "(6 in favour, none against with 3 abstentions)", "CARRIED unanimously"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.figures.number_words import read_number_words
from extractors.records import Votes
from extractors.vocabulary import load
from extractors.vocabulary.screened import Screened, screened


@dataclass(frozen=True, slots=True)
class _Wordings:
    unanimous: re.Pattern[str]
    not_unanimous: re.Pattern[str]
    for_: tuple[Screened, ...]
    against: tuple[Screened, ...]
    abstained: tuple[Screened, ...]
    margin: re.Pattern[str]
    lost: frozenset[str]
    nobody: frozenset[str]


@cache
def _wordings() -> _Wordings:
    data = load("votes")
    words = load("quantities")["number_words"]
    tens, units = ("|".join(sorted(words[kind], key=len, reverse=True)) for kind in ("tens", "units"))
    number = rf"\d{{1,3}}|(?:{tens})(?:[- ](?:{units}))?|{units}|" + "|".join(data["nobody"])

    def compiled(key: str) -> tuple[Screened, ...]:
        return tuple(
            screened(p.replace("(NUM)", rf"(?<![£\d,.])(?<![A-Za-z]-)\b({number})")) for p in data["counts"][key]
        )

    return _Wordings(
        unanimous=re.compile(data["unanimous"]),
        not_unanimous=re.compile(data["not_unanimous"]),
        for_=compiled("for"),
        against=compiled("against"),
        abstained=compiled("abstained"),
        margin=re.compile(data["margin"]["pattern"].replace("(NUM)", rf"({number})")),
        lost=frozenset(data["margin"]["lost"]),
        nobody=frozenset(data["nobody"]),
    )


def find_votes(text: str) -> Votes | None:
    """The votes printed in ``text`` (the words around one clause), or None where none are printed."""
    wordings = _wordings()
    lowered = text.lower()

    def number(word: str) -> int | None:
        if word.isdigit():
            return int(word)
        return 0 if word.lower() in wordings.nobody else read_number_words(word)

    def first(patterns: tuple[Screened, ...]) -> int | None:
        for pattern in patterns:
            match = pattern.search(text, lowered)
            if match is not None:
                return number(match.group(1))
        return None

    counts = [first(wordings.for_), first(wordings.against), first(wordings.abstained)]
    margin = wordings.margin.search(text)
    if margin is not None:
        sides = [side for group in (2, 3) if (side := number(margin.group(group))) is not None]
        if len(sides) == 2:
            counts[:2] = sorted(sides, reverse=margin.group(1).lower() not in wordings.lost)
    unanimous = bool(wordings.unanimous.search(text)) and not wordings.not_unanimous.search(text)
    if not unanimous and counts[0] is None and counts[1] is None:
        return None
    return Votes(for_=counts[0], against=counts[1], abstained=counts[2], unanimous=True if unanimous else None)
