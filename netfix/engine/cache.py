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
# ruff: noqa: PTH113, PTH116

from __future__ import annotations

import contextlib
import io
import marshal
import os
import pickle
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netfix import __version__
from netfix.engine.dialect import Dialect
from netfix.engine.listed import listed_in
from netfix.engine.process import Choice, Mode
from netfix.engine.project import ALL_AROUND, FILES, THERE, digest, digest_of_names, names_in
from netfix.engine.results import Processed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netfix.engine.process import Task
    from netfix.engine.results import Result

    #: Processes files, and gives their results in order.
    Process = Callable[[Sequence[tuple[str, Task]]], Iterator[Result]]

#: Changes with what stands in a file of the cache.
_FORMAT = b"netfix-cache-1\n"
_CHECKSUM_BYTES = 16
#: How long a file must have been left alone for its times to say that it is the same: the coarsest clock of a file
#: system in use, FAT's, has ticks of two seconds.
_SETTLED_NS = 2_500_000_000
#: What the folder may hold; beyond it the files go that were not used for longest.
MOST_BYTES = 256 * 1024 * 1024
#: Entries of files that a run did not ask for are kept up to this number.
_MOST_UNASKED = 50_000
_NO_TIMES = (0, 0, 0, 0)

#: What stands for a result that says that nothing was found in a file of this dialect: most do.
_NOTHING = {Dialect.PYTHON2: b"2", Dialect.PYTHON3: b"3"}

