"""Numbers over time: the list of metrics, one metric with its series, and its values as CSV."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from archive.chart import draw
from archive.export import csv_file
from archive.kept import kept
from archive.metric_series import SPANS, Series, movement, series_of, span_of
from archive.queries.metrics import (
    Change,
    CouncilOf,
    Metric,
    aliases,
    changes,
    councils_of,
    metric,
    metrics,
    points,
    recent_points,
)
from archive.rows import Reader
from archive.site import DATABASE, Answer, Crumb, NotHere, Page, Route, Visit

MOST_SERIES = 40
"""Series drawn on one page; the rest are in the CSV and the data."""
A_PAGE = 250
"""Values on one page, the latest first; few metrics have more. With them a page stays under 100 kB."""


@dataclass(frozen=True, slots=True)
class SeriesShown:
    series: Series
    movement: str | None
    chart: Markup = field(metadata={"json": False})


@dataclass(frozen=True, slots=True)
class MetricRecord:
    """``several`` are series with two values or more; ``single`` those with one. ``changes`` are those of what the
    metric counts. ``query`` is the address at which the named query answers for this metric, below the site's own.
    ``council`` is the one asked for, empty for all of ``councils``; ``values`` how many it gives."""

    metric: Metric
    councils: list[CouncilOf]
    council: str
    values: int
    aliases: list[str]
    changes: list[Change]
    headline: str | None
    several: list[SeriesShown]
    single: list[SeriesShown]
    left_out: int
    number: int
    last: int
    query: str


@dataclass(frozen=True, slots=True)
class MetricsRecord:
    words: str
    metrics: list[Metric]


@dataclass(frozen=True, slots=True)
class Mover:
    """A metric whose last value differs from the one before, in one sentence."""

    metric: str
    name: str
    series: str
    sentence: str


async def show_list(visit: Visit) -> Answer:
    """``/metrics?q=``"""
    words = visit.argument("q")
    record = MetricsRecord(words, await _named(visit.reader, words))
    return Page("archive_metrics.html", "Numbers over time", record, (Crumb("Home", "/"),), section="/metrics")


async def _named(reader: Reader, words: str) -> list[Metric]:
    """The metrics with these words; without words, as everybody asks, worked out once."""
    if words.strip():
        return await metrics(reader, words)
    return await kept(reader.database, "metrics", lambda: metrics(reader))


async def _metric(visit: Visit) -> Metric:
    wanted = visit.variables["id"]
    known = {one.id: one for one in await _named(visit.reader, "")}
    found = known.get(wanted) or await metric(visit.reader, wanted)
    if found is None:
        raise NotHere("There is no metric with this name.")
    return found


async def _councils(reader: Reader, metric_id: str) -> list[CouncilOf]:
    return await kept(reader.database, f"councils of {metric_id}", lambda: councils_of(reader, metric_id))


def _council_asked(visit: Visit, councils: list[CouncilOf]) -> str:
    """The council in the address, if it gives any value: a name that is misspelt shows all, never nothing."""
    asked = visit.argument("council")
    return asked if asked in {one.council for one in councils} else ""


async def show(visit: Visit) -> Answer:
    """``/metric/<id>?council=``"""
    found = await _metric(visit)
    changed = await changes(visit.reader, found.id)
    councils = await _councils(visit.reader, found.id)
    council = _council_asked(visit, councils)
    values = next((one.values for one in councils if one.council == council), found.points)
    last = max(1, -(-values // A_PAGE))
    number = visit.page_number(last)
    some = await points(visit.reader, found.id, A_PAGE, (number - 1) * A_PAGE, council)
    every = series_of(some, found.basis, changed)
    shown = [SeriesShown(one, movement(one), draw(one)) for one in every[:MOST_SERIES]]
    several = [one for one in shown if len(one.series.values) > 1]
    headline = next((f"{one.movement} ({one.series.name})" for one in several if one.movement), None)
    record = MetricRecord(
        metric=found,
        councils=councils,
        council=council,
        values=values,
        aliases=await aliases(visit.reader, found.id),
        changes=changed,
        headline=headline,
        several=several,
        single=[one for one in shown if len(one.series.values) < 2],
        left_out=len(every) - len(shown),
        number=number,
        last=last,
        query=f"/{DATABASE}/values_of_metric.json?_shape=array&metric={found.id}",
    )
    crumbs = (Crumb("Home", "/"), Crumb("Numbers", "/metrics"))
    feeds = (Crumb(f"{found.name}: new values", f"/metric/{found.id}.atom"),)
    return Page("archive_metric.html", found.name, record, crumbs, section="/metrics", feeds=feeds)


HEADINGS = (
    *("id", "metric", "council", "segment", "kind", "unit", "part", "span", "period_from", "period_to", "value"),
    *("value_high", "approx", "measure", "quote", "document_id", "document_title", "page", "url"),
)


async def show_csv(visit: Visit) -> Answer:
    """``/metric/<id>.csv?council=``"""
    found = await _metric(visit)
    council = _council_asked(visit, await _councils(visit.reader, found.id))
    rows = [
        (
            *(one.id, one.metric, one.council, one.segment, one.kind, one.unit, one.part),
            *(SPANS[span_of(one.period_from, one.period_to)], one.period_from, one.period_to),
            *(one.value, one.value_high, one.approx, one.measure, one.quote, one.document_id, one.document_title),
            *(one.page, visit.absolute(f"/passage/{one.id}")),
        )
        for one in await points(visit.reader, found.id, council=council)
    ]
    return csv_file(f"{found.id}.csv", HEADINGS, rows)


async def movers(reader: Reader, limit: int) -> list[Mover]:
    """The metrics that moved last, for the first page."""
    names = {one.id: one for one in await _named(reader, "")}
    by_metric: dict[str, list[Series]] = {}
    recent = await recent_points(reader)
    for metric_id in dict.fromkeys(point.metric for point in recent):
        by_metric[metric_id] = series_of([point for point in recent if point.metric == metric_id], None)
    found = []
    for metric_id, every in by_metric.items():
        for one in every:
            said = movement(one)
            if said is not None and "no change" not in said and metric_id in names:
                found.append((one.values[-1].period_to or "", Mover(metric_id, names[metric_id].name, one.name, said)))
                break
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [mover for _, mover in found[:limit]]


ROUTES = [
    Route(r"/metrics", show_list),
    Route(r"/metric/(?P<id>[0-9A-Za-z_-]+)", show),
    Route(r"/metric/(?P<id>[0-9A-Za-z_-]+)\.csv", show_csv, json=False),
]
