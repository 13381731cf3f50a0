"""Entries of the public index are numbered by day, whatever the order in which papers came in."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.record_maker import paper
from db.connection import open_reading, open_working
from db.policy import Policy
from db.publish import build_public
from db.rows import document_rows
from db.search import Page, search
from db.store import Origin, store_rows, transaction

PAPERS = 12


def published(folder: Path, numbers: Iterable[int]) -> Path:
    with closing(open_working(folder / "working.db")) as conn, transaction(conn):
        for number in numbers:
            document, record = paper(number)
            rows = document_rows(document, record)
            origin = Origin(document.filename)
            store_rows(conn, rows, origin=origin, software_version="1", ingested_at="2026-01-01T00:00:00Z")
    build_public(folder / "working.db", folder / "public.db", Policy(), published_at="2026", software_version="1")
    return folder / "public.db"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same papers, brought in forwards and backwards."""
    forwards = published(tmp_path_factory.mktemp("forwards"), range(PAPERS))
    return forwards, published(tmp_path_factory.mktemp("backwards"), reversed(range(PAPERS)))


def test_papers_of_a_later_day_have_later_keys(both: tuple[Path, Path]) -> None:
    with closing(open_reading(both[1])) as conn:
        sql = "SELECT coalesce(meeting_date, published_date, signed_date, '') FROM documents ORDER BY search_key"
        days = [day for (day,) in conn.execute(sql)]
    assert len(set(days)) > PAPERS / 2
    assert days == sorted(days)


@pytest.mark.parametrize("table", ["documents", "decisions", "passages", "resolutions"])
def test_the_keys_do_not_depend_on_the_order_of_arrival(both: tuple[Path, Path], table: str) -> None:
    keys = []
    for path in both:
        with closing(open_reading(path)) as conn:
            keys.append(dict(conn.execute(f"SELECT id, search_key FROM {table}").fetchall()))
    first, second = keys
    assert first
    assert first.keys() == second.keys()
    assert sorted(first, key=lambda one: first[one]) == sorted(second, key=lambda one: second[one])


def test_the_numbered_index_still_finds_the_words(both: tuple[Path, Path]) -> None:
    with closing(open_reading(both[0])) as conn:
        title, document_id = conn.execute("SELECT title, id FROM documents ORDER BY id LIMIT 1").fetchone()
        hits = search(conn, f'"{title}"', page=Page(50)).hits
    assert document_id in [hit.document_id for hit in hits]
