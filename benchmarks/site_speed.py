"""How long the site takes to answer, from an archive of 100,000 resolutions that this script makes up.

    python -m benchmarks.site_speed --resolutions 100000

One process, no network: the time from the request to the whole answer, the median of many different ones. Beside the
time by the clock stands the time that the processor worked, which a busy machine does not spoil.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.server import build_datasette, settle
from benchmarks.archive_maker import store_papers
from benchmarks.record_maker import CLAUSES, VOCABULARY, decision_paper
from db.policy import Policy
from db.publish import build_public


def make(path: Path, resolutions: int) -> float:
    """The public database, made as publishing makes it; the seconds that it took."""
    began = time.perf_counter()
    working = path.with_name(f"{path.name}.working")
    store_papers(working, (decision_paper(number) for number in range(-(-resolutions // CLAUSES))))
    build_public(working, path, Policy(), published_at="2026-01-01", software_version="benchmark")
    working.unlink()
    return time.perf_counter() - began


def requests(decisions: list[str], clauses: list[str], chance: random.Random) -> dict[str, Callable[[], str]]:
    """Kinds of request, each a function that gives a different path every time."""
    pick = chance.choice
    return {
        "decision page": lambda: f"/decision/{pick(decisions)}",
        "search, a common word": lambda: f"/search?q={pick(VOCABULARY[:20])}",
        "search, one word": lambda: f"/search?q={pick(VOCABULARY[:2000])}",
        "search, two words": lambda: f"/search?q={pick(VOCABULARY[:300])}+{pick(VOCABULARY[:300])}",
        "search, phrase": lambda: f"/search?q=%22{pick(VOCABULARY[:200])}+{pick(VOCABULARY[:200])}%22",
        "JSON row of a table": lambda: f"/archive/resolutions/{pick(clauses)}.json?_shape=objects",
        "passage as JSON": lambda: f"/passage/{pick(clauses)}.json",
        "first page": lambda: "/",
        "call-ins": lambda: "/call-ins",
        "number": lambda: "/metric/looked_after_children",
        "coverage": lambda: "/coverage",
    }


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds: by the clock (median, 95th and 99th percentile) and of processor (median, 99th percentile)."""

    kind: str
    median: float
    high: float
    highest: float
    processor: float
    processor_highest: float


async def measure(path: Path, rounds: int) -> list[Speed]:
    """One a kind of request."""
    datasette: Any = build_datasette(path)
    await datasette.invoke_startup()
    settle()
    database = datasette.get_database("archive")
    decisions = [row[0] for row in (await database.execute("SELECT id FROM decisions ORDER BY id LIMIT 900")).rows]
    clauses = [row[0] for row in (await database.execute("SELECT id FROM resolutions ORDER BY id LIMIT 900")).rows]
    found = []
    for kind, path_of in requests(decisions, clauses, random.Random(2)).items():
        times, worked = [], []
        for _ in range(rounds + 3):
            began, began_work = time.perf_counter(), time.process_time()
            answer = await datasette.client.get(path_of())
            times.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - began_work) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{kind}: {answer.status_code}")
        kept, spent = sorted(times[3:]), sorted(worked[3:])
        clock = (statistics.median(kept), *(kept[int(len(kept) * share)] for share in (0.95, 0.99)))
        found.append(Speed(kind, *clock, statistics.median(spent), spent[int(len(spent) * 0.99)]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resolutions", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--database", type=Path, help="keep (or use) the database here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder) / "public.db"
        if not path.exists():
            print(f"made in {make(path, options.resolutions):.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        print("| request | median ms | 95% ms | 99% ms | processor ms | processor 99% |\n|---|---|---|---|---|---|")
        for one in asyncio.run(measure(path, options.rounds)):
            print(
                f"| {one.kind} | {one.median:.1f} | {one.high:.1f} | {one.highest:.1f}"
                f" | {one.processor:.1f} | {one.processor_highest:.1f} |"
            )


if __name__ == "__main__":
    main()
