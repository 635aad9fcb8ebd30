"""Look at the results of a DeferredList that consumes errors.

`consumeErrors=True` makes a DeferredList the only one to know of its members' failures. Whoever takes the values of
its (success, value) pairs without a look at `success` takes a Failure for a value sooner or later, and dies of an
attribute that it lacks; whoever ignores the results never hears of failures at all.

     from twisted.internet import defer
    +from twisted.python import log


    +def check_results(results):
    +    failures = [value for success, value in results if not success]
    +    for failure in failures[1:]:
    +        log.err(failure, "one of several operations failed")
    +    return failures[0] if failures else results
    +
    +
     def show(results):
         return [value.title() for success, value in results]


     def fetch(pending):
    -    return defer.DeferredList(pending, consumeErrors=True).addCallback(show)
    +    return defer.DeferredList(pending, consumeErrors=True).addCallback(check_results).addCallback(show)

Safe where values are taken unasked: with a failure among them the callback would not do what it was written for, and
the chain's errback hears of the failure itself instead of what the callback dies of. Unsafe where the results are
ignored, perhaps on purpose: there the failures are logged, and everything goes on as before. Left alone where the
results go out of sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.twisted.report_option import LOGGER
from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual, safe, unsafe

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_lists import ListCall
    from netfix.engine.document import Document


class UncheckedResults(Codemod):
    """Puts a checking callback in front of those that take values unasked."""

    options = (LOGGER,)
    reads_others = True
    needles = (rb"\bDeferredList\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all DeferredLists of the file that consume errors."""
        from netfix.analysis.twisted.deferred_lists import ListCalls, is_true  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferred_results import Results  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        for gathered in self.document.fact(ListCalls).all:
            silent = gathered.is_plain and is_true(gathered.argument("consumeErrors"))
            if not silent or gathered.fails_fast or gathered.may_fire_on_one_callback:
                continue
            if gathered.results in {Results.UNCHECKED, Results.IGNORED}:
                self._add(gathered, ignored=gathered.results is Results.IGNORED)

    def _add(self, gathered: ListCall, *, ignored: bool) -> None:
        from netfix.analysis.twisted.result_checks import result_check  # noqa: PLC0415 - imports LibCST

        message = f"nobody looks whether members of `{self.tree.source(gathered.call.func)}` failed"
        edits = result_check(self.document, gathered)
        if edits is None:
            self.report(gathered.call, None, manual("look at `success` before the value"), message)
        elif ignored:
            self.report(gathered.call, None, unsafe("failures may be ignored on purpose"), message, edits=edits)
        else:
            reason = "a Failure among the values is none that the callback can use"
            self.report(gathered.call, None, safe(reason), message, edits=edits)
