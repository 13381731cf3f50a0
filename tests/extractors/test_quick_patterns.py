"""Patterns tried only where they can match find what they find when tried everywhere."""

from __future__ import annotations

import gc
import re
import string
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.extract import extract
from extractors.vocabulary.beginnings import Beginnings, Quick, beginnings_of
from extractors.vocabulary.families import Family, family
from extractors.vocabulary.required_words import needs_of
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


@settings(max_examples=25, deadline=None)
@given(TEXTS)
@example("")
@example("Five\u017five \u212ailo \u0130n by the 3rd of June, x5 and 5pm")
def test_a_quick_pattern_finds_what_its_pattern_finds(text: str) -> None:
    for quick in kept(Quick):
        assert isinstance(quick, Quick)
        assert _spans(quick.finditer(text)) == _spans(quick.pattern.finditer(text)), quick.pattern.pattern
        assert _spans([quick.search(text)]) == _spans([quick.pattern.search(text)]), quick.pattern.pattern


@settings(max_examples=25, deadline=None)
@given(TEXTS)
@example("")
def test_a_family_hands_out_the_members_whose_words_stand_in_the_text(text: str) -> None:
    lowered = text.lower()
    for one in kept(Family):
        assert isinstance(one, Family)
        asked = [member for member, needs in zip(one.members, one.needs, strict=True) if needs.met_by(lowered)]
        assert one.among(lowered) == asked


def test_the_laws_are_tried_on_the_whole_vocabulary() -> None:
    quick = [one for one in kept(Quick) if isinstance(one, Quick)]
    assert len(quick) > 300
    assert sum(beginnings_of(one.pattern) != Beginnings() for one in quick) > 100
    assert len(kept(Family)) > 10


PREFIXES = (
    "",
    r"\b",
    r"(?<!\w)",
    r"(?<![\w£])",
    r"(?<!x)",
    "^",
    r"\A",
    "(?:the )?",
    r"(?:\bthe )?",
    "(?:^|x)",
    "(?:^|^x)",
)
CORES = (
    "five|six",
    r"(?i:kin|sin)",
    "[A-C]x?",
    r"\d{1,2}",
    "(?:x|)y",
    "-?x",
    r"(?=f)\w+",
    "(?P<a>x)+",
    "f*",
    "é|x",
    "[^a]x",
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(PREFIXES),
    st.sampled_from(CORES),
    st.sampled_from((0, re.IGNORECASE, re.MULTILINE, re.ASCII)),
    st.text("five sxkKn\u017f\u212aSthe-ABcyé£0\n", max_size=16),
)
def test_wherever_a_pattern_can_begin_it_is_tried(prefix: str, core: str, flags: int, text: str) -> None:
    pattern = re.compile(f"{prefix}(?:{core})", flags)
    quick = Quick(pattern)
    assert _spans(quick.finditer(text)) == _spans(pattern.finditer(text))
    assert _spans([quick.search(text)]) == _spans([pattern.search(text)])


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        (r"\b(?:July|june)", r"[Jj](?<!\w[\s\S])"),
        (r"(?<![\w£])\d+", r"[\d](?<!\w[\s\S])"),
        (r"(?<!x)(?:£|\d)", r"[\d£]"),
        (r"(?i)\bkey", "[Kk\u212a](?<!\\w[\\s\\S])"),
        (r"\b-x", "[\\-]"),
    ],
)
def test_what_a_pattern_begins_with_is_read_off_it(pattern: str, first: str) -> None:
    begins = beginnings_of(re.compile(pattern))
    assert begins.first is not None
    assert begins.first.pattern == first


@pytest.mark.parametrize(
    "pattern", ["July", "(?:July|june)", "[JK]u", r"\s+July", r"\w+", "x?", "(?:July|.)", r"\b[a-z]+"]
)
def test_what_re_skips_to_by_itself_and_what_begins_with_anything_is_left_to_it(pattern: str) -> None:
    assert beginnings_of(re.compile(pattern)) == Beginnings()


@pytest.mark.parametrize("pattern", ["^x", r"\Ax", "(?:^a|^b)c", r"^\W{0,4}x"])
def test_what_begins_a_text_is_tried_once(pattern: str) -> None:
    assert beginnings_of(re.compile(pattern)).only_at_start
    assert not beginnings_of(re.compile(pattern, re.MULTILINE)).only_at_start or pattern == r"\Ax"


_LETTERS_END = 0x2C00
"""Beyond it stand no letters of which ``re`` takes one for a letter of ours."""


def test_every_sign_that_is_one_to_re_with_a_letter_is_looked_for() -> None:
    for letter in string.ascii_letters:
        pattern = re.compile(rf"\b{letter}!", re.IGNORECASE)
        same = [chr(code) for code in range(_LETTERS_END) if re.fullmatch(letter, chr(code), re.IGNORECASE)]
        assert len(same) >= 2
        assert all(Quick(pattern).search(f"{sign}!") for sign in same)


def test_members_without_long_words_are_handed_out_too() -> None:
    patterns = [re.compile(source) for source in (r"\d+", "in", "report", "minutes (?:of|from)", "mi")]
    one = family(patterns, needs_of)
    assert [pattern.pattern for pattern in one.among("the report in hand")] == [r"\d+", "in", "report"]
    assert [pattern.pattern for pattern in one.among("minutes of it")] == [r"\d+", "in", "minutes (?:of|from)", "mi"]
    assert family([re.compile(r"\d")], needs_of).among("") == [re.compile(r"\d")]


def _spans(matches: object) -> list[tuple[int, int, tuple[str | None, ...]] | None]:
    assert hasattr(matches, "__iter__")
    return [(*match.span(), match.groups()) if match is not None else None for match in matches]
