"""The lines of a notebook's cell that are IPython's and not Python's: magics, shell commands, questions.

IPython takes a cell apart before Python sees it. What it takes for its own is found here, at the places where it
looks: at the beginning of a statement (`%matplotlib inline`, `!ls`, `?len`), at its end (`len?`), behind the equals
sign of an assignment (`names = !ls`) and in the first line of a cell (`%%bash`). In brackets and strings nothing of
that counts, and a line that goes on behind a backslash is one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Cell magics whose cell is Python that runs in the notebook's own names; all others keep their cell to themselves.
PYTHON_CELL_MAGICS = frozenset({"capture", "debug", "prun", "time", "timeit"})

_CELL_MAGIC = re.compile(r"\s*%%(?P<name>[^\s]*)[^\r\n]*(?:\r\n|\r|\n|\Z)")
_NEWLINE = re.compile(r"\r\n|\r|\n")
#: A whole IPython line, with the lines that follow a backslash.
_ESCAPED_LINE = re.compile(r"(?:[^\\\r\n]|\\(?:\r\n|[\s\S]))*")
_ESCAPE = re.compile(r"[%!?,;/]")
_BLANKS = re.compile(r"[ \t\f]*")
_ASSIGNMENT = re.compile(r"(?:[^=!<>()\[\]{}'\"#%\r\n]|\[[^\[\]=!\r\n]*\])+=[ \t]*(?=!|%[ \t]*[A-Za-z_])")
#: What IPython's automagic understands without its sign, and Python would not: a command, a blank, a word.
_AUTOMAGIC = re.compile(
    r"(?:cat|cd|conda|cp|env|less|ls|mamba|man|mkdir|more|mv|pip|pwd|rm|rmdir|run|uv|load_ext|reload_ext|matplotlib)"
    r"[ \t]+(?!(?:and|or|in|is|if|not)\b)(?:[-\w~/$]|\.[./])"
)
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    | [rRbBuUfFtT]{0,2} (?: \"\"\"(?:\\[\s\S]|[^\\])*?(?:\"\"\"|\Z) | \'\'\'(?:\\[\s\S]|[^\\])*?(?:\'\'\'|\Z)
        | \"(?:\\(?:\r\n|[\s\S])|[^\"\\\r\n])*\"? | \'(?:\\(?:\r\n|[\s\S])|[^\'\\\r\n])*\'? )
    | (?P<open>[(\[{]) | (?P<close>[)\]}]) | (?P<joined>\\(?:\r\n|\r|\n)) | (?P<newline>\r\n|\r|\n)
    | (?P<blank>[ \t\f]+) | (?P<word>\w+) | (?P<other>[\s\S])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Magic:
    """A span of a cell's source that is not Python; all of the cell where `whole`."""

    start: int
    end: int
    whole: bool = False


def magics(source: str) -> list[Magic]:
    """Give what is IPython's in a cell, in order."""
    found: list[Magic] = []
    at = 0
    first = _CELL_MAGIC.match(source)
    if first is not None:
        if first["name"] not in PYTHON_CELL_MAGICS:
            return [Magic(0, len(source), whole=True)]
        line = first[0].rstrip("\r\n")
        found.append(Magic(len(line) - len(line.lstrip()), len(line)))
        at = first.end()
    found += _in_lines(source, at)
    return found


def _in_lines(source: str, at: int) -> Iterator[Magic]:
    """Walk from statement to statement."""
    while at < len(source):
        start = _past(_BLANKS, source, at)
        assigned = _ASSIGNMENT.match(source, start)
        if _ESCAPE.match(source, start):
            at = _past(_ESCAPED_LINE, source, start)
            yield Magic(start, at)
        elif assigned:
            at = _past(_ESCAPED_LINE, source, assigned.end())
            yield Magic(assigned.end(), at)
        else:
            end, asks = _end_of_statement(source, start)
            if asks or _AUTOMAGIC.match(source, start, end):
                yield Magic(start, start + len(source[start:end].rstrip()))
            at = end
        newline = _NEWLINE.match(source, at)
        at = newline.end() if newline else max(at, start)


def _past(pattern: re.Pattern[str], source: str, at: int) -> int:
    """Give where what begins at `at` and has this pattern ends."""
    found = pattern.match(source, at)
    return found.end() if found else at


def _end_of_statement(source: str, at: int) -> tuple[int, bool]:
    """Give where the logical line that begins at `at` ends, before its newline, and whether it ends in a `?`."""
    depth = 0
    last = ""
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None:  # every character matches `other`
            break
        kind = token.lastgroup
        if kind == "newline" and depth <= 0:
            break
        depth += (kind == "open") - (kind == "close")
        if kind not in {"blank", "newline", "joined"}:
            last = token[0] if kind == "other" else kind or "string"
        at = token.end()
    return at, last == "?"
