"""What was promised, when it is expected, and which paper came.

A promise to report is kept by a paper: a later one on the same subject to the same body, in the time in which it is
expected. Any other promise is never called kept: a later paper that speaks of it is shown, and no more is claimed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from db.threads.citations_resolved import fits_body
from db.threads.grouping import Topic
from db.threads.records import CouncilPapers, Paper, PassageFact, Promise, made_id
from db.threads.words import stem, stems, vocabulary

MONTHS = {"monthly": 1, "bimonthly": 2, "quarterly": 3, "annual": 12}
MOST = 60
"""Expected dates of one recurring promise: more than a council keeps a promise for."""
SLACK_DAYS = 31
"""How long after its day a promised report still counts as that report: one cycle of meetings."""
SPOKEN_OF = 0.6
FOLLOWED = 24
"""Later papers of a subject in which a promise without a rhythm is looked for: two years of a monthly paper."""
_OPEN_PAPERS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row of ``commitment_events``; db/threads.sql says what each field means."""

    id: str
    commitment_id: str
    number: int
    expected_on: str | None = None
    expected_from: str | None = None
    expected_to: str | None = None
    expects_paper: bool = False
    kept_by: str | None = None
    kept_on: str | None = None
    kept_passage_id: str | None = None
    mentioned_by: str | None = None
    mentioned_passage_id: str | None = None
    known_to: str | None = None
    document_id: str
    passage_id: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Came:
    """A later paper of the same subject."""

    paper: Paper
    date: str
    passage_id: str


class _Subject:
    """The papers of the subjects that a paper belongs to, in order of time."""

    def __init__(self, council: CouncilPapers, topics: Iterable[Topic]) -> None:
        self.council = council
        self._topics: dict[str, list[Topic]] = defaultdict(list)
        for topic in topics:
            for document_id in sorted({one.document_id for one in topic.members}):
                self._topics[document_id].append(topic)

    def later(self, paper: Paper) -> list[_Came]:
        if not paper.date:
            return []
        found: dict[str, _Came] = {}
        for topic in self._topics.get(paper.id, ()):
            for member in topic.members:
                other = self.council.papers[member.document_id]
                if other.date and other.date > paper.date:
                    found.setdefault(other.id, _Came(other, other.date, member.passage_id))
        return sorted(found.values(), key=lambda one: (one.date, one.paper.id))


def events(council: CouncilPapers, topics: list[Topic], passages: Callable[[str], list[PassageFact]]) -> list[Event]:
    """What each promise expects and what came, in the order of the promises."""
    subject = _Subject(council, topics)
    stemmed = _stemmed(passages)
    recurring: dict[str, list[Promise]] = defaultdict(list)
    for promise in council.promises:
        if promise.recurs in MONTHS:
            recurring[promise.document_id].append(promise)
    found: list[Event] = []
    for promise in _without_repeats(council.promises):
        paper = council.papers[promise.document_id]
        if promise.recurs in MONTHS and paper.date:
            found += _recurring(promise, paper, subject, recurring)
        else:
            found.append(_once(promise, paper, subject, stemmed))
    return found


def _without_repeats(promises: Iterable[Promise]) -> list[Promise]:
    """Covering sheets print promises twice, and recommendations repeat them."""
    seen: dict[tuple[str, str], Promise] = {}
    for promise in promises:
        key = f"every {promise.recurs}" if promise.recurs else " ".join(stems(promise.what))
        seen.setdefault((promise.document_id, key), promise)
    return list(seen.values())


def goes_to(promise: Promise, paper: Paper, other: Paper) -> bool:
    """Whether ``other`` is a paper of the body to which the promise is made."""
    named = fits_body(promise.quote, other.body)
    if named is not None:
        return named
    return not paper.body or not other.body or paper.body == other.body


def _recurring(promise: Promise, paper: Paper, subject: _Subject, recurring: dict[str, list[Promise]]) -> list[Event]:
    assert paper.date is not None
    assert promise.recurs is not None
    later = [one for one in subject.later(paper) if goes_to(promise, paper, one.paper)]
    renewal = next((one.date for one in later if recurring.get(one.paper.id)), None)
    known = subject.council.known_to or paper.date
    if not goes_to(promise, paper, paper):
        reason = "a paper to another body tells of it: expected dates are counted from papers of the body itself"
        return [_event(promise, 1, reason, 0.5, known_to=known)]
    months = MONTHS[promise.recurs]
    days = [one.date for one in later]
    found = []
    for number in range(1, MOST + 1):
        expected = _months_after(paper.date, months * number)
        start, end = _window(paper.date, months, number)
        if renewal and start > renewal:
            break
        at = bisect_left(days, start)
        came = later[at] if at < len(later) and days[at] <= end else None
        found.append(_slot(promise, number, (expected, start, end), came, known))
        if not renewal and start > known:
            break
    return found


