"""The paper's own dates: of the meeting, of the signature, of publication.

Several dates compete in a form. Each is taken by the label or the words it stands with, never by its place alone; a
date without a day or a year is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from extractors.dates.grammar import DateSpan, parse_dates
from extractors.document.other_meetings import tells_of_another_meeting
from extractors.reading import Reading
from extractors.structure.heading_words import content_words
from extractors.structure.labels import Label, find_labels
from extractors.structure.passages import Passage, passages
from extractors.vocabulary import load
from extractors.vocabulary.screened import Screened, screened

_HEAD_CHARACTERS = 2000
_HEAD_PASSAGES = 30
_OCR_ORDINAL = re.compile(r"(?<=\d)[\"”“’‘'*°®]{1,2}(?=\s[A-Z])")
"""What text recognition makes of a raised "th": 19" September."""
_MINUTES_HELD = re.compile(
    r"(?im)^\W{0,4}(?:draft\s)?minutes\sof\s(?:an?|the)\s[^.]{0,200}\bheld\b[^.]{0,120}\Z|^[^\n.]{0,80}\bminutes\W{1,4}\Z"
)
_ITEMS_BEGIN = re.compile(r"(?im)^[^\w\n]{0,8}(?:note\s+)?no\.\W{1,4}item\b[^\w\n]{0,80}$")
_HEADS_A_DECISION = re.compile(r"\s[-–]\s\S")
"""Behind the first day under "Decisions published" stands the title of the decision taken that day."""
_NO_MEETING = re.compile(
    r"(?i)\W{0,8}(?:(?:decisions?|minutes|notice) )?(?:published|publication|effective|call[- ]?in|due|review)\b"
)
_PUBLISHED = re.compile(r"(?i)\b(?:published|publication date|effective from|call[- ]?in (?:deadline|date))\W{1,6}\Z")
_TOLD_OF = re.compile(
    r"(?i)\b(?:the|that|a|its)\s+(?:decision|resolution|minutes)\s+of\s+(?:the\s+)?(?:[A-Z]\w+\s+){0,4}\Z"
)
_DECIDED = frozenset(content_words(label) for label in load("documents")["decided_labels"])
"""Labels of the day of a decision, as content words: the meeting's day, or a person's day of signing."""


@dataclass(frozen=True, slots=True)
class PlacedDay:
    """A full date, where it is printed, and the rule that took it. ``decided`` marks a "date of decision"."""

    day: date
    start: int
    end: int
    rule: str
    decided: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    rule: str
    told: Screened
    within: int
    before: bool
    reach: int | None
    words: int
    """How many words may stand between the words of the place and the date; 0: as many as fit."""


@cache
def _places(name: str) -> tuple[_Place, ...]:
    entries: list[dict[str, Any]] = load("documents")["dates"][name]
    return tuple(
        _Place(
            e["rule"], screened(e["pattern"]), e["within"], e.get("before", False), e.get("reach"), e.get("words", 0)
        )
        for e in entries
    )


def find_meeting_date(reading: Reading, flow: Sequence[Passage], labels: Sequence[Label]) -> PlacedDay | None:
    """The day of the meeting that the paper reports or goes to."""
    signed = {id(label) for label in _dates_of_signatures(labels)}
    of_the_paper = [label for label in labels if id(label) not in signed]
    for field in ("meeting_date", "meeting_and_date", "to"):
        found = _of_labels(of_the_paper, field)
        if found is not None:
            return found
    found, line = _of_places(reading, "meeting"), _date_line(reading, flow)
    begun = _items_begin(reading)
    if found is not None and line is None and found.start > begun:
        # Below the head of a web page's items stand the meetings whose minutes were approved.
        found = None
    if found is None or line is None:
        return found or line
    if _MINUTES_HELD.search(reading.text[max(0, found.start - 260) : found.start]):
        # A date over "Minutes of the meeting held on ..." is that of the page.
        return found
    return line if line.start < found.start else found


def _items_begin(reading: Reading) -> int:
    """Where the items of a meeting's own web page begin ("No. Item"); behind the text where no such line stands."""
    match = _ITEMS_BEGIN.search(reading.text, 0, 2 * _HEAD_CHARACTERS)
    return match.start() if match else len(reading.text)


def _dates_of_signatures(labels: Sequence[Label]) -> list[Label]:
    """Labels that say "Date" and no more, behind one that somebody signs at: the day of the signature."""
    first = min((label.label_start for label in labels if label.field == "signatory"), default=None)
    if first is None:
        return []
    return [label for label in labels if label.label_start > first and label.label.strip().lower() == "date"]


def find_signed_date(reading: Reading, labels: Sequence[Label]) -> PlacedDay | None:
    """The day of the signature."""
    return (
        _of_labels(labels, "signed_date")
        or _of_labels(labels, "signatory")
        or _of_labels(_dates_of_signatures(labels), "meeting_date")
        or _of_places(reading, "signed")
    )


