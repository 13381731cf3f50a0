"""Pages on one issue: each meeting that took it has a line of its own, with day, body and item, and its record below.

Lists of decisions published are made alike: "14/03/2019 - Allotment Rents ref: 1317" opens one decision.
"Meeting: 14/03/2019 - Cabinet (Item 12)" opens what Cabinet decided; the next such line opens another meeting's. What
stands between two lines is of the upper one alone, whatever headings and numbers it holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.dates.grammar import parse_dates
from extractors.decisions.sub_items import Item
from extractors.document.bodies import body_in
from extractors.structure.passages import Passage
from extractors.vocabulary import load

_LONGEST_TITLE = 220
_FOLD = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Line:
    index: int
    number: str | None
    day: str | None
    body: str | None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(load("items")["meeting_line"])


def find_meeting_items(text: str, flow: Sequence[Passage], title: str | None) -> tuple[Item, ...]:
    """One item for each meeting's line, in reading order; empty where the page has none.

    An item is titled by the heading below its line, else by the page's own ``title``.
    """
    lines = [line for index, passage in enumerate(flow) if (line := _line(text, passage, index)) is not None]
    items: list[Item] = []
    for n, line in enumerate(lines):
        last = lines[n + 1].index if n + 1 < len(lines) else len(flow)
        heading = _heading(text, flow, line, last)
        first = line.index + (1 if heading is None else 2)
        title_end = flow[first - 1].end
        items.append(
            Item(
                line.number, heading or title, flow[line.index].start, title_end, first, last, "meeting_line",
                decided_on=line.day, body=line.body,
            )
        )  # fmt: skip
    return tuple(items)


def find_published_decisions(text: str, flow: Sequence[Passage]) -> tuple[Item, ...]:
    """One item for each line of a decision in a list of those published; empty where the page is none.

    One line alone is believed on a page that says of its decision when it was published, or that it holds the
    decisions on an issue.
    """
    of_an_issue = re.search(load("items")["issue_of_decisions"], text) is not None
    pattern = re.compile(load("items")["dated_title" if of_an_issue else "decision_line"])
    made_by = re.compile(load("items")["made_by"])
    opened = [
        (index, match)
        for index, passage in enumerate(flow)
        if (match := pattern.fullmatch(_FOLD.sub(" ", text[passage.start : passage.end]).strip("* "))) is not None
    ]
    items: list[Item] = []
    several = len(opened) > 1 or of_an_issue or re.search(load("items")["published_on"], text) is not None
    for n, (index, match) in enumerate(opened if several else ()):
        last = opened[n + 1][0] if n + 1 < len(opened) else len(flow)
        until = flow[last - 1].end
        made = made_by.search(text, flow[index].end, until)
        body = (body_in(made.group("body")) or made.group("body").strip()) if made is not None else None
        title = match.group("title").rstrip(" .")
        items.append(
            Item(
                match.groupdict().get("reference"), title, flow[index].start, flow[index].end,
                _after_labels(text, flow, index + 1, last), last, "published_decision",
                decided_on=_day(match.group("day")), body=body,
            )
        )  # fmt: skip
    return tuple(items)


def _after_labels(text: str, flow: Sequence[Passage], first: int, last: int) -> int:
    """The index behind the labels over a decision's words ("Decision published: ...", "Effective from: ...")."""
    pattern = re.compile(load("items")["page_label"])
    behind = [index for index in range(first, last) if pattern.match(text[flow[index].start : flow[index].end])]
    return min(behind[-1] + 1, last) if behind else first


def _day(printed: str) -> str | None:
    days = [span.date_from for span in parse_dates(printed) if span.date_from == span.date_to]
    return days[0].isoformat() if days and days[0] is not None else None


def _line(text: str, passage: Passage, index: int) -> _Line | None:
    match = _pattern().fullmatch(_FOLD.sub(" ", text[passage.start : passage.end]).strip())
    if match is None:
        return None
    day = _day(match.group("day"))
    number = (match.group("item") or "").rstrip(".") or None
    return _Line(index, number, day, body_in(match.group("body")) or match.group("body").strip())


def _heading(text: str, flow: Sequence[Passage], line: _Line, last: int) -> str | None:
    """The words of the heading below a meeting's line: it begins with the number that the line gives the item."""
    if line.number is None or line.index + 1 >= last:
        return None
    below = flow[line.index + 1]
    words = _FOLD.sub(" ", text[below.start : below.end]).strip("* ")
    number = re.match(rf"{re.escape(line.number)}[.):]?\s+", words)
    if number is None or len(words) > _LONGEST_TITLE:
        return None
    return words[number.end() :]
