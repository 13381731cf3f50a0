"""What a date is in its paper: the meeting's, a deadline, a period, a thing to come.

The rules are data (vocabulary/date_roles.toml), tried in order. They look at the words of the date's own sentence,
the heading above, and at the paper's own dates; where nothing fits, the role is ``other``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.dates.grammar import DateSpan
from extractors.vocabulary import load
from extractors.vocabulary.screened import Screened, screened

OTHER = "other"


@dataclass(frozen=True, slots=True)
class DateContext:
    """A date and what stands around it."""

    span: DateSpan
    before: str
    """The words of its sentence before it."""
    after: str
    near: str
    """The words before it whatever sentence or line they belong to, a hundred characters at most."""
    heading: str
    in_table: bool
    in_head: bool
    """Whether it stands in the column headings of a table of figures."""
    written: date | None
    """The day the paper was written: no later than its meeting; None where nothing tells."""
    ahead: bool
    """Whether the words before it speak of things to come."""
    own_dates: dict[str, str]
    """The document's dates by field name (meeting_date, signed_date, published_date)."""

    @property
    def sentence(self) -> str:
        return f"{self.before}{self.span.quote}{self.after}"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One entry of the vocabulary; a pattern left out holds always."""

    name: str
    role: str
    kinds: frozenset[str]
    patterns: tuple[tuple[str, Screened], ...]
    unless: Screened | None
    when: str
    field: str
    edge: str
    table: bool
    head: bool
    since_written: bool
    yearless: bool
    months: int


def _rule(entry: dict[str, Any]) -> RoleRule:
    names = ("before", "after", "near", "sentence", "heading", "also")
    return RoleRule(
        name=entry["name"],
        role=entry["role"],
        kinds=frozenset(entry.get("kinds", ())),
        patterns=tuple((name, screened(entry[name])) for name in names if name in entry),
        unless=screened(entry["unless"]) if "unless" in entry else None,
        when=entry.get("when", ""),
        field=entry.get("is", ""),
        edge=entry.get("edge", ""),
        table=entry.get("table", False),
        head=entry.get("head", False),
        since_written=entry.get("since_written", False),
        yearless=entry.get("yearless", False),
        months=entry.get("months", 0),
    )


_RULES = tuple(_rule(entry) for entry in load("date_roles")["roles"])


def role_of(context: DateContext) -> tuple[str, str]:
    """The role of a date and the name of the rule that gave it."""
    for rule in _RULES:
        if _holds(rule, context):
            return rule.role, rule.name
    return OTHER, "no_rule"


def _holds(rule: RoleRule, context: DateContext) -> bool:
    span = context.span
    if rule.kinds and span.precision not in rule.kinds:
        return False
    if (rule.table and not context.in_table) or (rule.head and not context.in_head):
        return False
    if (rule.edge and span.edge != rule.edge) or (rule.yearless and span.year_printed):
        return False
    if rule.field and (span.date_from is None or context.own_dates.get(rule.field) != span.date_from.isoformat()):
        return False
    if rule.months and not _spans_months(span, rule.months):
        return False
    if not _in_time(rule, context):
        return False
    if any(not pattern.search(_words(name, context)) for name, pattern in rule.patterns):
        return False
    return rule.unless is None or not rule.unless.search(context.before)


def _words(name: str, context: DateContext) -> str:
    match name:
        case "before":
            return context.before
        case "after":
            return context.after
        case "near":
            return context.near
        case "heading":
            return f"{context.heading}\n{context.sentence}"
        case _:
            return context.sentence


def _spans_months(span: DateSpan, months: int) -> bool:
    if span.date_from is None or span.date_to is None:
        return False
    return (span.date_to - span.date_from).days >= months * 30


def _in_time(rule: RoleRule, context: DateContext) -> bool:
    """Whether the date lies on the side of the paper's day that the rule asks for."""
    first, last, written = context.span.date_from, context.span.date_to, context.written
    if first is None or last is None or written is None:
        return rule.when == "" and not rule.since_written
    if rule.since_written and last < written:
        return False
    match rule.when:
        case "past":
            running = first < last and written <= last  # "in June", in a paper of June
            return first <= written and not (running and context.ahead)
        case "future":
            return first > written
        case "current":
            return last >= written
        case _:
            return True
