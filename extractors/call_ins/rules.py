"""Relative call-in rules ("five working days after publication") and what may be worked out from them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from extractors.call_ins.working_days import MAX_DAYS, add_working_days
from extractors.document.council_names import nation_of
from extractors.records import DocumentFacts
from extractors.vocabulary import load

_COUNTS_BACK = re.compile(load("call_in")["relative"]["counts_back"])
_TIMED = re.compile(load("call_in")["relative"]["timed"])


@cache
def _wordings() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, int]]:
    data = load("call_in")
    rule = next(entry for entry in data["sentence"] if entry["name"] == "relative_rule")
    relative = data["relative"]
    return (
        re.compile(rule["pattern"]),
        re.compile(relative["working"]),
        re.compile(relative["from_publication"]),
        re.compile(relative["takes_effect"]),
        data["numbers"],
    )


def working_days_of(words: str) -> int | None:
    """How many working days after publication the rule in ``words`` gives, or None where it does not say just that."""
    rule, working, publication, takes_effect, numbers = _wordings()
    match = rule.search(words)
    if match is None or not working.search(match.group(0)) or not publication.search(words[match.start() :]):
        return None
    if _COUNTS_BACK.search(words, 0, match.start()):
        # "before the fifth working day", "the day before the fifth": the fifth itself is too late.
        return None
    printed = match.group("count") or match.group("ordinal")
    digits = re.match(r"\d+", printed)
    days = int(digits.group(0)) if digits else numbers[printed.lower()]
    if match.group("ordinal") and takes_effect.search(words) and not _TIMED.search(words):
        # "implemented on the sixth working day" names the day of effect; the last of call-in is the day before it,
        # or that day itself: the council's rules say, and they are not at hand.
        return None
    return days if 0 < days <= MAX_DAYS else None


def last_day(words: str, facts: DocumentFacts) -> date | None:
    """The last day of call-in by the rule in ``words``, where the paper prints its publication date.

    The nation's bank holidays must be known too: without the council there is no calculation.
    """
    days = working_days_of(words)
    nation = nation_of(facts.council)
    if days is None or facts.published_date is None or nation is None:
        return None
    return add_working_days(date.fromisoformat(facts.published_date), days, nation)
