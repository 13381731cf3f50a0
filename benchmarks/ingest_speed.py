"""How fast papers come in, against the least that could be done with the same files: `make bench`.

    python -m benchmarks.ingest_speed [--papers 4] [--pages 20] [--workers 1 2] [--many 300]
    python -m benchmarks.ingest_speed --folder FOLDER [--copies 1] [--workers 1 2]

The floor does nothing but hash a file, open it, take its text, insert that and index it for search. Processor time of
both is taken in one process in one run, best of three, so the ratio holds on a busy machine too. The whole run over
worker processes is taken by the clock on the wall. ``--folder`` takes the papers of a folder, by kind of file, not
invented ones: real pages are less dense than those. Its PDFs then go through worker processes, each of them
``--copies`` times, every copy with a remark of its own behind its end, so that none is known already. Copies are
compared with each other as versions and packs are, which the writer pays for.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import pymupdf
from selectolax.lexbor import LexborHTMLParser

import minutebook.warm  # noqa: F401 - both sides start warm
from benchmarks.paper_maker import SHAPES, make_papers
from db.connection import open_working
from db.rows import document_rows
from db.store import Origin, store_rows, transaction
from extractors.extract import extract
from ingest.reading import read_bytes
from minutebook.finding import find_files
from minutebook.run import Options, ingest
from minutebook.settings import ArchiveFolder

_REPEATS = 3
_PAGE = 3_000
"""Characters of a full page of text."""
_HEAD = """\
| papers | floor | reading | understanding | storing | whole | reading / library's | whole / floor |
|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds of processor time a page, by stage."""

    shape: str
    floor: float
    floor_reading: float
    reading: float
    understanding: float
    storing: float

    @property
    def whole(self) -> float:
        return self.reading + self.understanding + self.storing


def _spent(work: Callable[[], object]) -> float:
    """Seconds of processor time, the best of a few."""
    times: list[float] = []
    for _ in range(_REPEATS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def plain_text(path: Path) -> str:
    """The text of a file as the library behind our reader gives it, with nothing understood."""
    match path.suffix:
        case ".pdf":
            with pymupdf.open(path) as file:
                return "\n".join(page.get_text() for page in file)
        case ".docx":
            return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
        case ".html":
            return LexborHTMLParser(path.read_bytes()).text()
        case _:
            return path.read_text(encoding="utf-8")


def _floor(papers: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        conn = sqlite3.connect(Path(folder) / "floor.db")
        conn.execute("CREATE TABLE papers (id TEXT PRIMARY KEY, text TEXT)")
        conn.execute("CREATE VIRTUAL TABLE words USING fts5 (text, tokenize='porter unicode61')")
        for path in papers:
            digest, words = hashlib.sha256(path.read_bytes()).hexdigest(), plain_text(path)
            with conn:
                conn.execute("INSERT INTO papers VALUES (?, ?)", (digest, words))
                conn.executemany("INSERT INTO words VALUES (?)", [(line,) for line in words.splitlines()])
        conn.close()


def measure(shape: str, papers: Sequence[Path], pages: int) -> Speed:
    """The speed over ``papers`` that have so many ``pages`` between them."""
    files = [(path.read_bytes(), path.name) for path in papers]
    documents = [read_bytes(*file) for file in files]
    records = [extract(document) for document in documents]

    def put(conn: sqlite3.Connection) -> None:
        for document, record in zip(documents, records, strict=True):
            with transaction(conn):
                rows, origin = document_rows(document, record), Origin(document.filename)
                store_rows(conn, rows, origin=origin, software_version="bench", ingested_at="2031-01-01T00:00:00Z")
        conn.close()

    def per_page(work: Callable[[], object]) -> float:
        return _spent(work) * 1000 / pages

    with tempfile.TemporaryDirectory() as folder:
        # To make an archive takes as long as to store thirty pages, and is done once in its life: not counted here.
        archives = iter([open_working(Path(folder) / f"{number}.db") for number in range(_REPEATS)])
        storing = per_page(lambda: put(next(archives)))
    return Speed(
        shape,
        floor=per_page(lambda: _floor(papers)),
        floor_reading=per_page(lambda: [plain_text(path) for path in papers]),
        reading=per_page(lambda: [read_bytes(*file) for file in files]),
        understanding=per_page(lambda: [extract(document) for document in documents]),
        storing=storing,
    )


def _tell(speed: Speed) -> None:
    stages = (speed.floor, speed.reading, speed.understanding, speed.storing, speed.whole)
    told = " | ".join(f"{stage:.2f}" for stage in stages)
    ratios = f"{speed.reading / speed.floor_reading:.1f} | {speed.whole / speed.floor:.1f}"
    print(f"| {speed.shape} | {told} | {ratios} |", flush=True)


def _measure_folder(folder: Path) -> None:
    """One line for each kind of file. What has no pages of its own counts 3,000 characters as one."""
    print("processor milliseconds a page\n")
    print(_HEAD)
    for suffix in (".pdf", ".docx", ".html", ".txt"):
        papers = sorted(folder.rglob(f"*{suffix}"))
        if papers:
            documents = [read_bytes(path.read_bytes(), path.name) for path in papers]
            own = suffix == ".pdf"
            pages = sum(len(read.pages) if own else -(-len(read.text) // _PAGE) for read in documents)
            _tell(measure(f"{len(papers)} {suffix}, {pages} pages", papers, pages))


def whole_run(papers: Sequence[Path], workers: int) -> tuple[float, float]:
    """Seconds by the clock for the product's own ingest into a new archive, and for doing it again."""
    with tempfile.TemporaryDirectory() as folder:
        times: list[float] = []
        for _ in range(2):
            began = time.perf_counter()
            ingest(ArchiveFolder(Path(folder)), find_files(papers), Options(workers, timeout=300))
            times.append(time.perf_counter() - began)
        return times[0], times[1]


