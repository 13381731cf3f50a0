"""Feeds: what is new, for a reader program; deadlines, for a calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from archive.calendar_feed import Deadline, calendar
from archive.call_in_state import EXEMPT
from archive.feeds import ENTRIES, Entry, atom
from archive.pages.search import asked_of, find, results_of
from archive.pages.topic import topic_of
from archive.queries.call_ins import Revision, WithdrawnCallIn, call_ins, revisions_of_call_ins, withdrawn_call_ins
from archive.queries.decisions import DecisionLine, latest_decisions
from archive.queries.metrics import metric, points
from archive.respond import with_query
from archive.site import Answer, NotHere, Route, Visit
from archive.words import amount, day, effect_label, period
from db.search import Page as Window


def entry_of(visit: Visit, line: DecisionLine) -> Entry:
    """A decision as an entry: its effects, its call-in as printed or worked out, its body."""
    where = ", ".join(part for part in (line.body, line.council) if part)
    effects = ", ".join(effect_label(effect) for effect in line.effects) or "no clause found"
    said = [f"{where}: {effects}." if where else f"{effects}."]
    if line.deadline:
        calculated = " (calculated)" if line.basis == "calculated" else ""
        said.append(f"Call-in until the end of {day(line.deadline)}{calculated}; check with Democratic Services.")
    url = visit.absolute(f"/decision/{line.id}")
    return Entry(line.id, line.name, url, line.read_at, line.decided_on, " ".join(said))


async def decisions(visit: Visit) -> Answer:
    """``/decisions.atom``: without what only runs a meeting, as minutes that were confirmed"""
    lines = await latest_decisions(visit.reader, ENTRIES, of_substance=True)
    return _feed(visit, "decisions", "Decisions", "/decisions.atom", "/search", [entry_of(visit, one) for one in lines])


async def council(visit: Visit) -> Answer:
    """``/council/<id>.atom``"""
    council_id = visit.variables["id"]
    name = await visit.reader.value("SELECT name FROM councils WHERE id = :id", {"id": council_id})
    if name is None:
        raise NotHere("No council has this name here.")
    lines = await latest_decisions(visit.reader, ENTRIES, council_id, of_substance=True)
    entries = [entry_of(visit, one) for one in lines]
    return _feed(
        visit, f"council-{council_id}", f"Decisions of {name}", f"/council/{council_id}.atom", "/search", entries
    )


async def searched(visit: Visit) -> Answer:
    """``/search.atom?`` and everything that ``/search`` takes: a saved search."""
    asked = asked_of(visit)
    query = with_query(visit.request)
    if not asked.typed.strip():
        return await decisions(visit)
    found, _ = await find(visit, replace(asked, newest=True), Window(ENTRIES, 0))
    entries = []
    for result in await results_of(visit, found):
        if result.line:
            entries.append(entry_of(visit, result.line))
        else:
            hit = result.hit
            words = "".join(piece.text for piece in hit.snippet)
            read_at = await visit.reader.value("SELECT ingested_at FROM documents WHERE id = ?", [hit.document_id])
            title, url = hit.title or "Paper without a title", visit.absolute(result.path)
            entries.append(Entry(hit.document_id, title, url, read_at or "", hit.date, words))
    title = f"Search: {asked.typed[:80]}"
    return _feed(visit, f"search-{query[1:]}", title, f"/search.atom{query}", f"/search{query}", entries)


async def topic(visit: Visit) -> Answer:
    """``/topic/<slug>.atom``"""
    found_topic = topic_of(visit.variables["slug"])
    asked = asked_of(visit)
    found, _ = await find(visit, type(asked)(found_topic.query, asked.filters, True, True), Window(ENTRIES, 0))
    entries = [entry_of(visit, one.line) for one in await results_of(visit, found) if one.line]
    path = f"/topic/{found_topic.slug}"
    return _feed(visit, f"topic-{found_topic.slug}", f"Decisions on {found_topic.name}", f"{path}.atom", path, entries)


async def metric_values(visit: Visit) -> Answer:
    """``/metric/<id>.atom``"""
    found = await metric(visit.reader, visit.variables["id"])
    if found is None:
        raise NotHere("There is no metric with this name.")
    latest = (await points(visit.reader, found.id))[-ENTRIES:]
    entries = [
        Entry(
            one.id,
            f"{found.name}: {amount(one.value, one.unit, one.value_high)}, {one.kind}, "
            f"{period(one.period_from, one.period_to)}",
            visit.absolute(f"/passage/{one.id}"),
            one.read_at,
            None,
            f"{one.measure or found.name}: {one.quote}. {one.document_title or one.document_id}.",
        )
        for one in reversed(latest)
    ]
    path = f"/metric/{found.id}"
    return _feed(visit, f"metric-{found.id}", f"Values of {found.name}", f"{path}.atom", path, entries)


async def deadlines(visit: Visit) -> Answer:
    """``/call-ins.ics?council=``: every printed or calculated last day; cancelled, those that a correction or the
    withdrawal of the paper took back."""
    revisions = await revisions_of_call_ins(visit.reader)
    council_id = visit.argument("council")
    found, told = [], set()
    for line in await call_ins(visit.reader, council_id):
        if not line.deadline:
            continue
        revision = revisions.get(line.id)
        # A day may stay printed beside words that set call-in aside: it is then no last day, and was one before.
        gone = line.at(visit.now).state == EXEMPT
        if gone and revision is None:
            continue
        told.add(line.id)
        known = Deadline(
            id=line.id,
            day=line.deadline,
            title=f"{line.name} (earlier version of the paper)" if line.superseded_by else line.name,
            words=line.quote or "nothing",
            basis=line.basis,
            url=_about(visit, line.decision_id, line.document_id),
            read_at=_later(line.read_at, revision.changed_at) if revision else line.read_at,
            sequence=revision.sequence if revision else 0,
            cancelled=gone,
        )
        found.append(known)
    for one in revisions.values():
        if one.id not in told and one.last_deadline and council_id in ("", one.council_id):
            found.append(_cancelled(visit, one, one.last_deadline))
    found += [_taken_back(visit, one) for one in await withdrawn_call_ins(visit.reader, council_id)]
    return calendar(found, host=visit.request.host, name="Call-in deadlines")


def _cancelled(visit: Visit, revision: Revision, day_given: str) -> Deadline:
    return Deadline(
        id=revision.id,
        day=day_given,
        title=revision.name,
        words=revision.quote or "nothing",
        basis=None,
        url=_about(visit, revision.decision_id, revision.document_id),
        read_at=revision.changed_at,
        sequence=revision.sequence,
        cancelled=True,
    )


def _taken_back(visit: Visit, one: WithdrawnCallIn) -> Deadline:
    return Deadline(
        id=one.id,
        day=one.deadline,
        title="a paper that was withdrawn",
        words=None,
        basis=None,
        url=_about(visit, None, one.document_id),
        read_at=one.withdrawn_at,
        sequence=one.sequence,
        cancelled=True,
    )


def _later(one: str, other: str) -> str:
    """The later of two moments in ISO form, however their offsets are written."""
    return max(one, other, key=dt.datetime.fromisoformat)


def _about(visit: Visit, decision_id: str | None, document_id: str) -> str:
    return visit.absolute(f"/decision/{decision_id}" if decision_id else f"/document/{document_id}")


def _feed(visit: Visit, name: str, title: str, path: str, page: str, entries: list[Entry]) -> Answer:
    return atom(
        host=visit.request.host,
        name=name,
        title=f"{title} – {visit.site_name}",
        feed_url=visit.absolute(path),
        page_url=visit.absolute(page),
        entries=entries,
    )


ROUTES = [
    Route(r"/decisions\.atom", decisions, json=False),
    Route(r"/search\.atom", searched, json=False),
    Route(r"/council/(?P<id>[0-9A-Za-z_-]+)\.atom", council, json=False),
    Route(r"/topic/(?P<slug>[0-9A-Za-z_-]{1,80})\.atom", topic, json=False),
    Route(r"/metric/(?P<id>[0-9A-Za-z_-]+)\.atom", metric_values, json=False),
    Route(r"/call-ins\.ics", deadlines, json=False),
]
