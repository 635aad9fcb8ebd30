"""How the lines of a Python 2 program are indented, and which of them Python 3 would refuse.

Python 2 reads a tab as "to the next multiple of 8". Python 3 refuses an indentation whose depth depends on that: it
also measures with tabs one column wide, and the two measures must agree on what is deeper (Parser/tokenizer.c).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.python2_nodes import Node

_TAB_WIDTH = 8
_BLANKS = re.compile(r"[ \t\f]*")
_LAYOUT_TOKENS = frozenset({"NEWLINE", "INDENT", "DEDENT", "ENDMARKER"})


@dataclass(frozen=True, slots=True)
class Line:
    """The indentation of a line on which a statement or a comment begins: where it starts, its text, its columns."""

    start: int
    indentation: str
    is_statement: bool

    @property
    def end(self) -> int:
        """Where the indentation ends."""
        return self.start + len(self.indentation)

    @property
    def column(self) -> int:
        """Its depth as Python 2 reads it, a tab reaching to the next multiple of 8."""
        return len(self.indentation.expandtabs(_TAB_WIDTH))

    @property
    def narrow_column(self) -> int:
        """Its depth with tabs one column wide, Python 3's second measure."""
        return len(self.indentation)


def lines_of(text: str, leaves: list[Node]) -> list[Line]:
    """Give the lines on which statements, and comments between statements, begin; not those that continue one."""
    lines: list[Line] = []
    end_of_statement = 0
    for at, leaf in enumerate(leaves):
        if leaf.kind in _LAYOUT_TOKENS and leaf.kind != "NEWLINE":
            continue
        if leaf.kind == "NEWLINE":
            end_of_statement = leaf.end
        elif at == 0 or leaves[at - 1].kind in _LAYOUT_TOKENS:
            lines += _comment_lines(text, end_of_statement, leaf.start)
            start = text.rfind("\n", 0, leaf.start) + 1
            lines.append(Line(start, text[start : leaf.start], is_statement=True))
    lines += _comment_lines(text, end_of_statement, len(text))
    return lines


def _comment_lines(text: str, start: int, end: int) -> Iterator[Line]:
    """Give the comment lines between two statements."""
    while start < end:
        indentation = _BLANKS.match(text, start)
        if indentation is not None and text.startswith("#", indentation.end()):
            yield Line(start, indentation[0], is_statement=False)
        newline = text.find("\n", start)
        if newline < 0:
            return
        start = newline + 1


def ambiguous_blocks(lines: list[Line]) -> list[list[Line]]:
    """Give the lines of each top-level statement in which Python 3 would refuse an indentation."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or (line.is_statement and line.column == 0):
            blocks.append([])
        blocks[-1].append(line)
    return [block for block in blocks if _is_ambiguous([line for line in block if line.is_statement])]


def _is_ambiguous(lines: list[Line]) -> bool:
    """Whether the two measures disagree somewhere in a block, as Python 3's tokenizer finds out."""
    stack = [(0, 0)]
    for line in lines:
        here = (line.column, line.narrow_column)
        if here[0] > stack[-1][0]:
            if here[1] <= stack[-1][1]:
                return True
            stack.append(here)
            continue
        while here[0] < stack[-1][0]:
            stack.pop()
        if here != stack[-1]:
            return True
    return False
