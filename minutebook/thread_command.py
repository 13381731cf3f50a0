"""`minutebook thread`: the subject and the life that a paper or decision belongs to; and a person's word on a link."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from archive.queries.threads import STATES, StateRow
from archive.thread_states import STATE_NAMES, said_day, standing
from db.connection import open_reading, open_working
from db.store import transaction
from ingest.errors import MinutebookError
from minutebook.ask_commands import NotInArchive, json_option
from minutebook.settings import ArchiveFolder, archive_option

THREAD_SCHEMA = "minutebook-thread/1"


class NotTwoPapers(MinutebookError):
    code = "not_two_papers"
    remedy = "Name two different papers or decisions by their ids; `minutebook search WORDS` finds them."


@click.command("thread")
@click.argument("identifier", metavar="ID")
@archive_option
@click.option("--as-at", metavar="DAY", help="How things stood on this day (2024-01-31).  [default: today]")
@click.option("--together", metavar="OTHER", help="Say that ID and OTHER are one subject.")
@click.option("--apart", metavar="OTHER", help="Say that ID and OTHER are not.")
@click.option("--why", default="", help="Why, for the record; needed with --together and --apart.")
@click.option("--who", default="staff", show_default=True, help="Who says so; never published.")
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
            raise click.UsageError("--together or --apart, one of them, with --why.")
        _say(
            archive.needed().working, identifier, str(together or apart), "together" if together else "apart", who, why
        )
        click.echo("noted; `minutebook publish` makes it seen", err=True)
        return
    conn = open_reading(archive.published().public_database)
    try:
        found = _thread(conn, identifier, _day(as_at))
    finally:
        conn.close()
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else "\n".join(_lines(found)))


def _day(as_at: str | None) -> str:
    if as_at is None:
        return dt.date.today().isoformat()
    try:
        return dt.date.fromisoformat(as_at).isoformat()
    except ValueError as error:
        raise click.UsageError(f"{as_at} is no day; write it as 2024-01-31.") from error


def _say(working: Path, one: str, other: str, verdict: str, who: str, why: str) -> None:
    conn = open_working(working)
    try:
        known = "SELECT count(*) FROM (SELECT id FROM documents UNION SELECT id FROM decisions) WHERE id IN (?, ?)"
        if conn.execute(known, (one, other)).fetchone()[0] != 2:
            raise NotTwoPapers(f"{one} and {other} are not two papers or decisions of this archive")
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with transaction(conn):
            conn.execute(
                "INSERT INTO link_corrections (member_id, other_id, verdict, who, made_at, why)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (one, other, verdict, who, now, why),
            )
    finally:
        conn.close()


def _thread(conn: sqlite3.Connection, identifier: str, as_at: str) -> dict[str, Any]:
    topics = [
        dict(row)
        for row in conn.execute(
            "SELECT t.name, t.slug, t.council, m.number, m.title, m.date, m.document_id, m.decision_id, m.reason"
            " FROM topics t JOIN topic_members m ON m.topic_id = t.id WHERE t.id IN (SELECT topic_id FROM topic_members"
            " WHERE member_id = ?1 OR document_id = ?1 OR decision_id = ?1) ORDER BY t.id, m.number",
            (identifier,),
        )
    ]
    states = _states(conn, identifier)
    if not topics and not states:
        raise NotInArchive(f"nothing that is published ties {identifier} to anything")
    return {
        "schema": THREAD_SCHEMA,
        "as_at": as_at,
        "standing": standing(states, as_at) if states else None,
        "states": [
            {
                "state": one.state,
                "date_from": one.date_from,
                "date_to": one.date_to,
                "basis": one.basis,
                "planned": one.planned,
                "detail": one.detail,
                "said": said_day(one),
                "document_id": one.document_id,
                "passage_id": one.passage_id,
            }
            for one in states
        ],
        "topic": topics,
    }


def _states(conn: sqlite3.Connection, identifier: str) -> list[StateRow]:
    sql = f"""{STATES} WHERE s.thread_id = (SELECT thread_id FROM decision_states
        WHERE thread_id = ?1 OR decision_id = ?1 OR document_id = ?1
        ORDER BY (thread_id = ?1) DESC, (decision_id = ?1) DESC, thread_id LIMIT 1)
        ORDER BY s.stage, s.date_from, s.id"""
    rows = [dict(row) for row in conn.execute(sql, (identifier,))]
    return [StateRow(**{**row, "planned": bool(row["planned"])}) for row in rows]


def _lines(found: dict[str, Any]) -> Iterator[str]:
    if found["states"]:
        yield f"as at {found['as_at']}: {found['standing']}"
    for one in found["states"]:
        planned = " (planned)" if one["planned"] else ""
        detail = f": {one['detail']}" if one["detail"] else ""
        yield f"  {one['said']}  {STATE_NAMES.get(one['state'], one['state'])}{planned}{detail}  {one['passage_id']}"
    heading = ""
    for one in found["topic"]:
        if heading != one["name"]:
            heading = one["name"]
            yield f"subject: {heading}, {one['council']}"
        yield f"  {one['date'] or 'no day'}  {one['title']}  {one['document_id']}\n      {one['reason']}"
