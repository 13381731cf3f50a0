"""Which days a figure covers: by the dates nearest to it, its paragraph, its heading, the document's own period.

The order is that of a reader: a date of the same clause, one that the sentence names before, the figure that it only
says again, the period that the paragraph or list goes on about, the heading, and last what the whole paper reports
on. Where none of them says anything the period stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.figures.number_words import read_number_words
from extractors.figures.paper_periods import MEASURED, PaperPeriods, paper_periods
from extractors.figures.period_values import (
    QUARTER_DAYS,
    WHOLE_YEAR_DAYS,
    YEAR_DAYS,
    Period,
    Place,
    Placed,
    quarter_earlier,
    year_earlier,
    year_of,
)
from extractors.figures.period_words import WORDS
from extractors.figures.reporting_period import (
    Headings,
    is_plain_year,
    place_dates,
    year_set,
)
from extractors.figures.sentence_periods import FINANCE, SentencePeriods
from extractors.reading import Reading
from extractors.records import DateMention, DocumentFacts
from extractors.structure.folding import one_space
from ingest.document import Block, BlockKind

_DURATIONS = frozenset({"days", "weeks", "months", "years"})
_AHEAD = frozenset({"forecast", "target", "proposed"})
SURROUNDING = ("periods.title", "periods.heading", "periods.first_page", "periods.document", "periods.annual_report")
"""Rules that give a figure the days of what stands around it."""

_MONEY = frozenset({"GBP", "percent", "fte"})
_SAME_REACH = 600
_LEAD = 40
_AFTER = 80
_NO_OPENING = frozenset({BlockKind.HEADING, BlockKind.TABLE})
"""Blocks that open no list: the quarter of a column is not what the items below a table are of."""
_LIST_REACH = 6
"""Items of a list looked back over for the year that it goes on about."""

_NUMBERED = re.compile(r"\(?\d{1,2}\.\d")
_LONGEST_LIST = 20
"""Items of a list looked back over for the words that open it."""

_FORECASTING = range(6, 13)
_FORECASTING_NEXT = range(1, 4)
"""Months in which "the year" of a forecast is the one that runs; in April and May it may be the one just closed."""


@dataclass(frozen=True)
class Periods:
    """The dates of one document, ready to be asked about figures."""

    reading: Reading
    dates: Headings
    sentence: SentencePeriods
    paper: PaperPeriods
    year_set: Period | None
    """The year whose budget, tax or rents the paper sets, by its title."""
    written: date | None

    def of(self, place: Place) -> Period | None:
        """The period of the figure at ``place``; None where nothing says it."""
        if place.kind in ("threshold", "other") or (place.unit in _DURATIONS and not self._is_averaged(place)):
            return None
        found = self._said_before(place) or self._last_year(place) or self._around(place)
        if found is None or self._recurs(place) or self._is_of_another_time(place, found):
            return None
        found = self._of_earlier_time(place, found)
        if place.kind in _AHEAD and self.written is not None:
            # What is expected or asked for does not lie years behind the paper: such a date tells of something else.
            return found if found.date_to > self.written - timedelta(days=YEAR_DAYS) else None
        return found

    def _said_before(self, place: Place) -> Period | None:
        """What the figure's own sentence says."""
        found = self._beside(place) or self.sentence.of(place)
        return found or self._same_again(place) or self._of_what_is_measured(place)

    def _last_year(self, place: Place) -> Period | None:
        """ "Last year 82% were answered": the financial year before the one in which the paper was written."""
        if place.kind != "actual" or self.written is None:
            return None
        if not WORDS["last_year"].match(self._text(place.sentence_start, place.start)):
            return None
        return year_earlier(year_of(self.written, "periods.last_year"))

    def _of_what_is_measured(self, place: Place) -> Period | None:
        """A target covers the days of the level that the sentence has just measured by it, unless it names its own."""
        level = place.measured
        if place.kind != "target" or level is None or level.period is None:
            return None
        if self.dates.between(level.end, place.sentence_end) or WORDS["own_target_day"].search(self.words(place)):
            return None
        return level.period.named("periods.of_what_is_measured")

    def _is_of_another_time(self, place: Place, found: Period) -> bool:
        """Whether a figure without a date of its own cannot be of the period around it: what was so before a change
        ("from 49 to 41"), and what is counted in a year that is not over when the paper is written."""
        if found.rule.startswith("periods.after") or place.kind not in MEASURED:
            return False
        after = self._text(place.end, min(place.end + _AFTER, place.sentence_end))
        lead = self._text(max(place.sentence_start, place.start - _LEAD), place.start)
        if WORDS["moved_from"].search(lead) and WORDS["from_level"].match(after):
            return True
        known = WORDS["to_level"].search(after) or WORDS["year_earlier"].match(after)
        if WORDS["up_from"].search(lead) and not known:
            return True
        if found.rule.startswith("periods.before") and WORDS["moved_since"].search(lead):
            return True
        if WORDS["own_time"].match(after) or (place.kind == "variance" and WORDS["span_behind"].match(after)):
            return True
        # "fuel has gone up by 9%" is no difference from the budget of the year that runs
        levied = self.year_set is not None or WORDS["levied"].search(self.words(place))
        moved = place.unit == "percent" and place.moves and not levied
        expected = place.kind == "variance" and place.unit in ("GBP", "percent") and not moved
        surrounding = found.rule.startswith(SURROUNDING)
        ahead = self.written is not None and found.date_to > self.written
        return surrounding and ahead and not expected and found.days > QUARTER_DAYS

    def words(self, place: Place) -> str:
        """The sentence of the figure."""
        return self._text(place.sentence_start, place.sentence_end)

    def _text(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end`` with one white space between two, however their lines are set."""
        return one_space(self.reading.text[start:end])

    def _recurs(self, place: Place) -> bool:
        """ "a saving of £40,000 a year": an amount of every year is of none."""
        if place.unit != "GBP" or place.kind in ("budget", "variance"):
            return False
        after = self._text(place.end, min(place.end + 40, place.sentence_end))
        before = self._text(max(place.sentence_start, place.start - 60), place.start)
        return bool(WORDS["each_year"].match(after) or WORDS["annual"].search(before))

    def _is_averaged(self, place: Place) -> bool:
        """A span of time covers no period, unless it is itself a measurement ("an average of 9 days lost")."""
        return bool(WORDS["averaged"].search(self.words(place)))

    def _of_earlier_time(self, place: Place, found: Period) -> Period:
        """ "512 a year before", "151 in the quarter before". A change ("17 fewer than a year before") is of now."""
        if place.kind == "variance":
            return found
        after = self._text(place.end, min(place.sentence_end, place.next_start))
        months = WORDS["months_earlier"].match(self._text(place.end, place.sentence_end))
        if months or WORDS["year_earlier"].match(after):
            return year_earlier(found)
        years = WORDS["years_earlier"].match(self._text(place.end, place.sentence_end))
        if years is not None:
            number = int(years["number"]) if years["number"].isdigit() else read_number_words(years["number"])
            for _ in range(number or 0):
                found = year_earlier(found)
            return found
        lead = self._text(max(place.sentence_start, place.start - _AFTER), place.start)
        if WORDS["same_time_last_year"].match(lead) and not found.rule.endswith("year_earlier"):
            return year_earlier(found)
        if WORDS["quarter_before"].match(after) and QUARTER_DAYS < found.days < 100:
            return quarter_earlier(found)
        return found

    def _beside(self, place: Place) -> Period | None:
        """A percentage in brackets behind an amount is of the same days, unless the brackets name their own."""
        before = place.before
        if before is None or before.period is None or place.unit != "percent":
            return None
        text = self.reading.text
        shut = text.find(")", place.end, place.sentence_end)
        if shut < 0 or not WORDS["opens_brackets"].match(self._text(before.end, place.start)):
            return None
        return None if self.dates.between(place.end, shut) else before.period.named("periods.same_again")

    def _same_again(self, place: Place) -> Period | None:
        """What the figure before covers, where this one only says it again, is the target for it, or tells how many
        more or fewer there are than on another day."""
        before = place.before
        if before is None or before.period is None:
            return None
        if place.kind == "variance" and place.unit == before.unit == "count" and before.period.days == 1:
            return before.period.named("periods.same_day")
        if before.kind in ("budget", "forecast") and place.unit != "percent":
            return None
        beside = self._text(before.end, place.start) in (", ", ",")
        if beside and place.kind == "variance" and before.kind == "actual" and place.unit == before.unit == "percent":
            return before.period.named("periods.same_again")
        between = self._text(before.end, place.start)
        return before.period.named("periods.same_again") if WORDS["same_again"].match(between) else None

    def _around(self, place: Place) -> Period | None:
        sentence = self.words(place)
        if WORDS["same"].search(self._text(place.sentence_start, place.start)):
            earlier = self.dates.between(max(0, place.sentence_start - _SAME_REACH), place.sentence_start)
            if earlier:
                return self.sentence.read(earlier[-1], place, "same")
        if WORDS["opens_year_before"].match(sentence) and not self.dates.between(place.sentence_start, place.start):
            block = self.reading.block_at(place.start)
            before = self.dates.between(block.start if block else place.sentence_start, place.sentence_start)
            found = self.sentence.read(before[-1], place, "before") if before else None
            return year_earlier(found) if found else None
        if WORDS["that_is"].match(sentence):
            said = self._year_said_before(place)
            if said is not None:
                return said
        if place.kind in ("proposed", "target"):
            return self._year_set(place) or self._year_of_a_target(place)
        heading = self.dates.above(place.start)
        moved = place.unit == "percent" and place.moves and heading is not None and heading.days < WHOLE_YEAR_DAYS
        if place.unit in _MONEY and place.kind in FINANCE and not moved:
            return self._year_of_money(place, heading)
        if place.unit == "GBP" and place.kind == "actual" and self._is_saved(place, sentence):
            year = self._year_of_money(place, heading)
            return year.named("periods.savings") if year else None
        if WORDS["stands_still"].search(sentence) or WORDS["bare_month"].search(sentence):
            return None
        if heading is not None and self._is_spend_against_budget(place, sentence, heading):
            return Period(year_of(heading.date_to, "").date_from, heading.date_to, "periods.heading.to_date")
        if heading is not None and place.kind in MEASURED:
            return self.paper.within(place, heading)
        return self.paper.of(place, sentence) or self._carried_span(place, sentence)

    def _year_set(self, place: Place) -> Period | None:
        """The year whose amounts the paper, or the item under one heading, sets: what it proposes is for that year."""
        found = self.dates.set_above(place.start) or self.year_set
        if place.unit not in ("GBP", "percent") or found is None or WORDS["next_year"].search(self.words(place)):
            return None
        return found if self.written is None or found.date_to > self.written else None

    def _year_said_before(self, place: Place) -> Period | None:
        """The financial year that the sentences before, in the same paragraph, named last."""
        block = self.reading.block_at(place.start)
        told = self.dates.between(block.start if block else place.sentence_start, place.sentence_start)
        last = told[-1].period if told else None
        if last is None or self.dates.between(place.sentence_start, place.sentence_end):
            return None
        return last.named("periods.said_before") if WHOLE_YEAR_DAYS < last.days <= YEAR_DAYS else None

    def _year_of_a_target(self, place: Place) -> Period | None:
        """The year in which savings are to be made, or that a target "for the year" is of."""
        if place.kind != "target":
            return None
        if place.unit == "GBP":
            return self._year_of_money(place, self.dates.above(place.start))
        reporting = self.paper.reporting
        whole = reporting is not None and WORDS["for_the_year"].search(self.words(place))
        return year_of(reporting.date_to, "periods.document") if reporting and whole else None

    def _is_saved(self, place: Place, sentence: str) -> bool:
        """ "Savings of £6m are required. £4m has been delivered": so much of what is to be saved in the year."""
        block = self.reading.block_at(place.start)
        told = self._text(block.start if block else place.sentence_start, place.sentence_end)
        return bool(WORDS["saved_so_far"].search(sentence) and WORDS["savings"].search(told))

    def _carried_span(self, place: Place, sentence: str) -> Period | None:
        """The months that the sentence before, or the words that open a list, told of ("in April to June: ...")."""
        block, opening = self.reading.block_at(place.start), self._opening_of(place)
        if place.kind not in MEASURED or block is None or opening is None:
            return None
        if self.dates.between(place.sentence_start, place.sentence_end) or WORDS["last_span"].search(sentence):
            return None
        dates = self.dates.between(block.start, place.sentence_start)
        if block.start != opening.start:
            dates = (*self.dates.between(opening.start, opening.end), *dates)
        told = [item for item in dates if not self._is_compared(item)]
        spans = {(item.period.date_from, item.period.date_to) for item in told}
        if len(spans) != 1 or told[0].role != "period" or not QUARTER_DAYS <= told[0].period.days < WHOLE_YEAR_DAYS:
            return None
        if WORDS["moved_from"].search(self._text(place.sentence_start, place.start)):
            return None
        return self.paper.within(place, told[0].period.named("periods.carried"))

    def _is_compared(self, item: Placed) -> bool:
        """ "in comparison to the same period in 2022 to 2023", "the Quarter One report": what the paper measures by."""
        if WORDS["names_report"].match(self._text(item.end, item.end + _AFTER)):
            return True
        return bool(WORDS["measured_by"].search(self._text(max(0, item.start - _AFTER), item.start)))

    def _opening_of(self, place: Place) -> Block | None:
        """The paragraph of the figure, or that which opens the list it stands in. A paragraph with a number of its
        own ("1.2") is no entry of a list."""
        block = self.reading.block_at(place.start)
        for _ in range(_LONGEST_LIST):
            if block is None or block.kind is not BlockKind.LIST_ITEM or _NUMBERED.match(self.reading.words(block)):
                break
            previous = self.reading.previous_block(block.start)
            if previous is None or previous.kind in _NO_OPENING:
                break
            block = previous
        return block

    def _is_spend_against_budget(self, place: Place, sentence: str, heading: Period) -> bool:
        """What was spent of the year's budget, in a report on a quarter, is the year so far."""
        short = QUARTER_DAYS <= heading.days < WHOLE_YEAR_DAYS
        return short and place.unit == "GBP" and place.kind == "actual" and bool(WORDS["of_a_budget"].search(sentence))

    def _year_of_money(self, place: Place, heading: Period | None) -> Period | None:
        """The financial year of a budget, a forecast or a variance."""
        if WORDS["later_years"].match(self._text(place.end, min(place.end + _AFTER, place.sentence_end))):
            return None
        carried = self._carried_year(place, across=heading is None and self.paper.reporting is None)
        if carried is not None:
            return carried
        if place.kind == "forecast" and self._is_supposed(place):
            return None
        if heading is not None:
            return year_of(heading.date_from, "periods.heading.year")
        if self.paper.reporting is not None:
            return year_of(self.paper.reporting.date_to, "periods.document")
        return self._running_year(place)

    def _is_supposed(self, place: Place) -> bool:
        """ "Freezing the tax would cost £80,000": of no year, unless it is what is expected to happen."""
        words = self.words(place)
        lead = self._text(place.sentence_start, place.start)
        return bool(WORDS["supposed"].search(lead)) and not WORDS["expected"].search(words)

    def _running_year(self, place: Place) -> Period | None:
        """The year in which the paper was written, where money is expected "for the year" or "at year end"."""
        words = self.words(place)
        if self.written is None or place.unit != "GBP" or WORDS["next_year"].search(words):
            return None
        said = WORDS["this_year"].search(words) or (place.kind == "variance" and WORDS["spend_forecast"].search(words))
        if self.written.month not in (*_FORECASTING, *_FORECASTING_NEXT) or not said:
            return None
        return year_of(self.written, "periods.running_year")

    def _carried_year(self, place: Place, *, across: bool) -> Period | None:
        """The financial year that the paragraph, or ``across`` its items the list of the figure, goes on about."""
        block = self.reading.block_at(place.start)
        if block is None:
            return None
        start = block.start
        previous = self.reading.previous_block(block.start)
        for _ in range(_LIST_REACH if across else 0):
            if previous is None or block.kind is not BlockKind.LIST_ITEM or previous.kind is not BlockKind.LIST_ITEM:
                break
            start = previous.start
            previous = self.reading.previous_block(previous.start)
        told = self.dates.between(start, place.start)
        spans = [
            item
            for item in told
            if item.period.days >= QUARTER_DAYS
            and not is_plain_year(item)
            and not self._is_carried_into(item)
            and not self._begins_a_plan(item, place)
        ]
        return year_of(spans[-1].period.date_from, "periods.paragraph") if spans else None

    def _begins_a_plan(self, item: Placed, place: Place) -> bool:
        """ "will save £180,000 a year from 2026/27": nothing that another sentence goes on about."""
        lead = self._text(max(0, item.start - _LEAD), item.start)
        return item.end <= place.sentence_start and bool(WORDS["since"].search(lead))

    def _is_carried_into(self, item: Placed) -> bool:
        """ "a carry forward into 2025/26 of £2m": the year that the money leaves is the one it is of."""
        return bool(WORDS["carried_into"].search(self._text(max(0, item.start - _LEAD), item.start)))


def find_periods(reading: Reading, facts: DocumentFacts, dates: tuple[DateMention, ...]) -> Periods:
    """The dates of ``reading`` that figures may cover, and what the whole paper reports on."""
    placed = place_dates(dates)
    headings = Headings(reading, placed, tuple(item.start for item in placed))
    paper = paper_periods(reading, facts, headings)
    written = date.fromisoformat(facts.meeting_date) if facts.meeting_date else None
    sentence = SentencePeriods(headings, paper.reporting, written)
    return Periods(reading, headings, sentence, paper, year_set(reading, facts, placed), written)
