from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.server import build_datasette

from .sample_archive import build, harbour, library, report

Get = Callable[..., Any]


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    return build(folder / "public.db", [harbour(), library(), report()], failed=True)


@pytest.fixture(scope="session")
def empty_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("empty") / "public.db", [])


def getter(database: Path, **options: Any) -> Get:
    """A function that fetches a path from the site over ``database``, without a port."""

    def get(path: str, **request: Any) -> Any:
        async def fetch() -> Any:
            datasette = build_datasette(database, **options)
            await datasette.invoke_startup()
            return await datasette.client.get(path, **request)

        return asyncio.run(fetch())

    return get


@pytest.fixture(scope="session")
def get(sample_db: Path) -> Get:
    return getter(sample_db)


@pytest.fixture(scope="session")
def get_empty(empty_db: Path) -> Get:
    return getter(empty_db)
