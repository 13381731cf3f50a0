"""Making public: what would change, doing it, undoing it, and taking one paper back; for commands and the desk."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.bulk import drop_bulk, write_bulk
from db.connection import open_reading, open_working
from db.policy import Policy, read_policy
from db.public_versions import previous_versions, swap_in, undo
from db.publish import Publication, build_public, build_without
from db.publish_changes import Changes, changes
from db.withdrawals import redactions, withdraw
from ingest.errors import MinutebookError
from minutebook.clock import now
from minutebook.pictures import Pictures, draw_pictures, drop_pictures
from minutebook.settings import ArchiveFolder, default_workers
from minutebook.version import software_version


class NothingToUndo(MinutebookError):
    code = "nothing_to_undo"
    remedy = "Publish again after correcting the archive."


class UndoWouldShow(MinutebookError):
    """What was public before holds something that was taken back since."""

    code = "undo_would_show"
    remedy = "Correct the archive and publish again; what was taken back stays out."


@dataclass(frozen=True, slots=True)
class Request:
    """What a publishing is asked to do beyond the policy of the archive."""

    include_exempt: tuple[str, ...] = ()
    contact_details: bool = False
    pictures: bool = True
    workers: int = field(default_factory=default_workers)


@dataclass(frozen=True, slots=True)
class Published:
    """What a publishing did."""

    publication: Publication
    changes: Changes
    pictures: Pictures


def policy_of(archive: ArchiveFolder, request: Request) -> Policy:
    """The archive's ``policy.toml``, opened further by what this request asks for."""
    policy = read_policy(archive.root)
    return replace(
        policy,
        exempt=policy.exempt | frozenset(request.include_exempt),
        contact_details=policy.contact_details or request.contact_details,
    )


def preview(archive: ArchiveFolder, request: Request, name: str = "preview.db") -> tuple[Publication, Changes]:
    """What publishing would do. Nothing public is touched."""
    built = archive.public / name
    try:
        return _build(archive, request, built)
    finally:
        built.unlink(missing_ok=True)


def publish(archive: ArchiveFolder, request: Request) -> Published:
    """Build the public database and put it in the place of the one before, in one step."""
    policy = policy_of(archive, request)
    built = archive.public / "next.db"
    publication, changed = _build(archive, request, built)
    drawn = Pictures()
    if request.pictures:
        drawn = draw_pictures(archive, built, request.workers, contact_details=policy.contact_details)
    drop_bulk(archive.public_database)
    swap_in(built, archive.public_database, policy.kept)
    write_bulk(archive.public_database)
    # Only now: until the swap the pictures of a withdrawn paper still belong to what is public.
    drop_pictures(archive)
    return Published(publication, changed, drawn)


def undo_publishing(archive: ArchiveFolder, request: Request) -> None:
    """Put back what was public before. Raises NothingToUndo, or UndoWouldShow where that holds what was taken back."""
    versions = previous_versions(archive.public_database)
    if not versions:
        raise NothingToUndo(f"nothing was public in {archive.root} before this")
    _check_nothing_taken_back(archive, versions[-1])
    drop_bulk(archive.public_database)
    undo(archive.public_database)
    write_bulk(archive.public_database)
    if request.pictures:
        details = policy_of(archive, request).contact_details
        draw_pictures(archive, archive.public_database, request.workers, contact_details=details)
    drop_pictures(archive)


def take_back(archive: ArchiveFolder, document_id: str, *, why: str, who: str) -> bool:
    """Withdraw a paper; if it is public, remove it at once and nothing else. False if it was not public."""
    at = now()
    with closing(open_working(archive.working)) as conn:
        withdraw(conn, document_id, why=why, who=who, at=at)
    if not _is_public(archive, document_id):
        return False
    built = archive.public / "next.db"
    build_without(archive.public_database, built, document_id, why=why, at=at)
    drop_bulk(archive.public_database)
    swap_in(built, archive.public_database, read_policy(archive.root).kept)
    write_bulk(archive.public_database)
    drop_pictures(archive)
    return True


def _build(archive: ArchiveFolder, request: Request, built: Path) -> tuple[Publication, Changes]:
    archive.needed().public.mkdir(parents=True, exist_ok=True)
    # An archive of an earlier version is brought up to date first: publishing reads columns that it may lack.
    open_working(archive.working).close()
    publication = build_public(
        archive.working,
        built,
        policy_of(archive, request),
        published_at=now(),
        software_version=software_version(),
    )
    return publication, changes(archive.public_database, built)


def _is_public(archive: ArchiveFolder, document_id: str) -> bool:
    if not archive.public_database.exists():
        return False
    with closing(open_reading(archive.public_database)) as conn:
        return conn.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,)).fetchone() is not None


def _check_nothing_taken_back(archive: ArchiveFolder, before: Path) -> None:
    with closing(open_reading(archive.working)) as working, closing(open_reading(before)) as old:
        held = {row[0] for row in old.execute("SELECT id FROM documents")}
        published_at = old.execute("SELECT published_at FROM publication").fetchone()[0]
        withdrawn = {row[0] for row in working.execute("SELECT document_id FROM withdrawals")}
        covered = {one.document_id for one in redactions(working) if one.made_at >= published_at}
    for what, ids in (("withdrawn", withdrawn & held), ("redacted", covered & held)):
        if ids:
            raise UndoWouldShow(f"what was public before holds a paper that was {what} since: {', '.join(sorted(ids))}")
