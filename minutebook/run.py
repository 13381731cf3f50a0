"""A run over many files: workers read and extract, one writer stores, every file is accounted for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from db.connection import open_working
from db.packs import link_packs
from db.reference import sync_reference
from db.runs import RunFile, finish_run, record_file, record_files, start_run
from db.store import Failure, Origin, Outcome, is_current, remember_origin, store_failure, store_rows, transaction
from db.versions import link_versions
from ingest.errors import MinutebookError
from minutebook.clock import now
from minutebook.distributed_run import run_on_cluster
from minutebook.finding import Given
from minutebook.originals import hash_file, keep_original
from minutebook.pool import Done, Task, run_tasks
from minutebook.settings import ArchiveFolder
from minutebook.version import software_version
from minutebook.work import FileFailed, PreparedFile, prepare

DEFAULT_TIMEOUT = 300.0
"""Seconds for one file."""
_UNCHANGED_AT_ONCE = 200
"""Files that need no work are written down together: a flush to disk for each would cost more than hashing it."""


class StorageFailed(MinutebookError):
    """The archive itself cannot be written: no other file would fare better, so the run stops."""

    code = "storage"
    remedy = "Free some space or make the archive's folder writable, then run the same command again; it goes on."


@dataclass(frozen=True, slots=True)
class Options:
    """How an ingest is to read; ``workers`` are processes of this machine."""

    workers: int
    timeout: float = DEFAULT_TIMEOUT
    """Seconds for one file."""
    force: bool = False
    """Read again what this version has read already."""
    cluster: str | None = None
    """Address of a Dask scheduler whose workers read, in place of processes of this machine."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did."""

    run_id: int
    files: tuple[RunFile, ...]
    """In the order given."""
    to_check: tuple[str, ...]
    """Ids of documents stored in this run that hold something for a person to look at."""


@dataclass(slots=True)
class _Pending:
    """The files of this run that have the same bytes: the first is read, the others wait for it."""

    first: tuple[int, Given]
    others: list[tuple[int, Given]] = field(default_factory=list)


def ingest(
    folder: ArchiveFolder, given: list[Given], options: Options, *, on_file: Callable[[RunFile], None] = lambda _: None
) -> Report:
    """Bring the files into the archive. ``on_file`` is told of each file as soon as its fate is known."""
    try:
        conn = open_working(folder.working)
    except (OSError, sqlite3.OperationalError) as error:
        raise StorageFailed(f"the archive in {folder.root} cannot be opened for writing: {error}") from error
    try:
        sync_reference(conn)
        return _Run(conn, folder, options, on_file).over(given)
    except (OSError, sqlite3.OperationalError) as error:
        raise StorageFailed(f"the archive in {folder.root} cannot be written: {error}") from error
    finally:
        conn.close()


