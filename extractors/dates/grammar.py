"""The narrow grammar of calendar expressions: elements, what joins them, and words that move their ends.

Nothing is guessed: a number is a date only where a month, a full numeric date, a financial year or a neighbour says
so. A general date search over prose finds ten false dates for each true one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from extractors.dates.atoms import find_atoms
from extractors.dates.elements import SHORT_YEAR_REACH, Atom, expand
from extractors.dates.values import (
    Lean,
    Part,
    Precision,
    months_later,
    with_year,
)
from extractors.vocabulary import load
from extractors.vocabulary.families import family
from extractors.vocabulary.screened import Screened, screened

_WORDS: dict[str, Any] = load("dates")
_JOINTS = {name: re.compile(expand(pattern)) for name, pattern in _WORDS["joints"].items()}
_REACH = 72
"""How many characters before an expression are looked at for words that change it."""


@dataclass(frozen=True, slots=True)
class Modifier:
    edge: str
    months: int
    pattern: Screened


_MODIFIERS = tuple(
    Modifier(entry["edge"], entry.get("months", 0), screened(expand(entry["pattern"]))) for entry in _WORDS["modifiers"]
)
_BY_WORDS = family(_MODIFIERS, lambda modifier: modifier.pattern.needs)
_LEANING = ("last ", "next ")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One calendar expression: ``text[start:end] == quote``.

    ``date_from`` and ``date_to`` are inclusive; both are None only where a year is missing and no reference was
    given. ``weekday`` is 0 (Monday) to 6 where one is printed, right or wrong. ``year_printed`` is false where the
    year came from the reference. ``rule`` names the shape in vocabulary/dates.toml. ``edge`` names the modifier
    ("end", "week_from", ...) or is "". ``first`` and ``last`` are the elements as printed, for ``resolve_again``.
    """

    start: int
    end: int
    quote: str
    date_from: date | None
    date_to: date | None
    precision: str
    weekday: int | None
    year_printed: bool
    rule: str
    edge: str
    first: Part
    last: Part


@dataclass(frozen=True, slots=True)
class _Draft:
    """An expression under construction."""

    start: int
    end: int
    first: Part
    last: Part
    rule: str
    doubtful: bool
    edge: str = ""
    lean: Lean | None = None
    ranged: bool = False


def parse_dates(
    text: str, *, reference: date | None = None, lean: Lean = Lean.NEAREST, breaks: Sequence[int] = ()
) -> tuple[DateSpan, ...]:
    """Every calendar expression in ``text``, in order. None reaches over an offset of ``breaks`` (sorted).

    ``reference`` (the meeting's date, usually) supplies years that are not printed; ``lean`` says whether the nearest
    such day is meant or the nearest on one side. Durations ("the last two years") and relative words ("next week")
    are no calendar expressions.
    """
    drafts = _join(text, _drafts(find_atoms(text, reference)), breaks)
    drafts = _borrow_years(text, [_modified(text, draft) for draft in drafts])
    spans: list[DateSpan] = []
    for draft in drafts:
        if draft.doubtful:
            continue
        span = _resolved(text, draft, reference, draft.lean or lean)
        if span.edge == "same_period":
            span = _same_period(span, spans)
        spans.append(span)
    return tuple(spans)


def is_near(span: DateSpan, reference: date) -> bool:
    """False for a two-digit year that cannot be one, so far from the paper's own ("March 27" of a paper of 2013)."""
    if span.rule not in ("month_short_year", "short_financial_year") or span.first.year is None:
        return True
    return abs(span.first.year - reference.year) <= SHORT_YEAR_REACH


def resolve_again(span: DateSpan, reference: date | None, lean: Lean) -> DateSpan:
    """``span`` with a year that is not printed chosen anew."""
    if span.year_printed or span.edge == "same_period":
        return span
    days = _days(span.first, span.last, span.edge, reference, lean)
    return replace(span, date_from=days[0], date_to=days[1]) if days else span


def _drafts(atoms: list[Atom]) -> list[_Draft]:
    return [_Draft(atom.start, atom.end, atom.first, atom.last, atom.rule, atom.doubtful) for atom in atoms]


def _join(text: str, drafts: list[_Draft], breaks: Sequence[int]) -> list[_Draft]:
    """Ranges and lists first ("Apr - Sep"), then what belongs to a year ("Q2 (Apr - Sep)"), then ranges of those."""
    for joined in (_range, _within, _range):
        result: list[_Draft] = []
        for draft in drafts:
            gap = text[result[-1].end : draft.start] if result else ""
            both = None
            apart = result and bisect_right(breaks, result[-1].start) != bisect_right(breaks, draft.start)
            if result and len(gap) <= 24 and not apart and "\t" not in gap and "\n\n" not in gap:
                both = joined(text, result[-1], gap, draft)
            if both is None:
                result.append(draft)
            else:
                result[-1] = both
        drafts = result
    return drafts


