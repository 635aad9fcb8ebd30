"""What becomes of a chunk that a stream gave: it is collected, passed on, or taken for a whole message.

A chunk is followed through variables, functions of the file that return it or are given it, and methods that keep it
what it is (`strip`, `decode`). Where it is collected, or looked through for the end of a message, nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.network import chunk_names as known
from netfix.analysis.network.arguments import Arguments
from netfix.analysis.network.chunk_places import Places
from netfix.analysis.network.marks import Mark, Marks, Reading, Use, has_empty, is_message, is_word
from netfix.analysis.network.variables import identity
from netfix.analysis.values.kinds import Kinds
from netfix.engine.expressions import literal_string
from netfix.engine.lazy import cst
from netfix.engine.scopes import BindingKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document
    from netfix.engine.scopes import Binding

_DEEPEST = 8


class _Collected(Exception):
    """The chunk is put together with others, or its end is looked for."""


class Chunks:
    """Follows chunks. `uses` is what codemods ask."""

    def __init__(self, document: Document) -> None:
        """Prepare for one program."""
        self._tree = document.tree
        self._scopes = document.scopes
        self._kinds = document.fact(Kinds)
        self._arguments = document.fact(Arguments)
        self._document = document
        self._places = Places(document)
        self._followed: set[object] = set()
        self._marks = Marks()

    def uses(self, chunk: cst.BaseExpression) -> tuple[Use, ...]:
        """Give the places at which the value of `chunk` is taken for a whole message; none if it is collected."""
        reading = self.reading(chunk)
        return reading.uses if reading is not None else ()

    def reading(self, chunk: cst.BaseExpression | cst.Param) -> Reading | None:
        """Say how a chunk, or what a protocol's `dataReceived` is called with, is used; None if it is collected."""
        self._followed.clear()
        self._marks = Marks()
        follow = self._follow_parameter(chunk, 0) if isinstance(chunk, cst.Param) else self._follow(chunk, 0)
        try:
            return Reading(tuple(follow), frozenset(self._marks.found))
        except _Collected:
            return None

    def _follow(self, node: cst.BaseExpression, depth: int) -> Iterator[Use]:
        """Give what the expression around `node` does with it."""
        parent = self._tree.parent(node)
        if depth > _DEEPEST:
            return
        match parent:
            case cst.Attribute():
                yield from self._method(parent, depth)
            case cst.Arg():
                yield from self._argument(node, parent, depth)
            case cst.Comparison() | cst.ComparisonTarget():
                yield from self._compared(node, parent)
            case cst.BinaryOperation():
                yield from self._joined(node, parent)
            case cst.FormattedStringExpression(conversion=None):
                yield from self._places.shown(parent)
            case _:
                yield from self._follow_value(node, parent, depth)

    def _follow_value(self, node: cst.BaseExpression, parent: cst.CSTNode | None, depth: int) -> Iterator[Use]:
        """Give what is done with a value that is kept, taken apart or handed back."""
        match parent:
            case cst.Subscript(value=value) if value is node:
                yield from self._part(parent, depth)
            case cst.NamedExpr() | cst.Assign():
                yield from self._assigned(parent, depth)
            case cst.AugAssign():
                raise _Collected
            case cst.Return():
                yield from self._returned(parent, depth)
            case cst.Element():
                yield from self._in_tuple(parent)
            case cst.Index():
                yield from self._places.looked_up(parent)
            case cst.Lambda():
                yield from self._iterated(parent, depth)
            case cst.Await():
                yield from self._follow(parent, depth)
            case cst.Match() if parent.subject is node:
                yield from self._places.matched(parent)
            case _:
                return

    def _method(self, attribute: cst.Attribute, depth: int) -> Iterator[Use]:
        call, name = self._tree.parent(attribute), attribute.attr.value
        if not isinstance(call, cst.Call) or call.func is not attribute:
            return
        if name in known.SEARCHING:
            if name == "endswith" or not call.args or not is_word(call.args[0].value):
                raise _Collected
            yield Use(call, f"`{name}` looks for `{self._tree.source(call.args[0].value)}` in it")
            return
        if name in known.SPLITTING:
            self._marks.split(call, name)
            yield Use(call, f"`{name}` takes it apart")
        elif name in known.KEEPING:
            was_stripped = self._marks.is_stripped
            if name in known.STRIPPING:
                self._marks.strip(call)
            yield from self._follow(call, depth)
            self._marks.is_stripped = was_stripped

    def _argument(self, node: cst.BaseExpression, argument: cst.Arg, depth: int) -> Iterator[Use]:
        call = self._tree.parent(argument)
        if not isinstance(call, cst.Call):
            return
        name = self._places.called(call.func)
        if name in known.PARSERS or self._places.unpacks(call.func):
            if name.rpartition(".")[2] in known.READING_MORE_THAN_LINES:
                self._marks.read()
            yield Use(call, f"`{name or self._tree.source(call.func)}` reads it")
        elif name in known.CONVERSIONS:
            yield from self._follow(call, depth)
        elif name == "len":
            self._measured(call)
        elif name == "print":
            yield from self._places.printed(node, call)
        elif isinstance(call.func, cst.Attribute) and call.func.attr.value == "format":
            yield from self._places.shown(call)
        elif isinstance(call.func, cst.Attribute) and call.func.attr.value == "get" and call.args[0] is argument:
            yield Use(call, f"`{self._tree.source(call)}` looks it up")
        elif isinstance(call.func, cst.Attribute) and call.func.attr.value in known.COLLECTING:
            raise _Collected
        else:
            yield from self._given(argument, call, depth)

    def _measured(self, call: cst.Call) -> None:
        """Look at `len(chunk)`: who compares it with more than nought minds that a chunk may be short."""
        parent = self._tree.parent(call)
        if isinstance(parent, cst.ComparisonTarget):
            parent = self._tree.parent(parent)
        if isinstance(parent, cst.Comparison):
            numbers = [parent.left, *(each.comparator for each in parent.comparisons)]
            if not any(isinstance(each, cst.Integer) and each.value in {"0", "1"} for each in numbers):
                raise _Collected
        elif not isinstance(parent, (cst.If, cst.While, cst.UnaryOperation, cst.BooleanOperation, cst.Arg, cst.Tuple)):
            raise _Collected

    def _given(self, argument: cst.Arg, call: cst.Call, depth: int) -> Iterator[Use]:
        """Follow a chunk into a function or method of the file."""
        function = self._arguments.definition(call.func)
        if function is None or argument.star:
            return
        parameters = [*function.params.posonly_params, *function.params.params]
        if argument.keyword is not None:
            named = [each for each in parameters if each.name.value == argument.keyword.value]
        else:
            at = list(call.args).index(argument) + (self._arguments.class_of(function) is not None)
            named = parameters[at : at + 1]
        for parameter in named:
            yield from self._follow_parameter(parameter, depth + 1)

    def _follow_parameter(self, parameter: cst.Param, depth: int) -> Iterator[Use]:
        function = self._arguments.function_of(parameter)
        scope = self._scopes.opened_by(function) if function is not None else None
        if scope is None:
            return
        for binding in scope.bindings(parameter.name.value):
            if binding.node is parameter:
                yield from self._follow_binding(binding, depth)

    def _compared(self, node: cst.BaseExpression, parent: cst.CSTNode) -> Iterator[Use]:
        comparison = self._tree.parent(parent) if isinstance(parent, cst.ComparisonTarget) else parent
        if not isinstance(comparison, cst.Comparison) or len(comparison.comparisons) != 1:
            return
        target = comparison.comparisons[0]
        other = target.comparator if comparison.left is node else comparison.left
        if isinstance(target.operator, (cst.In, cst.NotIn)):
            if comparison.left is not node and not is_word(comparison.left):
                raise _Collected  # `b"\n" in data` looks for the end
            if comparison.left is not node:
                yield Use(comparison, f"`{self._tree.source(comparison)}` looks into it")
                return
            if not isinstance(other, (cst.Tuple, cst.List, cst.Set)) or has_empty(other):
                return
            self._marks.compare([each.value for each in other.elements])
            yield Use(comparison, f"`{self._tree.source(comparison)}` compares it")
        elif isinstance(target.operator, (cst.Equal, cst.NotEqual)) and is_message(other):
            self._marks.compare([other])
            yield Use(comparison, f"`{self._tree.source(comparison)}` compares it")

    def _joined(self, node: cst.BaseExpression, parent: cst.BinaryOperation) -> Iterator[Use]:
        if isinstance(parent.operator, cst.Modulo):
            text = literal_string(parent.left)
            if text is not None and parent.right is node and "%s" in text:
                yield from self._places.shown(parent)
        elif isinstance(parent.operator, cst.Add):
            other = parent.left if parent.right is node else parent.right
            if literal_string(other) is None and not isinstance(other, cst.BaseString):
                if isinstance(other, cst.BinaryOperation):
                    yield from self._places.shown(parent)
                    return
                if not self._places.is_sent(parent):
                    raise _Collected
            yield from self._places.shown(parent)

    def _part(self, node: cst.Subscript, depth: int) -> Iterator[Use]:
        index = node.slice[0].slice
        if isinstance(index, cst.Slice):
            if index.lower is not None and index.upper is None:
                raise _Collected  # `data[size:]` is what is left behind a message
            was_stripped, self._marks.is_stripped = self._marks.is_stripped, True  # a part has no end
            yield from self._follow(node, depth)
            self._marks.is_stripped = was_stripped

    def _assigned(self, parent: cst.NamedExpr | cst.Assign, depth: int) -> Iterator[Use]:
        if isinstance(parent, cst.NamedExpr):
            yield from self._follow(parent, depth)
            targets: list[cst.BaseExpression] = [parent.target]
        else:
            targets = [each.target for each in parent.targets]
        for target in targets:
            if isinstance(target, (cst.Tuple, cst.List)) and isinstance(parent, cst.Assign):
                yield Use(parent.value, f"`{self._tree.source(target)}` takes it apart")
            if isinstance(target, cst.Attribute):
                yield from self._follow_attribute(target, depth)
            for binding in self._scopes.bindings_of(target) if isinstance(target, cst.Name) else ():
                if binding.target is target:
                    yield from self._follow_binding(binding, depth)

    def _follow_attribute(self, target: cst.Attribute, depth: int) -> Iterator[Use]:
        """Follow a chunk that is kept in an attribute of `self` to where the class reads it."""
        owner = identity(self._document, target)
        if owner is None or owner in self._followed:
            return
        self._followed.add(owner)
        found: list[Use] = []
        for use in self._tree.of_kind(cst.Attribute):
            if use.attr.value == target.attr.value and identity(self._document, use) == owner:
                if isinstance(self._tree.parent(use), cst.AugAssign):
                    raise _Collected
                if not isinstance(self._tree.parent(use), cst.AssignTarget):
                    found += self._follow(use, depth + 1)
        yield from found

    def _iterated(self, function: cst.Lambda, depth: int) -> Iterator[Use]:
        """Follow what `iter(lambda: s.recv(n), b"")` gives to the variable of the loop over it."""
        argument = self._tree.parent(function)
        call = self._tree.parent(argument) if isinstance(argument, cst.Arg) else None
        is_iterated = isinstance(call, cst.Call) and self._places.called(call.func) == "iter"
        loop = self._tree.parent(call) if is_iterated and call is not None else None
        if isinstance(loop, cst.For) and isinstance(loop.target, cst.Name):
            for binding in self._scopes.bindings_of(loop.target):
                if binding.target is loop.target:
                    yield from self._follow_binding(binding, depth)

    def _in_tuple(self, element: cst.Element) -> Iterator[Use]:
        """Give the comparison of a tuple in which a chunk stands."""
        whole = self._tree.parent(element)
        comparison = self._tree.parent(whole) if whole is not None else None
        if isinstance(comparison, cst.BinaryOperation) and isinstance(comparison.operator, cst.Modulo):
            yield from self._places.shown(comparison)
        if isinstance(comparison, cst.Comparison) and isinstance(comparison.comparisons[0].operator, cst.Equal):
            if not self._marks.is_stripped:
                self._marks.found.add(Mark.BARE)
            yield Use(comparison, f"`{self._tree.source(comparison)}` compares it")

    def _follow_binding(self, binding: Binding, depth: int) -> Iterator[Use]:
        if binding in self._followed:
            return
        self._followed.add(binding)
        bindings = binding.scope.bindings(binding.name)
        if any(each.kind is BindingKind.AUGMENTED or self._adds_to(each) for each in bindings):
            raise _Collected
        found: list[Use] = []
        for use in self._scopes.reads(binding.scope, binding.name):
            seen = self._kinds.flow.reaching(use, bindings)
            if seen is None or seen is binding:
                found += self._follow(use, depth + 1)
        yield from found

    def _adds_to(self, binding: Binding) -> bool:
        """Whether a binding makes a variable longer: `data = data + more`."""
        value = binding.value
        if isinstance(value, cst.BinaryOperation):
            operands = (value.left, value.right)
            return any(isinstance(each, cst.Name) and each.value == binding.name for each in operands)
        return False

    def _returned(self, statement: cst.Return, depth: int) -> Iterator[Use]:
        """Follow a chunk to the callers of the function that returns it."""
        function = next(
            (each for each in self._tree.ancestors(statement) if isinstance(each, (cst.FunctionDef, cst.Lambda))), None
        )
        if not isinstance(function, cst.FunctionDef) or function in self._followed:
            return
        self._followed.add(function)
        for called in self._arguments.calls_of(function):
            call = self._tree.parent(called)
            if isinstance(call, cst.Call) and call.func is called:
                yield from self._follow(call, depth + 1)
