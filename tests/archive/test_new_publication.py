"""A running site shows what is published while it runs, and what an undo brings back, without losing a request."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from archive.live_database import stamp_of
from archive.server import build_datasette
from archive.site import DATABASE
from db.public_versions import swap_in, undo

from .sample_archive import build, harbour, library, report


def papers_in(datasette: Any) -> Any:
    return datasette.client.get("/archive/documents.json?_shape=array")


async def started(path: Path) -> Any:
    datasette = build_datasette(path)
    await datasette.invoke_startup()
    return datasette


def test_a_new_publication_and_its_undo_are_seen_at_once(tmp_path: Path) -> None:
    public = build(tmp_path / "public.db", [library()])
    fresh = build(tmp_path / "next.db", [library(), harbour(), report()])

    async def visit() -> list[int]:
        datasette = await started(public)
        seen = [len((await papers_in(datasette)).json())]
        swap_in(fresh, public)
        seen.append(len((await papers_in(datasette)).json()))
        seen.append((await datasette.client.get("/search.json?q=harbour")).json()["total"])
        assert undo(public)
        seen.append(len((await papers_in(datasette)).json()))
        return seen

    assert asyncio.run(visit()) == [1, 3, 1, 1]


def test_what_was_kept_of_the_old_data_is_not_shown_of_the_new(tmp_path: Path) -> None:
    """Costly answers are worked out once a publication, not once for ever."""
    public = build(tmp_path / "public.db", [library()])
    fresh = build(tmp_path / "next.db", [library(), harbour()])

    async def visit() -> list[int]:
        datasette = await started(public)
        seen = [(await datasette.client.get("/coverage.json")).json()["holdings"]["documents"]]
        swap_in(fresh, public)
        seen.append((await datasette.client.get("/coverage.json")).json()["holdings"]["documents"])
        return seen

    assert asyncio.run(visit()) == [1, 2]


def test_no_request_is_dropped_or_mixed_while_publishing_goes_on(tmp_path: Path) -> None:
    one = build(tmp_path / "one.db", [library()])
    two = build(tmp_path / "two.db", [library(), harbour()])
    public = tmp_path / "public.db"
    shutil.copy(one, public)

    async def visit() -> set[tuple[int, int, int]]:
        datasette = await started(public)
        answers: set[tuple[int, int, int]] = set()

        async def read() -> None:
            for _ in range(30):
                answer = await datasette.client.get("/search.json?q=cabinet")
                body = answer.json()
                counted = sum(
                    one["count"] for group in body["facets"] if group["name"] == "Year" for one in group["choices"]
                )
                answers.add((answer.status_code, body["total"], counted))

        async def publish() -> None:
            for turn in range(20):
                draft = tmp_path / "draft.db"
                shutil.copy(two if turn % 2 else one, draft)
                os.replace(draft, public)
                await asyncio.sleep(0)

        await asyncio.gather(read(), read(), publish(), read())
        return answers

    # The first file has one result and the second three; a mixed answer would count them otherwise.
    assert asyncio.run(visit()) == {(200, 1, 1), (200, 3, 3)}


def test_a_request_that_began_on_the_old_file_ends_on_it(tmp_path: Path) -> None:
    public = build(tmp_path / "public.db", [library()])
    fresh = build(tmp_path / "next.db", [library(), harbour()])

    async def visit() -> tuple[int, int]:
        datasette = await started(public)
        old = datasette.get_database(DATABASE)
        swap_in(fresh, public)
        assert (await papers_in(datasette)).status_code == 200
        sql = "SELECT count(*) FROM documents"
        new = datasette.get_database(DATABASE)
        return (await old.execute(sql)).first()[0], (await new.execute(sql)).first()[0]

    assert asyncio.run(visit()) == (1, 2)


def test_old_files_are_not_kept_open(tmp_path: Path) -> None:
    opened = Path("/proc/self/fd")
    if not opened.is_dir():
        pytest.skip("this system does not list a process's open files")
    public = build(tmp_path / "public.db", [library()])
    copies = [shutil.copy(public, tmp_path / f"{turn}.db") for turn in range(6)]

    async def visit() -> int:
        datasette = await started(public)
        for copy in copies:
            os.replace(copy, public)
            assert (await papers_in(datasette)).status_code == 200
        gc.collect()
        return sum(str(tmp_path) in os.readlink(entry) for entry in opened.iterdir() if entry.is_symlink())

    assert asyncio.run(visit()) <= 3


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"not a database")])
def test_a_file_that_cannot_be_read_leaves_the_old_data_standing(tmp_path: Path, spoil: Any) -> None:
    public = build(tmp_path / "public.db", [library()])

    async def visit() -> int:
        datasette = await started(public)
        replacement = tmp_path / "spoilt.db"
        shutil.copy(public, replacement)
        os.replace(replacement, public)
        assert (await papers_in(datasette)).status_code == 200
        other = tmp_path / "other"
        other.touch()
        os.replace(other, public)
        spoil(public)
        return int((await papers_in(datasette)).status_code)

    assert asyncio.run(visit()) == 200


def test_a_missing_file_has_no_stamp(tmp_path: Path) -> None:
    assert stamp_of(str(tmp_path / "none")) is None
