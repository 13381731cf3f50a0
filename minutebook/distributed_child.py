"""The process beside a cluster's worker that opens the files: it can be stopped, and it can die, without the worker.

Takes pickled ``(content, filename)`` on standard input and gives a pickled result for each on standard output. It is
started with ``subprocess``, because a Dask worker that its nanny started may not start processes with
``multiprocessing``. It ends as soon as its worker has.
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import sys
import threading
from typing import BinaryIO

from minutebook.pool import limit_memory
from minutebook.work import prepare_bytes

READY = "ready"


def main() -> None:
    """Serve until standard input ends."""
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit_memory()
    import minutebook.warm  # noqa: F401 - importing it is what makes the process ready

    waiting: queue.SimpleQueue[tuple[bytes, str]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, waiting), daemon=True).start()
    _say(answers, READY)
    while True:
        content, filename = waiting.get()
        _say(answers, prepare_bytes(content, filename))
        gc.collect()  # within a paper it seldom runs (minutebook.warm)


def _listen(asked: BinaryIO, waiting: queue.SimpleQueue[tuple[bytes, str]]) -> None:
    """Hand files on; when the worker is gone, end the process, also in the middle of a file."""
    try:
        while True:
            waiting.put(pickle.load(asked))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _say(answers: BinaryIO, answer: object) -> None:
    pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


if __name__ == "__main__":
    main()
