"""The one folder in which a process keeps what it writes for a while: unpacked papers, the socket of its workers.

It is removed when the process ends. A process that is killed cannot do that: the next one removes it, and knows by a
lock that nobody uses it any more, since the system lets go of a lock when its process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

_PREFIX = "minutebook-scratch-"
_NEW = 60
"""Seconds in which a folder is not looked at: its process may not have locked it yet."""

_LAST = -200
"""At the end of the process the folder goes after the one that multiprocessing has in it (which goes at -100)."""

_LONGEST_NAME = "pymp-12345678/listener-12345678"
"""As multiprocessing names the socket by which workers are asked for."""
_LONGEST_SOCKET = 103
"""Bytes; some systems allow four more."""


@cache
def scratch_folder() -> Path:
    """The folder of this process, made when it is first asked for; those that killed processes left are removed."""
    _remove_abandoned(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    _lock(folder)  # held, and so not closed, until the process ends
    Finalize(None, shutil.rmtree, (folder, True), exitpriority=_LAST)
    return folder


@contextmanager
def temporary_files_here() -> Iterator[None]:
    """Within it, libraries that make temporary files of their own make them in the folder of this process."""
    before = tempfile.tempdir
    tempfile.tempdir = str(scratch_folder())
    try:
        yield
    finally:
        tempfile.tempdir = before


def holds_sockets() -> bool:
    """Whether the name of a socket in that folder is as short as systems ask of it."""
    return len(os.fsencode(scratch_folder() / _LONGEST_NAME)) <= _LONGEST_SOCKET


def _remove_abandoned(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        # Another user's folder is not ours to open; one that is gone by now needs nothing.
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _NEW and (handle := _lock(folder)) is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(handle)


def _lock(folder: Path) -> int | None:
    """An open handle that holds the lock of ``folder``; None where another process holds it, or none can be held."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing is locked there, and nothing removed
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
