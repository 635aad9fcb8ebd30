"""The one way in which a pattern is refused."""

from __future__ import annotations


class PatternError(Exception):
    """A pattern cannot be used. The message says where it is written, and what is wrong with it.

    `path` is the file that it stands in (or what stands for one: `--pattern`), `line` its 1-based line, None if that
    is not known, `reason` one clause for people.
    """

    def __init__(self, reason: str, path: str = "", line: int | None = None) -> None:
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason = reason
        self.path = path
        self.line = line
