"""Add an errback behind a callback whose own errback stands beside it.

`addCallbacks(callback, errback)` gives one of the two what comes down the Deferred. The errback sees no failure of the
callback beside it; if that is the end of the chain, nobody does.

     from twisted.internet.threads import deferToThread
     from twisted.python import log


     def measure(path):
         d = deferToThread(path.getsize)
    -    d.addCallbacks(print, log.err)
    +    d.addCallbacks(print, log.err)
    +    d.addErrback(log.err, "getsize or a callback failed")

The same errback and the same conditions as in missing-errback, which leaves these chains to this codemod: safe where
the function has made the Deferred and nobody else can see it, unsafe where others may have it as well.
`addCallback(callback).addErrback(errback)` would be shorter, but has the errback take the callback's failures for those
that it is written for. Left alone: callbacks that cannot fail, and Deferreds that escape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.twisted.report_option import LOGGER
from netfix.engine.codemod import Codemod
from netfix.engine.findings import Verdict, manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain
    from netfix.engine.document import Document


class ErrbackBesideCallback(Codemod):
    """Finds `addCallbacks(callback, errback)` at the end of a chain."""

    options = (LOGGER,)
    reads_others = True
    needles = (rb"\.\s*addCallbacks\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at the last link of each Deferred of the file, once."""
        from netfix.analysis.twisted.deferreds import Deferreds, LinkKind, Status  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        seen: set[int] = set()
        for chain in self.document.fact(Deferreds).chains:
            last = chain.links[-1] if chain.links else None
            if last is None or chain.foreign or chain.escapes or id(last) in seen:
                continue
            seen.add(id(last))
            if last.kind is LinkKind.CALLBACKS and last.errback is not None and Status.UNCOVERED in chain.exits:
                self._look_at(chain, last.call)

    def _look_at(self, chain: Chain, call: cst.Call) -> None:
        from netfix.analysis.twisted.deferred_repairs import append_links, report_link  # noqa: PLC0415 - imports LibCST

        added, imports = report_link(self.document, chain)
        where = append_links(self.document, chain, [added])
        message = "the errback does not see failures of the callback beside it"
        if where is None:
            self.report(call, None, manual(f"add `{added}` where each path ends"), message)
        else:
            self.report(call, None, self._verdict(chain), message, edits=[*imports, *where])

    def _verdict(self, chain: Chain) -> Verdict:
        """Say whether anyone else may wait for the Deferred."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if not self.document.fact(Deferreds).is_fresh(chain):
            return unsafe("others may have been given the Deferred, who would then see no failure")
        if isinstance(chain.function, cst.Module) and chain.names and not self.document.fact(Program).runs_reactor:
            return unsafe("other modules can import the variable and add errbacks of their own")
        return safe("the Deferred stays in this function, so its failures are seen by nobody else")
