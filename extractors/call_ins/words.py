"""The wordings of call-in statements, compiled once from vocabulary/call_in.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.vocabulary import load
from extractors.vocabulary.families import Family, family
from extractors.vocabulary.screened import Screened, screened


@dataclass(frozen=True, slots=True)
class Label:
    """A label of forms and web pages; ``reads`` says how the words behind it are read."""

    name: str
    reads: str
    screened: Screened
    """The label up to and with what parts it from its value."""


@dataclass(frozen=True, slots=True)
class SentenceWording:
    name: str
    status: str
    pattern: Screened
    needs_cue: bool


@dataclass(frozen=True, slots=True)
class Wordings:
    cue: Screened
    innocent: Screened
    general: Screened
    conditional: Screened
    applied: re.Pattern[str]
    urgency: re.Pattern[str]
    labels: Family[Label]
    sentences: Family[SentenceWording]
    flags: dict[str, re.Pattern[str]]


# White space is bounded: a label is found on one line, and a page of blanks must not be gone through once a blank.
_LABEL_END = r"\s{0,20}(?:\*{2})?\s{0,20}(?:[:?]\s*[-–—]?|[-–—]\s|\t|\*{2}|(?=\d|\()|$)"


_WELSH = r"(?:galw i mewn\s{0,20}/\s{0,20})?"


def _label(pattern: str) -> Screened:
    return screened(f"(?i:{_WELSH}(?:{pattern.removeprefix('(?i)')})){_LABEL_END}")


@cache
def wordings() -> Wordings:
    data = load("call_in")
    return Wordings(
        cue=screened(data["cue"]),
        innocent=screened(data["innocent"]),
        general=screened(data["general"]),
        applied=re.compile(data["applied"]["pattern"]),
        urgency=re.compile(data["urgency"]["pattern"]),
        conditional=screened(data["conditional"]["pattern"]),
        labels=family(
            (Label(e["name"], e["reads"], _label(e["pattern"])) for e in data["label"]),
            lambda label: label.screened.needs,
        ),
        sentences=family(
            (
                SentenceWording(e["name"], e["status"], screened(e["pattern"]), e.get("needs_cue", True))
                for e in data["sentence"]
            ),
            lambda sentence: sentence.pattern.needs,
        ),
        flags={name: re.compile(pattern) for name, pattern in data["flags"].items()},
    )


@cache
def sentence_pattern(name: str) -> Screened:
    return next(sentence.pattern for sentence in wordings().sentences.members if sentence.name == name)


def tells_of_call_in(words: str) -> bool:
    """Whether a paragraph (on one line) says if, or until when, a decision can be called in."""
    known, lowered = wordings(), words.lower()
    if known.innocent.search(words, lowered):
        return False
    cue = known.cue.search(words, lowered) is not None
    return any(
        (cue or not sentence.needs_cue) and sentence.pattern.pattern.search(words)
        for sentence in known.sentences.among(lowered)
    ) or any(label.screened.pattern.match(words) for label in known.labels.among(lowered) if cue)
