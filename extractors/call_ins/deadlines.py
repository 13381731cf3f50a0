"""The last moment of a call-in as printed: day and cut-off, or nothing where either is in doubt.

Midnight and a bare date mean the end of the named day (contract, ground rule 6). A wrong deadline under a council's
name is the worst fault this program could have, so whatever is unclear gives no deadline and says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extractors.dates.grammar import DateSpan, parse_dates
from extractors.dates.values import Lean
from extractors.vocabulary import load

_END_OF_DAY = "23:59:59"
_REACH = timedelta(days=60)
"""How long after the paper's own day a day printed without a year is still believed."""
_FAR = timedelta(days=120)
"""A deadline later than this after the paper's own day is doubtful."""
_BEFORE = 14
"""A deadline this many days before the paper's own day is surely a slip of the year or month."""


@dataclass(frozen=True, slots=True)
class Moment:
    """``day`` is an ISO date, ``moment`` a local date-time; None where not stated plainly. ``doubts`` say why."""

    day: str | None
    moment: str | None
    doubts: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


NOTHING = Moment(None, None)


@cache
def _times() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in load("call_in")["time"].items()}


@cache
def _not_deadline() -> re.Pattern[str]:
    return re.compile(load("call_in")["not_deadline"]["before"])


@cache
def _takes_effect() -> re.Pattern[str]:
    return re.compile(load("call_in")["takes_effect"]["before"])


_SEPARATORS = re.compile(r":-|[–—]")


def _folded(words: str) -> str:
    """``words`` without dashes (":-2013/12/23" is no negative number) and days named as holidays; offsets keep."""
    for pattern in (_SEPARATORS, _times()["holiday"]):
        words = pattern.sub(lambda match: " " * len(match.group(0)), words)
    return words


def read_moment(words: str, own_day: date | None) -> Moment:
    """The last moment named in ``words`` (a label's value or one sentence about call-in).

    ``own_day`` is the day of the meeting, signature or publication: it gives a year that is not printed, and shows
    up a deadline that cannot be.
    """
    folded = _folded(words)
    read = parse_dates(folded, reference=own_day, lean=Lean.FUTURE)
    spans = [span for span in read if span.precision == "day" or _is_range(folded, span)]
    spans = [span for span in spans if not _not_deadline().search(folded[: span.start])]
    spans = [span for span in spans if not _takes_effect().search(folded[: span.start])]
    if not spans:
        return NOTHING
    days = {span.date_to for span in spans}
    if len(days) > 1 and not _is_period(folded, spans):
        return Moment(None, None, ("several_dates",))
    span = spans[-1]
    if _is_cut(folded, span):
        return Moment(None, None, ("day_unclear",), span.start, span.end)
    if span.date_to is None:
        return Moment(None, None, ("year_unknown",), span.start, span.end)
    doubts = _doubts(span, span.date_to, own_day)
    if _hopeless(doubts):
        return Moment(None, None, doubts, span.start, span.end)
    # "29.12.23" is a day and no hour.
    dated = "".join(" " if any(s.start <= n < s.end for s in read) else sign for n, sign in enumerate(folded))
    moment, unclear = _cut_off(dated, span.date_to)
    if moment is not None and moment.endswith(_END_OF_DAY) and _times()["before_day"].search(folded[: span.start]):
        moment, unclear = None, ("before_a_day",)
    return Moment(span.date_to.isoformat(), moment, doubts + unclear, span.start, span.end)


def _is_cut(words: str, span: DateSpan) -> bool:
    """Whether the first figure of the day may stand apart from the second ("1 6 September"), as scans print it."""
    one_figure = words[span.start].isdigit() and not words[span.start + 1 : span.start + 2].isdigit()
    return one_figure and _times()["cut_day"].search(words[: span.start]) is not None


def _is_range(words: str, span: DateSpan) -> bool:
    """Whether ``span`` is the whole period of call-in ("22 December 2023 to 2 January 2024"), whose last day counts."""
    times = _times()
    return (
        span.precision == "range"
        and times["two_days"].match(words[span.start : span.end]) is not None
        and times["one_range"].search(words[: span.start]) is not None
    )


def _is_period(words: str, spans: list[DateSpan]) -> bool:
    """Whether the days are the first and the last of one period: "begins on 21 May and ends on 29 May"."""
    if len(spans) != 2:
        return False
    first, last = spans
    between = words[first.end : last.start]
    # Of an hour printed between them nobody can tell which of the two days it belongs to.
    timed = any(_times()[name].search(between) for name in ("midnight", "noon", "clock", "unclear"))
    if first.date_to is None or last.date_to is None or first.date_to >= last.date_to or timed:
        return False
    opens = not words[: first.start].strip() or _times()["range_from"].search(words[: first.start]) is not None
    return opens and _times()["range_to"].search(between) is not None


