"""Plug-ins that are files or folders, imported by their path.

Their modules are called after where they are: `netfix.plugins.files.at_<folder>.local.<file>`, with the folder in
hexadecimal. So the name is all that another process needs: pickle, which sends classes by the names of their modules,
works as for any other code, in workers that were started afresh too.

A folder is a package of codemods, and its name their family, as in netfix itself. A single file's family is `local`.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

_PREFIX = f"{__name__}.at_"
_LOCAL = "local"
#: This module counts as a package, whose modules only the finder below knows.
__path__: list[str] = []


def module_name(path: Path) -> str:
    """Give the name under which the file or folder `path` is imported."""
    place = f"{_PREFIX}{os.fsencode(path.parent).hex()}"
    return f"{place}.{path.name}" if path.is_dir() else f"{place}.{_LOCAL}.{path.stem}"


def load(path: Path) -> ModuleType:
    """Import a file or a folder with an `__init__.py`. Raises whatever its code raises."""
    return importlib.import_module(module_name(path))


class _Finder(importlib.abc.MetaPathFinder):
    """Finds what is named after its folder."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the protocol
        target: ModuleType | None = None,  # noqa: ARG002 - the protocol
    ) -> importlib.machinery.ModuleSpec | None:
        """Say how to import a module below this one."""
        if not fullname.startswith(_PREFIX):
            return None
        place, *inner = fullname.removeprefix(_PREFIX).split(".")
        folder = Path(os.fsdecode(bytes.fromhex(place)))
        if inner in ([], [_LOCAL]) and not (inner and (folder / _LOCAL / "__init__.py").is_file()):
            package = importlib.machinery.ModuleSpec(fullname, None, is_package=True)
            package.submodule_search_locations = []
            return package
        if inner[0] == _LOCAL and len(inner) > 1 and (folder / f"{inner[1]}.py").is_file():
            inner = inner[1:]
        file = folder.joinpath(*inner)
        if (file / "__init__.py").is_file():
            found = file / "__init__.py"
            return importlib.util.spec_from_file_location(fullname, found, submodule_search_locations=[str(file)])
        return importlib.util.spec_from_file_location(fullname, f"{file}.py") if Path(f"{file}.py").is_file() else None


sys.meta_path.append(_Finder())
