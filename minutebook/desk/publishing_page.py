"""The page on which a clerk publishes: what the public would see otherwise than now, what waits, and the way back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from db.public_versions import previous_versions
from db.publish import Publication
from db.publish_changes import Changes
from minutebook.desk.pages import HOME
from minutebook.desk.site import Answer, Go, NotOnTheDesk, Page, Visit
from minutebook.publish_command import changed_facts
from minutebook.publishing import Request, preview, publish, undo_publishing


@dataclass(frozen=True, slots=True)
class PublishRecord:
    changes: Changes
    publication: Publication
    done: str
    """"publish" or "undo" where that was just done."""
    public: bool
    """Whether anything is public now."""
    undoable: bool


async def show_publishing(visit: Visit) -> Answer:
    """``/publish``: what would be added, changed and withdrawn"""
    archive = visit.desk.archive
    publication, changed = await asyncio.to_thread(preview, archive, Request(), "desk-preview.db")
    record = PublishRecord(
        changed,
        publication,
        visit.argument("done"),
        archive.public_database.exists(),
        bool(previous_versions(archive.public_database)),
    )
    return Page("desk_publish.html", "Publish", record, (HOME,))


async def publish_or_undo(visit: Visit) -> Answer:
    """``POST /publish``"""
    match visit.form.get("action"):
        case "publish":
            await asyncio.to_thread(publish, visit.desk.archive, Request())
        case "undo":
            await asyncio.to_thread(undo_publishing, visit.desk.archive, Request())
        case other:
            raise NotOnTheDesk(f"the form asks for {other!r}")
    return Go(f"/publish?done={visit.form['action']}")


FILTERS = {"changed_facts": changed_facts}
