"""The words that introduce a decision: RESOLVED that, AGREED, ORDERED, "Decision:", "I agree to:", RECOMMENDED TO."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.structure.passages import Passage
from extractors.vocabulary import load
from extractors.vocabulary.families import Family, family
from extractors.vocabulary.screened import Screened, screened


@dataclass(frozen=True, slots=True)
class Introducer:
    """One introducer found in a passage. ``start`` is where its words begin, ``after`` where the first clause may."""

    rule: str
    status: str
    effect: str | None
    start: int
    after: int
    whole: bool
    """The sentence itself is the clause when something follows on the line ("It was APPROVED that ...")."""
    label: bool
    """A heading such as "Decision:" that may hold any kind of text, a formal introducer included."""


@dataclass(frozen=True, slots=True)
class _Wording:
    name: str
    pattern: Screened
    anywhere: bool
    at_sentences: bool
    whole: bool
    label: bool
    needs_tail: bool
    status: str
    effect: str | None
    kinds: frozenset[str]


def fill(pattern: str, data: dict[str, Any] | None = None) -> str:
    """A pattern of introducers.toml with its named parts put in."""
    data = data or load("introducers")
    things = load("statements")["things"]
    return (
        pattern.replace("BODY", f"(?:{data['body']})")
        .replace("PERSON", f"(?:{data['person']})")
        .replace("MONTH", data["months"])
        .replace("THINGS", things)
    )


@cache
def _wordings() -> Family[_Wording]:
    wordings = (
        _Wording(
            name=entry["name"],
            pattern=screened(fill(entry["pattern"])),
            anywhere=entry["where"] == "anywhere",
            at_sentences=entry["where"] == "sentence",
            whole=entry.get("takes") == "whole",
            label=entry.get("label", False),
            needs_tail=entry.get("needs_tail", False),
            status=entry.get("status", "resolved"),
            effect=entry.get("effect"),
            kinds=frozenset(entry.get("kinds", ())),
        )
        for entry in load("introducers")["introducer"]
    )
    return family(wordings, lambda wording: wording.pattern.needs)


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(load("introducers")["tail"]["pattern"])


@cache
def _retold() -> Screened:
    return screened(fill(load("introducers")["retold"]["pattern"]))


_SENTENCE_START = re.compile(r"[.!?]\s+(?=[A-Z“\"])")
_OPENING_STARS = re.compile(r"\*{2}\s*")


def is_retold(words: str) -> bool:
    """Whether ``words`` tell of an earlier decision or of what somebody said."""
    return _retold().search(words) is not None


def find_introducer(text: str, passage: Passage, kind: str, *, after: int | None = None) -> Introducer | None:
    """The first introducer in ``passage`` of a document of ``kind``, or None; ``after`` skips what stands before it."""
    start = passage.body if after is None else after
    stars = _OPENING_STARS.match(text, start, passage.end)
    opening = stars.end() if stars else start
    best: Introducer | None = None
    for wording in _wordings().among(text[start : passage.end].lower()):
        if wording.kinds and kind not in wording.kinds:
            continue
        found = _match(text, passage, wording, opening, start)
        if found is not None and (best is None or found.start < best.start):
            best = found
    return best


def _match(text: str, passage: Passage, wording: _Wording, opening: int, start: int) -> Introducer | None:
    pattern = wording.pattern.pattern
    if wording.anywhere:
        match = pattern.search(text, start, passage.end)
    else:
        match = pattern.match(text, opening, passage.end)
        if match is None and wording.at_sentences:
            starts = (found.end() for found in _SENTENCE_START.finditer(text, opening, passage.end))
            match = next((m for at in starts if (m := pattern.match(text, at, passage.end))), None)
    if match is None or _is_told(text, start, match.start()):
        return None
    if wording.effect == "approved" and _is_motions_result(text, start, match, passage.end):
        return None
    tail = _tail().match(text, match.end(), passage.end)
    after = tail.end() if tail else match.end()
    if wording.needs_tail and after == match.end() and after < passage.end:
        return None
    if wording.label and after >= passage.end and match.group(0).rstrip(": -–—").islower():
        return None
    return Introducer(wording.name, wording.status, wording.effect, match.start(), after, wording.whole, wording.label)


@cache
def _motion_result() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("introducers")["motion_result"]
    return re.compile(data["before"]), re.compile(data["after"])


def _is_motions_result(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether the words say what became of a motion: "the motion was AGREED as the substantive motion"."""
    before, after = _motion_result()
    told = before.search(text[max(start, match.start() - 160) : match.start()])
    return told is not None and after.match(text, match.end(), end) is not None


@cache
def _no_act() -> re.Pattern[str]:
    return re.compile(load("introducers")["no_act"]["pattern"])


def is_no_act(words: str) -> bool:
    """Whether ``words`` tell of attendance, or that there was nothing: "Apologies were received from ..."."""
    return _no_act().match(words) is not None


def _is_told(text: str, start: int, position: int) -> bool:
    """Whether the sentence before the introducer says that this was decided some other time."""
    sentence = start
    for match in _SENTENCE_START.finditer(text, start, position):
        sentence = match.end()
    before = text[sentence:position]
    return is_retold(before) or before.rstrip().lower().endswith((" had", " have", " has", " not"))