_Times = tuple[int, int, int, int]
_Reads = tuple[tuple[str, "str | None"], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A kept result: `times` as `_times` gives them, `bytes_digest` of the file, `reads` as in `Processed`."""

    times: _Times
    bytes_digest: str
    reads: _Reads
    result: bytes


class Cache:
    """The results of earlier runs, in a folder that is made when something is to be kept."""

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        """Know the folder. `notes` are what could not be kept, and why, for people."""
        self._folder = folder
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
                self._folder.mkdir(parents=True, exist_ok=True)
                _replace(self._folder / name, data)
            for name in run.used():
                os.utime(self._folder / name)
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
                os.unlink(path)  # noqa: PTH108 - as above
            total -= stat.st_size

    def clear(self) -> None:
        """Remove what is kept. Raises OSError."""
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name.endswith(".cache"):
                    path.unlink(missing_ok=True)


class _Run:
    """What one run asks of the cache, and adds to it. Times and bytes of a file are looked at once."""

    def __init__(self, folder: Path, files: Sequence[tuple[str, Task]]) -> None:
        self._folder = folder
        self._started = time.time_ns()
        self._shards: dict[str, dict[str, _Entry]] = {}
        self._asked: dict[str, set[str]] = {}
        self._touched: set[str] = set()
        self._names: dict[int, str | None] = {}
        self._digests: dict[str, str | None] = {}
        self._before: dict[str, _Times | None] = {}
        self._same: dict[tuple[str, str | None], bool] = {}
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
                entries[path] = replace(entry, times=times)
                self._touched.add(name)
        if not all(map(self._asked_before(entries), entry.reads)):
            return None
        result = _result_of(path, entry.result)
        return None if result is None or (task.keep and result.findings) else result

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
        times = before if self._is_settled(before) else _NO_TIMES
        kept = replace(result, before=None, reads=())
        data = _NOTHING.get(kept.dialect, b"") if kept == Processed(path, kept.dialect, kept.dialect) else b""
        self._entries(name)[path] = _Entry(times, bytes_digest, result.reads, data or pickle.dumps(kept, protocol=4))
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
            yield name, _packed(entries)

    def _name(self, task: Task) -> str | None:
        if id(task) not in self._names:
            self._names[id(task)] = _name_of(task)
        return self._names[id(task)]

    def _entries(self, name: str) -> dict[str, _Entry]:
        if name not in self._shards:
            self._shards[name] = _unpacked(self._folder / name)
            self._asked[name] = set()
        return self._shards[name]

    def _digest(self, path: str) -> str | None:
        if path not in self._digests:
            try:
                with open(path, "rb") as file:  # noqa: PTH123 - as above
                    self._digests[path] = digest(file.read())
            except OSError:
                self._digests[path] = None
        return self._digests[path]

    def _is_settled(self, times: _Times) -> bool:
        return max(times[1], times[2]) + _SETTLED_NS < self._started

    def _asked_before(self, entries: dict[str, _Entry]) -> Callable[[tuple[str, str | None]], bool]:
        """Give `_is_as_it_was`, which asks once about what many files rest on."""
        same = self._same

        def is_same(read: tuple[str, str | None]) -> bool:
            known = same.get(read)
            if known is None:
                known = same[read] = self._is_as_it_was(*read, entries)
            return known

        return is_same

    def _is_as_it_was(self, path: str, then: str | None, entries: dict[str, _Entry]) -> bool:
        """Whether another file is the same: by its times if this run knows them, else by its bytes."""
        if path == FILES:
            return then == digest_of_names(self._files)
        if not path or path.endswith(os.sep):
            return then == digest_of_names(names_in(path))
        if then is None or then == THERE:
            return os.path.isfile(path) is (then is not None)
        entry = entries.get(path)
        if entry is not None and path not in self._digests and entry.times != _NO_TIMES and entry.times == _times(path):
            return entry.bytes_digest == then
        return self._digest(path) == then


def _times(path: str) -> _Times | None:
    """Give what changes whenever a file does: size, time of its bytes, time of its inode, inode."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _replace(path: Path, data: bytes) -> None:
    """Give a file new contents, in one step for whoever reads it at the same time."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem[:8], suffix=".tmp")
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - as above
            file.write(data)
        os.replace(temporary, path)  # noqa: PTH105 - as above
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - as above
        raise


def _packed(entries: dict[str, _Entry]) -> bytes:
    once: dict[object, object] = {}  # what many entries have is written once, if it is one object

    def shared(reads: _Reads) -> object:
        pairs = tuple(once.setdefault(pair, pair) for pair in reads)
        return once.setdefault(pairs, pairs)

    plain = {
        path: (entry.times, entry.bytes_digest, shared(entry.reads), entry.result) for path, entry in entries.items()
    }
    data = marshal.dumps(plain)
    return _FORMAT + blake2b(data, digest_size=_CHECKSUM_BYTES).digest() + data


def _unpacked(path: Path) -> dict[str, _Entry]:
    """Read a file of the cache; nothing if it is not there, or not as it was written."""
    try:
        content = path.read_bytes()
    except OSError:
        return {}
    checksum, data = content[len(_FORMAT) :][:_CHECKSUM_BYTES], content[len(_FORMAT) + _CHECKSUM_BYTES :]
    if not content.startswith(_FORMAT) or blake2b(data, digest_size=_CHECKSUM_BYTES).digest() != checksum:
        return {}
    return {path: _Entry(*entry) for path, entry in marshal.loads(data).items()}  # noqa: S302 - written by netfix


class _OwnValues(pickle.Unpickler):
    """Unpickles what results are made of, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Give a class of netfix's own."""
        if not module.startswith("netfix.engine."):
            raise pickle.UnpicklingError(module)
        return super().find_class(module, name)


def _result_of(path: str, data: bytes) -> Processed | None:
    for dialect, nothing in _NOTHING.items():
        if data == nothing:
            return Processed(path, dialect, dialect)
    try:
        result = _OwnValues(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
        return None
    return result if isinstance(result, Processed) else None


def _name_of(task: Task) -> str | None:
    """Give the name of the file for a task's results in the current folder; None if they cannot be kept.

    What other people's codemods look at, nobody knows; and of a choice of findings there is no second run.
    """
    if task.mode not in {Mode.FIND, Mode.FIX} or task.choice != Choice():
        return None
    said: list[object] = [netfix_identity(), os.getcwd(), task.mode.name, task.keep]  # noqa: PTH109 - as it is
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
    here = Path(__file__).resolve().parent.parent
    if not {"site-packages", "dist-packages"} & set(here.parts):
        said += sorted(_sources(str(here)))
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


def default_folder() -> Path:
    """Give the user's own folder for what can be made again, as the system has it."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - a folder may have been named

    return user_cache_path("netfix", appauthor=False)
