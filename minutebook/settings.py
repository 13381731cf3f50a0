"""Where an archive keeps its files. Everything is inside the one folder that --archive names."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from pathlib import Path

import click

from ingest.errors import MinutebookError

DEFAULT_ARCHIVE = Path("data")
DEFAULT_PORT = 8001


class NoArchive(MinutebookError):
    code = "no_archive"
    remedy = "Put papers in first, with `minutebook ingest FILES`, or name another archive with --archive."


class NotPublished(MinutebookError):
    code = "not_published"
    remedy = "Run `minutebook publish` first."


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """The folder of one archive."""

    root: Path

    @property
    def working(self) -> Path:
        """The writable database with everything in it."""
        return self.root / "working.db"

    @property
    def originals(self) -> Path:
        """Every file ever given in, under its sha256."""
        return self.root / "files"

    @property
    def public(self) -> Path:
        """What may be seen: the database that is served and the pictures of pages."""
        return self.root / "public"

    @property
    def public_database(self) -> Path:
        return self.public / "public.db"

    def needed(self) -> ArchiveFolder:
        """Itself, or NoArchive if nothing was ever ingested here."""
        if not self.working.exists():
            raise NoArchive(f"there is no archive in {self.root}")
        return self

    def published(self) -> ArchiveFolder:
        """Itself, or NotPublished."""
        if not self.public_database.exists():
            raise NotPublished(f"nothing has been published from {self.root} yet")
        return self


def default_workers() -> int:
    """One for each core this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


archive_option = click.option(
    "--archive",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=DEFAULT_ARCHIVE,
    show_default=True,
    help="The folder of the archive.",
)

json_option = click.option("--json", "as_json", is_flag=True, help="JSON, one object a line.")

machine_option = click.option("--machine", is_flag=True, help="As the machine read it, without what people corrected.")

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=default_workers,
    show_default="one a core",
    help="Processes that work at once.",
)

who_option = click.option(
    "--who", metavar="NAME", default=getpass.getuser, show_default="the name of your account", help="Who does this."
)
