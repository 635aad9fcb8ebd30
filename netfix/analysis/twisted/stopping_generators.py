"""Functions that wait for Deferreds by `yield` or `await`, and stop the reactor at their end if nothing has failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import Callbacks, own_nodes
from netfix.analysis.twisted.deferreds import Deferreds
from netfix.engine.edits import Edit
from netfix.engine.statements import remove

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferreds import Chain
    from netfix.engine.document import Document

_GENERATORS = frozenset({"twisted.internet.defer.inlineCallbacks"})
_COROUTINES = frozenset({
    "twisted.internet.defer.ensureDeferred", "twisted.internet.defer.Deferred.fromCoroutine"
})  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A function of the file that is run once: `name` is the expression that names it in the call."""

    function: cst.FunctionDef
    name: cst.BaseExpression


class StoppingGenerators:
    """Finds such functions by the chains that are what comes of calling them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._callbacks = document.fact(Callbacks)
        self._classes = document.fact(Classes)

    def of(self, chain: Chain) -> Run | None:
        """Give the function whose end a chain's Deferred tells, if that stops the reactor on its way there."""
        call = chain.origin
        if not isinstance(call, cst.Call):
            return None
        is_coroutine = self._classes.qualified(call.func) in _COROUTINES and len(call.args) == 1
        if is_coroutine and isinstance(call.args[0].value, cst.Call):
            call = call.args[0].value
        function = self._callbacks.function(call.func)
        if not isinstance(function, cst.FunctionDef):
            return None
        decorators = [self._classes.qualified(each.decorator) for each in function.decorators]
        waits = len(decorators) == 1 and decorators[0] in _GENERATORS
        if is_coroutine:
            waits = function.asynchronous is not None and not decorators
        return Run(function, call.func) if waits and self._stops_on_success(function) else None

    def _stops_on_success(self, function: cst.FunctionDef) -> bool:
        """Whether a function stops the reactor, and never where something has failed."""
        tries = [each for each in own_nodes(function) if isinstance(each, (cst.Try, cst.TryStar))]
        return self._callbacks.function_stops(function) and not tries

    def stops(self, function: cst.FunctionDef) -> list[cst.Expr]:
        """Give the statements of a function, none of them in another, that stop the reactor."""
        own = (each for each in own_nodes(function) if isinstance(each, cst.Expr))
        return [each for each in own if self._callbacks.is_stop(each.value)]

    def without_stop(self, run: Run) -> list[Edit] | None:
        """Give the edits that take the stop out of a function's last line; None if it stops elsewhere."""
        function = run.function
        stops = self.stops(function)
        line = function.body.body[-1]
        if len(stops) != 1 or self._tree.parent(stops[0]) is not line or len(function.body.body) == 1:
            return None
        if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
            return None
        if any(isinstance(each, cst.Return) for each in own_nodes(function)):
            return None
        edits = [remove(self._tree, stops[0])]
        before = function.body.body[-2]
        small = before.body[-1] if isinstance(before, cst.SimpleStatementLine) else None
        dropped = small.value if isinstance(small, cst.Expr) else None
        chain = self._document.fact(Deferreds).chain_from(dropped) if isinstance(dropped, cst.Call) else None
        if chain is not None and not chain.links and not chain.foreign and chain.source.is_sure:
            # What was thrown away in front of the stop is waited for.
            start = self._tree.span(chain.origin)[0]
            edits.append(Edit(start, start, "await " if function.asynchronous is not None else "yield "))
        return edits
