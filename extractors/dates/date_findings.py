"""Dates that cannot stand together: a paper signed before its meeting, a weekday that is another, a quarter's end.

Nothing is repaired: the date stays as printed, the finding says what does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from extractors.dates.grammar import DateSpan, parse_dates
from extractors.dates.values import Precision
from extractors.reading import Reading
from extractors.records import DateMention, DocumentFacts, Finding
from extractors.vocabulary import load

_WORDS: dict[str, Any] = load("date_findings")
_FORECAST = re.compile(_WORDS["forecast"])
_BRACKET = re.compile(_WORDS["bracket"])
_FROM = re.compile(_WORDS["span_from"])
_TO = re.compile(_WORDS["span_to"])
_MONTHS_MOVED = re.compile(_WORDS["months_moved"])
_NUMBERS: dict[str, int] = _WORDS["numbers"]
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def find_date_findings(reading: Reading, facts: DocumentFacts, dates: Sequence[DateMention]) -> tuple[Finding, ...]:
    """What does not fit among the dates of a paper, in reading order."""
    found = [
        *_signed_too_early(facts, dates),
        *_deadline_too_early(facts, dates),
        *_position_to_come(reading, facts, dates),
        *_wrong_weekdays(dates),
        *_wrong_quarter_ends(reading, dates),
        *_wrong_delays(reading, dates),
        *_ends_before_it_begins(reading, dates),
    ]
    return tuple(sorted(found, key=lambda finding: finding.start))


def in_words(day: date) -> str:
    """ "30 September 2013"."""
    return f"{day.day} {day:%B %Y}"


def _finding(mention: DateMention, rule: str, message: str, computed: str | None) -> Finding:
    return Finding(
        page=mention.page,
        start=mention.start,
        end=mention.end,
        rule=rule,
        message=message,
        printed=mention.quote,
        computed=computed,
    )


def _signed_too_early(facts: DocumentFacts, dates: Sequence[DateMention]) -> Iterator[Finding]:
    """A record of a meeting is signed on or after the day of the meeting."""
    if facts.meeting_date is None or facts.kind == "agenda":
        return
    meeting = in_words(date.fromisoformat(facts.meeting_date))
    for mention in dates:
        if mention.role == "signed" and mention.date_to < facts.meeting_date:
            told = [
                other.quote
                for other in dates
                if other.role in ("prior_meeting", "inspection", "publication", "as_at")
                and other.date_from == other.date_to
                and mention.date_to < other.date_from <= facts.meeting_date
            ]
            also = f", and before {' and '.join(dict.fromkeys(told))}, which it describes as past" if told else ""
            message = f"The signature's date is before the meeting it records ({meeting}){also}."
            yield _finding(mention, "date_order", message, f"not before {meeting}")


def _deadline_too_early(facts: DocumentFacts, dates: Sequence[DateMention]) -> Iterator[Finding]:
    """A decision can be called in only after it was taken."""
    if facts.meeting_date is None:
        return
    for mention in dates:
        if mention.role == "call_in_deadline" and mention.date_to < facts.meeting_date:
            meeting = in_words(date.fromisoformat(facts.meeting_date))
            message = f"The call-in deadline is before the meeting that took the decision ({meeting})."
            yield _finding(mention, "date_order", message, f"not before {meeting}")


def _position_to_come(reading: Reading, facts: DocumentFacts, dates: Sequence[DateMention]) -> Iterator[Finding]:
    """A position "as at" a day after the meeting was not known there, unless it is a forecast."""
    if facts.meeting_date is None or facts.kind not in ("minutes", "decision_record", "decision_list"):
        return
    for mention in dates:
        if mention.role != "as_at" or mention.date_from <= facts.meeting_date:
            continue
        sentence = reading.sentence_at(mention.start)
        if sentence is None or _FORECAST.search(sentence.text):
            continue
        meeting = in_words(date.fromisoformat(facts.meeting_date))
        yield _finding(mention, "date_order", f"A position after the meeting of {meeting} is told as known.", None)


def _wrong_weekdays(dates: Sequence[DateMention]) -> Iterator[Finding]:
    """A printed weekday and a day printed in full say the same; without a printed year nothing can be said."""
    for mention in dates:
        span = _alone(mention)
        if span is None or span.weekday is None or not span.year_printed or span.date_from is None:
            continue
        if span.first.precision is Precision.DAY and span.date_from.weekday() != span.weekday:
            real = _DAYS[span.date_from.weekday()]
            message = f"{in_words(span.date_from)} was a {real}, not a {_DAYS[span.weekday]}."
            yield _finding(mention, "weekday_mismatch", message, real)


def _alone(mention: DateMention) -> DateSpan | None:
    return _parsed(mention.quote, mention.date_from)


@lru_cache(maxsize=4_000)
def _parsed(quote: str, date_from: str) -> DateSpan | None:
    spans = parse_dates(quote, reference=date.fromisoformat(date_from))
    return spans[0] if len(spans) == 1 else None


def _wrong_quarter_ends(reading: Reading, dates: Sequence[DateMention]) -> Iterator[Finding]:
    """ "End of quarter 2 (30 June)": a bracket that explains a quarter or its end must name its last day."""
    for named, explained in pairwise(dates):
        between = reading.text[named.end : explained.start]
        if explained.date_from != explained.date_to or not _BRACKET.fullmatch(between):
            continue
        span = _alone(named)
        if span is None or span.first.precision is not Precision.QUARTER or span.edge not in ("", "end"):
            continue
        if named.date_to[5:] == explained.date_to[5:]:
            continue
        last = in_words(date.fromisoformat(explained.date_to[:4] + named.date_to[4:]))
        message = f"{named.quote[:1].upper()}{named.quote[1:]} is {last}; the bracket says {explained.quote}."
        yield _finding(explained, "period_conflict", message, last)


def _wrong_delays(reading: Reading, dates: Sequence[DateMention]) -> Iterator[Finding]:
    """ "3 months' delay from March to July": the number of months and the two months must agree.

    Counting both months in is accepted too: "three months from April to June".
    """
    for index, mention in enumerate(dates):
        later = dates[index + 1] if index + 1 < len(dates) else None
        if later is not None and reading.text[mention.end : later.start].strip() not in ("to", "until"):
            later = None
        months = _months_between(mention, later)
        sentence = reading.sentence_at(mention.start)
        if months is None or sentence is None:
            continue
        stated = list(_MONTHS_MOVED.finditer(reading.text, sentence.start_char, mention.start))
        number = _number(stated[0]["n"]) if len(stated) == 1 else None
        if number is not None and number not in (months, months + 1):
            quote = mention.quote if later is None else f"{mention.quote} to {later.quote}"
            message = f"From {quote} is {months} months, not {number}."
            yield _finding(mention, "period_conflict", message, f"{months} months")


def _ends_before_it_begins(reading: Reading, dates: Sequence[DateMention]) -> Iterator[Finding]:
    """ "From 1 April 2024 to 31 March 2023": both days in full, the second before the first."""
    for first, last in pairwise(dates):
        if last.date_to >= first.date_from or _TO.fullmatch(reading.text[first.end : last.start]) is None:
            continue
        if _FROM.search(reading.text, max(0, first.start - 12), first.start) is None:
            continue
        spans = (_alone(first), _alone(last))
        if all(span and span.year_printed and span.first.precision is Precision.DAY for span in spans):
            message = f"The end, {last.quote}, is before the beginning, {first.quote}."
            yield _finding(last, "date_order", message, f"not before {first.quote}")


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower())


def _months_between(first: DateMention, last: DateMention | None) -> int | None:
    """Months from one month to another, both in one expression or in two; None where either is not a month."""
    span = _alone(first)
    if span is None or span.first.precision is not Precision.MONTH:
        return None
    if last is None and span.first == span.last:
        return None
    begin, end = date.fromisoformat(first.date_from), date.fromisoformat((last or first).date_to)
    if last is not None and last.date_from[:7] != last.date_to[:7]:
        return None
    months = (end.year - begin.year) * 12 + end.month - begin.month
    return months if months > 0 else None
