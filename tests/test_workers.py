"""A worker that hangs or dies costs its own task only."""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from netfix.engine.workers import IsolatingExecutor, TookTooLong, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Iterator


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> None:
    faulthandler.disable()  # pytest enables it, and it would print what this process is killed for
    os.kill(os.getpid(), signal.SIGKILL if number else signal.SIGSEGV)


def hang() -> None:
    time.sleep(600)


def fail() -> None:
    raise KeyError("of mine")


@pytest.fixture
def executor() -> Iterator[IsolatingExecutor]:
    executor = IsolatingExecutor(2, timeout=20)
    yield executor
    executor.shutdown(cancel_futures=True)


def test_results_come_back(executor: IsolatingExecutor) -> None:
    assert list(executor.map(double, range(20))) == [2 * number for number in range(20)]


def test_exceptions_come_back(executor: IsolatingExecutor) -> None:
    with pytest.raises(KeyError, match="of mine"):
        executor.submit(fail).result()


@pytest.mark.skipif(os.name == "nt", reason="signals are named as POSIX has them")
def test_a_killed_worker_costs_its_task_only(executor: IsolatingExecutor) -> None:
    futures = [executor.submit(double, number) for number in range(4)]
    dying = [executor.submit(die, number) for number in range(2)]
    futures += [executor.submit(double, number) for number in range(4, 8)]
    assert [future.result() for future in futures] == [2 * number for number in range(8)]
    for future, name in zip(dying, ("SIGSEGV", "SIGKILL"), strict=True):
        with pytest.raises(WorkerDied, match=name):
            future.result()


def test_a_task_that_takes_too_long_is_given_up() -> None:
    executor = IsolatingExecutor(1, timeout=0.2)
    hanging = executor.submit(hang)
    with pytest.raises(TookTooLong, match=r"0\.2 s"):
        hanging.result()
    executor.shutdown(cancel_futures=True)


def test_what_was_submitted_is_done_before_an_orderly_shutdown() -> None:
    executor = IsolatingExecutor(1, timeout=20)
    futures = [executor.submit(double, number) for number in range(5)]
    executor.shutdown()
    assert [future.result() for future in futures] == [0, 2, 4, 6, 8]
