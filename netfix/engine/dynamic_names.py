"""Calls through which names are bound or read that the text does not show: `exec`, `eval`, `globals` and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.bindings import Scope, ScopeKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from netfix.engine.tree import Tree

_RUNS_CODE = frozenset({"exec", "execfile", "eval"})
_GIVES_NAMESPACE = frozenset({"globals", "locals", "vars"})

#: What only looks into a dictionary, as a method of it or as a function over it.
_READING_METHODS = frozenset({
    "get", "keys", "values", "items", "copy", "has_key", "iterkeys", "itervalues", "iteritems", "__contains__",
    "__getitem__",
})  # fmt: skip
_READING_FUNCTIONS = frozenset({
    "dict", "len", "sorted", "list", "tuple", "set", "frozenset", "print", "repr", "str", "id", "isinstance", "iter",
    "bool",
})  # fmt: skip

#: Parents of a subscript that make it a target.
_TARGET_HOLDERS = (
    cst.AssignTarget, cst.AugAssign, cst.AnnAssign, cst.Del, cst.For, cst.CompFor, cst.AsName, cst.Element,
)  # fmt: skip


def mark_dynamic_names(tree: Tree, call: cst.Call, scope_of: Callable[[cst.CSTNode], Scope], module: Scope) -> None:
    """Mark the scopes in which `call`, of a plain name, binds or reads names without writing them out.

    Whether the name still is the builtin is not asked: a function of the user's own with such a name is rare, and
    the mark only makes answers more careful.
    """
    name = call.func.value if isinstance(call.func, cst.Name) else ""
    if name in _RUNS_CODE and len(call.args) == 1:
        # Code may also say `global name`.
        _mark({scope_of(call), module}, binds=name != "eval")
    elif name in _GIVES_NAMESPACE and not call.args:
        scope = module if name == "globals" else scope_of(call)
        binds = not _only_reads(tree, call) and (scope.kind is not ScopeKind.FUNCTION or _is_given_to_exec(tree, call))
        _mark({scope}, binds=binds)


def _mark(scopes: set[Scope], *, binds: bool) -> None:
    for scope in tuple(scopes):
        # What is evaluated in a comprehension sees, and with PEP 709 shares, the names of the function around it.
        while scope.kind is ScopeKind.COMPREHENSION and scope.parent is not None:
            scope = scope.parent  # noqa: PLW2901 - climbs
            scopes.add(scope)
    for scope in scopes:
        scope.reads_unseen = True
        scope.binds_unseen = scope.binds_unseen or binds


def _only_reads(tree: Tree, namespace: cst.Call) -> bool:
    """Whether the dictionary of names is only looked into where it is asked for."""
    parent = tree.parent(namespace)
    if isinstance(parent, cst.Subscript):
        return namespace is parent.value and not isinstance(tree.parent(parent), _TARGET_HOLDERS)
    if isinstance(parent, cst.Attribute):
        return parent.attr.value in _READING_METHODS
    if isinstance(parent, cst.Arg):
        call = tree.parent(parent)
        function = call.func if isinstance(call, cst.Call) else None
        reads = isinstance(function, cst.Name) and function.value in _READING_FUNCTIONS
        return parent.star == "**" or reads
    if isinstance(parent, cst.BinaryOperation):
        return isinstance(parent.operator, cst.Modulo)
    return isinstance(parent, (cst.ComparisonTarget, cst.Comparison, cst.For, cst.CompFor))


def _is_given_to_exec(tree: Tree, namespace: cst.Call) -> bool:
    """Whether code is run in a function's own names, the one way in which `locals()` binds some (in Python 2)."""
    argument = tree.parent(namespace)
    call = argument and tree.parent(argument)
    return isinstance(call, cst.Call) and isinstance(call.func, cst.Name) and call.func.value in _RUNS_CODE
