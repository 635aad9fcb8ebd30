"""Return from a callback what the next one needs.

A callback hands on what it returns. One that forgets to return the result sends None to the next callback, which dies
of it; one that begins something further and forgets to return that Deferred lets the next callback run before the work
is done, and failures of the work never reach the errback at the chain's end.

     from twisted.internet.threads import deferToThread
     from twisted.python import log


     class Copier:
         def copy(self, path):
             d = deferToThread(self.load, path)
             d.addCallback(self.save)
             d.addCallback(lambda ignored: print("saved"))
             d.addErrback(log.err)
             return d

         def save(self, data):
             d = deferToThread(self.write, data)
    -        d.addCallback(self.count)
    +        d.addCallback(self.count)
    +        return d

Never applied by itself: unsafe for a Deferred, since the chain then waits for it and the next callback gets its result.
To be done by hand for a result, since only its author knows which value was meant. Found only where the function
returns nothing on any path, and for results only where the next callback surely cannot do without a value. (A call
whose Deferred gets neither a name nor a callback is found by dropped-deferred.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain, Link
    from netfix.engine.document import Document


class ForgottenReturn(Codemod):
    """Finds callbacks that return nothing, although what follows them waits for something."""

    reads_others = True
    needles = (rb"\.\s*add(?:Callbacks?|Both)\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all functions of the file that are callbacks."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.values.argument_use import ArgumentUse  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        deferreds = self.document.fact(Deferreds)
        uses = self.document.fact(ArgumentUse)
        for function in self.tree.of_kind(cst.FunctionDef):
            registered = deferreds.registered_in(function)
            if not registered or not uses.returns_nothing(function):
                continue
            if not self._look_for_deferred(function, registered):
                self._look_for_result(function, registered)

    def _look_for_result(self, function: cst.FunctionDef, registered: list[tuple[Chain, Link]]) -> None:
        """Report a callback if the next one needs a value."""
        from netfix.analysis.twisted.deferreds import LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.values.argument_use import ArgumentUse, next_callback  # noqa: PLC0415 - imports LibCST

        uses = self.document.fact(ArgumentUse)
        for chain, link in registered:
            behind = next_callback(self.document, chain, link) if link.kind is not LinkKind.ERRBACK else None
            needed = uses.needs_value(behind.callback) if behind is not None and link.callback is not None else None
            if needed is not None and behind is not None and self._is_callback(function, link):
                advice = f"return what the next callback is to get as `{needed.value}`"
                message = f"`{function.name.value}` returns nothing, and the callback behind it needs a value"
                self.report(function.name, None, manual(advice), message)
                return

    def _is_callback(self, function: cst.FunctionDef, link: Link) -> bool:
        """Whether a function is a link's callback, not the errback beside it."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        return self.document.fact(Deferreds).callbacks.function(link.callback) is function

    def _look_for_deferred(self, function: cst.FunctionDef, registered: list[tuple[Chain, Link]]) -> bool:
        """Report the Deferred with which a callback ends, if links that wait for the callback stand behind it."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.values.argument_use import followers  # noqa: PLC0415 - imports LibCST

        if not all(any(True for _ in followers(self.document, chain, link)) for chain, link in registered):
            return False
        line = function.body.body[-1]
        last = line.body[-1] if isinstance(line, cst.SimpleStatementLine) else None
        if not isinstance(last, cst.Expr) or not isinstance(last.value, cst.Call):
            return False
        deferreds = self.document.fact(Deferreds)
        chain = deferreds.chain_of_link(last.value) or deferreds.chain_from(last.value)
        outermost = chain.links[-1].call if chain is not None and chain.links else last.value
        if chain is None or not self._is_own(chain, function) or outermost is not last.value:
            return False
        self.report(
            last,
            None,
            unsafe("the chain will wait for it, and the next callback gets its result"),
            f"`{function.name.value}` does not return the Deferred with which it ends, so nothing waits for it",
            edits=self._returned(last, last.value, chain, registered),
        )
        return True

    def _returned(
        self, last: cst.Expr, call: cst.Call, chain: Chain, registered: list[tuple[Chain, Link]]
    ) -> list[Edit]:
        """Give the edits that return the variable with the Deferred, or else the expression.

        An errback at its end that missing-errback or dropped-deferred has added goes: those who wait for the Deferred
        now are to hear of the failure.
        """
        from netfix.analysis.twisted.deferred_repairs import append_links  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import insert_after  # noqa: PLC0415 - imports LibCST

        receiver = call.func.value if isinstance(call.func, cst.Attribute) else None
        is_logged = self._is_only_logged(chain, registered)
        if isinstance(receiver, cst.Name) and receiver.value in chain.names:
            if is_logged:
                return [Edit(*self.tree.span(last), f"return {receiver.value}")]
            return [insert_after(self.tree, last, [f"return {receiver.value}"])]
        start, end = self.tree.span(call)
        returned = Edit(start, start, "return ")
        if is_logged and receiver is not None:
            return [returned, Edit(self.tree.span(receiver)[1], end, "")]
        # Nobody is to add an errback to it in the same pass.
        return [returned, *(append_links(self.document, chain, []) or [])]

    def _is_only_logged(self, chain: Chain, registered: list[tuple[Chain, Link]]) -> bool:
        """Whether a chain ends with an errback that netfix has added, and those behind it would see the failure."""
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind, Status  # noqa: PLC0415 - imports LibCST

        last = chain.links[-1] if chain.links else None
        callbacks = self.document.fact(Deferreds).callbacks
        if last is None or last.kind is not LinkKind.ERRBACK or not callbacks.is_reporter(last.errback):
            return False
        # The words that are always added, to `log.err` or to a Logger.
        return ' failed"' in self.tree.source(last.call) and all(
            outer.exits == {Status.COVERED} or outer.escapes for outer, _ in registered
        )

    def _is_own(self, chain: Chain, function: cst.FunctionDef) -> bool:
        """Whether a function has made the Deferred, on every path to its end, and given it to nobody."""
        from netfix.analysis.twisted.deferreds import Certainty  # noqa: PLC0415 - imports LibCST

        statement = self.tree.statement(chain.origin)
        return (
            chain.function is function
            and not chain.foreign
            and not chain.escapes
            and chain.source.certainty is Certainty.KNOWN
            and statement is not None
            and self.tree.parent(statement) is function.body
        )
