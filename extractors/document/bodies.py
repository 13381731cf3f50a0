"""Who met, or whom the paper goes to: "Cabinet", "Arts Leisure and Culture Select Committee"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.document.council_names import is_council, mentions
from extractors.document.title_case import ordinary_case
from extractors.reading import Reading
from extractors.structure.labels import Label
from extractors.structure.passages import Passage
from extractors.vocabulary import load

_HEAD_PASSAGES = 30
_HEAD_CHARACTERS = 2000
_NO_NAME = "|".join(load("parties")["bodies"]["not_within"])
_CAPITAL = rf"(?:(?!(?i:{_NO_NAME})\b)[A-Z][\w'’]{{0,40}}(?:-[A-Za-z]\w{{0,60}})?)"
_JOIN = r"(?:and|of|the|for|on|in|to|&|with)"
_GAP = r"(?: {1,3}| ?\n ?)"
"""What parts the words of a name: a line end may, a blank line and the edge of a cell may not."""
_PAGE_HEAD = 400
"""Where a page of a meeting says whose it is: "Ashdale Council - Thursday, 14 March 2024"."""
_LONGEST_LINE = 120
_PAPER_SIZE = re.compile(r"\bPDF\s+\d+(?:\.\d+)?\s?[KM]B\b")
_NOTED = re.compile(load("parties")["bodies"]["minutes_noted"])
_TOLD_OF = re.compile(load("parties")["bodies"]["told_of"])
_MEETING_KINDS = re.compile(load("parties")["bodies"]["meeting_kinds"])
_MEETS_WHOLE = re.compile(load("parties")["bodies"]["meets_whole"])
_DAY_BEHIND = re.compile(load("parties")["bodies"]["day_behind"])
_MEETING_OF = re.compile(r"(?i)\bmeetings?\s+of\s+(?:the\s+)?")
_SORT_BEHIND = re.compile(load("parties")["bodies"]["sort_behind"])
_CLAUSE = re.compile(r"\W{0,6}(?:[a-z0-9]{1,4}[.)]\s{0,4})?That\s")
_OF_MEETINGS = ("minutes", "decision_list", "agenda")


@dataclass(frozen=True, slots=True)
class BodyFound:
    """The body's name in ordinary case, and where it stands."""

    name: str
    start: int
    end: int
    rule: str
    confidence: float


_NO_OPENING = "of|and|for|to|in|recommended|resolved|agreed|referred"
"""What no body's name begins with: "RECOMMENDED TO THE COUNCIL" is none."""


_NO_POST = "(?<!Chief Executive)(?<!CHIEF EXECUTIVE)"
"""The one post whose name ends like that of a body."""


@cache
def _body_pattern() -> str:
    words = load("parties")["bodies"]
    nouns = "|".join(_flexible(noun) for noun in sorted(words["nouns"], key=len, reverse=True))
    after = "|".join(re.escape(word) for word in words["not_after"])
    name = rf"(?<![A-Za-z])(?!(?i:{_NO_OPENING})\b)(?:{_CAPITAL},?{_GAP}(?:{_JOIN}{_GAP}){{0,2}}){{0,12}}?(?:{nouns})"
    # The longest run of capitalised words that ends in a noun: "Cabinet Committee", not its "Cabinet".
    tail = rf"(?:{_GAP}(?:(?:{_CAPITAL}|{_JOIN}),?{_GAP}){{0,8}}?(?:{nouns})\b){{0,2}}"
    bracket = r"(?:\s{1,2}\((?!(?:Item|Minute)\b)[A-Z][\w &,'’-]{2,50}\))?"
    # Over a blank line no word belongs to the name.
    between = r"(?:[^\S\n]{1,2}|[^\S\n]?\n[^\S\n]?|-|(?=['’]))"
    return rf"(?P<body>{name}\b{tail}{_NO_POST}{bracket})(?!{between}(?i:{after})\b)(?!['’]s\b)"


def _flexible(noun: str) -> str:
    return r"\s{1,3}".join(f"(?:{re.escape(word)}|{re.escape(word.upper())})" for word in noun.split())


@dataclass(frozen=True, slots=True)
class _Place:
    """``reach``: how far into the paper it is looked for; where it is given, the council itself may stand there."""

    rule: str
    pattern: re.Pattern[str]
    reach: int | None


@cache
def _places() -> tuple[_Place, ...]:
    return tuple(
        _Place(entry["rule"], re.compile(entry["pattern"].replace("{body}", _body_pattern())), entry.get("reach"))
        for entry in load("parties")["bodies"]["places"]
    )


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"(?:The\s+|THE\s+)?{_body_pattern()}")


def is_body(words: str) -> bool:
    """Whether ``words`` are the name of a body and nothing else."""
    match = _whole().match(words)
    return match is not None and match.end() == len(words.rstrip())


def body_in(words: str) -> str | None:
    """The body that ``words`` begin with ("Cabinet - 4 March 2025" -> "Cabinet"), or None."""
    match = _whole().match(words)
    return _tidy(match.group("body")) if match else None


def _tidy(name: str) -> str:
    return _MEETING_KINDS.sub("", ordinary_case(" ".join(name.split())))


