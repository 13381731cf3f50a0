"""`minutebook ingest --dask`: a real scheduler and worker processes on loopback give what the local run gives."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from db.connection import open_reading
from db.content_hash import content_hash
from db.runs import RunFile
from minutebook.distributed_run import ClusterUnfit, NoCluster, run_on_cluster
from minutebook.distributed_worker import prepare_on_worker
from minutebook.finding import find_files
from minutebook.pool import Done, Task
from minutebook.run import Options, ingest
from minutebook.settings import ArchiveFolder
from minutebook.work import FileFailed, PreparedFile
from tests.minutebook.conftest import MINUTES

pytest.importorskip("distributed", reason="Dask is an extra; the test requirements install it")

Run = Callable[..., Result]
PAPERS = 7


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.workers = [self.add_worker() for _ in range(workers)]

    @property
    def address(self) -> str:
        return str(json.loads(self._file.read_text())["address"])

    def add_worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", "--no-nanny", "--no-dashboard", "--nthreads", "1", "--memory-limit", "0")

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + kind, "--scheduler-file", str(self._file), *options]
        with (self._folder / f"{kind}.log").open("ab") as log:
            started = subprocess.Popen(command, stdout=log, stderr=log, cwd=self._folder, env=_environment())
        if kind == "scheduler":
            _wait_for(self._file, started)
        return started

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def _environment() -> dict[str, str]:
    """The workers find the rooms of the house from any folder, and wait no minutes for a lost one."""
    root = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": root, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "3"}


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the scheduler has written its address; it is asked, not guessed, whether it still runs."""
    deadline = time.monotonic() + 60
    while not (path.exists() and path.read_text().rstrip().endswith("}")):
        assert process.poll() is None, "the scheduler ended"
        assert time.monotonic() < deadline, "the scheduler wrote no address"
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """For a test that kills workers."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    started = Cluster(folder, 2)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def whole_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """For tests that leave it as it is: to start one takes seconds, and each worker as much again."""
    started = Cluster(tmp_path_factory.mktemp("cluster"), 1)
    yield started
    started.stop()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Papers that can be read, and one that cannot."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(PAPERS):
        more = "\n\n".join(f"{n}. The Cabinet noted savings of £{n},{number:03d} by 31 March 2022." for n in range(3))
        (folder / f"minutes-{number:02d}.txt").write_text(f"{MINUTES.format(number=number)}\n\n{more}", "utf-8")
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    return folder


def content_of(home: Path) -> str:
    conn = open_reading(home / "working.db")
    try:
        return content_hash(conn)
    finally:
        conn.close()


def local(many: Path, home: Path) -> str:
    ingest(ArchiveFolder(home), find_files([many]), Options(workers=1, timeout=60))
    return content_of(home)


def test_a_worker_killed_midway_changes_nothing_and_the_last_one_lost_stops_the_run(
    cluster: Cluster, many: Path, tmp_path: Path
) -> None:
    killed: list[str] = []

    def kill_the_first(file: RunFile) -> None:
        if not killed:
            killed.append(file.path)
            os.kill(cluster.workers[0].pid, signal.SIGKILL)

    options = Options(workers=1, timeout=60, cluster=cluster.address)
    report = ingest(ArchiveFolder(tmp_path / "far"), find_files([many]), options, on_file=kill_the_first)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    outcomes = [file.outcome for file in report.files]
    assert (outcomes.count("inserted"), outcomes.count("failed")) == (PAPERS, 1)
    assert content_of(tmp_path / "far") == local(many, tmp_path / "near")

    tasks = (Task(path.name, path, path.name) for path in sorted(many.glob("*.txt")))
    results = run_on_cluster(cluster.address, tasks, timeout=60, patience=1)
    assert isinstance(next(results).result, PreparedFile)
    cluster.workers[1].kill()
    cluster.workers[1].wait()
    with pytest.raises(NoCluster, match=r"gone|lost"):
        list(results)


def test_the_command_takes_the_address_and_again_finds_nothing_new(
    whole_cluster: Cluster, many: Path, run: Run
) -> None:
    first = run("ingest", many, "--dask", whole_cluster.address)
    assert (first.exit_code, first.stdout.splitlines()[-1]) == (4, f"inserted {PAPERS}, failed 1")
    again = run("ingest", many, "--dask", whole_cluster.address)
    assert again.stdout.splitlines()[-1] == f"unchanged {PAPERS}, failed 1"


def test_files_are_sent_only_as_they_are_taken(whole_cluster: Cluster, many: Path) -> None:
    """A writer that stands still is not run over: no more is read from the disk than the workers have at hand."""
    sent: list[str] = []

    def tasks() -> Iterator[Task]:
        for path in sorted(many.glob("*.txt")):
            sent.append(path.name)
            yield Task(path.name, path, path.name)

    results = run_on_cluster(whole_cluster.address, tasks(), timeout=60)
    first = next(results)
    assert isinstance(first.result, PreparedFile)
    assert len(sent) <= 2, "two for each thread"
    rest: list[Done[PreparedFile]] = list(results)
    assert {done.task.key for done in (first, *rest)} == set(sent)
    assert len(sent) == PAPERS


def test_a_worker_with_other_rules_is_refused(
    whole_cluster: Cluster, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minutebook.distributed_run.software_version", lambda: "another")
    tasks = [Task("one", many / "minutes-01.txt", "minutes-01.txt")]
    with pytest.raises(ClusterUnfit, match="another"):
        list(run_on_cluster(whole_cluster.address, tasks, timeout=60))


def test_an_address_where_nobody_listens_is_one_clear_line(run: Run, papers: Path) -> None:
    result = run("ingest", papers, "--dask", "tcp://127.0.0.1:1")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: there is no Dask scheduler at tcp://127.0.0.1:1")


def test_a_slow_file_is_stopped_and_the_next_is_read() -> None:
    slow = "\n\n".join(MINUTES.format(number=number) for number in range(100)).encode()
    late = prepare_on_worker(slow, "slow.txt", 0.01).result
    assert isinstance(late, FileFailed)
    assert (late.code, late.message) == ("timed_out", "slow.txt took longer than 0.01 seconds")
    assert isinstance(prepare_on_worker(MINUTES.encode(), "next.txt", 60).result, PreparedFile)
