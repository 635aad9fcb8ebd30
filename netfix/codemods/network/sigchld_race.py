"""Wait for all children that have ended, not for one, when SIGCHLD comes.

Signals are not counted: of children that end together only one is announced. A handler that waits once leaves the
others behind as zombies.

     import os
     import signal

     def reap(number, frame):
    -    pid, status = os.wait()
    +    while True:
    +        try:
    +            pid, status = os.waitpid(-1, os.WNOHANG)
    +        except ChildProcessError:
    +            break
    +        if not pid:
    +            break

     signal.signal(signal.SIGCHLD, reap)

What follows the wait goes into the loop. Unsafe: it then runs once for each child, and not at all where none has ended.

Reported, to be set right by hand: a wait of another shape; a loop around `wait`, which blocks while any child lives; a
loop with WNOHANG that does not end at the pid 0, which spins; a handler that is installed again only behind its wait
(where the system resets handlers, a child that ends in between is lost; Python keeps all handlers but this one); a
number that the handler and the main flow both count in: the handler runs between any two steps of `x += 1`; and a list
of children from which the handler takes one that the main flow, back from `fork`, may not have put there yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.expressions import is_name
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document
    from netfix.engine.edits import Edit

_ONE_SIGNAL = "one signal may stand for several children"
_LOOP = "wait in a loop with `os.waitpid(-1, os.WNOHANG)` until it raises or gives the pid 0"
_COUNT = "let the handler set a flag or write to a pipe (signal.set_wakeup_fd), and count in the main flow"
_REMOVE = "block SIGCHLD around fork (signal.pthread_sigmask), or only note the pid here and remove it in the main flow"


class SigchldRace(Codemod):
    """Looks at the functions which are installed for SIGCHLD."""

    needles = (rb"\bSIGCH?LD\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a handler may be installed for SIGCHLD, and something wait for whichever child ends."""
        from netfix.analysis.names.possible_names import possible_names  # noqa: PLC0415 - for candidates only
        from netfix.analysis.network.signal_handlers import SIGCHLD  # noqa: PLC0415 - for candidates only

        names = document.fact(possible_names)
        if names is None:
            return True
        calls = names.calls_of({"signal.signal"})
        given = (value for call in calls for value in (*call.args, *(each.value for each in call.keywords)))
        installs = any(names.may_be(value, SIGCHLD) for value in given)
        return installs and names.may_call({"os.wait", "os.wait3", "os.waitpid", "os.wait4"})

    def finish(self) -> None:
        """Look at all handlers."""
        from netfix.analysis.network.signal_handlers import child_handlers, child_lambdas  # noqa: PLC0415 - imports LibCST

        for call in child_lambdas(self.document):
            if any(self._waits_for_any(each) for each in self._inside(cst.Call, call.args[1].value)):
                self.report(call.args[1].value, None, manual(_LOOP), _ONE_SIGNAL)
        for handler in child_handlers(self.document):
            waits = [call for call in self._inside(cst.Call, handler) if self._waits_for_any(call)]
            for call in waits:
                self._look_at_wait(handler, call, is_only=len(waits) == 1)
            if waits:
                self._look_at_installation(handler, waits[-1])
                self._look_at_shared(handler)

    def _inside(self, kind: type[cst.CSTNode], around: cst.CSTNode) -> Iterator[cst.Call]:
        return (node for node in self.tree.of_kind(kind) if around in self.tree.ancestors(node))  # type: ignore[misc]

    def _waits_for_any(self, call: cst.Call) -> bool:
        """Whether a call waits for whichever child ends."""
        name = self.scopes.qualified(call.func)
        if name in {"os.waitpid", "os.wait4"} and call.args:
            return self.tree.source(call.args[0].value).replace(" ", "") in {"-1", "0"}
        return name in {"os.wait", "os.wait3"}

    def _look_at_wait(self, handler: cst.FunctionDef, call: cst.Call, *, is_only: bool) -> None:
        blocks = "WNOHANG" not in self.tree.source(call)
        loop = next((node for node in self._around(call, handler) if isinstance(node, (cst.While, cst.For))), None)
        if loop is not None:
            if blocks:
                self.report(call, None, manual(_LOOP), "the handler blocks while any other child lives")
            elif isinstance(loop, cst.While) and not self._asks_for_pid(loop):
                advice = "leave the loop when the pid is 0"
                self.report(call, None, manual(advice), "while other children live the loop never ends")
            return
        edits = self._loop_edits(handler, call) if is_only else None
        if edits is None:
            self.report(call, None, manual(_LOOP), _ONE_SIGNAL)
        else:
            reason = "what follows then runs once for each child, or not at all"
            self.report(call, None, unsafe(reason), _ONE_SIGNAL, edits=edits)

    def _around(self, node: cst.CSTNode, handler: cst.FunctionDef) -> Iterator[cst.CSTNode]:
        for around in self.tree.ancestors(node):
            if around is handler:
                return
            yield around

    def _asks_for_pid(self, loop: cst.While) -> bool:
        """Whether the loop can end by what the wait gave: any test in it is taken for one."""
        is_endless = is_name(loop.test, "True") or isinstance(loop.test, cst.Integer)
        if not is_endless:
            return True
        tests = [*self.tree.of_kind(cst.If), *self.tree.of_kind(cst.Assert), *self.tree.of_kind(cst.Match)]
        return any(loop in self.tree.ancestors(test) for test in tests)

    def _loop_edits(self, handler: cst.FunctionDef, call: cst.Call) -> list[Edit] | None:
        """Give the edits that make the loop of a wait which is a statement of the handler's own; else None."""
        from netfix.analysis.network.child_loops import Loop, loop_in_try, plain_loop  # noqa: PLC0415 - imports LibCST

        statement = self.tree.statement(call)
        found = self._assigned(handler, call)
        if found is None or not isinstance(statement, cst.SimpleStatementLine) or len(statement.body) != 1:
            return None
        around = self.tree.parent(self.tree.parent(statement) or statement)
        first = around if isinstance(around, cst.Try) else statement
        if not isinstance(call.func, cst.Attribute) or self.tree.parent(first) is not handler.body:
            return None
        if call.func.attr.value not in {"wait", "waitpid"}:
            return None  # the others give the children's use of resources, too
        body = [each for each in handler.body.body if isinstance(each, cst.BaseStatement)]
        rest = body[next(at for at, each in enumerate(body) if each is first) + 1 :]
        while rest and self._installs(rest[-1]):
            rest.pop()
        if any(not self._may_be_indented(each) for each in rest):
            return None
        loop = Loop(self.document, call, statement, *found, rest)
        return loop_in_try(loop, first) if isinstance(first, cst.Try) else plain_loop(loop)

    def _assigned(self, handler: cst.FunctionDef, call: cst.Call) -> tuple[str, str] | None:
        """Give what to put in front of the wait, and the expression for the pid; None for another shape."""
        parent = self.tree.parent(call)
        if isinstance(parent, cst.Expr):
            scope = self.scopes.opened_by(handler)
            free = scope is not None and not {"pid", "status"} & {*scope.names, *scope.globals}
            return ("pid, status = ", "pid") if free else None
        is_first = isinstance(parent, cst.Subscript) and self.tree.source(parent).endswith("[0]")
        assign = self.tree.parent(parent) if is_first and parent is not None else parent
        if not isinstance(assign, cst.Assign) or len(assign.targets) != 1:
            return None
        target = assign.targets[0].target
        if isinstance(target, cst.Name):
            return "", target.value if is_first else f"{target.value}[0]"
        if isinstance(target, cst.Tuple) and target.elements and isinstance(target.elements[0].value, cst.Name):
            return "", target.elements[0].value.value
        return None

    def _installs(self, statement: cst.CSTNode) -> bool:
        from netfix.analysis.network.signal_handlers import installs_child_handler  # noqa: PLC0415 - imports LibCST

        small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
        call = small.value if isinstance(small, cst.Expr) else None
        return isinstance(call, cst.Call) and installs_child_handler(self.document, call)

    def _may_be_indented(self, statement: cst.CSTNode) -> bool:
        """Whether a statement may go into a loop: it does not leave the handler, and no text runs over its lines."""
        leaves = [node for kind in (cst.Return, cst.Break, cst.Continue) for node in self.tree.of_kind(kind)]
        long_texts = [node for node in self.tree.of_kind(cst.SimpleString) if "\n" in node.value]
        return not any(statement in self.tree.ancestors(node) for node in (*leaves, *long_texts))

    def _look_at_installation(self, handler: cst.FunctionDef, wait: cst.Call) -> None:
        from netfix.analysis.network.signal_handlers import installs_child_handler  # noqa: PLC0415 - imports LibCST

        for call in self._inside(cst.Call, handler):
            is_late = self.tree.span(call)[0] > self.tree.span(wait)[0]
            if is_late and installs_child_handler(self.document, call) and not is_name(call.args[1].value, "SIG_IGN"):
                advice = "wait once more behind it, or install the handler with sigaction semantics and only once"
                message = "a child that ends between the wait and this line is lost where handlers are reset"
                self.report(call, None, manual(advice), message)

    def _look_at_shared(self, handler: cst.FunctionDef) -> None:
        """Report what the handler counts in, or takes out of, if other code counts in it or puts into it as well."""
        from netfix.analysis.network.signal_sharing import shared_counts, shared_removals  # noqa: PLC0415 - imports LibCST

        for count in shared_counts(self.document, handler):
            message = f"the handler and the main flow both change `{self.tree.source(count.target)}`"
            self.report(count, None, manual(_COUNT), message)
        for removal, holder in shared_removals(self.document, handler):
            message = f"a child may end before the main flow has put it into `{holder}`"
            self.report(removal, None, manual(_REMOVE), message)
