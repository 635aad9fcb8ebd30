"""The processes that work for the language server."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from netfix.engine.workers import IsolatingExecutor, TookTooLong, WorkerDied
from netfix.lsp.analyst import Analyst

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from concurrent.futures import Future


def _run(scenario: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scenario, 120))


def _sleep(started: str) -> None:
    """Say that work has begun, and by whom, then take for ever."""
    Path(started).write_text(str(os.getpid()), encoding="ascii")
    time.sleep(3600)


def _die_once(mark: str) -> str:
    """Crash, but only at the first call."""
    if not Path(mark).exists():
        Path(mark).touch()
        os._exit(9)
    return "done"


def _pid_in(file: Path) -> int:
    return int(file.read_text(encoding="ascii") or 0) if file.exists() else 0


def _is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def _begun(file: Path) -> int:
    """Wait for work that says in a file that it has begun, and give its process."""
    while not (pid := _pid_in(file)):  # noqa: ASYNC110 - another process has no event to wait for
        await asyncio.sleep(0.01)
    return pid


async def _until_gone(pid: int) -> None:
    while _is_there(pid):  # noqa: ASYNC110 - another process has no event to wait for
        await asyncio.sleep(0.01)


def test_work_is_done_in_another_process_which_is_kept() -> None:
    async def scenario() -> None:
        analyst = Analyst(60)
        pids = {await analyst.run(os.getpid) for _ in range(3)}
        assert len(pids) == 1
        assert os.getpid() not in pids
        analyst.close()

    _run(scenario())


def test_what_the_work_raises_is_raised() -> None:
    async def scenario() -> None:
        analyst = Analyst(60)
        with pytest.raises(ValueError, match="invalid literal"):
            await analyst.run(int, "x")
        assert await analyst.run(int, "1") == 1
        analyst.close()

    _run(scenario())


def test_no_more_processes_are_started_than_allowed() -> None:
    async def scenario() -> None:
        analyst = Analyst(60, most=2)
        pids = await asyncio.gather(*(analyst.run(os.getpid) for _ in range(8)))
        assert len(set(pids)) <= 2
        analyst.close()

    _run(scenario())


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_work_that_is_cancelled_is_ended_and_others_go_on(tmp_path: Path) -> None:
    async def scenario() -> None:
        analyst = Analyst(3600, most=1)
        task = asyncio.create_task(analyst.run(_sleep, str(tmp_path / "started")))
        pid = await _begun(tmp_path / "started")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await analyst.run(os.getpid) != pid
        await _until_gone(pid)
        analyst.close()

    _run(scenario())


def test_work_that_waits_and_is_cancelled_is_never_begun(tmp_path: Path) -> None:
    async def scenario() -> None:
        analyst = Analyst(3600, most=1)
        first = asyncio.create_task(analyst.run(_sleep, str(tmp_path / "first")))
        await _begun(tmp_path / "first")
        second = asyncio.create_task(analyst.run(_sleep, str(tmp_path / "second")))
        await asyncio.sleep(0)
        second.cancel()
        first.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        await analyst.run(os.getpid)
        assert not (tmp_path / "second").exists()
        analyst.close()

    _run(scenario())


def test_work_that_takes_too_long_is_given_up() -> None:
    async def scenario() -> None:
        analyst = Analyst(0.2)
        with pytest.raises(TookTooLong):
            await analyst.run(time.sleep, 3600)
        assert await analyst.run(int, "1") == 1
        analyst.close()

    _run(scenario())


def test_work_whose_process_dies_is_tried_once_more(tmp_path: Path) -> None:
    async def scenario() -> None:
        analyst = Analyst(60, most=1)
        assert await analyst.run(_die_once, str(tmp_path / "mark")) == "done"
        with pytest.raises(WorkerDied):
            await analyst.run(os._exit, 9)
        assert await analyst.run(int, "1") == 1
        analyst.close()

    _run(scenario())


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_closing_ends_what_runs(tmp_path: Path) -> None:
    async def scenario() -> None:
        analyst = Analyst(3600)
        task = asyncio.create_task(analyst.run(_sleep, str(tmp_path / "started")))
        pid = await _begun(tmp_path / "started")
        task.cancel()
        analyst.close()
        await _until_gone(pid)
        await asyncio.gather(task, return_exceptions=True)

    _run(scenario())


def test_interrupting_fails_what_runs_and_what_follows_is_done(tmp_path: Path) -> None:
    executor = IsolatingExecutor(1)
    running: Future[None] = executor.submit(_sleep, str(tmp_path / "started"))
    while not (tmp_path / "started").exists():
        time.sleep(0.01)
    following = executor.submit(int, "1")
    executor.interrupt()
    with pytest.raises(WorkerDied):
        running.result(60)
    assert following.result(60) == 1
    executor.shutdown()
