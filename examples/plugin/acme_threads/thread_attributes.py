"""Use the attributes of a thread, not the methods that set and get them.

`daemon` and `name` are attributes since Python 2.6, and the methods warn since Python 3.10.

     watcher = threading.Thread(target=watch)
    -watcher.setDaemon(True)
    +watcher.daemon = True
     watcher.start()

Safe where the variable is only ever assigned a new `threading.Thread` (or Timer). Of anything else it is not known
whether it is a thread, so the rewrite is unsafe. Left alone: calls whose result is used, and names that the file gives
another meaning.

The option `getters` says whether `getName()` and `isDaemon()` are rewritten as well.
"""

from __future__ import annotations

from typing import ClassVar

from netfix.engine.codemod import Codemod
from netfix.engine.expressions import positional
from netfix.engine.findings import Verdict, safe, unsafe
from netfix.engine.lazy import cst
from netfix.engine.options import Option

SETTERS = {"setDaemon": "daemon", "setName": "name"}
GETTERS = {"isDaemon": "daemon", "getName": "name"}
THREADS = {"threading.Thread", "threading.Timer"}


class ThreadAttributes(Codemod):
    """Rewrites `setDaemon`, `setName` and, if asked for, `isDaemon` and `getName`."""

    needles = (rb"\b(?:set|is)Daemon\b", rb"\b[gs]etName\b")
    options: ClassVar[tuple[Option, ...]] = (
        Option("getters", default=True, help="Whether `getName()` and `isDaemon()` are rewritten as well."),
    )

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call of a method."""
        method = node.func
        arguments = positional(node)
        if not isinstance(method, cst.Attribute) or arguments is None:
            return
        name = method.attr.value
        if name in GETTERS and not arguments and self.option("getters"):
            self.report(node, method.with_changes(attr=cst.Name(GETTERS[name])), self._verdict(method.value))
        statement = self.tree.parent(node)
        if name in SETTERS and len(arguments) == 1 and isinstance(statement, cst.Expr):
            target = cst.AssignTarget(method.with_changes(attr=cst.Name(SETTERS[name])))
            self.report(statement, cst.Assign([target], arguments[0]), self._verdict(method.value))

    def _verdict(self, thread: cst.BaseExpression) -> Verdict:
        """Say how sure it is that an expression is a thread."""
        if isinstance(thread, cst.Name):
            bindings = self.scopes.bindings_of(thread)
            values = [binding.value for binding in bindings]
            if values and all(isinstance(value, cst.Call) and self._makes_thread(value) for value in values):
                return safe("it is a thread, made here")
        return unsafe("it may be something else than a thread")

    def _makes_thread(self, call: cst.Call) -> bool:
        return self.scopes.qualified(call.func) in THREADS
