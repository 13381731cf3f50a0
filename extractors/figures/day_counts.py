"""Counts of what is there on a day, in running text: in a paper on a quarter or a year they are of its last day.

"There were 487 looked after children" in a report on the second quarter is what was so on 30 September, and "1,420
referrals were received" what came in over three months: the basis of the metric says which (metrics.toml).
"""

from __future__ import annotations

from extractors.figures.period_values import MONTH_DAYS, Period, Place
from extractors.figures.period_words import WORDS
from extractors.figures.periods import SURROUNDING, Periods
from extractors.tables.snapshots import is_counted_on_a_day
from extractors.tables.words import OF_A_PERIOD

_NUMBERS = frozenset({"count", "fte", "percent"})


def on_its_day(periods: Periods, place: Place, found: Period | None, metric: str | None) -> Period | None:
    """The last day of the period reported, for a level of ``metric`` whose sentence names no time of its own; any
    other figure keeps the period that was ``found``."""
    words = periods.words(place)
    if metric in OF_A_PERIOD and found is None and place.kind == "actual":
        # the tax base is that of the year whose tax the paper sets
        return periods.dates.set_above(place.start) or periods.year_set
    if metric is None or place.unit not in _NUMBERS or not is_counted_on_a_day(metric, place.kind, (words,)):
        return found
    if found is not None:
        whole = found.rule.startswith(SURROUNDING) and found.days > MONTH_DAYS
        return _last_day(periods, found) if whole else found
    reporting = periods.paper.reporting
    if place.kind != "actual" or reporting is None or not periods.paper.reports_activity:
        return None
    if periods.dates.between(place.sentence_start, place.sentence_end) or WORDS["of_another_day"].search(words):
        return None
    return _last_day(periods, reporting.named("periods.document"))


def _last_day(periods: Periods, found: Period) -> Period | None:
    """The last day of ``found``; where that is still to come, the last of the part that the paper reports on."""
    last = found.date_to
    if periods.written is not None and last > periods.written:
        if periods.paper.reporting is None or not found.date_from < periods.paper.reporting.date_to <= periods.written:
            return None
        last = periods.paper.reporting.date_to
    return Period(last, last, found.rule + ".last_day")
