"""What a worker of a Dask cluster does with one file. No Dask here: a function of bytes, as in the local pool.

The file is opened in a process beside the worker (`minutebook.distributed_child`), one for each of the worker's
threads, kept for the next file. So the limits are those of the local run: a time for each file, an amount of memory,
and a crash that costs one file.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass

from minutebook.distributed_child import READY
from minutebook.pool import crashed, timed_out
from minutebook.version import software_version
from minutebook.work import FileFailed, PreparedFile


@dataclass(frozen=True, slots=True)
class Answer:
    """The result for one file and the version of the rules that it was read with."""

    software_version: str
    result: PreparedFile | FileFailed


_IDLE: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()
"""Processes waiting for a file."""


def prepare_on_worker(content: bytes, filename: str, timeout: float) -> Answer:
    """Read and extract ``content``, the file called ``filename``, in at most ``timeout`` seconds. Never raises for a
    fault of the file; ``RuntimeError`` where this machine cannot start a reading process at all."""
    child = _take()
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(timeout, stop)
    timer.start()
    try:
        result = _ask(child, content, filename)
    finally:
        timer.cancel()
    if result is not None and not late.is_set():
        _IDLE.put(child)
        return Answer(software_version(), result)
    child.kill()
    code = child.wait()
    failed = timed_out(filename, timeout) if late.is_set() else crashed(filename, code)
    return Answer(software_version(), failed)


def _take() -> subprocess.Popen[bytes]:
    """A process that is ready. Those that died while idle are passed over."""
    while True:
        try:
            child = _IDLE.get_nowait()
        except queue.Empty:
            return _start()
        if child.poll() is None:
            return child


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "minutebook.distributed_child"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    if _receive(child) != READY:
        child.kill()
        raise RuntimeError(f"a reading process could not be started (exit status {child.wait()})")
    return child


def _ask(child: subprocess.Popen[bytes], content: bytes, filename: str) -> PreparedFile | FileFailed | None:
    """The child's answer, or None if it ended before it gave one."""
    assert child.stdin is not None
    try:
        pickle.dump((content, filename), child.stdin, protocol=pickle.HIGHEST_PROTOCOL)
        child.stdin.flush()
    except OSError:
        return None
    answer = _receive(child)
    return answer if isinstance(answer, PreparedFile | FileFailed) else None


def _receive(child: subprocess.Popen[bytes]) -> object:
    assert child.stdout is not None
    try:
        received: object = pickle.load(child.stdout)
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
    return received
