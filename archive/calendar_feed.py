"""Call-in deadlines as an iCalendar that a phone can subscribe to.

Every event is a whole day without a time zone, because that is what the papers print and because no client then
shifts it. ``DTSTAMP`` is when the paper was read or a person last corrected it, so that equal data gives equal bytes.
A call-in that is no longer open for a printed last moment but had one before (a correction, a paper withdrawn) is sent
as cancelled, so that subscribers' copies go.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from icalendar import Calendar, Event

from archive.site import Raw

REFRESH = dt.timedelta(hours=12)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Deadline:
    """``day`` is the last day of the call-in; ``sequence`` counts a person's corrections.

    ``words`` are the paper's; None where the paper was taken back, and with it its words.
    """

    id: str
    day: str
    title: str
    words: str | None
    basis: str | None
    url: str
    read_at: str
    sequence: int = 0
    cancelled: bool = False


def calendar(deadlines: Sequence[Deadline], *, host: str, name: str) -> Raw:
    """The calendar; valid and empty where there is no deadline."""
    calendar = Calendar()
    calendar.add("prodid", "-//Minutebook//Call-in deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for deadline in deadlines:
        calendar.add_component(_event(deadline, host))
    return Raw(calendar.to_ical(), "text/calendar; charset=utf-8", max_age=900)


def _event(deadline: Deadline, host: str) -> Event:
    event = Event()
    day = dt.date.fromisoformat(deadline.day[:10])
    event.add("uid", f"{deadline.id}@{host.split(':')[0] or 'localhost'}")
    event.add("dtstamp", dt.datetime.fromisoformat(deadline.read_at.replace("Z", "+00:00")).astimezone(dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", _printable(f"Last day for call-in: {deadline.title}"))
    event.add("description", _description(deadline))
    event.add("url", deadline.url)
    event.add("transp", "TRANSPARENT")
    event.add("sequence", deadline.sequence)
    event.add("status", "CANCELLED" if deadline.cancelled else "CONFIRMED")
    return event


def _description(deadline: Deadline) -> str:
    if deadline.words is None:
        return f"The paper was withdrawn, and this day with it.\n{deadline.url}"
    calculated = "\nThis day was calculated from the council's rule; the paper does not print it."
    return (
        f"The paper says: {_printable(deadline.words)}{calculated if deadline.basis == 'calculated' else ''}\n"
        f"Before you rely on it, check with Democratic Services.\n{deadline.url}"
    )


def _printable(words: str) -> str:
    """Without the control characters that RFC 5545 forbids in text: some readers take a few of them for line ends."""
    return _CONTROLS.sub(" ", words)
