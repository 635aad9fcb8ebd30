"""The other files of a run, for facts that one file alone does not hold.

A codemod looks at other files through its document's `project`: which file a module's name means, what stands in it,
and which files belong to the run. Nothing here imports or runs a user's module. Whatever was looked at is recorded,
because a result that is kept for a later run holds only as long as those files are what they were.
"""

# Paths are shown and compared as the user gave them, which Path would tidy up:
# ruff: noqa: PTH100, PTH113, PTH118, PTH120

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from netfix.engine.parsing import ParseFailed
from netfix.engine.source import Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.codemod import SyntaxCodemod
    from netfix.engine.dialect import Target
    from netfix.engine.document import Document

#: Documents kept parsed a worker. A file's neighbours come in runs, and a parsed file is some megabytes.
_KEPT_DOCUMENTS = 24
_KEPT_SOURCES = 256


@dataclass(frozen=True, slots=True)
class RunScope:
    """Which files a run is about, in the terms in which it was asked for."""

    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True


class Project:
    """The files of one run, as a worker process sees them on disk. Files are read when they are asked for."""

    def __init__(self, scope: RunScope, target: Target, syntax: tuple[type[SyntaxCodemod], ...]) -> None:
        """Know the run. No file is looked at yet."""
        self._scope = scope
        self._target = target
        self._syntax = syntax
        self._reads: dict[str, str | None] = {}
        self._source = lru_cache(_KEPT_SOURCES)(self._read)
        self._documents = lru_cache(_KEPT_DOCUMENTS)(self._parse)
        self._files: tuple[str, ...] | None = None

    @contextmanager
    def recorded(self) -> Iterator[dict[str, str | None]]:
        """Record what is looked at meanwhile: path → digest of its bytes, None for a file that was not there."""
        outer, self._reads = self._reads, {}
        try:
            yield self._reads
        finally:
            self._reads = outer

    @property
    def files(self) -> tuple[str, ...]:
        """All files of the run, by the paths under which it shows them."""
        if self._files is None:
            from netfix.engine.discovery import Found, discover  # noqa: PLC0415 - few runs ask

            scope = self._scope
            found = discover(scope.paths, exclude=scope.exclude, respect_gitignore=scope.respect_gitignore)
            self._files = tuple(each.path for each in found if isinstance(each, Found))
        return self._files

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
        for root in dict.fromkeys((folder, _import_root(folder))):
            path = self._in_folder(root, name)
            if path is not None:
                return path
        return None

    def _in_folder(self, folder: str, name: str) -> str | None:
        base = os.path.normpath(os.path.join(folder, *name.split("."))) if name else folder
        candidates = [os.path.join(base, "__init__.py"), base + ".py"] if name else [os.path.join(base, "__init__.py")]
        for path in candidates:
            if os.path.isfile(path):
                return path
            self._reads.setdefault(path, None)
        return None

    def exists(self, path: str) -> bool:
        """Whether there is a file of this path."""
        there = os.path.isfile(path)
        if not there:
            self._reads.setdefault(path, None)
        return there

    def source(self, path: str) -> Source | None:
        """Give a file's text, None if it cannot be read."""
        source = self._source(path)
        self._reads[path] = None if source is None else digest(source.data)
        return source

    def document(self, path: str) -> Document | None:
        """Give a file parsed, None if it cannot be read or parsed."""
        source = self.source(path)
        return None if source is None else self._documents(path, source.data)

    @staticmethod
    def _read(path: str) -> Source | None:
        try:
            return Source.read(path)
        except SourceError:
            return None

    def _parse(self, path: str, data: bytes) -> Document | None:
        from netfix.engine.dialect import detect  # noqa: PLC0415 - few runs ask
        from netfix.engine.document import Document  # noqa: PLC0415 - a document has a project

        text = Source.from_bytes(path, data).text
        try:
            dialect = detect(text, self._target)
            document = Document(text, dialect, self._target, path=path, syntax=self._syntax, project=self)
            document.tree  # noqa: B018 - raises if the text cannot be parsed
        except ParseFailed:
            return None
        return document


def _import_root(folder: str) -> str:
    """Give the folder in which the outermost package around `folder` lies: what `sys.path` names."""
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        parent = os.path.dirname(folder) if folder else os.pardir
        if os.path.abspath(parent) == os.path.abspath(folder):
            break
        folder = parent
    return folder


def digest(data: bytes) -> str:
    """Give what stands for a file's bytes in a record."""
    return blake2b(data, digest_size=20).hexdigest()


@lru_cache(maxsize=4)
def project_of(scope: RunScope, target: Target, syntax: tuple[type[SyntaxCodemod], ...]) -> Project:
    """Give this process's project of a run."""
    return Project(scope, target, syntax)


def same_file(one: str, other: str) -> bool:
    """Whether two paths are one file."""
    return os.path.realpath(one) == os.path.realpath(other)
