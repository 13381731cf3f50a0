"""Which days a figure covers: by the dates nearest to it, its paragraph, its heading, the document's own period.

The order is that of a reader: a date of the same clause, one that the sentence names before, the period that the
paragraph or list goes on about (money only), the heading, and last what the whole paper reports on. Where none of
them says anything the period stays unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dates.values import financial_year, financial_year_of, months_later
from extractors.figures.number_words import read_number_words
from extractors.reading import Reading
from extractors.records import DateMention, DocumentFacts
from ingest.document import Block, BlockKind

_NEVER = frozenset(
    {"meeting", "signed", "published", "publication", "call_in_deadline", "prior_meeting", "legislation"}
)
"""Roles of dates that no figure covers."""

_SPANNING = 27
"""From so many days on a date is a period rather than a day."""

_AHEAD_WORDS = re.compile(r"\b(?:will|plan(?:s|ned)? to|intends? to|next year|coming year)\b", re.IGNORECASE)
_WHOLE_YEAR = 340
_QUARTER = 80
"""A heading that names a shorter time tells of a meeting, unless it is that of a monitoring report."""

_FOLLOWS = re.compile(
    r"^\W{0,3}(?:[\w'’/&%-]{1,30}\s){0,6}?(?:for|in|at|during|to|by|as at|as of|since|over|between|from|of|on|until|"
    r"up to|throughout|across|within|the|\()?\s?(?:the\s)?(?:year\s|quarter\s|financial year\s)?\(?$",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[;:]|,\s|\.\s|\b(?:compared|against|although|but|while|whilst|than|which|and)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:to|until|up to|up until|to the end of|up to the end of)\s(?:the\s)?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from)\s(?:the\s)?$", re.IGNORECASE)
_COUNTED_AT = re.compile(
    r"^(?:\s(?!compared|than|against|but|while)[A-Za-z’'-]{1,30}){1,12}\s(?:as )?at(?: the end of)?(?: the)?\s$"
)
""" "1,200 people in care homes and flats at 31 December"."""

_BALANCE = re.compile(
    r"\b(?:at|as at|as of|by|to|until|up to|night of|end of|close of|count of|snapshot of)\s(?:the\s)?$", re.IGNORECASE
)
_EVENTS = frozenset({"other", "future_action"})
"""Roles of days on which something was done, begins or ends."""

_OPENING = 12
"""How far into its sentence a date may stand that opens it ("1. In April 2012, ...")."""

_EACH_YEAR = re.compile(
    r"^\s?(?:(?:a|per|each|every)\s(?:year|annum|month|week|quarter|night|day)\b|p\.?a\b|annually\b|in a full year\b)",
    re.IGNORECASE,
)
_ANNUAL = re.compile(
    r"\b(?:annual|yearly|monthly|weekly|ongoing|recurr(?:ent|ing)) (?:cost|rent|value|saving|income|price|sum|fee)s?"
    r"(?: \w+){0,2}(?: of)?\s(?:about |around )?$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\bby(?: the)?(?: end of)?\s$", re.IGNORECASE)
_SAME = re.compile(r"\b(?:the )?same (?:period|year|quarter|month|time)\b", re.IGNORECASE)
_LAST_SPAN = re.compile(
    r"\b(?:last|past|previous|preceding)\s(?P<number>\d{1,2}|[a-z]{3,9})\s(?P<unit>months?|years?|weeks?|quarters?)\b",
    re.IGNORECASE,
)
_YEAR_WORDS = re.compile(
    r"\b(?:forecast|projected|for the year|year[- ]end|full[- ]year|outturn|"
    r"end of the (?:financial )?year|this year|in[- ]year)\b",
    re.I,
)
_DURATIONS = frozenset({"days", "weeks", "months", "years"})
_AVERAGED = re.compile(r"\b(?:average|mean|median|lost|took|taken|waited|waiting)\b", re.IGNORECASE)
_AHEAD = frozenset({"forecast", "target", "proposed"})
_YEAR_EARLIER = re.compile(
    r"\s?[\w ]{0,30}?\b(?:a|one|the) year (?:earlier|ago|before|previously)\b"
    r"|\s?[\w ]{0,30}?\b(?:at|in|for) the same (?:time|point|period|quarter|month) "
    r"(?:last|the previous|in the previous) year\b",
    re.IGNORECASE,
)
_FINANCE = frozenset({"budget", "forecast", "variance"})
_ANNUAL_REPORT = re.compile(r"\b(?:annual (?:report|review)|local account|year[- ]end|outturn)\b", re.IGNORECASE)
_REPORTING = re.compile(
    r"\b(?:performance|monitoring|outturn|monitor|dashboard|scorecard|indicators?|activity|report|position|forecast)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Period:
    """``date_from`` and ``date_to`` are inclusive. ``rule`` says where they were read."""

    date_from: date
    date_to: date
    rule: str

    @property
    def days(self) -> int:
        return (self.date_to - self.date_from).days + 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A date that a figure may cover, with its place."""

    start: int
    end: int
    period: Period
    role: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its span, its sentence and its neighbours among the figures of that sentence."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    previous_end: int
    next_start: int
    kind: str
    unit: str
    spelled: bool = False


