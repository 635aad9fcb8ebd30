"""Deferreds that are gathered: calls of DeferredList and gatherResults, their members, the use of their results."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import Callbacks
from netfix.analysis.twisted.deferred_results import COUNTING, Results, ResultUse
from netfix.analysis.twisted.deferreds import Chain, Deferreds, EscapeKind, Status
from netfix.engine.expressions import literal_string

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.document import Document

DEFERRED_LIST = "twisted.internet.defer.DeferredList"
GATHER_RESULTS = "twisted.internet.defer.gatherResults"

#: Their parameters in order.
_PARAMETERS = {
    DEFERRED_LIST: ("deferredList", "fireOnOneCallback", "fireOnOneErrback", "consumeErrors"),
    GATHER_RESULTS: ("deferredList", "consumeErrors"),
}

#: Methods of a list that fill it.
_FILLING = frozenset({"append", "extend", "insert"})


class ListCall:
    """One call of DeferredList or gatherResults. `kind` is which, by canonical name; `chain` what becomes of it."""

    def __init__(self, document: Document, call: cst.Call, kind: str, chain: Chain) -> None:
        self._document = document
        self._callbacks = document.fact(Callbacks)
        self._use = document.fact(ResultUse)
        self.call = call
        self.kind = kind
        self.chain = chain

    @cached_property
    def is_plain(self) -> bool:
        """Whether all arguments are seen: none is starred, but for a dictionary that is written out."""
        starred = [argument for argument in self.call.args if argument.star]
        return bool(self.call.args) and all(self._keywords(each) is not None for each in starred)

    def _keywords(self, argument: cst.Arg) -> dict[str, cst.BaseExpression] | None:
        """Give what `**{"name": value}`, or a variable bound once to such a dictionary, hands over."""
        given = argument.value
        if argument.star == "**" and isinstance(given, cst.Name):
            bindings = self._document.scopes.bindings_of(given)
            scope = self._document.scopes.lookup(given)
            reads = self._document.scopes.reads(scope, given.value) if scope is not None else ()
            value = bindings[0].value if len(bindings) == 1 and len(reads) == 1 else None
            given = value if value is not None else given
        if argument.star != "**" or not isinstance(given, cst.Dict):
            return None
        found: dict[str, cst.BaseExpression] = {}
        for element in given.elements:
            key = literal_string(element.key) if isinstance(element, cst.DictElement) else None
            if key is None or not isinstance(element, cst.DictElement):
                return None
            found[key] = element.value
        return found

    def argument(self, name: str) -> cst.BaseExpression | None:
        """Give the argument for a parameter; None if it is left out."""
        for at, argument in enumerate(self.call.args):
            if argument.star:
                found = (self._keywords(argument) or {}).get(name)
                if found is not None:
                    return found
                continue
            if argument.keyword is not None and argument.keyword.value == name:
                return argument.value
            if argument.keyword is None and _PARAMETERS[self.kind][at : at + 1] == (name,):
                return argument.value
        return None

    @property
    def fails_fast(self) -> bool:
        """Whether the first failure becomes that of the whole."""
        return self.kind == GATHER_RESULTS or is_true(self.argument("fireOnOneErrback"))

    @property
    def may_fire_on_one_callback(self) -> bool:
        """Whether the result may be one member's value and place instead of the list of pairs."""
        given = self.argument("fireOnOneCallback") if self.kind == DEFERRED_LIST else None
        return given is not None and not is_false(given)

    @cached_property
    def members(self) -> list[Chain] | None:
        """The Deferreds that are gathered; None if they are not all seen."""
        given = self.argument("deferredList")
        if isinstance(given, cst.Name):
            return self._in_container(given)
        if isinstance(given, (cst.List, cst.Tuple)):
            return _all(self._member(element.value) for element in given.elements)
        if isinstance(given, (cst.ListComp, cst.GeneratorExp)):
            return _all([self._member(given.elt)])
        return None

    def _member(self, node: cst.BaseExpression) -> list[Chain]:
        """Give the Deferreds that an element may be; none if that is not seen."""
        deferreds = self._document.fact(Deferreds)
        if isinstance(node, cst.Name):
            holder = self._document.tree.parent(node)
            return [
                chain
                for chain in deferreds.chains_in(self.chain.function)
                if not chain.foreign and any(escape.node is holder for escape in chain.escapes)
            ]
        while isinstance(node, cst.Call):
            chain = deferreds.chain_of_link(node) or deferreds.chain_from(node)
            if chain is not None:
                return [chain]
            node = node.func.value if isinstance(node.func, cst.Attribute) else node.func
        return []

    def _in_container(self, name: cst.Name) -> list[Chain] | None:
        """Give the Deferreds that a local list was filled with, if the list is used for nothing else."""
        scopes = self._document.scopes
        scope = scopes.lookup(name)
        if scope is None or scope.node is not self.chain.function:
            return None
        found: list[list[Chain]] = []
        for binding in scope.bindings(name.value):
            if isinstance(binding.value, (cst.List, cst.Tuple)):
                found += (self._member(element.value) for element in binding.value.elements)
            elif isinstance(binding.value, cst.ListComp):
                found.append(self._member(binding.value.elt))
            else:
                return None
        for read in scopes.reads(scope, name.value):
            if not self._is_plain_use(read, found):
                return None
        return _all(found)

    def _is_plain_use(self, read: cst.Name, found: list[list[Chain]]) -> bool:
        """Whether a use of a container adds to it (`found` takes what is added), counts, or gathers it here."""
        tree = self._document.tree
        parent = tree.parent(read)
        if isinstance(parent, cst.Attribute) and parent.attr.value in _FILLING:
            call = tree.parent(parent)
            if not isinstance(call, cst.Call) or not call.args:
                return False
            added = call.args[-1].value
            if parent.attr.value == "extend" and isinstance(added, (cst.List, cst.ListComp)):
                elements = [added.elt] if isinstance(added, cst.ListComp) else [each.value for each in added.elements]
                found += (self._member(element) for element in elements)
                return True
            found.append(self._member(added))
            return parent.attr.value != "extend"
        if isinstance(parent, cst.Arg):
            call = tree.parent(parent)
            function = call.func if isinstance(call, cst.Call) else None
            return call is self.call or (isinstance(function, cst.Name) and function.value in COUNTING)
        return isinstance(parent, (cst.If, cst.UnaryOperation, cst.While))

    @property
    def may_have_failing_members(self) -> bool:
        """Whether a member has no errback at its end, as far as is seen."""
        return (
            self.members is None or any(chain.exits != {Status.COVERED} for chain in self.members) or not self.members
        )

    @property
    def has_members_used_later(self) -> bool:
        """Whether links are added to a member behind the call: with consumeErrors they get None for a failure."""
        start = self._document.tree.span(self.call)[0]
        return any(
            self._document.tree.span(link.call)[1] > self._document.tree.span(self.call)[1]
            and self._document.tree.span(link.call.func)[1] > start
            and not self._is_around(link.call)
            for chain in self.members or ()
            for link in chain.links
            if not self._is_in_loop_of(chain)
        )

    def _is_around(self, node: cst.Call) -> bool:
        return node in self._document.tree.ancestors(self.call)

    def _is_in_loop_of(self, chain: Chain) -> bool:
        """Whether a member belongs to another function, where the order of the text says nothing."""
        return chain.function is not self.chain.function

    @cached_property
    def results(self) -> Results:
        """What is done with the pairs by the first function that gets them."""
        if self.chain.links:
            return self._by_callback(self.chain.links[0].callback)
        if not self.chain.escapes:
            return Results.IGNORED
        escape = self.chain.escapes[0]
        if len(self.chain.escapes) == 1 and escape.kind in {EscapeKind.YIELDED, EscapeKind.AWAITED}:
            return self._by_yield(escape.node)
        if len(self.chain.escapes) == 1 and escape.kind is EscapeKind.RETURNED:
            return self._by_caller()
        return Results.UNKNOWN

    def _by_callback(self, callback: cst.BaseExpression | None) -> Results:
        function = self._callbacks.function(callback)
        if function is None:
            return Results.UNKNOWN
        parameter = self._callbacks.parameter(function)
        if parameter is None:
            return Results.UNKNOWN
        return self._use.of(function, parameter.name.value)

    def _by_yield(self, node: cst.CSTNode) -> Results:
        """Look at `results = yield DeferredList(…)`."""
        parent = self._document.tree.parent(node)
        if isinstance(parent, cst.Expr):
            return Results.IGNORED
        target = parent.targets[0].target if isinstance(parent, cst.Assign) and len(parent.targets) == 1 else None
        function = self.chain.function
        if isinstance(target, cst.Name) and isinstance(function, cst.FunctionDef):
            return self._use.of(function, target.value)
        return Results.UNKNOWN

    def _by_caller(self) -> Results:
        """Look at the callbacks behind the callback that returns this one."""
        deferreds = self._document.fact(Deferreds)
        function = self.chain.function
        registered = deferreds.registered_in(function) if isinstance(function, (cst.FunctionDef, cst.Lambda)) else []
        found: set[Results] = set()
        for chain, link in registered:
            behind = chain.links[chain.links.index(link) + 1 :]
            if chain.foreign or not behind:
                return Results.UNKNOWN if chain.escapes or chain.foreign else Results.IGNORED
            found.add(self._by_callback(behind[0].callback))
        return found.pop() if len(found) == 1 else Results.UNKNOWN


