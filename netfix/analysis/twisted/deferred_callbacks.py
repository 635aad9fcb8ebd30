"""What the functions do that are given to Deferreds: whether they use their argument, pass it on, stop the reactor."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.names.neighbours import Neighbours
from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.possible_deferreds import REPORTERS
from netfix.engine.tree import FUNCTIONS_AND_CLASSES, code_children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document

AnyFunction = cst.FunctionDef | cst.Lambda

#: How many calls deep a stop of the reactor is looked for.
_MAX_DEPTH = 3

_LOGGER = "twisted.logger._logger.Logger"


class Callbacks:
    """Answers questions about callbacks, which are expressions: `self.gotIt`, `lambda _: None`, `log.err`."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._classes = document.fact(Classes)

    def function(self, node: cst.BaseExpression | None) -> AnyFunction | None:
        """Give the function of the file that an expression names."""
        found = self._classes.function(node) if node is not None else None
        return found if isinstance(found, (cst.FunctionDef, cst.Lambda)) else None

    def parameter(self, function: AnyFunction) -> cst.Param | None:
        """Give the parameter that receives the result or the failure; None if there is none of its own."""
        parameters = [*function.params.posonly_params, *function.params.params]
        if isinstance(function, cst.FunctionDef) and self._classes.method_of_self(function) is not None:
            names = {getattr(decorator.decorator, "value", "") for decorator in function.decorators}
            parameters = parameters if "staticmethod" in names else parameters[1:]
        return parameters[0] if parameters else None

    def ignores_argument(self, node: cst.BaseExpression | None) -> bool:
        """Whether the function surely does nothing with its argument."""
        function = self.function(node)
        return function is not None and self.function_ignores_argument(function)

    def function_ignores_argument(self, function: AnyFunction) -> bool:
        """Whether nothing in the function reads the parameter for the result."""
        parameter = self.parameter(function)
        scope = self._document.scopes.opened_by(function)
        if parameter is None or scope is None or scope.reads_unseen:
            return False
        return not self._document.scopes.reads(scope, parameter.name.value)

    def passes_on(self, node: cst.BaseExpression | None) -> bool:
        """Whether the function always gives its argument back, failures too."""
        function = self.function(node)
        parameter = self.parameter(function) if function is not None else None
        if function is None or parameter is None:
            return False
        name = parameter.name.value
        if isinstance(function, cst.Lambda):
            return isinstance(function.body, cst.Name) and function.body.value == name
        if self._is_rebound(function, name) or not always_leaves(function.body):
            return False
        returned = [each.value for each in own_nodes(function) if isinstance(each, cst.Return)]
        return all(isinstance(each, cst.Name) and each.value == name for each in returned)

    def _is_rebound(self, function: cst.FunctionDef, name: str) -> bool:
        scope = self._document.scopes.opened_by(function)
        return scope is None or len(scope.bindings(name)) != 1

    def cannot_fail(self, node: cst.BaseExpression | None) -> bool:
        """Whether the function does nothing that could fail: it gives a constant or a name, appends, or stops."""
        function = self.function(node)
        if isinstance(node, cst.Attribute) and node.attr.value == "append" and function is None:
            return True
        if isinstance(function, cst.Lambda):
            return _is_plain(function.body) or self.is_stop(function.body)
        if isinstance(function, cst.FunctionDef) and _only_returns(function):
            return True
        return node is not None and self.is_stop_function(node)

    @cached_property
    def stop_names(self) -> frozenset[str]:
        """What stops a program that waits in the reactor."""
        return frozenset({"twisted.internet.reactor.stop"})

    def is_stop(self, node: cst.CSTNode) -> bool:
        """Whether an expression is the call `reactor.stop()`, or means it: see `is_exit`."""
        if not isinstance(node, cst.Call):
            return False
        return (not node.args and self.is_stop_function(node.func)) or self.is_exit(node)

    def is_exit(self, node: cst.CSTNode) -> bool:
        """Whether an expression is `sys.exit()` or `sys.exit(0)`.

        In what the reactor calls that ends nothing: a Deferred takes the SystemExit for a failure, the reactor logs it.
        """
        if not isinstance(node, cst.Call) or self._classes.qualified(node.func) != "sys.exit":
            return False
        return not node.args or (len(node.args) == 1 and getattr(node.args[0].value, "value", None) in {"0", "None"})

    def stops_later(self, call: cst.Call) -> bool:
        """Whether a call has the reactor stop in a moment: `reactor.callLater(0, reactor.stop)`."""
        name = self._classes.qualified(call.func)
        is_later = name in {"twisted.internet.reactor.callLater", "twisted.internet.reactor.callFromThread"}
        return is_later and any(self.is_stop_function(each.value) for each in call.args)

    def is_stop_function(self, node: cst.BaseExpression) -> bool:
        """Whether an expression is `reactor.stop`, not called."""
        return self._classes.qualified(node) in self.stop_names

    def leads_to_stop(self, node: cst.BaseExpression | None, depth: int = 0) -> bool:
        """Whether calling the function stops the reactor, itself or through functions of the file that it calls."""
        if node is None:
            return False
        if isinstance(node, cst.Call) and self._classes.qualified(node.func) == "functools.partial" and node.args:
            node = node.args[0].value
        function = self.function(node)
        if function is None and self._stops_elsewhere(node, depth):
            return True
        return self.is_stop_function(node) or (function is not None and self.function_stops(function, depth))

    def _stops_elsewhere(self, node: cst.BaseExpression, depth: int) -> bool:
        """Whether a function of another file of the run stops the reactor."""
        named = self._classes.function(node)
        place = self._document.fact(Neighbours).place(named) if isinstance(named, str) else None
        if place is None or not isinstance(place.node, cst.FunctionDef) or depth >= _MAX_DEPTH:
            return False
        return place.document.fact(Callbacks).function_stops(place.node, depth + 1)

    def function_stops(self, function: AnyFunction, depth: int = 0) -> bool:
        """Whether the body of a function of the file calls `reactor.stop()`, or a function that does."""
        calls = [each for each in own_nodes(function) if isinstance(each, cst.Call)]
        if any(self.is_stop(each) or self.stops_later(each) for each in calls):
            return True
        return depth < _MAX_DEPTH and any(self.leads_to_stop(each.func, depth + 1) for each in calls)

    def is_reporter(self, node: cst.BaseExpression | None) -> bool:
        """Whether the function is one of Twisted's that log a failure, or a lambda that calls one of them."""
        if isinstance(node, cst.Lambda):
            return isinstance(node.body, cst.Call) and self._logs(node.body.func)
        return node is not None and self._logs(node)

    def _logs(self, node: cst.BaseExpression) -> bool:
        if self._classes.qualified(node) in REPORTERS:
            return True
        is_method = isinstance(node, cst.Attribute) and node.attr.value in {"failure", "critical", "error"}
        return is_method and isinstance(node, cst.Attribute) and self._classes.of(node.value) == _LOGGER


