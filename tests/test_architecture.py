"""The map in docs/architecture.md and the list in docs/dependencies.md stay true."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
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


def test_every_package_that_is_imported_is_named_among_the_requirements_and_in_their_page() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rooms = ["ingest", "extractors", "db", "archive", "minutebook"]
    listed = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    named = {_name_of(line) for line in listed}
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    providers = packages_distributions()
    imported = {package for room in rooms for path in (ROOT / room).rglob("*.py") for package in _imports(path)}
    outside = imported - set(rooms) - sys.stdlib_module_names - {"_typeshed"}  # that one exists for type checkers alone
    assert {package for package in outside if named.isdisjoint(map(_name_of, providers.get(package, [])))} == set()
    assert {name for name in named if name not in page} == set()


def _name_of(requirement: str) -> str:
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")  # type: ignore[index]


def _imports(path: Path) -> set[str]:
    """The packages that a module imports anywhere in it, by their first name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return found
