"""Which functions of a file run when something has failed: errbacks, and what errbacks call."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.deferred_callbacks import Callbacks, own_nodes
from netfix.analysis.twisted.deferreds import Deferreds, LinkKind

if TYPE_CHECKING:
    from netfix.engine.document import Document

#: Methods that Twisted calls when a connection is gone or was never made.
_CALLED_ON_LOSS = frozenset({"connectionLost", "clientConnectionLost", "clientConnectionFailed", "timeoutConnection"})


class FailurePaths:
    """The functions that run when something has failed."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._callbacks = document.fact(Callbacks)

    def runs_on_failure(self, function: cst.CSTNode) -> bool:
        """Whether a function may run because something has failed."""
        return function in self._functions

    @cached_property
    def _functions(self) -> list[cst.CSTNode]:
        found: list[cst.CSTNode] = []
        waiting: list[cst.CSTNode] = [
            each for each in self._document.tree.of_kind(cst.FunctionDef) if each.name.value in _CALLED_ON_LOSS
        ]
        for chain in self._document.fact(Deferreds).chains:
            for link in chain.links:
                if link.kind in {LinkKind.ERRBACK, LinkKind.CALLBACKS, LinkKind.BOTH}:
                    waiting += self._named(link.errback)
        while waiting:
            function = waiting.pop()
            if function in found:
                continue
            found.append(function)
            for each in own_nodes(function):
                if isinstance(each, cst.Call):
                    waiting += self._named(each.func)
        return found

    def _named(self, node: cst.BaseExpression | None) -> list[cst.CSTNode]:
        function = self._callbacks.function(node)
        return [] if function is None else [function]
