"""`minutebook watch`: a folder whose papers come into the archive by themselves."""

from __future__ import annotations

from pathlib import Path

import click

from minutebook.pool import default_workers
from minutebook.run import Options
from minutebook.settings import DEFAULT_ARCHIVE, ArchiveFolder
from minutebook.watching import Watch, watch_folder


@click.command("watch")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--archive",
    "archive_root",
    type=click.Path(file_okay=False, path_type=Path),
    default=DEFAULT_ARCHIVE,
    show_default=True,
    help="The folder of the archive.",
)
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
@click.option("--workers", type=click.IntRange(1, 256), default=None, help="Processes that read. [default: one a core]")
def watch_command(
    folder: Path, archive_root: Path, done: Path | None, quiet_for: float, once: bool, workers: int | None
) -> None:
    """Bring every paper that is put into FOLDER into the archive, until stopped with Ctrl+C.

    What was put there while this did not run is found at the start. A file that is still being copied is waited for.
    """
    watch = Watch(folder, done, quiet_for)
    options = Options(workers or default_workers(), 300.0)
    click.echo(f"Watching {folder}. Stop with Ctrl+C.", err=True)
    try:
        for file in watch_folder(ArchiveFolder(archive_root), watch, options, once=once):
            why = f"  {file.failure.message}. {file.failure.remedy}" if file.failure else ""
            click.echo(f"{file.outcome:9} {file.document_id or '-':12}  {file.path}{why}")
    except KeyboardInterrupt:
        click.echo("Stopped. What was stored is kept.", err=True)