def _range(text: str, left: _Draft, gap: str, right: _Draft) -> _Draft | None:
    """``left`` and ``right`` as one stretch of time, where they are joined as one."""
    before = text[max(0, left.start - _REACH) : left.start]
    kinds = (left.last.precision, right.first.precision)
    to = _JOINTS["range"].match(gap) is not None
    mixed = to and set(kinds) == {Precision.DAY, Precision.MONTH} and "to" in gap
    if kinds[0] is not kinds[1] and not mixed:
        return None
    if to:
        if _JOINTS["moved"].search(before):
            return None
    elif not _listed(before, left.last, gap, right.first):
        return None
    first, last = _same_year(left.first, right.last)
    if first.year is not None and last.year is not None:
        begin, end = first.resolve(None), last.resolve(None)
        if begin is None or end is None or begin[0] > end[1]:
            return None
    doubtful = left.doubtful and right.doubtful and kinds[0] is Precision.YEAR
    return _Draft(left.start, right.end, first, last, right.rule, doubtful, ranged=True)


def _listed(before: str, left: Part, gap: str, right: Part) -> bool:
    """Whether "and" or a comma makes one stretch of the two: "between ... and ...", or neighbours."""
    if _JOINTS["list"].match(gap) is None:
        return False
    return ("and" in gap and _JOINTS["between"].search(before) is not None) or _neighbours(left, right, gap)


def _neighbours(left: Part, right: Part, gap: str) -> bool:
    """Whether a list of two runs on: "November and December", "2013/14 and 2014/15"."""
    if "or" in gap or (left.year is not None and left.precision is Precision.MONTH):
        return False
    if left.precision is Precision.MONTH:
        return right.month == left.month % 12 + 1
    if left.precision is Precision.QUARTER:
        return right.index == left.index + 1 and left.year is None
    if left.precision is Precision.FINANCIAL_YEAR:
        return left.year is not None and right.year == left.year + 1
    return False


def _same_year(first: Part, last: Part) -> tuple[Part, Part]:
    """A year printed once for both ends: "10 December to 5 January 2014" began in 2013."""
    turned = (first.month, first.day, first.index) > (last.month, last.day or 31, last.index)
    if first.year is None and last.year is not None:
        return with_year(first, last.year - turned, fiscal=last.fiscal), last
    if last.year is None and first.year is not None:
        return first, with_year(last, first.year + turned, fiscal=first.fiscal)
    return first, last


_SUBYEAR = (Precision.QUARTER, Precision.PART_YEAR, Precision.MONTH)


def _within(text: str, left: _Draft, gap: str, right: _Draft) -> _Draft | None:
    """A part of a year and the year it belongs to, in either order, or a quarter and its months in brackets."""
    outer, inner = left.first.precision, right.first.precision
    bracket = _JOINTS["bracket"].match(gap) is not None
    if not bracket and _JOINTS["of"].match(gap) is None:
        return None
    if outer in _SUBYEAR and left.first.year is None and inner in (Precision.FINANCIAL_YEAR, Precision.YEAR):
        fiscal = inner is Precision.FINANCIAL_YEAR
        if (outer is Precision.MONTH and not fiscal) or right.ranged:
            return None
        return _placed(text, left, right, left, right.first.year, fiscal, bracket)
    if outer is Precision.FINANCIAL_YEAR and inner is Precision.QUARTER and right.first.year is None:
        return None if left.ranged else _placed(text, left, right, right, left.first.year, True, bracket)
    if outer is Precision.QUARTER and bracket and right.first.year is None:
        if inner is Precision.QUARTER and right.first.index == left.first.index:
            return _placed(text, left, right, left, left.first.year, True, True)
        if inner is Precision.MONTH and right.ranged:
            return _placed(text, left, right, right, left.first.year, left.first.year is not None, True)
    return None


def _placed(
    text: str, left: _Draft, right: _Draft, inner: _Draft, year: int | None, fiscal: bool, bracket: bool
) -> _Draft:
    """``inner`` in ``year``, with the words of both, and the closing bracket where one was opened."""
    end = right.end
    if bracket or "(" in text[left.start : left.end]:
        closing = _JOINTS["close"].match(text, end)
        end = closing.end() if closing and text.count("(", left.start, end) > text.count(")", left.start, end) else end
    first, last = (with_year(part, year, fiscal=fiscal) for part in (inner.first, inner.last))
    return _Draft(left.start, end, first, last, left.rule, False, ranged=inner.ranged)


def _modified(text: str, draft: _Draft) -> _Draft:
    """``draft`` with the words before it that change its days, and "last year" after it."""
    before = text[max(0, draft.start - _REACH) : draft.start]
    after = _JOINTS["last_year"].match(text, draft.end)
    if after and draft.first.year is None and not draft.doubtful:
        return replace(draft, end=after.end(), edge="last_year")
    quoted, lowered = text[draft.start : draft.end].lower(), before.lower()
    for modifier in _MODIFIERS if quoted.startswith(_LEANING) else _BY_WORDS.among(lowered):
        found = modifier.pattern.pattern.search(before)
        if modifier.edge in ("past", "future"):
            if found or quoted.startswith("last " if modifier.edge == "past" else "next "):
                return replace(draft, lean=Lean(modifier.edge))
        elif found and _applies(modifier.edge, draft):
            start = draft.start - len(before) + found.start()
            return replace(draft, start=start, edge=modifier.edge, doubtful=False)
    return draft


