"""`minutebook search`: the words of the working database, best first, with what people corrected."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from db.connection import open_reading
from db.ledger import corrections_of
from db.search import Filters, Hit, Page, search
from db.shown import shown_document, shown_fact
from minutebook.settings import ArchiveFolder, archive_option, json_option, machine_option

SEARCH_SCHEMA = "minutebook-search/1"


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@archive_option
@click.option("--from", "date_from", metavar="DAY", help="Not before this day (2024-01-31).")
@click.option("--to", "date_to", metavar="DAY", help="Not after this day.")
@click.option("--council", help="The council's formal name.")
@click.option("--kind", help="Kind of paper: decision_record, minutes, report, ...")
@click.option("--outcome", help="Outcome of the decision: decided, noted, deferred, ...")
@click.option("--effect", help="Effect of a clause: approved, delegated, noted, ...")
@click.option("--synonyms/--no-synonyms", default=True, help="Look for other names of the same thing too.")
@click.option("--newest", is_flag=True, help="Newest first, not best first.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@machine_option
@json_option
def search_command(
    words: tuple[str, ...],
    folder: Path,
    date_from: str | None,
    date_to: str | None,
    council: str | None,
    kind: str | None,
    outcome: str | None,
    effect: str | None,
    synonyms: bool,
    newest: bool,
    limit: int,
    machine: bool,
    as_json: bool,
) -> None:
    """Find WORDS. "a phrase", -without, this OR that, and begin* are understood."""
    filters = Filters(date_from, date_to, council, None, kind, outcome, effect)
    with closing(open_reading(ArchiveFolder(folder).needed().working)) as conn:
        results = search(
            conn,
            " ".join(words),
            filters,
            synonyms=synonyms,
            order="newest" if newest else "relevance",
            page=Page(limit),
        )
        hits = [Said(hit, "machine") if machine else as_shown(conn, hit) for hit in results.hits]
    for note in results.query.notes:
        click.echo(note, err=True)
    for use in results.query.synonyms:
        click.echo(f"Also searched for: {', '.join(use.also)} (--no-synonyms switches this off)", err=True)
    for said in hits:
        click.echo(json.dumps(_hit_object(said), ensure_ascii=False) if as_json else _hit_lines(said))
    if results.did_you_mean:
        click.echo(f"Did you mean: {results.did_you_mean}", err=True)
    click.echo(f"{results.total} found", err=True)


@dataclass(frozen=True, slots=True)
class Said:
    """One result with the values that are shown, and who stands behind them."""

    hit: Hit
    review: str


def as_shown(conn: sqlite3.Connection, hit: Hit) -> Said:
    """The hit with what people corrected of its decision and its paper. The search itself is over the readings."""
    if not corrections_of(conn, hit.document_id):
        return Said(hit, "machine")
    paper, decision = shown_document(conn, hit.document_id), shown_fact(conn, hit.decision_id or "")
    reviews = [one.review for one in (decision, paper) if one is not None]
    own = dict(paper.fact.fields) if paper else {}
    about = dict(decision.fact.fields) if decision else {}
    changed: dict[str, Any] = {
        "title": (about if decision else own).get("title", hit.title),
        "date": about.get("decided_on") or own.get("meeting_date") or hit.date,
        "council": own.get("council", hit.council),
        "body": own.get("body", hit.body),
        "kind": own.get("kind", hit.kind),
        "outcome": about.get("outcome", hit.outcome),
    }
    review = next((one for one in reviews if one != "machine"), "machine")
    return Said(replace(hit, **changed), review) if review != "machine" else Said(hit, review)


def _hit_object(said: Said) -> dict[str, Any]:
    hit = said.hit
    return {
        "schema": SEARCH_SCHEMA,
        "document_id": hit.document_id,
        "decision_id": hit.decision_id,
        "passage_id": hit.passage_id,
        "title": hit.title,
        "date": hit.date,
        "council": hit.council,
        "kind": hit.kind,
        "outcome": hit.outcome,
        "page": hit.page,
        "passages": hit.passages,
        "review": said.review,
        "snippet": "".join(piece.text for piece in hit.snippet),
    }


def _hit_lines(said: Said) -> str:
    hit = said.hit
    parts = (
        hit.date,
        hit.council,
        hit.body,
        hit.outcome or hit.kind,
        said.review if said.review != "machine" else None,
    )
    about = ", ".join(part for part in parts if part)
    snippet = "".join(click.style(p.text, bold=True) if p.marked else p.text for p in hit.snippet)
    place = f"page {hit.page}: " if hit.page else ""
    return f"{hit.decision_id or hit.document_id}  {hit.title or '(no title)'}\n    {about}\n    {place}" + " ".join(
        snippet.split()
    )
