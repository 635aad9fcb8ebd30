"""Kinds of what functions of the file return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.values.annotations import kind_of_annotation
from netfix.analysis.values.flow import leaves
from netfix.analysis.values.kind import Kind, joined, unknown
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.values.kinds import Kinds
    from netfix.engine.scopes import Scopes
    from netfix.engine.tree import Tree

#: These wrap a method without changing what it returns.
_WRAPPERS = ("staticmethod", "classmethod")

_RETURNS_NONE = Kind(("None",), "it returns nothing")


class Outcomes:
    """The `return` statements of each function, and which functions are generators."""

    def __init__(self, tree: Tree, scopes: Scopes) -> None:
        self._returns: dict[cst.CSTNode, list[cst.Return]] = {}
        for statement in tree.of_kind(cst.Return):
            self._returns.setdefault(scopes.scope_of(statement).node, []).append(statement)
        self._generators = {scopes.scope_of(expression).node for expression in tree.of_kind(cst.Yield)}

    def returns(self, function: cst.FunctionDef) -> list[cst.Return]:
        """Give the `return` statements of a function itself, not those of functions in it."""
        return self._returns.get(function, [])

    def is_generator(self, function: cst.FunctionDef) -> bool:
        """Whether a call makes a generator."""
        return function in self._generators


def returned_by(function: str) -> str:
    """Say that something is what a function returns, in the way people say it."""
    verb = "comes from" if function.startswith(("recv", "read")) else "is the result of"
    return f"it {verb} {function}()"


def kind_of_outcome(kinds: Kinds, function: cst.FunctionDef) -> Kind:
    """Give the kind of what a function returns (for a coroutine: when it is awaited).

    It follows from the annotation, or else from all that the function returns.
    """
    wrappers = [decorator.decorator for decorator in function.decorators]
    if not all(any(kinds.scopes.is_surely_builtin(wrapper, name) for name in _WRAPPERS) for wrapper in wrappers):
        return unknown("a decorator may change what it returns")
    if kinds.outcomes.is_generator(function):
        return Kind(("generator",), f"{function.name.value}() is a generator")
    if function.returns is not None:
        declared = kind_of_annotation(function.returns.annotation, kinds.scopes, kinds.dialect)
        if not declared.is_unknown:
            return declared
    return kinds.settled(function, lambda: _returned(kinds, function))


def _returned(kinds: Kinds, function: cst.FunctionDef) -> Kind:
    values = [statement.value for statement in kinds.outcomes.returns(function)]
    found = [kinds.infer(value) if value is not None else _RETURNS_NONE for value in values]
    if not leaves(function.body, kinds.scopes):
        found.append(_RETURNS_NONE)
    kind = joined(found)
    if kind.is_unknown or not kind.alternatives:
        return kind
    return Kind(kind.alternatives, returned_by(function.name.value), kind.certain, kind.class_node)
