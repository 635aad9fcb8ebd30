"""End a chain of callbacks with an errback.

A failure travels down its Deferred until an errback takes it. Without one, the callbacks are skipped, the program
goes on as if nothing had happened, and "Unhandled error in Deferred" appears when the Deferred is collected, which
may be late or never: a reference cycle, a variable of the module and an attribute keep it.

     from twisted.mail import smtp
    +from twisted.python import log

     def deliver(text):
    -    smtp.sendmail(HOST, SENDER, TO, text).addCallback(report)
    +    smtp.sendmail(HOST, SENDER, TO, text).addCallback(report).addErrback(log.err, "sendmail or a callback failed")

`log.err` reports the failure under the words that are given, on standard error if no log was started. It goes last,
behind the callbacks: an errback in front of a callback would let that one run after a failure. Where the chain ends
with `addBoth(…)` that stops the reactor, which takes the failure and says nothing, the errback goes directly in front
of it.

A file that has a Logger of `twisted.logger` reports by that, in a lambda that calls its method `failure`; for files
that have neither, the option `logger` chooses.

Safe where the function has made the Deferred and nobody else can see it: it is not returned, yielded, awaited, stored,
put into a container, passed to a call, chained, or used in a nested function. Nobody reads what the chain ends with.
(In a program that runs the reactor an attribute of `self` that only one function uses counts as its own, as does the
Deferred of an object of the main program that others only fire.)

An errback at the end that has told of the failure and then returns it, to nobody, has it told again, as unhandled:
there the `return` goes, if the function is added to this Deferred only.

Unsafe where it comes from a function that netfix does not know and that may have given it to others as well, and for
variables of a module that others may import. Only reported where it is returned on some paths and dropped on others.
Left alone in trial tests, which report unhandled failures themselves, and where nothing but `reactor.stop()` comes
behind an errback that takes all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.twisted.report_option import LOGGER
from netfix.engine.codemod import Codemod
from netfix.engine.findings import Verdict, manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain, Link
    from netfix.engine.document import Document
    from netfix.engine.edits import Edit


class MissingErrback(Codemod):
    """Adds `addErrback(log.err, …)` to chains that end without an errback."""

    options = (LOGGER,)
    reads_others = True
    needles = (rb"\.\s*addCallbacks?\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all Deferreds of the file."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        program = self.document.fact(Program)
        if program.is_test:
            return
        seen: set[int] = set()
        for chain in self.document.fact(Deferreds).chains:
            if not chain.links or id(chain.links[-1]) in seen or (chain.foreign and not self._is_only_user(chain)):
                continue
            seen.add(id(chain.links[-1]))
            if not chain.escapes:
                self._look_at(chain)
            elif self._is_dropped_somewhere(chain):
                advice = "return it there too, or add an errback there"
                message = f"`{self._called(chain)}` is returned on some paths only, and has no errback on the others"
                self.report(chain.origin, None, manual(advice), message)

    def _is_dropped_somewhere(self, chain: Chain) -> bool:
        """Whether a chain without errbacks escapes only by being returned, and ends on another path."""
        from netfix.analysis.twisted.deferreds import EscapeKind, LinkKind, Status  # noqa: PLC0415 - imports LibCST

        returned = all(escape.kind is EscapeKind.RETURNED for escape in chain.escapes)
        plain = all(link.kind is LinkKind.CALLBACK for link in chain.links)
        return returned and plain and Status.UNCOVERED in chain.dropped and isinstance(chain.function, cst.FunctionDef)

    def _is_only_user(self, chain: Chain) -> bool:
        """Whether a program adds callbacks only here to the Deferred in an attribute, which others only fire."""
        from netfix.analysis.twisted.deferred_firing import is_only_fired  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Certainty  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        origin = chain.origin
        if not isinstance(origin, cst.Attribute) or chain.source.certainty is not Certainty.KNOWN:
            return False
        is_here = isinstance(chain.function, cst.Module) and self.document.fact(Program).runs_reactor
        return is_here and is_only_fired(self.tree, origin.attr.value, chain)

    def _look_at(self, chain: Chain) -> None:
        from netfix.analysis.twisted.deferreds import LinkKind, Status  # noqa: PLC0415 - imports LibCST

        last = chain.links[-1]
        if last.kind is LinkKind.CALLBACKS and last.errback is not None:
            return  # errback-beside-callback has more to say of it
        if Status.UNCOVERED in chain.exits:
            if not self._ends_with_mere_stop(chain) and not self._take_back(chain, last):
                self._add(chain, None)
            return
        swallowing = self._swallowing_stop(chain)
        if swallowing is not None:
            self._add(chain, swallowing)

    def _ends_with_mere_stop(self, chain: Chain) -> bool:
        """Whether all that no errback sees is a `reactor.stop()` behind one that takes every failure."""
        from netfix.analysis.twisted.deferred_lists import never_fails  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.stop_moves import StopMoves  # noqa: PLC0415 - imports LibCST

        *before, last = chain.links
        if not before and last.callback is not None and never_fails(self.document, chain):
            return self.document.fact(StopMoves).is_pure_stop(last.callback)
        if not before or before[-1].kind is not LinkKind.ERRBACK or last.kind is not LinkKind.CALLBACK:
            return False
        takes_all = not self.document.fact(Deferreds).callbacks.passes_on(before[-1].errback)
        return takes_all and last.callback is not None and self.document.fact(StopMoves).is_pure_stop(last.callback)

    def _swallowing_stop(self, chain: Chain) -> Link | None:
        """Give the `addBoth` that stops the reactor and is the first of the chain to see a failure."""
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST

        callbacks = self.document.fact(Deferreds).callbacks
        *before, last = chain.links
        only_callbacks = bool(before) and all(link.kind is LinkKind.CALLBACK for link in before)
        stops = (
            last.kind is LinkKind.BOTH
            and callbacks.ignores_argument(last.callback)
            and callbacks.leads_to_stop(last.callback)
        )
        return last if only_callbacks and stops else None

    def _add(self, chain: Chain, before: Link | None) -> None:
        """Report a chain, with an errback at its end or in front of a link."""
        from netfix.analysis.twisted.deferred_repairs import append_links, insert_link, report_link  # noqa: PLC0415 - imports LibCST

        added, edits = report_link(self.document, chain)
        where: list[Edit] | None
        where = (
            append_links(self.document, chain, [added])
            if before is None
            else insert_link(self.document, chain, before, added)
        )
        message = f"no errback sees a failure of `{self._called(chain)}`"
        if where is None or (before is None and self._ends_with_errback(chain)):
            self.report(chain.origin, None, manual(f"add `{added}` where each path ends"), message)
        else:
            self.report(chain.origin, None, self._verdict(chain), message, edits=[*edits, *where])

    def _take_back(self, chain: Chain, last: Link) -> bool:
        """Report an errback which ends a chain, uses the failure and hands it on: to nobody, who tells of it again."""
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.reactor_functions import ReactorFunctions  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import remove  # noqa: PLC0415 - imports LibCST

        deferreds = self.document.fact(Deferreds)
        function = deferreds.callbacks.function(last.errback)
        if last.kind is not LinkKind.ERRBACK or not isinstance(function, cst.FunctionDef):
            return False
        body = function.body.body
        line = body[-1] if len(body) > 1 else None
        returned = [each for each in own_nodes(function) if isinstance(each, cst.Return)]
        is_plain = isinstance(line, cst.SimpleStatementLine) and [*line.body] == returned
        if not is_plain or not deferreds.callbacks.passes_on(last.errback) or not self._reports(function):
            return False
        if len(deferreds.registered_in(function)) != 1:
            return False
        if not self.document.fact(ReactorFunctions).is_only_callback(function):
            return False
        message = f"`{function.name.value}` ends the chain, and hands the failure on to nobody"
        verdict = self._verdict(chain)
        if not self._is_seen_whole(function):
            verdict = unsafe(f"other files may use `{function.name.value}` in front of an errback of theirs")
        self.report(last.call, None, verdict, message, edits=[remove(self.tree, returned[0])])
        return True

    def _is_seen_whole(self, function: cst.FunctionDef) -> bool:
        """Whether only this file can use a function."""
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        is_nested = not isinstance(self.scopes.scope_of(function).node, (cst.Module, cst.ClassDef))
        return is_nested or function.name.value.startswith("_") or self.document.fact(Program).runs_reactor

    def _reports(self, function: cst.FunctionDef) -> bool:
        """Whether a function gives its failure, or what is in it, to a call in the first of its statements."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        parameter = self.document.fact(Deferreds).callbacks.parameter(function)
        scope = self.scopes.opened_by(function)
        first = function.body.body[0]
        if parameter is None or scope is None or not isinstance(first, cst.SimpleStatementLine):
            return False
        reads = self.scopes.reads(scope, parameter.name.value)
        arguments = (each for read in reads for each in self.tree.ancestors(read) if isinstance(each, cst.Arg))
        return any(first in self.tree.ancestors(each) for each in arguments)

    def _ends_with_errback(self, chain: Chain) -> bool:
        """Whether an errback is the last link, so that only paths that end before it, or loops, lack one."""
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST

        last = chain.links[-1]
        passes_on = self.document.fact(Deferreds).callbacks.passes_on(last.errback)
        return last.kind in {LinkKind.ERRBACK, LinkKind.BOTH} and not passes_on

    def _called(self, chain: Chain) -> str:
        origin = chain.origin
        return self.tree.source(origin.func if isinstance(origin, cst.Call) else origin)

    def _verdict(self, chain: Chain) -> Verdict:
        """Say whether anyone else may wait for the Deferred."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if not chain.foreign and not self.document.fact(Deferreds).is_fresh(chain):
            return unsafe(f"`{self._called(chain)}` may have given others the Deferred, who would then see no failure")
        if isinstance(chain.function, cst.Module) and chain.names and not self.document.fact(Program).runs_reactor:
            return unsafe("other modules can import the variable and add errbacks of their own")
        return safe("the Deferred stays in this function, so its failures are seen by nobody else")
