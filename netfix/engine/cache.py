"""What was found in files by earlier runs, for those that are what they were.

A result holds for a file's bytes at its path, under one task, made by one netfix, as long as the other files that it
rests on are what they were. Results of one folder and one task stand in one file of the user's cache folder. It is
replaced as a whole, so that runs at the same time never see half of one, and carries a checksum: whatever cannot be
read is ignored, and written anew. Kept is only what says that there is nothing to rewrite.

A file whose size, times and inode are those of the earlier run is not even read. They are trusted only if the file had
already been left alone for a while when it was looked at: of two changes within one tick of the clock, the second one
leaves no trace but in the bytes.
"""

# A path object for each of 40,000 files costs more than the rest:
# ruff: noqa: PTH103, PTH108, PTH109, PTH111, PTH112, PTH113, PTH116, PTH117, PTH118, PTH120, PTH123

from __future__ import annotations

import contextlib
import os
import sys
import time
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from netfix import __version__
from netfix.engine.digests import blake2b, digest
from netfix.engine.kept import NO_TIMES, Entry, packed, plain, replace_file, result_of, unpacked
from netfix.engine.listed import listed_in
from netfix.engine.project import ALL_AROUND, FILES, THERE, digest_of_names, names_in
from netfix.engine.results import Processed
from netfix.engine.task import Choice, Mode
from netfix.registry import is_installed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netfix.engine.kept import Reads, Times
    from netfix.engine.results import Result
    from netfix.engine.task import Task

    #: Processes files, and gives their results in order.
    Process = Callable[[Sequence[tuple[str, Task]]], Iterator[Result]]

#: How long a file must have been left alone for its times to say that it is the same: the coarsest clock of a file
#: system in use, FAT's, has ticks of two seconds.
_SETTLED_NS = 2_500_000_000
#: What the folder may hold; beyond it the files go that were not used for longest.
MOST_BYTES = 256 * 1024 * 1024
#: Entries of files that a run did not ask for are kept up to this number.
_MOST_UNASKED = 50_000


class Cache:
    """The results of earlier runs, in a folder that is made when something is to be kept."""

    def __init__(self, folder: str | os.PathLike[str], *, most_bytes: int = MOST_BYTES) -> None:
        """Know the folder. `notes` are what could not be kept, and why, for people."""
        self._folder = os.fspath(folder)
        self._most_bytes = most_bytes
        self.notes: list[str] = []

    def process(self, files: Sequence[tuple[str, Task]], process: Process) -> Iterator[Result]:
        """Give the results of files in order, those of unknown ones by `process`, and keep what can be kept."""
        run = _Run(self._folder, files)
        known = [run.known(path, task) for path, task in files]
        made = process([work for work, result in zip(files, known, strict=True) if result is None])
        for (path, task), result in zip(files, known, strict=True):
            if result is not None:
                yield result
                continue
            new = next(made)
            run.learn(path, task, new)
            yield new
        self._save(run)

    def _save(self, run: _Run) -> None:
        try:
            for name, data in run.changed():
                os.makedirs(self._folder, exist_ok=True)
                replace_file(os.path.join(self._folder, name), data)
            for name in run.used():
                os.utime(os.path.join(self._folder, name))
            if run.has_grown:
                self._evict()
        except OSError as error:
            self.notes.append(f"nothing was kept for the next run in {self._folder}: {error.strerror or error}")

    def _evict(self) -> None:
        """Remove the files that were not used for longest, until the folder holds no more than it may."""
        found = [(entry.stat(), entry.path) for entry in os.scandir(self._folder) if entry.is_file()]
        total = sum(stat.st_size for stat, _ in found)
        for stat, path in sorted(found, key=lambda each: each[0].st_mtime_ns):
            if total <= self._most_bytes:
                break
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
            total -= stat.st_size

    def clear(self) -> None:
        """Remove what is kept. Raises OSError."""
        if os.path.isdir(self._folder):
            for entry in os.scandir(self._folder):
                if entry.name.endswith(".cache"):
                    with contextlib.suppress(FileNotFoundError):
                        os.unlink(entry.path)


