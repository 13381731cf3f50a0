"""How the cost of an archive grows with it: time, memory, size and answers at each of several sizes.

    python -m benchmarks.growth --files 100 300 1000       # invented files, read and understood as any paper
    python -m benchmarks.growth --rows 1000 10000 100000   # papers read already, for archives too large to be read here

Each size is measured in a process of its own, so that its memory is its own. A ratio beside a size says by how much
the cost of one paper grew since the size before: 1.0 is linear.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.record_maker import paper
from benchmarks.site_speed import measure

T = TypeVar("T")
AT_ONCE = 500
"""Papers stored in one transaction where rows are written straight."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, of this process's processor time, and its peak memory in MB.

    Of an ingest this process is the one writer: the reading beside it is the same for each file however many there are.
    """

    what: str
    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True)
class Measured:
    papers: int
    passages: int
    megabytes: float
    costs: tuple[Cost, ...]
    answers: tuple[tuple[str, float, float], ...] = ()
    """Kind of request, milliseconds at the median and at the 99th percentile."""


def cost_of(what: str, work: Callable[[], T]) -> tuple[Cost, T]:
    began, worked = time.perf_counter(), time.process_time()
    done = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(what, time.perf_counter() - began, time.process_time() - worked, peak), done


def of_files(papers: int, folder: Path, workers: int) -> Measured:
    """Made, ingested, ingested again, published."""
    from benchmarks.paper_maker import SHAPES, make_papers
    from minutebook.finding import find_files
    from minutebook.run import Options, ingest
    from minutebook.settings import ArchiveFolder

    source = folder / "papers"
    source.mkdir()
    for shape in SHAPES:
        make_papers(source, shape, papers=-(-papers // len(SHAPES)), pages=2)
    given = find_files([source])[:papers]
    archive = ArchiveFolder(folder / "data")
    costs = []
    for what in ("ingest", "ingest again"):
        cost, report = cost_of(what, lambda: ingest(archive, given, Options(workers, 300)))
        costs.append(cost)
        if any(file.outcome == "failed" for file in report.files):
            raise RuntimeError("a paper that was made to be read failed")
    return _published(archive.root, archive.working, papers, costs, rounds=0)


def of_rows(papers: int, folder: Path, rounds: int) -> Measured:
    """Stored as records, published, asked."""
    from db.connection import open_working
    from db.rows import document_rows
    from db.store import Origin, store_rows, transaction

    def store() -> None:
        with closing(open_working(folder / "working.db")) as conn:
            for start in range(0, papers, AT_ONCE):
                with transaction(conn):
                    for number in range(start, min(start + AT_ONCE, papers)):
                        document, record = paper(number)
                        store_rows(
                            conn,
                            document_rows(document, record),
                            origin=Origin(document.filename),
                            software_version="benchmark",
                            ingested_at="2026-01-01T00:00:00Z",
                        )

    return _published(folder, folder / "working.db", papers, [cost_of("store", store)[0]], rounds)


def _published(root: Path, working: Path, papers: int, costs: list[Cost], rounds: int) -> Measured:
    from archive.bulk import write_bulk
    from db.connection import open_reading
    from db.policy import Policy
    from db.publish import build_public

    public = root / "public.db"
    costs.append(
        cost_of(
            "publish",
            lambda: build_public(working, public, Policy(), published_at="2026-01-01", software_version="benchmark"),
        )[0]
    )
    costs.append(cost_of("downloads", lambda: write_bulk(public))[0])
    with closing(open_reading(public)) as conn:
        passages = conn.execute("SELECT count(*) FROM passages").fetchone()[0]
    answers: list[tuple[str, float, float]] = []
    if rounds:
        random.seed(1)
        answers = [(one.kind, one.median, one.highest) for one in asyncio.run(measure(public, rounds))]
    return Measured(papers, passages, public.stat().st_size / 1e6, tuple(costs), tuple(answers))


def sizes(kind: str, wanted: list[int], options: argparse.Namespace) -> Iterator[Measured]:
    for papers in wanted:
        command = [sys.executable, "-m", "benchmarks.growth", "--one", kind, str(papers)]
        command += ["--workers", str(options.workers), "--rounds", str(options.rounds)]
        if options.keep is not None:
            command += ["--keep", str(options.keep / f"{kind}-{papers}")]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        data: dict[str, Any] = json.loads(done.stdout)
        costs = tuple(Cost(**one) for one in data.pop("costs"))
        answers = tuple((one[0], one[1], one[2]) for one in data.pop("answers"))
        yield Measured(**data, costs=costs, answers=answers)


def show(every: Iterator[Measured]) -> None:
    before: Measured | None = None
    answered = []
    print("| papers | passages | step | seconds | processor s | ms a paper | ratio | memory MB | MB public |")
    print("|---|---|---|---|---|---|---|---|---|")
    for one in every:
        for index, cost in enumerate(one.costs):
            each = cost.processor / one.papers * 1000
            ratio = ""
            if before is not None:
                ratio = f"{each / (before.costs[index].processor / before.papers * 1000 or 1):.2f}"
            print(
                f"| {one.papers:,} | {one.passages:,} | {cost.what} | {cost.seconds:.1f} | {cost.processor:.1f}"
                f" | {each:.2f} | {ratio} | {cost.memory:.0f} | {one.megabytes:.0f} |",
                flush=True,
            )
        before = one
        answered.append(one)
    if any(one.answers for one in answered):
        heads = " | ".join(f"{one.papers:,}: median | 99%" for one in answered)
        print(f"\n| request (ms) | {heads} |\n|---|{'---|---|' * len(answered)}")
        for rows in zip(*(one.answers for one in answered), strict=True):
            print(f"| {rows[0][0]} | {' | '.join(f'{row[1]:.1f} | {row[2]:.1f}' for row in rows)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, nargs="*", default=[], help="papers to read, at each size")
    parser.add_argument("--rows", type=int, nargs="*", default=[], help="papers read already, at each size")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=60, help="requests of each kind; 0 asks nothing")
    parser.add_argument("--keep", type=Path, help="keep the archives in this folder")
    parser.add_argument("--one", nargs=2, metavar=("KIND", "PAPERS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        kind, papers = options.one[0], int(options.one[1])
        with tempfile.TemporaryDirectory() as scratch:
            folder = options.keep or Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            if kind == "files":
                measured = of_files(papers, folder, options.workers)
            else:
                measured = of_rows(papers, folder, options.rounds)
        print(json.dumps(asdict(measured)))
        return
    for kind in ("files", "rows"):
        wanted = getattr(options, kind)
        if wanted:
            print(f"\n## {kind}: {', '.join(f'{one:,}' for one in wanted)}\n")
            show(sizes(kind, wanted, options))


if __name__ == "__main__":
    main()
