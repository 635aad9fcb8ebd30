"""Deferreds along the paths of one function: which variable holds which, what is added to them, how paths end.

An abstract run over the statements: at each place, a variable (or a dotted attribute, `self.d`) holds some chains,
and each chain is in some states. Branches are followed apart and together; loops are run twice, which is enough, since
states only grow. Reads in nested functions count as escapes, because no one knows when they happen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import libcst as cst

from netfix.analysis.twisted.catalogue import DEFERRED
from netfix.analysis.twisted.deferred_attributes import OwnAttributes
from netfix.analysis.twisted.deferred_chains import (
    PROVING,
    Certainty,
    Chain,
    Escape,
    EscapeKind,
    Link,
    LinkKind,
    Source,
    Status,
    Use,
    climb,
    is_only_inspected,
)
from netfix.analysis.twisted.deferred_state import State, bound_by, fires_other, joined, names_in
from netfix.engine.expressions import dotted
from netfix.engine.tree import FUNCTIONS_AND_CLASSES, code_children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.analysis.twisted.deferred_callbacks import Callbacks
    from netfix.analysis.twisted.deferred_sources import Sources
    from netfix.engine.document import Document

_SEEDS = frozenset({cst.Name, cst.Attribute, cst.Call})
_BINDING = frozenset({cst.AssignTarget, cst.Param, cst.NameItem})


class Flow:
    """Runs over one function, lambda or module, and makes its `chains`."""

    def __init__(self, document: Document, sources: Sources, callbacks: Callbacks, function: cst.CSTNode) -> None:
        self._tree = document.tree
        self._attributes = document.fact(OwnAttributes)
        self._scopes = document.scopes
        self._sources = sources
        self._callbacks = callbacks
        self._function = function
        self._chains: dict[cst.BaseExpression, Chain] = {}
        self._nested_reads: dict[str, bool] = {}
        #: The chains whose Deferreds the statement under way returns.
        self._returned: list[Chain] = []
        state = State({}, {})
        if isinstance(function, cst.Lambda):
            self._expression(function.body, state)
            end: State | None = state
        elif isinstance(function, cst.Module):
            end = self._block(function.body, state)
        elif isinstance(function, cst.FunctionDef):
            end = self._block(function.body.body, state)
        else:
            end = None
        if end is not None:
            self._leave(end)

    @property
    def chains(self) -> list[Chain]:
        """The Deferreds that are seen in the function, in the order of the text."""
        return list(self._chains.values())

    def _leave(self, state: State, *, by_error: bool = False) -> None:
        for chain, states in state.status.items():
            chain.exits |= states
            if not by_error and chain not in self._returned:
                chain.dropped |= states
        self._returned.clear()

    # Statements

    def _block(self, statements: Sequence[cst.CSTNode], state: State) -> State | None:
        """Run statements; give the state behind them, None if no path gets there."""
        current: State | None = state
        for statement in statements:
            if current is None:
                return None
            current = self._statement(statement, current)
        return current

    def _statement(self, statement: cst.CSTNode, state: State) -> State | None:
        match statement:
            case cst.SimpleStatementLine(body=body) | cst.SimpleStatementSuite(body=body):
                return self._block(body, state)
            case cst.If():
                return self._if(statement, state)
            case cst.For() | cst.While():
                return self._loop(statement, state)
            case cst.Try() | cst.TryStar():
                return self._try(statement, state)
            case cst.With():
                for item in statement.items:
                    self._expression(item, state)
                return self._block(statement.body.body, state)
            case cst.Match():
                return self._match(statement, state)
            case cst.FunctionDef() | cst.ClassDef():
                return state
            case _:
                return self._small(statement, state)

    def _small(self, statement: cst.CSTNode, state: State) -> State | None:
        bound = self._expression(statement, state)
        self._hold(bound, list(dict.fromkeys((*bound_by(statement), *bound))), statement, state)
        if isinstance(statement, (cst.Return, cst.Raise)):
            self._leave(state, by_error=isinstance(statement, cst.Raise))
            return None
        return state

    def _asked(self, test: cst.BaseExpression, state: State) -> None:
        """Look at a condition, which may bind variables."""
        bound = self._expression(test, state)
        self._hold(bound, list(bound), test, state)

    def _hold(
        self, bound: dict[str, tuple[Chain, ...]], names: list[str], statement: cst.CSTNode, state: State
    ) -> None:
        """Note which Deferreds names hold behind a statement that binds them."""
        for name in names:
            chains = bound.get(name, ())
            for held in [key for key in state.held if key == name or key.startswith(f"{name}.")]:
                del state.held[held]
            if chains:
                state.held[name] = tuple(dict.fromkeys(chains))
                for chain in chains:
                    if name not in chain.names:
                        chain.names.append(name)
                    if "." not in name and self._is_read_in_nested(name):
                        chain.add_escape(Escape(EscapeKind.CLOSURE, statement))

    def _if(self, statement: cst.If, state: State) -> State | None:
        self._asked(statement.test, state)
        then = self._block(statement.body.body, state.copy())
        orelse: State | None = state.copy()
        if isinstance(statement.orelse, cst.If):
            orelse = self._statement(statement.orelse, state.copy())
        elif isinstance(statement.orelse, cst.Else):
            orelse = self._block(statement.orelse.body.body, state.copy())
        return joined(then, orelse)

    def _loop(self, statement: cst.For | cst.While, state: State) -> State | None:
        self._expression(statement.iter if isinstance(statement, cst.For) else statement.test, state)
        if isinstance(statement, cst.For):
            for name in names_in(statement.target):
                state.held.pop(name, None)
        behind = joined(state, self._block(statement.body.body, state.copy())) or state
        if behind != state:
            behind = joined(behind, self._block(statement.body.body, behind.copy())) or behind
        if isinstance(statement.orelse, cst.Else):
            return self._block(statement.orelse.body.body, behind)
        return behind

    def _try(self, statement: cst.Try | cst.TryStar, state: State) -> State | None:
        body = self._block(statement.body.body, state.copy())
        failed = joined(state, body) or state
        ends = [self._block(handler.body.body, failed.copy()) for handler in statement.handlers]
        if body is not None and isinstance(statement.orelse, cst.Else):
            body = self._block(statement.orelse.body.body, body)
        together = body
        for end in ends:
            together = joined(together, end)
        if statement.finalbody is not None:
            last = self._block(statement.finalbody.body.body, (together or failed).copy())
            return last if together is not None else None
        return together

    def _match(self, statement: cst.Match, state: State) -> State | None:
        self._expression(statement.subject, state)
        together: State | None = state.copy()
        for case in statement.cases:
            together = joined(together, self._block(case.body.body, state.copy()))
        return together

    # Expressions

    def _expression(self, node: cst.CSTNode, state: State) -> dict[str, tuple[Chain, ...]]:
        """Look at all Deferreds in a statement or expression; give those that it binds to names."""
        bound: dict[str, tuple[Chain, ...]] = {}
        for seed in self._seeds(node):
            chains = self._chains_of(seed, state)
            if not chains:
                continue
            use = climb(self._tree, seed)
            for chain in chains:
                self._apply(chain, use, state)
            for name in use.bound:
                bound[name] = (*bound.get(name, ()), *chains)
        return bound

    def _seeds(self, node: cst.CSTNode) -> list[cst.BaseExpression]:
        """Give the names, attributes and calls below a node, inner ones first; nested functions are looked at apart."""
        found: list[cst.BaseExpression] = []
        waiting = [node]
        while waiting:
            current = waiting.pop()
            kind = type(current)
            if kind in FUNCTIONS_AND_CLASSES:
                continue
            if kind in _SEEDS:
                found.append(cast("cst.BaseExpression", current))
            waiting += code_children(current)
        # Outer before inner and later before earlier, turned round.
        found.reverse()
        return found

    def _chains_of(self, seed: cst.BaseExpression, state: State) -> tuple[Chain, ...]:
        """Give the chains whose Deferred an expression is, and of which it is the first mention in its statement."""
        if type(seed) is cst.Call:
            return self._origin(seed, state)
        if type(seed) is cst.Name and not self._scopes.is_variable(seed):
            return ()
        name = dotted(seed)
        parent = self._tree.parent(seed)
        if name is None or type(parent) in _BINDING:
            return ()
        if name in state.held:
            return state.held[name]
        if type(parent) is cst.Attribute and parent.attr.value in PROVING and climb(self._tree, seed).links:
            if self._sources.is_other_object(seed):
                return ()
            source = self._sources.of(seed) or Source(name, Certainty.USED, fresh=False)
            chain = self._chains.setdefault(seed, Chain(seed, source, self._function, foreign=True, names=[name]))
            state.held[name] = (chain,)
            state.status[chain] = frozenset({Status.BARE})
            return (chain,)
        return ()

    def _origin(self, call: cst.Call, state: State) -> tuple[Chain, ...]:
        if isinstance(call.func, cst.Attribute) and call.func.attr.value in PROVING | {"addTimeout", "setTimeout"}:
            return ()
        source = self._sources.of_call(call)
        if source is None or source.certainty is Certainty.MAYBE:
            parent = self._tree.parent(call)
            is_used = isinstance(parent, cst.Attribute) and parent.attr.value in PROVING
            if not is_used and not self._is_bound_and_used(call):
                return () if source is None else self._new(call, source, state)
            if source is None and self._sources.is_other_object(call):
                return ()
            source = Source(dotted(call.func) or "", Certainty.USED, fresh=source is not None and source.fresh)
        return self._new(call, source, state)

    def _is_bound_and_used(self, call: cst.Call) -> bool:
        """Whether a call's value is given to a variable to which callbacks are then added."""
        use = climb(self._tree, call)
        if not use.bound or use.escape is not None:
            return False
        parent = self._tree.parent(use.value)
        target = parent.targets[0].target if isinstance(parent, cst.Assign) and len(parent.targets) == 1 else None
        return isinstance(target, cst.Name) and self._is_used_as_deferred(target)

    def _is_used_as_deferred(self, target: cst.Name) -> bool:
        scope = self._scopes.scope_of(target)
        for read in self._scopes.reads(scope, target.value):
            attribute = self._tree.parent(read)
            if (
                isinstance(attribute, cst.Attribute)
                and attribute.attr.value in PROVING
                and climb(self._tree, read).links
            ):
                return True
        return False

    def _new(self, call: cst.Call, source: Source, state: State) -> tuple[Chain, ...]:
        chain = self._chains.get(call)
        if chain is None:
            chain = self._chains[call] = Chain(call, source, self._function, foreign=False)
            chain.is_only_fired = self._is_only_fired(call, source)
        chain.dropped |= state.status.get(chain, frozenset())
        chain.exits |= state.status.get(chain, frozenset())  # the Deferred of the loop's last round
        state.status[chain] = frozenset({Status.COVERED if chain.is_only_fired else Status.BARE})
        return (chain,)

    def _is_only_fired(self, call: cst.Call, source: Source) -> bool:
        """Whether a Deferred that is made here stays in its variable, and is given results only, if anything."""
        if source.name != DEFERRED or call.args:
            return False
        statement = self._tree.parent(call)
        target = statement.targets[0].target if isinstance(statement, cst.Assign) else None
        scope = self._scopes.scope_of(target) if isinstance(target, cst.Name) else None
        if not isinstance(target, cst.Name) or scope is None or scope.node is not self._function:
            return False
        reads = [self._tree.parent(read) for read in self._scopes.reads(scope, target.value)]
        plain = {*PROVING, "callback", "called", "pause", "unpause"} - {"chainDeferred"}
        is_module = isinstance(self._function, cst.Module)
        return not is_module and all(isinstance(each, cst.Attribute) and each.attr.value in plain for each in reads)

    def _apply(self, chain: Chain, use: Use, state: State) -> None:
        for link in use.links:
            chain.add_link(link)
            before = state.status.get(chain, frozenset({Status.BARE}))
            state.status[chain] = frozenset(self._after(status, link) for status in before)
        if use.escape is None or is_only_inspected(self._tree, use.escape) or self._stays(use):
            return
        chain.add_escape(use.escape)
        if use.escape.kind is EscapeKind.RETURNED:
            self._returned.append(chain)

    def _stays(self, use: Use) -> bool:
        """Whether a Deferred is stored only in an attribute of `self` that no other function of a program uses."""
        stored = [name for name in use.bound if "." in name]
        is_stored = use.escape is not None and use.escape.kind is EscapeKind.STORED
        return is_stored and bool(stored) and all(self._attributes.are_of(self._function, name) for name in stored)

    def _after(self, status: Status, link: Link) -> Status:
        """Say in which state a chain is behind a link."""
        callbacks = self._callbacks
        match link.kind:
            case LinkKind.CHAIN:
                return Status.COVERED
            case LinkKind.TIMEOUT:
                return status
            case LinkKind.CALLBACK:
                return status if status is Status.COVERED and callbacks.cannot_fail(link.callback) else Status.UNCOVERED
            case LinkKind.ERRBACK:
                return status if callbacks.passes_on(link.errback) else Status.COVERED
            case LinkKind.BOTH:
                return status if callbacks.passes_on(link.callback) else Status.COVERED
            case LinkKind.CALLBACKS:
                covers = fires_other(link.callback) or callbacks.cannot_fail(link.callback)
                return Status.COVERED if covers and link.errback is not None else Status.UNCOVERED

    def _is_read_in_nested(self, name: str) -> bool:
        """Whether a nested function reads the variable."""
        if name not in self._nested_reads:
            scope = self._scopes.opened_by(self._function)
            owner = self._scopes.owner(name, scope) if scope is not None else None
            reads = self._scopes.reads(owner, name) if owner is not None else ()
            self._nested_reads[name] = owner is not scope or any(
                self._function_of(read) is not self._function for read in reads
            )
        return self._nested_reads[name]

    def _function_of(self, node: cst.CSTNode) -> cst.CSTNode:
        for ancestor in self._tree.ancestors(node):
            if isinstance(ancestor, (cst.FunctionDef, cst.Lambda, cst.Module)):
                return ancestor
        return self._tree.module
