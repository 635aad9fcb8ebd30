"""Many files: who works on them, in which order they are told of, and what a lost worker costs."""

from __future__ import annotations

import os
import re
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.engine.process import Task, process_file, process_files
from netfix.engine.results import Failed, Result
from netfix.engine.workers import IsolatingExecutor, TookTooLong, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor

#: Work smaller than this is done before two workers would have started.
_IN_PROCESS_BYTES = 200_000
#: Enough tasks a worker to keep both cores busy at the end, few enough to make the pipe's cost small.
_CHUNKS_PER_WORKER = 8
_MOST_FILES_A_CHUNK = 64
#: A chunk has one deadline, so it must be small work for one file's time.
_MOST_BYTES_A_CHUNK = 500_000

#: What may crash or stall a parser is never read in the driver's own process: very long lines, and lines in which
#: hundreds of brackets, dots or operators follow one another.
_LONGEST_LINE = 20_000
_CROWDED = re.compile(rb"(?:[(\[{.+*/|&^~-][^\n(\[{.+*/|&^~-]*){400}")


@dataclass(frozen=True, slots=True)
class Limits:
    """`jobs`: worker processes at the most (1: none unless a file asks for isolation); `timeout`: seconds a file."""

    jobs: int
    timeout: float


def process_paths(
    files: Sequence[tuple[str, Task]], limits: Limits, *, advanced: Callable[[int], None] | None = None
) -> Iterator[Result]:
    """Process files, each with its task. Results come in order, each as soon as it and those before it are there.

    `advanced` is told how many more files are done whenever some are, which may be long before their turn comes.
    """
    paths = [path for path, _ in files]
    sizes = [_size(path) for path in paths]
    suspects = [_is_suspect(path) for path in paths] if sum(sizes) <= _IN_PROCESS_BYTES else []
    if sum(sizes) <= _IN_PROCESS_BYTES and not any(suspects):
        yield from process_files(files)
        return
    jobs = min(limits.jobs, len(paths))
    if sum(sizes) > _IN_PROCESS_BYTES:
        _import_parsers()
    executor = IsolatingExecutor(jobs, limits.timeout, warm_up=_import_parsers)
    try:
        yield from _in_order(files, _chunks(paths, sizes, jobs), executor, advanced)
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


def _import_parsers() -> None:
    """Import LibCST: before workers are forked, so that it is done once, or in them, before their time is counted."""
    import libcst  # noqa: F401, PLC0415


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - a path object for each of 40,000 files costs more than the call
    except OSError:
        return 0


def _is_suspect(path: str) -> bool:
    """Whether a file's shape is one that is known to crash or stall parsers."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            data = file.read(_IN_PROCESS_BYTES)
    except OSError:
        return False
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
    files: Sequence[tuple[str, Task]],
    chunks: Sequence[Sequence[int]],
    executor: Executor,
    advanced: Callable[[int], None] | None,
) -> Iterator[Result]:
    """Run chunks and give results in order; a chunk that is lost is run again file by file."""
    done: dict[int, Result] = {}
    following = 0
    waiting: dict[Future[list[Result]], Sequence[int]] = {}
    for chunk in chunks:
        waiting[executor.submit(process_files, [files[at] for at in chunk])] = chunk
    while waiting:
        again: dict[Future[list[Result]], Sequence[int]] = {}
        for future in as_completed(waiting):
            chunk = waiting[future]
            try:
                results = future.result()
            except (WorkerDied, TookTooLong) as error:
                if len(chunk) > 1:
                    again.update((executor.submit(process_files, [files[at]]), [at]) for at in chunk)
                    continue
                results = [Failed(files[chunk[0]][0], None, f"given up: {error}")]
            done.update(zip(chunk, results, strict=True))
            if advanced is not None:
                advanced(len(chunk))
            while following in done:
                yield done.pop(following)
                following += 1
        waiting = again


__all__ = ["Limits", "Task", "process_file", "process_paths"]
