"""Items of business with lettered parts that are decided one by one: planning applications, licences, virements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.decisions.introducers import find_introducer
from extractors.structure.list_markers import marker_value
from extractors.structure.passages import MarkerKind, Passage
from extractors.vocabulary import load


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its passages are ``flow[first:last]``, its heading ``text[start:title_end]``."""

    number: str | None
    title: str | None
    start: int
    title_end: int
    first: int
    last: int
    rule: str
    decided_on: str | None = None
    """The ISO day of the meeting and the body that met, where the item has them for itself."""
    body: str | None = None


_LETTERED = frozenset({MarkerKind.ALPHA, MarkerKind.ROMAN, MarkerKind.ARABIC})
_LONGEST_HEAD = 160
_PROSE = re.compile(r"[.;,:]\s*$|[.!?]\s+[A-Z]")
_FOLD = re.compile(r"\s+")


@cache
def _application() -> re.Pattern[str]:
    return re.compile(load("items")["application"])


@cache
def _person() -> re.Pattern[str]:
    return re.compile(load("items")["person"])


def with_sub_items(text: str, flow: Sequence[Passage], item: Item, kind: str) -> tuple[Item, ...]:
    """``item``, or its lettered parts where each is decided by itself.

    Parts are a run a, b, c of lines like titles above the first decision. They are parts of the business, not clauses
    of one decision, where they name planning applications or two of them have a decision of their own below them.
    """
    heads = _heads(text, flow, item)
    if len(heads) < 2:
        return (item,)
    edges = [*heads, item.last]
    decided = [
        any(_introduces(text, passage, kind) for passage in flow[head + 1 : end])
        for head, end in zip(heads, edges[1:], strict=True)
    ]
    named = sum(_application().search(text, flow[head].body, flow[head].end) is not None for head in heads)
    above = any(_introduces(text, passage, kind) for passage in flow[item.first : heads[0]])
    headed = all(flow[head].heading for head in heads)
    if above or not (headed or named == len(heads) or (decided[0] and sum(decided) >= 2)):
        return (item,)
    return tuple(_part(text, flow, item, head, end) for head, end in zip(heads, edges[1:], strict=True))


def _introduces(text: str, passage: Passage, kind: str) -> bool:
    found = find_introducer(text, passage, kind)
    return found is not None and not found.label


def _heads(text: str, flow: Sequence[Passage], item: Item) -> list[int]:
    """Indices of the passages that open a part: one run of markers that begins with a, i or 1 and counts on by ones."""
    heads: list[int] = []
    for index in range(item.first, item.last):
        passage = flow[index]
        if passage.marker_kind not in _LETTERED or not _is_head(text[passage.body : passage.end]):
            continue
        value = marker_value(passage.marker, passage.marker_kind)
        if not heads:
            if value == 1:
                heads.append(index)
            continue
        first = flow[heads[0]]
        if passage.marker_kind is first.marker_kind and value == len(heads) + 1:
            heads.append(index)
    return heads


def _is_head(words: str) -> bool:
    titled = words[:1].isupper() or words[:1].isdigit()
    return len(words) <= _LONGEST_HEAD and titled and not _PROSE.search(words) and not _person().fullmatch(words)


def _part(text: str, flow: Sequence[Passage], item: Item, head: int, end: int) -> Item:
    passage = flow[head]
    number = f"{item.number} ({passage.marker})" if item.number else passage.marker
    title = _FOLD.sub(" ", text[passage.body : passage.end]).strip("* ")
    return replace(
        item, number=number, title=title, start=passage.start, title_end=passage.end, first=head + 1, last=end,
        rule="lettered_part",
    )  # fmt: skip
