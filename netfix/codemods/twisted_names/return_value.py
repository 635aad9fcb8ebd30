"""Return the result of an inlineCallbacks generator by `return`.

Python 2 had no `return` with a value in a generator, so `returnValue` raised an exception that `inlineCallbacks`
caught. Twisted deprecates it since 24.7.

    -from twisted.internet.defer import inlineCallbacks, returnValue
    +from twisted.internet.defer import inlineCallbacks


     @inlineCallbacks
     def count(client):
         names = yield client.list("", "*")
    -    returnValue(len(names))
    +    return len(names)

Part of `--migrate twisted`, in Python 3 programs only. Safe: the Deferred gets the same value. Unsafe inside of `with`,
which is told of the exception and of no `return`, and inside of a `try` whose handlers take any exception, and so took
this one. By hand remains what stands in a function that is no generator, or not directly below `inlineCallbacks`:
there, `returnValue` ends the generator that called the function, or nothing at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect, Target
from netfix.engine.edits import Edit
from netfix.engine.findings import Safety, Verdict, manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

_NAME = "twisted.internet.defer.returnValue"
_MESSAGE = "returnValue is deprecated"


class ReturnValue(Codemod):
    """Makes `returnValue(x)` a `return`."""

    by_default = False
    needles = (rb"\breturnValue\b",)

    @classmethod
    def runs_on(cls, document: Document) -> bool:
        """Whether the program's generators may return values."""
        return document.dialect is Dialect.PYTHON3 and document.target is Target.PY3

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        """Look at an import of the function, and at all its uses."""
        if isinstance(node.names, cst.ImportStar) or node.module is None:
            return
        if self.tree.source(node.module) != "twisted.internet.defer":
            return
        for alias in node.names:
            if self.tree.source(alias.name) == "returnValue":
                self._look_at_uses(node, alias)

    def _look_at_uses(self, node: cst.ImportFrom, alias: cst.ImportAlias) -> None:
        """Rewrite all uses with the import, if all are safe, else each by itself."""
        local = self.tree.source(alias.name if alias.asname is None else alias.asname.name)
        scope = self.scopes.owner(local, self.scopes.scope_of(alias))
        if scope is None or len(scope.bindings(local)) != 1:
            return
        uses = self.scopes.reads(scope, local)
        made = [self._as_return(use) for use in uses]
        if uses and all(verdict.safety is Safety.SAFE for verdict, _ in made):
            from netfix.analysis.names.import_edits import without_alias  # noqa: PLC0415 - imports LibCST

            edits = [edit for _, each in made for edit in each]
            self.report(alias, None, made[0][0], _MESSAGE, edits=[without_alias(self.tree, node, alias), *edits])
            return
        for use, (verdict, edits) in zip(uses, made, strict=True):
            self.report(use, None, verdict, _MESSAGE, edits=edits)

    def visit_Attribute(self, node: cst.Attribute) -> None:
        """Look at a use through the module: `defer.returnValue(x)`."""
        if self.scopes.qualified(node) == _NAME:
            verdict, edits = self._as_return(node)
            self.report(node, None, verdict, _MESSAGE, edits=edits)

    def _as_return(self, function: cst.BaseExpression) -> tuple[Verdict, list[Edit]]:
        """Say how safe it is to make the call of `function` a `return`, and give the edits."""
        call = self.tree.parent(function)
        statement = call and self.tree.parent(call)
        is_statement = isinstance(statement, cst.Expr) and isinstance(call, cst.Call) and call.func is function
        if not is_statement or not isinstance(call, cst.Call) or call.lpar:
            return manual("return the value with `return`"), []
        if len(call.args) != 1 or call.args[0].keyword is not None or call.args[0].star:
            return manual("return the value with `return`"), []
        return self._verdict(call), self._edits(call)

    def _edits(self, call: cst.Call) -> list[Edit]:
        """Give the edits that make `returnValue(x)` `return x`, in parentheses only where `x` needs them."""
        argument = call.args[0].value
        start, end = self.tree.span(call)
        value_start, value_end = self.tree.span(argument)
        needs_them = not argument.lpar and isinstance(argument, (cst.GeneratorExp, cst.NamedExpr))
        if needs_them or "\n" in self.tree.text[start:end]:
            return [Edit(*self.tree.span(call.func), "return ")]
        return [Edit(start, value_start, "return "), Edit(value_end, end, "")]

    def _verdict(self, call: cst.Call) -> Verdict:
        """Say how safe a `return` is at the place of a call."""
        caught = False
        for parent in self.tree.ancestors(call):
            if isinstance(parent, cst.FunctionDef):
                return self._in_function(parent, caught=caught)
            if isinstance(parent, (cst.Lambda, cst.ClassDef)):
                break
            caught = caught or isinstance(parent, cst.With) or (isinstance(parent, cst.Try) and self._takes_all(parent))
        return manual("return the value where `inlineCallbacks` sees it")

    def _in_function(self, function: cst.FunctionDef, *, caught: bool) -> Verdict:
        decorators = [self.scopes.qualified(each.decorator) for each in function.decorators]
        if not decorators or decorators[-1] != "twisted.internet.defer.inlineCallbacks":
            return manual("return the value where `inlineCallbacks` sees it")
        yields = (each for kind in (cst.Yield, cst.Await) for each in self.tree.of_kind(kind))
        if not any(self._function(each) is function for each in yields):
            return manual("the function below `inlineCallbacks` is no generator")
        if caught:
            return unsafe("what stands around it saw an exception, and does not see the `return`")
        return safe("the Deferred gets the same value")

    def _function(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Give the function in which code runs."""
        inner = (parent for parent in self.tree.ancestors(node) if isinstance(parent, (cst.FunctionDef, cst.Lambda)))
        return next(inner, None)

    def _takes_all(self, node: cst.Try) -> bool:
        """Whether a handler takes every exception; `returnValue` raised a BaseException."""
        return any(
            handler.type is None or "BaseException" in self.tree.source(handler.type) for handler in node.handlers
        )
