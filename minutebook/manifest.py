"""A manifest beside papers: where each came from and what was known of it beforehand.

A file ``manifest.toml`` in a folder that is ingested: ``[[document]]`` with ``file`` (a path from the manifest on),
``source_url``, ``licence``, and any further fields, which are kept as known facts beside what the paper itself says.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from db.store import Origin
from ingest.errors import MinutebookError

MANIFEST = "manifest.toml"
_NOT_KNOWN_FACTS = frozenset({"file", "source_url", "licence"})


class BadManifest(MinutebookError):
    code = "bad_manifest"
    exit_code = 2
    remedy = "Correct the manifest, or move it out of the folder, and ingest again."


def read_manifest(path: Path) -> dict[Path, Origin]:
    """File to what the manifest says of it. Raises BadManifest."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = data.get("document", [])
        return {path.parent / entry["file"]: _origin(entry) for entry in entries}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadManifest(f"{path} cannot be read as a manifest: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise BadManifest(f'{path}: every [[document]] needs a line file = "..."') from error


def _origin(entry: dict[str, object]) -> Origin:
    known = tuple(
        (field, str(value)) for field, value in sorted(entry.items()) if field not in _NOT_KNOWN_FACTS and value != ""
    )
    return Origin(Path(str(entry["file"])).name, _text(entry, "source_url"), _text(entry, "licence"), known, MANIFEST)


def _text(entry: dict[str, object], field: str) -> str | None:
    value = entry.get(field)
    return str(value) if value else None
