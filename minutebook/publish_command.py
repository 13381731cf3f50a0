"""`minutebook publish`: make public what may be public; `--undo` puts back what was public before."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from db.publish import Policy, Publication, build_public, swap_in, undo
from ingest.errors import MinutebookError
from minutebook.pictures import Pictures, draw_pictures, drop_pictures
from minutebook.pool import default_workers
from minutebook.settings import ArchiveFolder, archive_option
from minutebook.version import software_version


class NothingToUndo(MinutebookError):
    code = "nothing_to_undo"
    remedy = "Publish again after correcting the archive."


@click.command("publish")
@archive_option
@click.option("--undo", "undoing", is_flag=True, help="Put back what was public before the last publishing.")
@click.option("--include-exempt", is_flag=True, help="Publish papers marked as not for publication too.")
@click.option("--contact-details", is_flag=True, help="Leave telephone numbers and e-mail addresses readable.")
@click.option("--pictures/--no-pictures", default=True, help="Draw the pages of PDF papers.  [default: pictures]")
@click.option("--workers", type=click.IntRange(1, 256), default=None, help="Processes that draw. [default: one a core]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object about what was published.")
@click.pass_context
def publish_command(
    ctx: click.Context,
    folder: Path,
    undoing: bool,
    include_exempt: bool,
    contact_details: bool,
    pictures: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Build the public database and put it in the place of the one before, in one step.

    Papers that could not be read, that are exempt or that were withdrawn are not in it at all.
    """
    archive = ArchiveFolder(folder)
    if undoing:
        _undo(archive.published(), workers or default_workers(), pictures=pictures, contact_details=contact_details)
        return
    archive.needed().public.mkdir(parents=True, exist_ok=True)
    built = archive.public / "next.db"
    publication = build_public(
        archive.working,
        built,
        Policy(exempt=include_exempt, contact_details=contact_details),
        published_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        software_version=software_version(),
    )
    drawn = Pictures()
    if pictures:
        drawn = draw_pictures(archive, built, workers or default_workers(), contact_details=contact_details)
    swap_in(built, archive.public_database)
    # Only now: until the swap the pictures of a withdrawn paper still belong to what is public.
    drop_pictures(archive)
    _print(publication, drawn, archive, as_json=as_json)
    ctx.exit(4 if drawn.failed else 0)


def _undo(archive: ArchiveFolder, workers: int, *, pictures: bool, contact_details: bool) -> None:
    if not undo(archive.public_database):
        raise NothingToUndo(f"nothing was public in {archive.root} before this")
    if pictures:
        draw_pictures(archive, archive.public_database, workers, contact_details=contact_details)
    drop_pictures(archive)
    click.echo(f"{archive.public_database} is as it was before the last publishing")


def _print(publication: Publication, pictures: Pictures, archive: ArchiveFolder, *, as_json: bool) -> None:
    for document_id, message in pictures.failed:
        click.echo(f"{document_id}: its pages could not be drawn: {message}. The text is published.", err=True)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "schema": "minutebook-publication/1",
                    "public": str(archive.public_database),
                    "documents": publication.documents,
                    "withheld": dict(sorted(publication.withheld.items())),
                    "deadlines_withheld": publication.deadlines_withheld,
                    "pages_drawn": pictures.drawn,
                }
            )
        )
        return
    click.echo(f"published {publication.documents} documents in {archive.public_database}")
    for reason, count in sorted(publication.withheld.items()):
        click.echo(f"withheld  {count} {reason}")
    if publication.deadlines_withheld:
        click.echo(
            f"withheld  {publication.deadlines_withheld} call-in deadlines that need a check (their words are shown)"
        )
    if pictures.drawn:
        click.echo(f"drew      {pictures.drawn} pages")