class _Run:
    def __init__(
        self, conn: sqlite3.Connection, folder: ArchiveFolder, options: Options, on_file: Callable[[RunFile], None]
    ) -> None:
        self._conn = conn
        self._folder = folder
        self._options = options
        self._on_file = on_file
        self._version = software_version()
        self._files: list[RunFile] = []
        self._unwritten: list[tuple[RunFile, Origin]] = []
        self._pending: dict[str, _Pending] = {}
        self._settled: set[str] = set()
        self._to_check: list[str] = []
        self._run_id = 0
        # The papers of one run came in together: which of them was read first says nothing.
        self._began = now()

    def over(self, given: list[Given]) -> Report:
        self._run_id = start_run(
            self._conn,
            command="ingest",
            started_at=self._began,
            software_version=self._version,
            workers=self._options.workers,
        )
        tasks = self._tasks(given)
        for done in self._work(tasks):
            self._finish(done)
        self._write_unchanged()
        finish_run(self._conn, self._run_id, finished_at=now())
        self._files.sort(key=lambda file: file.number)
        return Report(self._run_id, tuple(self._files), tuple(sorted(self._to_check)))

    def _work(self, tasks: Iterator[Task]) -> Iterator[Done[PreparedFile]]:
        if self._options.cluster is not None:
            return run_on_cluster(self._options.cluster, tasks, timeout=self._options.timeout)
        return run_tasks(prepare, tasks, workers=self._options.workers, timeout=self._options.timeout)

    def _tasks(self, given: list[Given]) -> Iterator[Task]:
        """The files that need reading; those that do not are dealt with on the way."""
        for number, item in enumerate(given, 1):
            if item.ignored is not None:
                self._note_later(RunFile(number, item.said, "ignored", failure=item.ignored), item)
                continue
            try:
                sha256 = hash_file(item.path)
                if sha256 in self._pending:
                    self._pending[sha256].others.append((number, item))
                    continue
                if self._is_settled(sha256):
                    self._note_later(self._about(number, item, sha256, "unchanged"), item)
                    continue
                kept = keep_original(item.path, self._folder.originals, sha256)
            except MinutebookError as error:
                failure = Failure(error.code, error.message, error.remedy)
                self._note_later(RunFile(number, item.said, "failed", failure=failure), item)
                continue
            self._pending[sha256] = _Pending((number, item))
            yield Task(sha256, kept, item.origin.filename)

    def _is_settled(self, sha256: str) -> bool:
        """True if this run, or (unless everything is to be read again) an earlier one has read these bytes."""
        if sha256 in self._settled:
            return True
        return not self._options.force and is_current(self._conn, sha256, self._version)

    def _finish(self, done: Done[PreparedFile]) -> None:
        """Store one result and settle every file with the same bytes."""
        sha256 = done.task.key
        pending = self._pending.pop(sha256)
        number, item = pending.first
        if isinstance(done.result, PreparedFile):
            file = self._store(number, item, sha256, done.result)
        else:
            file = self._fail(number, item, sha256, done.result)
        if file.outcome != "failed":
            self._settled.add(sha256)
        for other_number, other in pending.others:
            outcome: Outcome = "failed" if file.outcome == "failed" else "unchanged"
            same = self._about(other_number, other, sha256, outcome, file.failure)
            self._note_later(same, other)
        if len(self._unwritten) >= _UNCHANGED_AT_ONCE:
            self._write_unchanged()

    def _store(self, number: int, item: Given, sha256: str, prepared: PreparedFile) -> RunFile:
        try:
            with transaction(self._conn):
                outcome = store_rows(
                    self._conn,
                    prepared.rows,
                    origin=item.origin,
                    software_version=self._version,
                    ingested_at=self._began,
                    force=self._options.force,
                )
                if outcome == "inserted":
                    link_versions(self._conn, prepared.rows.document_id)
                if outcome != "unchanged":
                    link_packs(self._conn, prepared.rows.document_id)
                file = self._about(number, item, sha256, outcome)
                record_file(self._conn, self._run_id, file)
        except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, UnicodeEncodeError) as error:
            # The record breaks a rule of the schema: a fault of one extractor on one paper, not of the archive.
            message = f"{item.origin.filename}: its facts cannot be stored: {error}"
            remedy = "This is a fault of Minutebook, not of the paper; please report it."
            return self._fail(number, item, sha256, FileFailed("internal", message, remedy))
        if prepared.rows.needs_review and outcome != "unchanged":
            self._to_check.append(prepared.rows.document_id)
        return self._note(file)

    def _fail(self, number: int, item: Given, sha256: str, failed: FileFailed) -> RunFile:
        failure = Failure(failed.code, failed.message, failed.remedy)
        file = self._about(number, item, sha256, "failed", failure)
        with transaction(self._conn):
            store_failure(
                self._conn,
                sha256,
                failure,
                origin=item.origin,
                software_version=self._version,
                ingested_at=self._began,
            )
            record_file(self._conn, self._run_id, file)
        return self._note(file)

    def _about(
        self, number: int, item: Given, sha256: str, outcome: Outcome, failure: Failure | None = None
    ) -> RunFile:
        return RunFile(number, item.said, outcome, sha256, sha256[:12], failure)

    def _note(self, file: RunFile) -> RunFile:
        self._files.append(file)
        self._on_file(file)
        return file

    def _note_later(self, file: RunFile, item: Given) -> None:
        self._unwritten.append((self._note(file), item.origin))

    def _write_unchanged(self) -> None:
        with transaction(self._conn):
            for file, origin in self._unwritten:
                if file.document_id is not None:
                    remember_origin(self._conn, file.document_id, origin)
            record_files(self._conn, self._run_id, (file for file, _ in self._unwritten))
        self._unwritten.clear()
