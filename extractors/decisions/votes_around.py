"""The vote by which a resolution was carried, among those that minutes print around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.decisions.introducers import Introducer
from extractors.decisions.motions import tells_of_loss
from extractors.decisions.statements import sentences
from extractors.decisions.votes import find_votes
from extractors.records import Votes
from extractors.structure.passages import Passage
from extractors.vocabulary import load

_WORDS: dict[str, str] = load("votes")["around"]
_HEADING = re.compile(_WORDS["heading"])
_SIDE = re.compile(_WORDS["side"])
_NAMED = re.compile(_WORDS["named"])
_LINES_OF_SIDES = 8


def votes_around(
    text: str, flow: Sequence[Passage], first: int, index: int, introducer: Introducer, until: int, last: int
) -> Votes | None:
    """Votes printed before the introducer (the last of them), on its line, or straight after the clauses."""
    near = text[introducer.start : introducer.after]
    votes = find_votes(near)
    if votes is not None:
        return votes
    spans: list[tuple[int, int]] = []
    for passage in flow[max(first, index - 12) : index + 1]:
        end = min(passage.end, introducer.start) if passage is flow[index] else passage.end
        spans.extend(sentences(text, passage.body, end))
    for place in range(len(spans) - 1, -1, -1):
        start, end = spans[place]
        votes = find_votes(text[start:end])
        if votes is None:
            continue
        if tells_of_loss(text[start:end]):
            # The vote by which a motion fell is not that by which the resolution was carried.
            return None
        return _of_sides(text, spans, place) or votes
    if until + 1 < last and _HEADING.fullmatch(text, flow[until].start, flow[until].end):
        until += 1
    sides = _sides_below(text, flow[until : min(until + _LINES_OF_SIDES, last)])
    if sides is not None:
        return sides
    after = text[flow[until].start : flow[until].end] if until < last else ""
    return find_votes(after) if len(after) < 200 else None


def _sides_below(text: str, below: Sequence[Passage]) -> Votes | None:
    """Votes listed straight after the clauses: "For the motion (3)", who they were, "Against the motion (2)"."""
    sides: list[Passage] = []
    for passage in below:
        if _SIDE.match(text, passage.start, passage.end):
            sides.append(passage)
        elif not sides or not _NAMED.match(text, passage.start, passage.end):
            break
    return find_votes("\n".join(text[side.start : side.end] for side in sides)) if len(sides) > 1 else None


def _of_sides(text: str, spans: Sequence[tuple[int, int]], place: int) -> Votes | None:
    """Votes listed side by side, "For: ... (3)", "Against: ... (2)", on the lines around ``spans[place]``."""
    first, last = place, place
    while first > 0 and _SIDE.match(text, *spans[first - 1]):
        first -= 1
    while last + 1 < len(spans) and _SIDE.match(text, *spans[last + 1]):
        last += 1
    return find_votes(text[spans[first][0] : spans[last][1]]) if last > first else None
