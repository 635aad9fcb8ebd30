"""Take `@inlineCallbacks` from a function that never yields.

`@inlineCallbacks` is for generators, which `yield` makes. A function without it raises a TypeError whenever it is
called: "inlineCallbacks requires … to produce a generator".

     from twisted.internet import defer


     class Cache:
    -    @defer.inlineCallbacks
         def lookup(self, name):
    -        defer.returnValue(self.names[name])
    +        return defer.succeed(self.names[name])

Never applied by itself: unsafe, since a `yield` may be what is missing. Without the decorator, exceptions in the
function are raised at once, as they were, and do not come down the Deferred. To be done by hand where the function
returns what another function gives, which may be a Deferred already. Left alone: functions that only raise.

The reverse, `returnValue` in a function that is not decorated, ends nothing but with luck the generator that called it,
or else appears as a failure nobody understands. It is found as well: `return` is what was meant, and unsafe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.document import Document

_DECORATOR = "twisted.internet.defer.inlineCallbacks"

_RETURN_VALUE = "twisted.internet.defer.returnValue"


class InlineCallbacksWithoutYield(Codemod):
    """Finds decorated functions that are no generators."""

    reads_others = True
    needles = (rb"\binlineCallbacks\b", rb"\breturnValue\b")

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether such a function may be no generator."""
        from netfix.analysis.twisted.candidates import may_lack_yield  # noqa: PLC0415 - for candidates only

        return may_lack_yield(document)

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        """Look at a function that is decorated."""
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        classes = self.document.fact(Deferreds).classes
        decorator = next((each for each in node.decorators if classes.qualified(each.decorator) == _DECORATOR), None)
        if decorator is None or node.asynchronous is not None:
            return
        own = list(own_nodes(node))
        if any(isinstance(each, cst.Yield) for each in own) or self._only_raises(node):
            return
        returned = [each for each in own if isinstance(each, cst.Return) or self._is_return_value(each)]
        if any(self._may_give_generator(each) for each in returned):
            return
        message = f"`{node.name.value}` has no `yield`, so calling it raises a TypeError"
        edits = self._without(node, decorator, returned)
        if edits is None:
            self.report(node.name, None, manual("take the decorator away and return a Deferred"), message)
        else:
            self.report(node.name, None, unsafe("a `yield` may be what is missing"), message, edits=edits)

    def visit_Call(self, node: cst.Call) -> None:
        """Look at a `returnValue(…)`."""
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        statement = self.tree.parent(node)
        if not isinstance(statement, cst.Expr) or not self._is_return_value(statement) or node.args[0].star:
            return
        inner = (each for each in self.tree.ancestors(node) if isinstance(each, (cst.FunctionDef, cst.ClassDef)))
        function = next(inner, None)
        if not isinstance(function, cst.FunctionDef) or function.decorators or self._has_yield(function):
            return
        if self._is_decorated_later(function) or self.document.fact(Program).is_test:
            return
        start, end = self.tree.span(node)
        first, behind = self.tree.span(node.args[0].value)
        edits = [Edit(start, first, "return "), Edit(behind, end, "")]
        if "\n" in self.tree.text[start:end]:
            edits = [Edit(*self.tree.span(node.func), "return ")]
        name = function.name.value
        message = f"`returnValue` ends no generator in `{name}`, which `inlineCallbacks` does not decorate"
        self.report(node, None, unsafe("it may end the generator that calls the function"), message, edits=edits)

    def _has_yield(self, function: cst.FunctionDef) -> bool:
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST

        return any(isinstance(each, (cst.Yield, cst.Await)) for each in own_nodes(function))

    def _is_decorated_later(self, function: cst.FunctionDef) -> bool:
        """Whether a function is handed to something, as in `f = inlineCallbacks(f)`."""
        name = function.name.value
        reads = [each for each in self.tree.of_kind(cst.Name) if each.value == name and each is not function.name]
        return any(isinstance(self.tree.parent(each), cst.Arg) for each in reads)

    def _only_raises(self, node: cst.FunctionDef) -> bool:
        last = node.body.body[-1]
        small = last.body[-1] if isinstance(last, cst.SimpleStatementLine) else last
        return isinstance(small, cst.Raise)

    def _is_return_value(self, node: cst.CSTNode) -> bool:
        """Whether a node is the statement `returnValue(…)`."""
        if not isinstance(node, cst.Expr) or not isinstance(node.value, cst.Call):
            return False
        return self.scopes.qualified(node.value.func) == _RETURN_VALUE and len(node.value.args) == 1

    @staticmethod
    def _value(statement: cst.CSTNode) -> cst.BaseExpression | None:
        """Give what a `return` or `returnValue` gives."""
        if isinstance(statement, cst.Expr) and isinstance(statement.value, cst.Call):
            return statement.value.args[0].value
        return statement.value if isinstance(statement, cst.Return) else None

    def _may_give_generator(self, statement: cst.CSTNode) -> bool:
        """Whether a function returns a generator which another has made."""
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        value = self._value(statement)
        called = self.document.fact(Deferreds).called(value) if isinstance(value, cst.Call) else None
        return isinstance(value, cst.GeneratorExp) or (
            called is not None and any(isinstance(each, cst.Yield) for each in own_nodes(called))
        )

    def _without(
        self, node: cst.FunctionDef, decorator: cst.Decorator, returned: Sequence[cst.CSTNode]
    ) -> list[Edit] | None:
        """Give the edits that take the decorator out and return Deferreds; None where one may be returned already."""
        from netfix.analysis.twisted.deferred_callbacks import always_leaves  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.names import name_of  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import insert_after  # noqa: PLC0415 - imports LibCST

        if not isinstance(node.body, cst.IndentedBlock):
            return None
        succeed, edits = name_of(self.document, "twisted.internet.defer.succeed", node)
        start, end = self.tree.span(decorator)
        text = self.tree.text
        line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end - 1)
        edits.append(Edit(line_start, line_end + 1, ""))
        for statement in returned:
            made = self._succeeding(statement, succeed)
            if made is None:
                return None
            edits += made
        last = node.body.body[-1]
        small = last.body[-1] if isinstance(last, cst.SimpleStatementLine) else None
        if isinstance(small, cst.Pass) and isinstance(last, cst.SimpleStatementLine):
            edits.append(Edit(*self.tree.span(small), f"return {succeed}(None)"))
        elif not always_leaves(node.body) and small not in returned:
            if not isinstance(last, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
                return None
            edits.append(insert_after(self.tree, last, [f"return {succeed}(None)"]))
        return edits

    def _succeeding(self, statement: cst.CSTNode, succeed: str) -> list[Edit] | None:
        """Give the edits that return a value as a Deferred; None if it may be one."""
        value = self._value(statement)
        start, end = self.tree.span(statement)
        if value is None:
            return [Edit(end, end, f" {succeed}(None)")]
        is_builtin = isinstance(value, cst.Call) and self.scopes.is_surely_builtin(
            value.func, getattr(value.func, "value", "")
        )
        if isinstance(value, (cst.Call, cst.IfExp, cst.BooleanOperation)) and not is_builtin:
            return None
        if isinstance(statement, cst.Expr) and isinstance(statement.value, cst.Call):
            return [Edit(start, self.tree.span(statement.value.func)[1], f"return {succeed}")]
        first, behind = self.tree.span(value)
        if isinstance(value, cst.Tuple) and not value.lpar:
            return [Edit(first, first, f"{succeed}(("), Edit(behind, behind, "))")]
        return [Edit(first, first, f"{succeed}("), Edit(behind, behind, ")")]