def _all(found: Iterable[list[Chain]]) -> list[Chain] | None:
    """Give all chains of several places, None if one place has none."""
    places = list(found)
    return [chain for place in places for chain in place] if all(places) else None


def never_fails(document: Document, chain: Chain) -> bool:
    """Whether a chain begins with a gathered Deferred that cannot fail: failures are in its results, or handled."""
    gathered = next((each for each in document.fact(ListCalls).all if each.chain is chain), None)
    return gathered is not None and not (gathered.fails_fast and gathered.may_have_failing_members)


def is_true(node: cst.BaseExpression | None) -> bool:
    """Whether an argument is plainly true."""
    return isinstance(node, (cst.Name, cst.Integer)) and node.value in {"True", "1"}


def is_false(node: cst.BaseExpression | None) -> bool:
    """Whether an argument is plainly false."""
    return isinstance(node, (cst.Name, cst.Integer)) and node.value in {"False", "0", "None"}


class ListCalls:
    """All calls of DeferredList and gatherResults in a file, subclasses of DeferredList included."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._classes = document.fact(Classes)
        deferreds = document.fact(Deferreds)
        self.all: list[ListCall] = []
        for chain in deferreds.chains:
            kind = self._kind(chain.origin) if isinstance(chain.origin, cst.Call) else None
            if kind is not None and isinstance(chain.origin, cst.Call):
                self.all.append(ListCall(document, chain.origin, kind, chain))

    def _kind(self, call: cst.Call) -> str | None:
        named = self._classes.named(call.func)
        if isinstance(named, cst.ClassDef):
            own = self._classes.method(named, "__init__")
            return DEFERRED_LIST if self._classes.inherits(named, DEFERRED_LIST) and own is None else None
        return named if named in _PARAMETERS else None