@dataclass(frozen=True)
class Periods:
    """The dates of one document, ready to be asked about figures."""

    reading: Reading
    placed: tuple[Placed, ...]
    starts: tuple[int, ...]
    reporting: Period | None
    reports_activity: bool
    written: date | None

    def of(self, place: Place) -> Period | None:
        """The period of the figure at ``place``; None where nothing says it."""
        if place.kind in ("threshold", "other") or (place.unit in _DURATIONS and not self._is_averaged(place)):
            return None
        found = self._in_sentence(place) or self._around(place)
        if found is not None and self._recurs(place):
            return None
        if found is not None and _YEAR_EARLIER.match(self.reading.text, place.end):
            found = Period(_year_before(found.date_from), _year_before(found.date_to), found.rule + ".year_earlier")
        if found is not None and place.kind in _AHEAD and self.written is not None:
            # What is expected or asked for does not lie years behind the paper: such a date tells of something else.
            return found if found.date_to > self.written - timedelta(days=366) else None
        return found

    def _recurs(self, place: Place) -> bool:
        """ "a saving of £40,000 a year": an amount of every year is of none."""
        if place.unit != "GBP" or place.kind in ("budget", "variance"):
            return False
        text = self.reading.text
        after = " ".join(text[place.end : min(place.end + 40, place.sentence_end)].split())
        before = " ".join(text[max(place.sentence_start, place.start - 60) : place.start].split()) + " "
        return bool(_EACH_YEAR.match(after) or _ANNUAL.search(before))

    def _is_averaged(self, place: Place) -> bool:
        """A span of time covers no period, unless it is itself a measurement ("an average of 9 days lost")."""
        return bool(_AVERAGED.search(self.reading.text[place.sentence_start : place.sentence_end]))

    def _between(self, start: int, end: int) -> tuple[Placed, ...]:
        return self.placed[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _in_sentence(self, place: Place) -> Period | None:
        text = self.reading.text
        after = self._between(place.end, min(place.sentence_end, place.next_start))
        if after:
            gap = text[place.end : after[0].start]
            if _DEADLINE.search(gap) and place.kind not in _FINANCE and not self._is_past(after[0], place):
                return None
            counted = len(gap) <= 80 and place.kind == "actual" and bool(_COUNTED_AT.match(gap))
            near = counted or (len(gap) <= 80 and not _BREAKS.search(gap) and _FOLLOWS.match(gap))
            if near and self._may_cover(after[0], place, gap):
                return self._read(after[0], place, "after")
        spoken = self._spoken_span(place)
        if spoken is not None:
            return spoken
        before = self._between(place.sentence_start, place.start)
        usable = [item for item in before if not self._claimed(item, place)]
        if usable and self._may_cover_later(usable[-1], place):
            return self._read(usable[-1], place, "before")
        return None

    def _is_past(self, item: Placed, place: Place) -> bool:
        """ "96% had been collected by 31 March": a deadline that the paper looks back on is the day of the count."""
        return place.kind == "actual" and self.written is not None and item.period.date_to < self.written

    def _may_cover(self, item: Placed, place: Place, lead: str) -> bool:
        """Whether a date right behind a figure is what it covers, not the day on which something began or was done."""
        if place.kind == "proposed" and item.period.days < _QUARTER:
            return False
        if item.period.days > 1:
            return True
        return item.role not in _EVENTS or bool(_BALANCE.search(lead)) or place.kind in _FINANCE

    def _may_cover_later(self, item: Placed, place: Place) -> bool:
        """The same of a date before the figure: a day or month there is mostly that of an event."""
        text = self.reading.text
        if place.kind == "proposed" and item.period.days < _QUARTER:
            return False
        if _SINCE.search(text[max(0, item.start - 24) : item.start]) and _BREAKS.search(text[item.end : place.start]):
            return False
        if item.role not in _EVENTS or item.period.days >= _QUARTER or place.kind in _FINANCE:
            return True
        if item.start - place.sentence_start <= _OPENING and item.period.days > 1:
            return True
        return bool(_BALANCE.search(text[max(place.sentence_start, item.start - 40) : item.start]))

    def _claimed(self, item: Placed, place: Place) -> bool:
        """Whether a date before the figure belongs to a figure before it ("5 at the end of October to 6")."""
        if item.start >= place.previous_end or place.previous_end == place.sentence_start:
            return False
        text = self.reading.text
        if place.kind in _FINANCE:
            return False
        between = text[max(place.sentence_start, item.start - 40) : item.start]
        return bool(re.search(r"\d[\d,.]*\s(?:[\w'’-]+\s){0,4}(?:at|in|on|to|by|for|as at)\s(?:the\s)?$", between))

    def _spoken_span(self, place: Place) -> Period | None:
        """ "over the last six months to 257": counted back from the end of the period reported."""
        text = self.reading.text
        words = text[place.sentence_start : place.start]
        matches = list(_LAST_SPAN.finditer(words))
        match = matches[-1] if matches else None
        end = self._end_near(place)
        if match is None or end is None or len(words) - match.end() > 40:
            return None
        number = int(match["number"]) if match["number"].isdigit() else read_number_words(match["number"])
        if not number:
            return None
        unit = match["unit"].lower().rstrip("s")
        if unit == "week":
            return Period(end - timedelta(weeks=number) + timedelta(days=1), end, "periods.last_span")
        months = number * {"month": 1, "quarter": 3, "year": 12}[unit]
        first = months_later(date(end.year, end.month, 1), 1 - months)
        return Period(first, end, "periods.last_span")

    def _end_near(self, place: Place) -> date | None:
        """The last day that the sentence, or the whole paper, reports on."""
        inside = [item for item in self._between(place.sentence_start, place.sentence_end) if item.period.days > 1]
        if inside:
            return inside[0].period.date_to
        return self.reporting.date_to if self.reporting else None

    def _read(self, item: Placed, place: Place, rule: str) -> Period | None:
        """The period that the date gives to the figure: "to 31 December" is the year up to then, for what is spent."""
        text = self.reading.text
        lead = text[max(0, item.start - 24) : item.start]
        first, last = item.period.date_from, item.period.date_to
        if place.unit == "GBP" and place.kind in _FINANCE and item.period.days < 340:
            year = financial_year(financial_year_of(last))
            if place.kind != "variance" or _YEAR_WORDS.search(text[place.sentence_start : place.sentence_end]):
                return Period(*year, f"periods.{rule}.year") if item.start < place.start else item.period
        if _UNTIL.search(lead) and place.unit == "GBP" and place.kind == "actual":
            return Period(financial_year(financial_year_of(last))[0], last, f"periods.{rule}.to_date")
        if re.search(r"\bsince\s(?:the\s)?$", lead, re.IGNORECASE):
            end = self._end_near_or_reporting(place)
            return Period(first, end, f"periods.{rule}.since") if end and end > first else None
        return Period(first, last, f"periods.{rule}")

    def _end_near_or_reporting(self, place: Place) -> date | None:
        block_end = self._paragraph_end_date(place)
        return block_end or (self.reporting.date_to if self.reporting else None)

    def _paragraph_end_date(self, place: Place) -> date | None:
        block = self.reading.block_at(place.start)
        if block is None:
            return None
        ends = [item.period.date_to for item in self._between(block.start, place.start) if item.period.days > 27]
        return max(ends) if ends else None

    def _around(self, place: Place) -> Period | None:
        text = self.reading.text
        sentence = text[place.sentence_start : place.sentence_end]
        money = place.unit in ("GBP", "percent", "fte") and place.kind in _FINANCE
        if _SAME.search(sentence[: place.start - place.sentence_start]):
            earlier = self._between(max(0, place.sentence_start - 600), place.sentence_start)
            if earlier:
                return self._read(earlier[-1], place, "same")
        if place.kind in ("proposed", "target"):
            return None
        if money:
            carried = self._carried_year(place)
            if carried is not None:
                return carried
        heading = self._heading_period(place.start)
        if heading is not None and money:
            return Period(*financial_year(financial_year_of(heading.date_from)), "periods.heading.year")
        if heading is not None and place.kind in ("actual", "variance"):
            return heading
        if money and self.reporting is not None:
            return Period(*financial_year(financial_year_of(self.reporting.date_to)), "periods.document")
        if not self.reports_activity or self.reporting is None or place.unit == "score":
            return None
        # A count in a report on a quarter may be of its end, of the year so far or of the report itself: no guess.
        whole_year = self.reporting.days >= _WHOLE_YEAR
        measured = place.kind in ("actual", "variance") and not self._balance_before(place)
        if _AHEAD_WORDS.search(text[place.sentence_start : place.start]):
            return None
        return self.reporting if whole_year and measured else None

    def _balance_before(self, place: Place) -> bool:
        """Whether the paragraph has turned to the state on one day."""
        block = self.reading.block_at(place.start)
        dates = self._between(block.start if block else place.sentence_start, place.start)
        return any(item.period.days == 1 for item in dates)

    def _carried_year(self, place: Place) -> Period | None:
        """The financial year that the paragraph, or the list the figure stands in, goes on about."""
        block = self.reading.block_at(place.start)
        if block is None:
            return None
        start = block.start
        previous = self.reading.previous_block(block.start)
        for _ in range(6):
            if previous is None or block.kind is not BlockKind.LIST_ITEM or previous.kind is not BlockKind.LIST_ITEM:
                break
            start = previous.start
            previous = self.reading.previous_block(previous.start)
        spans = [item for item in self._between(start, place.start) if item.period.days >= 80]
        if not spans:
            return None
        return Period(*financial_year(financial_year_of(spans[-1].period.date_from)), "periods.paragraph")

    def _heading_period(self, offset: int) -> Period | None:
        block = self.reading.block_at(offset)
        previous: Block | None = self.reading.previous_block(block.start if block else offset)
        for _ in range(40):
            if previous is None:
                return None
            if previous.kind is BlockKind.HEADING:
                monitors = bool(_REPORTING.search(self.reading.words(previous)))
                shortest = _SPANNING if monitors else _QUARTER
                inside = [item for item in self._between(previous.start, previous.end) if item.period.days > shortest]
                return (
                    Period(inside[-1].period.date_from, inside[-1].period.date_to, "periods.heading")
                    if inside
                    else None
                )
            previous = self.reading.previous_block(previous.start)
        return None


def find_periods(reading: Reading, facts: DocumentFacts, dates: tuple[DateMention, ...]) -> Periods:
    """The dates of ``reading`` that figures may cover, and what the whole paper reports on."""
    placed = tuple(
        Placed(item.start, item.end, _period(item), item.role)
        for item in sorted(dates, key=lambda item: item.start)
        if item.role not in _NEVER or _spans(item)
    )
    reporting = _reporting(reading, facts, placed)
    reports = facts.kind == "report" and bool(_REPORTING.search(facts.title or "")) and bool(reporting)
    written = date.fromisoformat(facts.meeting_date) if facts.meeting_date else None
    return Periods(reading, placed, tuple(item.start for item in placed), reporting, reports, written)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _is_plain_year(item: Placed) -> bool:
    """A calendar year in a title names the paper's date or an inspection, seldom what it reports on."""
    first, last = item.period.date_from, item.period.date_to
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _spans(item: DateMention) -> bool:
    period = _period(item)
    return period.days > _SPANNING and item.role in ("meeting", "published", "publication")


def _period(item: DateMention) -> Period:
    return Period(date.fromisoformat(item.date_from), date.fromisoformat(item.date_to), "periods.date")


def _reporting(reading: Reading, facts: DocumentFacts, placed: tuple[Placed, ...]) -> Period | None:
    """What the paper reports on, by its title, else by the headings of its first page."""
    limit = reading.document.pages[0].end if reading.document.pages else len(reading.text)
    title = facts.title or ""
    spans = [
        item for item in placed if item.start < limit and item.period.days > _SPANNING and not _is_plain_year(item)
    ]
    for item in spans:
        if reading.text[item.start : item.end] in title:
            return Period(item.period.date_from, item.period.date_to, "periods.title")
    for item in spans:
        block = reading.block_at(item.start)
        if block is not None and block.kind is BlockKind.HEADING:
            return Period(item.period.date_from, item.period.date_to, "periods.first_page")
    return _year_reviewed(facts, placed)


def _year_reviewed(facts: DocumentFacts, placed: tuple[Placed, ...]) -> Period | None:
    """The year of an annual report that has none in its title: the last that was over when it was written, if the
    paper speaks of it."""
    if not facts.meeting_date or facts.kind != "report" or not _ANNUAL_REPORT.search(facts.title or ""):
        return None
    first, last = financial_year(financial_year_of(date.fromisoformat(facts.meeting_date)) - 1)
    told = any(item.period.date_from == first and item.period.date_to == last for item in placed)
    return Period(first, last, "periods.annual_report") if told else None
