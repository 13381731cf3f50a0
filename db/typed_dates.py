"""Days and deadlines as a clerk types them, and as they stand in a form: written so that either reads back the same."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LOCAL = ZoneInfo("Europe/London")
_END_OF_DAY = dt.time(23, 59, 59)

_LONGEST = 200
"""Characters; no day or time takes as many, and the patterns below must not be made to work on a page."""
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\Z")
_SLASHED = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})\Z")
_WORDED = re.compile(
    r"(?:(?P<weekday>[a-z]{3,9}),?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[a-z]{3,9}),?\s+(?P<year>\d{4})\Z"
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::(?P<second>\d{2}))?\s*(?P<half>[ap]m)?\Z")
_TIME_FIRST = re.compile(
    r"(?:by |at )?(?P<time>[\d:.]{1,8}\s{0,8}(?:[ap]m)?|noon|midnight|the end of|end of)"
    r"\s{1,8}(?:on )?(?P<day>\S.{0,300})\Z"
)
_TIME_LAST = re.compile(
    r"(?P<day>\S.{0,300}?)(?:t|,?\s{1,8}(?:at |by )?)"
    r"(?P<time>\d{1,2}[:.]\d{2}(?::\d{2})?\s{0,8}(?:[ap]m)?|\d{1,2}\s{0,8}[ap]m|noon|midnight)\Z"
)


def read_day(typed: str) -> dt.date | None:
    """22 March 2024, Friday 22 March 2024, 22/3/2024 (day first) or 2024-03-22; None where it is no day.

    A day of the week that does not fit the date is no day: one of the two is a slip.
    """
    if len(typed) > _LONGEST:
        return None
    words = " ".join(typed.lower().split())
    match = _ISO.match(words) or _SLASHED.match(words) or _WORDED.match(words)
    if match is None:
        return None
    parts = match.groupdict()
    month = _month(parts["name"]) if "name" in parts else int(parts["month"])
    if month is None:
        return None
    try:
        day = dt.date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None
    weekday = parts.get("weekday")
    return day if weekday is None or _begins(WEEKDAYS[day.weekday()], weekday) else None


def read_moment(typed: str) -> dt.datetime | None:
    """A day, with or without a time: 5pm on 22 March 2024, 22 March 2024 17:00, 2024-03-22T17:00:00.

    A day alone, its midnight and its end are the end of that day, as the words "midnight on Friday" are. None where it
    is no moment.
    """
    if len(typed) > _LONGEST:
        return None
    words = " ".join(typed.lower().split())
    day = read_day(words)
    if day is not None:
        return dt.datetime.combine(day, _END_OF_DAY)
    for pattern in (_TIME_FIRST, _TIME_LAST):
        match = pattern.match(words)
        if match is None:
            continue
        day, time = read_day(match["day"]), _time(match["time"].strip())
        if day is not None and time is not None:
            return dt.datetime.combine(day, time)
    return None


def say_day(value: str) -> str:
    """An ISO day as a form shows it."""
    day = dt.date.fromisoformat(value)
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"


def say_moment(value: str) -> str:
    """An ISO moment as a form shows it: the day alone for its end."""
    moment = dt.datetime.fromisoformat(value)
    day = say_day(moment.date().isoformat())
    if moment.time() == _END_OF_DAY:
        return day
    return f"{day} {moment.time().isoformat('minutes' if not moment.second else 'seconds')}"


def say_stamp(value: str) -> str:
    """When somebody did something, as ISO with an offset: "4 May 2021 at 10:05", in the time of the place itself."""
    moment = dt.datetime.fromisoformat(value.replace("Z", "+00:00"))
    local = moment.astimezone(LOCAL) if moment.tzinfo else moment
    return f"{say_day(local.date().isoformat())} at {local:%H:%M}"


def _time(words: str) -> dt.time | None:
    if words in ("midnight", "the end of", "end of"):
        return _END_OF_DAY
    if words == "noon":
        return dt.time(12)
    match = _CLOCK.match(words)
    if match is None or (match["minute"] is None and match["half"] is None):
        return None
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    if match["half"] is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] == "pm" else 0)
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        return None


def _month(name: str) -> int | None:
    return next((number for number, month in enumerate(MONTHS, 1) if _begins(month, name)), None)


def _begins(whole: str, typed: str) -> bool:
    """Whether ``typed`` is the word or its usual shortening: mar, sept, thurs."""
    return whole == typed or (len(typed) in (3, 4, 5) and whole.startswith(typed))
