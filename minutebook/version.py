"""Which software read a paper: the release, and a mark of the rules it used."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

_READING_ROOMS = ("ingest", "extractors")


@cache
def software_version() -> str:
    """The release and the first 8 hex digits of a hash over all that decides what is read from a paper.

    A wording added to a vocabulary is thereby a new version, and the next ingest reads the papers again.
    """
    digest = hashlib.sha256()
    for room in _READING_ROOMS:
        for name, content in sorted(_sources(files(room), room)):
            digest.update(f"{name}\n{len(content)}\n".encode())
            digest.update(content)
    return f"{version('minutebook')}+rules.{digest.hexdigest()[:8]}"


def _sources(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        name = f"{path}/{item.name}"
        if item.is_dir():
            found += _sources(item, name)
        elif item.name.endswith((".py", ".toml")):
            # A checkout may have other line ends than a release.
            found.append((name, item.read_bytes().replace(b"\r\n", b"\n")))
    return found
