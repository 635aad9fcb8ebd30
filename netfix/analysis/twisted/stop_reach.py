"""Which callbacks of a chain stop the reactor, in the end, and whether failures do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.deferred_callbacks import Callbacks, own_nodes
from netfix.analysis.twisted.deferreds import Chain, Deferreds, LinkKind

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_callbacks import AnyFunction
    from netfix.engine.document import Document

#: How deep functions are looked through.
_MAX_DEPTH = 4


class StopReach:
    """Answers for the chains of one file."""

    def __init__(self, document: Document) -> None:
        self._deferreds = document.fact(Deferreds)
        self._callbacks = document.fact(Callbacks)

    def leads_to_stop(self, node: cst.BaseExpression | None) -> bool:
        """Whether a callback stops the reactor: itself, by what it calls, or by callbacks that it adds."""
        return node is not None and (
            self._callbacks.leads_to_stop(node) or self.adds_stop(self._callbacks.function(node))
        )

    def adds_stop(self, function: AnyFunction | None, depth: int = 0) -> bool:
        """Whether a function adds a callback that stops the reactor, or calls one that does."""
        if function is None or depth > _MAX_DEPTH:
            return False
        for chain in self._deferreds.chains_in(function):
            for link in chain.links:
                for each in link.functions:
                    if self._callbacks.leads_to_stop(each) or self.adds_stop(self._callbacks.function(each), depth + 1):
                        return True
        called = (self._callbacks.function(each.func) for each in own_nodes(function) if isinstance(each, cst.Call))
        return any(self.adds_stop(each, depth + 1) for each in called if each is not None and each is not function)

    def stops_at_the_end(self, chain: Chain) -> bool:
        """Whether a failure stops the reactor too."""
        last = chain.links[-1]
        if last.kind is LinkKind.CALLBACKS and self._stops_itself(last.callback) and self._stops_itself(last.errback):
            return True
        if last.kind in {LinkKind.BOTH, LinkKind.ERRBACK}:
            function = last.errback
            if self.leads_to_stop(function):
                return True
        if last.kind is LinkKind.CALLBACK and len(chain.links) > 1:
            before = chain.links[-2]
            is_caught = before.kind is LinkKind.ERRBACK and not self._callbacks.passes_on(before.errback)
            return is_caught and self.leads_to_stop(last.callback)
        return any(link.kind is LinkKind.BOTH and self.leads_to_stop(link.callback) for link in chain.links)

    def has_stopping_errback(self, chain: Chain) -> bool:
        """Whether there are stops for failures too, though not at the end: whether for all of them is hard to say."""
        return any(self.leads_to_stop(link.errback) for link in chain.links)

    def _stops_itself(self, node: cst.BaseExpression | None) -> bool:
        """Whether a function of the file has the stop among its own statements, under no condition."""
        function = self._callbacks.function(node)
        if not isinstance(function, cst.FunctionDef) or self.adds_stop(function):
            return False
        smalls = [
            small for line in function.body.body if isinstance(line, cst.SimpleStatementLine) for small in line.body
        ]
        return any(isinstance(small, cst.Expr) and self._callbacks.is_stop(small.value) for small in smalls)
