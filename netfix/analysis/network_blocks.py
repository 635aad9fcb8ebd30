"""Edits that put statements into a block of their own, one level deeper than they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.edits import Edit
from netfix.engine.lazy import cst
from netfix.engine.tree import code_children

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netfix.engine.document import Document


def indented(document: Document, statements: Sequence[cst.CSTNode]) -> list[Edit] | None:
    """Give the edits that indent statements which follow one another, with the comments in front of them.

    Lines inside of string literals stay as they are. None where tabs and blanks would be mixed.
    """
    tree = document.tree
    start = tree.full_span(statements[0])[0]
    end = tree.full_span(statements[-1])[1]
    inside = [tree.span(node) for statement in statements for node in _strings(statement)]
    level = tree.module.default_indent
    edits: list[Edit] = []
    at = start
    while at < end:
        newline = tree.text.find("\n", at)
        line_end = len(tree.text) if newline == -1 else newline
        line = tree.text[at:line_end]
        if line.strip() and not any(first < at <= last for first, last in inside):
            blanks = line[: len(line) - len(line.lstrip())]
            if blanks and ("\t" in blanks) != ("\t" in level):
                return None
            edits.append(Edit(at, at, level))
        at = line_end + 1
    return edits


def _strings(statement: cst.CSTNode) -> Iterator[cst.BaseString]:
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (cst.SimpleString, cst.FormattedString)):
            yield node
        waiting += code_children(node)
