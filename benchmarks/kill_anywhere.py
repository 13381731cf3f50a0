"""Kill Minutebook at random moments while it ingests, corrects, serves the desk and publishes; look what broke.

    python -m benchmarks.kill_anywhere corpus --kills 200

After each kill: SQLite's integrity check, every reference and index, every file and page accounted for, every
correction that the desk answered as saved there, and the public database whole. At the end one run to its end, and the
same answers as an archive that was never disturbed. Prints the counts that docs/reliability.md records.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.desk_writer import lost, write_until_killed
from db.checkup import Check, check_accounts, check_database

COMMANDS = ("ingest", "corrections", "desk", "publish")
LONGEST_AT_DESK = 4.0
"""Seconds from the desk's first answer to its end: some dozens of corrections."""

# Corrections one after another, as a clerk makes them at the desk; every one is written in a transaction of its own.
CORRECT = """
import sys
from pathlib import Path
from db.connection import open_working
from db.corrections import Author, change, confirm, corrections_of, undo
conn = open_working(Path(sys.argv[1]) / "working.db")
facts = [row[0] for row in conn.execute("SELECT id FROM figures ORDER BY id LIMIT 400")]
for number, fact in enumerate(facts):
    by = Author("kill test", f"2024-01-01T00:00:00.{number}", "", "test")
    change(conn, fact, {"value": str(number)}, by) if number % 2 else confirm(conn, fact, by)
    if number % 7 == 0:
        undo(conn, max(one.id for one in corrections_of(conn, fact[:12])), by)
"""


@dataclass(slots=True)
class Tally:
    """Per command: how often it was killed, how often it had ended before."""

    killed: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def command(name: str, papers: Path, home: Path) -> list[str]:
    program = [sys.executable, "-m", "minutebook.cli"]
    match name:
        case "ingest":
            return [*program, "ingest", str(papers), "--archive", str(home), "--force", "--workers", "1"]
        case "publish":
            return [*program, "publish", "--archive", str(home), "--workers", "1"]
        case "corrections":
            return [sys.executable, "-c", CORRECT, str(home)]
    raise ValueError(name)


def run(arguments: list[str], kill_after: float | None) -> bool:
    """Run to the end, or kill the whole group after so many seconds. True if it was killed."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(timeout=kill_after)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True


def faults(home: Path) -> Iterator[str]:
    """What does not hold after a kill."""
    for database, checks in ((home / "working.db", (check_database, check_accounts)),
                             (home / "public" / "public.db", (check_database,))):  # fmt: skip
        if not database.exists():
            continue
        with closing(sqlite3.connect(database, isolation_level=None)) as conn:
            found: list[Check] = [check for look in checks for check in look(conn)]
            yield from (f"{database.name}: {check.name}: {check.detail}" for check in found if not check.ok)
            if database.name == "public.db":
                conn.execute("SELECT count(*) FROM decision_search").fetchone()
                if conn.execute("SELECT count(*) FROM publication").fetchone() != (1,):
                    yield "public.db: not a publication"


def answers(home: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "working.db")) as conn:
        tables = ("documents", "figures", "resolutions", "call_ins", "dates", "passages")
        return [conn.execute(f"SELECT count(*), group_concat(id) FROM (SELECT id FROM {t} ORDER BY id)").fetchone()
                for t in tables]  # fmt: skip


def at_the_desk(home: Path, chance: random.Random) -> tuple[bool, list[str]]:
    """The desk killed while it writes: whether it was, and what it had called saved and is not there."""
    with closing(sqlite3.connect(home / "working.db")) as conn:
        facts = [row[0] for row in conn.execute("SELECT id FROM figures ORDER BY id")]
    run = write_until_killed(home, chance.sample(facts, min(40, len(facts))), chance.uniform(0.02, LONGEST_AT_DESK))
    with closing(sqlite3.connect(home / "working.db")) as conn:
        held = conn.execute("SELECT id, undone_at IS NOT NULL FROM corrections").fetchall()
    return run.killed, lost(run, iter(held))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance, tally = random.Random(given.seed), Tally()
    work = Path(tempfile.mkdtemp(prefix="kill-anywhere-"))
    home, whole = work / "killed", work / "whole"
    lasts: dict[str, float] = {}
    for name in ("ingest", "corrections", "publish"):
        started = time.monotonic()
        run(command(name, given.papers, whole), None)
        lasts[name] = time.monotonic() - started
        if name == "ingest":
            shutil.copytree(whole, home)
    while sum(tally.killed.values()) < given.kills:
        name = COMMANDS[sum(tally.killed.values()) % len(COMMANDS)]
        if name == "desk":
            was_killed, missing = at_the_desk(home, chance)
            tally.wrong += missing
        else:
            started = time.monotonic()
            was_killed = run(command(name, given.papers, home), chance.uniform(0.2, lasts[name]))
            if not was_killed:  # the machine was busier when the time was taken: aim earlier from now on
                lasts[name] = min(lasts[name], time.monotonic() - started) * 0.9
        (tally.killed if was_killed else tally.ended)[name] += 1
        tally.wrong += [f"after {name}: {fault}" for fault in faults(home)]
        print(f"{sum(tally.killed.values())}: {name} {'killed' if was_killed else 'ended'}", file=sys.stderr)
    for name in ("ingest", "publish"):
        run(command(name, given.papers, home), None)
    tally.wrong += [f"at the end: {fault}" for fault in faults(home)]
    if answers(home) != answers(whole):
        tally.wrong.append("at the end: other answers than an archive that was never disturbed")
    for name in COMMANDS:
        print(f"{name}: killed {tally.killed[name]}, had ended before {tally.ended[name]}")
    print(f"faults: {len(tally.wrong)}", *tally.wrong, sep="\n")
    shutil.rmtree(work)
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
