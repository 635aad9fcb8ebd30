"""The one way in which a plug-in is refused."""

from __future__ import annotations

import os


class PluginError(Exception):
    """A plug-in cannot be used. The message says where: file and line if they are known, else its name.

    `path` is the file, or the name of what should have been one; `line` its 1-based line, or None.
    """

    def __init__(self, reason: str, path: str, line: int | None = None) -> None:
        below = os.path.join(os.path.realpath(os.curdir), "")  # noqa: PTH118 - as text, which the name of none may be
        shown = path.removeprefix(below)
        where = shown if line is None else f"{shown}:{line}"
        super().__init__(f"{where if path.startswith('pattern ') else f'plug-in {where}'}: {reason}")
        self.reason = reason
        self.path = path
        self.line = line
