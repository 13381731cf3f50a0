"""Which files a run is about: the files named, and everything in the folders named that could be a paper."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from db.store import Failure, Origin
from minutebook.manifest import MANIFEST, read_manifest


@dataclass(frozen=True, slots=True)
class Given:
    """One file given in. ``ignored`` says why it is not read, where it is none that could be a paper."""

    path: Path
    origin: Origin
    ignored: Failure | None = None


def find_files(paths: Iterable[Path]) -> Iterator[Given]:
    """Files in the order given, folders from top to bottom by name; a file met twice counts once."""
    seen: set[Path] = set()
    for path in paths:
        for given in _in_folder(path) if path.is_dir() else _alone(path):
            absolute = given.path.absolute()
            if absolute not in seen:
                seen.add(absolute)
                yield given


def _alone(path: Path) -> Iterator[Given]:
    manifest = path.parent / MANIFEST
    origins = read_manifest(manifest) if manifest.is_file() else {}
    yield Given(path, origins.get(path) or _unknown(path), _why_not_regular(path))


def _in_folder(folder: Path) -> Iterator[Given]:
    # Links to folders are not followed: they can lead round in a circle or out of the folder that was named.
    origins: dict[Path, Origin] = {}
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(parent)
        if MANIFEST in names:
            origins.update(read_manifest(here / MANIFEST))
        for name in sorted(names):
            path = here / name
            ignored = _why_no_paper(name) or _why_not_regular(path)
            yield Given(path, origins.get(path) or _unknown(path), ignored)


def printable(path: Path) -> str:
    """A path as text that can be stored, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _unknown(path: Path) -> Origin:
    """Of a file of which no manifest speaks."""
    return Origin(printable(Path(path.name)))


def _why_no_paper(name: str) -> Failure | None:
    lower = name.lower()
    if name.startswith("."):
        return Failure("hidden_file", f"{name} is a hidden file", "Name it on the command line to have it read.")
    if lower == MANIFEST or lower.startswith(("readme", "licence", "license")):
        return Failure(
            "about_the_folder", f"{name} describes the folder", "Name it on the command line to have it read."
        )
    if name.startswith("~$") or lower.endswith((".part", ".crdownload", ".tmp")):
        return Failure("unfinished_copy", f"{name} is a copy that is not finished", "Ingest again when it is there.")
    return None


def _why_not_regular(path: Path) -> Failure | None:
    """Only a plain file is opened: a pipe or a device could be read for ever."""
    if path.exists() and not path.is_file():
        return Failure("not_a_file", f"{path.name} is neither a file nor a folder", "Give the paper itself.")
    return None
