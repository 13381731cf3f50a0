"""The map in docs/architecture.md stays true: every file and folder it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|pyproject\.toml)`|\]\(((?!http)[^)#]+)")


def named_paths(page: Path) -> list[Path]:
    """The files and folders that ``page`` names in backticks (from the root) or links to (from its own folder)."""
    found = _NAMED.findall(page.read_text(encoding="utf-8"))
    return sorted({ROOT / quoted if quoted else page.parent / linked for quoted, linked in found})


@pytest.mark.parametrize("page", ["docs/architecture.md", "README.md"])
def test_every_path_that_a_page_names_exists(page: str) -> None:
    paths = named_paths(ROOT / page)
    assert paths
    assert [str(path.relative_to(ROOT)) for path in paths if not path.exists()] == []


def test_the_map_names_every_room_and_every_folder_of_the_extractors() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rooms = ["ingest/", "extractors/", "db/", "archive/", "minutebook/", "corpus/", "tests/", "benchmarks/", "docs/"]
    folders = [f"extractors/{path.parent.name}/" for path in (ROOT / "extractors").glob("*/__init__.py")]
    assert [name for name in rooms + folders if f"`{name}`" not in page] == []
