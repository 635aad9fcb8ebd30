"""A file as what its suffix says that it is: a program or a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.source import Source, read_bytes

if TYPE_CHECKING:
    from netfix.engine.notebook import Notebook

_NOTEBOOK = ".ipynb"


def read_source(path: str) -> Source | Notebook:
    """Read a file. Raises SourceError."""
    return source_of(path, read_bytes(path))


def source_of(path: str, data: bytes) -> Source | Notebook:
    """Give what a file at `path` with these bytes is. Raises SourceError."""
    if not path.endswith(_NOTEBOOK):
        return Source.from_bytes(path, data)
    from netfix.engine.notebook import Notebook  # noqa: PLC0415 - most runs have none

    return Notebook.from_bytes(path, data)
