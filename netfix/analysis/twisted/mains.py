"""The last lines of a program that runs the reactor: work begun, its end chained to the stop, `reactor.run()`.

Two shapes are known: these lines at the module's end (under `if __name__ == "__main__":`, too), and as the body of a
function that the module's last statement calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import Callbacks, own_nodes
from netfix.analysis.twisted.deferred_lists import DEFERRED_LIST
from netfix.analysis.twisted.deferreds import Chain, Deferreds, Link, LinkKind
from netfix.analysis.twisted.failure_paths import FailurePaths
from netfix.analysis.twisted.stop_moves import StopMoves
from netfix.engine.expressions import dotted, positional

if TYPE_CHECKING:
    from netfix.engine.document import Document

_EXITS = frozenset({"sys.exit", "os._exit", "os.abort", "exit", "quit", "SystemExit"})


#: Methods in which a factory hears that its connection has failed. (One that is lost may have done its work.)
_FAILING = frozenset({"clientConnectionFailed"})


@dataclass(frozen=True, slots=True, eq=False)
class Main:
    """Lines that `task.react` could run.

    `lines` are the statements of the main program from where the work begins, without `run`, which is `reactor.run()`.
    `stop` is the last link of `chain`, which stops the reactor; `deferred` names the chain's Deferred (None: it has no
    name). `errback` is the link in front of it, if that reports failures. `function` holds all this, and `call` calls
    it, where it is not at the top of the file.
    """

    run: cst.Expr
    lines: list[cst.CSTNode]
    chain: Chain
    stop: Link
    deferred: str | None
    errback: Link | None
    function: cst.FunctionDef | None
    call: cst.Expr | None


class Mains:
    """Finds the main program of one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._classes = document.fact(Classes)
        self._callbacks = document.fact(Callbacks)

    @cached_property
    def run(self) -> cst.Expr | None:
        """The only statement `reactor.run()`."""
        found = [
            each
            for each in self._tree.of_kind(cst.Expr)
            if isinstance(each.value, cst.Call)
            and self._classes.qualified(each.value.func) == "twisted.internet.reactor.run"
        ]
        return found[0] if len(found) == 1 else None

    @cached_property
    def minds_its_status(self) -> bool:
        """Whether the program sets its exit status itself: behind `reactor.run()`, or in what runs after failures."""
        paths = self._document.fact(FailurePaths)
        end = self._tree.span(self.run)[1] if self.run is not None else 0
        running = self._function_around(self.run) if self.run is not None else None
        for node in self._exits:
            around = self._function_around(node)
            is_behind = around in {None, running} and self._tree.span(node)[0] > end
            if is_behind or (around is not None and paths.runs_on_failure(around)):
                return True
        return False

    @cached_property
    def goes_on(self) -> bool:
        """Whether something comes behind `reactor.run()`, or the program exits elsewhere: it may mind its status."""
        block = self._tree.parent(self._tree.parent(self.run) or self.run) if self.run is not None else None
        lines: list[cst.CSTNode] = list(getattr(block, "body", ()))
        holder = self._tree.parent(block) if block is not None else None
        is_last = bool(lines) and self.run in getattr(lines[-1], "body", ())
        return bool(self._exits) or not is_last or not isinstance(holder, (cst.FunctionDef, cst.If, type(None)))

    @cached_property
    def _exits(self) -> list[cst.Call | cst.Name]:
        """The places that end the program with a status."""
        nodes: list[cst.Call | cst.Name] = [*self._tree.of_kind(cst.Call), *self._tree.of_kind(cst.Name)]
        named = ((each, each.value if isinstance(each, cst.Name) else dotted(each.func)) for each in nodes)
        return [node for node, name in named if name in _EXITS]

    def _function_around(self, node: cst.CSTNode) -> cst.FunctionDef | None:
        return next((each for each in self._tree.ancestors(node) if isinstance(each, cst.FunctionDef)), None)

    @cached_property
    def stops_after_failures(self) -> bool:
        """Whether something stops the reactor after a failure: an errback, or a factory that cannot connect."""
        functions = self._tree.of_kind(cst.FunctionDef)
        if any(each.name.value in _FAILING and self._callbacks.function_stops(each) for each in functions):
            return True
        chains = self._document.fact(Deferreds).chains
        return any(self._callbacks.leads_to_stop(link.errback) for chain in chains for link in chain.links)

    @cached_property
    def main(self) -> Main | None:
        """The main program in a shape that `task.react` can run; None if it is another."""
        run = self.run
        line = self._tree.parent(run) if run is not None else None
        block = self._tree.parent(line) if line is not None else None
        lines: list[cst.CSTNode] = list(getattr(block, "body", ()))
        is_plain = isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 and bool(lines)
        if run is None or block is None or not is_plain or lines[-1] is not line:
            return None
        if not isinstance(run.value, cst.Call) or run.value.args:
            return None
        function = self._tree.parent(block)
        if isinstance(function, cst.FunctionDef):
            call = self._only_call(function)
            return self._described(run, lines[:-1], function, call) if call is not None else None
        return self._described(run, lines[:-1], None, None) if self._is_at_the_end(block) else None

    def _is_at_the_end(self, block: cst.CSTNode) -> bool:
        """Whether a block is the module's, or that of an `if` at the module's end."""
        if isinstance(block, cst.Module):
            return True
        holder = self._tree.parent(block)
        is_last = holder is self._tree.module.body[-1]
        return is_last and isinstance(holder, cst.If) and holder.orelse is None and block is holder.body

    def _only_call(self, function: cst.FunctionDef) -> cst.Expr | None:
        """Give the statement that calls a function at the module's end, if nothing else names it."""
        parameters = function.params
        has_other = parameters.posonly_params or parameters.kwonly_params or parameters.star_kwarg
        is_plain = not (has_other or function.decorators or function.asynchronous or function.returns)
        is_plain = is_plain and not isinstance(parameters.star_arg, cst.Param)
        if not is_plain or self._tree.parent(function) is not self._tree.module:
            return None
        if any(isinstance(each, (cst.Global, cst.Return, cst.Yield)) for each in own_nodes(function)):
            return None
        reads = self._document.scopes.reads(self._document.scopes.module, function.name.value)
        call = self._tree.parent(reads[0]) if len(reads) == 1 else None
        statement = self._tree.parent(call) if isinstance(call, cst.Call) else None
        line = self._tree.parent(statement) if isinstance(statement, cst.Expr) else None
        block = self._tree.parent(line) if line is not None else None
        is_last = block is not None and getattr(block, "body", (None,))[-1] is line and self._is_at_the_end(block)
        is_given = isinstance(call, cst.Call) and self._gives_all(call, parameters)
        return statement if isinstance(statement, cst.Expr) and is_last and is_given else None

    def _gives_all(self, call: cst.Call, parameters: cst.Parameters) -> bool:
        """Whether a call gives each parameter by its position."""
        given = positional(call)
        if given is None or len(given) != len(parameters.params):
            return False
        plain = all(each.default is None for each in parameters.params)
        return plain and all(self._document.is_verbatim(each) for each in given)

    def _described(
        self, run: cst.Expr, lines: list[cst.CSTNode], function: cst.FunctionDef | None, call: cst.Expr | None
    ) -> Main | None:
        """Find the one chain among the lines that ends with the stop."""
        where = function if function is not None else self._tree.module
        ending = [each for each in self._document.fact(Deferreds).chains_in(where) if self._ends_with_stop(each, lines)]
        if len(ending) != 1 or ending[0].escapes or self._never_fails(ending[0]):
            return None
        chain, stop = ending[0], ending[0].links[-1]
        receiver = stop.call.func.value if isinstance(stop.call.func, cst.Attribute) else None
        deferred = dotted(receiver) if receiver is not None else None
        before = chain.links[:-1]
        errback = before.pop() if before and before[-1].kind is LinkKind.ERRBACK else None
        if any(each.kind not in {LinkKind.CALLBACK, LinkKind.TIMEOUT} for each in before):
            return None
        if any(self._line_of(link.call) not in lines for link in chain.links):
            return None
        line = self._line_of(stop.call)
        if deferred is None and (not lines or lines[-1] is not line):
            return None
        begun = line if deferred is None else self._first_binding(deferred.partition(".")[0], lines)
        kept = lines[lines.index(begun) :] if begun is not None and begun in lines else []
        return Main(run, kept, chain, stop, deferred, errback, function, call) if kept else None

    def _never_fails(self, chain: Chain) -> bool:
        """Whether a chain is that of a DeferredList, which succeeds when its members fail."""
        origin = chain.origin
        is_list = isinstance(origin, cst.Call) and self._classes.qualified(origin.func) == DEFERRED_LIST
        only_stops = all(link.kind is LinkKind.BOTH for link in chain.links)
        return is_list and only_stops

    def _ends_with_stop(self, chain: Chain, lines: list[cst.CSTNode]) -> bool:
        last = chain.links[-1] if chain.links else None
        if last is None or last.kind is not LinkKind.BOTH or last.callback is None:
            return False
        statement = self._tree.parent(last.call)
        is_stop = self._document.fact(StopMoves).is_pure_stop(last.callback)
        return is_stop and isinstance(statement, cst.Expr) and self._line_of(last.call) in lines

    def _line_of(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Give the simple statement that a node stands in, with its line if it has that for itself."""
        for each in self._tree.ancestors(node):
            if isinstance(each, cst.SimpleStatementLine):
                return each if len(each.body) == 1 else None
            if isinstance(each, (cst.Lambda, cst.BaseCompoundStatement)):
                return None
        return None

    def _first_binding(self, name: str, lines: list[cst.CSTNode]) -> cst.CSTNode | None:
        """Give the line that first gives a name its value."""
        for line in lines:
            small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
            targets = [each.target for each in small.targets] if isinstance(small, cst.Assign) else []
            if any(isinstance(each, cst.Name) and each.value == name for each in targets):
                return line
        return None
