"""`minutebook thread`: the subject and the life that a paper or decision belongs to; and a person's word on a link."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from archive.queries.threads import MemberOfTopic, StateRow, states_of, thread_of, topics_with
from archive.rows import Reader
from archive.thread_states import STATE_NAMES, said_day, standing
from db.connection import open_reading, open_working
from db.threads.link_corrections import Verdict, correct_link
from minutebook.clock import now
from minutebook.settings import ArchiveFolder, archive_option, json_option, who_option
from minutebook.show_command import NotInArchive

THREAD_SCHEMA = "minutebook-thread/1"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Thread:
    """What ties a paper or a decision to others. ``standing`` is None where it has no life."""

    as_at: str
    standing: str | None
    states: list[StateRow]
    topics: list[MemberOfTopic]


@click.command("thread")
@click.argument("identifier", metavar="ID")
@archive_option
@click.option("--as-at", metavar="DAY", help="How things stood on this day (2024-01-31).  [default: today]")
@click.option("--together", metavar="OTHER", help="Say that ID and OTHER are one subject.")
@click.option("--apart", metavar="OTHER", help="Say that ID and OTHER are not.")
@click.option("--why", default="", help="Why, for the record; needed with --together and --apart.")
@who_option
@json_option
def thread_command(
    identifier: str,
    folder: Path,
    as_at: str | None,
    together: str | None,
    apart: str | None,
    why: str,
    who: str,
    as_json: bool,
) -> None:
    """Follow the thread of ID (a paper or a decision), as published; or correct a link between two papers."""
    archive = ArchiveFolder(folder)
    if together or apart:
        if not why.strip() or (together and apart):
            raise click.UsageError("give --together or --apart, one of them, and say --why")
        verdict: Verdict = "together" if together else "apart"
        with closing(open_working(archive.needed().working)) as conn:
            correct_link(conn, identifier, together or apart or "", verdict, why=why.strip(), who=who, at=now())
        click.echo("noted; `minutebook publish` makes it seen", err=True)
        return
    day = _day(as_at)
    with closing(open_reading(archive.published().public_database)) as conn:
        found = asyncio.run(_thread(Reader(_Opened(conn)), identifier, day))
    click.echo(json.dumps(_object(found), ensure_ascii=False) if as_json else "\n".join(_lines(found)))


@dataclass(frozen=True, slots=True)
class _Opened:
    """The published database as the site's queries want it, without the site."""

    conn: sqlite3.Connection

    async def execute_fn(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return work(self.conn)


def _day(as_at: str | None) -> str:
    if as_at is None:
        return dt.date.today().isoformat()
    try:
        return dt.date.fromisoformat(as_at).isoformat()
    except ValueError as error:
        raise click.UsageError(f"{as_at} is no day; write it as 2024-01-31") from error


async def _thread(reader: Reader, identifier: str, as_at: str) -> Thread:
    life = await thread_of(reader, identifier)
    states = await states_of(reader, life) if life else []
    topics = await topics_with(reader, identifier)
    if not topics and not states:
        raise NotInArchive(f"nothing that is published ties {identifier} to anything")
    return Thread(as_at, standing(states, as_at) if states else None, states, topics)


_TOPIC_FIELDS = ("name", "slug", "council", "number", "title", "date", "document_id", "decision_id", "reason")
_STATE_FIELDS = ("state", "date_from", "date_to", "basis", "planned", "detail", "document_id", "passage_id")


def _object(found: Thread) -> dict[str, Any]:
    return {
        "schema": THREAD_SCHEMA,
        "as_at": found.as_at,
        "standing": found.standing,
        "states": [{**{f: getattr(one, f) for f in _STATE_FIELDS}, "said": said_day(one)} for one in found.states],
        "topic": [{f: getattr(one, f) for f in _TOPIC_FIELDS} for one in found.topics],
    }


def _lines(found: Thread) -> Iterator[str]:
    if found.states:
        yield f"as at {found.as_at}: {found.standing}"
    for state in found.states:
        planned = " (planned)" if state.planned else ""
        detail = f": {state.detail}" if state.detail else ""
        name = STATE_NAMES.get(state.state, state.state)
        yield f"  {said_day(state)}  {name}{planned}{detail}  {state.passage_id}"
    heading = ""
    for one in found.topics:
        if heading != one.name:
            heading = one.name
            yield f"subject: {heading}, {one.council}"
        yield f"  {one.date or 'no day'}  {one.title}  {one.document_id}\n      {one.reason}"
