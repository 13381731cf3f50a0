"""`minutebook show` and `minutebook explain`: what the archive holds under an id, and why it is believed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from db.accounts import page_notes
from db.connection import open_reading
from db.doubts import doubt, facts_with_doubts
from db.fact_ids import list_of
from db.facts import FACT_LISTS, StoredDocument, StoredPassage, facts_of, find_document, find_passage
from db.ledger import Correction
from db.packs import packs_with, papers_in
from db.shown import Shown, find_shown, shown_document
from ingest.errors import MinutebookError
from minutebook.settings import ArchiveFolder, archive_option, json_option, machine_option

_SHORT = 220
REVIEWS = {"rejected": "not a fact", "lost": "its words are not found any more"}
"""How what a person said of a fact is printed, where its name alone is not plain."""


class NotInArchive(MinutebookError):
    code = "not_in_archive"
    remedy = "`minutebook search WORDS` finds ids; a fact of an earlier reading may have gone with a new version."


@click.command("show")
@click.argument("identifier", metavar="ID")
@archive_option
@machine_option
@json_option
def show_command(identifier: str, folder: Path, machine: bool, as_json: bool) -> None:
    """Show a document (by id, sha256 or file name), a fact or a passage, as corrected where somebody corrected it."""
    with closing(open_reading(ArchiveFolder(folder).needed().working)) as conn:
        if list_of(identifier) == "passages":
            passage = find_passage(conn, identifier)
            if passage is not None:
                click.echo(json.dumps(_passage_object(passage), ensure_ascii=False) if as_json else passage.text)
                return
        one = _fact(conn, identifier, machine=machine)
        if one is not None:
            click.echo(json.dumps(fact_object(one), ensure_ascii=False) if as_json else "\n".join(_fact_lines(one)))
            return
        document = find_document(conn, identifier)
        if document is None:
            raise NotInArchive(f"nothing in the archive is called {identifier}")
        facts = _facts(conn, document.id, machine=machine)
        if as_json:
            own = {**dict(document.fields), **dict(facts[0].fact.fields), "review": facts[0].review}
            click.echo(json.dumps(own, ensure_ascii=False))
        else:
            click.echo("\n".join(_document_lines(conn, document, facts)))


def _facts(conn: sqlite3.Connection, document_id: str, *, machine: bool) -> tuple[Shown, ...]:
    """The paper's own fields, then its facts; with ``machine`` the readings alone."""
    if not machine:
        return facts_with_doubts(conn, document_id)
    paper = shown_document(conn, document_id)
    assert paper is not None
    own = replace(paper, fact=paper.machine or paper.fact, review="machine", corrections=())
    stored = (fact for name in FACT_LISTS for fact in facts_of(conn, document_id, name))
    return (own, *(Shown(fact, fact, "machine", 0) for fact in stored))


def _fact(conn: sqlite3.Connection, identifier: str, *, machine: bool) -> Shown | None:
    """One fact, also by the id it had when it was corrected; None where there is none of that id."""
    if list_of(identifier) not in FACT_LISTS or find_document(conn, identifier[:12]) is None:
        return None
    return find_shown(_facts(conn, identifier[:12], machine=machine), identifier)


def fact_object(one: Shown) -> dict[str, Any]:
    """A fact as JSON. ``review``: machine, confirmed, corrected, added, rejected or lost."""
    fact = one.fact
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
        "review": one.review,
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


def _said_of(one: Shown) -> str:
    """ " (corrected)" where a person has said something of the fact."""
    return "" if one.review == "machine" else f"  ({REVIEWS.get(one.review, one.review)})"


def _fact_lines(one: Shown) -> Iterator[str]:
    fact = one.fact
    yield f"{fact.id}  ({fact.list}, page {fact.page} of {fact.document_id}){_said_of(one)}"
    read = dict(one.machine.fields) if one.machine else {}
    for name, value in fact.fields:
        changed = one.review == "corrected" and name in read and read[name] != value
        if value is not None or changed:
            yield f"  {name}: {value}" + (f"  (read by machine as: {read[name]})" if changed else "")
    for code in fact.doubts:
        yield f"  to check: {doubt(code).question}  [{code}]"


