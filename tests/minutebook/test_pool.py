"""The worker processes: a crash, a hang or a lack of memory costs one file and nothing else."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from minutebook.pool import Done, Task, _serve, run_tasks
from minutebook.work import FileFailed

WORK = """
import os, signal, time
from minutebook.work import at_the_edge

KEPT = []

def work(path, filename):
    return at_the_edge(filename, lambda: act(path.name, filename))

def act(what, filename):
    if what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if what == "exit":
        os._exit(3)
    if what == "hang":
        while True:
            pass
    if what == "greedy":
        return len(bytearray(64 << 30))
    if what == "who":
        return str(os.getpid())
    if what == "keep":
        KEPT.append(b"x" * (1100 << 20))
    if what == "leak":
        while True:
            KEPT.append(bytearray(256 << 20))
    if what == "raise":
        raise KeyError("page")
    if what == "deep":
        return act(what, filename)
    return f"{what} done"
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """A function that misbehaves as the file's name says, in a module that worker processes can import."""
    (tmp_path / "misbehaving.py").write_text(WORK)
    monkeypatch.syspath_prepend(tmp_path)
    import misbehaving

    yield misbehaving.work
    sys.modules.pop("misbehaving")


def outcome(done: Done[str]) -> str:
    return done.result.code if isinstance(done.result, FileFailed) else done.result


def by_number(item: tuple[str, str]) -> int:
    return int(item[0])


def run(work: Callable[..., Any], *names: str, workers: int = 2, timeout: float = 60.0) -> dict[str, str]:
    tasks = [Task(f"{number}", Path(name), name) for number, name in enumerate(names)]
    results = {done.task.key: outcome(done) for done in run_tasks(work, tasks, workers=workers, timeout=timeout)}
    assert len(results) == len(names)
    return {f"{key}-{names[int(key)]}": value for key, value in sorted(results.items(), key=by_number)}


def test_a_worker_has_its_next_file_before_the_result_of_the_last_is_dealt_with(work: Callable[..., Any]) -> None:
    taken: list[str] = []

    def tasks() -> Iterator[Task]:
        for name in ("one", "two", "three"):
            taken.append(name)
            yield Task(name, Path(name), name)

    results: Any = run_tasks(work, tasks(), workers=1, timeout=60.0)
    next(results)
    assert taken == ["one", "two"]
    results.close()


def test_every_file_is_worked_on_once(work: Callable[..., Any]) -> None:
    names = [f"paper{number}" for number in range(30)]
    assert list(run(work, *names).values()) == [f"{name} done" for name in names]


def test_a_worker_that_dies_costs_its_file_only(work: Callable[..., Any]) -> None:
    found = run(work, "a", "crash", "b", "exit", "c", "crash", "d")
    assert list(found.values()) == ["a done", "crashed", "b done", "crashed", "c done", "crashed", "d done"]


def test_a_worker_that_hangs_is_stopped(work: Callable[..., Any]) -> None:
    found = run(work, "a", "hang", "b", "c", timeout=2.0)
    assert list(found.values()) == ["a done", "timed_out", "b done", "c done"]


def test_errors_of_the_work_itself_are_results(work: Callable[..., Any]) -> None:
    found = run(work, "raise", "greedy", "deep", "a", workers=1)
    assert list(found.values()) == ["internal", "limit_exceeded", "limit_exceeded", "a done"]


def test_work_is_handed_out_only_to_the_idle(work: Callable[..., Any]) -> None:
    """So that a hundred thousand files never wait in memory: two are worked on, and one result may wait beside the
    one that is dealt with."""
    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for number in range(40):
            taken += 1
            yield Task(str(number), Path("a"), "a")

    given = 0
    for _ in run_tasks(work, tasks(), workers=2, timeout=60.0):
        given += 1
        assert taken - given <= 3
    assert given == 40


def test_nothing_to_do_starts_nobody(work: Callable[..., Any]) -> None:
    assert run(work) == {}


def test_stopping_early_leaves_no_process(work: Callable[..., Any]) -> None:
    import multiprocessing

    results = run_tasks(work, [Task(str(n), Path("a"), "a") for n in range(9)], workers=2, timeout=60.0)
    next(results)
    results.close()
    assert multiprocessing.active_children() == []


def test_a_worker_that_leaks_is_stopped_by_its_limit(work: Callable[..., Any]) -> None:
    found = run(work, "leak", "a", "leak", "b", workers=1)
    assert list(found.values()) == ["limit_exceeded", "a done", "limit_exceeded", "b done"]


def test_a_worker_that_keeps_what_it_used_is_replaced_and_costs_no_file(work: Callable[..., Any]) -> None:
    names = ["who", "keep", "who", "who", "keep", "who"]
    first, _, second, again, _, third = run(work, *names, workers=1).values()
    assert second == again
    assert len({first, second, third}) == 3


def test_a_worker_whose_run_was_killed_ends_without_a_traceback() -> None:
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_without_its_run, args=(theirs,))
    process.start()
    theirs.close()
    ours.send(Task("one", Path("slow"), "slow"))
    assert ours.recv() == "at work"
    ours.close()
    process.join(60)
    assert process.exitcode == 0


def _without_its_run(connection: Connection) -> None:
    """A worker that is told of its one file until the process it works for is there no longer."""

    def work(path: Path, name: str) -> FileFailed:
        connection.send("at work")
        with pytest.raises(EOFError):
            connection.recv()
        return FileFailed("slow", name, "")

    _serve(connection, work)
