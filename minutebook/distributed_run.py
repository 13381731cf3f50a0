"""The work of a run on a Dask cluster: the same function on the same bytes, with one writer here.

A file's bytes travel to the cluster and its rows come back, so that the machines need no common folder. Only so much
is under way at once as keeps the workers busy: a writer that falls behind holds the cluster back, not its memory. A
worker that is lost has its files done by another; a file that loses worker after worker is named as the cause.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from typing import Any

from ingest.errors import MinutebookError
from minutebook.distributed_worker import Answer, prepare_on_worker
from minutebook.pool import Done, Task, crashed
from minutebook.version import software_version
from minutebook.work import FileFailed, PreparedFile

_AHEAD = 2
"""Files under way for each thread of the cluster: one being read, one waiting beside it."""
_BYTES_AT_ONCE = 256 << 20
"""Of files under way: they are held by the scheduler until they are read, so that a lost one can be done again."""
_LOOK_EVERY = 2.0
"""Seconds after which the cluster is looked at again while no answer comes."""
_WITHOUT_WORKERS = 60.0
"""Seconds that a cluster may have no worker at all before the run gives up."""


class NoDask(MinutebookError):
    code = "no_dask"
    exit_code = 2
    remedy = "Install it with: pip install 'minutebook[dask]'."


class NoCluster(MinutebookError):
    code = "no_cluster"
    remedy = "Check the address, and that the scheduler and at least one worker run; then run the same command again."


class ClusterUnfit(MinutebookError):
    """The workers would not give what this machine gives."""

    code = "cluster_unfit"
    remedy = "Install the same release of Minutebook on every worker and start the workers again."


@dataclass(slots=True)
class _Underway:
    """Futures on the cluster with their tasks, and how many bytes they hold."""

    tasks: dict[Any, Task] = field(default_factory=dict)
    sizes: dict[Any, int] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        return sum(self.sizes.values())

    def add(self, future: Any, task: Task, size: int) -> None:
        self.tasks[future] = task
        self.sizes[future] = size

    def take(self, future: Any) -> Task:
        del self.sizes[future]
        return self.tasks.pop(future)


def run_on_cluster(
    address: str, tasks: Iterable[Task], *, timeout: float, patience: float = _WITHOUT_WORKERS
) -> Iterator[Done[PreparedFile]]:
    """Prepare every file on the cluster at ``address`` and give each result as soon as it is there, in no fixed order.

    ``timeout`` is in seconds for each file, ``patience`` in seconds for a cluster that lost all its workers. Raises
    NoDask, NoCluster or ClusterUnfit; what was given before stays good.
    """
    client = _connect(address)
    underway = _Underway()
    run = uuid.uuid4().hex
    waiting = iter(tasks)
    alone_since: float | None = None
    try:
        while True:
            _submit(client, waiting, underway, run, timeout)
            if not underway.tasks:
                return
            answered = _answered(client, underway)
            if answered or _threads(client):
                alone_since = None
            else:
                alone_since = alone_since or time.monotonic()
                if time.monotonic() - alone_since > patience:
                    raise NoCluster(f"all workers of the cluster at {address} are gone")
            for future in answered:
                yield _done(future, underway.take(future))
                future.release()
    finally:
        client.cancel(list(underway.tasks), force=True)
        client.close(timeout=5)


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise NoDask("--dask needs Dask, which is not installed") from error
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise NoCluster(f"there is no Dask scheduler at {address}: {error}") from error
    try:
        client.wait_for_workers(1, timeout=_WITHOUT_WORKERS)
    except TimeoutError as error:
        client.close(timeout=5)
        raise NoCluster(f"the cluster at {address} has no workers") from error
    return client


def _threads(client: Any) -> int:
    """What the cluster can do at once; changes as workers come and go."""
    try:
        return sum(client.nthreads().values())
    except OSError as error:
        raise NoCluster(f"the scheduler is gone: {error}") from error


def _submit(client: Any, waiting: Iterator[Task], underway: _Underway, run: str, timeout: float) -> None:
    """Send files until enough are under way. Always at least one, whatever its size."""
    most = max(_AHEAD * _threads(client), 1)
    while len(underway.tasks) < most and (not underway.tasks or underway.bytes < _BYTES_AT_ONCE):
        task = next(waiting, None)
        if task is None:
            return
        content = task.path.read_bytes()
        key = f"minutebook-{run}-{task.key}"
        future = client.submit(prepare_on_worker, content, task.filename, timeout, key=key, pure=False)
        underway.add(future, task, len(content))


def _answered(client: Any, underway: _Underway) -> list[Any]:
    """The futures that are done, after waiting a while for the first."""
    from distributed import wait

    try:
        with client.as_current():
            wait(list(underway.tasks), timeout=_LOOK_EVERY, return_when="FIRST_COMPLETED")
    except TimeoutError:
        return []
    except (CancelledError, OSError) as error:
        raise NoCluster(f"the connection to the cluster was lost: {error}") from error
    return [future for future in underway.tasks if future.done()]


def _done(future: Any, task: Task) -> Done[PreparedFile]:
    """The result of one file. A worker that dies before it hands a result over has the file done again."""
    from distributed import KilledWorker

    try:
        answer: Answer = future.result()
    except KilledWorker:
        return Done(task, crashed(task.filename, None))
    except (CancelledError, OSError) as error:
        raise NoCluster(f"the connection to the cluster was lost: {error}") from error
    except Exception as error:
        raise ClusterUnfit(f"a worker could not do its work: {type(error).__name__}: {error}") from error
    if answer.software_version != software_version():
        raise ClusterUnfit(f"a worker has version {answer.software_version}, this machine {software_version()}")
    return Done(task, _checked(answer.result))


def _checked(result: PreparedFile | FileFailed) -> PreparedFile | FileFailed:
    if not isinstance(result, PreparedFile | FileFailed):
        raise ClusterUnfit(f"a worker answered with a {type(result).__name__}")
    return result
