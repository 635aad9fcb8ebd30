"""What comes of a file: a closed set of frozen values, which travel from worker processes to reports."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netfix.engine.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.dialect import Dialect
    from netfix.engine.edits import Edit
    from netfix.engine.findings import Finding, Safety


# These are named tuples for the reason given in `netfix.config.model`.
class Located(NamedTuple):
    """A finding at its place in a file: lines and columns are 1-based and count characters; the end is exclusive.

    In a notebook `cell` is the number of its cell among all cells, from 1, and lines count in the cell; `file_lines`
    are the first and the last line of the file that it is on.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    codemod: str
    safety: Safety
    message: str
    edits: tuple[Edit, ...]
    cell: int | None = None
    file_lines: tuple[int, int] | None = None

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line of the file that it is on."""
        return self.file_lines or (self.line, self.end_line)

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells it from the other findings in its file: codemod, line of the file, column."""
        return self.codemod, self.lines[0], self.column

    @property
    def place(self) -> str:
        """Where it begins: `path:line:column`, in a notebook `path:cell 3:line:column`."""
        return f"{_file(self.path, self.cell)}:{self.line}:{self.column}"


class Processed(NamedTuple):
    """A file that was read.

    `findings` are what is left to see in it: everything found if nothing was to be rewritten, else what remains.
    `applied` are the findings whose rewrites are in `after`, which is None where nothing is to change. `before` is
    the file's bytes as they were read, kept beside an `after`, and where the task asks for it beside findings.
    `reads` are the other files that this rests on, see `Project.recorded`.
    """

    path: str
    dialect: Dialect
    dialect_after: Dialect
    findings: tuple[Located, ...] = ()
    applied: tuple[Located, ...] = ()
    before: bytes | None = None
    after: bytes | None = None
    encoding: str = "utf-8"
    kept_python2: str | None = None
    reads: tuple[tuple[str, str | None], ...] = ()


class Failed(NamedTuple):
    """A file that could not be processed, and is as it was; `line` is 1-based, None where there is none to name.

    In a notebook `cell` is as in `Located`.
    """

    path: str
    line: int | None
    reason: str
    cell: int | None = None

    @property
    def place(self) -> str:
        """What is to blame: `path`, `path:line`, `path:cell 3:line`."""
        place = _file(self.path, self.cell)
        return place if self.line is None else f"{place}:{self.line}"


Result = Processed | Failed


def located(findings: Iterable[Finding], text: str, path: str) -> tuple[Located, ...]:
    """Give findings their lines and columns in `text`, whose lines may end in LF, CRLF or CR."""
    found = tuple(findings)
    if not found:
        return ()
    lines = _lines(text)
    return tuple(
        Located(
            path, *lines.place(finding.start), *lines.place(finding.end),
            codemod=finding.codemod, safety=finding.safety, message=finding.message, edits=finding.edits,
        )
        for finding in found
    )  # fmt: skip


def _file(path: str, cell: int | None) -> str:
    return path if cell is None else f"{path}:cell {cell}"


@lru_cache(maxsize=1)
def _lines(text: str) -> Lines:
    """Give the lines of a text; those of the last one are asked for again and again."""
    return Lines(text)
