"""Stop the reactor when the last operation is done, not when it has begun.

A call that returns a Deferred has only begun its work. If the reactor is stopped in the next line there is no telling
how far that gets: whether the command even reaches the socket.

     from twisted.internet import reactor
     from twisted.mail import imap4
    +from twisted.python import log


     class Greeter(imap4.IMAP4Client):
         def serverGreeting(self, capabilities):
             print(capabilities)
    -        self.logout()
    -        reactor.stop()
    +        self.logout().addErrback(log.err, "logout failed").addBoth(lambda _: reactor.stop())

Safe as the last two statements of a function or of the program, for calls that are known to return a Deferred: nothing
comes behind them that the stop was in front of, and failures stop the reactor too. Unsafe in branches and elsewhere,
and where only the method's name says that it returns a Deferred. If the operation never ends, the program does not
either; a timeout (`addTimeout`) would see to that. In callbacks of a chain see stop-on-success-only.
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


class StopBeforeCompletion(Codemod):
    """Finds `reactor.stop()` right behind a call whose Deferred is thrown away."""

    options = (LOGGER,)
    reads_others = True
    needles = (rb"\bstop\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all Deferreds that are thrown away."""
        from netfix.analysis.twisted.deferred_stops import Stops  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Certainty, Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.stop_moves import StopMoves  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        for chain in self.document.fact(Deferreds).chains:
            statement = self.tree.parent(chain.links[-1].call if chain.links else chain.origin)
            if chain.escapes or chain.source.certainty is Certainty.MAYBE or not isinstance(statement, cst.Expr):
                continue
            stop = self.document.fact(Stops).stop_behind(statement)
            if stop is not None and not chain.foreign and not self.document.fact(StopMoves).claims(stop):
                self._add(chain, statement, stop)

    def _add(self, chain: Chain, statement: cst.Expr, stop: cst.Expr) -> None:
        """Make an addBoth of the stop."""
        from netfix.analysis.twisted.deferred_repairs import report_link  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Status  # noqa: PLC0415 - imports LibCST

        end = self.tree.span(statement.value)[1]
        start, stop_end = self.tree.span(stop.value)
        edits: list[Edit] = []
        added = ".addBoth(lambda _: "
        if chain.exits != {Status.COVERED}:
            link, edits = report_link(self.document, chain)
            added = f".{link}{added}"
        edits = [*edits, Edit(end, start, added), Edit(stop_end, stop_end, ")")]
        message = f"the reactor is stopped before `{self.tree.source(chain.origin)}` is done"
        self.report(statement.value, None, self._verdict(chain, stop), message, edits=edits)

    def _verdict(self, chain: Chain, stop: cst.Expr) -> Verdict:
        from netfix.analysis.twisted.deferreds import Certainty  # noqa: PLC0415 - imports LibCST

        if chain.source.certainty is not Certainty.KNOWN:
            return unsafe("only its name, or its use, says that it returns a Deferred")
        line = self.tree.parent(stop)
        block = line and self.tree.parent(line)
        function = block if isinstance(block, cst.Module) else block and self.tree.parent(block)
        is_last = (
            block is not None and isinstance(function, (cst.FunctionDef, cst.Module)) and _ends_with(block, line, stop)
        )
        if not is_last:
            return unsafe("what follows the stop may count on it")
        return safe("nothing follows the stop, which waits for the operation now")


def _ends_with(block: cst.CSTNode, line: cst.CSTNode | None, stop: cst.Expr) -> bool:
    """Whether a statement is the last of a block."""
    return getattr(block, "body", (None,))[-1] is line and getattr(line, "body", (None,))[-1] is stop
