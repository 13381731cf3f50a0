"""What a whole paper, or the part under one heading, reports on."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from extractors.dates.values import financial_year, financial_year_of
from extractors.figures.part_of_the_year import part_named, part_reported
from extractors.figures.period_values import MONTH_DAYS, QUARTER_DAYS, YEAR_DAYS, Period, Placed
from extractors.figures.period_words import WORDS
from extractors.reading import Reading
from extractors.records import DateMention, DocumentFacts
from extractors.structure.folding import one_space
from ingest.document import Block, BlockKind

_NEVER = frozenset(
    {"meeting", "signed", "published", "publication", "call_in_deadline", "prior_meeting", "legislation"}
)
"""Roles of dates that no figure covers, unless they span more than a month."""

_SPANNING = frozenset({"meeting", "published", "publication"})
_FAR = 40
"""Blocks looked back over for a heading."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The dates of a paper by their place, and the headings they stand in."""

    reading: Reading
    placed: tuple[Placed, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Placed, ...]:
        """The dates that begin in ``start``..``end``."""
        return self.placed[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def above(self, offset: int) -> Period | None:
        """The period that the heading over ``offset`` names. A heading inside an item ("Decision") says nothing, and
        the one above it is asked; the years of a plan or a policy are none that anything was measured in."""
        heading = self._heading_above(offset, "sub_heading")
        return self._in_heading(heading, self.reading.words(heading)) if heading is not None else None

    def set_above(self, offset: int) -> Period | None:
        """The financial year whose budget, tax or rents the item under the heading over ``offset`` sets."""
        heading = self._heading_above(offset, "inner_heading")
        if heading is None or not _sets_a_year(self.reading.words(heading)):
            return None
        return _only_year(self.between(heading.start, heading.end))

    def _heading_above(self, offset: int, passed: str) -> Block | None:
        """The nearest heading that is none of those named ``passed`` in the vocabulary."""
        block = self.reading.block_at(offset)
        previous: Block | None = self.reading.previous_block(block.start if block else offset)
        for _ in range(_FAR):
            if previous is None:
                return None
            if previous.kind is BlockKind.HEADING and not WORDS[passed].match(self.reading.words(previous)):
                return previous
            previous = self.reading.previous_block(previous.start)
        return None

    def _in_heading(self, block: Block, words: str) -> Period | None:
        """A heading that names a short time tells of a meeting, unless it is that of a monitoring report."""
        monitors = bool(WORDS["reporting"].search(words))
        if WORDS["planning"].search(words) and not monitors:
            return None
        shortest = MONTH_DAYS if monitors else QUARTER_DAYS
        inside = [item for item in self.between(block.start, block.end) if shortest < item.period.days <= YEAR_DAYS]
        return part_reported(words, inside[-1].period, (), None).named("periods.heading") if inside else None


def place_dates(dates: tuple[DateMention, ...]) -> tuple[Placed, ...]:
    """The dates that figures may cover, in the order of the text."""
    return tuple(
        Placed(item.start, item.end, _period(item), item.role)
        for item in sorted(dates, key=lambda item: item.start)
        if item.role not in _NEVER or (item.role in _SPANNING and _period(item).days > MONTH_DAYS)
    )


def reporting_period(reading: Reading, facts: DocumentFacts, placed: tuple[Placed, ...]) -> Period | None:
    """What the paper reports on, by its title, else by the headings of its first page."""
    found = _whole_period(reading, facts, placed)
    if facts.kind not in ("report", "other", "minutes"):
        return found
    written = date.fromisoformat(facts.meeting_date) if facts.meeting_date else None
    if found is None:
        told = written is not None and WORDS["reporting"].search(facts.title or "")
        return part_named(facts.title or "", written) if written and told else None
    limit = _first_page_end(reading)
    return part_reported(facts.title or "", found, (item for item in placed if item.start < limit), written)


def _first_page_end(reading: Reading) -> int:
    return reading.document.pages[0].end if reading.document.pages else len(reading.text)


def _whole_period(reading: Reading, facts: DocumentFacts, placed: tuple[Placed, ...]) -> Period | None:
    limit = _first_page_end(reading)
    title = one_space(facts.title or "").lower()
    spans = [
        item for item in placed if item.start < limit and item.period.days > MONTH_DAYS and not is_plain_year(item)
    ]
    for item in spans:
        if one_space(reading.text[item.start : item.end]).lower() in title:
            return item.period.named("periods.title")
    for item in spans:
        block = reading.block_at(item.start)
        if block is not None and block.kind is BlockKind.HEADING:
            return item.period.named("periods.first_page")
    return _year_reviewed(facts, placed)


def year_set(reading: Reading, facts: DocumentFacts, placed: tuple[Placed, ...]) -> Period | None:
    """The financial year whose budget, tax or rents a paper sets, by its title; None where that names none or more."""
    title = facts.title or ""
    if not _sets_a_year(title):
        return None
    return _only_year(tuple(item for item in placed if reading.text[item.start : item.end] in title))


def _sets_a_year(words: str) -> bool:
    return bool(WORDS["sets_year"].search(words)) and not WORDS["looks_back"].search(words)


def _only_year(items: tuple[Placed, ...]) -> Period | None:
    """The financial year that the dates name, where it is one."""
    years = {(item.period.date_from, item.period.date_to) for item in items}
    if len(years) != 1:
        return None
    first, last = years.pop()
    return Period(first, last, "periods.year_set") if (first, last) == financial_year(first.year) else None


def reports_activity(facts: DocumentFacts) -> bool:
    """Whether the paper tells of what was measured."""
    return facts.kind in ("report", "other") and bool(WORDS["reporting"].search(facts.title or ""))


def _period(item: DateMention) -> Period:
    return Period(date.fromisoformat(item.date_from), date.fromisoformat(item.date_to), "periods.date")


def is_plain_year(item: Placed) -> bool:
    """A calendar year in a title names the paper's date or an inspection, seldom what it reports on."""
    first, last = item.period.date_from, item.period.date_to
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _year_reviewed(facts: DocumentFacts, placed: tuple[Placed, ...]) -> Period | None:
    """The year of an annual report that has none in its title: the last that was over when it was written, if the
    paper speaks of it."""
    if not facts.meeting_date or facts.kind != "report" or not WORDS["annual_report"].search(facts.title or ""):
        return None
    first, last = financial_year(financial_year_of(date.fromisoformat(facts.meeting_date)) - 1)
    told = any(item.period.date_from == first and item.period.date_to == last for item in placed)
    return Period(first, last, "periods.annual_report") if told else None
