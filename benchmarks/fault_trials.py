"""Faults of the machine tried many times over, at moments, sizes and places drawn from a seed; look what was lost.

    python -m benchmarks.fault_trials [--tries 20] [--seed 1] [FAULT ...]

The tests try each fault once or a few times; this is the longer run whose counts docs/reliability.md records. After
each trial: SQLite's integrity check, every reference, index, file and page, and every paper in once. A full disk needs
the rights of root (a small tmpfs is mounted) and is left out elsewhere.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from archive.serving import served
from benchmarks.kill_anywhere import faults as unsound

PAPERS = 6
_WORDS = """Saltmarsh District Council
Cabinet, 4 May 2031

Footbridge {number}
RESOLVED that the footbridge of ward {number} be approved at a cost of £{number}31,000.

"""
READ_WHILE_SERVING = ("/search.json?q=footbridge", "/", "/search?q=resolved")
_PAGE = 4096
"""Bytes of a page of a database."""


def program(home: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "minutebook.cli", *map(str, arguments), "--archive", str(home)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(home: Path, *arguments: object) -> tuple[int, str]:
    process = program(home, *arguments)
    said, errors = process.communicate(timeout=600)
    return process.returncode, said + errors


def ingest(home: Path, papers: Path, *more: object) -> tuple[int, str]:
    return run(home, "ingest", papers, "--workers", 1, *more)


def held(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "working.db")) as conn:
        return [row[0] for row in conn.execute("SELECT id FROM documents WHERE status <> 'failed' ORDER BY id")]


def whole(home: Path) -> Iterator[str]:
    """What does not hold of an archive into which all papers should have come."""
    yield from unsound(home)
    if len(held(home)) != PAPERS:
        yield f"{len(held(home))} papers of {PAPERS}"


def two_at_once(papers: Path, work: Path, chance: random.Random) -> Iterator[str]:
    """Two ingests of the same papers, the second begun a moment after the first."""
    home = work / "both"
    first = program(home, "ingest", papers, "--workers", 1)
    time.sleep(chance.uniform(0, 1.5))
    second = program(home, "ingest", papers, "--workers", 1, "--force")
    for process in (first, second):
        _, errors = process.communicate(timeout=600)
        if process.returncode not in (0, 3):
            yield f"ended with {process.returncode}: {errors}"
    yield from whole(home)


def full_disk(papers: Path, work: Path, chance: random.Random) -> Iterator[str]:
    """A disk of any size from too small for the empty database to nearly enough; then room, and the same again."""
    disk = work / "disk"
    disk.mkdir()
    size = chance.randint(300, 3_000)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "minutebook-trial", str(disk)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        home = disk / "data"
        code, said = ingest(home, papers)
        if code not in (0, 1, 3) or "Traceback" in said or (code == 1 and said.count("Error: ") != 1):
            yield f"at {size} kB: {code}: {said}"
        before = held(home) if (home / "working.db").exists() and code != 1 else []
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        code, said = ingest(home, papers)
        if code not in (0, 3):
            yield f"at {size} kB, with room again: {code}: {said}"
        if not set(before) <= set(held(home)):
            yield f"at {size} kB: papers that were in are gone"
        yield from whole(home)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def corrupted(papers: Path, work: Path, chance: random.Random) -> Iterator[str]:
    """Any page of the database overwritten. The page may be unused: then nothing is wrong and nothing is said."""
    home = work / "spoiled"
    ingest(home, papers)
    before = held(home)
    run(home, "backup", work / "backup.db")
    working = home / "working.db"
    data = bytearray(working.read_bytes())
    page = chance.randrange(len(data) // _PAGE)
    data[page * _PAGE : (page + 1) * _PAGE] = chance.randbytes(_PAGE)
    working.write_bytes(data)
    for suffix in ("-wal", "-shm"):
        working.with_name(working.name + suffix).unlink(missing_ok=True)
    told = {}
    for command in (["doctor"], ["search", "footbridge"], ["stats"], ["publish"], ["ingest", papers, "--force"]):
        code, said = run(home, *command)
        told[command[0]] = code
        if "Traceback" in said or code not in (0, 1, 3, 4) or "fault of Minutebook" in said:
            yield f"page {page}, {command[0]}: {code}: {said}"
    if told["doctor"] == 0:
        spoiled = [command for command, code in told.items() if code == 1]
        if spoiled:
            yield f"page {page}: doctor found nothing, and {spoiled} failed"
    working.unlink()
    for suffix in ("-wal", "-shm"):
        working.with_name(working.name + suffix).unlink(missing_ok=True)
    code, said = run(home, "backup", work / "backup.db", "--restore")
    if code != 0 or held(home) != before:
        yield f"page {page}: not restored: {said}"
    yield from whole(home)


def locked(papers: Path, work: Path, chance: random.Random) -> Iterator[str]:
    """Another program holds the database for a while that begins at any moment of an ingest."""
    home = work / "locked"
    if chance.random() < 0.5:
        ingest(home, papers)
    process = program(home, "ingest", papers, "--workers", 1, "--force")
    time.sleep(chance.uniform(0, 2.5))
    if (home / "working.db").exists():
        with closing(sqlite3.connect(home / "working.db", isolation_level=None, timeout=60)) as other:
            other.execute("BEGIN IMMEDIATE")
            time.sleep(chance.uniform(0.1, 3))
            other.rollback()
    said, errors = process.communicate(timeout=600)
    if process.returncode not in (0, 3):
        yield f"{process.returncode}: {said}{errors}"
    yield from whole(home)


def serving(papers: Path, work: Path, chance: random.Random) -> Iterator[str]:
    """A paper more is taken in and all is published while three readers ask the site without a pause.

    No request may fail, and the site ends with the new publication, which is whole.
    """
    home = work / "served"
    ingest(home, papers)
    run(home, "publish", "--workers", 1)
    one_more = work / "more" / "paper-more.txt"
    one_more.parent.mkdir()
    one_more.write_text(_WORDS.format(number=99), encoding="utf-8")
    with served(home / "public" / "public.db") as address, readers_of(address) as heard:
        time.sleep(chance.uniform(0, 1.5))
        for command in (["ingest", one_more.parent, "--workers", 1], ["publish", "--workers", 1]):
            code, said = run(home, *command)
            if code not in (0, 3):
                yield f"{command[0]}: {code}: {said}"
        new = answer_to(f"{address}/search.json?q=ward+99", holding=b"99")
        if new:
            yield f"the new paper is not served: {new}"
    yield from heard.failures[:5]
    if not heard.asked:
        yield "nobody asked anything"
    yield from unsound(home)
    if len(held(home)) != PAPERS + 1:
        yield f"{len(held(home))} papers of {PAPERS + 1}"


@dataclass(slots=True)
class Heard:
    """By the readers together: how often they asked, and what they were told that is no answer."""

    asked: int = 0
    failures: list[str] = field(default_factory=list)


@contextmanager
def readers_of(address: str) -> Iterator[Heard]:
    """One reader of each path of ``READ_WHILE_SERVING``, asking without a pause as long as the block lasts."""
    stop, heard = threading.Event(), Heard()

    def read(path: str) -> None:
        while not stop.is_set():
            told = answer_to(f"{address}{path}")
            heard.asked += 1
            if told:
                heard.failures.append(f"{path}: {told}")

    readers = [threading.Thread(target=read, args=(path,)) for path in READ_WHILE_SERVING]
    for reader in readers:
        reader.start()
    try:
        yield heard
    finally:
        stop.set()
        for reader in readers:
            reader.join(60)


def answer_to(address: str, holding: bytes = b"") -> str:
    """What is wrong with the answer to one request; empty where nothing is."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            body = answer.read()
    except OSError as error:
        return str(error)
    return "" if answer.status == 200 and body and holding in body else f"{answer.status} {body[:200]!r}"