def _document_lines(conn: sqlite3.Connection, document: StoredDocument, facts: tuple[Shown, ...]) -> Iterator[str]:
    own = dict(facts[0].fact.fields)
    yield f"{document.id}  {document.filename}  ({document.status}){_said_of(facts[0])}"
    for name, value in document.fields:
        shown = own.get(name, value)
        if shown is not None and name not in ("id", "filename", "status", "review"):
            yield f"  {name}: {shown}"
    yield from _pack_lines(conn, document.id)
    labels = {"decisions": "title", "resolutions": "text", "call_ins": "quote"}
    for one in (one for name in labels for one in facts if one.fact.list == name):
        fields = dict(one.fact.fields)
        state = fields.get("effects") or fields.get("status") or fields.get("outcome")
        until = f" {fields['deadline']}" if fields.get("deadline") else ""
        words = str(fields.get(labels[one.fact.list]) or one.fact.words)
        yield f"  {one.fact.id}  [{state}{until}] {_short(words)}{_said_of(one)}"
    for one in (one for one in facts if one.fact.list == "findings"):
        message = dict(one.fact.fields)["message"]
        yield f"  {one.fact.id}  finding {one.fact.rule}: {message}{_said_of(one)}"
    for number, note in page_notes(conn, document.id):
        yield f"  to check: page {number}  {note}"
    for one in facts:
        if one.fact.doubts:
            words = f": {_short(one.fact.words)}" if one.fact.words else ""
            yield f"  to check: {one.fact.id}  {', '.join(one.fact.doubts)}{words}"


def _pack_lines(conn: sqlite3.Connection, document_id: str) -> Iterator[str]:
    for one in papers_in(conn, document_id):
        yield f"  pages {one.first_page} to {one.last_page} print {one.paper_id} ({one.share:.0%} of its wording)"
    for one in packs_with(conn, document_id):
        yield f"  printed in {one.pack_id}, pages {one.first_page} to {one.last_page}"


@click.command("explain")
@click.argument("identifier", metavar="FACT")
@archive_option
@machine_option
@json_option
def explain_command(identifier: str, folder: Path, machine: bool, as_json: bool) -> None:
    """Say why FACT is believed: the rule that found it, the words, passage and page, and what people said of it."""
    with closing(open_reading(ArchiveFolder(folder).needed().working)) as conn:
        one = _fact(conn, identifier, machine=machine)
        if one is None:
            raise NotInArchive(f"no fact in the archive is called {identifier}")
        fact = one.fact
        document = find_document(conn, fact.document_id)
        passage = find_passage(conn, fact.passage_id) if fact.passage_id else None
    assert document is not None
    if as_json:
        where = None if passage is None else _passage_object(passage)
        about = {"filename": document.filename, "source_url": document.source_url}
        books = [_correction_object(made) for made in one.corrections]
        whole = {**fact_object(one), "words": fact.words, "passage": where, **about, "corrections": books}
        click.echo(json.dumps(whole, ensure_ascii=False))
        return
    click.echo("\n".join(_explanation(one, document, passage)))


def _correction_object(made: Correction) -> dict[str, Any]:
    names = ("id", "action", "field", "before", "after", "who", "made_at", "why", "undone_at", "undone_by")
    return {name: getattr(made, name) for name in names}


def _explanation(one: Shown, document: StoredDocument, passage: StoredPassage | None) -> Iterator[str]:
    fact = one.fact
    yield from _fact_lines(one)
    yield f"found by rule: {fact.rule or '(not named)'}, confidence {fact.confidence:.2f}"
    for made in one.corrections:
        said = f"{made.field}: {made.before} becomes {made.after}" if made.action == "change" else made.action
        why = f": {made.why}" if made.why else ""
        back = f" (taken back by {made.undone_by})" if made.undone_at else ""
        yield f"{made.made_at[:16].replace('T', ' ')}, {made.who}: {said}{why}{back}"
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
