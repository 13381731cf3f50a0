"""A manifest beside papers: where each came from and what was known of it beforehand.

A file ``manifest.toml`` in a folder that is ingested: ``[[document]]`` with ``file`` (a path from the manifest on),
``source_url``, ``licence``, and any further fields, which are kept as known facts beside what the paper itself says.
Or ``manifest.csv`` with the same names as its first line, as a spreadsheet saves it.
"""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path

from db.store import Origin
from ingest.errors import MinutebookError

MANIFEST = "manifest.toml"
MANIFESTS = (MANIFEST, "manifest.csv")
_NOT_KNOWN_FACTS = frozenset({"file", "source_url", "licence"})


class BadManifest(MinutebookError):
    code = "bad_manifest"
    exit_code = 2
    remedy = "Correct the manifest, or move it out of the folder, and ingest again."


def read_manifest(path: Path) -> dict[Path, Origin]:
    """File to what the manifest says of it. Raises BadManifest."""
    try:
        entries = _rows(path) if path.suffix.lower() == ".csv" else _tables(path)
        return {path.parent / str(entry["file"]): _origin(entry) for entry in entries}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise BadManifest(f"{path} cannot be read as a manifest: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise BadManifest(f'{path}: every document needs a file (file = "minutes.pdf")') from error


def _tables(path: Path) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
    return entries


def _rows(path: Path) -> list[dict[str, object]]:
    """Empty cells, and cells beyond the named columns, say nothing."""
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    return [{name: cell for name, cell in row.items() if name and cell} for row in reader if any(row.values())]


def _origin(entry: dict[str, object]) -> Origin:
    known = tuple(
        (field, str(value)) for field, value in sorted(entry.items()) if field not in _NOT_KNOWN_FACTS and value != ""
    )
    return Origin(Path(str(entry["file"])).name, _text(entry, "source_url"), _text(entry, "licence"), known, MANIFEST)


def _text(entry: dict[str, object], field: str) -> str | None:
    value = entry.get(field)
    return str(value) if value else None
