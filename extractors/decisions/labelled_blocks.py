"""Decisions of a bulletin or list, each printed as a block of labels: Subject, Decision maker, Date, Decision, Reason.

Each block is one decision with a day and a maker of its own. The labels stand beside their values, parted by a colon
or by blanks; several lines of a block may have been read as one paragraph, so that lines are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from extractors.dates.grammar import parse_dates
from extractors.decisions.sub_items import Item
from extractors.document.bodies import body_in
from extractors.structure.passages import MarkerKind, Passage
from extractors.vocabulary import load

_FOLD = re.compile(r"\s+")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("items")["block"][name])


def find_labelled_blocks(text: str, flow: Sequence[Passage]) -> tuple[Item, ...]:
    """One item for each block; empty where fewer than two blocks say who decided, or when, and what."""
    starts = [passage.start for passage in flow]
    openings = list(_pattern("subject").finditer(text))
    return _blocks(text, flow, starts, openings) or _blocks(text, flow, starts, _over_makers(text))


def _over_makers(text: str) -> list[re.Match[str]]:
    """Where the blocks of a page begin whose decisions have no label over them: who decided, with the line above."""
    return list(_pattern("over_maker").finditer(text))


def _blocks(
    text: str, flow: Sequence[Passage], starts: Sequence[int], openings: Sequence[re.Match[str]]
) -> tuple[Item, ...]:
    items: list[Item] = []
    # Labels that stand over the first title stand over each: below a decision they are of the next block.
    head = openings[0].start() if openings else 0
    leading = {name: _pattern(name).search(text, 0, head) is not None for name in ("maker", "day")}
    for n, opening in enumerate(openings):
        stop = openings[n + 1].start() if n + 1 < len(openings) else len(text)
        decided = _pattern("decision").search(text, opening.end(), stop)
        named = opening.groupdict()
        title = _words(opening) if named["value"] else None
        from_maker = text.rfind("\n", 0, opening.start("maker")) + 1 if "maker" in named else opening.end()
        made = _beside("maker", text, (from_maker, stop), decided, below=title is not None and not leading["maker"])
        day = _beside("day", text, (opening.end(), stop), decided, below=title is not None and not leading["day"])
        if decided is None or (made is None and day is None):
            continue
        first = bisect_right(starts, opening.start("value") if title else from_maker)
        last = _end(flow, max(first, bisect_right(starts, decided.start())), bisect_right(starts, stop - 1))
        items.append(
            Item(
                None, title, flow[first - 1].start, opening.end("value") if title else flow[first - 1].end,
                first, last, "labelled_block",
                decided_on=_day(day.group("value")) if day else None, body=_maker(made) if made else None,
            )
        )  # fmt: skip
    return tuple(items) if len(items) > 1 else ()


def _beside(
    name: str, text: str, block: tuple[int, int], decided: re.Match[str] | None, *, below: bool
) -> re.Match[str] | None:
    """The label ``name`` of a block, between its title and its decision or, where ``below``, behind the decision."""
    if decided is None:
        return None
    pattern = _pattern(name)
    above = pattern.search(text, block[0], decided.start())
    return above or (pattern.search(text, decided.end(), block[1]) if below else None)


def _end(flow: Sequence[Passage], first: int, last: int) -> int:
    """A numbered heading behind the decision begins another part of the paper."""
    return next((i for i in range(first, last) if flow[i].heading and flow[i].marker_kind is MarkerKind.ARABIC), last)


def _maker(match: re.Match[str]) -> str:
    """Who decided: "The Cabinet" is the Cabinet."""
    return body_in(_words(match)) or _words(match)


def _words(match: re.Match[str]) -> str:
    return _FOLD.sub(" ", match.group("value")).strip(" *.")


def _day(printed: str) -> str | None:
    days = {span.date_from for span in parse_dates(printed) if span.precision == "day"}
    day = days.pop() if len(days) == 1 else None
    return day.isoformat() if day is not None else None