def find_body(
    reading: Reading, flow: Sequence[Passage], labels: Sequence[Label], document_kind: str = "other"
) -> BodyFound | None:
    """The body that met or is reported to: by a label, by a set phrase, or named on a line of its own."""
    if document_kind == "decision_list" and _decided_by_several(labels):
        return None
    for label in labels:
        if label.field in ("to", "meeting_and_date", "decision_maker") and label.start < _reach(reading):
            match = _whole().match(reading.text, label.start, label.end) or _search(reading, label)
            if match is not None and not is_council(match.group()):
                return _found(match, f"body.label.{label.field}", 0.95)
    head = min(len(reading.text), _HEAD_CHARACTERS)
    for place in _places():
        for match in place.pattern.finditer(reading.text, 0, min(head, place.reach or head)):
            named = match.group("body")
            if _lists_minutes(reading.text, match.end("body")) or _only_hears(
                reading.text, match.start(), match.start("body")
            ):
                continue
            if _CLAUSE.match(reading.text, reading.text.rfind("\n", 0, match.start()) + 1, match.start("body")):
                continue  # "(iii) That the change be reflected in the report to Council": put to it later
            allowed = (place.reach or not is_council(named)) and named not in _lone_nouns()
            if allowed and not reading.is_skipped(match.start("body")):
                return _found(match, place.rule, 0.9)
    found = _line(reading, flow) or (_scrutiny(reading) if document_kind == "call_in" else None)
    return found or (_whole_authority(reading) if document_kind in _OF_MEETINGS else None)


def _only_hears(text: str, begin: int, body: int) -> bool:
    """Whether the meeting named is one whose report or minutes are put before this one."""
    words = text[begin:body].lower()
    named = "meeting" in words or "minutes" in words
    return named and _TOLD_OF.search(text, text.rfind("\n", 0, begin) + 1, begin) is not None


def _whole_authority(reading: Reading) -> BodyFound | None:
    """A parish council or fire authority that met as a whole: "Minutes of a meeting of X Parish Council"."""
    head = min(len(reading.text), _HEAD_CHARACTERS)
    for match in _MEETING_OF.finditer(reading.text, 0, head):
        line_end = reading.text.find("\n", match.end())
        stop = min(head, line_end if line_end >= 0 else head)
        for name, start, end, known in mentions(reading.text, match.end(), stop):
            if start == match.end() and not known and not _only_hears(reading.text, match.start(), start):
                return BodyFound(name, start, end, "body.whole_authority", 0.8)
    for name, start, end, _ in sorted(mentions(reading.text, 0, min(head, _PAGE_HEAD)), key=lambda named: named[1]):
        first, last = reading.text.rfind("\n", 0, start) + 1, reading.text.find("\n", end)
        if reading.text[first:start].strip(" *#\t") or reading.is_skipped(start):
            continue
        if _DAY_BEHIND.match(reading.text, end):
            return BodyFound(name, start, end, "body.authority_and_day", 0.8)
        if _MEETS_WHOLE.search(name) and not reading.text[end : max(end, last)].strip(" *#\t:"):
            return BodyFound(name, start, end, "body.authority_line", 0.7)
    return None


def _decided_by_several(labels: Sequence[Label]) -> bool:
    """Whether the paper holds decisions of several people or bodies, each behind a label of its own."""
    makers = {" ".join(label.value.split()).casefold() for label in labels if label.field == "decision_maker"}
    return len(makers - {""}) > 1


def _lists_minutes(text: str, end: int) -> bool:
    """Whether it is another body, whose minutes are listed ("Audit Committee - 8 October 2015 PDF 73 KB") or noted."""
    following = text[end : end + 200]
    return _PAPER_SIZE.search(following.split("\n", 1)[0]) is not None or _NOTED.match(following) is not None


@cache
def _lone_nouns() -> frozenset[str]:
    """Nouns that name no body by themselves: "a meeting of the Committee"."""
    words = load("parties")["bodies"]
    lone = set(words["nouns"]) - set(words["alone"])
    return frozenset({*lone, *(f"The {noun}" for noun in lone)})


def _scrutiny(reading: Reading) -> BodyFound | None:
    """The committee that a call-in goes to, where the request names it only in passing."""
    for match in _whole().finditer(reading.text):
        if "scrutiny" in match.group("body").lower() and not reading.is_skipped(match.start()):
            return _found(match, "body.scrutiny", 0.7)
    return None


def _search(reading: Reading, label: Label) -> re.Match[str] | None:
    """The body inside a value that begins with something else ("12/06/2025 - Cabinet")."""
    if label.field == "meeting_and_date" or (label.field == "to" and label.value[:1].isdigit()):
        return _whole().search(reading.text, label.start, label.end)
    return None


def _reach(reading: Reading) -> int:
    return min(len(reading.text), 3 * _HEAD_CHARACTERS)


def _line(reading: Reading, flow: Sequence[Passage]) -> BodyFound | None:
    """A line of the head that is a body's name: the last word in names of bodies is the most exact, so longest wins."""
    best: re.Match[str] | None = None
    for passage in flow[:_HEAD_PASSAGES]:
        if passage.start > _HEAD_CHARACTERS:
            break
        if passage.end - passage.body > _LONGEST_LINE:
            continue
        match = _whole().match(reading.text, passage.body, passage.end)
        if match is None or is_council(match.group()):
            continue
        if match.end() < passage.end and _SORT_BEHIND.fullmatch(reading.text, match.end(), passage.end) is None:
            continue
        if best is None or len(match.group()) > len(best.group()):
            best = match
    return None if best is None else _found(best, "body.line", 0.8)


def _found(match: re.Match[str], rule: str, confidence: float) -> BodyFound:
    return BodyFound(_tidy(match.group("body")), match.start("body"), match.end("body"), rule, confidence)
