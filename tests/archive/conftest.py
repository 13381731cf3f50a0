from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.server import build_datasette

from .sample_archive import build, harbour, library, report

Get = Callable[..., Any]
_LOOPS: list[asyncio.AbstractEventLoop] = []


def pytest_sessionfinish() -> None:
    for loop in _LOOPS:
        loop.close()


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    return build(folder / "public.db", [harbour(), library(), report()], failed=True)


@pytest.fixture(scope="session")
def empty_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("empty") / "public.db", [])


def getter(database: Path, **options: Any) -> Get:
    """A function that fetches a path from the site over ``database``, without a port."""
    loop = asyncio.new_event_loop()
    _LOOPS.append(loop)
    datasette = build_datasette(database, **options)
    loop.run_until_complete(datasette.invoke_startup())

    def get(path: str, **request: Any) -> Any:
        return loop.run_until_complete(datasette.client.get(path, **request))

    return get


@pytest.fixture(scope="session")
def get(sample_db: Path) -> Get:
    return getter(sample_db)


@pytest.fixture(scope="session")
def get_empty(empty_db: Path) -> Get:
    return getter(empty_db)
