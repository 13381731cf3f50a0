"""Which lines that look like heads of items are heads: those whose numbers count up through the paper."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractors.decisions.head_words import Head, head_words

_LOOK_AHEAD = 8
"""How many heads below one that leaves numbers out are asked for the number that was due."""


def without_years(heads: list[Head]) -> list[Head]:
    """Without financial years: "2023/24" is a minute's number only beside another minute of 2023 ("2023/23")."""
    found = {head.index: head_words().year_first.match(head.number or "") for head in heads}
    numbers = {(match["year"], int(match["rest"])) for match in found.values() if match}

    def is_year(head: Head) -> bool:
        match = found[head.index]
        if match is None:
            return False
        following = int(match["year"]) + 1
        others = {rest for year, rest in numbers if year == match["year"]}
        return int(match["rest"]) in (following, following % 100) and len(others) == 1

    return [head for head in heads if not is_year(head)]


def chain(heads: list[Head]) -> list[Head]:
    """Heads whose numbers count up. Short lists inside an item begin again at 1 and are left out.

    The reader's headings lead; lines that only look like heads count where the paper has no such headings, or where
    all of them together count on by one from the first to the last.
    """
    if len(heads) > 2 and all(_step(above, below) == 1 for above, below in itertools.pairwise(heads)):
        return heads
    firm = [head for head in heads if head.firm]
    chosen = firm if len(firm) >= 2 else heads
    best: list[Head] = []
    for start in range(min(len(chosen), 12)):
        run = _run_from(chosen, start)
        if len(run) > len(best):
            best = run
    return _filled(best, heads) if len(firm) >= 2 else best


def _filled(run: list[Head], heads: list[Head]) -> list[Head]:
    """The run with plainer heads put in where their numbers are missing from it, in their place and order."""
    filled: list[Head] = _before(run[0], heads)
    for n, head in enumerate(run):
        filled.append(head)
        following = run[n + 1] if n + 1 < len(run) else None
        for other in heads:
            before = other.index < following.index if following else True
            due = _step(filled[-1], other) == 1 or _put_in(filled[-1], other)
            below = (_step(other, following) > 0 or _put_in(other, following)) if following else due
            again = (
                following is not None
                or (other.values[:1] > (20,) and _alike(other, filled[-1]))
                or other.rule == filled[-1].rule == "number_over_title"
            )
            if not other.firm and other.index > filled[-1].index and before and below and due and again:
                filled.append(other)
    return filled


def _before(first: Head, heads: list[Head]) -> list[Head]:
    """The plainer heads above the first of a run, from which it counts on, printed in its fashion."""
    found: list[Head] = []
    for other in reversed(heads):
        below = found[0] if found else first
        fashion = other.rule == below.rule == "number_over_title" or (other.values[:1] > (20,) and _alike(other, below))
        if other.index < below.index and not other.firm and _step(other, below) == 1 and fashion:
            found.insert(0, other)
    return found


def _alike(head: Head, other: Head) -> bool:
    """Whether both titles are in capitals, but for a remark in brackets."""
    return head.title.split("(")[0].isupper() and other.title.split("(")[0].isupper()


def _put_in(head: Head, following: Head) -> bool:
    """Whether an item was put in behind another under its number: "103A" behind "103"."""
    return bool(head.number) and (following.number or "")[:-1] == head.number and following.title.isupper()


def _step(head: Head, following: Head) -> int:
    """By how much the numbers count on: "61/22" to "62/22" and "ETP22/35" to "ETP22/36" by one."""
    return next((b - a for a, b in zip(head.values, following.values, strict=False) if a != b), 0)


def _run_from(heads: list[Head], start: int) -> list[Head]:
    run = [heads[start]]
    for place, head in enumerate(heads[start + 1 :], start + 1):
        step = _step(run[-1], head)
        if step > 1 and _leaps(run[-1], head, heads[place + 1 : place + _LOOK_AHEAD]):
            continue
        if 0 <= step <= 6 or (head.firm and step > 0 and step <= 40):
            run.append(head)
    return run


def _leaps(above: Head, head: Head, following: Sequence[Head]) -> bool:
    """Whether the number due after ``above`` comes sooner below ``head`` than one that counts on from it."""
    for other in following:
        if _step(head, other) == 1:
            return False
        if _step(above, other) == 1:
            return True
    return False
