"""Don't take a Deferred for what it will give.

A Deferred is always true, equals nothing, and is no result: given to `callback` of another, or returned from a function
with `@inlineCallbacks`, it arrives as it is (older Twisted refuses it), and not what it will give.

     from twisted.internet import defer, utils


     def ask(program):
         answer = defer.Deferred()
    -    answer.callback(utils.getProcessOutput(program))
    +    utils.getProcessOutput(program).chainDeferred(answer)
         return answer


     @defer.inlineCallbacks
     def ask_twice(program):
         yield ask(program)
    -    return ask(program)
    +    return (yield ask(program))

Safe for calls which are known to return a Deferred and whose Deferred nobody else has: another then gets its result, or
its failure. Unsafe where the Deferred is in a variable, which may be used again, and for a test or comparison in a
function that can wait: it always came out the same, and now may not. In other functions these are to be done by hand,
in a callback.

A callback that returns the very Deferred that it was added to has it wait for itself, for ever. It is to hand its
argument on instead; unsafe, since something else may have been meant. Left alone: what may be None instead of a
Deferred, tests of what a method of `self` returns, which a subclass may replace, and coroutines that return a Deferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import Verdict, manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain, Source
    from netfix.engine.document import Document

_RETURN_VALUE = "twisted.internet.defer.returnValue"

_INLINE_CALLBACKS = "twisted.internet.defer.inlineCallbacks"


class DeferredAsValue(Codemod):
    """Finds Deferreds that are given, returned, compared or tested as values."""

    reads_others = True
    needles = (rb"\btwisted\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether anything that may be a Deferred may be used so."""
        from netfix.analysis.twisted.candidates import may_take_deferred_for_value  # noqa: PLC0415 - for candidates only

        return may_take_deferred_for_value(document)

    def finish(self) -> None:
        """Look at all calls that give values on, returns, tests and comparisons."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        if not self.document.fact(Deferreds).about_twisted:
            return
        for call in self.tree.of_kind(cst.Call):
            if len(call.args) == 1 and not call.args[0].star:
                self._look_at_call(call, call.args[0].value)
        for statement in self.tree.of_kind(cst.Return):
            if statement.value is not None and self._waits_with_yield(statement):
                self._look_at_result(statement.value)
        for test in self._tests():
            self._look_at_test(test)
        for function in self.tree.of_kind(cst.FunctionDef):
            self._look_at_callback(function)

    def _known(self, node: cst.BaseExpression) -> Source | None:
        """Say where the Deferred comes from that an expression surely gives; None for attributes, which may change."""
        from netfix.analysis.twisted.deferreds import Certainty, Deferreds  # noqa: PLC0415 - imports LibCST

        if not isinstance(node, (cst.Name, cst.Call)):
            return None
        source = self.document.fact(Deferreds).source(node)
        return source if source is not None and source.certainty is Certainty.KNOWN else None

    def _verdict(self, node: cst.BaseExpression) -> Verdict:
        """Say whether anyone else can have the Deferred that a call or variable gives."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        if isinstance(node, cst.Name):
            return unsafe(f"`{node.value}` may be used again, and then gives None")
        deferreds = self.document.fact(Deferreds)
        chain = deferreds.chain_from(node) if isinstance(node, cst.Call) else None
        if isinstance(node, cst.Call) and deferreds.is_hook(node):
            return unsafe("a subclass may have the method return something else")
        if chain is None or not deferreds.is_fresh(chain):
            return unsafe("others may wait for the Deferred as well, who would then get None")
        return safe("nobody else has the Deferred, and its result is what was meant")

    def _look_at_call(self, call: cst.Call, given: cst.BaseExpression) -> None:
        """Look at `d.callback(deferred)` and `returnValue(deferred)`."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.engine.expressions import dotted  # noqa: PLC0415 - imports LibCST

        function = call.func
        if self.scopes.qualified(function) == _RETURN_VALUE:
            if self._waits_with_yield(call):
                self._look_at_result(given)
            return
        if not isinstance(function, cst.Attribute) or function.attr.value != "callback":
            return
        name = dotted(function.value)
        source = self.document.fact(Deferreds).source(function.value)
        if name is None or source is None or self._known(given) is None or given.lpar:
            return
        if not isinstance(self.tree.parent(call), cst.Expr):
            return
        start, end = self.tree.span(call)
        first, behind = self.tree.span(given)
        edits = [Edit(start, first, ""), Edit(behind, end, f".chainDeferred({name})")]
        message = f"`{name}` is fired with a Deferred, not with its result"
        self.report(call, None, self._verdict(given), message, edits=edits)

    def _look_at_result(self, given: cst.BaseExpression) -> None:
        """Look at what a function with `@inlineCallbacks` returns."""
        if self._known(given) is None:
            return
        start, end = self.tree.span(given)
        edits = [Edit(start, start, "(yield "), Edit(end, end, ")")]
        self.report(given, None, self._verdict(given), "the result is a Deferred, for which nothing waits", edits=edits)

    def _waits_with_yield(self, node: cst.CSTNode) -> bool:
        """Whether `@inlineCallbacks` stands at the function around a node, in which there is a `yield`."""
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        classes = self.document.fact(Deferreds).classes
        for ancestor in self.tree.ancestors(node):
            if isinstance(ancestor, (cst.Lambda, cst.BaseComp)):
                return False
            if isinstance(ancestor, cst.FunctionDef):
                names = {classes.qualified(decorator.decorator) for decorator in ancestor.decorators}
                has_yield = any(isinstance(each, cst.Yield) for each in own_nodes(ancestor))
                return _INLINE_CALLBACKS in names and has_yield
        return False

    def _look_at_callback(self, function: cst.FunctionDef) -> None:
        """Look for a callback that returns the Deferred which called it."""
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        deferreds = self.document.fact(Deferreds)
        registered = deferreds.registered_in(function)
        parameter = deferreds.callbacks.parameter(function)
        if not registered or parameter is None:
            return
        for statement in own_nodes(function):
            if not isinstance(statement, cst.Return) or not isinstance(statement.value, (cst.Name, cst.Attribute)):
                continue
            if all(self._is_held(statement.value, chain, function) for chain, _ in registered):
                name = self.tree.source(statement.value)
                edits = [Edit(*self.tree.span(statement.value), parameter.name.value)]
                message = f"a callback of `{name}` returns `{name}`, which then waits for itself"
                self.report(statement, None, unsafe("something else may have been meant"), message, edits=edits)

    def _is_held(self, node: cst.Name | cst.Attribute, chain: Chain, function: cst.FunctionDef) -> bool:
        """Whether a variable or attribute surely is the Deferred of a chain of which its function is a callback."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.engine.expressions import dotted  # noqa: PLC0415 - imports LibCST

        # In a function that adds itself, the variable is that of another call.
        if dotted(node) not in chain.names or chain.foreign or chain.function is function:
            return False
        if isinstance(node, cst.Attribute):
            classes = self.document.fact(Deferreds).classes
            owner = classes.enclosing(node)
            return owner is not None and len(classes.attribute_values(owner, node.attr.value)) == 1
        scope = self.scopes.lookup(node)
        return scope is not None and scope.node is chain.function and len(scope.bindings(node.value)) == 1

    def _tests(self) -> list[cst.BaseExpression]:
        """Give the expressions whose truth is asked for, and the calls that are compared."""
        found: list[cst.BaseExpression] = [
            *(each.test for each in self.tree.of_kind(cst.If)),
            *(each.test for each in self.tree.of_kind(cst.While)),
            *(each.test for each in self.tree.of_kind(cst.IfExp)),
        ]
        found = [part for test in found for part in _parts(test)]
        comparing = (cst.Equal, cst.NotEqual, cst.LessThan, cst.GreaterThan, cst.LessThanEqual, cst.GreaterThanEqual)
        for comparison in self.tree.of_kind(cst.Comparison):
            if all(isinstance(each.operator, comparing) for each in comparison.comparisons):
                sides = [comparison.left, *(each.comparator for each in comparison.comparisons)]
                found += [side for side in sides if isinstance(side, cst.Call)]
        return found

    def _may_be_replaced(self, test: cst.BaseExpression) -> bool:
        """Whether a value comes from a method of `self`, which a subclass may have return None instead."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        values = [each.value for each in self.scopes.bindings_of(test)] if isinstance(test, cst.Name) else [test]
        called = [value.func for value in values if isinstance(value, cst.Call)]
        classes = self.document.fact(Deferreds).classes
        return any(isinstance(each, cst.Attribute) and classes.is_self(each.value) for each in called)

    def _look_at_test(self, test: cst.BaseExpression) -> None:
        if self._known(test) is None or self._may_be_replaced(test):
            return
        message = "a Deferred is tested, not its result"
        if not self._waits_with_yield(test):
            self.report(test, None, manual("a Deferred is always true; test its result in a callback"), message)
            return
        start, end = self.tree.span(test)
        edits = [Edit(start, start, "(yield "), Edit(end, end, ")")]
        self.report(test, None, unsafe("the test always came out the same, and now may not"), message, edits=edits)


def _parts(test: cst.BaseExpression) -> list[cst.BaseExpression]:
    """Give the operands of `not`, `and` and `or` of which a test consists."""
    if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        return _parts(test.expression)
    if isinstance(test, cst.BooleanOperation):
        return [*_parts(test.left), *_parts(test.right)]
    return [test]
