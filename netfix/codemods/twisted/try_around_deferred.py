"""Catch a Deferred's failure by an errback.

A call that returns a Deferred has not failed when it returns: what fails comes later, down the Deferred. A `try` around
the call is left by then, and its `except` never runs.

     from twisted.web import client, error


     def ask(url):
         try:
    !        client.getPage(url).addCallback(print)
         except error.Error as reason:
             print("cannot get it:", reason)

To be done by hand: an errback that traps the exception, or, in a function with `@inlineCallbacks` or `async def`, a
`yield` or `await` in front of the call. Found where each exception that the `except` names is one with which Twisted's
call is known to fail, or a failed connection's; others, and an `except` for all, may be meant for what the call
raises at once. Left alone where the Deferred is waited for in the `try`, or has an errback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain
    from netfix.engine.document import Document

#: Families of exceptions that come down a Deferred only: nothing has been sent when a call returns.
_LATER = (
    "twisted.internet.error.ConnectError", "twisted.internet.error.ConnectionLost",
    "twisted.internet.error.ConnectionDone", "twisted.internet.error.DNSLookupError",
    "twisted.internet.error.TimeoutError", "twisted.internet.error.ConnectionRefusedError",
    "twisted.internet.error.UserError", "twisted.internet.error.TCPTimedOutError", "twisted.web.error.Error",
    "twisted.names.error.DomainError", "twisted.cred.error.UnauthorizedLogin",
)  # fmt: skip

_COVERING = frozenset({"addErrback", "addBoth", "addCallbacks"})


class TryAroundDeferred(Codemod):
    """Finds `try` statements whose `except` waits for the failure of a Deferred."""

    reads_others = True
    needles = (rb"\btwisted\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a `try` may expect exceptions of Twisted's, and no others."""
        from netfix.analysis.twisted.candidates import may_try_around_deferred  # noqa: PLC0415 - for candidates only

        return may_try_around_deferred(document)

    def finish(self) -> None:
        """Look at all Deferreds of the file that are made in the body of a `try`."""
        from netfix.analysis.twisted.deferreds import Certainty, Deferreds, EscapeKind  # noqa: PLC0415 - imports LibCST

        waits = (EscapeKind.YIELDED, EscapeKind.AWAITED, EscapeKind.PASSED)
        for chain in self.document.fact(Deferreds).chains:
            known = chain.source.certainty is Certainty.KNOWN and isinstance(chain.origin, cst.Call)
            if not known or chain.foreign or chain.escapes_as(*waits):
                continue
            if not any(link.kind.value in _COVERING for link in chain.links):
                self._look_at(chain)

    def _look_at(self, chain: Chain) -> None:
        handlers = self._handlers(chain.origin)
        named = [name for each in handlers for name in self._names(each)]
        if not named or any(name is None or not self._comes_later(name, chain) for name in named):
            return
        called = self.tree.source(chain.origin.func if isinstance(chain.origin, cst.Call) else chain.origin)
        advice = "add an errback that traps it, or wait for the Deferred in the `try`"
        message = f"the `except` below never sees a failure of `{called}`, which comes later"
        self.report(chain.origin, None, manual(advice), message)

    def _handlers(self, node: cst.CSTNode) -> tuple[cst.ExceptHandler, ...]:
        """Give the handlers of the innermost `try` of the same function in whose body a node stands."""
        below = node
        for each in self.tree.ancestors(node):
            if isinstance(each, (cst.FunctionDef, cst.Lambda)):
                return ()
            if isinstance(each, cst.Try) and below is each.body:
                return tuple(each.handlers)
            below = each
        return ()

    def _names(self, handler: cst.ExceptHandler) -> list[str | None]:
        """Give the exceptions that a handler names; None for what is not known, and for all."""
        kind = handler.type
        if kind is None:
            return [None]
        kinds = [each.value for each in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
        return [self.scopes.qualified(each) for each in kinds]

    @staticmethod
    def _comes_later(name: str, chain: Chain) -> bool:
        from netfix.analysis.twisted.catalogue import catalogue  # noqa: PLC0415 - imports LibCST

        canonical = catalogue().canonical(name)
        # What a source says of its failures is written as programs write it, which may be an older name.
        families = set(map(catalogue().canonical, (*_LATER, *chain.source.failures)))
        return canonical in families or any(catalogue().inherits(canonical, each) for each in families)
