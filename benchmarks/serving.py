"""Requests a second and how long each takes, under many readers at once, while nothing happens and while a new
archive is published under them. Every answer is looked at: an error or a dropped connection ends the run with status 1.

    python -m benchmarks.serving --papers 2000 --readers 1 8 32

The server is a process of its own, started as a council starts it (`minutebook serve`), asked over loopback. The
readers and the publishing run on the same machine and take their share of it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.archive_maker import store_papers
from benchmarks.record_maker import VOCABULARY, paper
from db.connection import open_reading


@dataclass(slots=True)
class Load:
    """What the readers met in one stretch of time."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    published: int = 0

    def row(self, what: str, readers: int) -> str:
        kept = sorted(self.times)
        middle, high = (kept[int(len(kept) * share)] * 1000 for share in (0.5, 0.99))
        return (
            f"| {what} | {readers} | {len(kept) / self.seconds:.0f} | {middle:.1f} | {high:.1f} | {kept[-1] * 1000:.0f}"
            f" | {len(kept):,} | {sum(self.failures.values())} | {self.published or ''} |"
        )


def add_papers(working: Path, first: int, last: int) -> None:
    store_papers(working, map(paper, range(first, last)))


def publish(home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "minutebook.cli", "publish", "--no-pictures", "--archive", str(home)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def paths(public: Path) -> list[str]:
    """Pages as readers ask for them: decisions most, searches next."""
    chance = random.Random(3)
    with closing(open_reading(public)) as conn:
        decisions = [row[0] for row in conn.execute("SELECT id FROM decisions ORDER BY id LIMIT 400")]
        documents = [row[0] for row in conn.execute("SELECT id FROM documents ORDER BY id LIMIT 200")]
    return [
        *(f"/decision/{one}" for one in chance.sample(decisions, 40)),
        *(f"/decision/{one}.json" for one in chance.sample(decisions, 10)),
        *(f"/document/{one}" for one in chance.sample(documents, 10)),
        *(f"/search?q={chance.choice(VOCABULARY[:1500])}" for _ in range(25)),
        *("/", "/call-ins", "/metric/looked_after_children", "/topics", "/decisions.atom"),
    ]


async def read_until(address: str, pages: list[str], readers: int, over: Callable[[], bool]) -> Load:
    """``readers`` at once, each asking for one page after the other until ``over``."""
    load = Load()
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as client:

        async def reader(number: int) -> None:
            chance = random.Random(number)
            while not over():
                path = chance.choice(pages)
                began = time.perf_counter()
                try:
                    answer = await client.get(path)
                except httpx.HTTPError as error:
                    load.failures[f"{type(error).__name__} on {path}"] += 1
                    continue
                load.times.append(time.perf_counter() - began)
                if answer.status_code != 200:
                    load.failures[f"{answer.status_code} on {path}"] += 1

        began = time.perf_counter()
        await asyncio.gather(*(reader(number) for number in range(readers)))
        load.seconds = time.perf_counter() - began
    return load


async def while_publishing(address: str, home: Path, pages: list[str], readers: int, times: int, first: int) -> Load:
    """Papers come in and are published ``times`` times while the readers go on."""
    done = asyncio.Event()
    loading = asyncio.create_task(read_until(address, pages, readers, done.is_set))
    for number in range(times):
        await asyncio.to_thread(add_papers, home / "working.db", first + number * 10, first + number * 10 + 10)
        if await asyncio.to_thread(publish(home).wait):
            raise RuntimeError("publishing failed")
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            shown = (await client.get("/archive/documents.json?_size=0")).json()["filtered_table_rows_count"]
        if shown != first + number * 10 + 10:
            raise RuntimeError(f"published, but the server still shows {shown} papers")
    done.set()
    load = await loading
    load.published = times
    return load


async def measure(address: str, home: Path, options: argparse.Namespace) -> bool:
    pages = paths(home / "public" / "public.db")
    await read_until(address, pages, 1, after(min(options.seconds, 3)))
    print("| while | readers | requests a second | median ms | 99% ms | longest ms | requests | failed | publishings |")
    print("|---|---|---|---|---|---|---|---|---|")
    papers, good = options.papers, True
    for readers in options.readers:
        quiet = await read_until(address, pages, readers, after(options.seconds))
        print(quiet.row("quiet", readers), flush=True)
        busy = await while_publishing(address, home, pages, readers, options.publishings, papers)
        papers += options.publishings * 10
        print(busy.row("publishing", readers), flush=True)
        for load in (quiet, busy):
            for what, count in load.failures.most_common(5):
                good = False
                print(f"failed {count} times: {what}", file=sys.stderr)
    return good


def after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--readers", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=10, help="for each quiet stretch")
    parser.add_argument("--publishings", type=int, default=2, help="under each number of readers")
    parser.add_argument("--port", type=int, default=8991)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        add_papers(home / "working.db", 0, options.papers)
        if publish(home).wait():
            raise RuntimeError("publishing failed")
        command = [sys.executable, "-m", "minutebook.cli", "serve", "--archive", str(home), "--port", str(options.port)]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{options.port}"
            wait_for(address)
            return 0 if asyncio.run(measure(address, home, options)) else 1
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    """Until the server answers."""
    end = time.monotonic() + 60
    while True:
        try:
            httpx.get(address, timeout=5)
            return
        except httpx.HTTPError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
