"""What a head of an item of business looks like: the wordings of its number and title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.decisions.votes import find_votes
from extractors.vocabulary import load

_MAX_TITLE = 220
_FOLD = re.compile(r"\s{1,8}")
_DAY_BEFORE = re.compile(r"^\d{1,2}/\d{1,2}/\d{4} [-–] ")
"""The day that web pages print before a decision's title."""
_PROSE_END = re.compile(r"[.;,]\s*$")
_SENTENCE = re.compile(r"[.!?]\s+[A-Z]")
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may head an item: its passages, the numbers in its number, and its title."""

    index: int
    body: int
    """Index of the first passage after number and title."""
    number: str | None
    values: tuple[int, ...]
    """The numbers of its number, left to right: "ETP22/35" is 22 and 35, of which one counts on from head to head."""
    title: str
    start: int
    title_end: int
    firm: bool
    """Whether the reader saw a heading (and not just a short numbered line)."""
    rule: str


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What each pattern is for stands beside it in the vocabulary."""

    number: re.Pattern[str]
    roman: re.Pattern[str]
    letter: re.Pattern[str]
    code: re.Pattern[str]
    not_number: re.Pattern[str]
    year_first: re.Pattern[str]
    amount_cell: re.Pattern[str]
    month: re.Pattern[str]
    person: re.Pattern[str]
    inner: re.Pattern[str]
    inner_numbered: re.Pattern[str]
    frame: re.Pattern[str]
    form_title: re.Pattern[str]
    form_number: re.Pattern[str]
    trailing: re.Pattern[str]
    reference: re.Pattern[str]
    minutes_begin: re.Pattern[str]


@cache
def head_words() -> HeadWords:
    data = load("items")
    return HeadWords(
        number=re.compile(data["number"]),
        roman=re.compile(data["roman"]),
        letter=re.compile(data["letter"]),
        code=re.compile(data["code"]),
        not_number=re.compile(data["not_number"]),
        year_first=re.compile(data["year_first"]),
        amount_cell=re.compile(data["amount_cell"]),
        month=re.compile(data["month"]),
        person=re.compile(data["person"]),
        inner=re.compile(data["inner"]),
        inner_numbered=re.compile(data["inner_numbered"]),
        frame=re.compile(data["frame"]),
        form_title=re.compile(data["form_title"]),
        form_number=re.compile(data["form_number"]),
        trailing=re.compile(data["trailing"]),
        minutes_begin=re.compile(data["minutes_begin"]),
        reference=re.compile(data["item_reference"]),
    )


def tidy_title(title: str) -> str:
    """A printed title on one line, without "(Item 5)", file sizes and a closing stop."""
    folded = _FOLD.sub(" ", title).strip()
    for _ in range(2):
        folded = head_words().trailing.sub("", folded).strip(" *").rstrip(" *#†‡§")
    folded = _DAY_BEFORE.sub("", folded).rstrip(" -–—") or folded
    return folded.rstrip(".") if folded.endswith(".") and not folded.endswith("..") else folded


def is_title(words: str) -> bool:
    """Whether ``words`` may be a title: short, with a capital or a figure first, and no sentence, clause or remark."""
    folded = words.strip()
    if folded.startswith(("That ", "THAT ")):
        return False  # "1. That the Panel continue to receive the data": a clause, also without its stop
    if not 2 < len(folded) <= _MAX_TITLE or _PROSE_END.search(folded) or _SENTENCE.search(folded):
        return False
    if not any(sign.isalpha() for sign in folded):
        return False
    if _BRACKETED.fullmatch(folded) or find_votes(folded) is not None:
        # "(Report No. 49)" and "For, 0 Against, 1 Abstention" are remarks below a title.
        return False
    first = folded.lstrip("“‘\"'([*")[:1]
    return first.isupper() or first.isdigit()
