"""Watching a folder: told by the system when something changes, waiting until a file is wholly there.

Nothing is remembered between runs but the archive itself: what it holds already is known by its sha256, so a stopped
watch goes on where it was. Names are looked at, and contents only once a file has been quiet.
"""

from __future__ import annotations

import os
import queue
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from db.runs import RunFile
from ingest.discovery import Reason, discover
from minutebook.finding import printable
from minutebook.run import Options, ingest
from minutebook.settings import ArchiveFolder
from minutebook.zips import given_files, is_zip

_IN = frozenset({"inserted", "updated", "unchanged"})


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched. ``done`` is where papers that are in are moved to; None leaves them."""

    folder: Path
    done: Path | None = None
    quiet_for: float = 2.0
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it was when it was last looked at: equal looks, and nothing has written to it."""

    size: int
    changed_ns: int
    inode: int


@dataclass(slots=True)
class Waiting:
    """The files that are not dealt with yet, and since when each has been quiet."""

    quiet_for: float
    seen: dict[Path, tuple[Look, float]] = field(default_factory=dict)
    settled: dict[Path, Look] = field(default_factory=dict)
    """Files that are in (or never will be), as they were then: looked at again only when they change."""

    def look(self, paths: list[Path], now: float) -> list[Path]:
        """The files that have been quiet long enough by ``now`` (seconds on any steady clock)."""
        ready = []
        present = set(paths)
        for gone in [path for path in (*self.seen, *self.settled) if path not in present]:
            self.seen.pop(gone, None)
            self.settled.pop(gone, None)
        for path in paths:
            look = look_at(path)
            if look is None or self.settled.get(path) == look:
                self.seen.pop(path, None)
                continue
            before = self.seen.get(path)
            if before is None or before[0] != look:
                self.seen[path] = (look, now)
            elif now - before[1] >= self.quiet_for:
                ready.append(path)
        return ready

    def settle(self, path: Path) -> None:
        """The file was dealt with as it was when it was last looked at; a later change makes it new."""
        look, _ = self.seen.pop(path)
        self.settled[path] = look


def look_at(path: Path) -> Look | None:
    """Size, time and number of the file as it is now; None where it is gone or cannot be asked."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Look(status.st_size, status.st_mtime_ns, status.st_ino)


def watch_folder(archive: ArchiveFolder, watch: Watch, options: Options, *, once: bool = False) -> Iterator[RunFile]:
    """Bring papers in as they come, and tell of each. With ``once`` what is there now, and no more."""
    waiting = Waiting(watch.quiet_for)
    with _told_of_changes(watch.folder) as wait:
        while True:
            ready = waiting.look(_papers(watch), time.monotonic())
            for path in ready:
                waiting.settle(path)
            if ready:
                yield from _bring_in(archive, watch, ready, options)
            if once and not waiting.seen:
                return
            wait(watch.quiet_for / 2 if waiting.seen else None)


def _papers(watch: Watch) -> list[Path]:
    done = watch.done.resolve() if watch.done else None
    found = discover([watch.folder])
    packed = [item.path for item in found.ignored if item.reason is Reason.ENDING and is_zip(item.path)]
    return [path for path in (*found.files, *packed) if done is None or done not in path.resolve().parents]


def _bring_in(archive: ArchiveFolder, watch: Watch, ready: list[Path], options: Options) -> Iterator[RunFile]:
    with given_files(ready) as given:
        report = ingest(archive, given, options)
    for path in ready:
        # A zip is told of paper by paper, and of what in it is no paper.
        inside = f"{printable(path)}/" if is_zip(path) else None
        own = [one for one in report.files if one.path == printable(path) or (inside and one.path.startswith(inside))]
        outcomes = {one.outcome for one in own}
        if watch.done is not None and outcomes & _IN and "failed" not in outcomes:
            move(path, watch.done)
        yield from own


def move(path: Path, folder: Path) -> Path:
    """Put ``path`` into ``folder`` under a name that nothing there has."""
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / path.name, 1
    while os.path.lexists(target):
        number += 1
        target = folder / f"{path.stem} ({number}){path.suffix}"
    shutil.move(path, target)
    return target


@contextmanager
def _told_of_changes(folder: Path) -> Iterator[Callable[[float | None], None]]:
    """A function that waits until something changes in ``folder`` or, if given, that many seconds have passed.

    The system tells (inotify, FSEvents and their like); where it cannot, the library looks by itself every second.
    """
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer
    from watchdog.observers.api import BaseObserver
    from watchdog.observers.polling import PollingObserver

    changed: queue.SimpleQueue[None] = queue.SimpleQueue()

    class Tell(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            # Our own reading opens and closes files: that is no change.
            if event.event_type not in ("opened", "closed_no_write"):
                changed.put(None)

    observer: BaseObserver = Observer()
    observer.schedule(Tell(), str(folder), recursive=True)
    try:
        observer.start()
    except OSError:  # the system's number of watches is used up
        observer = PollingObserver()
        observer.schedule(Tell(), str(folder), recursive=True)
        observer.start()

    def wait(seconds: float | None) -> None:
        try:
            changed.get(timeout=seconds)
            while True:
                changed.get_nowait()
        except queue.Empty:
            return

    try:
        yield wait
    finally:
        observer.stop()
        observer.join()
