"""Edits of whole statements: a statement inserted before or after another, an import added, a statement taken out.

All are small text edits that copy nothing of the program, so that they hold for a Python 2 file as for its view. Two
findings that ask for one import ask for the very same edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.edits import Edit
from netfix.engine.expressions import dotted
from netfix.engine.imports import name_imported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.document import Document
    from netfix.engine.tree import Tree

Statement = cst.BaseStatement | cst.BaseSmallStatement


def insert_after(tree: Tree, statement: Statement, lines: Sequence[str]) -> Edit:
    """Give the edit that puts statements, one a line, behind `statement`, with its indentation.

    Behind a simple statement they follow on the next lines, or after a semicolon where the statement shares its line
    with others or with the colon of its block.
    """
    small = _shares_line(tree, statement)
    if small:
        end = tree.span(statement)[1]
        return Edit(end, end, "".join(f"; {line}" for line in lines))
    line_end = _line_end(tree, statement)
    indent = tree.indentation(statement)
    return Edit(line_end, line_end, "".join(f"\n{indent}{line}" if line else "\n" for line in lines))


def insert_before(tree: Tree, statement: Statement, lines: Sequence[str]) -> Edit:
    """Give the edit that puts statements in front of `statement`, behind the comment lines that lead to it."""
    start = tree.position(statement)[0]
    if _shares_line(tree, statement):
        return Edit(start, start, "".join(f"{line}; " for line in lines))
    indent = tree.indentation(statement)
    return Edit(start, start, "".join(f"{line}\n{indent}" for line in lines))


def remove(tree: Tree, statement: cst.BaseSmallStatement) -> Edit:
    """Give the edit that takes a small statement out, with its line if it is alone there and has no comment.

    The only statement of a block becomes `pass`.
    """
    line = tree.parent(statement)
    block = line and tree.parent(line)
    start, end = tree.span(statement)
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return _remove_from_line(tree, line, statement)
    if len(getattr(block, "body", ())) == 1 or line.trailing_whitespace.comment is not None:
        return Edit(start, end, "pass")
    line_start = tree.text.rfind("\n", 0, start) + 1
    line_end = tree.text.find("\n", end)
    if line_end == -1:
        return Edit(max(line_start - 1, 0), len(tree.text), "")
    return Edit(line_start, line_end + 1, "")


def _remove_from_line(tree: Tree, line: cst.CSTNode | None, statement: cst.BaseSmallStatement) -> Edit:
    """Take a statement out of those that share a line; the only one becomes `pass`."""
    body = list(getattr(line, "body", ()))
    start, end = tree.span(statement)
    at = next((index for index, each in enumerate(body) if each is statement), 0)
    if len(body) == 1:
        return Edit(start, end, "pass")
    if at + 1 < len(body):
        return Edit(start, tree.span(body[at + 1])[0], "")
    return Edit(tree.span(body[at - 1])[1], end, "")


def _shares_line(tree: Tree, statement: Statement) -> bool:
    """Whether other statements, or the header of its block, stand on the line of a statement."""
    if isinstance(statement, cst.BaseCompoundStatement):
        return False
    line = statement if isinstance(statement, cst.SimpleStatementLine) else tree.parent(statement)
    return isinstance(line, cst.SimpleStatementSuite) or len(getattr(line, "body", ())) != 1


def _line_end(tree: Tree, statement: Statement) -> int:
    """Give the place just before the newline that ends a statement, behind a trailing comment."""
    parent = tree.parent(statement) if isinstance(statement, cst.BaseSmallStatement) else None
    line = parent or statement
    # The span of a block may or may not have the newline of its last line, and never a comment behind that.
    end = len(tree.text[: tree.span(line)[1]].rstrip())
    newline = tree.text.find("\n", end)
    return len(tree.text) if newline == -1 else newline


def import_edit(document: Document, module: str, name: str, at: cst.CSTNode) -> tuple[str, list[Edit]]:
    """Give what to call `module.name` at the place `at`, and the edit that imports it if it is not there already.

    Reuses what the file has: the name itself, under whatever other name, or its module. Where the name means
    something else to the file, it is imported under another: `from twisted.python import log as twisted_log`.
    """
    known = known_as(document, f"{module}.{name}", at)
    if known is not None:
        return known, []
    local = name if is_free(document, name) else f"{module.partition('.')[0]}_{name}"
    while local != name and not is_free(document, local):
        local += "_"
    line = f"from {module} import {name}" + ("" if local == name else f" as {local}")
    return local, [_import_line(document.tree, line)]


def add_import(tree: Tree, line: str) -> Edit:
    """Give the edit that adds an import statement, written out in `line`, to those at the top of the file."""
    return _import_line(tree, line)


def import_from(document: Document, module: str, member: str, at: cst.CSTNode) -> tuple[str, list[Edit]]:
    """Give what to call `module.member` at a place: by itself if the file has it, else through its module."""
    known = known_as(document, f"{module}.{member}", at)
    if known is not None:
        return known, []
    package, _, name = module.rpartition(".")
    local, edits = import_edit(document, package, name, at)
    return f"{local}.{member}", edits


def known_as(document: Document, qualified: str, at: cst.CSTNode) -> str | None:
    """Give the expression by which the file can already name `qualified` at the place `at`, None if it cannot."""
    scopes = document.scopes
    here = scopes.scope_of(at)
    for name in sorted(scopes.module.names):
        bindings = scopes.module.bindings(name)
        if len(bindings) != 1 or not isinstance(bindings[0].node, cst.ImportAlias):
            continue
        found = _by_alias(document, bindings[0].node, name, qualified)
        if found is not None and scopes.owner(name, here) is scopes.module:
            return found
    return None


def _by_alias(document: Document, alias: cst.ImportAlias, name: str, qualified: str) -> str | None:
    """Give the expression that names `qualified` through one import, which binds `name`."""
    statement = document.tree.parent(alias)
    line = statement and document.tree.parent(statement)
    if statement is None or line is None or not isinstance(document.tree.parent(line), cst.Module):
        return None  # in a function, or under a condition
    meant = name_imported(alias, statement)
    if meant == qualified:
        return name
    if isinstance(statement, cst.ImportFrom) or alias.asname is not None:
        # One attribute further: more may be a submodule that nobody has imported.
        is_member = qualified.rpartition(".")[0] == meant
        return name + qualified[len(meant) :] if is_member else None
    named = dotted(alias.name) or ""
    return qualified if qualified == named or qualified.rpartition(".")[0] == named else None


def is_free(document: Document, name: str) -> bool:
    """Whether nothing in the file binds or reads `name`."""
    return all(node.value != name or not document.scopes.is_variable(node) for node in document.tree.of_kind(cst.Name))


def _import_line(tree: Tree, line: str) -> Edit:
    """Put an import behind the last at the top of the file that is most like it: of the same module, or package."""
    module = line.split()[1]
    anchor: cst.SimpleStatementLine | None = None
    likeness = -1
    top: cst.SimpleStatementLine | None = None
    for at, statement in enumerate(tree.module.body):
        if isinstance(statement, (cst.FunctionDef, cst.ClassDef)):
            break
        small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
        if isinstance(statement, cst.SimpleStatementLine) and isinstance(small, (cst.Import, cst.ImportFrom)):
            alike = _likeness(_module(small), module)
            if alike >= likeness:
                anchor, likeness = statement, alike
        elif at == 0 and isinstance(statement, cst.SimpleStatementLine) and _is_docstring(small):
            top = statement
    if anchor is not None:
        end = _line_end(tree, anchor)
        return Edit(end, end, f"\n{line}")
    if top is not None:
        end = _line_end(tree, top)
        return Edit(end, end, f"\n\n{line}")
    start = tree.position(tree.module.body[0])[0] if tree.module.body else len(tree.text)
    return Edit(start, start, f"{line}\n")


def _likeness(one: str, other: str) -> int:
    """Say how much two modules have in common: 2 for the same module, 1 for the same package."""
    if one == other:
        return 2
    return int(one.partition(".")[0] == other.partition(".")[0])


def _module(node: cst.Import | cst.ImportFrom) -> str:
    """Give the module that an import statement names; empty if it is relative."""
    if isinstance(node, cst.ImportFrom):
        return "" if node.relative or node.module is None else dotted(node.module) or ""
    return dotted(node.names[0].name) or ""


def _is_docstring(node: cst.BaseSmallStatement | None) -> bool:
    return isinstance(node, cst.Expr) and isinstance(node.value, (cst.SimpleString, cst.ConcatenatedString))