def find_decision_day(reading: Reading) -> str | None:
    """The ISO day labelled "date of decision", where one person decides and there is no meeting."""
    labels = find_labels(reading, passages(reading))
    found = _of_labels((label for label in labels if content_words(label.label) in _DECIDED), "meeting_date")
    # A record of one person's decision prints that day as its "Date", and no other.
    found = found or _of_labels((label for label in labels if content_words(label.label) == ("date",)), "meeting_date")
    found = found or _of_places(reading, "decided")
    return found.day.isoformat() if found else None


def find_published_date(reading: Reading, labels: Sequence[Label]) -> PlacedDay | None:
    """The day of publication, where one is printed."""
    return _of_labels(labels, "published_date") or _of_places(reading, "published")


def full_day(span: DateSpan) -> date | None:
    """The day of a span that names one day with its year, else None."""
    if span.date_from is None or span.date_from != span.date_to or not span.year_printed or span.edge:
        return None
    return span.date_from


def _of_labels(labels: Iterable[Label], field: str) -> PlacedDay | None:
    """The first label of ``field`` with a full date for its value; "date of meeting" before "date of decision"."""
    fallback: PlacedDay | None = None
    for label in labels:
        if label.field != field:
            continue
        for span in parse_dates(label.value[:160]):
            day = full_day(span)
            if day is None or (field == "published_date" and _HEADS_A_DECISION.match(label.value, span.end)):
                continue
            decided = content_words(label.label) in _DECIDED
            start = label.start + span.start
            placed = PlacedDay(day, start, label.start + span.end, f"{field}.label", decided)
            if not decided:
                return placed
            fallback = fallback or placed
            break
    return fallback


def _of_places(reading: Reading, name: str) -> PlacedDay | None:
    nearest: tuple[int, PlacedDay] | None = None
    lowered = reading.once("lowered", reading.text.lower)
    for place in _places(name):
        if not place.told.needs.met_by(lowered):
            continue
        limit = len(reading.text) if place.reach is None else min(place.reach, len(reading.text))
        for match in place.told.pattern.finditer(reading.text, 0, limit):
            if reading.is_skipped(match.start()) or (name == "meeting" and _of_next_meeting(reading, match.start())):
                continue
            if place.before:
                start, end = max(0, match.start() - place.within), match.end()
            else:
                start, end = match.end(), match.end() + place.within
            found = _nearest(reading.text, start, end, place, match.start())
            if found is None:
                continue
            if name == "meeting" and (
                _PUBLISHED.search(reading.text[max(0, found.start - 40) : found.start])
                or tells_of_another_meeting(reading.text, match.start(), found.end)
            ):
                continue
            # Of the rules for a meeting the one whose words stand first in the paper wins; later meetings are others.
            if name != "meeting":
                return found
            if nearest is None or match.start() < nearest[0]:
                nearest = (match.start(), found)
            break
    return nearest[1] if nearest else None


def _of_next_meeting(reading: Reading, start: int) -> bool:
    """Whether the words before speak of another meeting: the next, the last, or one that decided earlier."""
    if _TOLD_OF.search(reading.text, max(0, start - 60), start):
        return True
    return reading.text[max(0, start - 12) : start].lower().rstrip().endswith(("next", "future", "last", "previous"))


def _nearest(text: str, start: int, end: int, place: _Place, line: int) -> PlacedDay | None:
    """The first full date of a window, or the last where the window lies before the words."""
    # A date that the window cuts must be read whole: look a little further, but it must begin inside.
    window = _OCR_ORDINAL.sub(lambda match: " " * len(match.group()), text[start : end + 40])
    days = [(span, full_day(span)) for span in parse_dates(window) if start + span.start <= end]
    full = [(span, day) for span, day in days if day is not None]
    if not full:
        return None
    span, day = full[-1] if place.before else full[0]
    if not place.before and place.words and len(text[start : start + span.start].split()) > place.words:
        return None
    if place.before and any(char.isalnum() for char in text[start + span.end : line]):
        # Words between the date and the line that is signed: the date belongs to them.
        return None
    return PlacedDay(day, start + span.start, start + span.end, place.rule)


def _date_line(reading: Reading, flow: Sequence[Passage]) -> PlacedDay | None:
    """A line of the head that says little but a date: "26 October 2011", "27 NOVEMBER 2013"."""
    for words, start in _head_lines(reading, flow):
        if _NO_MEETING.match(words):
            continue
        for span in parse_dates(_OCR_ORDINAL.sub(lambda match: " " * len(match.group()), words)):
            day = full_day(span)
            own = day is not None and len(words) - (span.end - span.start) <= 24
            if day is not None and own and not tells_of_another_meeting(reading.text, start, start + span.end):
                return PlacedDay(day, start + span.start, start + span.end, "meeting_date.line")
    return None


def _head_lines(reading: Reading, flow: Sequence[Passage]) -> Iterator[tuple[str, int]]:
    for passage in flow[:_HEAD_PASSAGES]:
        if passage.start > _HEAD_CHARACTERS:
            return
        yield reading.text[passage.start : passage.end], passage.start
