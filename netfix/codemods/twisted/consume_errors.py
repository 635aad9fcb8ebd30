"""Let a DeferredList consume the errors of its members, and look at its results.

A DeferredList takes note of a member's failure and leaves it in the member: besides the (False, failure) in the
results there is an "Unhandled error in Deferred" for each. `consumeErrors=True` ends that. Alone, it would take away
the only word about a failure, so it comes together with a look at the results where the program has none.

     from twisted.internet import defer
     from twisted.web.client import readBody
    +from twisted.python import log


    +def log_failures(results):
    +    for success, value in results:
    +        if not success:
    +            log.err(value, "one of several operations failed")
    +    return results
    +
    +
     def read_all(responses):
         pending = [readBody(response).addCallback(store) for response in responses]
    -    d = defer.DeferredList(pending)
    +    d = defer.DeferredList(pending, consumeErrors=True)
    +    d.addCallback(log_failures)
         d.addCallback(lambda _: close())
         return d

Where the next callback ignores the results, failures are logged and everything goes on as before. Where it takes
values without asking for success, it would die of the first Failure that it takes for one; there the list fails as
that member did, and the chain's errback hears of it. Of `gatherResults` and `fireOnOneErrback` the first failure
becomes that of the whole, so that an errback is all that must be there.

Safe where all members are seen, nothing is added to them afterwards, and it is known what is done with the results.
Unsafe where members come from elsewhere, or where the results go out of sight, and where `consumeErrors=False` is
written out: somebody may have meant it. Left alone where all members end with an errback, and calls with `*args`, or
with `**kw` of which nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.twisted.report_option import LOGGER
from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import Verdict, manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_lists import ListCall
    from netfix.engine.document import Document


class ConsumeErrors(Codemod):
    """Adds `consumeErrors=True`, and what must come with it."""

    options = (LOGGER,)
    reads_others = True
    needles = (rb"\b(?:DeferredList|gatherResults)\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether Twisted is anywhere near, and the file no test."""
        from netfix.analysis.twisted.candidates import may_be_program  # noqa: PLC0415 - for candidates only

        return may_be_program(document)

    def finish(self) -> None:
        """Look at all lists of Deferreds in the file."""
        from netfix.analysis.twisted.deferred_lists import ListCalls, is_false  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test:
            return
        for gathered in self.document.fact(ListCalls).all:
            given = gathered.argument("consumeErrors")
            is_off = given is None or is_false(given)
            if gathered.is_plain and is_off and gathered.may_have_failing_members:
                self._look_at(gathered)

    def _look_at(self, gathered: ListCall) -> None:
        name = self.tree.source(gathered.call.func)
        message = f"`{name}` leaves the failures of its members unhandled"
        if gathered.has_members_used_later:
            advice = "callbacks are added to members afterwards, and would get None for a failure; add them before"
            self.report(gathered.call, None, manual(advice), message)
            return
        if gathered.may_fire_on_one_callback:
            if gathered.members is None:
                return  # events that are waited for, mostly, of which one happens and none fails
            self.report(gathered.call, None, manual("add `consumeErrors=True` and report the failures"), message)
            return
        made = self._errback(gathered) if gathered.fails_fast else self._check(gathered)
        if made is None:
            self.report(gathered.call, None, manual("add `consumeErrors=True` and a check of the results"), message)
            return
        edits, verdict = made
        self.report(gathered.call, None, verdict, message, edits=[*self._flag(gathered), *edits])

    def _flag(self, gathered: ListCall) -> list[Edit]:
        """Add the argument, or make it true; a bare generator gets the parentheses of one of several arguments."""
        given = gathered.argument("consumeErrors")
        if given is not None:
            return [Edit(*self.tree.span(given), "True")]
        # Python 2 wants it in front of `**keywords`.
        last = next(each for each in reversed(gathered.call.args) if not each.star).value
        start, end = self.tree.span(last)
        if isinstance(last, cst.GeneratorExp) and not last.lpar:
            return [Edit(start, start, "("), Edit(end, end, "), consumeErrors=True")]
        return [Edit(end, end, ", consumeErrors=True")]

    def _errback(self, gathered: ListCall) -> tuple[list[Edit], Verdict] | None:
        """See to it that somebody hears of the first failure."""
        from netfix.analysis.twisted.deferred_repairs import append_links, report_link  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Status  # noqa: PLC0415 - imports LibCST

        verdict = self._verdict(gathered, "the first failure is that of the whole, which is handled or handed on")
        if gathered.chain.escapes or gathered.chain.exits == {Status.COVERED}:
            return [], verdict
        added, edits = report_link(self.document, gathered.chain)
        where = append_links(self.document, gathered.chain, [added])
        return None if where is None else ([*edits, *where], verdict)

    def _check(self, gathered: ListCall) -> tuple[list[Edit], Verdict] | None:
        """See to it that somebody looks at the results."""
        from netfix.analysis.twisted.deferred_results import Results  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.result_checks import result_check  # noqa: PLC0415 - imports LibCST

        if gathered.results is Results.CHECKED:
            return [], self._verdict(gathered, "the results are looked at")
        edits = result_check(self.document, gathered)
        if edits is None:
            return None
        if gathered.results is Results.UNKNOWN:
            return edits, unsafe("who gets the results may report the failures as well")
        return edits, self._verdict(gathered, "each failure is reported once, instead of never or when it is collected")

    def _verdict(self, gathered: ListCall, reason: str) -> Verdict:
        if gathered.argument("consumeErrors") is not None:
            return unsafe("somebody has written out that errors are not to be consumed")
        if gathered.members is None:
            return unsafe("not all members are seen, and others may add callbacks to them")
        return safe(reason)
