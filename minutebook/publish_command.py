"""`minutebook publish`: make public what may be public; `--undo` puts back what was public before."""

from __future__ import annotations

import json
from pathlib import Path

import click

from db.publish import Publication
from db.publish_changes import Changes, PaperChange
from minutebook.publishing import Published, Request, preview, publish, undo_publishing
from minutebook.settings import ArchiveFolder, archive_option, workers_option


@click.command("publish")
@archive_option
@click.option("--dry-run", is_flag=True, help="Show what would be added, changed and withdrawn; publish nothing.")
@click.option("--undo", "undoing", is_flag=True, help="Put back what was public before the last publishing.")
@click.option(
    *("--include-exempt", "include_exempt"),
    metavar="ID",
    multiple=True,
    help="Publish this paper although it is marked as not for publication. May be given several times.",
)
@click.option("--contact-details", is_flag=True, help="Leave telephone numbers and e-mail addresses readable.")
@click.option("--pictures/--no-pictures", default=True, help="Draw the pages of PDF papers.  [default: pictures]")
@workers_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object about what was published.")
@click.pass_context
def publish_command(
    ctx: click.Context,
    folder: Path,
    dry_run: bool,
    undoing: bool,
    include_exempt: tuple[str, ...],
    contact_details: bool,
    pictures: bool,
    workers: int,
    as_json: bool,
) -> None:
    """Build the public database and put it in the place of the one before, in one step.

    Papers that could not be read, that are exempt or that were withdrawn are not in it at all. What else may be
    public is said by the file policy.toml in the archive's folder.
    """
    archive = ArchiveFolder(folder)
    request = Request(include_exempt, contact_details, pictures, workers)
    if undoing:
        undo_publishing(archive.published(), request)
        click.echo(f"{archive.public_database} is as it was before the last publishing")
    elif dry_run:
        publication, changed = preview(archive, request)
        _print(archive, publication, changed, "would publish", as_json=as_json, drawn=0)
    else:
        done = publish(archive, request)
        _print_failures(done)
        _print(archive, done.publication, done.changes, "published", as_json=as_json, drawn=done.pictures.drawn)
        ctx.exit(4 if done.pictures.failed else 0)


def _print_failures(done: Published) -> None:
    for one in done.pictures.failed:
        words = f"its pages could not be drawn: {one.why}. The text is published."
        click.echo(f"{one.document_id}  {one.filename}: {words}", err=True)


def _print(
    archive: ArchiveFolder, publication: Publication, changed: Changes, verb: str, *, as_json: bool, drawn: int
) -> None:
    if as_json:
        click.echo(
            json.dumps(
                {
                    "schema": "minutebook-publication/1",
                    "public": str(archive.public_database),
                    "published": verb == "published",
                    "documents": publication.documents,
                    "withheld": dict(sorted(publication.withheld.items())),
                    "deadlines_withheld": publication.deadlines_withheld,
                    "facts_withheld": publication.facts_withheld,
                    "added": [one.id for one in changed.added],
                    "changed": [one.id for one in changed.changed],
                    "withdrawn": [one.id for one in changed.withdrawn],
                    "pages_drawn": drawn,
                }
            )
        )
        return
    for line in change_lines(changed):
        click.echo(line)
    click.echo(f"{verb} {publication.documents} documents in {archive.public_database}")
    for line in withheld_lines(publication):
        click.echo(f"withheld  {line}")
    if drawn:
        click.echo(f"drew      {drawn} pages")


_WITHHELD = {
    "failed": "failed: the paper could not be read; `minutebook doctor` counts the reasons",
    "exempt": "exempt: the paper is not for publication, or prints one that is not",
    "withdrawn": "withdrawn: somebody took the paper back",
    "unreviewed": "unreviewed: the policy wants a person to look first; `minutebook review`",
}


def withheld_lines(publication: Publication) -> list[str]:
    """What is held back and why, a line each."""
    lines = [f"{count} {_WITHHELD.get(reason, reason)}" for reason, count in sorted(publication.withheld.items())]
    if publication.deadlines_withheld:
        lines.append(f"{publication.deadlines_withheld} call-in deadlines that need a check (their words are shown)")
    if publication.facts_withheld:
        lines.append(f"{publication.facts_withheld} facts that need a check")
    return lines


def change_lines(changed: Changes) -> list[str]:
    """What is added, changed and withdrawn, a line each."""
    lines = [f"added     {one.id}  {one.name}" for one in changed.added]
    for one in changed.changed:
        lines.append(f"changed   {one.id}  {one.name}: {changed_facts(one)}")
        lines += [
            f"          call-in deadline: {deadline.before or 'none'} becomes {deadline.after or 'none'}"
            for deadline in one.deadlines
        ]
    return lines + [f"withdrawn {one.id}  {one.name}" for one in changed.withdrawn]


def changed_facts(one: PaperChange) -> str:
    """What changed in a paper, in words: each table with how many facts came, went or differ."""
    names = {"documents": "the paper itself", "call_ins": "call-ins", "commitments": "promises"}
    return ", ".join(f"{names.get(table, table)}: {count} {how}" for (table, how), count in sorted(one.facts.items()))
