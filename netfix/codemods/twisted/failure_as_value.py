"""Look whether there is a result before using it.

What is added with `addBoth` runs after a success and after a failure, and gets a Failure in the second case. Taken for
a result, it makes the program die of an attribute or item that a Failure does not have, and what really went wrong is
lost.

     from twisted.internet.threads import deferToThread


     def show(headers):
    !    for name, value in headers.items():
             print(name, value)


     def fetch(page):
         return deferToThread(page.headers).addBoth(show)

To be rewritten by hand: either the function is meant for results only, and `addCallback` is what was meant, or it must
ask `isinstance(result, Failure)` first and then do what is to be done in both cases. (Results of a DeferredList that
are taken for values: see consume-errors and unchecked-results.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_callbacks import AnyFunction
    from netfix.analysis.twisted.deferreds import Chain, Link
    from netfix.engine.document import Document

#: What a Failure has: using one of these shows that the function knows what it may get.
_OF_FAILURES = frozenset({
    "trap", "check", "value", "type", "tb", "frames", "stack", "getErrorMessage", "getTraceback", "getBriefTraceback",
    "printTraceback", "printBriefTraceback", "printDetailedTraceback", "raiseException", "cleanFailure", "parents",
    "getTracebackObject", "throwExceptionIntoGenerator", "__class__", "__dict__",
})  # fmt: skip


class FailureAsValue(Codemod):
    """Finds functions that are added with `addBoth` and take their argument for a result."""

    reads_others = True
    needles = (rb"\.\s*addBoth\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all `addBoth` of the file."""
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        deferreds = self.document.fact(Deferreds)
        for chain in deferreds.chains:
            for link in chain.links:
                function = deferreds.callbacks.function(link.callback) if link.kind is LinkKind.BOTH else None
                parameter = deferreds.callbacks.parameter(function) if function is not None else None
                if function is not None and parameter is not None and self._may_fail(chain, link):
                    self._look_at(function, parameter.name.value)

    def _may_fail(self, chain: Chain, link: Link) -> bool:
        """Whether a failure can get to a link: no errback stands directly in front of it."""
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST

        at = chain.links.index(link)
        if at == 0:
            return not self._is_given_results_only(chain)
        before = chain.links[at - 1]
        caught = before.kind in {LinkKind.ERRBACK, LinkKind.BOTH}
        return not caught or self.document.fact(Deferreds).callbacks.passes_on(before.errback)

    def _is_given_results_only(self, chain: Chain) -> bool:
        """Whether the Deferred is in an attribute that the file fires, with results and with no failure."""
        if not isinstance(chain.origin, cst.Attribute):
            return False
        attribute = chain.origin.attr.value
        used = [self.tree.parent(each) for each in self.tree.of_kind(cst.Attribute) if each.attr.value == attribute]
        names = {each.attr.value for each in used if isinstance(each, cst.Attribute)}
        return "callback" in names and not names & {"errback", "chainDeferred"}

    def _look_at(self, function: AnyFunction, name: str) -> None:
        scope = self.scopes.opened_by(function)
        if scope is None or len(scope.bindings(name)) != 1:
            return
        uses = [self._use(read) for read in self.scopes.reads(scope, name)]
        wrong = next((use for use in uses if isinstance(use, cst.BaseExpression)), None)
        if wrong is not None and None not in uses:
            advice = f"`{name}` may be a Failure; ask `isinstance({name}, Failure)` first, or use addCallback"
            self.report(wrong, None, manual(advice), "a Failure is taken for a value")

    def _use(self, read: cst.Name) -> cst.BaseExpression | bool | None:
        """Give the expression which uses a result as no Failure can be used; None if the function minds failures."""
        parent = self.tree.parent(read)
        if isinstance(parent, cst.Attribute):
            return None if parent.attr.value in _OF_FAILURES else parent
        if isinstance(parent, cst.Subscript) and parent.value is read:
            return parent
        if isinstance(parent, (cst.For, cst.CompFor)) and parent.iter is read:
            return read
        if isinstance(parent, (cst.If, cst.IfExp, cst.While)) and parent.test is read:
            return read
        if isinstance(parent, cst.Arg):
            call = self.tree.parent(parent)
            called = call.func if isinstance(call, cst.Call) else None
            return None if isinstance(called, cst.Name) and called.value in {"isinstance", "type", "hasattr"} else True
        return True
