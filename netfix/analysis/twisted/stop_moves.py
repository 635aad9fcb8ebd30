"""Moving `reactor.stop()` from the callbacks that reach it to the end of the chain that registers them.

A chain is the root of a stop if one of its callbacks, or what these call or return, always stops the reactor in the
end, and the chain itself goes nowhere else. Then the stop can be taken out there and put behind everything, where a
failure gets to it as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import Callbacks, own_nodes
from netfix.analysis.twisted.deferreds import Certainty, Chain, Deferreds, EscapeKind, Link, LinkKind
from netfix.analysis.twisted.stop_reach import StopReach
from netfix.analysis.twisted.stopping_generators import StoppingGenerators
from netfix.engine.edits import Edit
from netfix.engine.statements import insert_after, remove

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_callbacks import AnyFunction
    from netfix.analysis.twisted.stopping_generators import Run
    from netfix.engine.document import Document


@dataclass(slots=True)
class Move:
    """What taking the stops out of a chain's callbacks means.

    `edits` take them out; `functions` are those that were looked through, and `seen` the places that refer to them.
    """

    edits: list[Edit] = field(default_factory=list[Edit])
    functions: list[cst.CSTNode] = field(default_factory=list[cst.CSTNode])
    seen: list[cst.CSTNode] = field(default_factory=list[cst.CSTNode])
    stops: list[cst.CSTNode] = field(default_factory=list[cst.CSTNode])


class StopMoves:
    """Works out, for the chains of one file, how their stops can be moved."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._deferreds = document.fact(Deferreds)
        self._callbacks = document.fact(Callbacks)
        self._classes = document.fact(Classes)
        self._stopping = StoppingGenerators(document)
        self._reach = StopReach(document)
        self.moves: dict[Chain, Move | None] = {}
        roots = [chain for chain in self._deferreds.chains if self._is_root(chain)]
        # Chains that others run through come after those, and are left to them where these can be moved.
        roots.sort(key=lambda chain: bool(self._registered(chain)))
        claimed: list[cst.CSTNode] = []
        for chain in roots:
            if chain.function in claimed:
                continue
            move = self._move(chain)
            if move is not None or not self._reach.has_stopping_errback(chain):
                self.moves[chain] = move
                claimed += move.functions if move is not None else ()
        self._stops = [stop for move in self.moves.values() if move is not None for stop in move.stops]

    def claims(self, stop: cst.CSTNode) -> bool:
        """Whether a statement `reactor.stop()` is taken out by one of the moves."""
        return stop in self._stops

    def _registered(self, chain: Chain) -> list[tuple[Chain, Link]]:
        function = chain.function
        return self._deferreds.registered_in(function) if isinstance(function, (cst.FunctionDef, cst.Lambda)) else []

    def _is_root(self, chain: Chain) -> bool:
        """Whether a chain stops the reactor when all goes well and leaves it running when something fails."""
        if chain.foreign or chain.escapes:
            return False
        run = self._stopping.of(chain)
        if not chain.links:
            return run is not None
        on_success = any(
            self._reach.leads_to_stop(link.callback) for link in chain.links if link.kind is not LinkKind.BOTH
        )
        return (on_success or run is not None) and not self._reach.stops_at_the_end(chain)

    def _move(self, chain: Chain) -> Move | None:
        """Work out a move; None if a stop cannot be taken out."""
        move = Move()
        run = self._stopping.of(chain)
        if run is not None and not self._strip_generator(run, move):
            return None
        for link in chain.links:
            for each in dict.fromkeys(link.functions):
                if self._reach.leads_to_stop(each) and not self._strip_link(link, each, move):
                    return None
                move.seen.append(each)
        return move if move.edits and self._are_seen(move) else None

    def _strip_generator(self, run: Run, move: Move) -> bool:
        """Take the stop out of a function that waits for Deferreds and ends with it."""
        move.functions.append(run.function)
        move.seen.append(run.name)
        last = run.function.body.body[-1]
        small = last.body[-1] if isinstance(last, cst.SimpleStatementLine) else None
        if not self._stopping.stops(run.function):
            return (
                isinstance(small, cst.Expr)
                and isinstance(small.value, cst.Call)
                and self._strip_waiting(run, small.value, move)
            )
        edits = self._stopping.without_stop(run)
        move.edits += edits or []
        move.stops += self._stopping.stops(run.function)
        return edits is not None

    def _strip_waiting(self, run: Run, call: cst.Call, move: Move) -> bool:
        """Take the stop out of what such a function calls at its end, and wait for what that returns then."""
        known = len(move.edits)
        stopping = [each for each in own_nodes(run.function) if isinstance(each, cst.Call)]
        if sum(self._callbacks.leads_to_stop(each.func) for each in stopping) != 1 or not self._strip_called(
            call, move
        ):
            return False
        if any(edit.replacement.lstrip().startswith("return ") for edit in move.edits[known:]):
            start = self._tree.span(call)[0]
            move.edits.append(Edit(start, start, "await " if run.function.asynchronous is not None else "yield "))
        return True

    def is_pure_stop(self, node: cst.BaseExpression) -> bool:
        """Whether a callback does nothing but stop the reactor."""
        function = self._callbacks.function(node)
        if isinstance(function, cst.Lambda):
            return self._callbacks.is_stop(function.body)
        if isinstance(function, cst.FunctionDef) and function.decorators:
            return False
        lines = [*function.body.body] if function is not None else []
        if isinstance(function, cst.FunctionDef) and function.get_docstring() is not None:
            lines = lines[1:]
        if len(lines) != 1:
            return self._callbacks.is_stop_function(node)
        line = lines[0]
        small = line.body if isinstance(line, cst.SimpleStatementLine) else [line]
        return len(small) == 1 and isinstance(small[0], cst.Expr) and self._callbacks.is_stop(small[0].value)

    def _strip_link(self, link: Link, node: cst.BaseExpression, move: Move) -> bool:
        """Take the stop out of what a link adds, or the link itself if it does nothing else."""
        if self.is_pure_stop(node):
            edit = self._without(link)
            if edit is None:
                return False
            move.edits.append(edit)
            return True
        function = self._callbacks.function(node)
        return function is not None and self._strip(function, move)

    def _without(self, link: Link) -> Edit | None:
        """Take a link out: its statement, or the end of its expression."""
        function = link.call.func
        parent = self._tree.parent(link.call)
        if link.kind is LinkKind.CALLBACKS or not isinstance(function, cst.Attribute):
            return None
        if isinstance(parent, cst.Expr) and isinstance(function.value, cst.Name):
            return remove(self._tree, parent)
        return Edit(self._tree.span(function.value)[1], self._tree.span(link.call)[1], "")

    def _strip(self, function: AnyFunction, move: Move) -> bool:
        """Take the stop out of a function that always ends with it."""
        if function in move.functions:
            return True
        move.functions.append(function)
        if isinstance(function, cst.Lambda):
            body = function.body
            return isinstance(body, cst.Call) and self._strip_called(body, move)
        line = function.body.body[-1] if isinstance(function.body, cst.IndentedBlock) else None
        if not isinstance(line, cst.SimpleStatementLine) or function.decorators:
            return False
        last = line.body[-1]
        returns = [each for each in own_nodes(function) if isinstance(each, (cst.Return, cst.Yield))]
        if isinstance(last, cst.Return):
            return len(returns) == 1 and self._strip_returned(function, last, move)
        return not returns and isinstance(last, cst.Expr) and self._strip_last(function, last, move)

    def _strip_called(self, call: cst.Call, move: Move) -> bool:
        """Take the stop out of a function that is called, and whose result is returned."""
        called = self._callbacks.function(call.func)
        move.seen.append(call.func)
        return isinstance(called, cst.FunctionDef) and self._strip(called, move)

    def _strip_returned(self, function: cst.FunctionDef, last: cst.Return, move: Move) -> bool:
        if isinstance(last.value, cst.Call) and isinstance(self._callbacks.function(last.value.func), cst.FunctionDef):
            return self._strip_called(last.value, move)
        returned = [
            chain
            for chain in self._deferreds.chains_in(function)
            if any(escape.kind is EscapeKind.RETURNED and escape.node is last for escape in chain.escapes)
        ]
        return len(returned) == 1 and self._strip_chain(returned[0], move)

    def _strip_chain(self, chain: Chain, move: Move) -> bool:
        """Take the stop out of the links of an inner chain: one of them, on every path."""
        stopping = [
            (link, each)
            for link in chain.links
            for each in dict.fromkeys(link.functions)
            if self._reach.leads_to_stop(each)
        ]
        move.seen += (each for link in chain.links for each in link.functions)
        return len(stopping) == 1 and self._strip_link(*stopping[0], move)

    def _strip_last(self, function: cst.FunctionDef, last: cst.Expr, move: Move) -> bool:
        """Take the stop out of a function whose last statement stops, or calls what stops, or adds it to a chain."""
        if self._callbacks.is_stop(last.value):
            return self._strip_stop(function, last, move)
        if not isinstance(last.value, cst.Call):
            return False
        start = self._tree.span(last)[0]
        chain = self._deferreds.chain_of_link(last.value)
        if chain is not None and not chain.escapes and not chain.foreign:
            variable = next((name for name in chain.names if "." not in name), None)
            receiver = last.value.func.value if isinstance(last.value.func, cst.Attribute) else None
            if isinstance(receiver, cst.Name) and receiver.value == variable:
                move.edits.append(insert_after(self._tree, last, [f"return {variable}"]))
            else:
                move.edits.append(Edit(start, start, "return "))
            return self._strip_chain(chain, move)
        known = len(move.edits)
        if not self._strip_called(last.value, move):
            return False
        if any(edit.replacement.lstrip().startswith("return ") for edit in move.edits[known:]):
            move.edits.append(Edit(start, start, "return "))
        return True

    def _strip_stop(self, function: cst.FunctionDef, last: cst.Expr, move: Move) -> bool:
        """Take out `reactor.stop()` itself; a Deferred that is thrown away in front of it is returned."""
        stops = [each for each in own_nodes(function) if isinstance(each, cst.Call) and self._callbacks.is_stop(each)]
        before = self._before(last)
        both = isinstance(before, cst.Expr) and self._callbacks.is_exit(last.value) and before.value in stops
        if len(stops) != 1 + both or self._reach.adds_stop(function) or self._stops_later(function):
            return False
        if isinstance(before, cst.Expr) and both:
            # `reactor.stop()` and then `sys.exit()`
            move.edits.append(remove(self._tree, before))
            move.stops.append(before)
            if self._before(before) is None:
                return False
            before = self._before(before)
        move.edits.append(remove(self._tree, last))
        move.stops.append(last)
        chain = (
            self._deferreds.chain_from(before.value)
            if isinstance(before, cst.Expr) and isinstance(before.value, cst.Call)
            else None
        )
        if chain is not None and not chain.links and chain.source.certainty in {Certainty.KNOWN, Certainty.LIKELY}:
            start = self._tree.span(chain.origin)[0]
            move.edits.append(Edit(start, start, "return "))
        return True

    def _stops_later(self, function: cst.FunctionDef) -> bool:
        return any(isinstance(each, cst.Call) and self._callbacks.stops_later(each) for each in own_nodes(function))

    def _before(self, statement: cst.BaseSmallStatement) -> cst.CSTNode | None:
        """Give the simple statement in front of the last one of a block."""
        line = self._tree.parent(statement)
        block = self._tree.parent(line) if line is not None else None
        smalls = [
            small
            for each in getattr(block, "body", ())
            for small in (each.body if isinstance(each, cst.SimpleStatementLine) else (each,))
        ]
        at = next((index for index, each in enumerate(smalls) if each is statement), 0)
        return smalls[at - 1] if at else None

    def _are_seen(self, move: Move) -> bool:
        """Whether nothing else refers to the functions out of which a stop is taken."""
        for function in move.functions:
            if isinstance(function, cst.FunctionDef) and not all(
                each in move.seen for each in self._references(function)
            ):
                return False
        return True

    def _references(self, function: cst.FunctionDef) -> list[cst.CSTNode]:
        """Give all places where a function is named: for a method, every attribute of that name."""
        name = function.name.value
        if self._classes.method_of_self(function) is not None:
            return [each for each in self._tree.of_kind(cst.Attribute) if each.attr.value == name]
        scope = self._document.scopes.scope_of(function)
        return [*self._document.scopes.reads(scope, name)]
