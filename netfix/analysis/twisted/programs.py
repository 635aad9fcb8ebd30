"""What kind of program a file is: one that runs the reactor itself, a module of tests, a library."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import Callbacks, own_nodes
from netfix.analysis.twisted.deferred_chains import LinkKind
from netfix.analysis.twisted.possible_deferreds import TEST_MODULES

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_chains import Chain
    from netfix.engine.document import Document

_RUNNERS = frozenset({"twisted.internet.reactor.run", "twisted.internet.task.react"})

_LISTENING = frozenset({"listenTCP", "listenSSL", "listenUNIX", "listenUDP", "listenMulticast", "listen"})

_CONNECTING = frozenset({"connectTCP", "connectSSL", "connectUNIX", "connect", "connectProtocol"})

#: Calls that begin something which needs no connection.
_OUTLIVING = frozenset({
    "deferToThread", "deferToThreadPool", "callInThread", "callLater", "deferLater", "LoopingCall", "spawnProcess",
    "getProcessOutput", "getProcessValue", "runQuery", "runInteraction", "runOperation", "getPage", "sendmail",
})  # fmt: skip

_TEST_CASES = (
    "twisted.trial._asynctest.TestCase", "twisted.trial._synctest.SynchronousTestCase",
    "unittest.TestCase", "unittest.case.TestCase",
)  # fmt: skip


class Program:
    """Facts about a file as a whole."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._classes = document.fact(Classes)

    @cached_property
    def is_test(self) -> bool:
        """Whether the file holds tests, or help for tests."""
        return self._imports_tests or any(self._classes.inherits(each, *_TEST_CASES) for each in self._classes.all)

    @property
    def _imports_tests(self) -> bool:
        return any(
            imported.module == module
            or imported.module.startswith(f"{module}.")
            or (imported.name is not None and f"{imported.module}.{imported.name}" == module)
            for imported in self._document.scopes.imports
            for module in TEST_MODULES
        )

    @cached_property
    def runs_reactor(self) -> bool:
        """Whether the file starts the reactor: it is a program, and nobody imports it to use its variables."""
        calls = self._document.tree.of_kind(cst.Call)
        return any(self._classes.qualified(call.func) in _RUNNERS for call in calls)

    @cached_property
    def listens(self) -> bool:
        """Whether the program is a server, too."""
        calls = self._document.tree.of_kind(cst.Call)
        return any(isinstance(call.func, cst.Attribute) and call.func.attr.value in _LISTENING for call in calls)

    def waits_for_others(self, chain: Chain) -> bool:
        """Whether the program does more than what one chain does: it listens, connects twice, loops over chains."""
        tree = self._document.tree
        connects = 0
        for call in tree.of_kind(cst.Call):
            name = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
            if name in _LISTENING:
                return True
            if name in _CONNECTING:
                connects += 2 if self._is_in_loop(call) else 1
        return connects > 1 or self._is_in_loop(chain.origin)

    def _is_in_loop(self, node: cst.CSTNode) -> bool:
        for ancestor in self._document.tree.ancestors(node):
            if isinstance(ancestor, (cst.For, cst.While, cst.BaseComp)):
                return True
            if isinstance(ancestor, cst.FunctionDef):
                return False
        return False

    def tries_again(self, chain: Chain) -> bool:
        """Whether an errback of the chain is unknown, or begins something: it calls what gives a Deferred, or later."""
        callbacks = self._document.fact(Callbacks)
        for link in chain.links:
            if link.kind in {LinkKind.ERRBACK, LinkKind.CALLBACKS} and link.errback is not None:
                function = callbacks.function(link.errback)
                known = callbacks.is_reporter(link.errback) or self._classes.qualified(link.errback) is not None
                if function is None and not known:
                    return True
                if function is not None and any(self._begins(each) for each in own_nodes(function)):
                    return True
        return False

    @staticmethod
    def _begins(node: cst.CSTNode) -> bool:
        name = node.func.attr.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) else ""
        return name in _CONNECTING or name in {"callLater", "retry", "reset", "deferLater", "restart", "reconnect"}

    @cached_property
    def stops_reactor(self) -> bool:
        """Whether the file stops the reactor anywhere."""
        names = [*self._document.tree.of_kind(cst.Attribute), *self._document.tree.of_kind(cst.Name)]
        return any(self._classes.qualified(each) == "twisted.internet.reactor.stop" for each in names)

    @cached_property
    def outlives_connection(self) -> bool:
        """Whether the program has work that may go on when a connection is lost: another connection, or a thread."""
        calls = self._document.tree.of_kind(cst.Call)
        names = [
            call.func.attr.value if isinstance(call.func, cst.Attribute) else getattr(call.func, "value", "")
            for call in calls
        ]
        connects = sum(name in _CONNECTING for name in names)
        in_loop = any(name in _CONNECTING and self._is_in_loop(call) for name, call in zip(names, calls, strict=True))
        return connects != 1 or in_loop or any(name in _LISTENING or name in _OUTLIVING for name in names)
