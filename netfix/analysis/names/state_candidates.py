"""Whether functions of a program may share module variables, told from its outline; as `names.candidates`."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netfix.engine.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_OPENS_SCOPE = (*_FUNCTIONS, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_FEWEST_FUNCTIONS = 2


def may_share_state(document: Document) -> bool:
    """Whether a program has two functions that use what one of them rewrites by `global`."""
    known = document.fact(outline)
    if known is None:
        return True
    module = known.of_kind(ast.Module)[0]
    if not (document.text.startswith("#!") or any(map(_runs, module.body))):
        return False
    declared = {name for statement in known.of_kind(ast.Global) for name in statement.names}
    uses = _Uses(declared)
    uses.walk(module)
    users = (uses.users.get(name, set()) for name in uses.written & uses.made_anew)
    return len(set[ast.AST]().union(*users)) >= _FEWEST_FUNCTIONS


def _runs(statement: ast.stmt) -> bool:
    """Whether a statement of the module does more than to define."""
    match statement:
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))) | ast.Expr(value=ast.Call()):
            return True
        case _:
            return isinstance(statement, (ast.While, ast.For, ast.AsyncFor))


class _Uses:
    """Where the names that `global` statements declare are used, whatever scope they belong to there.

    `users` are the functions, and the classes in them, around the uses of a name; `written` is what is bound in a
    function; `made_anew` what is bound away from the module's level, other than under a test of whether it is there.
    """

    def __init__(self, declared: set[str]) -> None:
        self._declared = declared
        self.users: dict[str, set[ast.AST]] = {}
        self.written: set[str] = set()
        self.made_anew: set[str] = set()

    def walk(self, module: ast.Module) -> None:
        """Look at all nodes."""
        waiting: list[tuple[ast.AST, _Place]] = [(module, _Place())]
        while waiting:
            node, place = waiting.pop()
            self._look(node, place)
            place = place.within(node)
            waiting += ((child, place) for child in ast.iter_child_nodes(node))

    def _look(self, node: ast.AST, place: _Place) -> None:
        """Note what a node uses and binds. Defaults and decorators of a function count as if they stood in it, too."""
        for name, is_written in _names(node):
            if name not in self._declared:
                continue
            self.users.setdefault(name, set()).update(place.functions)
            if is_written and place.functions:
                self.written.add(name)
            if is_written and place.is_inside and name not in place.missing:
                self.made_anew.add(name)


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around a node.

    `functions` with the classes in them; `is_inside` whether the module's level is left; `missing` the variables that
    an `if` around it asks for.
    """

    functions: tuple[ast.AST, ...] = ()
    is_inside: bool = False
    missing: frozenset[str] = frozenset()

    def within(self, node: ast.AST) -> _Place:
        """Give the place of the children of a node."""
        if isinstance(node, ast.If):
            asked = _asked_for(node.test)
            return replace(self, missing=self.missing | {asked}) if asked else self
        if not isinstance(node, _OPENS_SCOPE):
            return self
        is_counted = isinstance(node, _FUNCTIONS) or (isinstance(node, ast.ClassDef) and bool(self.functions))
        return replace(self, functions=(*self.functions, node) if is_counted else self.functions, is_inside=True)


def _asked_for(test: ast.expr) -> str:
    """Give `x` for `not x` and for a comparison of `x` with None; empty for another test."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=name)):
            return name
        case ast.Compare(left=ast.Name(id=name), comparators=[ast.Constant(value=None), *_]):
            return name
        case _:
            return ""


def _names(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """Give the variables that a node names itself, and whether it binds them."""
    match node:
        case ast.Name(id=name, ctx=context):
            yield name, not isinstance(context, ast.Load)
        case ast.alias(name=module, asname=name):
            yield name or module.partition(".")[0], True
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name, True
        case ast.ExceptHandler(name=name) | ast.MatchAs(name=name) | ast.MatchStar(name=name):
            yield name or "", True
        case ast.MatchMapping(rest=name):
            yield name or "", True
        case _:
            return
