"""`minutebook withdraw` and `minutebook redact`: a paper, or words of one, taken back from the public."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from db.connection import open_reading, open_working
from db.facts import StoredDocument, find_document
from db.withdrawals import NoSuchPaper, redact, redactions, restore, undo_redaction
from minutebook.clock import now
from minutebook.publishing import take_back
from minutebook.settings import ArchiveFolder, archive_option, who_option


def find_paper(archive: ArchiveFolder, given: str) -> StoredDocument:
    """The paper that ``given`` names. Raises NoSuchPaper."""
    with closing(open_reading(archive.needed().working)) as conn:
        paper = find_document(conn, given)
    if paper is None:
        raise NoSuchPaper(f"the archive holds no paper {given}")
    return paper


@click.command("withdraw")
@click.argument("document")
@archive_option
@who_option
@click.option("--why", help="The reason, which the public site gives at the paper's address.")
@click.option("--restore", "restoring", is_flag=True, help="Let a withdrawn paper be published again.")
def withdraw_command(document: str, folder: Path, who: str, why: str | None, restoring: bool) -> None:
    """Take DOCUMENT (an id, a sha256 or a file name) back from the public, at once and for good.

    Its address answers 410 with the reason; it is gone from data, search and pictures.
    """
    archive = ArchiveFolder(folder)
    paper = find_paper(archive, document)
    if restoring:
        with closing(open_working(archive.working)) as conn:
            known = restore(conn, paper.id, at=now())
        click.echo(f"{paper.id} will be public at the next publishing" if known else f"{paper.id} was not withdrawn")
        return
    if not why or not why.strip():
        raise click.UsageError("say --why; the public site gives the reason at the paper's address")
    public = take_back(archive, paper.id, why=why.strip(), who=who)
    click.echo(
        f"{paper.id} {paper.filename}: withdrawn" + (" and no longer public" if public else " (it was not public)")
    )


@click.command("redact")
@click.argument("document")
@click.argument("words", required=False)
@archive_option
@who_option
@click.option("--why", help="The reason; it is not published.")
@click.option("--list", "listing", is_flag=True, help="List the redactions of DOCUMENT with their numbers.")
@click.option("--undo", "undoing", metavar="NUMBER", type=int, help="Take a redaction back.")
def redact_command(
    document: str, words: str | None, folder: Path, who: str, why: str | None, listing: bool, undoing: int | None
) -> None:
    """Cover WORDS of DOCUMENT wherever it prints them, from the next publishing on and after every new reading."""
    archive = ArchiveFolder(folder)
    paper = find_paper(archive, document)
    at = now()
    with closing(open_working(archive.working)) as conn:
        if listing:
            for one in redactions(conn, paper.id):
                click.echo(f"{one.id}  {one.made_at}  {one.who}  {one.quote!r}  {one.why}")
        elif undoing is not None:
            done = undo_redaction(conn, undoing, at=at)
            click.echo("taken back; publish to show the words again" if done else f"there is no redaction {undoing}")
        elif not words or not why:
            raise click.UsageError("give the WORDS to cover, and say --why")
        else:
            places = redact(conn, paper.id, words, why=why, who=who, at=at)
            click.echo(f"{paper.id}: covered in {places} place{'s' * (places != 1)} from the next publishing on")