def hour_beside(text: str, start: int) -> re.Match[str] | None:
    """The hour that stands at ``start``, behind a day, under a label of its own ("Time: 12 noon") or on a line of its
    own, or None."""
    return _times()["beside"].match(text, start) or _times()["alone"].match(text, start)


def is_hour(words: str) -> bool:
    """Whether ``words`` are an hour and nothing else ("by 5.00pm")."""
    match = _times()["alone"].match(words)
    return match is not None and match.end() == len(words.rstrip())


def read_effective(words: str, own_day: date | None) -> str | None:
    """The day (ISO) on which ``words`` say that the decision takes effect, or None where they name none, or two."""
    folded = _folded(words)
    spans = [span for span in parse_dates(folded, reference=own_day, lean=Lean.FUTURE) if span.precision == "day"]
    days = {span.date_to for span in spans if _takes_effect().search(folded[: span.start])}
    day = days.pop() if len(days) == 1 else None
    span = next((span for span in spans if span.date_to == day), None)
    if day is None or span is None or _hopeless(_doubts(span, day, own_day)):
        return None
    return day.isoformat()


def _doubts(span: DateSpan, day: date, own_day: date | None) -> tuple[str, ...]:
    doubts: list[str] = []
    if span.weekday is not None and span.weekday != day.weekday():
        doubts.append("weekday_mismatch")
    if not span.year_printed:
        doubts.append("year_from_context")
        if own_day is None or not timedelta(0) <= day - own_day <= _REACH:
            doubts.append("year_unknown")
    if own_day is not None and day < own_day:
        doubts.append("deadline_before_meeting")
        if own_day - day > timedelta(days=_BEFORE):
            doubts.append("deadline_long_before_meeting")
    if own_day is not None and day - own_day > _FAR:
        doubts.append("deadline_far_from_meeting")
    return tuple(doubts)


def _hopeless(doubts: tuple[str, ...]) -> bool:
    """Whether the doubts together say that the printed day is not the one meant."""
    if "year_unknown" in doubts:
        return True
    misplaced = any(doubt.startswith("deadline_") for doubt in doubts)
    return "weekday_mismatch" in doubts and (misplaced or "year_from_context" in doubts)


def _cut_off(words: str, day: date) -> tuple[str | None, tuple[str, ...]]:
    """The moment on ``day`` at which call-in ends, or None and why."""
    times = _times()
    if times["start_of_day"].search(words):
        return f"{(day - timedelta(days=1)).isoformat()}T{_END_OF_DAY}", ("midnight_at_start",)
    found: set[str] = set()
    if times["midnight"].search(words):
        found.add(_END_OF_DAY)
    if times["noon"].search(words):
        found.add("12:00:00")
    for match in times["clock"].finditer(words):
        time = _clock_time(match)
        if time is None:
            return None, ("cut_off_unclear",)
        # "12 noon" and "12 midnight" are read above; their number is no hour of its own.
        found.add(time)
    if len(found) > 1:
        return None, ("several_times",)
    if found:
        return f"{day.isoformat()}T{found.pop()}", ()
    if times["unclear"].search(words) or times["garbled"].search(words):
        return None, ("cut_off_unclear",)
    return f"{day.isoformat()}T{_END_OF_DAY}", ()


def _clock_time(match: re.Match[str]) -> str | None:
    """ "5.00 p.m." as 17:00:00. Twelve o'clock "am" or "pm" means different things to different clerks: None."""
    if match.group("military"):
        digits = match.group("military")
        return f"{digits[:2]}:{digits[2:]}:00" if digits != "0000" else None
    dotted = match.group("dotted") or match.group("dotted2")
    if dotted:
        return f"{dotted[:2]}:{dotted[3:]}:00"
    if match.group("hour24"):
        hour, minute = int(match.group("hour24")), int(match.group("minute24"))
        return f"{hour:02}:{minute:02}:00" if (hour, minute) != (0, 0) else None
    hour, minute, half = int(match.group("hour")), int(match.group("minute") or 0), match.group("half").lower()
    if half.startswith(("a", "p")):
        if hour == 12 or hour == 0 or hour > 12:
            return None
        hour += 12 if half.startswith("p") else 0
    return f"{hour:02}:{minute:02}:00" if hour or minute else None
