"""Which files and sockets a program may leave open, told by its outline: never less than resource-leak reports."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from netfix.analysis.names.possible_names import possible_names
from netfix.analysis.network.candidates import method_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from netfix.analysis.names.possible_names import PossibleNames
    from netfix.engine.document import Document

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
#: What keeps, or hands on, a value that stands in it as it is.
_KEEPING = (
    ast.Return, ast.Assign, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.Yield, ast.withitem, ast.Subscript,
)  # fmt: skip
_LEAVING = (ast.Call, ast.Raise, ast.Return, ast.For, ast.AsyncFor, ast.Yield, ast.YieldFrom, ast.Await)
_PAIR = 2


def may_leak(document: Document, makers: Collection[str], done: Collection[str]) -> bool:
    """Whether a variable may get a new file or socket, and may not be closed whatever happens.

    `makers` are dotted names of functions that give such (beside `open` and `file`), `done` names of functions which
    keep nothing of what they are given.
    """
    names = document.fact(possible_names)
    if names is None:
        return True
    for block, holder in _blocks(names):
        for at, statement in enumerate(block):
            name = _opened(statement, names, makers)
            if name is not None and _may_stay_open(name, block[at + 1 :], holder, _Uses(names, done)):
                return True
    return False


def _blocks(names: PossibleNames) -> Iterator[tuple[list[ast.stmt], ast.AST]]:
    """Give the blocks of statements of a program, each with the function, class or module in which it stands."""
    waiting: list[tuple[ast.AST, ast.AST]] = [(module, module) for module in names.outline.of_kind(ast.Module)]
    while waiting:
        node, holder = waiting.pop()
        for field in ("body", "orelse", "finalbody"):
            block: list[ast.stmt] | ast.expr | None = getattr(node, field, None)
            if isinstance(block, list):
                yield block, holder
                waiting += ((each, each if isinstance(each, _SCOPES) else holder) for each in block)
        for field in ("handlers", "cases"):
            waiting += ((each, holder) for each in getattr(node, field, ()))


def _opened(statement: ast.stmt, names: PossibleNames, makers: Collection[str]) -> str | None:
    """Give the variable that may be assigned a new file or socket."""
    if (
        not isinstance(statement, ast.Assign)
        or len(statement.targets) != 1
        or not isinstance(statement.value, ast.Call)
    ):
        return None
    target, call = statement.targets[0], statement.value
    if isinstance(target, ast.Tuple) and method_of(call) == "accept":
        first = target.elts[0] if len(target.elts) == _PAIR and not call.args and not call.keywords else None
        return first.id if isinstance(first, ast.Name) and "socket" in names.packages else None
    is_builtin = isinstance(call.func, ast.Name) and call.func.id in {"open", "file"}
    is_made = (is_builtin and (call.args or call.keywords)) or names.may_be(call.func, makers)
    return target.id if is_made and isinstance(target, ast.Name) else None


def _may_stay_open(name: str, rest: Sequence[ast.stmt], holder: ast.AST, uses: _Uses) -> bool:
    """Whether what a variable holds may stay open in the statements behind the one that opens it."""
    if any(uses.surely_leaves(parents) for parents in _read(name, rest)):
        return False
    closed = [at for at, each in enumerate(rest) if _closes(each, name)]
    if closed:
        return any(isinstance(node, _LEAVING) for each in rest[: closed[-1]] for node in ast.walk(each))
    if not isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    around = list(_read(name, holder.body))
    methods = {parents[0].attr for parents in around if isinstance(parents[0], ast.Attribute)}
    return "close" not in methods and not any(uses.surely_leaves(parents) for parents in around)


def _read(name: str, statements: Sequence[ast.AST]) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Give the two nodes around each place at which a variable is read in statements, not in scopes of their own."""
    waiting: list[tuple[ast.AST, ast.AST, ast.AST]] = [(each, each, each) for each in statements]
    while waiting:
        node, parent, above = waiting.pop()
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            yield parent, above
        if not isinstance(node, (*_SCOPES, *_COMPREHENSIONS)):
            waiting += ((child, node, parent) for child in ast.iter_child_nodes(node))


def _closes(statement: ast.stmt, name: str) -> bool:
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr="close"), args=[], keywords=[])):
            return owner == name
        case _:
            return False


class _Uses:
    """Tells what surely gives a variable's value away."""

    def __init__(self, names: PossibleNames, done: Collection[str]) -> None:
        self._names = names
        self._done = done

    def surely_leaves(self, parents: tuple[ast.AST, ast.AST]) -> bool:
        """Whether a use whose parent and its parent these are hands the value on."""
        parent, above = parents
        if isinstance(parent, ast.Attribute):
            is_called = isinstance(above, ast.Call) and above.func is parent
            return not is_called or parent.attr in {"makefile", "detach", "fileno", "dup", "__enter__"}
        if isinstance(parent, (ast.keyword, ast.Starred)):
            return False
        if isinstance(parent, ast.Call):
            is_known = isinstance(parent.func, ast.Name) and parent.func.id in self._done
            return not (isinstance(above, ast.Expr) or is_known or self._names.may_be(parent.func, self._done))
        return isinstance(parent, _KEEPING)
