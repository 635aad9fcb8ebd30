"""Run the reactor once.

A reactor runs once in the life of a program. `reactor.run()` behind one that has ended raises `ReactorNotRestartable`,
and in a function that the reactor itself calls, `ReactorAlreadyRunning`. Programs that wrap each request in a run of
its own die of the second request.

     from twisted.internet import reactor
     from twisted.web.client import getPage


     def fetch(url):
         d = getPage(url)
         d.addBoth(lambda _: reactor.stop())
    !    reactor.run()


     fetch(b"http://localhost/one")
     fetch(b"http://localhost/two")

To be done by hand: return the Deferred, gather those of all requests, and run the reactor in one place, or write
`task.react(main)` with a `main` that returns the Deferred of all. Found in callbacks, methods of events and other
functions that the reactor runs, in functions which the file calls twice or in a loop, and where one run follows another
in the same block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.document import Document

_RUN = "twisted.internet.reactor.run"

_ADVICE = "return the Deferreds, and run the reactor in one place"


class ReactorRunAgain(Codemod):
    """Finds `reactor.run()` where the reactor runs already, or has run."""

    reads_others = True
    needles = (rb"\breactor\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether the reactor may be run."""
        from netfix.analysis.twisted.reactor_candidates import may_run_reactor  # noqa: PLC0415 - for candidates only

        return may_run_reactor(document)

    def visit_Call(self, node: cst.Call) -> None:
        """Look at a call of `reactor.run`."""
        if self.scopes.qualified(node.func) != _RUN or not isinstance(self.tree.parent(node), cst.Expr):
            return
        function = next((each for each in self.tree.ancestors(node) if isinstance(each, cst.FunctionDef)), None)
        if self._follows_another(node):
            self.report(node, None, manual(_ADVICE), "the reactor has run before, and cannot run again")
        elif function is not None:
            self._look_at(node, function)

    def _look_at(self, node: cst.Call, function: cst.FunctionDef) -> None:
        from netfix.analysis.twisted.reactor_functions import ReactorFunctions  # noqa: PLC0415 - imports LibCST

        name = function.name.value
        reason = self.document.fact(ReactorFunctions).reason(function)
        if reason is not None and not self._is_guarded(node):
            message = f"the reactor runs already in `{name}`, which is {reason}"
            self.report(node, None, manual(_ADVICE), message)
        elif self._is_called_again(function) and not self._is_guarded(node):
            self.report(node, None, manual(_ADVICE), f"the reactor cannot run again when `{name}` is called again")

    def _is_guarded(self, node: cst.Call) -> bool:
        """Whether the run depends on something, as on the reactor's state, or its failure is expected."""
        return any(isinstance(each, (cst.If, cst.Try)) for each in self.tree.ancestors(node))

    def _follows_another(self, node: cst.Call) -> bool:
        """Whether another run stands in front of this in the same block."""
        line = self.tree.statement(node)
        block = line and self.tree.parent(line)
        siblings: Sequence[cst.CSTNode] = getattr(block, "body", ())
        before = siblings[: siblings.index(line)] if line in siblings else ()
        return any(self._runs(each) for each in before)

    def _runs(self, line: cst.CSTNode) -> bool:
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
        call = small.value if isinstance(small, cst.Expr) else None
        return isinstance(call, cst.Call) and self.scopes.qualified(call.func) == _RUN

    def _is_called_again(self, function: cst.FunctionDef) -> bool:
        """Whether the module's own code calls a function of the module twice in a row, or in a loop."""
        scope = self.scopes.scope_of(function)
        if not isinstance(scope.node, cst.Module) or len(scope.bindings(function.name.value)) != 1:
            return False
        calls = [self.tree.parent(read) for read in self.scopes.reads(scope, function.name.value)]
        places = [call for call in calls if isinstance(call, cst.Call) and self._is_outside_functions(call)]
        blocks = [self._block(call) for call in places]
        return len(set(blocks)) < len(blocks) or any(self._is_in_loop(call) for call in places)

    def _is_outside_functions(self, node: cst.Call) -> bool:
        inner = (cst.FunctionDef, cst.Lambda)
        return not any(isinstance(each, inner) for each in self.tree.ancestors(node))

    def _block(self, node: cst.Call) -> cst.CSTNode | None:
        line = self.tree.statement(node)
        return self.tree.parent(line) if line is not None else None

    def _is_in_loop(self, node: cst.Call) -> bool:
        return any(
            isinstance(each, (cst.For, cst.While)) and self.tree.span(each.body)[0] <= self.tree.span(node)[0]
            for each in self.tree.ancestors(node)
        )
