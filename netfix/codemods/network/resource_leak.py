r"""Close files and sockets on every way out, not only at the end of the straight one.

A `close()` behind the work is not reached when the work raises, or returns early. The file then stays open, with what
was written still in its buffer, and the socket holds its peer, until the garbage collector comes by, which may be late:
a traceback or a reference cycle keeps it. `with` closes it on every way out.

     def store(path, lines):
    -    target = open(path, "w")
    -    for line in lines:
    -        target.write(line + "\n")
    -    target.close()
    +    with open(path, "w") as target:
    +        for line in lines:
    +            target.write(line + "\n")

What `accept` gives is put into a `with` of its own; sockets in Python 2, which can't be, into `contextlib.closing`.

Unsafe, because a thread, or an object that lives longer, may still use what is then closed at an exception. Reported
without a rewrite where a function opens something, keeps it to itself and never closes it. Left alone: what is closed
in a `finally` or a handler, returned, stored, or used by a nested function, a generator that is read later, or behind
the loop that it was opened in; servers that accept for as long as the program runs; and what nothing can go wrong with
before it is closed.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name, names
from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netfix.engine.document import Document

_FILES = frozenset(
    {"io.open", "codecs.open", "gzip.open", "bz2.open", "lzma.open", "os.fdopen", "gzip.GzipFile", "bz2.BZ2File"}
)
_SOCKETS = frozenset({"socket.socket", "socket.create_connection", "socket.create_server"})
#: How many arguments GzipFile has in front of the file that it may be given.
_PLACE_OF_FILEOBJ = 3
#: Functions that are done with a file when they return.
_DONE_WITH_IT = names(
    "json.load pickle.load cPickle.load json.dump pickle.dump cPickle.dump yaml.safe_load yaml.load marshal.load",
    "shutil.copyfileobj hashlib.file_digest len list tuple set sorted sum min max print",
)
#: Functions that are done with a file when their result is iterated over.
_ITERATING = names("csv.reader csv.DictReader enumerate zip map filter reversed")


class ResourceLeak(Codemod):
    """Rewrites `f = open(…)` … `f.close()` to `with`."""

    noqa = ("SIM115",)
    needles = (rb"\bopen\b|\bfile\b|\bfdopen\b|\bGzipFile\b|\bBZ2File\b|\bsocket\b|\bcreate_connection\b|\baccept\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a variable may hold a new file or socket that may stay open."""
        from netfix.analysis.network.possible_leaks import may_leak  # noqa: PLC0415 - for candidates only

        return may_leak(document, _FILES | _SOCKETS, _DONE_WITH_IT | _ITERATING)

    def finish(self) -> None:
        """Look at all assignments."""
        self._taken: list[tuple[int, int]] = []
        for statement in self.tree.of_kind(cst.Assign):
            name = self._opened(statement)
            line = self.tree.parent(statement)
            if name is None or not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
                continue
            block = self.tree.parent(line)
            if isinstance(block, (cst.IndentedBlock, cst.Module)):
                rest = list(block.body)
                self._look(statement, name, rest[rest.index(line) + 1 :])

    def _opened(self, statement: cst.Assign) -> cst.Name | None:
        """Give the variable that is assigned a new file or socket."""
        target: cst.BaseExpression | None = statement.targets[0].target if len(statement.targets) == 1 else None
        call = statement.value
        if not isinstance(call, cst.Call):
            return None
        if isinstance(target, cst.Tuple) and isinstance(call.func, cst.Attribute) and call.func.attr.value == "accept":
            target = target.elements[0].value if len(target.elements) == 2 and not call.args else None  # noqa: PLR2004
            return target if isinstance(target, cst.Name) and "socket" in self.scopes.imported_packages else None
        return target if isinstance(target, cst.Name) and (self._is_file(call) or self._is_socket(call)) else None

    def _is_file(self, call: cst.Call) -> bool:
        is_builtin = any(self.scopes.is_builtin(call.func, name) for name in ("open", "file"))
        if len(call.args) > _PLACE_OF_FILEOBJ or any(
            each.keyword and each.keyword.value == "fileobj" for each in call.args
        ):
            return is_builtin  # gzip.GzipFile, which leaves open what it is given
        return bool(call.args) and (is_builtin or self.scopes.qualified(call.func) in _FILES)

    def _is_socket(self, call: cst.Call) -> bool:
        return self.scopes.qualified(call.func) in _SOCKETS

    def _look(self, statement: cst.Assign, name: cst.Name, rest: list[cst.BaseStatement]) -> None:
        """Look at what the rest of the block does with the variable."""
        if self._escapes(name, rest) or self._is_closed_on_error(statement, name.value):
            return
        at = next((index for index, each in enumerate(rest) if self._closing(each, name.value)), None)
        if at is None:
            self._report_unclosed(statement, name)
            return
        work = rest[:at]
        if self._is_used_behind_loop(name, rest[: at + 1]):
            return
        leaving = (cst.Call, cst.Raise, cst.Return, cst.For, cst.Yield, cst.Await)
        if any(isinstance(node, leaving) for each in work for node in self._inside(each)):
            edits = self._edits(statement, name, [work, self._other_closes(rest, at)], rest[at])
            message = f"`{name.value}` stays open when something goes wrong before it is closed"
            if edits is None:
                self.report(statement, None, manual("open it in a with statement"), message)
            else:
                verdict = unsafe("something that lives longer may still use it after an exception")
                self.report(statement, None, verdict, message, edits=edits)

    def _is_used_behind_loop(self, name: cst.Name, work: Sequence[cst.BaseStatement]) -> bool:
        """Whether `break` or `continue` leaves the object open on purpose: it is used elsewhere, too."""
        jumps = [node for each in work for node in self._inside(each) if isinstance(node, (cst.Break, cst.Continue))]
        loops = [node for each in work for node in self._inside(each) if isinstance(node, (cst.For, cst.While))]
        if all(any(each in loops for each in self.tree.ancestors(jump)) for jump in jumps):
            return False
        reads = self.scopes.reads(self.scopes.scope_of(name), name.value)
        return any(not self._is_in(use, work) for use in reads)

    def _other_closes(self, rest: Sequence[cst.BaseStatement], at: int) -> list[cst.BaseStatement]:
        """Give the statements right behind a `close()` that close what was opened after it: they go in first."""
        opened = [
            each.targets[0].target.value
            for statement in rest[:at]
            for each in self._inside(statement)
            if isinstance(each, cst.Assign) and isinstance(each.targets[0].target, cst.Name)
        ]
        return list(itertools.takewhile(lambda each: any(self._closing(each, name) for name in opened), rest[at + 1 :]))

    def _inside(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        from netfix.engine.tree import code_children  # noqa: PLC0415 - imports LibCST

        waiting = [node]
        while waiting:
            part = waiting.pop()
            yield part
            waiting += code_children(part)

    def _closing(self, statement: cst.CSTNode, name: str) -> bool:
        """Whether a statement is `name.close()`, alone on its line."""
        if not isinstance(statement, cst.SimpleStatementLine) or len(statement.body) != 1:
            return False
        expression = statement.body[0]
        return isinstance(expression, cst.Expr) and _is_close(expression.value, name)

    def _is_closed_on_error(self, statement: cst.CSTNode, name: str) -> bool:
        """Whether a handler or a `finally` of the function closes the variable, or a `with` takes it."""
        scope = self.scopes.scope_of(statement)
        for node in self.tree.of_kind(cst.Call):
            if _is_close(node, name) and self.scopes.scope_of(node) is scope:
                around = [
                    each for each in self.tree.ancestors(node) if isinstance(each, (cst.Finally, cst.ExceptHandler))
                ]
                if around:
                    return True
        return False

    def _escapes(self, name: cst.Name, rest: Sequence[cst.CSTNode]) -> bool:
        """Whether something other than the rest of the block can come by what the variable holds, or it is another."""
        scope = self.scopes.scope_of(name)
        lookup = self.scopes.lookup(name)
        if lookup is not scope or name.value in scope.globals:
            return True
        own = [each for each in scope.bindings(name.value) if each.target is not name]
        if any(
            self._is_in(each.node, rest) and not self._is_later_opening(each.node, rest, name.value) for each in own
        ):
            return True
        reads = [use for use in self.scopes.reads(scope, name.value) if self._is_in(use, rest)]
        return any(self.scopes.scope_of(use) is not scope or self._leaves(use) for use in reads)

    def _is_later_opening(self, node: cst.CSTNode, rest: Sequence[cst.CSTNode], name: str) -> bool:
        """Whether a binding stands behind the statement that closes what the variable held before."""
        at = next((index for index, each in enumerate(rest) if self._closing(each, name)), len(rest))
        return self._is_in(node, rest[at:])

    def _is_in(self, node: cst.CSTNode, statements: Sequence[cst.CSTNode]) -> bool:
        return any(each in statements for each in (node, *self.tree.ancestors(node)))

    def _leaves(self, use: cst.Name) -> bool:
        """Whether a use gives the object away: it is returned, assigned, put into a container, handed to an unknown."""
        from netfix.analysis.network.resource_uses import is_read_later  # noqa: PLC0415 - imports LibCST

        parent = self.tree.parent(use)
        if isinstance(parent, cst.Attribute):
            call = self.tree.parent(parent)
            is_called = isinstance(call, cst.Call) and call.func is parent
            return not is_called or parent.attr.value in {"makefile", "detach", "fileno", "dup", "__enter__"}
        if isinstance(parent, cst.Arg):
            call = self.tree.parent(parent)
            return not (isinstance(call, cst.Call) and self._is_done_with_it(call))
        if isinstance(parent, cst.CompFor):
            return is_read_later(self.document, use)
        is_read = (cst.For, cst.Comparison, cst.ComparisonTarget, cst.UnaryOperation, cst.If, cst.While)
        return not isinstance(parent, is_read)

    def _is_kept(self, use: cst.Name) -> bool:
        """Whether a use hands the object to a function that might keep it."""
        argument = self.tree.parent(use)
        call = self.tree.parent(argument) if isinstance(argument, cst.Arg) else None
        return isinstance(call, cst.Call) and not self._is_known_done(call)

    def _is_known_done(self, call: cst.Call) -> bool:
        name = self.scopes.qualified(call.func) or last_name(call.func)
        if "." not in name and not self.scopes.is_builtin(call.func, name):
            return False
        is_iterated = isinstance(self.tree.parent(call), (cst.For, cst.CompFor))
        return name in _DONE_WITH_IT or (name in _ITERATING and is_iterated)

    def _is_done_with_it(self, call: cst.Call) -> bool:
        """Whether a call keeps nothing of what it is given: its result is thrown away, or it is known to be done."""
        if self._is_known_done(call):
            return True
        keeps = {"append", "add", "register", "Thread", "start_new_thread", "put", "extend", "setdefault", "insert"}
        last = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
        return isinstance(self.tree.parent(call), cst.Expr) and last not in keeps

    def _edits(
        self,
        statement: cst.Assign,
        name: cst.Name,
        work: Sequence[Sequence[cst.BaseStatement]],
        close: cst.BaseStatement,
    ) -> list[Edit] | None:
        """Give the edits that make the `with`, of what stands before the `close()` and of what goes in from behind it.

        None where it can't be made; empty while another rewrite is to be made around or in it.
        """
        from netfix.analysis.network.blocks import indented  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network.resource_uses import blank_lines_between  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import remove  # noqa: PLC0415 - imports LibCST

        parts = [indented(self.document, part) for part in work if part]
        if (
            None in parts
            or not isinstance(close, cst.SimpleStatementLine)
            or close.trailing_whitespace.comment is not None
        ):
            return None
        last = work[1][-1] if work[1] else close
        span = self.tree.span(statement)[0], self.tree.full_span(last)[1]
        if any(start < span[1] and span[0] < end for start, end in self._taken):
            return []
        self._taken.append(span)
        body = [edit for part in parts if part is not None for edit in part]
        edits = [*self._header(statement, name), *body, remove(self.tree, close.body[0])]
        blank = blank_lines_between(self.document, close)
        return [*edits, blank] if blank is not None else edits

    def _header(self, statement: cst.Assign, name: cst.Name) -> list[Edit]:
        """Give the edits that turn the assignment into the head of a `with`."""
        from netfix.engine.statements import import_edit, insert_after  # noqa: PLC0415 - imports LibCST

        edits: list[Edit] = []
        before, behind = "", ""
        is_file = isinstance(statement.value, cst.Call) and self._is_file(statement.value)
        if self.document.dialect is Dialect.PYTHON2 and not is_file:
            closing, edits = import_edit(self.document, "contextlib", "closing", statement)
            before, behind = f"{closing}(", ")"
        if isinstance(statement.targets[0].target, cst.Tuple):
            return [*edits, insert_after(self.tree, statement, [f"with {before}{name.value}{behind}:"])]
        start, end = self.tree.span(statement.value)
        first = self.tree.span(statement)[0]
        return [*edits, Edit(first, start, f"with {before}"), Edit(end, end, f"{behind} as {name.value}:")]

    def _report_unclosed(self, statement: cst.Assign, name: cst.Name) -> None:
        """Report what a function opens for itself and never closes."""
        from netfix.analysis.network.resource_uses import accepts_for_ever  # noqa: PLC0415 - imports LibCST

        scope = self.scopes.scope_of(name)
        uses = self.scopes.reads(scope, name.value)
        is_accepted = isinstance(statement.targets[0].target, cst.Tuple)
        if not isinstance(scope.node, cst.FunctionDef) or is_accepted or len(scope.bindings(name.value)) != 1:
            return
        if any(self.scopes.scope_of(use) is not scope or self._leaves(use) or self._is_kept(use) for use in uses):
            return
        if any(accepts_for_ever(self.document, use) for use in uses):
            return
        methods = {parent.attr.value for use in uses if isinstance(parent := self.tree.parent(use), cst.Attribute)}
        if uses and "close" not in methods and not any(isinstance(self.tree.parent(use), cst.WithItem) for use in uses):
            self.report(statement, None, manual("open it in a with statement"), f"`{name.value}` is never closed")


def _is_close(node: cst.BaseExpression, name: str) -> bool:
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Name(value=owner), attr=cst.Name(value="close")), args=()):
            return owner == name
        case _:
            return False
