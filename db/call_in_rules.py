"""A council's own rule for call-in, as its policy file gives it, and whether a deadline follows from it.

There is no national period: each council's constitution says how many working days after publication a decision may be
called in. A rule never makes a deadline here. It only raises the question whether the printed one is right.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from extractors.call_ins.working_days import MAX_DAYS, add_working_days

LONGEST_RULE = MAX_DAYS
_PUBLISHED_WITHIN = 10
"""Working days after the meeting within which a record is published; the usual is two."""


@dataclass(frozen=True, slots=True)
class CallInRule:
    """``days``: working days after publication, the last of which is the last day for a call-in."""

    days: int


def outside_rule(
    deadline: str, rule: CallInRule, *, published: str | None, meeting: str | None, nation: str | None
) -> bool:
    """Whether the ISO moment ``deadline`` cannot be right by ``rule``.

    Where the day of publication is printed the last day follows from it. Where only the meeting is known, publication
    may have been on the day itself or some days later, and only what lies outside of all of these is outside the rule.
    False where nothing can be said: no day, or a nation without known bank holidays.
    """
    if nation is None:
        return False
    day = dt.date.fromisoformat(deadline[:10])
    if published is not None:
        return day != add_working_days(dt.date.fromisoformat(published), rule.days, nation)
    if meeting is None:
        return False
    first = dt.date.fromisoformat(meeting)
    earliest = add_working_days(first, rule.days, nation)
    latest = add_working_days(add_working_days(first, _PUBLISHED_WITHIN, nation), rule.days, nation)
    return not earliest <= day <= latest
