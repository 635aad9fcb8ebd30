"""The other files of a run, for facts that one file alone does not hold.

A codemod looks at other files through its document's `project`: which file a module's name means, what stands in it,
and which files belong to the run. Nothing here imports or runs a user's module. Whatever was looked at is recorded,
because a result that is kept for a later run holds only as long as those files are what they were.
"""

# Paths are shown and compared as the user gave them, which Path would tidy up:
# ruff: noqa: PTH100, PTH113, PTH118, PTH119, PTH120, PTH208

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netfix.engine.digests import digest
from netfix.engine.discovery import SUFFIXES, DiscoveryError, is_never_walked

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from netfix.engine.codemod import SyntaxCodemod
    from netfix.engine.dialect import Target
    from netfix.engine.discovery import Configured, Found
    from netfix.engine.document import Document
    from netfix.engine.notebook import Notebook
    from netfix.engine.shard import Shard
    from netfix.engine.source import Source

#: Documents kept parsed a worker. A file's neighbours come in runs, and a parsed file is some megabytes.
_KEPT_DOCUMENTS = 64
_KEPT_SOURCES = 256

#: In a record: which files belong to the run, instead of a path; that a file was there, instead of its digest.
FILES = "\0files"
THERE = ""
#: In a record: whole trees of folders were searched, of which there is none; such a result is not kept.
ALL_AROUND = "\0around"


# A named tuple for the reason given in `netfix.config.model`.
class RunScope(NamedTuple):
    """Which files a run is about, in the terms in which it was asked for, see `discover`.

    `configured` is what configuration files say of folders; a worker process reads them itself.
    """

    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    configured: Configured | None = None
    shard: Shard | None = None
    force_exclude: bool = False

    def is_meant(self, found: Found | DiscoveryError) -> bool:
        """Whether what was found falls to this part of a run that is divided; problems are told by all parts."""
        return self.shard is None or isinstance(found, DiscoveryError) or self.shard.includes(found.path)


