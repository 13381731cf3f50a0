"""How the cost of an archive grows with it: time, memory, size and answers at each of several sizes.

    python -m benchmarks.growth --files 100 300 1000       # invented files, read and understood as any paper
    python -m benchmarks.growth --rows 1000 10000 100000   # papers read already, for archives too large to be read here

Each size is measured in a process of its own, so that its memory is its own. A ratio beside a size says by how much
the cost of one paper grew since the size before: 1.0 is linear. With ``--keep FOLDER`` the made files and the stored
papers stay there, and a later run with the same settings starts from them and shows what making them cost then.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.archive_maker import store_papers
from benchmarks.record_maker import HARD, USUAL, paper
from benchmarks.site_speed import Speed, measure

T = TypeVar("T")


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
    answers: tuple[Speed, ...] = ()


def cost_of(what: str, work: Callable[[], T]) -> tuple[Cost, T]:
    began, worked = time.perf_counter(), time.process_time()
    done = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(what, time.perf_counter() - began, time.process_time() - worked, peak), done


def of_files(papers: int, folder: Path, options: argparse.Namespace) -> Measured:
    """Made, ingested, ingested again, published."""
    from minutebook.finding import find_files
    from minutebook.run import Options, ingest
    from minutebook.settings import ArchiveFolder

    source = folder / f"papers of {options.pages} pages"
    costs = [_once(source, "make the files", lambda: _make_files(source, papers, options.pages))]
    archive = ArchiveFolder(folder / "data")

    def take_in(of: Path) -> None:
        report = ingest(archive, find_files([of]), Options(options.workers, 300))
        if any(file.outcome == "failed" for file in report.files):
            raise RuntimeError("a paper that was made to be read failed")

    costs.append(_in_parts(archive.root, sorted(source.iterdir()), take_in))
    costs.append(cost_of("ingest again", lambda: take_in(source))[0])
    return _published(archive.root, archive.working, papers, costs, rounds=0)


def _in_parts(archive: Path, folders: list[Path], take_in: Callable[[Path], None]) -> Cost:
    """The cost of an ingest of ``folders`` one after the other, into an archive that is new.

    What each cost is noted, so that a run that was stopped goes on behind the last that it finished.
    """
    note = archive.with_name("ingest.json")
    done = [Cost(**cost) for cost in json.loads(note.read_text())] if note.exists() else []
    if not done and archive.exists():
        shutil.rmtree(archive)
    for below in folders[len(done) :]:
        done.append(cost_of(f"ingest {below.name}", partial(take_in, below))[0])
        note.write_text(json.dumps([asdict(cost) for cost in done]))
    seconds, processor = (sum(getattr(cost, what) for cost in done) for what in ("seconds", "processor"))
    tenth = len(done) // 10
    if tenth:
        first, last = (sum(cost.processor for cost in part) for part in (done[:tenth], done[-tenth:]))
        print(f"the last tenth of the ingest took the writer {last / first:.2f} times the first", file=sys.stderr)
    return Cost("ingest", seconds, processor, max(cost.memory for cost in done))


def _make_files(folder: Path, papers: int, pages: int) -> None:
    """As many of each shape, a thousand to a folder."""
    from benchmarks.paper_maker import SHAPES, make_paper

    shapes = list(SHAPES)
    for number in range(papers):
        below = folder / f"{number // 1000:04d}"
        below.mkdir(parents=True, exist_ok=True)
        make_paper(below, shapes[number % len(shapes)], number, pages=pages)


def _once(made: Path, what: str, work: Callable[[], None]) -> Cost:
    """Made anew, unless an earlier run made it wholly: then what it cost that run."""
    note = made.with_name(f"{made.name}.json")
    if note.exists():
        return Cost(**json.loads(note.read_text()))
    if made.is_dir():
        shutil.rmtree(made)
    else:
        made.unlink(missing_ok=True)
    cost, _ = cost_of(what, work)
    note.write_text(json.dumps(asdict(cost)))
    return cost


def of_rows(papers: int, folder: Path, options: argparse.Namespace) -> Measured:
    """Stored as records, published, asked."""
    councils = HARD if options.hard else USUAL
    working = folder / "working.db"
    store = partial(store_papers, working, (paper(number, councils=councils) for number in range(papers)))
    return _published(folder, working, papers, [_once(working, "store", store)], options.rounds)


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
    answers = tuple(asyncio.run(measure(public, rounds))) if rounds else ()
    return Measured(papers, passages, public.stat().st_size / 1e6, tuple(costs), answers)


def sizes(kind: str, wanted: list[int], options: argparse.Namespace) -> Iterator[Measured]:
    for papers in wanted:
        command = [sys.executable, "-m", "benchmarks.growth", "--one", kind, str(papers)]
        command += ["--workers", str(options.workers), "--rounds", str(options.rounds), "--pages", str(options.pages)]
        command += ["--hard"] if options.hard else []
        if options.keep is not None:
            command += ["--keep", str(options.keep / f"{'hard-' if options.hard else ''}{kind}-{papers}")]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        data: dict[str, Any] = json.loads(done.stdout)
        costs = tuple(Cost(**one) for one in data.pop("costs"))
        answers = tuple(Speed(**one) for one in data.pop("answers"))
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
        show_answers(answered)


def show_answers(every: list[Measured]) -> None:
    heads = " | ".join(f"{one.papers:,}: processor | 99% | clock | 99%" for one in every)
    print(f"\n| request (ms) | {heads} |\n|---|{'---|' * 4 * len(every)}")
    for row in zip(*(one.answers for one in every), strict=True):
        cells = (
            f"{one.processor:.1f} | {one.processor_highest:.1f} | {one.median:.1f} | {one.highest:.1f}" for one in row
        )
        print(f"| {row[0].kind} | {' | '.join(cells)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, nargs="*", default=[], help="papers to read, at each size")
    parser.add_argument("--rows", type=int, nargs="*", default=[], help="papers read already, at each size")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=60, help="requests of each kind; 0 asks nothing")
    parser.add_argument("--pages", type=int, default=2, help="of each file that is made")
    parser.add_argument("--hard", action="store_true", help="rows of one council that returns to 300 subjects for ever")
    parser.add_argument("--keep", type=Path, help="keep what is made in this folder, and use what it keeps")
    parser.add_argument("--one", nargs=2, metavar=("KIND", "PAPERS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        kind, papers = options.one[0], int(options.one[1])
        with tempfile.TemporaryDirectory() as scratch:
            folder = options.keep or Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            measured = (of_files if kind == "files" else of_rows)(papers, folder, options)
        print(json.dumps(asdict(measured)))
        return
    for kind in ("files", "rows"):
        wanted = getattr(options, kind)
        if wanted:
            print(f"\n## {kind}: {', '.join(f'{one:,}' for one in wanted)}\n")
            show(sizes(kind, wanted, options))


if __name__ == "__main__":
    main()
