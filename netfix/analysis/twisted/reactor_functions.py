"""Which functions of a file the reactor runs, and which run in threads: what is called when, by whom."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.catalogue import catalogue
from netfix.analysis.twisted.deferred_callbacks import own_nodes
from netfix.analysis.twisted.deferreds import Deferreds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netfix.analysis.twisted.deferred_callbacks import AnyFunction
    from netfix.engine.document import Document

_PROTOCOLS = (
    "twisted.internet.protocol.BaseProtocol", "twisted.internet.protocol.AbstractDatagramProtocol",
    "twisted.internet.protocol.Factory", "twisted.web.resource.Resource",
)  # fmt: skip

#: Methods which the reactor, or Twisted's protocol above, calls when something happens.
EVENTS = frozenset({
    "dataReceived", "connectionMade", "connectionLost", "lineReceived", "rawDataReceived", "stringReceived",
    "datagramReceived", "outReceived", "errReceived", "processEnded", "processExited", "serverGreeting",
    "buildProtocol", "startedConnecting", "clientConnectionLost", "clientConnectionFailed", "lineLengthExceeded",
    "timeoutConnection", "signedOn", "joined", "privmsg", "noticed", "keystrokeReceived", "requestReceived",
    "render", "render_GET", "render_POST", "render_PUT", "render_HEAD", "render_DELETE", "getChild",
    "handleResponse", "handleStatus", "handleHeader", "allHeadersReceived", "readConnectionLost", "doStart", "doStop",
})  # fmt: skip

#: Position of the function among the arguments of what runs it in a thread.
_THREADING = {
    "deferToThread": 0, "deferToThreadPool": 2, "callInThread": 0, "callInThreadWithCallback": 1, "submit": 0,
}  # fmt: skip

_THREAD_KEYWORDS = frozenset({"target"})

#: The same for what has the reactor run it.
_SCHEDULING = {"callLater": 1, "callWhenRunning": 0, "callFromThread": 0, "LoopingCall": 0, "deferLater": 2}

#: How many calls deep a function is followed into others.
_MAX_DEPTH = 3


class ReactorFunctions:
    """Answers who runs a function."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._deferreds = document.fact(Deferreds)
        self._callbacks = self._deferreds.callbacks

    def reason(self, function: cst.CSTNode) -> str | None:
        """Say why the reactor runs a function, as "a callback"; None if it is not known to."""
        return self._running.get(function)

    @cached_property
    def _running(self) -> dict[cst.CSTNode, str]:
        found: dict[cst.CSTNode, str] = {}
        if not self._deferreds.about_twisted:
            return found
        tree = self._document.tree
        functions: list[AnyFunction] = [*tree.of_kind(cst.FunctionDef), *tree.of_kind(cst.Lambda)]
        for function in functions:
            reason = self._own_reason(function)
            if reason is not None and not self._in_thread(function):
                found[function] = reason
        level = list(found)
        for _ in range(_MAX_DEPTH):
            level = [called for function in level for called in self._called(function) if called not in found]
            for called in level:
                found[called] = "called by what the reactor runs"
        return found

    def _own_reason(self, function: AnyFunction) -> str | None:
        if self._deferreds.registered_in(function):
            return "a callback"
        if function in self._scheduled:
            return "run by the reactor"
        if isinstance(function, cst.Lambda):
            return None
        if any(self._is_inline(decorator) for decorator in function.decorators):
            return "run by the reactor"
        owner = self._deferreds.classes.method_of_self(function)
        is_event = owner is not None and function.name.value in EVENTS
        return (
            "an event's method" if is_event and owner and self._deferreds.classes.inherits(owner, *_PROTOCOLS) else None
        )

    def _is_inline(self, decorator: cst.Decorator) -> bool:
        return self._deferreds.classes.qualified(decorator.decorator) in catalogue().decorators

    def _called(self, function: cst.CSTNode) -> list[cst.FunctionDef]:
        """Give the functions of the file that a function calls itself, but for those that run in threads."""
        calls = [each for each in own_nodes(function) if isinstance(each, cst.Call)]
        named = [self._callbacks.function(call.func) for call in calls]
        return [each for each in named if isinstance(each, cst.FunctionDef) and not self._in_thread(each)]

    def _in_thread(self, function: cst.CSTNode) -> bool:
        """Whether a function, or one around it, runs in a thread."""
        around = [function, *self._document.tree.ancestors(function)]
        return any(each in self.threaded for each in around)

    @cached_property
    def threaded(self) -> list[AnyFunction]:
        """The functions of the file that are given to threads, and the `run` of its own classes of threads."""
        return [*self._given(_THREADING, _THREAD_KEYWORDS), *self._runs_of_threads]

    @cached_property
    def _runs_of_threads(self) -> list[cst.FunctionDef]:
        classes = self._deferreds.classes
        threads = (each for each in classes.all if classes.inherits(each, "threading.Thread"))
        found = (classes.own_method(each, "run") for each in threads)
        return [each for each in found if each is not None]

    @cached_property
    def _scheduled(self) -> list[AnyFunction]:
        return self._given(_SCHEDULING, frozenset())

    def _given(self, places: Mapping[str, int], keywords: frozenset[str]) -> list[AnyFunction]:
        given = [
            argument.value
            for call in self._document.tree.of_kind(cst.Call)
            for argument in call.args
            if _is_at(call, argument, places, keywords)
        ]
        found = [self._callbacks.function(each) for each in given]
        return [each for each in found if each is not None]

    def is_only_callback(self, function: AnyFunction) -> bool:
        """Whether all that the file does with a function is to add it to Deferreds."""
        uses = self._uses(function)
        return bool(uses) and all(self._is_added(use) for use in uses)

    def is_only_threaded(self, function: AnyFunction) -> bool:
        """Whether all that the file does with a function is to give it to threads."""
        if any(run is function and not run.decorators for run in self._runs_of_threads):
            return True
        uses = self._uses(function)
        return bool(uses) and all(self._is_for_thread(use) for use in uses)

    def _uses(self, function: AnyFunction) -> list[cst.BaseExpression]:
        """Give all uses of a function; none if it has a decorator, or Twisted or unknown classes may use it."""
        if isinstance(function, cst.Lambda):
            return [function]
        scopes, classes = self._document.scopes, self._deferreds.classes
        name = function.name.value
        owner = classes.method_of_self(function)
        if function.decorators:
            return []
        if owner is None:
            scope = scopes.scope_of(function)
            return [*scopes.reads(scope, name)] if len(scope.bindings(name)) == 1 else []
        if not classes.is_known(owner) or name in EVENTS:
            return []
        return [each for each in self._document.tree.of_kind(cst.Attribute) if each.attr.value == name]

    def _is_added(self, use: cst.BaseExpression) -> bool:
        """Whether an expression is the function that is added to a Deferred."""
        argument = self._document.tree.parent(use)
        call = self._document.tree.parent(argument) if isinstance(argument, cst.Arg) else None
        chain = self._deferreds.chain_of_link(call) if isinstance(call, cst.Call) else None
        return chain is not None and any(each.call is call and use in each.functions for each in chain.links)

    def _is_for_thread(self, use: cst.BaseExpression) -> bool:
        argument = self._document.tree.parent(use)
        call = self._document.tree.parent(argument) if isinstance(argument, cst.Arg) else None
        return (
            isinstance(argument, cst.Arg)
            and isinstance(call, cst.Call)
            and _is_at(call, argument, _THREADING, _THREAD_KEYWORDS)
        )


def _is_at(call: cst.Call, argument: cst.Arg, places: Mapping[str, int], keywords: frozenset[str]) -> bool:
    """Whether an argument is the one with the function, of a call to which functions are given."""
    name = call.func.attr if isinstance(call.func, cst.Attribute) else call.func
    if argument.star or not isinstance(name, cst.Name):
        return False
    if argument.keyword is not None:
        return argument.keyword.value in keywords
    return name.value in places and call.args.index(argument) == places[name.value]
