"""Pages on one issue: each meeting that took it has a line of its own, with day, body and item, and its record below.

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


def _line(text: str, passage: Passage, index: int) -> _Line | None:
    match = _pattern().fullmatch(_FOLD.sub(" ", text[passage.start : passage.end]).strip())
    if match is None:
        return None
    days = [span.date_from for span in parse_dates(match.group("day")) if span.date_from == span.date_to]
    day = days[0].isoformat() if days and days[0] is not None else None
    return _Line(index, match.group("item"), day, body_in(match.group("body")) or match.group("body").strip())


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
