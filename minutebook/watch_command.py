"""`minutebook watch`: a folder whose papers come into the archive by themselves."""

from __future__ import annotations

from pathlib import Path

import click

from minutebook.run import Options
from minutebook.settings import ArchiveFolder, archive_option, workers_option
from minutebook.watching import Watch, watch_folder


@click.command("watch")
@click.argument("watched", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@archive_option
@click.option(
    "--done",
    type=click.Path(file_okay=False, path_type=Path),
    help="Move papers that are in to this folder. By default they are left where they are.",
)
@click.option(
    "--quiet-for",
    type=click.FloatRange(0.05, 3600),
    default=2.0,
    show_default=True,
    help="Seconds for which nothing may write to a file before it counts as wholly copied.",
)
@click.option("--once", is_flag=True, help="Bring in what is there now, and stop.")
@workers_option
def watch_command(watched: Path, folder: Path, done: Path | None, quiet_for: float, once: bool, workers: int) -> None:
    """Bring every paper that is put into FOLDER into the archive, until stopped with Ctrl+C.

    What was put there while this did not run is found at the start. A file that is still being copied is waited for.
    """
    watch = Watch(watched, done, quiet_for)
    click.echo(f"Watching {watched}. Stop with Ctrl+C.", err=True)
    try:
        for file in watch_folder(ArchiveFolder(folder), watch, Options(workers), once=once):
            why = f"  {file.failure.message}. {file.failure.remedy}" if file.failure else ""
            click.echo(f"{file.outcome:9} {file.document_id or '-':12}  {file.path}{why}")
    except KeyboardInterrupt:
        click.echo("Stopped. What was stored is kept.", err=True)
