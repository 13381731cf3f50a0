"""Patterns tried only where they can match find what they find when tried everywhere."""

from __future__ import annotations

import gc
import re
from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.extract import extract
from extractors.vocabulary.families import Family, family
from extractors.vocabulary.required_words import needs_of
from extractors.vocabulary.screened import Screened
from ingest.reading import read_bytes

PAPER = b"""Harbour Board
Minutes of the meeting held on 3 March 2031
1. Ferry timetable
RESOLVED: That the timetable be approved and a report of \xc2\xa32.4m be brought back by 5 June 2031. (6 for, 2 against)
Call-in: the decision may be called in until 5pm on 12 March 2031.
"""


@cache
def kept(kind: type) -> list[object]:
    """Every object of a kind that the extractors keep once they have read a paper."""
    extract(read_bytes(PAPER, "paper.txt"))
    return [one for one in gc.get_objects() if type(one) is kind]


PIECES = (
    *"aZ09£%.,;:()/-–\n\t '\u017f\u212a\u0130\u0131é¤\1\0",
    *("the", "The", "of", "that", "be", "in", "by", "to", "two", "Three", "twenty", "hundred", "million"),
    *(
        "resolved",
        "RESOLVED",
        "approved",
        "noted",
        "Council",
        "Cabinet",
        "Committee",
        "decision",
        "call-in",
        "called in",
    ),
    *(
        "£2.4m",
        "£000",
        "35p",
        "12%",
        "5pm",
        "10.30am",
        "2031",
        "2030/31",
        "31 March 2031",
        "Q2",
        "3.1",
        "1 in 4",
        "07700",
    ),
    *(
        "budget",
        "forecast",
        "overspend",
        "savings",
        "target",
        "increase",
        "actual",
        "per cent",
        "weeks",
        "years",
        "FTE",
    ),
    *(
        "will",
        "would",
        "report",
        "back",
        "Section",
        "Act",
        "minutes",
        "meeting",
        "held on",
        "week ending",
        "before",
        "after",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).flatmap(
    lambda pieces: st.sampled_from(("", " ")).map(lambda between: between.join(pieces))
) | st.text(max_size=60)


@settings(max_examples=25)
@given(TEXTS)
@example("")
def test_a_family_hands_out_the_members_whose_words_stand_in_the_text(text: str) -> None:
    lowered = text.lower()
    for one in kept(Family):
        assert isinstance(one, Family)
        asked = [member for member, needs in zip(one.members, one.needs, strict=True) if needs.met_by(lowered)]
        assert one.among(lowered) == asked


@settings(max_examples=25)
@given(TEXTS)
@example("")
def test_a_screened_pattern_finds_what_its_pattern_finds(text: str) -> None:
    for one in kept(Screened):
        assert isinstance(one, Screened)
        assert _spans(one.finditer(text)) == _spans(one.pattern.finditer(text)), one.pattern.pattern
        assert _spans([one.search(text)]) == _spans([one.pattern.search(text)]), one.pattern.pattern


def test_the_laws_are_tried_on_the_whole_vocabulary() -> None:
    assert len(kept(Screened)) > 300
    assert len(kept(Family)) > 10


def test_members_without_long_words_are_handed_out_too() -> None:
    patterns = [re.compile(source) for source in (r"\d+", "in", "report", "minutes (?:of|from)", "mi")]
    one = family(patterns, needs_of)
    assert [pattern.pattern for pattern in one.among("the report in hand")] == [r"\d+", "in", "report"]
    assert [pattern.pattern for pattern in one.among("minutes of it")] == [r"\d+", "in", "minutes (?:of|from)", "mi"]
    assert family([re.compile(r"\d")], needs_of).among("") == [re.compile(r"\d")]


def _spans(matches: object) -> list[tuple[int, int, tuple[str | None, ...]] | None]:
    assert hasattr(matches, "__iter__")
    return [(*match.span(), match.groups()) if match is not None else None for match in matches]
