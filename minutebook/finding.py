"""Which files a run is about, and what manifests beside them say of each."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from db.store import Failure, Origin
from ingest.discovery import Ignored, Reason, discover
from minutebook.manifest import MANIFESTS, read_manifest

_REMEDIES = {
    Reason.HIDDEN: "Name it on the command line to have it read.",
    Reason.ENDING: "Name it on the command line if it is a paper.",
    Reason.LOOP: "Nothing to do: the folder is read once.",
    Reason.BROKEN_LINK: "Mend the link or remove it.",
    Reason.SPECIAL: "Give the paper itself.",
    Reason.MISSING: "Check the name.",
    Reason.UNREADABLE: "Give yourself the right to read it.",
}

_OTHER_KINDS = frozenset(
    (
        *(".doc", ".dot", ".docb", ".rtf", ".odt", ".pages", ".wpd", ".ppt", ".pptx", ".odp", ".xls", ".xlsx", ".ods"),
        *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".heic", ".msg", ".eml", ".xps"),
    )
)
"""Endings of papers of kinds that no reader takes, even when the file is named."""


@dataclass(frozen=True, slots=True)
class Given:
    """One file given in. ``ignored`` says why it is not read, where it is none that could be a paper."""

    path: Path
    origin: Origin
    ignored: Failure | None = None
    said_as: str = ""
    """What it is called in reports where that is not its path: a paper inside a zip."""

    @property
    def said(self) -> str:
        return self.said_as or printable(self.path)


def find_files(paths: Iterable[Path]) -> list[Given]:
    """The papers named or in the folders named, and after them what was passed over and why.

    Raises BadManifest where a manifest beside them cannot be read.
    """
    named = tuple(paths)
    found = discover(named)
    manifests = {ignored.path for ignored in found.ignored if ignored.path.name.lower() in MANIFESTS}
    manifests |= {path.parent / name for path in named if path.is_file() for name in MANIFESTS}
    origins: dict[Path, Origin] = {}
    for manifest in sorted(manifests):
        if manifest.is_file():
            origins.update({path.absolute(): origin for path, origin in read_manifest(manifest).items()})
    told = {path: origins.get(path.absolute()) for path in found.files} if origins else {}
    files = [Given(path, told.get(path) or _unknown(path)) for path in found.files]
    return files + [Given(item.path, _unknown(item.path), _why(item)) for item in found.ignored]


def printable(path: Path | str) -> str:
    """A path as text that can be stored, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def remedy_for_ending(name: str) -> str:
    """What to do with a file of whose ending there is no reader."""
    if PurePath(name).suffix.lower() in _OTHER_KINDS:
        return "Save it as PDF, Word (.docx), HTML or plain text, then ingest that."
    return _REMEDIES[Reason.ENDING]


def _unknown(path: Path) -> Origin:
    """Of a file of which no manifest speaks."""
    return Origin(printable(path.name))


def _why(item: Ignored) -> Failure:
    if item.path.name.lower() in MANIFESTS:
        return Failure("manifest", "it was read for what it says about the papers", "Nothing to do.")
    remedy = remedy_for_ending(item.path.name) if item.reason is Reason.ENDING else _REMEDIES[item.reason]
    return Failure(item.reason.name.lower(), item.reason.value, remedy)
