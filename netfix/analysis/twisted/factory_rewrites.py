"""Putting a Deferred into a client factory, and its end into the main program: the edits.

The factory gets `deferred`, and a method `finish` that fires it once, whatever comes: what a chain of the protocol ends
with, or the reason for which there is no connection. Whatever stopped the reactor calls that instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import Callbacks, own_nodes
from netfix.analysis.twisted.deferred_repairs import append_links, joined
from netfix.analysis.twisted.deferreds import Chain, Deferreds, Link, LinkKind, Status
from netfix.analysis.twisted.reporters import reporter
from netfix.analysis.twisted.stop_moves import StopMoves
from netfix.engine.edits import Edit
from netfix.engine.expressions import dotted
from netfix.engine.statements import import_from, insert_after, insert_before, known_as, remove

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_factories import ClientProgram
    from netfix.engine.document import Document

_FINISH = "addBoth(self.factory.finish)"
_METHODS = ("clientConnectionFailed", "clientConnectionLost")
_ENDS = (
    "def finish(self, result):",
    "{step}if self.deferred is not None:",
    "{step}{step}deferred, self.deferred = self.deferred, None",
    "{step}{step}deferred.callback(result)",
)


class FactoryRewrite:
    """The rewrite of one program. `edits` gives it, None where something in the program stands against it."""

    def __init__(self, document: Document, program: ClientProgram) -> None:
        self._document = document
        self._tree = document.tree
        self._program = program
        self._deferreds = document.fact(Deferreds)
        self._callbacks = document.fact(Callbacks)
        self._classes = document.fact(Classes)
        self._moves = document.fact(StopMoves)
        self._done: list[cst.CSTNode] = []

    def edits(self) -> list[Edit] | None:
        """Give all edits, none of which overlap."""
        parts = [self._chains(), self._factory(), self._rest(), self._main_program()]
        found: list[Edit] = []
        for part in parts:
            if part is None:
                return None
            found += part
        return joined(found)

    # The protocol

    def _chains(self) -> list[Edit] | None:
        """End the protocol's chains in the factory's Deferred."""
        found: list[Edit] = []
        for chain, move in self._moves.moves.items():
            if not self._is_in(chain.origin, self._program.protocol):
                return None
            if move is None:
                return None
            self._done += [*move.stops, *(each for link in chain.links for each in link.functions)]
            self._done += [node for function in move.functions for node in self._stops_in(function)]
            logged = self._logged(chain.links[-1], chain)
            where = append_links(self._document, chain, [_FINISH])
            if where is None or (logged is None and chain.exits == {Status.COVERED}):
                return None
            found += [*move.edits, *where, *(logged or [])]
        for chain in self._deferreds.chains:
            if self._is_in(chain.origin, self._program.protocol) and chain not in self._moves.moves:
                found += self._ended_by_stop(chain)
        return found

    def _stops_in(self, node: cst.CSTNode) -> list[cst.CSTNode]:
        return [each for each in self._program.stops if self._is_in(each, node)]

    def _logged(self, link: Link, chain: Chain) -> list[Edit] | None:
        """Take out an errback that only logs: the main program does. None if the link is something else."""
        if link.kind is not LinkKind.ERRBACK or not self._callbacks.is_reporter(link.errback):
            return None
        function = link.call.func
        parent = self._tree.parent(link.call)
        if not isinstance(function, cst.Attribute):
            return None
        if (
            isinstance(parent, cst.Expr)
            and isinstance(function.value, cst.Name)
            and function.value.value in chain.names
        ):
            return [remove(self._tree, parent)]
        return [Edit(self._tree.span(function.value)[1], self._tree.span(link.call)[1], "")]

    def _ended_by_stop(self, chain: Chain) -> list[Edit]:
        """Make `addBoth(self.factory.finish)` of a last `addBoth` that only stops the reactor."""
        last = chain.links[-1] if chain.links else None
        if last is None or last.kind is not LinkKind.BOTH or last.callback is None or last.callback in self._done:
            return []
        if not isinstance(last.callback, (cst.Lambda, cst.Attribute)) or not self._moves.is_pure_stop(last.callback):
            return []
        if isinstance(last.callback, cst.Attribute) and last.callback not in self._program.stops:
            return []  # a method, which gets `finish` itself
        self._done += [last.callback, *self._stops_in(last.callback)]
        logged = self._logged(chain.links[-2], chain) if len(chain.links) > 1 else None
        return [Edit(*self._tree.span(last.callback), "self.factory.finish"), *(logged or [])]

    # The factory

    def _factory(self) -> list[Edit] | None:
        """Give the factory its Deferred, and have it end when there is no connection, or none any more."""
        factory = self._program.factory
        made, imports = import_from(self._document, "twisted.internet.defer", "Deferred", factory)
        start = f"self.deferred = {made}()"
        begun = self._classes.own_method(factory, "__init__")
        found: list[Edit] = [*imports]
        lines: list[str] = []
        more: list[str] = []
        if begun is not None:
            end = begun.body.body[-1]
            leaves = any(isinstance(each, (cst.Return, cst.Raise)) for each in own_nodes(begun))
            if leaves or not isinstance(end, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
                return None
            found.append(insert_after(self._tree, end, [start]))
        else:
            lines += ["", "def __init__(self):", f"{{step}}{start}"]
        lines += ["", *_ENDS]
        for name in _METHODS:
            own = self._classes.own_method(factory, name)
            if own is None:
                more += ["", f"def {name}(self, connector, reason):", "{step}self.finish(reason)"]
                continue
            edits = self._ended(own)
            if edits is None:
                return None
            found += edits
        added = self._added_to(factory, lines, more)
        return None if added is None else [*found, *added]

    def _added_to(self, factory: cst.ClassDef, first: list[str], more: list[str]) -> list[Edit] | None:
        """Put methods in front of those that a class has, and more at its end."""
        last = factory.body.body[-1]
        attributes = [each for each in factory.body.body if isinstance(each, cst.SimpleStatementLine)]
        if not isinstance(last, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
            return None
        step = self._tree.module.default_indent
        anchor = attributes[-1] if attributes else last
        places = [(last, [*first, *more])] if anchor is last else [(anchor, first), (last, more)]
        return [
            insert_after(self._tree, at, [each.format(step=step) for each in lines]) for at, lines in places if lines
        ]

    def _ended(self, method: cst.FunctionDef) -> list[Edit] | None:
        """Have a method of the factory call `finish` where it stopped the reactor."""
        stops = self._stops_in(method)
        self._done += stops
        names = [each.name.value for each in method.params.params]
        if not isinstance(method.body, cst.IndentedBlock) or len(names) != len(("self", "connector", "reason")):
            return None
        body = method.body.body
        if stops and self._only_logs(method, names[2]):
            start, end = self._tree.position(body[0])[0], self._tree.span(method.body)[1]
            return [Edit(start, len(self._tree.text[:end].rstrip()), f"{names[0]}.finish({names[2]})")]
        statement = self._tree.parent(stops[0]) if len(stops) == 1 else None
        if not isinstance(statement, cst.Expr) or self._tree.statement(statement) not in body:
            return None
        # It has told of the reason itself: the main program is not to tell it again.
        return [Edit(*self._tree.span(statement), f"{names[0]}.finish(None)")]

    def _only_logs(self, method: cst.FunctionDef, reason: str) -> bool:
        """Whether a method calls nothing but stops of the reactor, and `log.err`, and looks at the reason."""
        calls = [each for each in own_nodes(method) if isinstance(each, cst.Call)]
        return not any(isinstance(each, (cst.Assign, cst.AugAssign)) for each in own_nodes(method)) and all(
            each in self._program.stops
            or self._callbacks.is_reporter(each.func)
            or dotted(each.func) == f"{reason}.check"
            for each in calls
        )

    # What else stops, and the main program

    def _rest(self) -> list[Edit] | None:
        """Have what else stops the reactor in the protocol call `finish`."""
        found: list[Edit] = []
        for stop in self._program.stops:
            if any(stop is each or self._is_in(stop, each) for each in self._done):
                continue
            owner = self._owner(stop)
            if not isinstance(stop, cst.Call) or owner is not self._program.protocol:
                return None
            found.append(Edit(*self._tree.span(stop), "self.factory.finish(None)"))
        return found

    def _owner(self, node: cst.CSTNode) -> cst.ClassDef | None:
        """Give the class whose object `self` is at a place."""
        for each in self._tree.ancestors(node):
            if isinstance(each, cst.FunctionDef) and self._classes.method_of_self(each) is not None:
                first = next(iter(each.params.params), None)
                is_self = first is not None and first.name.value == "self" and not each.decorators
                return self._classes.method_of_self(each) if is_self else None
        return None

    def _is_in(self, node: cst.CSTNode, around: cst.CSTNode) -> bool:
        return any(each is around for each in self._tree.ancestors(node))

    def _main_program(self) -> list[Edit] | None:
        """Let the main program wait for the Deferred: an errback that reports, and the one stop."""
        program = self._program
        stop = known_as(self._document, "twisted.internet.reactor.stop", program.connect)
        if stop is None:
            return None
        report = reporter(self._document, program.connect)
        taken = {each.value for each in self._variables()}
        free = (each for each in ("factory", "client_factory") if each not in taken)
        name = program.variable or next(free, None)
        if name is None:
            return None
        lines = [
            f"{name}.deferred.addErrback({report.errback('the connection or a callback failed')})",
            f"{name}.deferred.addBoth(lambda _: {stop}())",
        ]
        if program.variable is not None:
            return [*report.edits, insert_before(self._tree, program.connect, lines)]
        made = self._tree.source(program.made)
        if not self._document.is_verbatim(program.made):
            return None
        first = insert_before(self._tree, program.connect, [f"{name} = {made}", *lines])
        return [*report.edits, first, Edit(*self._tree.span(program.made), name)]

    def _variables(self) -> list[cst.Name]:
        scopes = self._document.scopes
        return [node for node in self._tree.of_kind(cst.Name) if scopes.is_variable(node)]
