"""Look for the failure in a FirstError.

`gatherResults`, and a DeferredList with `fireOnOneErrback`, fail with a `FirstError`, in which the member's failure is.
An errback that traps the member's exception lets the FirstError pass, and what it was written for never happens.

     from twisted.internet import defer, error


     def nobody_there(failure):
    -    failure.trap(error.ConnectionRefusedError)
    +    failure.trap(defer.FirstError)
    +    failure = failure.value.subFailure
    +    failure.trap(error.ConnectionRefusedError)
         print("nobody there:", failure.getErrorMessage())


     def ask(one, other):
         d = defer.gatherResults([one.connect(), other.connect()], consumeErrors=True)
         d.addErrback(nobody_there)
         return d

Never applied by itself: unsafe, since the errback now takes failures that went on to others. Found where the file adds
the errback to nothing but such Deferreds, with no other errback in front, and all that it traps or checks are other
exceptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain, Link
    from netfix.engine.document import Document

_FIRST_ERROR = "twisted.internet.defer.FirstError"

#: Exceptions that a FirstError is as well.
_WIDER = frozenset({_FIRST_ERROR, "Exception", "BaseException", "builtins.Exception", "builtins.BaseException"})


class TrapMissesFirstError(Codemod):
    """Finds errbacks of gathered Deferreds that trap the exceptions of members."""

    reads_others = True
    needles = (rb"\bgatherResults\b", rb"\bfireOnOneErrback\b", rb"\bDeferredList\b")

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a failure may be asked what it is."""
        from netfix.analysis.twisted.candidates import may_ask_failure  # noqa: PLC0415 - for candidates only

        return may_ask_failure(document)

    def finish(self) -> None:
        """Look at all functions of the file that are errbacks."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        deferreds = self.document.fact(Deferreds)
        for function in self.tree.of_kind(cst.FunctionDef):
            registered = deferreds.registered_in(function)
            if registered and all(self._gets_first_error(chain, link) for chain, link in registered):
                self._look_at(function)

    def _gets_first_error(self, chain: Chain, link: Link) -> bool:
        """Whether a link gets the failure of a gathered Deferred, before any other errback."""
        from netfix.analysis.twisted.deferred_lists import ListCalls  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import LinkKind  # noqa: PLC0415 - imports LibCST

        gathered = next((each for each in self.document.fact(ListCalls).all if each.chain is chain), None)
        at = chain.links.index(link)
        is_first = all(each.kind is LinkKind.CALLBACK for each in chain.links[:at])
        return gathered is not None and gathered.fails_fast and link.errback is not None and is_first

    def _look_at(self, function: cst.FunctionDef) -> None:
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.names import name_of  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import insert_before  # noqa: PLC0415 - imports LibCST

        parameter = self.document.fact(Deferreds).callbacks.parameter(function)
        calls = self._asked(function, parameter.name.value) if parameter is not None else []
        named = [self.scopes.qualified(each.value) for call in calls for each in call.args]
        if parameter is None or not named or any(each is None or each in _WIDER for each in named):
            return
        message = f"`{function.name.value}` gets a FirstError, which is none of what it looks for"
        line = self.tree.statement(calls[0])
        name = parameter.name.value
        if line is None or self.tree.parent(line) is not function.body or not isinstance(line, cst.SimpleStatementLine):
            advice = f"look at `{name}.value.subFailure`, if it is a FirstError"
            self.report(calls[0], None, manual(advice), message)
            return
        first_error, edits = name_of(self.document, _FIRST_ERROR, function)
        added = insert_before(self.tree, line, [f"{name}.trap({first_error})", f"{name} = {name}.value.subFailure"])
        self.report(calls[0], None, unsafe("it now takes what went on to others"), message, edits=[added, *edits])

    def _asked(self, function: cst.FunctionDef, parameter: str) -> list[cst.Call]:
        """Give the calls of `failure.trap(…)` and `failure.check(…)`; none if the sub-failure is looked at."""
        scope = self.scopes.opened_by(function)
        if scope is None or len(scope.bindings(parameter)) != 1:
            return []
        if any(each.attr.value == "subFailure" for each in self.tree.of_kind(cst.Attribute)):
            return []
        uses = [self.tree.parent(read) for read in self.scopes.reads(scope, parameter)]
        asked = [each for each in uses if isinstance(each, cst.Attribute) and each.attr.value in {"trap", "check"}]
        calls = [self.tree.parent(each) for each in asked]
        return [each for each in calls if isinstance(each, cst.Call)]
