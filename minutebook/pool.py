"""Worker processes that survive their work: a crash or a hang costs one file and one worker, never the run.

The standard process pool gives up as a whole when one worker dies and cannot stop one that hangs, so this one is our
own. Work is handed out only to an idle worker, so that nothing piles up in memory however long the list is.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from minutebook.scratch import holds_sockets, temporary_files_here
from minutebook.work import FileFailed

R = TypeVar("R")

# A worker starts as a copy of a process that holds these already: a second costs milliseconds, not a second.
_PRELOADED = ["minutebook.pool", "minutebook.work", "minutebook.warm"]
_MEMORY_BYTES = 4 << 30
"""What one worker may use. A council's largest agenda pack needs a tenth of it."""
_WORN_BYTES = 1 << 30
"""What a worker may have used at its height and still be given another file."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to work on. ``path`` is what is read; ``filename`` is what the paper is called."""

    key: str
    path: Path
    filename: str
    order: Any = None
    """What the work is given in place of the name, where it has to be told more."""


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """A task and what came of it."""

    task: Task
    result: R | FileFailed


Work = Callable[[Path, Any], R | FileFailed]
"""What is done to a file, given its path and its name or order: a function of a module (so that another process can
find it) that never raises."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a worker gives back. ``worn`` where it has come to use so much memory that another should take its place:
    what a library never gives back would in the end count against a paper that needs little."""

    result: Any
    worn: bool


@dataclass(slots=True)
class _Worker:
    """A process and our end of its pipe. ``task`` is None while it is idle; ``since`` is when it got its task."""

    process: BaseProcess
    connection: Connection
    task: Task | None = None
    since: float = 0.0


def run_tasks(work: Work[R], tasks: Iterable[Task], *, workers: int, timeout: float) -> Iterator[Done[R]]:
    """Do ``work`` to every file and give each result as soon as it is there, in no fixed order.

    ``timeout`` is in seconds for each file. Closing the generator ends all workers.
    """
    context = _context()
    pool: list[_Worker] = []
    waiting = iter(tasks)
    try:
        while True:
            _hand_out(context, work, pool, waiting, workers)
            busy = [worker for worker in pool if worker.task is not None]
            if not busy:
                return
            done = _collect(pool, busy, timeout)
            # Whoever is idle again gets its next file first: what is done with a result takes time too.
            _hand_out(context, work, pool, waiting, workers)
            yield from done
    finally:
        for worker in pool:
            _stop(worker)


def _hand_out(
    context: BaseContext, work: Work[Any], pool: list[_Worker], waiting: Iterator[Task], workers: int
) -> None:
    """Give each idle worker a file, and start workers up to ``workers`` while there are files for them."""
    while True:
        idle = next((worker for worker in pool if worker.task is None), None)
        if idle is None and len(pool) >= workers:
            return
        task = next(waiting, None)
        if task is None:
            return
        if idle is None:
            idle = _start(context, work)
            pool.append(idle)
        _hand_over(idle, task)


def _collect(pool: list[_Worker], busy: list[_Worker], timeout: float) -> list[Done[Any]]:
    """Wait until a worker answers, dies or has had its time; give what is then known."""
    patience = max(0.0, min(worker.since for worker in busy) + timeout - time.monotonic())
    ready = set(wait([worker.connection for worker in busy], timeout=patience))
    known: list[Done[Any]] = []
    for worker in busy:
        task = worker.task
        assert task is not None
        if worker.connection in ready:
            answer = _receive(worker)
            if answer is None or answer.worn:
                pool.remove(worker)
                if answer is None:
                    worker.process.join(timeout=5)
                code = worker.process.exitcode
                _stop(worker)
            worker.task = None
            known.append(Done(task, crashed(task.filename, code) if answer is None else answer.result))
        elif time.monotonic() - worker.since >= timeout:
            pool.remove(worker)
            _stop(worker)
            known.append(Done(task, timed_out(task.filename, timeout)))
    return known


def _receive(worker: _Worker) -> _Answer | None:
    """The worker's answer, or None if it died before or while giving one."""
    try:
        answer: _Answer = worker.connection.recv()
        return answer
    except (EOFError, OSError):
        return None


def crashed(filename: str, code: int | None) -> FileFailed:
    """What is said of a file whose process ended with ``code`` (negative for a signal, None where nobody knows)."""
    if code is None:
        how = "no exit status"
    else:
        how = f"signal {-code}" if code < 0 else f"exit status {code}"
    return FileFailed(
        "crashed",
        f"{filename}: the process that read it died ({how})",
        "Fetch the file again; if it happens once more, report the file as one that Minutebook cannot read.",
    )


def timed_out(filename: str, timeout: float) -> FileFailed:
    """What is said of a file that took longer than ``timeout`` seconds."""
    return FileFailed(
        "timed_out",
        f"{filename} took longer than {timeout:g} seconds",
        "Ingest the file alone with a larger --timeout, or split it.",
    )


def _context() -> BaseContext:
    """Never plain fork: it copies locks that other threads may hold. What forks workers in its place is asked through
    a socket, whose name may be too long where the folder for temporary files lies deep: each then starts afresh."""
    served = "forkserver" in multiprocessing.get_all_start_methods() and holds_sockets()
    context = multiprocessing.get_context("forkserver" if served else "spawn")
    context.set_forkserver_preload(_PRELOADED)
    return context


def _start(context: BaseContext, work: Work[Any]) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)  # type: ignore[attr-defined]
    # The first start makes a folder for the socket of the server that forks workers; a killed run would leave it.
    with temporary_files_here():
        process.start()
    theirs.close()
    return _Worker(process, ours)


def _hand_over(worker: _Worker, task: Task) -> None:
    worker.task = task
    worker.since = time.monotonic()
    # A worker that died while idle has closed its pipe; waiting for its answer will say so.
    with contextlib.suppress(OSError):
        worker.connection.send(task)


def _stop(worker: _Worker) -> None:
    worker.connection.close()
    worker.process.kill()
    worker.process.join()


def _serve(connection: Connection, work: Work[Any]) -> None:
    """The life of a worker: take a file, give the result, until the other end is closed or its process is gone."""
    limit_memory()
    # A run that is killed resets the connection, and nobody is left whom a traceback would tell anything.
    with contextlib.suppress(EOFError, ConnectionError, KeyboardInterrupt):
        while True:
            task: Task = connection.recv()
            given = task.filename if task.order is None else task.order
            connection.send(_Answer(work(task.path, given), _is_worn()))
            gc.collect()  # within a paper it seldom runs (minutebook.warm)


def _is_worn() -> bool:
    """Whether this process has ever used more than a worker that serves long should."""
    try:
        import resource
    except ImportError:
        return False
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) > _WORN_BYTES


def limit_memory() -> None:
    """Keep this process from using more than one worker may."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > _MEMORY_BYTES:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, hard))
