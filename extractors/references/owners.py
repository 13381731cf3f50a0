"""Who is to do what a paper promises, in the paper's words; unknown where it names nobody.

The forms are data (vocabulary/owners.toml). A pronoun is followed back to the subject of the words before it, and only
there: a name that merely stands near is nobody's promise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractors.vocabulary import filled, load

_WORDS: dict[str, Any] = load("owners")
_OF = re.compile(r"\s(?:of|for)\s|,\s")
_CAPITALS = re.compile(r"[A-Z]")
_PERSONS = frozenset({"he", "she"})


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    rules: frozenset[str]
    subject: bool


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(filled(pattern, _WORDS["pieces"]))


_FORMS = {
    form["name"]: _Form(_compiled(form["pattern"]), frozenset(form.get("rules", ())), form.get("subject", False))
    for form in _WORDS["forms"]
}
_SORTS = {name: re.compile(pattern) for name, pattern in _WORDS["sorts"].items()}
_PRONOUN = {name: _compiled(pattern) for name, pattern in _WORDS["pronoun"].items()}


def owner(words: str, rule: str, before: Sequence[str] = ()) -> str | None:
    """Who ``words`` (dates masked) make responsible, found by the cue ``rule``.

    ``before`` holds the sentences that stand before them in their paragraph, in reading order.
    """
    for form in _FORMS.values():
        if form.rules and rule not in form.rules:
            continue
        for found in form.pattern.finditer(words):
            name = _tidy(found["who"])
            if not (form.subject and _does_nothing(name)) and not _is_short_for(found):
                return name
    return _meant(words, before)


def owner_at_the_end(block: str) -> str | None:
    """The initials that close a line of actions: they stand for each of its sentences."""
    found = _FORMS["bracket"].pattern.search(block)
    return _tidy(found["who"]) if found is not None and not _is_short_for(found) else None


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _does_nothing(name: str) -> bool:
    """Whether the subject is a thing, or one capitalised word that only begins its sentence."""
    head = _OF.split(name, maxsplit=1)[0]
    if _SORTS["thing"].search(head):
        return True
    return " " not in name and name[:1].isupper() and not _SORTS["alone"].search(name)


def _is_short_for(found: re.Match[str]) -> bool:
    """Whether what stands in brackets at the end says a name again ("the Local Transport Plan (LTP)") or a place."""
    if found.re is not _FORMS["bracket"].pattern:
        return False
    name = found["who"]
    if _SORTS["not_initials"].search(name):
        return True
    capitals = "".join(_CAPITALS.findall(found.string[max(0, found.start() - 80) : found.start()]))
    return name.isupper() and capitals.endswith(name)


def _meant(words: str, before: Sequence[str]) -> str | None:
    """The person, post or body for which the pronoun of a promise stands."""
    if (told := _PRONOUN["told"].search(words)) is not None:
        speakers = [_tidy(one["who"]) for one in _PRONOUN["speaker"].finditer(words, 0, told.start())]
        return speakers[-1] if speakers and _is_of_sort(speakers[-1], told["who"]) else None
    if (head := _PRONOUN["head"].search(words)) is None:
        return None
    for sentence in reversed(before):
        if (subject := _PRONOUN["subject"].search(sentence)) is not None:
            name = _tidy(subject["who"])
            return name if _is_of_sort(name, head["who"]) else None
        if _PRONOUN["again"].search(sentence) is None:
            return None
    return None


def _is_of_sort(name: str, pronoun: str) -> bool:
    if pronoun.lower() in _PERSONS:
        return _SORTS["post"].search(name) is not None and not name.endswith("Officers")
    if pronoun == "It":
        return _SORTS["body"].search(name) is not None
    return name.endswith("fficers") or _SORTS["body"].search(name) is not None
