"""What was read from a passage, as a person would say it. Pure: the stored fields in, named words out.

The data keep the stored fields; a page says "£586,100,000" and not that a value is 586100000.0 and its unit GBP.
"""

from __future__ import annotations

import json
import re

from archive.words import amount, day, moment, number, period, plain, said_votes

CLOSED_LISTS = ("status", "kind", "role", "basis", "outcome", "effects", "recurs", "metric", "rule")
SPANS = {"period_from": ("period_to", "period"), "date_from": ("date_to", "date"), "due_from": ("due_to", "due")}
"""The first day of a span with the name of its last, and what both are called together."""
DAYS = ("decided_on", "effective_from", "date")
YES_OR_NO = ("approx", "key_decision", "exempt")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
TOLD_WITH_ANOTHER = ("unit", "value_high", *(last for last, _ in SPANS.values()))


def in_words(fields: dict[str, str]) -> list[tuple[str, str]]:
    """Each field's name and its value in words, in the order given. What another line says already is left out."""
    said = []
    for name, value in fields.items():
        if name in SPANS:
            last, together = SPANS[name]
            said.append((together, span(value, fields.get(last))))
        elif not _is_told(name, fields) and (name, value) != ("approx", "0"):
            said.append((plain("about" if name == "approx" else name), _value(name, value, fields)))
    return said


def span(first: str, last: str | None) -> str:
    """A stretch of days: one day where both are the same."""
    if last in (None, first):
        return day(first)
    return period(first, last)


def corrected_value(written: str | None, field: str) -> str:
    """What stands in the books of corrections for ``field``: JSON, said as a person would."""
    value = json.loads(written) if written else None
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, list):
        return ", ".join(plain(str(one)) for one in value)
    if field in YES_OR_NO:
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    if _DAY.fullmatch(value):
        return day(value)
    return _value(field, value, {})


def _is_told(name: str, fields: dict[str, str]) -> bool:
    if name not in TOLD_WITH_ANOTHER:
        return False
    firsts = {last: first for first, (last, _) in SPANS.items()}
    return firsts[name] in fields if name in firsts else "value" in fields


def _value(name: str, value: str, fields: dict[str, str]) -> str:
    if name == "value":
        high = fields.get("value_high")
        return amount(float(value), fields.get("unit", "count"), float(high) if high else None)
    if name == "deadline":
        return moment(value)
    if name in DAYS or name in TOLD_WITH_ANOTHER[2:]:
        return day(value)
    if name in YES_OR_NO:
        return "no" if value == "0" else "yes"
    if name == "votes":
        return said_votes(value)
    return plain(value) if name in CLOSED_LISTS else value
