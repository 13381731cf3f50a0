"""Printed values lined up into series, so that only like is joined with like. Pure: points in, series out.

A series holds values of one council, segment, kind, unit, part and span. The span is how long a value covers: a day
(a stock), a quarter, the year to date, a year. They are never joined by a line, because a year's 400 referrals and a
quarter's 100 are the same level.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.queries.metrics import Change, Point
from archive.words import UNITS, amount, period

SPANS = {
    "day": "at a date",
    "month": "in a month",
    "quarter": "in a quarter",
    "year_to_date": "in the year to date",
    "year": "in a year",
    "other": "over another period",
    "unknown": "period not stated",
}
FLOWS = ("flow", "money")
"""Bases of a metric whose values add up over time, so that one period can be taken from another."""

ADDITIVE = ("count", "GBP")
"""Units in which a period's value is the sum of those of its parts. What is counted in people (FTE) is a level."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What all values of a series share. Empty text stands for "not stated"."""

    segment: str
    kind: str
    span: str
    unit: str
    part: str
    council: str


@dataclass(frozen=True, slots=True)
class Value:
    """The values printed for one period, in one or more papers. ``conflicting`` where they differ.

    Values without a period do not conflict: a paper gives this year's number and last year's in one sentence.

    ``derived_from`` is empty for a printed value; a derived one names the two printed values it was taken from.
    """

    period_from: str | None
    period_to: str | None
    low: float
    high: float | None
    conflicting: bool
    points: tuple[Point, ...]
    derived_from: tuple[Point, ...] = ()

    @property
    def difference(self) -> str:
        """Who differs, of values that conflict."""
        return "papers differ" if len({one.document_id for one in self.points}) > 1 else "the paper gives two values"

    @property
    def said(self) -> str:
        return period(self.period_from, self.period_to)


@dataclass(frozen=True, slots=True)
class Break:
    """A changed definition between two values: no line joins them. ``before`` is the index of the later value."""

    before: int
    change: Change


@dataclass(frozen=True, slots=True)
class Series:
    """``undated`` are printed values of the same thing for which the paper states no period, shown beside the line."""

    key: Key
    name: str
    values: tuple[Value, ...]
    derived: tuple[Value, ...] = field(default=())
    breaks: tuple[Break, ...] = field(default=())
    undated: tuple[Value, ...] = field(default=())


def span_of(start: str | None, end: str | None) -> str:
    """How long a period is, by its two ISO days."""
    if not start or not end:
        return "unknown"
    try:
        first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    except ValueError:
        return "unknown"
    days = (last - first).days + 1
    if days <= 1:
        return "day"
    if days <= 31:
        return "month"
    if 89 <= days <= 92:
        return "quarter"
    if 365 <= days <= 366:
        return "year"
    if first.month == 4 and first.day == 1 and days < 365:
        return "year_to_date"
    return "other"


def series_of(points: Iterable[Point], basis: str | None, changes: Sequence[Change] = ()) -> list[Series]:
    """All series, whole metrics before their parts, longer series first; derived quarters for flows.

    ``changes`` of the definition break the lines. Values without a period stand beside the one series they can belong
    to, else they are a series of their own.
    """
    grouped: dict[Key, list[Point]] = defaultdict(list)
    for point in points:
        grouped[key_of(point)].append(point)
    values = {key: values_of(found) for key, found in grouped.items()}
    flows = any(word in (basis or "") for word in FLOWS)
    beside = _beside(values)
    names = Counter(name_of(key) for key in values)
    found = []
    for key, of_key in values.items():
        if key in beside.values():
            continue
        breaks = _breaks(key, of_key, changes)
        derived = derived_quarters(key, values) if flows and key.span == "year_to_date" else ()
        whole = tuple(value for value in derived if not _is_cut(value, key, changes))
        undated = values[beside[key]] if key in beside else ()
        name = name_of(key)
        if names[name] > 1:  # headings of a number and of its rate have to differ
            name = f"{name} ({UNITS.get(key.unit, key.unit)})"
        found.append(Series(key, name, of_key, whole, breaks, undated))
    return sorted(found, key=lambda one: (one.key.segment != "", one.key.part != "", -len(one.values), one.key))


def _beside(values: dict[Key, tuple[Value, ...]]) -> dict[Key, Key]:
    """The longest dated series of a kind, by its key, and the undated values that are shown with it."""
    found = {}
    for key in values:
        if key.span == "unknown":
            dated = [one for one in values if one.span != "unknown" and _with_span(one, "unknown") == key]
            longest = max(dated, key=lambda one: len(values[one]), default=None)
            if longest is not None and len(values[longest]) > 1:
                found[longest] = key
    return found


def _applies(change: Change, key: Key) -> bool:
    return change.council is None or change.council == key.council


