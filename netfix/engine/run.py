"""Many files: who works on them, in which order they are told of, and what a lost worker costs."""

from __future__ import annotations

import gc
import os
import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from netfix.engine.project import project_of
from netfix.engine.results import Failed, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from netfix.engine.remote import ClusterExecutor
    from netfix.engine.task import Task

#: Work smaller than this is done before two workers would have started.
_IN_PROCESS_BYTES = 200_000
#: Enough tasks a worker to keep both cores busy at the end, few enough to make the pipe's cost small.
_CHUNKS_PER_WORKER = 8
_MOST_FILES_A_CHUNK = 64
#: Enough that no worker of a cluster waits for the driver, few enough that the driver holds few files.
_WAITING_A_WORKER = 4
#: A chunk has one deadline, so it must be small work for one file's time.
_MOST_BYTES_A_CHUNK = 500_000

#: What may crash or stall a parser is never read in the driver's own process: very long lines, and lines in which
#: hundreds of brackets, dots or operators follow one another.
_LONGEST_LINE = 20_000
_CROWDED = re.compile(rb"(?:[(\[{.+*/|&^~-][^\n(\[{.+*/|&^~-]*){400}")


# A named tuple for the reason given in `netfix.config.model`.
class Limits(NamedTuple):
    """`jobs`: worker processes at the most (1: none unless a file asks for isolation); `timeout`: seconds a file."""

    jobs: int
    timeout: float


def process_paths(
    files: Sequence[tuple[str, Task]], limits: Limits, *, advanced: Callable[[int], None] | None = None
) -> Iterator[Result]:
    """Process files, each with its task. Results come in order, each as soon as it and those before it are there.

    `advanced` is told how many more files are done whenever some are, which may be long before their turn comes.
    """
    if not files:
        return
    from netfix.engine.process import process_files  # noqa: PLC0415 - not where nothing has changed since the last run

    project_of.cache_clear()  # a run sees files as they are by now
    paths = [path for path, _ in files]
    sizes = [_size(path) for path in paths]
    suspects = [_is_suspect(path) for path in paths] if sum(sizes) <= _IN_PROCESS_BYTES else []
    if sum(sizes) <= _IN_PROCESS_BYTES and not any(suspects):
        yield from process_files(files)
        return
    jobs = min(limits.jobs, len(paths))
    if sum(sizes) > _IN_PROCESS_BYTES:
        _import_parsers()
    from netfix.engine.workers import IsolatingExecutor  # noqa: PLC0415 - little work needs none

    executor = IsolatingExecutor(jobs, limits.timeout, warm_up=_import_parsers)
    try:

        def submit(chunk: Sequence[int]) -> Future[list[Result]]:
            return executor.submit(process_files, [files[at] for at in chunk])

        yield from _in_order(paths, _chunks(paths, sizes, jobs), submit, advanced)
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


def process_remotely(
    files: Sequence[tuple[str, Task]],
    executor: ClusterExecutor,
    limits: Limits,
    *,
    advanced: Callable[[int], None] | None = None,
) -> Iterator[Result]:
    """Process files as `process_paths` does, on the machines of a cluster; what may crash a worker stays here.

    Contents are read when they are sent, and few chunks are under way at a time, so that the driver holds few.
    """
    from concurrent.futures import Future  # noqa: PLC0415 - as in `process_paths`

    from netfix.engine.remote import Unit, process_units  # noqa: PLC0415 - few runs have a cluster

    paths = [path for path, _ in files]
    sizes = [_size(path) for path in paths]

    def submit(chunk: Sequence[int]) -> Future[list[Result]]:
        units: list[Unit] = []
        for path, task in (files[at] for at in chunk):
            data = _contents(path)
            if data is None or _is_suspicious(data):
                here: Future[list[Result]] = Future()
                here.set_result(list(process_paths([files[at] for at in chunk], limits)))
                return here
            units.append(Unit(path, data, task))
        return executor.submit(process_units, units)

    chunks = _chunks(paths, sizes, executor.workers)
    try:
        yield from _in_order(paths, chunks, submit, advanced, most_waiting=executor.workers * _WAITING_A_WORKER)
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


def _import_parsers() -> None:
    """Import LibCST: before workers are forked, so that it is done once, or in them, before their time is counted."""
    import libcst  # noqa: F401, PLC0415

    import netfix.engine.process  # noqa: F401, PLC0415 - what a spawned worker has not got yet

    gc.freeze()  # what is there by now is never garbage, and need not be looked through for it


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - a path object for each of 40,000 files costs more than the call
    except OSError:
        return 0


def _contents(path: str, most: int = -1) -> bytes | None:
    """Give the first `most` bytes of a file, None if it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            return file.read(most)
    except OSError:
        return None


def _is_suspect(path: str) -> bool:
    """Whether a file's shape is one that is known to crash or stall parsers."""
    return _is_suspicious(_contents(path, _IN_PROCESS_BYTES) or b"")


def _is_suspicious(data: bytes) -> bool:
    return max(map(len, data.split(b"\n"))) > _LONGEST_LINE or _CROWDED.search(data) is not None


def _chunks(paths: Sequence[str], sizes: Sequence[int], jobs: int) -> list[list[int]]:
    """Divide the files, as indices, into chunks of about equal bytes, the largest files first."""
    target = max(1, min(_MOST_BYTES_A_CHUNK, sum(sizes) // (jobs * _CHUNKS_PER_WORKER)))
    chunks: list[list[int]] = []
    filled = target
    for at in sorted(range(len(paths)), key=lambda at: -sizes[at]):
        if filled >= target or len(chunks[-1]) >= _MOST_FILES_A_CHUNK:
            chunks.append([])
            filled = 0
        chunks[-1].append(at)
        filled += sizes[at]
    return chunks


def _in_order(
    paths: Sequence[str],
    chunks: Sequence[Sequence[int]],
    submit: Callable[[Sequence[int]], Future[list[Result]]],
    advanced: Callable[[int], None] | None,
    most_waiting: int | None = None,
) -> Iterator[Result]:
    """Run chunks and give results in order; a chunk that is lost is run again file by file.

    `submit` starts a chunk of indices; `most_waiting` chunks at the most are started and not done (None: all are).
    """
    from concurrent.futures import FIRST_COMPLETED, wait  # noqa: PLC0415 - as in `process_paths`

    from netfix.engine.workers import TookTooLong, WorkerDied  # noqa: PLC0415 - as above

    done: dict[int, Result] = {}
    following = 0
    coming: deque[Sequence[int]] = deque(chunks)
    waiting: dict[Future[list[Result]], Sequence[int]] = {}
    while coming or waiting:
        while coming and (most_waiting is None or len(waiting) < most_waiting):
            chunk = coming.popleft()
            waiting[submit(chunk)] = chunk
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            chunk = waiting.pop(future)
            try:
                results = future.result()
            except (WorkerDied, TookTooLong) as error:
                if len(chunk) > 1:
                    coming.extend([at] for at in chunk)
                    continue
                results = [Failed(paths[chunk[0]], None, f"given up: {error}")]
            done.update(zip(chunk, results, strict=True))
            if advanced is not None:
                advanced(len(chunk))
            while following in done:
                yield done.pop(following)
                following += 1