def _applies(edge: str, draft: _Draft) -> bool:
    day = draft.first.precision is Precision.DAY
    if edge in ("week_from", "week_to"):
        return day and not draft.ranged
    if edge in ("end", "start", "part"):
        return not day and not draft.ranged
    if edge == "same_period":
        return draft.first.precision in (Precision.FINANCIAL_YEAR, Precision.YEAR)
    return draft.first.precision in (Precision.DAY, Precision.MONTH) and not draft.ranged


def _borrow_years(text: str, drafts: list[_Draft]) -> list[_Draft]:
    """A day or month without a year takes that of the one it is listed with ("6 May and 10 June 2013")."""
    result = list(drafts)
    for order in (range(len(drafts) - 2, -1, -1), range(1, len(drafts))):
        step = 1 if order.step < 0 else -1
        for index in order:
            mine, other = result[index], result[index + step]
            gap = text[min(mine.end, other.end) : max(mine.start, other.start)]
            dated = {Precision.DAY, Precision.MONTH}
            if mine.first.year is not None or other.first.year is None or not {mine.first.precision} <= dated:
                continue
            if other.first.precision not in dated or not _JOINTS["list"].match(gap):
                continue
            first, last = (mine.last, other.first) if step == 1 else (other.last, mine.first)
            pair = _same_year(first, last)
            year = pair[0].year if step == 1 else pair[1].year
            result[index] = replace(mine, first=with_year(mine.first, year), last=with_year(mine.last, year))
    return result


def _resolved(text: str, draft: _Draft, reference: date | None, lean: Lean) -> DateSpan:
    if draft.first.precision is Precision.QUARTER and lean is Lean.NEAREST:
        lean = Lean.PAST  # a quarter named without its year is the last one reported on
    days = _days(draft.first, draft.last, draft.edge, reference, lean)
    precision = str(draft.first.precision)
    if draft.ranged or draft.first != draft.last:
        precision = "range"
    return DateSpan(
        start=draft.start,
        end=draft.end,
        quote=text[draft.start : draft.end],
        date_from=days[0] if days else None,
        date_to=days[1] if days else None,
        precision=_EDGE_PRECISION.get(draft.edge, precision),
        weekday=draft.first.weekday,
        year_printed=draft.first.year is not None and draft.last.year is not None,
        rule=draft.rule,
        edge=draft.edge,
        first=draft.first,
        last=draft.last,
    )


_EDGE_PRECISION = {"end": "day", "start": "day", "week_from": "week", "week_to": "week"}
_EDGE_PRECISION |= {modifier.edge: "range" for modifier in _MODIFIERS if modifier.months}
_EDGE_MONTHS = {modifier.edge: modifier.months for modifier in _MODIFIERS if modifier.months}


def _days(first: Part, last: Part, edge: str, reference: date | None, lean: Lean) -> tuple[date, date] | None:
    """From and to of an expression, its modifier applied."""
    whole = last.resolve(reference, lean)
    begin = whole if first == last or whole is None else first.resolve(whole[0], Lean.PAST)
    if whole is None or begin is None or begin[0] > whole[1]:
        return None
    days = (begin[0], whole[1])
    match edge:
        case "end":
            return days[1], days[1]
        case "start":
            return days[0], days[0]
        case "week_from":
            return days[0], days[0] + timedelta(days=6)
        case "week_to":
            return days[0] - timedelta(days=6), days[0]
        case "last_year" if reference is not None:
            return _year_earlier(first, last, reference)
    if edge in _EDGE_MONTHS:
        return _months_back(days[1], _EDGE_MONTHS[edge]), days[1]
    return days


def _year_earlier(first: Part, last: Part, reference: date) -> tuple[date, date] | None:
    """ "Quarter 2 last year": a year before the latest one begun by the day of the paper."""
    latest = _days(first, last, "", reference, Lean.PAST)
    if latest is None:
        return None
    try:
        return _days(first, last, "", latest[0].replace(year=latest[0].year - 1), Lean.PAST)
    except ValueError:  # 29 February
        return None


def _months_back(end: date, months: int) -> date:
    """The first day of a stretch of ``months`` months that ends with ``end``."""
    after = end + timedelta(days=1)
    first = months_later(after, -months)
    return first if after.day == 1 else first.replace(day=min(after.day, 28))


def _same_period(span: DateSpan, earlier: list[DateSpan]) -> DateSpan:
    """ "The same period for 2008/9" is that of the expression before it, in the other financial year."""
    for model in reversed(earlier):
        if model.first.precision not in (*_SUBYEAR, Precision.DAY) or span.start - model.end > 400:
            continue
        year = span.first.year
        begin, end = (with_year(part, year, fiscal=_fiscal(part, span)) for part in (model.first, model.last))
        days = _days(begin, end, model.edge, None, Lean.NEAREST)
        if days is not None:
            return replace(span, date_from=days[0], date_to=days[1], precision=model.precision)
    return span


def _fiscal(part: Part, span: DateSpan) -> bool:
    return span.first.precision is Precision.FINANCIAL_YEAR
