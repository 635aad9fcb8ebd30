"""Call the reactor from its own thread.

Nearly nothing of Twisted may be called from another thread. The reactor sleeps until something happens on a connection,
and does not notice what a thread has asked of it: a program that calls `reactor.stop()` in a thread may never end.

     from twisted.internet import reactor


     def work():
         print("done")
    -    reactor.stop()
    +    reactor.callFromThread(reactor.stop)


     reactor.callInThread(work)
     reactor.run()

Safe in a function of which nothing else is done than to give it to `deferToThread`, `callInThread` or
`Thread(target=…)`, and in the `run` of a class of threads, for a call that is a statement: `callFromThread` does it in
the reactor's thread. Unsafe where other files may call the function, which is then done a little later. To be done by
hand where the result is used: `threads.blockingCallFromThread` waits for it. Left alone: what is made for threads, such
as `callInThread`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_callbacks import AnyFunction
    from netfix.engine.document import Document

_REACTOR = "twisted.internet.reactor."

#: Methods of the reactor that are for its own thread.
_NOT_FOR_THREADS = frozenset({
    "stop", "crash", "callLater", "callWhenRunning", "connectTCP", "connectSSL", "connectUNIX", "listenTCP",
    "listenSSL", "listenUNIX", "listenUDP", "listenMulticast", "spawnProcess", "addReader", "addWriter", "removeReader",
    "removeWriter", "addSystemEventTrigger", "removeSystemEventTrigger", "resolve",
})  # fmt: skip


class ReactorCallFromThread(Codemod):
    """Finds calls of the reactor in functions that run in threads."""

    reads_others = True
    needles = (rb"\breactor\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether the reactor may be called in a function that is given to a thread."""
        from netfix.analysis.twisted.reactor_candidates import may_call_reactor_from_thread  # noqa: PLC0415 - for candidates only

        return may_call_reactor_from_thread(document, _NOT_FOR_THREADS)

    def finish(self) -> None:
        """Look at all calls of the reactor in functions that are given to threads."""
        from netfix.analysis.twisted.deferred_callbacks import own_nodes  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.reactor_functions import ReactorFunctions  # noqa: PLC0415 - imports LibCST

        running = self.document.fact(ReactorFunctions)
        classes = self.document.fact(Deferreds).classes
        for function in dict.fromkeys(running.threaded):
            for call in own_nodes(function):
                name = classes.qualified(call.func) if isinstance(call, cst.Call) else None
                if isinstance(call, cst.Call) and name is not None and self._is_for_reactor(name):
                    self._look_at(call, function)

    @staticmethod
    def _is_for_reactor(name: str) -> bool:
        return name.startswith(_REACTOR) and name.removeprefix(_REACTOR) in _NOT_FOR_THREADS

    def _look_at(self, call: cst.Call, function: AnyFunction) -> None:
        from netfix.analysis.twisted.reactor_functions import ReactorFunctions  # noqa: PLC0415 - imports LibCST

        name = self.tree.source(call.func)
        message = f"`{name}` is called in a thread, and is for the reactor's own"
        is_statement = isinstance(self.tree.parent(call), cst.Expr)
        if call.lpar or not (is_statement or isinstance(function, cst.Lambda)):
            self.report(call, None, manual("call it with `threads.blockingCallFromThread`"), message)
            return
        running = self.document.fact(ReactorFunctions)
        if not running.is_only_threaded(function):
            self.report(call, None, manual("use `reactor.callFromThread` when it runs in a thread"), message)
            return
        receiver = self.tree.source(call.func.value) if isinstance(call.func, cst.Attribute) else ""
        edits = self._edits(call, receiver) if receiver else None
        if edits is None:
            self.report(call, None, manual("call it with `reactor.callFromThread`"), message)
            return
        is_whole = isinstance(function, cst.Lambda) or self._is_seen_whole(function)
        verdict = safe("the function runs in threads only, and nothing uses the result")
        self.report(
            call, None, verdict if is_whole else unsafe("other files may call the function"), message, edits=edits
        )

    def _is_seen_whole(self, function: cst.FunctionDef) -> bool:
        """Whether only this file can use a function."""
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        is_nested = not isinstance(self.scopes.scope_of(function).node, (cst.Module, cst.ClassDef))
        return is_nested or function.name.value.startswith("_") or self.document.fact(Program).runs_reactor

    def _edits(self, call: cst.Call, receiver: str) -> list[Edit]:
        """Give the edits that write `r.f(a)` as `r.callFromThread(r.f, a)`."""
        start, end = self.tree.span(call.func)
        begin = Edit(start, start, f"{receiver}.callFromThread(")
        if not call.args:
            return [begin, Edit(end, self.tree.span(call)[1], ")")]
        first = self.tree.text.index("(", end)
        return [begin, Edit(end, first + 1, "," if self.tree.text[first + 1].isspace() else ", ")]
