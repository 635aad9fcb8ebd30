"""Give a Deferred the function, not what a call of it returns.

`d.addCallback(f())` calls `f` on the spot and adds what it returns. Where that is None, the function has run too early,
and when the Deferred fires, None is called: "'NoneType' object is not callable" (older Twisted refuses at once).

     from twisted.internet.threads import deferToThread
     from twisted.python import log


     def finished(ignored=None):
         print("finished")


     def fetch(page):
         d = deferToThread(page.load)
    -    d.addCallback(finished())
    +    d.addCallback(finished)
         d.addErrback(log.err)

Safe for a function of this file that returns nothing on any path and can take the result as its argument; the call
never did what it was written for. Unsafe where it takes no result: a lambda then leaves the result out. To be done by
hand where the call has arguments. Left alone: functions that return something, which may be what is to be added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Link
    from netfix.engine.document import Document

#: Methods of the reactor that return nothing.
_RETURNING_NOTHING = frozenset({"twisted.internet.reactor.stop", "twisted.internet.reactor.crash"})


class CalledCallback(Codemod):
    """Finds callbacks that are called where they should be named."""

    reads_others = True
    needles = (rb"\.\s*add(?:Callbacks?|Errback|Both)\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a call may be added to a Deferred."""
        from netfix.analysis.twisted.candidates import may_call_callback  # noqa: PLC0415 - for candidates only

        return may_call_callback(document)

    def finish(self) -> None:
        """Look at all that is added to Deferreds."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        for chain in self.document.fact(Deferreds).chains:
            for link in chain.links:
                for given in dict.fromkeys(link.functions):
                    if isinstance(given, cst.Call):
                        self._look_at(given, link)

    def _look_at(self, given: cst.Call, link: Link) -> None:
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.values.argument_use import ArgumentUse  # noqa: PLC0415 - imports LibCST

        deferreds = self.document.fact(Deferreds)
        function = deferreds.called(given)
        stops = deferreds.classes.qualified(given.func) in _RETURNING_NOTHING
        if not stops and (function is None or not self.document.fact(ArgumentUse).returns_nothing(function)):
            return
        name = self.tree.source(given.func)
        message = f"`{name}` is called at once, and None is added to the Deferred"
        if given.args:
            self.report(given, None, manual(f"add `{name}` and give the arguments behind it"), message)
            return
        end, behind = self.tree.span(given.func)[1], self._end(given)
        start = self.tree.span(given.func)[0]
        given_more = len(link.call.args) - len(dict.fromkeys(link.functions))
        if function is not None and self._takes_result(function, given_more):
            verdict = safe("the function returns nothing that could be added, and takes a result")
            self.report(given, None, verdict, message, edits=[Edit(end, behind, "")])
        elif given_more == 0:
            verdict = unsafe("it takes no result, so a lambda leaves that out")
            self.report(given, None, verdict, message, edits=[Edit(start, start, "lambda _: ")])
        else:
            self.report(given, None, manual(f"add `{name}` itself"), message)

    def _end(self, given: cst.Call) -> int:
        """Give the place behind a call's own parentheses."""
        return self.tree.span(given)[1] - sum(1 for _ in given.rpar)

    def _takes_result(self, function: cst.FunctionDef, given_more: int) -> bool:
        """Whether a function can be called with a result and as many further arguments."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        params = function.params
        if isinstance(params.star_arg, cst.Param):
            return True
        is_method = self.document.fact(Deferreds).classes.method_of_self(function) is not None
        taken = [*params.posonly_params, *params.params][int(is_method) :]
        needed = sum(1 for each in taken if each.default is None)
        return bool(taken) and needed <= 1 + given_more <= len(taken)
