"""The verbs and patterns of vocabulary/effects.toml, put together: what ``effects`` finds the act of a clause with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.vocabulary import filled, load
from extractors.vocabulary.screened import Screened, screened

WEIGHED = ""
"""What a verb such as "consider" does: nothing yet, but the verbs joined to it are operative."""


@dataclass(frozen=True, slots=True)
class Verb:
    effect: str
    generic: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    name: str
    effect: str
    pattern: Screened
    only: bool
    adds: bool
    suppresses: tuple[str, ...]
    covers: bool
    """Whether the words of the phrase are one act: "a further report be submitted to Cabinet" refers nothing."""


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs by each of their forms."""

    base: dict[str, Verb]
    third: dict[str, Verb]
    past: dict[str, Verb]

    def of_form(self, form: str) -> dict[str, Verb]:
        return {"base": self.base, "third": self.third, "past": self.past}[form]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What each pattern is for stands beside it in the vocabulary."""

    verbs: Verbs
    phrases: tuple[Phrase, ...]
    opening: re.Pattern[str]
    subject: re.Pattern[str]
    alone: re.Pattern[str]
    officer: re.Pattern[str]
    coordinated: dict[str, re.Pattern[str]]
    passive: re.Pattern[str]
    joined_participle: re.Pattern[str]
    closing: re.Pattern[str]
    infinitive: re.Pattern[str]
    sub_heading: re.Pattern[str]
    minutes_title: re.Pattern[str]
    bare_assent: re.Pattern[str]
    asked_of_body: re.Pattern[str]
    inner_act: re.Pattern[str]
    has_object: re.Pattern[str]
    asking: re.Pattern[str]
    by_reference: re.Pattern[str]
    minutes_corrected: re.Pattern[str]
    before_be: frozenset[str]
    recurs: tuple[tuple[str, re.Pattern[str]], ...]


_FORMS = ("base", "third", "past")
_PLAIN = (
    *("opening", "subject", "alone", "officer", "passive", "joined_participle", "closing", "infinitive", "sub_heading"),
    *("minutes_title", "bare_assent", "asked_of_body", "inner_act", "has_object"),
)


@cache
def effect_grammar() -> Grammar:
    data = load("effects")
    patterns: dict[str, list[str]] = data["grammar"]
    verbs = _verbs(data)
    pieces: dict[str, str] = {
        **data["opening"],
        "verbs": _alternatives([*verbs.base, *verbs.third, *verbs.past]),
        "participles": _alternatives(list(verbs.past)),
        "object": "".join(patterns["object"]),
    }
    same_form = {form: {"same_form": _alternatives(list(verbs.of_form(form)))} for form in _FORMS}
    return Grammar(
        verbs=verbs,
        phrases=tuple(_phrase(entry) for entry in data["phrases"]),
        coordinated={form: _compiled(patterns["coordinated"], pieces | same_form[form]) for form in _FORMS},
        asking=re.compile(data["asking"]["pattern"]),
        by_reference=re.compile(data["by_reference"]["pattern"]),
        minutes_corrected=re.compile(data["minutes_corrected"]["pattern"]),
        before_be=frozenset(data["not_operative"]["before_be"]),
        recurs=tuple((entry["value"], re.compile(entry["pattern"])) for entry in data["recurs"]),
        **{name: _compiled(patterns[name], pieces) for name in _PLAIN},
    )


def _verbs(data: dict[str, Any]) -> Verbs:
    groups = [(group["effect"], group["forms"], False) for group in data["verbs"]]
    groups += [("approved", data["generic"]["forms"], True), (WEIGHED, data["weighing"]["forms"], True)]
    tables: tuple[dict[str, Verb], dict[str, Verb], dict[str, Verb]] = ({}, {}, {})
    for effect, lines, generic in groups:
        for line in lines:
            for table, word in zip(tables, line.split(), strict=True):
                table.setdefault(word.replace("_", " "), Verb(effect, generic))
    return Verbs(*tables)


def _phrase(entry: dict[str, Any]) -> Phrase:
    return Phrase(
        entry["name"],
        entry["effect"],
        screened(entry["pattern"]),
        entry.get("only", False),
        entry.get("adds", True),
        tuple(entry.get("suppresses", ())),
        entry.get("covers", False),
    )


def _compiled(pattern: list[str], pieces: dict[str, str]) -> re.Pattern[str]:
    return re.compile(filled("".join(pattern), pieces))


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word).replace("_", r"\s+") for word in sorted(words, key=len, reverse=True))
