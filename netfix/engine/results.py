"""What comes of a file: a closed set of frozen values, which travel from worker processes to reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from netfix.engine.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.dialect import Dialect
    from netfix.engine.edits import Edit
    from netfix.engine.findings import Finding, Safety


@dataclass(frozen=True, slots=True)
class Located:
    """A finding at its place in a file: lines and columns are 1-based and count characters; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    codemod: str
    safety: Safety
    message: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Processed:
    """A file that was read.

    `findings` are what is left to see in it: everything found if nothing was to be rewritten, else what remains.
    `applied` are the findings whose rewrites are in `after`, which is None where nothing is to change. `before` is
    the file's bytes as they were read, kept only beside an `after`. `text` is what `findings` have their places in,
    kept where the task asks for it and there is something to see.
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
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be processed, and is as it was; `line` is 1-based, None where there is none to name."""

    path: str
    line: int | None
    reason: str


Result = Processed | Failed


def located(findings: Iterable[Finding], text: str, path: str) -> tuple[Located, ...]:
    """Give findings their lines and columns in `text`, whose lines may end in LF, CRLF or CR."""
    lines = _lines(text)
    return tuple(
        Located(
            path, *lines.place(finding.start), *lines.place(finding.end),
            codemod=finding.codemod, safety=finding.safety, message=finding.message, edits=finding.edits,
        )
        for finding in findings
    )  # fmt: skip


@lru_cache(maxsize=1)
def _lines(text: str) -> Lines:
    """Give the lines of a text; those of the last one are asked for again and again."""
    return Lines(text)
