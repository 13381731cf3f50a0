"""What a figure covers whose own sentence names no time: what the paper, or the part under a heading, reports on."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.dates.values import financial_year, financial_year_of
from extractors.figures.period_values import QUARTER_DAYS, WHOLE_YEAR_DAYS, Period, Place, year_of
from extractors.figures.period_words import WORDS
from extractors.figures.reporting_period import Headings, reporting_period, reports_activity
from extractors.reading import Reading
from extractors.records import DocumentFacts
from extractors.structure.folding import one_space

MEASURED = frozenset({"actual", "variance"})


@dataclass(frozen=True)
class PaperPeriods:
    """``reporting`` is what the paper reports on; the rest says what such a paper tells of."""

    reading: Reading
    dates: Headings
    reporting: Period | None
    reports_activity: bool
    tells_of_indicators: bool
    """Whether the paper is a scorecard or a report on performance, by its title."""

    def of(self, place: Place, sentence: str) -> Period | None:
        """What the whole paper reports on. A count in a report on a quarter may be of its end, of the year so far or
        of the report itself: no guess, unless the sentence says which."""
        if not self.reports_activity or self.reporting is None or place.unit == "score":
            return None
        if place.kind not in MEASURED or WORDS["ahead"].search(self._text(place.sentence_start, place.start)):
            return None
        lead = self._text(place.sentence_start, place.start)
        if place.kind == "actual" and place.unit == "GBP" and WORDS["owed"].search(lead):
            return Period(self.reporting.date_to, self.reporting.date_to, "periods.document.owed")
        if self.reporting.days < WHOLE_YEAR_DAYS:
            if self._is_spent_so_far(place):
                return Period(year_of(self.reporting.date_to, "").date_from, self.reporting.date_to, "periods.so_far")
            said = self._says_which(sentence) or self._is_of_scorecard(place, sentence)
            return self.within(place, self.reporting) if said else None
        return None if self._balance_before(place) else self.within(place, self.reporting)

    def _is_spent_so_far(self, place: Place) -> bool:
        """ "Of the programme £2.9m had been spent", "54.8% of the tax has been collected"."""
        if place.kind != "actual" or place.unit not in ("GBP", "percent"):
            return False
        if WORDS["spent_so_far"].match(self._text(place.end, place.sentence_end)):
            return True
        lead = self._text(place.sentence_start, place.start)
        if not self.tells_of_indicators and WORDS["earned_so_far"].search(lead):
            return True
        return place.unit == "percent" and bool(WORDS["tax_gathered"].search(lead))

    def _says_which(self, sentence: str) -> bool:
        quarter = self.reporting is not None and QUARTER_DAYS < self.reporting.days < 100
        if WORDS["to_date"].search(sentence) or WORDS["at_period_end"].search(sentence):
            return True
        return bool(quarter and WORDS["in_the_quarter"].search(sentence))

    def _is_of_scorecard(self, place: Place, sentence: str) -> bool:
        """Whether the figure is what a scorecard or a performance report on a quarter tells of its indicators: "17 of
        18 were decided in time", "five are green"."""
        if not self.tells_of_indicators or place.unit not in ("count", "percent") or place.kind != "actual":
            return False
        after = self._text(place.end, place.sentence_end)
        clause = self._text(max(place.sentence_start, place.previous_end), min(place.sentence_end, place.next_start))
        if WORDS["of_another_day"].search(clause) and not WORDS["year_earlier"].match(after):
            return False
        if WORDS["no_result"].search(sentence):
            return False
        before = self.reading.sentence_at(max(0, place.sentence_start - 2))
        block = self.reading.block_at(place.start)
        start = max(before.start_char if before is not None else 0, block.start if block else 0)
        elsewhere = self.dates.between(start, place.sentence_start)
        return not elsewhere and bool(WORDS["result"].search(sentence))

    def within(self, place: Place, period: Period) -> Period:
        """The part of ``period`` that the sentence speaks of: its last day, or the year up to its end."""
        sentence = self._text(place.sentence_start, place.sentence_end)
        if WORDS["to_date"].search(sentence) and period.days < WHOLE_YEAR_DAYS:
            first = financial_year(financial_year_of(period.date_to))[0]
            return Period(first, period.date_to, period.rule + ".to_date")
        clause = self._text(max(place.sentence_start, place.previous_end), min(place.sentence_end, place.next_start))
        if WORDS["at_period_end"].search(clause):
            spent = place.unit == "GBP" and not WORDS["stock"].search(clause)
            if spent or WORDS["gathered"].search(clause) or WORDS["gathered_behind"].search(clause):
                return Period(year_of(period.date_to, "").date_from, period.date_to, period.rule + ".to_date")
            return Period(period.date_to, period.date_to, period.rule + ".end")
        if WORDS["closing"].search(self._text(max(place.sentence_start, place.previous_end), place.end)):
            return Period(period.date_to, period.date_to, period.rule + ".closing")
        return period

    def _balance_before(self, place: Place) -> bool:
        """Whether the paragraph has turned to the state on one day."""
        block = self.reading.block_at(place.start)
        dates = self.dates.between(block.start if block else place.sentence_start, place.start)
        return any(item.period.days == 1 for item in dates)

    def _text(self, start: int, end: int) -> str:
        return one_space(self.reading.text[start:end])


def paper_periods(reading: Reading, facts: DocumentFacts, dates: Headings) -> PaperPeriods:
    """What the paper with these ``dates`` reports on."""
    reporting = reporting_period(reading, facts, dates.placed)
    reports = reporting is not None and reports_activity(facts)
    indicators = reports and bool(WORDS["performance"].search(facts.title or ""))
    return PaperPeriods(reading, dates, reporting, reports, indicators)