def _breaks(key: Key, values: Sequence[Value], changes: Sequence[Change]) -> tuple[Break, ...]:
    """Each change stands before the first value that reaches it, unless nothing was counted before."""
    found = []
    for change in changes:
        if not _applies(change, key):
            continue
        later = [index for index, value in enumerate(values) if (value.period_to or "") >= change.changed_on]
        if later and later[0] > 0:
            found.append(Break(later[0], change))
    return tuple(sorted(found, key=lambda one: (one.before, one.change.changed_on)))


def _is_cut(value: Value, key: Key, changes: Sequence[Change]) -> bool:
    """Whether the definition changed between the two values that a derived one is taken from."""
    start, end = str(value.derived_from[0].period_from), str(value.period_to)
    return any(start < change.changed_on <= end for change in changes if _applies(change, key))


def key_of(point: Point) -> Key:
    return Key(
        segment=point.segment or "",
        kind=point.kind,
        span=span_of(point.period_from, point.period_to),
        unit=point.unit,
        part=point.part or "",
        council=point.council or "",
    )


def name_of(key: Key) -> str:
    """For example "Police: budget, in a year, Saltmarsh Borough Council"."""
    said = [key.kind, SPANS[key.span]]
    if key.part:
        said.append(key.part)
    if key.council:
        said.append(key.council)
    return (f"{key.segment}: " if key.segment else "") + ", ".join(said)


def values_of(points: Sequence[Point]) -> tuple[Value, ...]:
    """One value a period, in order of time."""
    by_period: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in points:
        by_period[(point.period_to or "", point.period_from or "")].append(point)
    found = []
    for (_, _), same in sorted(by_period.items()):
        first = same[0]
        distinct = {(point.value, point.value_high, point.direction) for point in same}
        ends = [end for point in same for end in (point.value, point.value_high) if end is not None]
        low, high = min(ends), max(ends)
        found.append(
            Value(
                first.period_from,
                first.period_to,
                low,
                high if high != low else None,
                first.period_to is not None and len(distinct) > 1,
                tuple(same),
            )
        )
    return tuple(found)


def derived_quarters(key: Key, values: dict[Key, tuple[Value, ...]]) -> tuple[Value, ...]:
    """A quarter alone, as the year to date less the year to the quarter before.

    Only between two values that are printed without a range, without "about" and without another paper that says
    otherwise, of one council, kind, unit and financial year, and only where the quarter itself is not printed. Shares
    and rates are not taken from one another, and a count that would come out below nought was corrected in between.
    """
    if key.unit not in ADDITIVE:
        return ()
    quarters = values.get(_with_span(key, "quarter"), ())
    sums = [value for value in (*quarters, *values[key]) if value.period_from and value.period_from[5:] == "04-01"]
    printed = {(value.period_from, value.period_to) for value in quarters}
    found = []
    for later in values[key]:
        earlier = [value for value in sums if _is_quarter_before(value, later)]
        if len(earlier) != 1 or not _exact(later) or not _exact(earlier[0]):
            continue
        start = (dt.date.fromisoformat(str(earlier[0].period_to)) + dt.timedelta(days=1)).isoformat()
        if (start, later.period_to) not in printed:
            sources = (later.points[0], earlier[0].points[0])
            difference = round(later.low - earlier[0].low, 6)
            if difference >= 0 or key.unit != "count":
                found.append(Value(start, later.period_to, difference, None, False, (), sources))
    return tuple(found)


def _with_span(key: Key, span: str) -> Key:
    return Key(key.segment, key.kind, span, key.unit, key.part, key.council)


def _is_quarter_before(value: Value, later: Value) -> bool:
    if value.period_from != later.period_from or not value.period_to or not later.period_to:
        return False
    gap = (dt.date.fromisoformat(later.period_to) - dt.date.fromisoformat(value.period_to)).days
    return 89 <= gap <= 92


def _exact(value: Value) -> bool:
    return value.high is None and not value.conflicting and not any(point.approx for point in value.points)


def movement(series: Series) -> str | None:
    """One sentence: the last value against the one before. None where there is nothing to compare."""
    if len(series.values) < 2 or series.key.span == "unknown":
        return None
    before, after = series.values[-2], series.values[-1]
    unit = series.key.unit
    was, now = amount(before.low, unit, before.high), amount(after.low, unit, after.high)
    text = f"{now} ({after.said}), after {was} ({before.said})"
    if any(one.before == len(series.values) - 1 for one in series.breaks):
        return f"{text}; what is counted changed in between, so the two are not compared."
    if not _exact(before) or not _exact(after):
        return f"{text}; one of them is a range, an estimate or printed with two values."
    change = after.low - before.low
    if change == 0:
        return f"{text}: no change."
    word = "up" if change > 0 else "down"
    if unit == "percent":
        return f"{text}: {word} {abs(change):.1f} percentage points."
    share = f" ({abs(change) / abs(before.low):.1%})" if before.low else ""
    return f"{text}: {word} {amount(round(abs(change), 4), unit)}{share}."
