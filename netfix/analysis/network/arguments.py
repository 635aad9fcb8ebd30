"""Which values the calls in a file give to the parameters of its functions.

Calls by name, calls of methods by the method's name, the making of instances, and functions that are handed over to be
called: `Thread(target=f, args=(s,))`, `start_new_thread(f, (s,))`, `executor.submit(f, s)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.values.kinds import Kinds
from netfix.engine.bindings import ScopeKind
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netfix.engine.document import Document

#: Functions that call another: their name -> the place of the function, and whether its arguments follow in a tuple.
_CALL_ANOTHER = {
    "start_new_thread": (0, True),
    "submit": (0, False),
    "spawn": (0, False),
    "callInThread": (0, False),
    "callLater": (1, False),
    "deferToThread": (0, False),
}
_MAKE_CALLERS = frozenset({"Thread", "Process", "Timer", "Greenlet"})
#: What calls, or makes something that calls, one of its arguments with others of them.
CALLING_ANOTHER = frozenset({*_CALL_ANOTHER, *_MAKE_CALLERS})


class Arguments:
    """Looks up the arguments that a parameter gets within the file."""

    def __init__(self, document: Document) -> None:
        """Look at all calls of one program."""
        self._tree = document.tree
        self._scopes = document.scopes
        self._classes = document.fact(Kinds).classes
        #: What is called, by the last part of its name: (how, positional values, values by keyword).
        self._calls: dict[str, list[_Passed]] = {}
        for call in self._tree.of_kind(cst.Call):
            for passed in _passed(call):
                self._calls.setdefault(last_name(passed.function), []).append(passed)

    def function_of(self, parameter: cst.Param) -> cst.FunctionDef | None:
        """Give the function to which a parameter belongs; None for a lambda's."""
        holder = self._tree.parent(parameter)
        function = self._tree.parent(holder) if holder is not None else None
        return function if isinstance(function, cst.FunctionDef) else None

    def definition(self, function: cst.BaseExpression) -> cst.FunctionDef | None:
        """Give the function or method of the file that an expression surely stands for."""
        if isinstance(function, cst.Name):
            nodes = [binding.node for binding in self._scopes.bindings_of(function)]
            return nodes[0] if len(nodes) == 1 and isinstance(nodes[0], cst.FunctionDef) else None
        if isinstance(function, cst.Attribute):
            owner = self._classes.class_of_self(function.value)
            return self._classes.method(owner, function.attr.value) if owner is not None else None
        return None

    def given_to(self, parameter: cst.Param) -> list[cst.BaseExpression]:
        """Give the expressions whose values the file's own calls pass for a parameter; empty if none is seen."""
        function = self.function_of(parameter)
        if function is None or parameter.star:
            return []
        found = (self._given(passed, function, parameter) for passed in self._calls_of(function))
        return [value for value in found if value is not None]

    def calls_of(self, function: cst.FunctionDef) -> list[cst.BaseExpression]:
        """Give the expressions by which the file calls a function, or hands it over to be called."""
        return [passed.function for passed in self._calls_of(function)]

    def _calls_of(self, function: cst.FunctionDef) -> Iterator[_Passed]:
        name = function.name.value
        owner = self.class_of(function)
        if owner is not None and name == "__init__":
            name = owner.name.value
        for passed in self._calls.get(name, ()):
            if owner is None or name == owner.name.value:
                if not isinstance(passed.function, cst.Name):
                    continue
                nodes = [binding.node for binding in self._scopes.bindings_of(passed.function)]
                if (owner or function) in nodes:
                    yield passed
            elif isinstance(passed.function, cst.Attribute):
                yield passed

    def class_of(self, function: cst.FunctionDef) -> cst.ClassDef | None:
        """Give the class of which a function is a method."""
        scope = self._scopes.scope_of(function.name)
        if scope.kind is ScopeKind.CLASS and isinstance(scope.node, cst.ClassDef):
            return scope.node
        return None

    def _given(self, passed: _Passed, function: cst.FunctionDef, parameter: cst.Param) -> cst.BaseExpression | None:
        if parameter.name.value in passed.named:
            return passed.named[parameter.name.value]
        parameters = [*function.params.posonly_params, *function.params.params]
        if parameter not in parameters:
            return None
        at = parameters.index(parameter)
        if self.class_of(function) is not None and not _is_static(function):
            at -= 1
        return passed.values[at] if 0 <= at < len(passed.values) else None


class _Passed:
    """One call: what is called, with which positional values (up to the first starred one) and named ones."""

    def __init__(self, function: cst.BaseExpression, arguments: Sequence[cst.Arg | cst.BaseExpression]) -> None:
        self.function = function
        self.values: list[cst.BaseExpression] = []
        self.named: dict[str, cst.BaseExpression] = {}
        for argument in arguments:
            if isinstance(argument, cst.BaseExpression):
                self.values.append(argument)
            elif argument.keyword is not None:
                self.named[argument.keyword.value] = argument.value
            elif argument.star:
                break
            else:
                self.values.append(argument.value)


def _passed(call: cst.Call) -> Iterator[_Passed]:
    """Give what a call calls: its function, and one that it is given to be called."""
    yield _Passed(call.func, call.args)
    name = last_name(call.func)
    if name in _MAKE_CALLERS:
        named = {each.keyword.value: each.value for each in call.args if each.keyword is not None}
        target = named.get("target") or named.get("function")
        if target is not None:
            yield _Passed(target, _elements(named.get("args")))
    elif name in _CALL_ANOTHER:
        at, in_tuple = _CALL_ANOTHER[name]
        if len(call.args) > at and call.args[at].keyword is None and not call.args[at].star:
            rest = call.args[at + 1 :]
            yield _Passed(call.args[at].value, _elements(rest[0].value) if in_tuple and rest else rest)


def _elements(node: cst.BaseExpression | None) -> list[cst.BaseExpression]:
    """Give the elements of a tuple or list that is written out, up to the first starred one."""
    found: list[cst.BaseExpression] = []
    for element in node.elements if isinstance(node, (cst.Tuple, cst.List)) else ():
        if isinstance(element, cst.StarredElement):
            break
        found.append(element.value)
    return found


def _is_static(function: cst.FunctionDef) -> bool:
    return any(
        isinstance(each.decorator, cst.Name) and each.decorator.value == "staticmethod" for each in function.decorators
    )