FAULTS: dict[str, Callable[[Path, Path, random.Random], Iterator[str]]] = {
    "two-at-once": two_at_once, "full-disk": full_disk, "corrupted": corrupted, "locked": locked,
    "serving": serving,
}  # fmt: skip


def papers_in(folder: Path) -> Path:
    folder.mkdir()
    for number in range(PAPERS):
        text = _WORDS.format(number=number) + f"The survey of ward {number} was noted.\n\n" * 200 * (number + 1)
        (folder / f"paper-{number}.txt").write_text(text, encoding="utf-8")
    return folder


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=", ".join(FAULTS))
    parser.add_argument("--tries", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    wrong = 0
    for name in given.faults or FAULTS:
        if name == "full-disk" and (shutil.which("mount") is None or os.geteuid() != 0):
            print(f"{name}: left out, for mounting a small disk needs the rights of root")
            continue
        found: list[str] = []
        for number in range(given.tries):
            with tempfile.TemporaryDirectory(prefix="fault-trial-") as folder:
                papers = papers_in(Path(folder) / "papers")
                chance = random.Random(f"{name}-{given.seed}-{number}")
                began = time.monotonic()
                found += [f"{name} {number}: {told}" for told in FAULTS[name](papers, Path(folder), chance)]
            took = time.monotonic() - began
            print(f"{name}: {number + 1} tried, {len(found)} faults so far, {took:.0f} s", file=sys.stderr)
        print(f"{name}: {given.tries} tried, {len(found)} faults", *found, sep="\n", flush=True)
        wrong += len(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
