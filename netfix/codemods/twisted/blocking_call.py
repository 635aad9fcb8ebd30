"""Don't block the reactor.

While a callback sleeps, waits for a server, for a process or for the keyboard, the whole program stands still: no other
connection is served, no timer runs. Everything that waits must give a Deferred, or be done in a thread.

     import time

     from twisted.internet.threads import deferToThread
     from twisted.python import log
    +from twisted.internet import reactor
    +from twisted.internet import task


     def fetch(page):
         def rest(ignored):
             print("resting")
    -        time.sleep(5)
    +        return task.deferLater(reactor, 5, lambda: None)

         d = deferToThread(page.load)
         d.addCallback(rest)
         d.addErrback(log.err)

Safe for `time.sleep` as the last statement of a function that returns nothing and is nothing but a callback: the chain
goes on with None after the same time, as it did, and the rest of the program need no longer wait. Unsafe where other
files may call the function, and for a call whose result a callback returns, which `deferToThread` takes over: what is
called must not mind to run in a thread. All else is to be done by hand: `task.deferLater` for a pause, treq or `Agent`
for web pages, `getProcessOutput` for processes, `reactor.resolve` for addresses, `deferToThread` for the rest. Looked
at are callbacks, functions given to the reactor, methods that Twisted calls when something happens, and what these call
in the same file; functions given to threads are left alone.
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


class BlockingCall(Codemod):
    """Finds calls that wait, in functions that the reactor runs."""

    reads_others = True
    needles = (
        rb"\b(?:sleep|urlopen|urlretrieve|requests|subprocess|commands|popen|system|select|input|raw_input)\b",
        rb"\b(?:gethostby\w+|getaddrinfo|getfqdn|create_connection|smtplib|ftplib|imaplib|poplib|telnetlib)\b",
    )

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether such a call may stand in a program that is about Twisted."""
        from netfix.analysis.network.blocking_names import BLOCKING, KEYBOARD  # noqa: PLC0415 - for candidates only
        from netfix.analysis.twisted.reactor_candidates import may_block  # noqa: PLC0415 - for candidates only

        return may_block(document, frozenset(BLOCKING), frozenset(KEYBOARD))

    def finish(self) -> None:
        """Look at all calls of the file."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.reactor_functions import ReactorFunctions  # noqa: PLC0415 - imports LibCST

        if not self.document.fact(Deferreds).about_twisted or self.document.fact(Program).is_test:
            return
        running = self.document.fact(ReactorFunctions)
        for call in self.tree.of_kind(cst.Call):
            advice = self._advice(call)
            function = self._function_of(call) if advice is not None else None
            reason = running.reason(function) if function is not None else None
            if advice is not None and function is not None and reason is not None:
                self._look_at(call, function, reason, advice)

    def _advice(self, call: cst.Call) -> str | None:
        """Say what to do instead of a call that blocks; None for others."""
        from netfix.analysis.network.blocking_names import BLOCKING, KEYBOARD, SLEEP  # noqa: PLC0415 - imports LibCST

        if isinstance(call.func, cst.Name) and self.scopes.is_surely_builtin(call.func, call.func.value):
            return KEYBOARD.get(call.func.value)
        name = self.scopes.qualified(call.func)
        first = call.args[0].value if call.args else None
        if name == SLEEP and isinstance(first, cst.Integer) and first.value == "0":
            return None
        return BLOCKING.get(name) if name is not None else None

    def _function_of(self, node: cst.CSTNode) -> AnyFunction | None:
        """Give the function in which a node is evaluated."""
        for ancestor in self.tree.ancestors(node):
            if isinstance(ancestor, (cst.FunctionDef, cst.Lambda)):
                return ancestor
        return None

    def _look_at(self, call: cst.Call, function: AnyFunction, reason: str, advice: str) -> None:
        from netfix.analysis.twisted.reactor_functions import ReactorFunctions  # noqa: PLC0415 - imports LibCST

        name = "a lambda" if isinstance(function, cst.Lambda) else f"`{function.name.value}`"
        message = f"the reactor stands still in `{self.tree.source(call.func)}`, since {name} is {reason}"
        is_only_callback = self.document.fact(ReactorFunctions).is_only_callback(function)
        if is_only_callback and isinstance(function, cst.FunctionDef):
            edits = self._pause(call, function)
            if edits is not None:
                is_own = self._is_seen_whole(function)
                reached = unsafe(f"other files may call {name} as well, which then no longer waits")
                verdict = safe("a callback ends with the pause, and its chain waits as long") if is_own else reached
                self.report(call, None, verdict, message, edits=edits)
                return
            edits = self._in_thread(call)
            if edits is not None:
                self.report(call, None, unsafe("what is called will run in a thread"), message, edits=edits)
                return
        self.report(call, None, manual(advice), message)

    def _is_seen_whole(self, function: cst.FunctionDef) -> bool:
        """Whether only this file can use a function."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        is_nested = not isinstance(self.scopes.scope_of(function).node, (cst.Module, cst.ClassDef))
        is_private = function.name.value.startswith("_")
        deferreds = self.document.fact(Deferreds)
        chains_end_here = all(not chain.foreign for chain, _ in deferreds.registered_in(function))
        return chains_end_here and (is_nested or is_private or self.document.fact(Program).runs_reactor)

    def _pause(self, call: cst.Call, function: cst.FunctionDef) -> list[Edit] | None:
        """Give the edits that make a Deferred of a pause at the end of a callback; None if it is not such."""
        from netfix.analysis.network.blocking_names import SLEEP  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.values.argument_use import ArgumentUse  # noqa: PLC0415 - imports LibCST
        from netfix.engine.expressions import positional  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import import_edit  # noqa: PLC0415 - imports LibCST

        line = function.body.body[-1]
        last = line.body[-1] if isinstance(line, cst.SimpleStatementLine) else line
        arguments = positional(call)
        if not isinstance(last, cst.Expr) or last.value is not call or self.scopes.qualified(call.func) != SLEEP:
            return None
        if arguments is None or len(arguments) != 1 or not self.document.fact(ArgumentUse).returns_nothing(function):
            return None
        task, imports = import_edit(self.document, "twisted.internet", "task", call)
        reactor, more = import_edit(self.document, "twisted.internet", "reactor", call)
        start, end = self.tree.span(call.func)[0], self.tree.span(arguments[0])[0]
        behind = self.tree.span(arguments[0])[1]
        return [
            *imports,
            *more,
            Edit(start, end, f"return {task}.deferLater({reactor}, "),
            Edit(behind, behind, ", lambda: None"),
        ]

    def _in_thread(self, call: cst.Call) -> list[Edit] | None:
        """Give the edits that have a thread do a call whose result is returned; None if it is not."""
        from netfix.analysis.twisted.names import name_of  # noqa: PLC0415 - imports LibCST

        if not isinstance(self.tree.parent(call), cst.Return) or call.lpar:
            return None
        name, imports = name_of(self.document, "twisted.internet.threads.deferToThread", call)
        start, end = self.tree.span(call.func)
        if not call.args:
            return [*imports, Edit(start, start, f"{name}("), Edit(end, self.tree.span(call)[1], ")")]
        first = self.tree.span(call.args[0])[0]
        return [*imports, Edit(start, start, f"{name}("), Edit(end, first, ", ")]
