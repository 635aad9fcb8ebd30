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
            if blanks:
                # Written again, so that nothing else takes the line away in the same pass and leaves its level behind.
                edits.append(Edit(at, at + len(blanks), blanks))
        at = line_end + 1
    return edits


def _strings(statement: cst.CSTNode) -> Iterator[cst.BaseString]:
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (cst.SimpleString, cst.FormattedString)):
            yield node
        waiting += code_children(node)


def line_before(document: Document, statement: cst.CSTNode, line: str) -> Edit | None:
    """Give the edit that puts a line in front of a statement, behind its comments; None if it shares its line.

    Inserted at the start of the line, where `indented` inserts, too: both are not made in one pass.
    """
    start = document.tree.position(statement)[0]
    at = document.tree.text.rfind("\n", 0, start) + 1
    indent = document.tree.text[at:start]
    return Edit(at, at, f"{indent}{line}\n") if not indent.strip() else None


def line_behind(document: Document, statement: cst.CSTNode, line: str) -> Edit | None:
    """Give the edit that puts a line behind a statement, with its indentation; None if it shares its line."""
    tree = document.tree
    start = tree.position(statement)[0]
    indent = tree.text[tree.text.rfind("\n", 0, start) + 1 : start]
    # The span of a block may or may not have the newline of its last line, and never a comment behind that.
    end = len(tree.text[: tree.span(statement)[1]].rstrip())
    newline = tree.text.find("\n", end)
    if indent.strip() or isinstance(tree.parent(statement), cst.SimpleStatementSuite):
        return None
    if newline == -1:
        return Edit(len(tree.text), len(tree.text), f"\n{indent}{line}")
    return Edit(newline + 1, newline + 1, f"{indent}{line}\n")
