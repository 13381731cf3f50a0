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
from extractors.tables.layout import layouts
from extractors.vocabulary import load
from extractors.vocabulary.screened import Screened, screened

_HEAD_CHARACTERS = 2000
_HEAD_PASSAGES = 30
_OCR_ORDINAL = re.compile(r"(?<=\d)[\"”“’‘'*°®]{1,2}(?=\s[A-Z])")
"""What text recognition makes of a raised "th": 19" September."""
_WORDS: dict[str, str] = load("documents")["own_dates"]
_MINUTES_HELD = re.compile(_WORDS["minutes_held"])
_ITEMS_BEGIN = re.compile(_WORDS["items_begin"])
_HEADS_A_DECISION = re.compile(r"\s[-–]\s\S")
"""Behind the first day under "Decisions published" stands the title of the decision taken that day."""
_NO_MEETING = re.compile(_WORDS["no_meeting"])
_PUBLISHED = re.compile(_WORDS["published"])
_BOUNDS = re.compile(_WORDS["bounds"])
_TOLD_OF = re.compile(_WORDS["told_of"])
_NOT_SIGNED = re.compile(_WORDS["not_signed"])
_ISSUE_MEETING = re.compile(_WORDS["issue_meeting"])
_LISTED_DECISION = re.compile(_WORDS["listed_decision"])
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
    if _decided_on_several_days(labels) or lists_meetings(reading) or _lists_decisions(reading):
        return None
    signed = {id(label) for label in _dates_of_signatures(labels)}
    # "To:" addresses a paper in its head; below it says what was agreed to.
    addressed = (label for label in labels if label.field != "to" or label.start < _HEAD_CHARACTERS)
    of_the_paper = [label for label in addressed if id(label) not in signed]
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


def lists_meetings(reading: Reading) -> bool:
    """Whether the paper is the page of one issue, with each of the meetings that dealt with it."""
    return sum(1 for _ in _ISSUE_MEETING.finditer(reading.text)) > 1


def _lists_decisions(reading: Reading) -> bool:
    """Whether the paper lists decisions of several days, each under a line of its own with the day before its title."""
    return len({found.group("day") for found in _LISTED_DECISION.finditer(reading.text)}) > 1


def _last_meeting(reading: Reading) -> str | None:
    """The ISO day of the last meeting that a page of one issue lists: it was written no earlier."""
    listed = [
        parse_dates(reading.text[found.end() - 24 : found.end()]) for found in _ISSUE_MEETING.finditer(reading.text)
    ]
    days = [day for spans in listed for span in spans if (day := full_day(span)) is not None]
    return max(days).isoformat() if days else None


def _decided_on_several_days(labels: Sequence[Label]) -> bool:
    """Whether the paper holds several decisions, each with a day of its own: the first one's is not the paper's."""
    return len(_days_of(label for label in labels if content_words(label.label) in _DECIDED)) > 1


def _days_of(labels: Iterable[Label]) -> set[date]:
    """The first full day of each label; behind a day under "Decisions published" a decision's title may stand."""
    found: set[date] = set()
    for label in labels:
        span = next(iter(parse_dates(label.value[:160])), None)
        day = full_day(span) if span is not None and not _HEADS_A_DECISION.match(label.value, span.end) else None
        if day is not None:
            found.add(day)
    return found


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
    """The ISO day labelled "date of decision", where one person decides and the paper is of no one meeting."""
    if lists_meetings(reading):
        return _last_meeting(reading)
    labels = find_labels(reading, passages(reading))
    found = _of_labels((label for label in labels if content_words(label.label) in _DECIDED), "meeting_date")
    # A record of one person's decision prints that day as its "Date", and no other.
    found = found or _of_labels((label for label in labels if content_words(label.label) == ("date",)), "meeting_date")
    found = found or _of_places(reading, "decided")
    return found.day.isoformat() if found else None


def find_published_date(reading: Reading, labels: Sequence[Label]) -> PlacedDay | None:
    """The day of publication, where one is printed."""
    printed = [label for label in labels if label.field == "published_date"]
    if len(printed) > 1 and (len(_days_of(printed)) > 1 or _decided_on_several_days(labels)):
        return None
    return _of_labels(printed, "published_date") or _of_places(reading, "published")


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
            if found is None or (name == "signed" and _NOT_SIGNED.search(reading.text, match.end(), found.start)):
                continue
            if name == "meeting" and (
                _PUBLISHED.search(reading.text[max(0, found.start - 40) : found.start])
                or _BOUNDS.search(reading.text[max(0, found.start - 20) : found.start])
                or tells_of_another_meeting(reading.text, match.start(), found.end)
                or _is_among_figures(reading, found.start)
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


_BESIDE_DATE = 24
_DATE_LINE = 200
"""No day is printed in as many characters less those that may stand beside it."""


def _date_line(reading: Reading, flow: Sequence[Passage]) -> PlacedDay | None:
    """A line of the head that says little but a date: "26 October 2011", "27 NOVEMBER 2013"."""
    for words, start in _head_lines(reading, flow):
        if len(words) > _DATE_LINE or _NO_MEETING.match(words) or _is_among_figures(reading, start):
            continue
        for span in parse_dates(_OCR_ORDINAL.sub(lambda match: " " * len(match.group()), words)):
            day = full_day(span)
            own = day is not None and len(words) - (span.end - span.start) <= _BESIDE_DATE
            if day is not None and own and not tells_of_another_meeting(reading.text, start, start + span.end):
                return PlacedDay(day, start + span.start, start + span.end, "meeting_date.line")
    return None


def _is_among_figures(reading: Reading, offset: int) -> bool:
    """Whether a day stands in a table of figures: it heads a column there or tells of a loan, and of no meeting."""
    return any(layout.table.start <= offset < layout.table.end for layout in layouts(reading))


def _head_lines(reading: Reading, flow: Sequence[Passage]) -> Iterator[tuple[str, int]]:
    for passage in flow[:_HEAD_PASSAGES]:
        if passage.start > _HEAD_CHARACTERS:
            return
        yield reading.text[passage.start : passage.end], passage.start