def _copied(papers: Sequence[Path], folder: Path, copies: int) -> list[Path]:
    """Each of the PDFs so many times; what stands behind the end of a PDF is no part of it, but of its hash."""
    made: list[Path] = []
    for number in range(copies):
        for path in papers:
            made.append(folder / f"{number}-{path.name}")
            made[-1].write_bytes(path.read_bytes() + f"\n% {number}\n".encode())
    return made


def _compare_workers(papers: Sequence[Path], pages: int, counts: Sequence[int]) -> None:
    """One table of the same papers with each number of workers: by the clock, so a ratio holds on free cores only."""
    cores = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before"
    print(f"\n{len(papers)} papers, {pages} pages; {cores}\n")
    print("| workers | seconds | papers a second | pages a second | times the first | seconds, nothing new |")
    print("|---|---|---|---|---|---|")
    whole_run(papers[:1], 1)  # what is started once in a process is not counted against the first
    alone: float | None = None
    for workers in counts:
        first, again = whole_run(papers, workers)
        alone = alone or first
        told = f"{len(papers) / first:.0f} | {pages / first:.0f} | {alone / first:.2f} | {again:.2f}"
        print(f"| {workers} | {first:.1f} | {told} |", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--papers", type=int, default=4, help="papers of each shape")
    parser.add_argument("--pages", type=int, default=20, help="pages of each paper")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--many", type=int, default=300, help="papers of one page for which the workers are compared")
    parser.add_argument("--folder", type=Path, help="measure the papers of this folder only")
    parser.add_argument("--copies", type=int, default=1, help="how often workers get each PDF of the folder")
    given = parser.parse_args(arguments)
    python = platform.python_version()
    print(f"Python {python}, PyMuPDF {pymupdf.VersionBind}, SQLite {sqlite3.sqlite_version}, {platform.machine()}")
    if given.folder is not None:
        _measure_folder(given.folder)
        papers = sorted(given.folder.rglob("*.pdf"))
        if papers and given.workers:
            pages = given.copies * sum(len(read_bytes(path.read_bytes(), path.name).pages) for path in papers)
            with tempfile.TemporaryDirectory() as name:
                _compare_workers(_copied(papers, Path(name), given.copies), pages, given.workers)
        return 0
    print(f"{given.papers} papers of {given.pages} pages of each shape; processor milliseconds a page\n")
    print(_HEAD)
    with tempfile.TemporaryDirectory() as name:
        made = {s: make_papers(Path(name), s, papers=given.papers, pages=given.pages) for s in SHAPES}
        for shape, papers in made.items():
            _tell(measure(shape, papers, given.pages * len(papers)))
        many = Path(name) / "many"
        many.mkdir()
        _compare_workers(
            make_papers(many, "PDF, a table on one page in five", papers=given.many, pages=1), given.many, given.workers
        )
    print(f"\nMost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB here.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
