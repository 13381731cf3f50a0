"""The period of a figure by the dates of its own sentence: the one behind it, else the one before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dates.values import financial_year, financial_year_of, months_later
from extractors.figures.number_words import read_number_words
from extractors.figures.period_values import QUARTER_DAYS, WHOLE_YEAR_DAYS, Period, Place, Placed, year_earlier, year_of
from extractors.figures.period_words import WORDS
from extractors.figures.reporting_period import Headings
from extractors.structure.folding import one_space

FINANCE = frozenset({"budget", "forecast", "variance"})
_EVENTS = frozenset({"other", "future_action"})
"""Roles of days on which something was done, begins or ends."""

_OPENING = 12
"""How far into its sentence a date may stand that opens it ("1. In April 2012, ...")."""

_GAP = 80
"""How far behind a figure its date may stand."""

_LEAD = 40
_SPAN_GAP = 40
_SPAN_DATE = 20
"""The room of a date behind the span that leads to it."""
_MOST_MONTHS = 120
_YEARS_BACK = 12
_IN_BRACKETS = re.compile(r"\s?\((?:or |about |some )?[^()\s]{1,16}(?: per cent)?\)")
_UNITS_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class SentencePeriods:
    """Asks the dates around a figure. ``written`` is the paper's own day, ``reporting`` what all of it reports on."""

    dates: Headings
    reporting: Period | None
    written: date | None

    def of(self, place: Place) -> Period | None:
        after = self._after(place)
        if after is not None:
            return after[0]
        return self._spoken_span(place) or self._before(place)

    def _text(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end`` with one white space between two, however their lines are set."""
        return one_space(self.dates.reading.text[start:end])

    def _printed(self, start: int, end: int) -> str:
        return self.dates.reading.text[start:end]

    def _after(self, place: Place) -> tuple[Period | None] | None:
        """The period of the date behind the figure, in a tuple: a deadline there means that there is none at all."""
        start, limit = self._reach(place)
        behind = self.dates.between(start, limit)
        if not behind:
            return None
        gap = self._text(start, behind[0].start)
        if self._is_base(behind[0], place, gap) or self._names_next(behind[0], place):
            return None
        if WORDS["deadline"].search(gap) and place.kind not in FINANCE and not self._is_past(behind[0], place):
            return (None,)
        if len(gap) > _GAP:
            return None
        if WORDS["same_part_of"].search(gap):
            return (self._same_part(behind[0], place),)
        counted = place.kind == "actual" and (
            WORDS["counted_at"].match(gap)
            or (QUARTER_DAYS <= behind[0].period.days < WHOLE_YEAR_DAYS and WORDS["counted_in"].match(gap))
        )
        near = counted or (not WORDS["breaks"].search(gap) and WORDS["follows"].match(gap))
        return (self.read(behind[0], place, "after"),) if near and self._may_cover(behind[0], place, gap) else None

    def _same_part(self, item: Placed, place: Place) -> Period | None:
        """ "in the same months of 2021": those of the level before, in the year named."""
        level = place.measured or place.before
        days = level.period if level is not None else None
        for _ in range(_YEARS_BACK):
            if days is None or item.period.date_from <= days.date_to <= item.period.date_to:
                break
            days = year_earlier(days)
        within = days is not None and item.period.date_from <= days.date_to <= item.period.date_to
        return days.named("periods.same_part") if days is not None and within else None

    def _reach(self, place: Place) -> tuple[int, int]:
        """Where a date behind the figure may stand: up to the next one, or past it where it is the same again in
        brackets ("£13.8m (67%) at Quarter 1")."""
        again = _IN_BRACKETS.match(self.dates.reading.text, place.end, place.sentence_end)
        if again is not None and again.start() < place.next_start < again.end():
            return again.end(), min(place.sentence_end, again.end() + _GAP)
        span = WORDS["span_to"].match(self._printed(place.end, place.sentence_end))
        if span is not None:
            return place.end, min(place.sentence_end, place.end + span.end() + _SPAN_DATE)
        another = WORDS["and_another"].match(self._printed(place.end, place.sentence_end))
        if another is not None and "respectively" not in self._text(place.end, place.sentence_end):
            start = place.end + another.end("other")
            return start, min(place.sentence_end, start + _GAP)
        return place.end, min(place.sentence_end, place.next_start)

    def _is_base(self, item: Placed, place: Place, gap: str) -> bool:
        """Whether a date behind a change is that of the level it is measured from ("up £46 from the 2018/19 level")."""
        if place.kind not in ("variance", "proposed") or not WORDS["base"].search(gap):
            return False
        if WORDS["plan_named"].match(self._text(item.end, place.sentence_end)):
            return False
        lead = self._text(max(place.sentence_start, place.start - _LEAD), place.start)
        return bool(WORDS["changed"].search(lead) or WORDS["changed"].search(gap))

    def _names_next(self, item: Placed, place: Place) -> bool:
        """Whether a date behind a figure stands right before the next one and is of that ("£9m (2019/20: £8m)")."""
        return bool(WORDS["names_next"].match(self._text(item.end, place.sentence_end)))

    def _is_base_before(self, item: Placed, place: Place) -> bool:
        """The same of a date before the change ("from the first quarter of 2017/18 by £1m")."""
        lead = self._text(max(place.sentence_start, item.start - _LEAD), item.start)
        between = self._text(item.end, place.start)
        return place.kind == "variance" and bool(
            WORDS["base_lead"].search(lead) and WORDS["by_so_much"].search(between)
        )

    def _shut_away(self, item: Placed, place: Place) -> bool:
        """Whether the date is that of a figure in brackets that have closed since: "£24 (£23 for 2018/19), up 1%",
        "62% on target (Quarter 1: 58%), and 68%"."""
        lead = self._text(max(place.sentence_start, item.start - _LEAD), item.start)
        opened = lead.rfind("(")
        inside, closed, _ = self._text(item.end, place.start).partition(")")
        if opened < 0 or ")" in lead[opened:] or not closed:
            return False
        return any(letter.isdigit() for letter in lead[opened:] + inside)

    def _is_of_compared(self, item: Placed, place: Place) -> bool:
        """Whether the date is that of the level that the one told before is compared with, in a clause that is over."""
        told = self._text(max(place.sentence_start, item.start - _GAP), item.start)
        between = self._text(item.end, place.start)
        over = WORDS["breaks"].search(between) and not WORDS["told_of_then"].match(between)
        return bool(over and WORDS["compared_level"].search(told))

    def _before(self, place: Place) -> Period | None:
        """The date that the sentence names last before the figure."""
        inside = self.dates.between(place.sentence_start, place.start)
        usable = [
            item
            for item in inside
            if not (
                self._claimed(item, place)
                or self._shut_away(item, place)
                or self._is_base_before(item, place)
                or self._is_of_compared(item, place)
            )
        ]
        if usable and self._may_cover_later(usable[-1], place):
            return self.read(usable[-1], place, "before")
        return None

    def _is_past(self, item: Placed, place: Place) -> bool:
        """ "96% had been collected by 31 March": a deadline that the paper looks back on is the day of the count."""
        if place.kind != "actual":
            return False
        if self.written is not None:
            return item.period.date_to < self.written
        return WORDS["was_then"].search(self._text(place.sentence_start, place.start)) is not None

    def _may_cover(self, item: Placed, place: Place, lead: str) -> bool:
        """Whether a date right behind a figure is what it covers, not the day on which something began or was done."""
        if place.kind == "proposed" and item.period.days < QUARTER_DAYS:
            return False
        near = self._text(max(place.sentence_start, place.start - _GAP), place.start)
        slips = WORDS["into_a_year"].match(lead) and WORDS["slips"].search(near)
        carried = place.kind != "proposed" and (slips or WORDS["moved_on"].search(lead))
        if carried or self._is_arrival(item, place):
            return False
        if item.period.days > 1:
            return True
        if place.kind == "actual" and place.unit != "GBP" and WORDS["touches"].match(lead):
            return True
        return item.role not in _EVENTS or bool(WORDS["balance"].search(lead)) or place.kind in FINANCE

    def _is_arrival(self, item: Placed, place: Place) -> bool:
        """ "Eight flats will be ready in October": the day on which things come is not one over which they count."""
        coming = place.unit == "count" and place.kind in ("forecast", "proposed", "actual")
        return coming and item.role == "future_action" and item.period.days < WHOLE_YEAR_DAYS

    def _may_cover_later(self, item: Placed, place: Place) -> bool:
        """The same of a date before the figure: a day or month there is mostly that of an event."""
        if place.kind == "proposed" and item.period.days < QUARTER_DAYS:
            return False
        between = self._text(item.end, place.start)
        if WORDS["names_this"].match(between) or self._months_to(item) is not None:
            return True
        if WORDS["level_then"].match(between) and place.kind == "actual":
            return True
        lead = self._text(max(0, item.start - _LEAD), item.start)
        if WORDS["since"].search(lead) and WORDS["breaks"].search(self._text(item.end, place.start)):
            return False
        if WORDS["carried_into"].search(lead):
            return False
        if item.period.days < QUARTER_DAYS and WORDS["approval"].search(lead):
            return False
        if WORDS["compared"].search(lead) and WORDS["breaks"].search(self._text(item.end, place.start)):
            return False
        if item.role not in _EVENTS or item.period.days >= QUARTER_DAYS:
            return True
        if place.kind in FINANCE and (place.unit == "GBP" or item.period.days > 1):
            return not self._is_of_this_year(item, place)
        if item.start - place.sentence_start <= _OPENING and item.period.days > 1:
            return True
        return bool(WORDS["balance"].search(self._text(max(place.sentence_start, item.start - _LEAD), item.start)))

    def _is_of_this_year(self, item: Placed, place: Place) -> bool:
        """Whether the sentence gives money to the year that runs, after a clause on another day ("finished in June,
        and £3m will not be spent this year")."""
        apart = WORDS["breaks"].search(self._text(item.end, place.start))
        return bool(
            apart and WORDS["this_year"].search(self._text(place.end, min(place.sentence_end, place.next_start)))
        )

    def _claimed(self, item: Placed, place: Place) -> bool:
        """Whether a date before the figure belongs to a figure before it ("5 at the end of October to 6")."""
        before = place.before
        if (
            before is not None
            and before.end <= item.start
            and WORDS["moved_to"].match(self._text(item.end, place.start))
        ):
            lead = self._text(max(place.sentence_start, before.start - _LEAD), before.start)
            if WORDS["moved_from"].search(lead):
                return True
        if item.start >= place.previous_end or place.previous_end == place.sentence_start:
            return False
        if place.kind in FINANCE and place.unit in ("GBP", "percent"):
            return False
        number = WORDS["numbered"].match(self._printed(place.sentence_start, item.start))
        opening = place.sentence_start + (number.end() if number else 0)
        return bool(WORDS["claimed"].search(self._text(max(opening, item.start - _LEAD), item.start)))

    def _spoken_span(self, place: Place) -> Period | None:
        """ "over the last six months to 257": counted back from the end of the period reported."""
        words = self._text(place.sentence_start, place.start)
        matches = tuple(WORDS["last_span"].finditer(words))
        match = matches[-1] if matches else None
        end = self._end_near(place)
        if match is None or end is None or len(words) - match.end() > _SPAN_GAP:
            return None
        number = int(match["number"]) if match["number"].isdigit() else read_number_words(match["number"])
        if not number:
            return None
        unit = match["unit"].lower().rstrip("s")
        if unit == "week":
            return Period(end - timedelta(weeks=number) + timedelta(days=1), end, "periods.last_span")
        first = months_later(date(end.year, end.month, 1), 1 - number * _UNITS_IN_MONTHS[unit])
        return Period(first, end, "periods.last_span")

    def _end_near(self, place: Place) -> date | None:
        """The last day that the sentence, or the whole paper, reports on."""
        inside = [i for i in self.dates.between(place.sentence_start, place.sentence_end) if i.period.days > 1]
        if inside:
            return inside[0].period.date_to
        return self.reporting.date_to if self.reporting else None

    def read(self, item: Placed, place: Place, rule: str) -> Period | None:
        """The period that the date gives to the figure: "to 31 December" is the year up to then, for what is spent."""
        lead = self._text(max(0, item.start - _LEAD), item.start)
        months = self._months_to(item)
        if months is not None:
            return months
        if place.kind in FINANCE and WORDS["names_report"].match(self._text(item.end, item.end + _GAP)):
            return year_of(item.period.date_to, f"periods.{rule}.report")
        until = WORDS["until"].search(lead) if not WORDS["relates_to"].search(lead) else None
        if place.unit == "GBP" and place.kind in FINANCE and item.period.days < WHOLE_YEAR_DAYS:
            sentence = self._text(place.sentence_start, place.sentence_end)
            if until and self._is_to_date(place, sentence):
                return self._year_to(item, rule)
            if place.kind == "forecast" and item.period.days == 1 and self._is_stock(lead, sentence):
                return item.period.named(f"periods.{rule}")
            then = WORDS["reported_then"].search(lead)
            if place.kind != "variance" or WORDS["year"].search(sentence) or then:
                year = year_of(item.period.date_to, f"periods.{rule}.year")
                expected = (
                    place.kind == "variance" and item.period.days == 1 and WORDS["spend_forecast"].search(sentence)
                )
                return year if item.start < place.start or expected or then else item.period
        if until and place.unit == "GBP" and place.kind == "actual":
            # "lost up to 2021": from when on is not said.
            return self._year_to(item, rule) if item.period.days < WHOLE_YEAR_DAYS else None
        if item.period.days == 1 and self._is_gathered(place):
            return self._year_to(item, rule)
        if WORDS["only_since"].search(lead):
            if WORDS["record_since"].search(self._text(max(0, item.start - _GAP), item.start)):
                return None
            first, last = item.period.date_from, item.period.date_to
            end = self._paragraph_end(place, last) or (self.reporting.date_to if self.reporting else None)
            told = end is not None and end > last and (self.written is None or end <= self.written)
            return Period(first, end, f"periods.{rule}.since") if end is not None and told else None
        return item.period.named(f"periods.{rule}")

    def _is_stock(self, lead: str, sentence: str) -> bool:
        """ "The borrowing at 31 March is expected to be £50m": of that day, not of the year that ends with it."""
        return bool(
            WORDS["balance"].search(lead) and not WORDS["until"].search(lead) and WORDS["stock"].search(sentence)
        )

    def _is_to_date(self, place: Place, sentence: str) -> bool:
        """Whether a budget or variance is one of the year so far ("an underspend against the budget to date")."""
        if place.kind == "forecast" or not WORDS["budget_to_date"].search(sentence):
            return False
        near = self._text(max(place.sentence_start, place.start - _LEAD), place.start)
        return place.kind == "variance" or bool(WORDS["budget_to_date"].search(near))

    def _months_to(self, item: Placed) -> Period | None:
        """ "in the nine months to 31 December": the months that end with the date."""
        match = WORDS["months_to"].search(self._text(max(0, item.start - _LEAD), item.start))
        if match is None or item.period.days > 31:
            return None
        number = int(match["number"]) if match["number"].isdigit() else read_number_words(match["number"])
        if number and match["unit"].lower() == "year":
            number *= 12
        if not number or number > _MOST_MONTHS:
            return None
        last = item.period.date_to
        return Period(months_later(date(last.year, last.month, 1), 1 - int(number)), last, "periods.months_to")

    def _is_gathered(self, place: Place) -> bool:
        """ "54% of the tax had been collected at 30 September"."""
        if place.unit != "percent" or place.kind not in ("actual", "variance"):
            return False
        lead = self._text(max(place.sentence_start, place.start - 2 * _GAP), place.start)
        behind = self._text(place.end, min(place.sentence_end, place.end + _GAP))
        return bool(WORDS["gathered"].search(lead) or WORDS["gathered_behind"].match(behind))

    def _year_to(self, item: Placed, rule: str) -> Period:
        last = item.period.date_to
        return Period(financial_year(financial_year_of(last))[0], last, f"periods.{rule}.to_date")

    def _paragraph_end(self, place: Place, after: date) -> date | None:
        """The last day that the paragraph has told of, where it lies ``after`` the one since when is counted."""
        block = self.dates.reading.block_at(place.start)
        if block is None:
            return None
        ends = [i.period.date_to for i in self.dates.between(block.start, place.start) if i.period.days > 27]
        return max((end for end in ends if end > after), default=None)
