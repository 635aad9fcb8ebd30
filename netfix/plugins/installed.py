"""Plug-ins that are installed: packages with entry points of the group `netfix.codemods`.

Asking `importlib.metadata` costs tens of milliseconds, at each start and mostly to hear that there are none. So first a
glance: does the text of any package's entry points name the group at all?
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint

GROUP = "netfix.codemods"
_METADATA = (".dist-info", ".egg-info")


def entry_points() -> list[EntryPoint]:
    """Give the entry points of installed plug-ins, in the order of their names.

    Packages that are imported from archives, which need no folder of their own, are not looked at.
    """
    if not any(_names_group(file) for file in _texts()):
        return []
    from importlib.metadata import entry_points as find  # noqa: PLC0415 - see above

    return sorted(set(find(group=GROUP)), key=lambda point: (point.name, point.value))


def _texts() -> Iterator[str]:
    """Give the paths at which installed packages would name their entry points."""
    for folder in dict.fromkeys(sys.path):
        with suppress(OSError), os.scandir(folder or ".") as entries:
            for entry in entries:
                if entry.name.endswith(_METADATA):
                    yield os.path.join(entry.path, "entry_points.txt")  # noqa: PTH118 - a hundred of them at each start


def _names_group(path: str) -> bool:
    with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123 - as above
        return f"[{GROUP}]".encode() in file.read()
    return False
