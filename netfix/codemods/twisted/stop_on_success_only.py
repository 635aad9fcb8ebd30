"""Stop the reactor in one place, which failures reach too.

A program that calls `reactor.stop()` in a callback stops when all goes well. When something fails the callback is
skipped, and the program hangs. The stop belongs at the end of the chain, in an `addBoth`, behind an errback that
reports.

     from twisted.internet import reactor
     from twisted.mail import smtp
    +from twisted.python import log


     def sent(result):
         print("sent")
    -    reactor.stop()


     d = smtp.sendmail("localhost", SENDER, RECIPIENTS, MESSAGE)
     d.addCallback(sent)
    +d.addErrback(log.err, "sendmail or a callback failed")
    +d.addBoth(lambda _: reactor.stop())
     reactor.run()

The stop is followed through the functions and methods of the file: a callback may call another function that stops,
or return a Deferred whose callbacks do; an `inlineCallbacks` function or a coroutine may end with it. `sys.exit()`
counts as a stop: in a callback it ends nothing, since the Deferred takes the SystemExit for a failure. Where a Deferred
was thrown away in front of the stop it is returned, so that the chain waits for it; where a callback added the stopping
callback to a Deferred of its own, it returns that one.

Safe in a program of one chain and one connection that always ends with the stop when all goes well, since then the
program ends as before, only later: after what it began. Unsafe in a file that does not run the reactor itself, that
listens, or that makes several connections or chains, of which one might fail while the others go on; and where an
errback begins something new, such as a second attempt. To be moved by hand where a callback stops on some paths only,
and where others call it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.twisted.report_option import LOGGER
from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import Verdict, manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain, Link
    from netfix.analysis.twisted.stop_moves import Move
    from netfix.engine.document import Document


class StopOnSuccessOnly(Codemod):
    """Moves stops of the reactor from callbacks to the ends of chains."""

    options = (LOGGER,)
    reads_others = True
    needles = (rb"\bstop\b", rb"\bexit\b")

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all chains that stop the reactor."""
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.stop_moves import StopMoves  # noqa: PLC0415 - imports LibCST

        if not self.document.fact(Program).is_test:
            for chain, move in self.document.fact(StopMoves).moves.items():
                self._look_at(chain, move)

    def _look_at(self, chain: Chain, move: Move | None) -> None:
        from netfix.analysis.twisted.deferred_lists import never_fails  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferred_repairs import joined  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import known_as  # noqa: PLC0415 - imports LibCST

        begins_well = never_fails(self.document, chain)
        if begins_well and self._only_stops(chain):
            return
        beside = begins_well or any(link.errback is not None for link in chain.links)
        message = f"the reactor is stopped only if {'no callback' if beside else 'nothing'} fails"
        stop = known_as(self.document, "twisted.internet.reactor.stop", chain.origin)
        edits: list[Edit] | None = None
        if stop is not None and move is not None:
            edits = joined(self._in_place(chain) or self._at_the_end(chain, move, stop) or [])
        if not edits:
            advice = f"stop it in an addBoth at the end of the chain that begins with `{self._called(chain)}`"
            self.report(chain.origin, None, manual(advice), message)
        else:
            self.report(chain.origin, None, self._verdict(chain), message, edits=edits)

    def _only_stops(self, chain: Chain) -> bool:
        """Whether the only link does nothing but stop the reactor, which is a failure of nothing."""
        from netfix.analysis.twisted.stop_moves import StopMoves  # noqa: PLC0415 - imports LibCST

        callback = chain.links[0].callback if len(chain.links) == 1 else None
        return callback is not None and self.document.fact(StopMoves).is_pure_stop(callback)

    def _called(self, chain: Chain) -> str:
        origin = chain.origin
        return self.tree.source(origin.func if isinstance(origin, cst.Call) else origin)

    def _in_place(self, chain: Chain) -> list[Edit] | None:
        """Make `addBoth` of a last `addCallback` that does nothing but stop, and is the only one that does."""
        from netfix.analysis.twisted.deferred_repairs import append_links, insert_link, report_link  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.stop_moves import StopMoves  # noqa: PLC0415 - imports LibCST

        callbacks = self.document.fact(Deferreds).callbacks
        if not chain.links:
            return None
        last: Link = chain.links[-1]
        function = last.call.func
        if last.kind is not LinkKind.CALLBACK or last.callback is None or not isinstance(function, cst.Attribute):
            return None
        is_pure = self.document.fact(StopMoves).is_pure_stop(last.callback) and callbacks.ignores_argument(
            last.callback
        )
        if not is_pure or any(callbacks.leads_to_stop(each) for link in chain.links[:-1] for each in link.functions):
            return None
        renamed = Edit(*self.tree.span(function.attr), "addBoth")
        # Nobody else is to add an errback at the end in the same pass.
        kept = append_links(self.document, chain, [])
        if kept is None:
            return None
        if any(link.kind in {LinkKind.ERRBACK, LinkKind.BOTH} for link in chain.links):
            return [renamed, *kept]
        link, edits = report_link(self.document, chain)
        where = insert_link(self.document, chain, last, link)
        return None if where is None else [renamed, *edits, *where, *kept]

    def _at_the_end(self, chain: Chain, move: Move, stop: str) -> list[Edit] | None:
        """Take the stops out and put one behind everything."""
        from netfix.analysis.twisted.deferred_repairs import append_links, report_link  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Status  # noqa: PLC0415 - imports LibCST

        edits = list(move.edits)
        added = [f"addBoth(lambda _: {stop}())"]
        if chain.exits != {Status.COVERED}:
            link, imports = report_link(self.document, chain)
            edits += imports
            added.insert(0, link)
        where = append_links(self.document, chain, added)
        return None if where is None else [*edits, *where]

    def _verdict(self, chain: Chain) -> Verdict:
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        program = self.document.fact(Program)
        if not program.runs_reactor:
            return unsafe("the file does not run the reactor itself, so other work may go on after a failure here")
        if program.waits_for_others(chain):
            return unsafe("other connections or chains of this program may be at work when this one fails")
        if program.tries_again(chain):
            return unsafe("an errback begins something new, which a stop would cut off")
        return safe("the program ends with the same stop, which now waits for the chain and is reached by failures too")
