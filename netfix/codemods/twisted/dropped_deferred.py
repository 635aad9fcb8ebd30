"""Keep the Deferred that a call returns, or at least its failure.

A call whose Deferred is thrown away is a call whose failure nobody hears of; "Unhandled error in Deferred" comes when
it is collected, which may be late or never.

     from twisted.mail import imap4
    +from twisted.python import log

     class Janitor(imap4.IMAP4Client):
         def tidy(self):
    -        self.expunge()
    +        self.expunge().addErrback(log.err, "expunge failed")
             self.noted = True

As the last statement of a callback, the Deferred is returned instead, so that the chain waits for it and its errback
sees the failure: only there where the callback returns nothing else and the next callback ignores its argument. As the
last statement of a program's function with `@inlineCallbacks`, or `async def`, it is waited for.

Safe where Twisted documents that the call returns a Deferred, and where a function of this file always returns one.
Unsafe where only the method's name says so, and for methods that look like hooks (a single `return`), since a
subclass may return None. Left alone: `Deferred()`, `succeed`, DeferredLists, functions whose Deferred ends with an
errback, trial tests, and calls right before `reactor.stop()`, for which see stop-before-completion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.twisted.report_option import LOGGER
from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import Verdict, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain
    from netfix.engine.document import Document

#: Calls whose Deferred cannot fail, or which are other codemods' business.
_LEFT_ALONE = frozenset({
    "twisted.internet.defer.Deferred", "twisted.internet.defer.DeferredList", "twisted.internet.defer.succeed",
    "twisted.internet.defer.gatherResults",
})  # fmt: skip

_INLINE_CALLBACKS = "twisted.internet.defer.inlineCallbacks"


class DroppedDeferred(Codemod):
    """Finds statements that are nothing but a call which returns a Deferred."""

    options = (LOGGER,)
    reads_others = True
    needles = (rb"\btwisted\b", rb"\.\s*add(?:Callbacks?|Errback|Both)\b")

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a statement may be a call that gives a Deferred."""
        from netfix.analysis.twisted.candidates import may_drop_deferred  # noqa: PLC0415 - for candidates only

        return may_drop_deferred(document)

    def finish(self) -> None:
        """Look at all Deferreds of the file."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        for chain in self.document.fact(Deferreds).chains:
            origin = chain.origin
            statement = self.tree.parent(origin)
            if not chain.links and isinstance(origin, cst.Call) and isinstance(statement, cst.Expr):
                self._look_at(chain, origin, statement)

    def _look_at(self, chain: Chain, call: cst.Call, statement: cst.Expr) -> None:
        from netfix.analysis.twisted.deferred_repairs import report_link  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferred_stops import Stops  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Certainty, Deferreds  # noqa: PLC0415 - imports LibCST

        if chain.source.certainty is Certainty.MAYBE or chain.source.name in _LEFT_ALONE:
            return
        if (
            self.document.fact(Deferreds).ends_covered(call)
            or self.document.fact(Deferreds).is_kept(call)
            or self._repeats_what_is_covered(chain, call)
            or self.document.fact(Stops).stop_behind(statement) is not None
        ):
            return
        message = f"the Deferred of `{self.tree.source(call.func)}` is thrown away"
        start, end = self.tree.span(call)
        if self._may_be_returned(statement):
            verdict = self._verdict(
                chain, call, "the callback ends here and nobody uses what it returns, so the chain may wait"
            )
            self.report(call, None, verdict, message, edits=[Edit(start, start, "return ")])
            return
        word = self._waiting_word(statement)
        if word is not None:
            verdict = self._verdict(chain, call, "the function ends here, and only this program waits for it")
            self.report(call, None, verdict, message, edits=[Edit(start, start, f"{word} ")])
            return
        added, edits = report_link(self.document, chain)
        verdict = self._verdict(chain, call, "the call returns a Deferred that nobody else has")
        self.report(call, None, verdict, message, edits=[*edits, Edit(end, end, f".{added}")])

    def _repeats_what_is_covered(self, chain: Chain, call: cst.Call) -> bool:
        """Whether a LoopingCall is started whose function ends each Deferred with an errback, and does nothing else."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        if chain.source.name != "twisted.internet.task.LoopingCall.start" or not isinstance(call.func, cst.Attribute):
            return False
        deferreds = self.document.fact(Deferreds)
        loop = call.func.value
        values: list[cst.BaseExpression | None] = [loop]
        owner = deferreds.classes.of(loop.value) if isinstance(loop, cst.Attribute) else None
        if isinstance(loop, cst.Attribute) and isinstance(owner, cst.ClassDef):
            values = deferreds.classes.attribute_values(owner, loop.attr.value)
        elif isinstance(loop, cst.Name):
            values = [each.value for each in self.scopes.bindings_of(loop)]
        made = [each for each in values if isinstance(each, cst.Call) and each.args]
        return bool(made) and all(deferreds.only_covers(each.args[0].value) for each in made)

    def _verdict(self, chain: Chain, call: cst.Call, reason: str) -> Verdict:
        from netfix.analysis.twisted.deferreds import Certainty, Deferreds  # noqa: PLC0415 - imports LibCST

        if chain.source.certainty is Certainty.LIKELY:
            return unsafe(f"only the name of `{chain.source.name}` says that it returns a Deferred")
        if not self.document.fact(Deferreds).is_fresh(chain):
            return unsafe(f"`{chain.source.name}` may have given the Deferred to others as well")
        if self.document.fact(Deferreds).is_hook(call):
            return unsafe(f"`{chain.source.name}` looks like a hook, which a subclass may have return None")
        return safe(reason)

    def _waiting_word(self, statement: cst.Expr) -> str | None:
        """Give "yield" or "await" for the last statement of a program's function that can wait; else None."""
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        line = self.tree.parent(statement)
        body = line and self.tree.parent(line)
        function = body and self.tree.parent(body)
        if not isinstance(function, cst.FunctionDef) or not isinstance(line, cst.SimpleStatementLine):
            return None
        if function.body is not body or function.body.body[-1] is not line or line.body[-1] is not statement:
            return None
        if not self.document.fact(Program).runs_reactor:
            return None
        own = list(own_nodes(function))
        if function.asynchronous is not None:
            return None if any(isinstance(each, cst.Yield) for each in own) else "await"
        classes = self.document.fact(Deferreds).classes
        decorators = [classes.qualified(each.decorator) for each in function.decorators]
        is_waiting = decorators == [_INLINE_CALLBACKS] and any(isinstance(each, cst.Yield) for each in own)
        return "yield" if is_waiting else None

    def _may_be_returned(self, statement: cst.Expr) -> bool:
        """Whether the statement ends a callback whose result the rest of its chain ignores."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        line = self.tree.parent(statement)
        body = line and self.tree.parent(line)
        function = body and self.tree.parent(body)
        if not isinstance(function, cst.FunctionDef) or not isinstance(line, cst.SimpleStatementLine):
            return False
        if not isinstance(body, cst.IndentedBlock) or body.body[-1] is not line or line.body[-1] is not statement:
            return False
        return self.document.fact(Deferreds).result_is_ignored(function)
