"""Worker processes that may take too long or die without taking the run with them.

`ProcessPoolExecutor` gives up on everything when one of its processes is killed, and cannot stop one that hangs.
`IsolatingExecutor` is an ordinary `concurrent.futures.Executor`, so that the driver can as well be given another
(a cluster's, say), in which each task has a deadline and a dead worker costs its own task only.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import signal
import sys
import threading
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

ResultT = TypeVar("ResultT")
Parameters = ParamSpec("Parameters")


class WorkerDied(Exception):
    """The process that worked on a task ended, by a signal (a crash, the system out of memory) or an exit."""


class TookTooLong(Exception):
    """A task had not ended at its deadline, and its process was killed."""


class IsolatingExecutor(Executor):
    """Runs tasks in processes of their own, each task with at most `timeout` seconds (None: any time)."""

    def __init__(
        self, workers: int, timeout: float | None = None, *, warm_up: Callable[[], None] | None = None
    ) -> None:
        """Start `workers` processes: forked where that is sound, so that they need not import everything again.

        Each calls `warm_up` before its first task, whose deadline runs from then on.
        """
        self._warm_up = warm_up
        forked = sys.platform == "linux" and threading.active_count() == 1
        self._timeout = timeout
        self._is_given_up = False
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        context = multiprocessing.get_context("fork" if forked else "spawn")
        self._workers = [_Worker(context, warm_up) for _ in range(workers)]
        self._threads = [threading.Thread(target=self._serve, args=(at,), daemon=True) for at in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(
        self, function: Callable[Parameters, ResultT], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[ResultT]:
        """Run `function(*args, **kwargs)` in a worker. The future's exceptions: the function's, or the two above."""
        future: Future[ResultT] = Future()
        self._tasks.put((future, function, args, kwargs))
        return future

    def interrupt(self) -> None:
        """Give up what is being worked on: the futures of that fail with WorkerDied, and new workers take over."""
        for worker in tuple(self._workers):
            worker.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """End the workers, after what was submitted or at once (`cancel_futures`)."""
        if cancel_futures:
            self._is_given_up = True
            with contextlib.suppress(queue.Empty):
                while True:
                    task = self._tasks.get_nowait()
                    if task is not None:
                        task[0].cancel()
            for worker in self._workers:
                worker.kill()
        for _ in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _serve(self, at: int) -> None:
        """Hand tasks to one worker, and replace the worker when it was lost."""
        while (task := self._tasks.get()) is not None:
            future, *call = task
            if not future.set_running_or_notify_cancel():
                continue
            worker = self._workers[at]
            try:
                ok, value = worker.call(call, self._timeout)
            except (WorkerDied, TookTooLong) as error:
                if self._is_given_up:
                    future.set_exception(error)
                    return
                # Threads run by now, so the next one may not be forked.
                self._workers[at] = _Worker(multiprocessing.get_context("spawn"), self._warm_up)
                future.set_exception(error)
                continue
            if ok:
                future.set_result(value)
            else:
                future.set_exception(value)
        self._workers[at].close()


_Task = tuple["Future[Any]", "Callable[..., Any]", tuple[Any, ...], dict[str, Any]]


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: BaseContext, warm_up: Callable[[], None] | None) -> None:
        self._connection, theirs = context.Pipe()
        self._is_ready = False
        # typeshed gives a context its Process only where the kind of start is known.
        start: Callable[..., BaseProcess] = getattr(context, "Process")  # noqa: B009
        self._process = start(target=_work, args=(theirs, warm_up), daemon=True)
        self._process.start()
        theirs.close()

    def call(self, call: list[Any], timeout: float | None) -> tuple[bool, Any]:
        """Give whether the call returned, and its value or exception."""
        try:
            if not self._is_ready:
                self._is_ready = bool(self._connection.recv())
            self._connection.send(call)
            if not self._connection.poll(timeout):
                self.kill()
                raise TookTooLong(f"took longer than {timeout:g} s")
            answer: tuple[bool, Any] = self._connection.recv()
        except (EOFError, OSError) as error:
            self._process.join()
            raise WorkerDied(_how_it_ended(self._process.exitcode)) from error
        return answer

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """Let the process end by itself. Closing the pipe would not do: workers forked later hold its end as well."""
        with contextlib.suppress(OSError):
            self._connection.send(None)
        self._process.join()
        self._connection.close()


def _how_it_ended(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"ended its process by {signal.Signals(-exit_code).name}"
    return f"ended its process with exit code {exit_code}"


def _work(connection: Connection[Any, Any], warm_up: Callable[[], None] | None) -> None:
    """Answer calls until told to end, or until the driver is gone.

    The terminal's Ctrl-C is for the driver, which then ends the workers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if warm_up is not None:
        warm_up()
    with contextlib.suppress(EOFError, BrokenPipeError):
        connection.send(True)  # noqa: FBT003 - ready
        while (call := connection.recv()) is not None:
            function, args, kwargs = call
            try:
                answer = (True, function(*args, **kwargs))
            except Exception as error:  # noqa: BLE001 - raised again by the caller's future
                answer = (False, error)
            connection.send(answer)
