"""Decisions that minutes tell without any introducer: "The Committee noted the report", "Agreed", "deferred to ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.decisions.introducers import fill, is_retold
from extractors.structure.passages import Passage
from extractors.vocabulary import load
from extractors.vocabulary.families import Family, family
from extractors.vocabulary.screened import Screened, screened


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that decides; ``rule`` names the wording."""

    start: int
    end: int
    rule: str


_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“\"(])")
_INITIAL = re.compile(rf"(?:\A\W*|\b(?:{'|'.join(load('statements')['before_initials'])})\s)(?:[A-Z]\.\s?){{1,3}}\Z")
_BEGINS = re.compile(r"(?:The|This|That|There|These|It|An?|In|Members|Councillors|Cllrs?|No)\b")
"""A word that is no surname: the capital before it was the name of an option or an appendix."""
_HEARD = re.compile(r"\A\W{0,8}Having [^.;]{3,200}, (?=the |[A-Z])")
_REACH = 24
"""How far before a stop the word is looked for that an initial follows."""
_STOP_OF_INITIAL = re.compile(
    r"(?:(?<=\b[A-Z])|(?<=\bDr)|(?<=\bMr)|(?<=\bMs)|(?<=\bMrs)|(?<=\bCllr)|(?<=\bCllrs))\. ?(?=[A-Z])"
)
_STOP_OF_TITLE = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Cllrs?|Prof|Rev|Hon)\.\Z")


@cache
def _wordings() -> Family[tuple[str, Screened]]:
    named = ((entry["name"], screened(fill(entry["pattern"]))) for entry in load("statements")["statement"])
    return family(named, lambda one: one[1].needs)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of one passage."""
    position = start
    for match in _SENTENCE.finditer(text, start, end):
        before = text[max(position, match.start() - _REACH) : match.start()]
        if _STOP_OF_TITLE.search(before) or (_INITIAL.search(before) and not _BEGINS.match(text, match.end())):
            continue
        yield position, match.start()
        position = match.end()
    if position < end:
        yield position, end


def _deciding_words(words: str, rule: str) -> str:
    """The words in which an earlier decision would be retold: of "It was agreed that ..." those before "that".

    "Having been told that ..., the Council agreed that ..." tells of what was heard before it, too.
    """
    if rule == "body_noted_that":
        return words.split(" that ", 1)[0]
    if rule != "agreed_that":
        return words
    if words.startswith("It was "):
        return words.split(" that ", 1)[0]
    return _HEARD.sub("", words, count=1)


def find_statements(text: str, passage: Passage) -> Iterator[Statement]:
    """The sentences of ``passage`` that record a decision in plain narrative."""
    for start, end in sentences(text, passage.body, passage.end):
        words = _STOP_OF_INITIAL.sub(" ", " ".join(text[start:end].split()))
        if len(words) > 1200:
            continue
        told = (name for name, pattern in _wordings().among(words.lower()) if pattern.pattern.search(words))
        rule = next(told, None)
        if words.endswith(":") and not (rule or "").startswith("minutes_"):
            # What a colon leads to is the decision; but minutes are approved with the corrections listed below.
            continue
        if rule is not None and (rule.startswith("minutes_") or not is_retold(_deciding_words(words, rule))):
            yield Statement(start, end, rule)