class Project:
    """The files of one run, as a worker process sees them on disk. Files are read when they are asked for."""

    def __init__(self, scope: RunScope, target: Target, syntax: Sequence[type[SyntaxCodemod]]) -> None:
        """Know the run. No file is looked at yet."""
        self._scope = scope
        self._target = target
        self._syntax = syntax
        self._reads: dict[str, str | None] = {}
        self._source = lru_cache(_KEPT_SOURCES)(self._read)
        self._documents = lru_cache(_KEPT_DOCUMENTS)(self._parse)
        self._files: tuple[str, ...] | None = None
        self._real: frozenset[str] | None = None
        self._around: dict[str, tuple[str, ...]] = {}
        # Of the file that is looked at, which asks hundreds of times for the same few paths; None between files.
        self._exists: dict[str, bool] | None = None
        self._roots: dict[str, tuple[str, tuple[str, ...]]] = {}

    @contextmanager
    def recorded(self) -> Generator[dict[str, str | None]]:
        """Record what is looked at meanwhile: path → digest of its bytes, None for a file that was not there.

        Of a file that was only asked to be there it is `THERE`; `FILES` has the digest of all paths of the run. A
        folder, whose path ends in a separator, has the digest of the names of its Python files.
        """
        outer = self._reads, self._exists, self._roots
        self._reads, self._exists, self._roots = {}, {}, {}
        try:
            yield self._reads
        finally:
            self._reads, self._exists, self._roots = outer

    @property
    def files(self) -> tuple[str, ...]:
        """All files of the run, by the paths under which it shows them."""
        if self._files is None:
            from netfix.engine.discovery import Found, discover, unconfigured  # noqa: PLC0415 - few runs ask

            scope = self._scope
            found = discover(
                scope.paths,
                exclude=scope.exclude,
                respect_gitignore=scope.respect_gitignore,
                configured=scope.configured or unconfigured,
                force_exclude=scope.force_exclude,
            )
            self._files = tuple(each.path for each in found if isinstance(each, Found) and scope.is_meant(each))
        self._reads[FILES] = digest_of_names(self._files)
        return self._files

    def includes(self, path: str) -> bool:
        """Whether a file belongs to the run."""
        files = self.files  # asked each time, so that it is recorded
        if self._real is None:
            self._real = frozenset(map(os.path.realpath, files))
        return os.path.realpath(path) in self._real

    def around(self, path: str) -> tuple[str, ...]:
        """Give the other Python files that may import the one at `path`: below its import root, and of the run."""
        root, files = self._import_root(os.path.dirname(path)), self.files
        if root not in self._around:
            once = {os.path.realpath(other): other for other in (*files, *_python_files(root))}
            self._around[root] = tuple(once.values())
        self._reads[ALL_AROUND] = None
        return tuple(other for other in self._around[root] if not same_file(other, path))

    def beside(self, path: str) -> tuple[str, ...]:
        """Give the other Python files in the folder of `path`."""
        folder = os.path.dirname(path)
        names = names_in(folder)
        self._reads[os.path.join(folder, "")] = digest_of_names(names)
        return tuple(os.path.join(folder, name) for name in names if name != os.path.basename(path))

    def module_path(self, name: str, importer: str, level: int = 0) -> str | None:
        """Give the file that `name` means where the file `importer` imports it; None if it is none beside it.

        `level` counts the dots of `from ..name import`. Looked for are the importer's folder, which is where a script
        finds its modules, and the folder that holds its outermost package. An empty name is the package itself.
        """
        folder = os.path.dirname(importer)
        if level:
            for _ in range(level - 1):
                folder = os.path.join(folder, os.pardir) if folder else os.pardir
            return self._in_folder(folder, name)
        for root in dict.fromkeys((folder, self._import_root(folder))):
            path = self._in_folder(root, name)
            if path is not None:
                return path
        return None

    def _in_folder(self, folder: str, name: str) -> str | None:
        base = os.path.normpath(os.path.join(folder, *name.split("."))) if name else folder
        candidates = [os.path.join(base, "__init__.py"), base + ".py"] if name else [os.path.join(base, "__init__.py")]
        for path in candidates:
            if self.exists(path):
                return path
        return None

    def _import_root(self, folder: str) -> str:
        """Give the folder in which the outermost package around `folder` lies: what `sys.path` names."""
        if self._exists is None:
            return self._look_for_root(folder)[0]
        if folder not in self._roots:
            self._roots[folder] = self._look_for_root(folder)
        root, asked = self._roots[folder]
        for path in asked:
            self.exists(path)
        return root

    def _look_for_root(self, folder: str) -> tuple[str, tuple[str, ...]]:
        """Give the folder as `_import_root` does, and the files whose existence tells it."""
        asked: list[str] = []
        while True:
            asked.append(os.path.join(folder, "__init__.py"))
            if not self.exists(asked[-1]):
                break
            parent: str = os.path.dirname(folder) if folder else os.pardir
            if os.path.abspath(parent) == os.path.abspath(folder):
                break
            folder = parent
        return folder, tuple(asked)

    def exists(self, path: str) -> bool:
        """Whether there is a file of this path."""
        there = None if self._exists is None else self._exists.get(path)
        if there is None:
            there = os.path.isfile(path)
            if self._exists is not None:
                self._exists[path] = there
        self._reads.setdefault(path, THERE if there else None)
        return there

    def source(self, path: str) -> Source | Notebook | None:
        """Give a file's text, None if it cannot be read."""
        source = self._source(path)
        self._reads[path] = None if source is None else digest(source.data)
        return source

    def document(self, path: str) -> Document | None:
        """Give a file parsed, None if it cannot be read or parsed."""
        source = self.source(path)
        return None if source is None else self._documents(path, source.data)

    @staticmethod
    def _read(path: str) -> Source | Notebook | None:
        from netfix.engine.reading import read_source  # noqa: PLC0415 - few runs ask
        from netfix.engine.source import SourceError  # noqa: PLC0415 - as above

        try:
            return read_source(path)
        except SourceError:
            return None

    def _parse(self, path: str, data: bytes) -> Document | None:
        from netfix.engine.dialect import detect  # noqa: PLC0415 - few runs ask
        from netfix.engine.document import Document  # noqa: PLC0415 - a document has a project
        from netfix.engine.parsing import ParseFailed  # noqa: PLC0415 - as above
        from netfix.engine.reading import source_of  # noqa: PLC0415 - as above

        text = source_of(path, data).text
        try:
            dialect = detect(text, self._target)
            document = Document(text, dialect, self._target, path=path, syntax=self._syntax, project=self)
            document.tree  # noqa: B018 - raises if the text cannot be parsed
        except ParseFailed:
            return None
        return document


def _python_files(root: str) -> list[str]:
    """Give the Python files below a folder; left out are hidden folders and those that are never walked."""
    found: list[str] = []
    for folder, folders, _ in os.walk(root or os.curdir):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not is_never_walked(name))
        found += (os.path.normpath(os.path.join(folder, name)) for name in names_in(folder))
    return found


def names_in(folder: str) -> list[str]:
    """Give the names of the Python files of a folder, none if it cannot be read."""
    try:
        return sorted(name for name in os.listdir(folder or os.curdir) if name.endswith(SUFFIXES))
    except OSError:
        return []


def digest_of_names(names: Iterable[str]) -> str:
    """Give what stands for a folder, or for all files of a run, in a record."""
    return digest("\0".join(names).encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4)
def project_of(scope: RunScope, target: Target, syntax: Sequence[type[SyntaxCodemod]]) -> Project:
    """Give this process's project of a run."""
    return Project(scope, target, syntax)


def same_file(one: str, other: str) -> bool:
    """Whether two paths are one file."""
    return os.path.realpath(one) == os.path.realpath(other)
