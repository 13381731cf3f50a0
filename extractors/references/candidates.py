"""Candidates for citations put in order: which of two that overlap stands, and what one lends the other.

A sentence that no shape delimits gives way to the shapes in it; a number of a minute in it becomes its reference. A
body that "agreed" without a date has the date of the meeting at which the paper says that it met.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

_CARRY = 600
"""How far back a meeting already cited supplies the date of "the Committee agreed", in characters."""
_FEWEST_LETTERS = 16
"""What is left of a sentence around its date must say something."""
_NEAR = 60
"""A date so many characters from a citation, in the same sentence, is its own."""


@dataclass(frozen=True, slots=True)
class Candidate:
    start: int
    end: int
    kind: str
    rule: str
    rank: int
    date: str | None
    reference: str | None
    lends: bool = False
    """A number alone ("minute 45"): in a sentence that is cited it is the reference of that citation."""
    mention: int = 0
    """Where its date stands, for a sentence that no shape delimits."""
    body: str = ""
    """The body named, where the date may be that of a meeting cited elsewhere."""
    heading: bool = False


def settled(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """The citations among ``candidates``, in reading order; none overlaps another."""
    return _carry(_without_repeats_in_headings(_without_overlaps(candidates, text)), text)


def _without_overlaps(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """Of candidates that overlap, the one whose shape stands first in the vocabulary; in reading order.

    A sentence that no shape delimits gives way: it is cut back to what lies around its date, or lends its date.
    """
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (one.rank, one.start)):
        over = [other for other in kept if candidate.start < other.end and other.start < candidate.end]
        if not over:
            kept.append(candidate)
        elif candidate.mention:
            _fit_in(candidate, over, kept, text)
    return sorted(kept, key=lambda one: one.start)


def _fit_in(told: Candidate, over: Sequence[Candidate], kept: list[Candidate], text: str) -> None:
    """Put the free part of a sentence around its date among ``kept``, or give the date to what stands there."""
    if any(other.lends for other in over):
        numbers = [other for other in over if other.lends]
        for other in numbers:
            kept.remove(other)
        over = [other for other in over if not other.lends]
        end = max(told.end, numbers[-1].end)
        told = replace(told, end=end, reference=told.reference or numbers[0].reference)
        if not over:
            kept.append(told)
            return
    for other in sorted(over, key=lambda one: not (one.body and one.date is None)):
        if other.body and other.date is None:
            kept[kept.index(other)] = replace(other, date=told.date)
            if abs(told.mention - other.end) <= _NEAR or abs(other.start - told.mention) <= _NEAR:
                return
        if other.start <= told.mention < other.end or (other.kind == told.kind and other.date == told.date):
            return
    start = max((other.end for other in over if other.end <= told.mention), default=told.start)
    end = min((other.start for other in over if other.start > told.mention), default=told.end)
    words = text[start:end]
    if sum(letter.isalpha() for letter in words) < _FEWEST_LETTERS:
        # "The plan, adopted under the Act on 4 May": what was done stands before what is cited there.
        start, end = told.start, min(other.start for other in over)
        words = text[start:end]
    start, end = start + len(words) - len(words.lstrip(" ,;:–-)")), start + len(words.rstrip(" ,;:–-("))
    if sum(letter.isalpha() for letter in words) >= _FEWEST_LETTERS:
        kept.append(replace(told, start=start, end=end))


def _without_repeats_in_headings(candidates: Sequence[Candidate]) -> list[Candidate]:
    """A heading ("Minutes of the meeting of ...") names what the words below it cite: only the words count."""
    below = {(one.kind, one.date, _provision(one)) for one in candidates if not one.heading}
    met = any(one.kind == "prior_meeting" and not one.heading for one in candidates)
    return [
        one
        for one in candidates
        if not one.heading
        or (
            (one.kind, one.date, _provision(one)) not in below
            and not (met and one.kind == "prior_meeting" and one.date is None)
        )
    ]


def _provision(one: Candidate) -> str | None:
    """The rule or section, where that is the source and not a date."""
    return one.reference if one.kind in ("standing_order", "legislation") else None


def _carry(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """ "The Scrutiny Committee agreed" has the date of the meeting at which the paper says that it met."""
    dated = [one for one in candidates if one.date is not None and one.kind in ("prior_meeting", "prior_decision")]
    return [
        replace(one, date=_meeting_of(one, dated, text)) if one.body and one.date is None else one for one in candidates
    ]


def _meeting_of(undated: Candidate, dated: Sequence[Candidate], text: str) -> str | None:
    same = [one for one in dated if undated.body.lower() in text[one.start : one.end].lower()]
    days = {one.date for one in same}
    if len(days) == 1 and " " in undated.body:
        return days.pop()
    just_before = [one for one in same if 0 <= undated.start - one.end <= _CARRY]
    return just_before[-1].date if just_before else None
