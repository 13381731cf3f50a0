"""Commands that ask the archive: `search`, `show`, `explain`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from db.connection import open_reading
from db.fact_ids import list_of
from db.facts import (
    StoredDocument,
    StoredFact,
    StoredPassage,
    facts_of,
    facts_to_check,
    find_document,
    find_fact,
    find_passage,
)
from db.search import Filters, Hit, Page, search
from ingest.errors import MinutebookError
from minutebook.settings import ArchiveFolder, archive_option

SEARCH_SCHEMA = "minutebook-search/1"
_SHORT = 220


class NotInArchive(MinutebookError):
    code = "not_in_archive"
    remedy = "`minutebook search WORDS` finds ids; a fact of an earlier reading may have gone with a new version."


json_option = click.option("--json", "as_json", is_flag=True, help="JSON, one object a line.")


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    conn = open_reading(ArchiveFolder(folder).needed().working)
    try:
        yield conn
    finally:
        conn.close()


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
    as_json: bool,
) -> None:
    """Find WORDS. "a phrase", -without, this OR that, and begin* are understood."""
    filters = Filters(date_from, date_to, council, None, kind, outcome, effect)
    with reading(folder) as conn:
        results = search(
            conn,
            " ".join(words),
            filters,
            synonyms=synonyms,
            order="newest" if newest else "relevance",
            page=Page(limit),
        )
    for note in results.query.notes:
        click.echo(note, err=True)
    for use in results.query.synonyms:
        click.echo(f"Also searched for: {', '.join(use.also)} (--no-synonyms switches this off)", err=True)
    for hit in results.hits:
        click.echo(json.dumps(_hit_object(hit), ensure_ascii=False) if as_json else _hit_lines(hit))
    if results.did_you_mean:
        click.echo(f"Did you mean: {results.did_you_mean}", err=True)
    click.echo(f"{results.total} found", err=True)


def _hit_object(hit: Hit) -> dict[str, Any]:
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
        "snippet": "".join(piece.text for piece in hit.snippet),
    }


def _hit_lines(hit: Hit) -> str:
    about = ", ".join(part for part in (hit.date, hit.council, hit.body, hit.outcome or hit.kind) if part)
    snippet = "".join(click.style(p.text, bold=True) if p.marked else p.text for p in hit.snippet)
    place = f"page {hit.page}: " if hit.page else ""
    return f"{hit.decision_id or hit.document_id}  {hit.title or '(no title)'}\n    {about}\n    {place}" + " ".join(
        snippet.split()
    )


@click.command("show")
@click.argument("identifier", metavar="ID")
@archive_option
@json_option
def show_command(identifier: str, folder: Path, as_json: bool) -> None:
    """Show a document (by id, sha256 or file name), a fact or a passage."""
    with reading(folder) as conn:
        if list_of(identifier) == "passages":
            passage = find_passage(conn, identifier)
            if passage is not None:
                click.echo(json.dumps(_passage_object(passage), ensure_ascii=False) if as_json else passage.text)
                return
        fact = find_fact(conn, identifier)
        if fact is not None:
            click.echo(json.dumps(fact_object(fact), ensure_ascii=False) if as_json else _fact_lines(fact))
            return
        document = find_document(conn, identifier)
        if document is None:
            raise NotInArchive(f"nothing in the archive is called {identifier}")
        if as_json:
            click.echo(json.dumps(dict(document.fields), ensure_ascii=False))
        else:
            click.echo("\n".join(_document_lines(conn, document)))


def fact_object(fact: StoredFact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "list": fact.list,
        "document_id": fact.document_id,
        **dict(fact.fields),
        "page": fact.page,
        "start": fact.start,
        "end": fact.end,
        "passage_id": fact.passage_id,
        "rule": fact.rule,
        "confidence": fact.confidence,
        "doubts": fact.doubts,
    }


def _passage_object(passage: StoredPassage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "kind": passage.kind,
        "heading": passage.heading,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def _fact_lines(fact: StoredFact) -> str:
    lines = [f"{fact.id}  ({fact.list}, page {fact.page} of {fact.document_id})"]
    lines += [f"  {name}: {value}" for name, value in fact.fields if value is not None]
    lines += [f"  to check: {doubt}" for doubt in fact.doubts]
    return "\n".join(lines)


def _document_lines(conn: sqlite3.Connection, document: StoredDocument) -> Iterator[str]:
    yield f"{document.id}  {document.filename}  ({document.status})"
    for name, value in document.fields:
        if value is not None and name not in ("id", "filename", "status"):
            yield f"  {name}: {value}"
    for list_name, label in (("decisions", "title"), ("resolutions", "text"), ("call_ins", "quote")):
        for fact in facts_of(conn, document.id, list_name):
            fields = dict(fact.fields)
            state = fields.get("effects") or fields.get("status") or fields.get("outcome")
            yield f"  {fact.id}  [{state}] {_short(str(fields[label] or ''))}"
    for fact in facts_of(conn, document.id, "findings"):
        yield f"  {fact.id}  finding {fact.rule}: {dict(fact.fields)['message']}"
    for fact in facts_to_check(conn, document.id):
        yield f"  to check: {fact.id}  {', '.join(fact.doubts)}: {_short(fact.words)}"


@click.command("explain")
@click.argument("identifier", metavar="FACT")
@archive_option
@json_option
def explain_command(identifier: str, folder: Path, as_json: bool) -> None:
    """Say why FACT is believed: the rule that found it, and the words, passage and page it was read from."""
    with reading(folder) as conn:
        fact = find_fact(conn, identifier)
        if fact is None:
            raise NotInArchive(f"no fact in the archive is called {identifier}")
        document = find_document(conn, fact.document_id)
        passage = find_passage(conn, fact.passage_id) if fact.passage_id else None
    assert document is not None
    if as_json:
        where = None if passage is None else _passage_object(passage)
        about = {"filename": document.filename, "source_url": document.source_url}
        click.echo(
            json.dumps({**fact_object(fact), "words": fact.words, "passage": where, **about}, ensure_ascii=False)
        )
        return
    click.echo("\n".join(_explanation(fact, document, passage)))


def _explanation(fact: StoredFact, document: StoredDocument, passage: StoredPassage | None) -> Iterator[str]:
    yield _fact_lines(fact)
    yield f"found by rule: {fact.rule or '(not named)'}, confidence {fact.confidence:.2f}"
    yield f"read from: {document.filename}, page {fact.page}, characters {fact.start} to {fact.end}"
    if document.source_url:
        yield f"published at: {document.source_url}"
    yield f"words: {_short(fact.words, 2000)}"
    if passage is not None:
        if passage.heading and passage.heading != passage.text:
            yield f"under the heading: {_short(passage.heading)}"
        left = passage.text[: max(fact.start - passage.start, 0)]
        right = passage.text[max(fact.end - passage.start, 0) :]
        yield (
            f"passage {passage.id}: {left[-_SHORT:]}"
            + click.style(fact.words[: len(passage.text)], bold=True)
            + right[:_SHORT]
        )


def _short(text: str, length: int = _SHORT) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= length else folded[: length - 1] + "…"