class _Run:
    """What one run asks of the cache, and adds to it. Times and bytes of a file are looked at once."""

    def __init__(self, folder: str, files: Sequence[tuple[str, Task]]) -> None:
        self._folder = folder
        self._started = time.time_ns()
        self._shards: dict[str, dict[str, Entry]] = {}
        self._asked: dict[str, set[str]] = {}
        self._touched: set[str] = set()
        self._names: dict[int, str | None] = {}
        self._digests: dict[str, str | None] = {}
        self._before: dict[str, Times | None] = {}
        self._same: set[tuple[str, str | None]] = set()
        self._other: set[tuple[str, str | None]] = set()
        self._files = [path for path, _ in files]
        self.has_grown = False

    def known(self, path: str, task: Task) -> Processed | None:
        """Give what is known of a file, None if nothing is."""
        name = self._name(task)
        if name is None:
            return None
        entries = self._entries(name)
        self._asked[name].add(path)
        times = self._before[path] = _times(path)
        entry = entries.get(path)
        if entry is None or times is None:
            return None
        if entry.times != times:
            if self._digest(path) != entry.bytes_digest:
                return None
            if self._is_settled(times):
                entries[path] = entry._replace(times=times)
                self._touched.add(name)
        if entry.reads and not self._are_as_they_were(entry.reads, entries):
            return None
        result = result_of(path, entry.result)
        return None if task.keep and result.findings else result

    def learn(self, path: str, task: Task, result: Result) -> None:
        """Keep a result that says that nothing is to be rewritten, if the file has not changed meanwhile."""
        name = self._name(task)
        before = self._before.get(path)
        if name is None or before is None or not isinstance(result, Processed) or result.after is not None:
            return
        if any(other == ALL_AROUND for other, _ in result.reads):
            return
        self._digests.pop(path, None)
        bytes_digest = self._digest(path)
        if bytes_digest is None or _times(path) != before:
            return
        times = before if self._is_settled(before) else NO_TIMES
        self._entries(name)[path] = Entry(times, bytes_digest, result.reads, plain(result))
        self._touched.add(name)
        self.has_grown = True

    def used(self) -> list[str]:
        """Give the names of the files that need not be replaced."""
        return [name for name, entries in self._shards.items() if entries and name not in self._touched]

    def changed(self) -> Iterator[tuple[str, bytes]]:
        """Give the names and the contents of the files that are to be replaced."""
        for name in self._touched:
            entries = self._shards[name]
            unasked = len(entries) - len(self._asked[name])
            if unasked > _MOST_UNASKED:
                entries = {path: entry for path, entry in entries.items() if path in self._asked[name]}
            yield name, packed(entries)

    def _name(self, task: Task) -> str | None:
        if id(task) not in self._names:
            self._names[id(task)] = _name_of(task)
        return self._names[id(task)]

    def _entries(self, name: str) -> dict[str, Entry]:
        if name not in self._shards:
            self._shards[name] = unpacked(os.path.join(self._folder, name))
            self._asked[name] = set()
        return self._shards[name]

    def _digest(self, path: str) -> str | None:
        if path not in self._digests:
            try:
                with open(path, "rb") as file:
                    self._digests[path] = digest(file.read())
            except OSError:
                self._digests[path] = None
        return self._digests[path]

    def _is_settled(self, times: Times) -> bool:
        return max(times[1], times[2]) + _SETTLED_NS < self._started

    def _are_as_they_were(self, reads: Reads, entries: dict[str, Entry]) -> bool:
        """Whether other files are the same; what many results rest on is looked at once."""
        if self._same.issuperset(reads):
            return True
        if not self._other.isdisjoint(reads):
            return False
        for read in reads:
            if read not in self._same and not self._is_as_it_was(*read, entries):
                self._other.add(read)
                return False
            self._same.add(read)
        return True

    def _is_as_it_was(self, path: str, then: str | None, entries: dict[str, Entry]) -> bool:
        """Whether another file is the same: by its times if this run knows them, else by its bytes."""
        if path == FILES:
            return then == digest_of_names(self._files)
        if not path or path.endswith(os.sep):
            return then == digest_of_names(names_in(path))
        if then is None or then == THERE:
            # Most were not there, and to be told so by an exception takes twice as long.
            return (os.access(path, os.F_OK) and os.path.isfile(path)) is (then is not None)
        entry = entries.get(path)
        if entry is not None and path not in self._digests and entry.times != NO_TIMES and entry.times == _times(path):
            return entry.bytes_digest == then
        return self._digest(path) == then


def _times(path: str) -> Times | None:
    """Give what changes whenever a file does: size, time of its bytes, time of its inode, inode."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _name_of(task: Task) -> str | None:
    """Give the name of the file for a task's results in the current folder; None if they cannot be kept.

    What other people's codemods look at, nobody knows; and of a choice of findings there is no second run.
    """
    if task.mode not in {Mode.FIND, Mode.FIX} or task.choice != Choice():
        return None
    said: list[object] = [netfix_identity(), os.getcwd(), task.mode.name, task.keep]
    for step in task.steps:
        codemods = (*listed_in(step.codemods), *listed_in(step.syntax))
        if not all(codemod.is_own for codemod in codemods):
            return None
        said += ([codemod.name for codemod in codemods], step.target.name, step.unsafe)
        said.append(sorted((name, sorted(values.items())) for name, values in step.options.items()))
        scope = step.scope
        said.append(None if scope is None else (scope.paths, scope.exclude, scope.respect_gitignore, scope.configured))
        said.append(sorted(step.extra_names))
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest() + ".cache"


@cache
def netfix_identity() -> str:
    """Give what results depend on beside task and files: netfix, its parsers, and the Python that runs them.

    A netfix that is installed has a version; one that is worked on has files that change.
    """
    said: list[object] = [__version__, sys.version, sys.platform]
    for package in ("libcst", "fissix"):
        spec = find_spec(package)
        said.append(None if spec is None or spec.origin is None else (spec.origin, _times(spec.origin)))
    if not is_installed():
        said += sorted(_sources(os.path.dirname(os.path.dirname(os.path.realpath(__file__)))))
    return blake2b(repr(said).encode(), digest_size=20).hexdigest()


def _sources(folder: str) -> Iterable[tuple[str, int, int]]:
    """Give the files of a folder with their sizes and times."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _sources(entry.path)
        else:
            stat = entry.stat()
            yield entry.path, stat.st_size, stat.st_mtime_ns


def default_folder() -> str:
    """Give the user's own folder for what can be made again, as the system has it."""
    named, home = (os.environ.get(name, "") for name in ("XDG_CACHE_HOME", "HOME"))
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ and os.path.isabs(named or home):
        # What platformdirs says there as well; to import it takes as long as to look at a hundred files.
        return os.path.join(named or os.path.expanduser("~/.cache"), "netfix")
    from platformdirs import user_cache_dir  # noqa: PLC0415 - as above

    return user_cache_dir("netfix", appauthor=False)