def _slot(promise: Promise, number: int, days: tuple[str, str, str], came: _Came | None, known: str) -> Event:
    expected, start, end = days
    reason = f"{promise.recurs}, counted from the paper that promises it"
    if came:
        reason += "; a paper on the same subject came in this time"
    return _event(
        promise,
        number,
        reason,
        0.8 if came else 0.7,
        expected_on=expected,
        expected_from=start,
        expected_to=end,
        kept_by=came.paper.id if came else None,
        kept_on=came.date if came else None,
        kept_passage_id=came.passage_id if came else None,
        known_to=known,
    )


_Stemmed = Callable[[str], list[tuple[str, frozenset[str]]]]
"""The passages of a paper by id, each with its stems."""


def _stemmed(passages: Callable[[str], list[PassageFact]]) -> _Stemmed:
    """Kept for the last papers: every promise of a subject asks for the same later ones."""

    @lru_cache(maxsize=_OPEN_PAPERS)
    def of_paper(document_id: str) -> list[tuple[str, frozenset[str]]]:
        return [(one.id, frozenset(stems(one.text))) for one in passages(document_id)]

    return of_paper


def _once(promise: Promise, paper: Paper, subject: _Subject, passages: _Stemmed) -> Event:
    known = subject.council.known_to
    end = promise.due_to or promise.due_from
    days: dict[str, str | None] = {
        "expected_on": end,
        "expected_from": promise.due_from or paper.date if end else None,
        "expected_to": end,
        "known_to": known,
    }
    later = subject.later(paper)
    spoken = _spoken_of(promise, later, passages)
    if is_to_report(promise.quote):
        fits = [one for one in later if goes_to(promise, paper, one.paper)]
        on_time = [
            one for one in fits if end and days["expected_from"] and _within(one.date, promise.due_from or end, end)
        ]
        if on_time:
            reason = "a paper on the same subject came when it was due"
            kept = on_time[0]
            return _event(promise, 1, reason, 0.75, **days, **_kept(kept, kept.passage_id))
        if spoken and not end and spoken[0] in fits:
            reason = "a later paper to the same body speaks of it"
            return _event(promise, 1, reason, 0.6, **days, **_kept(spoken[0], spoken[1]))
    if spoken:
        reason = "a later paper speaks of it; whether it was kept the words don't show"
        mention = {"mentioned_by": spoken[0].paper.id, "mentioned_passage_id": spoken[1]}
        return _event(promise, 1, reason, 0.5, **days, **mention)
    reason = "a day is given" if end else "no day is given"
    return _event(promise, 1, reason, 0.7, **days)


def _kept(came: _Came, passage_id: str) -> dict[str, str | None]:
    return {"kept_by": came.paper.id, "kept_on": came.date, "kept_passage_id": passage_id}


def is_to_report(quote: str) -> bool:
    """Whether the words promise a report or an update: only of such a promise can papers show that nothing came."""
    return bool(_to_report().search(quote))


@cache
def _to_report() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary()["promises"]["to_report"]), re.IGNORECASE | re.DOTALL)


def _spoken_of(promise: Promise, later: list[_Came], passages: _Stemmed) -> tuple[_Came, str] | None:
    """The first later paper one passage of which holds most of the promise's own words."""
    dull = {stem(word) for name in ("of_effects", "of_papers") for word in vocabulary()["words"][name]}
    wanted = frozenset(one for one in stems(promise.what) if one not in dull and not one[0].isdigit())
    if len(wanted) < 3:
        return None
    for came in later[:FOLLOWED]:
        shares = ((len(wanted & found) / len(wanted), passage_id) for passage_id, found in passages(came.paper.id))
        best = max(shares, default=(0.0, ""))
        if best[0] >= SPOKEN_OF:
            return came, best[1]
    return None


def _event(promise: Promise, number: int, reason: str, confidence: float, **more: str | None) -> Event:
    return Event(
        id=made_id("ce", promise.id, number),
        commitment_id=promise.id,
        number=number,
        document_id=promise.document_id,
        passage_id=promise.id,
        expects_paper=promise.recurs is not None or is_to_report(promise.quote),
        reason=reason,
        confidence=confidence,
        **more,
    )


def _months_after(day: str, months: int) -> str:
    date = dt.date.fromisoformat(day)
    year, month = divmod(date.month - 1 + months, 12)
    year += date.year
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(date.day, last)).isoformat()


def _window(day: str, months: int, number: int) -> tuple[str, str]:
    """From half-way after the date before to half-way before the next: the windows meet and never overlap."""
    around = [dt.date.fromisoformat(_months_after(day, months * one)) for one in (number - 1, number, number + 1)]
    start = around[0] + (around[1] - around[0]) // 2 + dt.timedelta(days=1)
    end = around[1] + (around[2] - around[1]) // 2
    return start.isoformat(), end.isoformat()


def _within(day: str, start: str, end: str) -> bool:
    slack = dt.timedelta(days=SLACK_DAYS)
    return dt.date.fromisoformat(start) <= dt.date.fromisoformat(day) <= dt.date.fromisoformat(end) + slack
