"""The rewrite of a record's `recv`: a record of known length is read by a function that reads exactly so much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.edits import Edit
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document
    from netfix.engine.tree import Tree

NAME = "receive_exactly"

_FUNCTION = '''\
def receive_exactly(connection, size):
    """Give `size` bytes of a stream; less only at its end."""
    data = b""
    while len(data) < size:
        chunk = connection.recv(size - len(data))
        if not chunk:
            break
        data += chunk
    return data


'''


def receive_exactly(document: Document, call: cst.Call) -> list[Edit]:
    """Give the edits that have `s.recv(n)` read exactly `n` bytes; none if the function's name is taken."""
    defined = _definition(document)
    if defined is None or not isinstance(call.func, cst.Attribute) or len(call.args) != 1:
        return []
    tree = document.tree
    receiver_end = tree.span(call.func.value)[1]
    size_start = tree.span(call.args[0].value)[0]
    start = tree.span(call)[0]
    return [*defined, Edit(start, start, f"{NAME}("), Edit(receiver_end, size_start, ", ")]


def _definition(document: Document) -> list[Edit] | None:
    """Give the edits that define the function; none if the file has it, None if the name is taken."""
    bindings = document.scopes.module.bindings(NAME)
    if len(bindings) == 1 and isinstance(bindings[0].node, cst.FunctionDef):
        return []
    names = (name for name in document.tree.of_kind(cst.Name) if name.value == NAME)
    if bindings or any(document.scopes.is_variable(name) for name in names):
        return None
    statement = first_behind_imports(document.tree.module)
    if statement is None:
        return None
    start = start_of(document.tree, statement)
    return [Edit(start, start, spaced(document, start, _FUNCTION, blank=2))]


def first_behind_imports(module: cst.Module) -> cst.SimpleStatementLine | cst.BaseCompoundStatement | None:
    """Give the first statement of a module that is neither its docstring nor an import."""
    for at, statement in enumerate(module.body):
        if not (at == 0 and _is_docstring(statement)) and not _is_import(statement):
            return statement
    return None


def start_of(tree: Tree, statement: cst.CSTNode) -> int:
    """Give the place where the comment lines that lead a statement begin, behind blank lines."""
    start = tree.full_span(statement)[0]
    return start + len(tree.text[start:]) - len(tree.text[start:].lstrip("\n"))


def spaced(document: Document, start: int, text: str, *, blank: int) -> str:
    """Give a definition for the offset `start` with as many blank lines in front of it, as far as there are none."""
    before = document.tree.text[:start]
    there = len(before) - len(before.rstrip("\n"))
    follows = before.rstrip("\n").rpartition("\n")[2]
    if not before.strip() or follows.startswith("#"):
        return text
    return "\n" * max(0, blank + 1 - there) + text


def _is_docstring(statement: cst.CSTNode) -> bool:
    small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
    return isinstance(small, cst.Expr) and isinstance(small.value, (cst.SimpleString, cst.ConcatenatedString))


def _is_import(statement: cst.CSTNode) -> bool:
    """Whether a statement imports, at the top of a file: alone, or in a `try` or an `if`."""
    if isinstance(statement, cst.SimpleStatementLine):
        return isinstance(statement.body[0], (cst.Import, cst.ImportFrom))
    if isinstance(statement, (cst.Try, cst.If)):
        inner = statement.body.body
        return bool(inner) and all(_is_import(each) for each in inner)
    return False
