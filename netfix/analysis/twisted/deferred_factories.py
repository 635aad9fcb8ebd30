"""Programs of one client factory and one protocol, which could hear of the end from a Deferred in the factory.

What is looked for is plain: a ClientFactory of the file whose `protocol` is a class of the file, made once, given to
one `connectTCP` or its like, and stops of the reactor in these two classes and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.client_factories import CLIENT_FACTORY, PLAIN_BASES
from netfix.analysis.twisted.deferred_callbacks import Callbacks

if TYPE_CHECKING:
    from netfix.engine.document import Document

_CONNECTING = frozenset({
    "twisted.internet.reactor.connectTCP", "twisted.internet.reactor.connectSSL", "twisted.internet.reactor.connectUNIX"
})  # fmt: skip

#: What the factory gets. Nothing in the file may be called so already.
NEW_NAMES = frozenset({"deferred", "finish"})


@dataclass(frozen=True, slots=True, eq=False)
class ClientProgram:
    """A protocol, its factory, and the statement `connect` that connects with it.

    `made` is the call that makes the factory, `variable` the name that it is given first, if any. `stops` are the
    calls of `reactor.stop`, or the name itself where it is given to `addBoth`.
    """

    protocol: cst.ClassDef
    factory: cst.ClassDef
    made: cst.Call
    variable: str | None
    connect: cst.Expr
    stops: list[cst.BaseExpression]


class ClientPrograms:
    """Finds the client program in a file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._classes = document.fact(Classes)
        self._callbacks = document.fact(Callbacks)

    def of(self, protocol: cst.ClassDef) -> ClientProgram | None:
        """Give the program around a protocol; None if it is not plain."""
        attributes = {node.attr.value for node in self._tree.of_kind(cst.Attribute)}
        defined = {node.name.value for node in self._tree.of_kind(cst.FunctionDef)}
        factory = self._only_factory(protocol)
        if factory is None or NEW_NAMES & (attributes | defined):
            return None
        stops = self._stops(protocol, factory)
        made = self._only_use(factory)
        if not stops or made is None:
            return None
        parent = self._tree.parent(made)
        variable = None
        if isinstance(parent, cst.Assign):
            target = parent.targets[0].target
            variable = target.value if isinstance(target, cst.Name) and len(parent.targets) == 1 else None
            parent = self._argument(target) if variable is not None and isinstance(target, cst.Name) else None
        connect = self._connect(parent)
        if connect is None or (variable is not None and not self._is_beside(made, connect)):
            return None
        return ClientProgram(protocol, factory, made, variable, connect, stops)

    def _only_factory(self, protocol: cst.ClassDef) -> cst.ClassDef | None:
        """Give the factory of the file that has a protocol as its `protocol`, where nothing else names that."""
        scope = self._document.scopes.scope_of(protocol)
        reads = self._document.scopes.reads(scope, protocol.name.value)
        statement = self._tree.parent(reads[0]) if len(reads) == 1 else None
        if not isinstance(statement, cst.Assign) or not self._is_known(protocol):
            return None
        factory = self._given(statement)
        if factory is None:
            return None
        named = {each for each in self._classes.ancestors(factory) if isinstance(each, str) and each != "object"}
        is_plain = CLIENT_FACTORY in named and {each for each in named if each.startswith("twisted.")} <= PLAIN_BASES
        own = any(self._classes.own_method(factory, name) for name in ("buildProtocol", "startFactory", "stopFactory"))
        alone = not any(isinstance(each, cst.ClassDef) for each in self._classes.bases(factory))
        return factory if is_plain and alone and not own and self._is_known(factory) else None

    def _given(self, statement: cst.Assign) -> cst.ClassDef | None:
        """Give the factory whose `protocol` an assignment gives: in the class's body, or of its only object."""
        target = statement.targets[0].target
        if isinstance(target, cst.Attribute) and isinstance(target.value, cst.Name) and target.attr.value == "protocol":
            made = self._classes.of(target.value)
            return made if isinstance(made, cst.ClassDef) and not self._classes.is_self(target.value) else None
        factory = self._classes.enclosing(statement)
        is_attribute = factory is not None and self._classes.class_attribute(factory, "protocol") is statement.value
        return factory if is_attribute else None

    def _is_known(self, node: cst.ClassDef) -> bool:
        """Whether all of a class is seen: what stands above it, and that nothing is derived from it."""
        derived = any(node in self._classes.bases(each) for each in self._classes.all)
        return self._classes.is_known(node) and not derived and not node.decorators

    def _stops(self, protocol: cst.ClassDef, factory: cst.ClassDef) -> list[cst.BaseExpression]:
        """Give all stops of the file, if they are in these two classes; else none."""
        found: list[cst.BaseExpression] = []
        for node in (*self._tree.of_kind(cst.Attribute), *self._tree.of_kind(cst.Name)):
            if not self._callbacks.is_stop_function(node) or isinstance(self._tree.parent(node), cst.ImportAlias):
                continue
            if not any(each is protocol or each is factory for each in self._tree.ancestors(node)):
                return []
            parent = self._tree.parent(node)
            found.append(parent if isinstance(parent, cst.Call) and parent.func is node else node)
        return found

    def _only_use(self, factory: cst.ClassDef) -> cst.Call | None:
        """Give the call that makes the factory, if that is the only use of its name."""
        scope = self._document.scopes.scope_of(factory)
        reads = self._document.scopes.reads(scope, factory.name.value)
        # `Factory.__init__(self, …)` and `super(Factory, self)` in the class itself make none.
        outside = [each for each in reads if factory not in list(self._tree.ancestors(each))]
        call = self._tree.parent(outside[0]) if len(outside) == 1 else None
        return call if isinstance(call, cst.Call) and call.func is outside[0] else None

    def _argument(self, target: cst.Name) -> cst.CSTNode | None:
        """Give the place where a variable is an argument, if it is bound once, and used for nothing else but there."""
        scope = self._document.scopes.scope_of(target)
        reads = self._document.scopes.reads(scope, target.value)
        if len(scope.bindings(target.value)) != 1:
            return None
        given = [self._tree.parent(each) for each in reads if isinstance(self._tree.parent(each), cst.Arg)]
        others = [self._tree.parent(each) for each in reads if self._tree.parent(each) not in given]
        return given[0] if len(given) == 1 and all(isinstance(each, cst.Attribute) for each in others) else None

    def _connect(self, argument: cst.CSTNode | None) -> cst.Expr | None:
        """Give the statement that connects, if an argument is the factory in it, and there is no other."""
        call = self._tree.parent(argument) if isinstance(argument, cst.Arg) else None
        connecting = [
            each for each in self._tree.of_kind(cst.Call) if self._classes.qualified(each.func) in _CONNECTING
        ]
        statement = self._tree.parent(call) if isinstance(call, cst.Call) and connecting == [call] else None
        line = self._tree.parent(statement) if statement is not None else None
        is_alone = isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1
        inside = any(
            isinstance(each, (cst.For, cst.While, cst.ClassDef))
            for each in self._tree.ancestors(line or call or self._tree.module)
        )
        return statement if isinstance(statement, cst.Expr) and is_alone and not inside else None

    def _is_beside(self, made: cst.Call, connect: cst.Expr) -> bool:
        """Whether the factory is made in the block in which it is used."""
        lines = [self._tree.statement(each) for each in (made, connect)]
        blocks = [self._tree.parent(each) for each in lines if each is not None]
        return len(blocks) == len(lines) and blocks[0] is blocks[1]
