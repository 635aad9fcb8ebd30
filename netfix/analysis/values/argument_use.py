"""What callbacks need and what they give: whether None will do for an argument, whether a function returns nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import Callbacks, always_leaves, own_nodes
from netfix.analysis.twisted.deferred_chains import LinkKind
from netfix.analysis.twisted.possible_deferreds import REPORTERS
from netfix.engine.expressions import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.analysis.twisted.deferred_chains import Chain, Link
    from netfix.engine.document import Document

#: Calls of these end a function by an exception, or the program.
_RAISING = frozenset({"fail", "raiseException", "exit", "_exit", "abort", "throwExceptionIntoGenerator"})

#: Functions that fail for None.
_NEEDING = frozenset({"len", "iter", "list", "tuple", "set", "sorted", "sum", "max", "min", "int", "float", "dict"})

_COMPUTING = (
    cst.Add, cst.Subtract, cst.Multiply, cst.Divide, cst.FloorDivide, cst.Power, cst.BitAnd, cst.BitOr,
)  # fmt: skip


class ArgumentUse:
    """Says of functions of the file what they do with their argument, and whether they return anything."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._callbacks = document.fact(Callbacks)
        self._classes = document.fact(Classes)

    def needs_value(self, node: cst.BaseExpression | None) -> cst.Name | None:
        """Give the use of its argument at which a callback fails if that is None; None if it can do without a value.

        A function that asks for None, or for truth, minds.
        """
        function = self._callbacks.function(node)
        parameter = self._callbacks.parameter(function) if function is not None else None
        scope = self._document.scopes.opened_by(function) if function is not None else None
        if parameter is None or scope is None or len(scope.bindings(parameter.name.value)) != 1:
            return None
        reads = self._document.scopes.reads(scope, parameter.name.value)
        if any(self._minds(read) for read in reads):
            return None
        return next((read for read in reads if self._needs(read)), None)

    def _minds(self, read: cst.Name) -> bool:
        """Whether a use asks what the value is before anything is done with it."""
        parent = self._document.tree.parent(read)
        if isinstance(parent, cst.Arg):
            call = self._document.tree.parent(parent)
            name = getattr(getattr(call, "func", None), "value", "")
            return name in {"isinstance", "bool", "type", "hasattr", "getattr"}
        return isinstance(
            parent,
            (cst.If, cst.While, cst.UnaryOperation, cst.BooleanOperation, cst.Assert, cst.Comparison),
        ) or (isinstance(parent, cst.IfExp) and parent.test is read)

    def _needs(self, read: cst.Name) -> bool:
        """Whether a use fails for None."""
        parent = self._document.tree.parent(read)
        match parent:
            case cst.Attribute():
                return not parent.attr.value.startswith("__")
            case cst.Subscript():
                return parent.value is read
            case cst.For() | cst.CompFor():
                return parent.iter is read
            case cst.Call():
                return True
            case cst.BinaryOperation():
                return isinstance(parent.operator, _COMPUTING)
            case cst.Assign():
                return any(isinstance(target.target, (cst.Tuple, cst.List)) for target in parent.targets)
            case cst.Arg():
                call = self._document.tree.parent(parent)
                return (
                    isinstance(call, cst.Call)
                    and isinstance(call.func, cst.Name)
                    and call.func.value in _NEEDING
                    and self._document.scopes.is_builtin(call.func, call.func.value)
                    and call.args[0] is parent
                )
            case _:
                return False

    def gives_nothing(self, node: cst.BaseExpression | None) -> bool:
        """Whether what is given to a Deferred surely returns None, if it returns."""
        if node is not None and self._classes.qualified(node) in REPORTERS:
            return True
        function = self._callbacks.function(node)
        if isinstance(function, cst.Lambda):
            body = function.body
            return isinstance(body, cst.Call) and self._classes.qualified(body.func) in REPORTERS
        return isinstance(function, cst.FunctionDef) and self.returns_nothing(function)

    def returns_nothing(self, function: cst.FunctionDef) -> bool:
        """Whether a function returns None on every path, and does not end by raising or by ending the program."""
        own = list(own_nodes(function))
        if function.decorators or function.asynchronous is not None or is_empty(function):
            return False
        if any(isinstance(each, (cst.Yield, cst.Raise)) for each in own) or any(map(_is_raising, own)):
            return False
        returned = [each.value for each in own if isinstance(each, cst.Return)]
        if any(value is not None and not is_name(value, "None") for value in returned):
            return False
        return not always_leaves(function.body) or bool(returned)


def _is_raising(node: cst.CSTNode) -> bool:
    if not isinstance(node, cst.Call):
        return False
    name = node.func.attr if isinstance(node.func, cst.Attribute) else node.func
    return isinstance(name, cst.Name) and name.value in _RAISING


def is_empty(function: cst.FunctionDef) -> bool:
    """Whether a function has nothing but a docstring, `pass` or `...`: others are to fill it."""
    statements: list[cst.CSTNode] = []
    for line in function.body.body:
        statements += line.body if isinstance(line, cst.SimpleStatementLine) else [line]
    return all(
        isinstance(each, cst.Pass) or (isinstance(each, cst.Expr) and not isinstance(each.value, cst.Call))
        for each in statements
    )


def followers(document: Document, chain: Chain, link: Link) -> Iterator[Link]:
    """Give the links behind one that are added whenever it is: those in its block, or in blocks inside that."""
    block = _block(document, link.call)
    for each in chain.links[chain.links.index(link) + 1 :]:
        if block is not None and block in document.tree.ancestors(each.call):
            yield each


def next_callback(document: Document, chain: Chain, link: Link) -> Link | None:
    """Give the link whose callback gets what a link's function returns; None if something else comes first."""
    for each in followers(document, chain, link):
        if each.kind in {LinkKind.CALLBACK, LinkKind.CALLBACKS}:
            return each
        if each.kind not in {LinkKind.ERRBACK, LinkKind.TIMEOUT}:
            return None
    return None


def _block(document: Document, node: cst.CSTNode) -> cst.CSTNode | None:
    """Give the block of statements in which a node stands."""
    return next(
        (each for each in document.tree.ancestors(node) if isinstance(each, (cst.BaseSuite, cst.Module, cst.Lambda))),
        None,
    )
