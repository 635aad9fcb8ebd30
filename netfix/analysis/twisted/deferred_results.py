"""What a function does with the results of a DeferredList: whether it looks at `success` before it takes a value."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.deferred_callbacks import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.analysis.twisted.deferred_callbacks import AnyFunction
    from netfix.engine.document import Document

#: Functions that look at nothing in a list.
COUNTING = frozenset({"len", "bool", "print", "repr", "str", "id", "type"})


class Results(Enum):
    """What is done with the (success, value) pairs of a DeferredList."""

    IGNORED = "ignored"
    CHECKED = "checked"
    UNCHECKED = "values are taken without a look at success"
    UNKNOWN = "unknown"


class ResultUse:
    """Says what functions of a file do with lists of (success, value) pairs."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def of(self, function: AnyFunction, name: str) -> Results:
        """Say what a function does with the pairs in its variable `name`."""
        scope = self._document.scopes.opened_by(function)
        reads = self._document.scopes.reads(scope, name) if scope is not None else ()
        if not reads:
            return Results.IGNORED
        if any(isinstance(each, cst.Name) and each.value == "Failure" for each in own_nodes(function)):
            return Results.CHECKED
        seen = {each for read in reads for each in self._uses(read, 0)}
        if Results.CHECKED in seen:
            return Results.CHECKED
        if Results.UNKNOWN in seen:
            return Results.UNKNOWN
        return Results.UNCHECKED if Results.UNCHECKED in seen else Results.IGNORED

    def _uses(self, read: cst.BaseExpression, depth: int) -> Iterator[Results]:
        """Say what one use of the list of pairs tells."""
        tree = self._document.tree
        parent = tree.parent(read)
        if isinstance(parent, cst.Subscript) and parent.value is read and depth == 0:
            yield from self._uses(parent, 1)
        elif isinstance(parent, cst.Subscript) and parent.value is read:
            yield _by_index(parent)
        elif isinstance(parent, (cst.For, cst.CompFor)) and parent.iter is read:
            yield from self._unpacked(parent.target)
        elif isinstance(parent, cst.Arg):
            yield from self._passed(parent)
        elif isinstance(parent, (cst.If, cst.UnaryOperation, cst.Return, cst.BinaryOperation, cst.Lambda)):
            yield Results.UNKNOWN if isinstance(parent, (cst.Return, cst.Lambda)) else Results.IGNORED
        elif isinstance(parent, cst.Assign) and depth == 1:
            yield from self._unpacked(parent.targets[0].target)
        elif isinstance(parent, cst.Assign):
            yield from self._unpacked_list(parent.targets[0].target)
        else:
            yield Results.UNKNOWN

    def _passed(self, argument: cst.Arg) -> Iterator[Results]:
        tree = self._document.tree
        call = tree.parent(argument)
        name = call.func.value if isinstance(call, cst.Call) and isinstance(call.func, cst.Name) else ""
        if name in COUNTING:
            yield Results.IGNORED
            return
        loop = tree.parent(call) if call is not None else None
        if (
            name not in {"zip", "enumerate"}
            or not isinstance(loop, (cst.For, cst.CompFor))
            or not isinstance(call, cst.Call)
        ):
            yield Results.UNKNOWN
            return
        at = 1 if name == "enumerate" else call.args.index(argument)
        target = loop.target
        if isinstance(target, cst.Tuple) and at < len(target.elements):
            yield from self._unpacked(target.elements[at].value)
        else:
            yield Results.UNKNOWN

    def _unpacked_list(self, target: cst.BaseExpression) -> Iterator[Results]:
        """Look at `first, second = results`."""
        if not isinstance(target, (cst.Tuple, cst.List)):
            yield Results.UNKNOWN
            return
        for element in target.elements:
            yield from self._unpacked(element.value)

    def _unpacked(self, target: cst.BaseExpression) -> Iterator[Results]:
        """Look at one pair: `success, value`, or a variable for both."""
        if isinstance(target, (cst.Tuple, cst.List)):
            success = target.elements[0].value
            is_pair = len(target.elements) == 2 and isinstance(success, cst.Name)  # noqa: PLR2004 - a pair
            if not is_pair or not isinstance(success, cst.Name):
                yield Results.UNKNOWN
            else:
                yield Results.CHECKED if self._is_read(target, success) else Results.UNCHECKED
        elif isinstance(target, cst.Name):
            scope = self._document.scopes.scope_of(target)
            for read in self._document.scopes.reads(scope, target.value):
                parent = self._document.tree.parent(read)
                if isinstance(parent, cst.Subscript) and parent.value is read:
                    yield _by_index(parent)
                else:
                    yield Results.UNKNOWN
        else:
            yield Results.UNKNOWN

    def _is_read(self, target: cst.BaseExpression, name: cst.Name) -> bool:
        scopes = self._document.scopes
        scope = scopes.owner(name.value, scopes.scope_of(target))
        return scope is None or bool(scopes.reads(scope, name.value))


def _by_index(node: cst.Subscript) -> Results:
    """Say what `pair[0]` or `pair[1]` looks at."""
    index = node.slice[0].slice if len(node.slice) == 1 else None
    value = index.value.value if isinstance(index, cst.Index) and isinstance(index.value, cst.Integer) else ""
    return {"0": Results.CHECKED, "1": Results.UNCHECKED}.get(value, Results.UNKNOWN)
