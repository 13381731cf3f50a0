"""Files and folders become a list of papers to read, and a list of what was passed over and why."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath

from ingest.sniff import READ_BY_ENDING


class Reason(StrEnum):
    """Why a path is not read."""

    HIDDEN = "hidden"
    ENDING = "no reader for this ending"
    LOOP = "a link back into a folder already walked"
    BROKEN_LINK = "a link to nothing"
    SPECIAL = "neither a file nor a folder"
    MISSING = "not there"
    UNREADABLE = "may not be opened"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A path that was found but is not read."""

    path: Path
    reason: Reason


@dataclass(slots=True)
class Found:
    """What a search brought to light; ``files`` are sorted and each stands there once."""

    files: list[Path] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)


_COMPANIONS = frozenset({"thumbs.db", "desktop.ini", "manifest.toml"})
"""Files that stand beside papers and are none."""


def discover(paths: Iterable[Path]) -> Found:
    """Look for papers. A file that is named is taken whatever its ending (its reader will say what is wrong with
    it); in folders only files with an ending that a reader takes, hidden ones left aside. Links to folders are
    followed once. Nothing is passed over in silence: ``ignored`` lists the rest."""
    found = Found()
    walked: set[tuple[int, int]] = set()
    taken: set[str] = set()
    for path in paths:
        if path.is_dir():
            _walk(path, found, walked, taken)
        elif path.is_file():
            _take(path, os.path.realpath(path), found, taken)
        else:
            found.ignored.append(Ignored(path, Reason.BROKEN_LINK if path.is_symlink() else _absent(path)))
    found.files.sort(key=str)
    found.ignored.sort(key=lambda ignored: str(ignored.path))
    return found


def _absent(path: Path) -> Reason:
    return Reason.SPECIAL if os.path.lexists(path) else Reason.MISSING


def _take(path: Path, real: str, found: Found, taken: set[str]) -> None:
    """One file under two names in the same call is read once."""
    if real not in taken:
        taken.add(real)
        found.files.append(path)


def _walk(folder: Path, found: Found, walked: set[tuple[int, int]], taken: set[str]) -> None:
    """Over a folder and all below it, without recursion: folders may be nested deeper than the stack allows."""
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            with os.scandir(current) as listing:
                children = sorted(listing, key=lambda child: child.name)
        except OSError:
            found.ignored.append(Ignored(current, Reason.UNREADABLE))
            continue
        if (status.st_dev, status.st_ino) in walked:
            found.ignored.append(Ignored(current, Reason.LOOP))
            continue
        walked.add((status.st_dev, status.st_ino))
        # What lies here under its own name needs no look at each folder above it.
        here = os.path.realpath(current)
        for child in children:
            path = current / child.name
            reason = _reason_against(child)
            if reason is not None:
                found.ignored.append(Ignored(path, reason))
            elif _is_folder(child):
                waiting.append(path)
            else:
                real = os.path.realpath(path) if child.is_symlink() else os.path.join(here, child.name)
                _take(path, real, found, taken)


def _reason_against(child: os.DirEntry[str]) -> Reason | None:
    if child.name.startswith((".", "~$")):
        return Reason.HIDDEN
    if child.is_symlink() and not os.path.exists(child.path):
        return Reason.BROKEN_LINK
    if _is_folder(child):
        return None
    if not (os.path.isfile(child.path) if child.is_symlink() else child.is_file()):
        return Reason.SPECIAL
    if child.name.lower() in _COMPANIONS or PurePath(child.name).suffix.lower() not in READ_BY_ENDING:
        return Reason.ENDING
    return None


def _is_folder(child: os.DirEntry[str]) -> bool:
    """Answered from the listing; a link is followed by name, since following a listed one may raise."""
    return os.path.isdir(child.path) if child.is_symlink() else child.is_dir()
