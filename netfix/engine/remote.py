"""Work that is done on other machines: contents and tasks go out, results come back, and only the driver writes.

The unit of work is a file's bytes with its task. Any `concurrent.futures.Executor` can do it; `connect` gives that of a
Dask cluster (https://distributed.dask.org), whose scheduler gives the work of a worker that is lost to another.
"""

from __future__ import annotations

from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from netfix import __version__
from netfix.engine.process import Task, process_bytes, with_deep_stack
from netfix.engine.workers import WorkerDied

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netfix.engine.results import Result

ResultT = TypeVar("ResultT")
Parameters = ParamSpec("Parameters")

_SCHEME = "dask://"
_SECONDS_TO_CONNECT = 10


class NoCluster(Exception):
    """A cluster that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A file's path, its bytes, and what is to be done with it."""

    path: str
    data: bytes
    task: Task


def process_units(units: Sequence[Unit]) -> list[Result]:
    """Process files by their contents, in order. Whatever goes wrong with one ends as its `Failed`."""
    return with_deep_stack(lambda: [process_bytes(unit.path, unit.data, _task_here(unit)) for unit in units])


def _task_here(unit: Unit) -> Task:
    """Give the task as this machine can do it.

    Where it does not see the same file at the same path it cannot look at the file's neighbours, and nothing may be
    rewritten that must be rewritten in other files, too.
    """
    try:
        if Path(unit.path).read_bytes() == unit.data:
            return unit.task
    except OSError:
        pass
    steps = (
        step._replace(scope=None, codemods=tuple(each for each in step.codemods if not each.rewrites_others))
        for step in unit.task.steps
    )
    return unit.task._replace(steps=tuple(steps))


def connect(address: str) -> ClusterExecutor:
    """Give the executor of the Dask cluster whose scheduler listens at `dask://HOST:PORT`. Raises NoCluster."""
    if not address.startswith(_SCHEME) or not address.removeprefix(_SCHEME):
        raise NoCluster(f"{address!r} is no address of a cluster, which is of the form {_SCHEME}HOST:PORT")
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise NoCluster("a cluster needs dask.distributed: pip install 'netfix[distributed]'") from error
    scheduler = address.removeprefix(_SCHEME).rstrip("/")
    try:
        client = distributed.Client(f"tcp://{scheduler}", timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise NoCluster(f"no scheduler answers at {scheduler}: {error}") from error
    return ClusterExecutor(client)


class ClusterExecutor(Executor):
    """The executor of a Dask client, whose lost workers are those of `workers`: `WorkerDied`."""

    def __init__(self, client: Any) -> None:
        """Use a `distributed.Client`, which `shutdown` closes. Raises NoCluster if a worker has another netfix."""
        self._client = client
        versions: dict[str, str] = client.run(_version)
        others = {worker: version for worker, version in versions.items() if version != __version__}
        if others:
            client.close()
            raise NoCluster("; ".join(f"{worker} has netfix {version}" for worker, version in others.items()))
        self.workers = max(1, sum(client.nthreads().values()))
        self._executor: Executor = client.get_executor(pure=False)

    def submit(
        self, function: Callable[Parameters, ResultT], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[ResultT]:
        """Run `function(*args, **kwargs)` on a worker. The future's exceptions: the function's, or WorkerDied."""
        outcome: Future[ResultT] = Future()
        outcome.set_running_or_notify_cancel()
        self._executor.submit(function, *args, **kwargs).add_done_callback(lambda done: _pass_on(done, outcome))
        return outcome

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's
        """Let go of the cluster, which goes on without us."""
        if cancel_futures or not wait:
            self._executor.shutdown(wait=False)
        self._client.close()


def _version() -> str:
    return __version__


def _pass_on(done: Future[ResultT], outcome: Future[ResultT]) -> None:
    """Give a future the outcome of another one, in the terms of our own executor."""
    try:
        error = done.exception()
    except CancelledError:
        outcome.set_exception(WorkerDied("the cluster cancelled it"))
        return
    if error is None:
        outcome.set_result(done.result())
    elif type(error).__name__ == "KilledWorker":
        outcome.set_exception(WorkerDied("each worker that was given it died"))
    else:
        outcome.set_exception(error)
