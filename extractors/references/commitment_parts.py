"""The parts of a commitment: when it is due, how often, and what it is, in the paper's words."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.records import DateMention
from extractors.vocabulary import load

_WORDS: dict[str, Any] = load("commitments")
_DUE = {name: re.compile(pattern) for name, pattern in _WORDS["due"].items()}
_RECURS = tuple((entry["value"], re.compile(entry["pattern"])) for entry in _WORDS["recurs"])
_HEAD = re.compile(_WORDS["what"]["head"])
_NUMBERS: dict[str, int] = _WORDS["term"]["numbers"]
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_IN_TIME = re.compile(_WORDS["term"]["in_time"].replace("{number}", _NUMBER))
_LONGEST = 160
_MOST_OF_A_YEAR = 300


@dataclass(frozen=True, slots=True)
class Due:
    """ISO dates. "By" a day gives only ``date_to``, "from" and "after" only ``date_from``, "in" and "on" both."""

    date_from: str | None = None
    date_to: str | None = None


def due(
    text: str,
    start: int,
    end: int,
    dates: Sequence[DateMention],
    written: str | None,
    *,
    moved: bool = False,
    named: int | None = None,
    act: int = 0,
) -> Due:
    """When ``text[start:end]`` is due, by its dates that lie ahead of the paper (``written``, ISO).

    ``named`` is where the date begins that the words of the promise name, if that is known; ``act`` is where the words
    of the promise end, before which a date is less likely its own. ``moved`` says that "from March to July" tells of a
    date put off: the second month is meant.
    """
    begins = _DUE["next"].search(text, max(start, act), end)
    end = begins.start() if begins is not None else end
    ahead = [
        one
        for one in dates
        if start <= one.start < end and (_lies_ahead(one, written) or _is_told_as_ahead(one, written, act))
    ]
    if not ahead:
        return _term(text[start:end], written)
    ahead = [one for one in ahead if not (_is_a_year(one) and _DUE["of"].search(text[start : one.start]))]
    ahead = [one for one in ahead if not _DUE["aside"].search(text, max(start, act), one.start)]
    if not ahead:
        return Due()
    later = [one for one in ahead if one.end >= act] or [
        one
        for one in ahead
        if one.role != "period"
        and not _DUE["condition"].search(text[start : one.start])
        and not _DUE["parted"].search(text, one.end, act)
    ]
    if not later:
        return Due()
    mention = next((one for one in later if one.role == "future_action"), later[0])
    mention = next((one for one in ahead if one.start == named), mention)
    if moved:
        mention = ahead[-1]
        if mention.date_from[:7] != mention.date_to[:7]:
            return Due(f"{mention.date_to[:8]}01", mention.date_to)
        return Due(mention.date_from, mention.date_to)
    before = " ".join(text[max(start, mention.start - 60) : mention.start].split())
    worded = _as_worded(f"{before} ", mention)
    until = next((one for one in ahead if one.start > mention.end and _DUE["ending"].search(text[: one.start])), None)
    return Due(worded.date_from, until.date_to) if until is not None and worded.date_from else worded


def _is_told_as_ahead(mention: DateMention, written: str | None, act: int) -> bool:
    """Whether a paper without a day of its own promises an act on a day: "will be heard on 9 July"."""
    return written is None and mention.start >= act and mention.role in ("call_in_deadline", "other")


def _lies_ahead(mention: DateMention, written: str | None) -> bool:
    if mention.role == "meeting" and written is not None:
        return mention.date_from > written  # a meeting still to be held
    if mention.role in ("legislation", "meeting", "inspection", "prior_meeting", "as_at"):
        return False
    return mention.date_to >= written if written is not None else mention.role == "future_action"


def _is_a_year(mention: DateMention) -> bool:
    days = date.fromisoformat(mention.date_to) - date.fromisoformat(mention.date_from)
    return mention.role == "period" and days.days > _MOST_OF_A_YEAR


def _as_worded(before: str, mention: DateMention) -> Due:
    """Which ends of the date count, by the words ``before`` it."""
    if _DUE["both"].search(before):
        return Due(mention.date_from, mention.date_to)
    if _DUE["by"].search(before):
        return Due(None, mention.date_to)
    if _DUE["from"].search(before):
        return Due(mention.date_from, None)
    return Due(mention.date_from, mention.date_to)


def _term(words: str, written: str | None) -> Due:
    """A term counted from the day of the paper: "in six months' time" is some day of that month; or Christmas."""
    if written is None:
        return Due()
    day = date.fromisoformat(written)
    if _DUE["by_christmas"].search(words) is not None:
        return Due(None, date(day.year + (day > date(day.year, 12, 25)), 12, 25).isoformat())
    if (found := _IN_TIME.search(" ".join(words.split()))) is not None:
        then = _months_on(day, _number(found["number"]))
        return Due(then.replace(day=1).isoformat(), then.replace(day=monthrange(then.year, then.month)[1]).isoformat())
    return Due()


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def recurrence(words: str) -> str | None:
    """quarterly, bimonthly, monthly, annual, or None."""
    return next((value for value, pattern in _RECURS if pattern.search(words)), None)


def what(words: str) -> str:
    """The words of the commitment on one line, without a number or "it was noted that" before them."""
    line = " ".join(words.split())
    line = line[_head_end(line) :].strip(" .;,")
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _head_end(line: str) -> int:
    found = _HEAD.match(line)
    return found.end() if found is not None and found.end() < len(line) else 0
