"""Processes that do the server's work, so that it never waits for a parser."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from netfix.engine.workers import IsolatingExecutor, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from typing import Any

ResultT = TypeVar("ResultT")
Parameters = ParamSpec("Parameters")

#: Work that nobody waits for any more may go on so long: to end a process costs more than most files.
_GRACE_SECONDS = 2.0


class Analyst:
    """At most `most` processes, each started when it is needed; a task may take `timeout` seconds."""

    def __init__(self, timeout: float, *, most: int = 2, warm_up: Callable[[], None] | None = None) -> None:
        """Start nothing yet. Each process calls `warm_up` first, which does not count as time of its first task."""
        self._timeout = timeout
        self._warm_up = warm_up
        self._not_started = most
        self._idle: asyncio.LifoQueue[IsolatingExecutor] = asyncio.LifoQueue()
        self._all: list[IsolatingExecutor] = []

    async def run(
        self, function: Callable[Parameters, ResultT], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> ResultT:
        """Give `function(*args, **kwargs)`, worked out in a process. Cancelling ends the work.

        Raises TookTooLong and WorkerDied, see `engine.workers`.
        """
        try:
            return await self._run(function, *args, **kwargs)
        except WorkerDied:
            # The process may have been ended for what it did before; of a crash of its own one hears the second time.
            return await self._run(function, *args, **kwargs)

    async def _run(
        self, function: Callable[Parameters, ResultT], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> ResultT:
        executor = await self._executor()
        future = executor.submit(function, *args, **kwargs)
        try:
            return await asyncio.wrap_future(future)
        finally:
            if future.done() and not future.cancelled():
                self._idle.put_nowait(executor)
            else:
                self._settle(executor, future)

    async def _executor(self) -> IsolatingExecutor:
        if self._idle.empty() and self._not_started:
            self._not_started -= 1
            executor = IsolatingExecutor(1, self._timeout, warm_up=self._warm_up)
            self._all.append(executor)
            return executor
        return await self._idle.get()

    def _settle(self, executor: IsolatingExecutor, future: Future[Any]) -> None:
        """Get a process back from work that was given up: after a while by force."""
        loop = asyncio.get_running_loop()

        def end() -> None:
            if not future.done():
                executor.interrupt()

        def give_back(_: Future[Any]) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the server has ended meanwhile
                loop.call_soon_threadsafe(self._idle.put_nowait, executor)

        loop.call_later(_GRACE_SECONDS, end)
        future.add_done_callback(give_back)

    def close(self) -> None:
        """End all processes, whatever they do."""
        for executor in self._all:
            executor.shutdown(wait=False, cancel_futures=True)