def own_nodes(function: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Give the nodes of a function's body without those of functions and classes in it, in source order."""
    body = function.body if isinstance(function, (cst.FunctionDef, cst.Lambda, cst.ClassDef)) else function
    waiting = [body]
    while waiting:
        current = waiting.pop()
        yield current
        if type(current) not in FUNCTIONS_AND_CLASSES or current is function:
            waiting += reversed(code_children(current))


def always_leaves(body: cst.CSTNode) -> bool:
    """Whether control cannot run off the end of a block: it returns or raises on every path."""
    statements: list[cst.CSTNode] = list(getattr(body, "body", ()))
    return bool(statements) and statement_leaves(statements[-1])


def statement_leaves(statement: cst.CSTNode) -> bool:
    """Whether control never gets behind a statement."""
    match statement:
        case cst.SimpleStatementLine(body=small) | cst.SimpleStatementSuite(body=small):
            return isinstance(small[-1], (cst.Return, cst.Raise))
        case cst.Return() | cst.Raise():
            return True
        case cst.If(body=body, orelse=orelse):
            return orelse is not None and always_leaves(body) and statement_leaves(orelse)
        case cst.Else(body=body) | cst.With(body=body) | cst.Finally(body=body):
            return always_leaves(body)
        case cst.Try(body=body, handlers=handlers, orelse=orelse, finalbody=last):
            if last is not None and always_leaves(last.body):
                return True
            tail = orelse.body if orelse is not None else body
            return always_leaves(tail) and all(always_leaves(handler.body) for handler in handlers)
        case _:
            return False


def _only_returns(function: cst.FunctionDef) -> bool:
    """Whether a function that has a parameter does nothing but return a constant or a name, its argument mostly."""
    lines = function.body.body
    small = [each for line in lines for each in (line.body if isinstance(line, cst.SimpleStatementLine) else [line])]
    plain = all(
        isinstance(each, cst.Pass)
        or (isinstance(each, cst.Expr) and isinstance(each.value, cst.SimpleString))
        or (isinstance(each, cst.Return) and (each.value is None or _is_plain(each.value)))
        for each in small
    )
    return plain and not function.decorators and function.asynchronous is None and bool(function.params.params)


def _is_plain(node: cst.BaseExpression) -> bool:
    """Whether evaluating the expression cannot fail: a constant, a name, a display of such."""
    if isinstance(node, (cst.Tuple, cst.List)):
        return all(_is_plain(element.value) for element in node.elements)
    return isinstance(node, (cst.Name, cst.BaseNumber, cst.SimpleString, cst.ConcatenatedString))
