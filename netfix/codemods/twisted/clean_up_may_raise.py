"""Let a clean-up that raises end like one that fails.

An errback that cleans up runs when something went wrong, often because the connection is gone. A command on a dead
connection raises at once instead of returning a Deferred, and what was to follow, `addBoth(stop)`, is never added:
the program hangs. `maybeDeferred` makes a failed Deferred of what is raised.

     from twisted.internet import reactor
    +from twisted.internet import defer
     from twisted.mail import imap4


     class Visitor(imap4.IMAP4Client):
         def serverGreeting(self, capabilities):
             self.login(b"user", b"secret").addCallbacks(print, self.turned_away)

         def turned_away(self, failure):
    -        d = self.logout()
    +        d = defer.maybeDeferred(self.logout)
             d.addBoth(lambda _: reactor.stop())
             return d

Safe for a call that is known to return a Deferred, in a function that runs when something has failed (an errback, or
what an errback calls) and directly adds callbacks for both outcomes: where nothing is raised, `maybeDeferred` gives
the very Deferred that the call returns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain
    from netfix.engine.document import Document

_MADE_SAFE = frozenset({
    "twisted.internet.defer.maybeDeferred", "twisted.internet.defer.succeed", "twisted.internet.defer.fail",
    "twisted.internet.defer.Deferred", "twisted.internet.defer.DeferredList", "twisted.internet.defer.gatherResults",
    "twisted.internet.task.deferLater", "twisted.internet.threads.deferToThread",
})  # fmt: skip


class CleanUpMayRaise(Codemod):
    """Finds clean-ups in errbacks that begin with a call which may raise."""

    reads_others = True
    needles = (rb"\.\s*add(?:Both|Errback|Callbacks)\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all Deferreds that are made where something has failed."""
        from netfix.analysis.twisted.deferreds import Certainty, Deferreds, LinkKind  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.failure_paths import FailurePaths  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        paths = self.document.fact(FailurePaths)
        for chain in self.document.fact(Deferreds).chains:
            call = chain.origin
            known = chain.source.certainty is Certainty.KNOWN and chain.source.name.startswith("twisted.")
            if not isinstance(call, cst.Call) or not known or chain.source.name in _MADE_SAFE or not chain.links:
                continue
            if chain.links[0].kind is LinkKind.BOTH and paths.runs_on_failure(chain.function) and self._is_plain(call):
                self._add(chain, call)

    def _is_plain(self, call: cst.Call) -> bool:
        """Whether nothing around the call would notice if it no longer raised."""
        if call.lpar or any(isinstance(argument.value, cst.GeneratorExp) for argument in call.args):
            return False
        return not any(isinstance(ancestor, cst.Try) for ancestor in self.tree.ancestors(call))

    def _add(self, chain: Chain, call: cst.Call) -> None:
        from netfix.engine.statements import import_from  # noqa: PLC0415 - imports LibCST

        name, edits = import_from(self.document, "twisted.internet.defer", "maybeDeferred", call)
        function = self.tree.span(call.func)
        end = self.tree.span(call)[1]
        first = self.tree.span(call.args[0])[0] if call.args else end - 1
        made = [
            Edit(function[0], function[0], f"{name}("),
            Edit(function[1], first, ", " if call.args else ""),
        ]
        source = self.tree.source(call.func)
        message = f"`{source}` may raise here, and `{chain.links[0].kind.value}` is not reached"
        verdict = safe("maybeDeferred gives what the call returns, and a failed Deferred where it raises")
        self.report(call, None, verdict, message, edits=[*edits, *made])
