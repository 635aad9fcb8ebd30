"""The rewrite of chunks that are used as lines: `s.recv(n)` becomes the `readline` of a file made of the socket.

`recv` and `readline` of a file in binary mode give the same type in both Pythons, and nothing at the end of the stream.
All that a function receives from a socket has to be rewritten at once: what the file has read ahead, `recv` misses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.network.arguments import Arguments
from netfix.analysis.network.blocks import line_before, line_behind
from netfix.analysis.network.chunks import Chunks
from netfix.analysis.network.marks import Mark, text_of
from netfix.analysis.network.modes import Blocking
from netfix.analysis.network.sockets import Sockets
from netfix.analysis.network.variables import identity
from netfix.analysis.values.flow import leaves
from netfix.engine.edits import Edit
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

NAMES = ("lines", "received_lines")
#: Methods of sockets that neither receive nor hand the socket on.
_HARMLESS = frozenset({
    "recv", "send", "sendall", "close", "shutdown", "connect", "setsockopt", "getpeername", "getsockname", "bind",
    "listen",
})  # fmt: skip
#: Bytes. Who asks for so few does not ask for a line.
_SHORTEST = 8
_SENDS = frozenset({"send", "sendall", "write"})


class Lines:
    """Finds the functions of a program that take chunks for lines, and how they would read lines."""

    def __init__(self, document: Document) -> None:
        """Prepare for one program."""
        self._document = document
        self._tree = document.tree
        self._scopes = document.scopes
        self._chunks = document.fact(Chunks)
        self._known: dict[object, tuple[list[cst.Call], list[Edit]]] = {}
        #: What the program sends as literals.
        self._sent = [text_of(part) for part in self._tree.of_kind(cst.SimpleString) if self._is_sent(part)]

    def edits(self, call: cst.Call) -> list[Edit]:
        """Give the edits that have a function read lines instead of what `call`, a `recv`, gives; else none.

        They are the same for all calls of `recv` that one function makes on one socket.
        """
        receiver = call.func.value if isinstance(call.func, cst.Attribute) else call.func
        socket = identity(self._document, receiver)
        function = self._function(call)
        if socket is None:
            return []
        key = (socket, function)
        if key not in self._known:
            self._known[key] = self._found(receiver, socket, function)
        calls, edits = self._known[key]
        return edits if call in calls else []

    def _is_sent(self, node: cst.CSTNode) -> bool:
        """Whether a node stands in the arguments of a call that sends."""
        for around in self._tree.ancestors(node):
            if (
                isinstance(around, cst.Call)
                and isinstance(around.func, cst.Attribute)
                and around.func.attr.value in _SENDS
            ):
                return True
            if isinstance(around, cst.BaseStatement):
                return False
        return False

    def _function(self, node: cst.CSTNode) -> cst.FunctionDef | cst.Module:
        around = (each for each in self._tree.ancestors(node) if isinstance(each, (cst.FunctionDef, cst.Lambda)))
        found = next(around, self._tree.module)
        return found if isinstance(found, cst.FunctionDef) else self._tree.module

    def _found(
        self, receiver: cst.BaseExpression, socket: object, function: cst.FunctionDef | cst.Module
    ) -> tuple[list[cst.Call], list[Edit]]:
        """Give all calls of `recv` on a socket, and the edits for them; no edits where something speaks against it."""
        uses = [
            node
            for kind in (cst.Name, cst.Attribute)
            for node in self._tree.of_kind(kind)
            if identity(self._document, node) == socket and not self._is_stored(node)
        ]
        calls = [call for use in uses if (call := self._called(use, "recv")) is not None]
        is_used_here_only = all(self._is_harmless(use) for use in uses)
        if not calls or not is_used_here_only or any(self._function(call) is not function for call in calls):
            return calls, []
        if not self._waits(receiver) or not self.are_lines(calls):
            return calls, []
        block = self._block(receiver, function)
        return calls, self._made(receiver, calls, block) if block is not None else []

    def _is_stored(self, node: cst.CSTNode) -> bool:
        parent = self._tree.parent(node)
        return isinstance(parent, (cst.AssignTarget, cst.AsName, cst.Param)) or (
            isinstance(parent, cst.Element)
            and isinstance(self._tree.parent(self._tree.parent(parent) or parent), cst.AssignTarget)
        )

    def _called(self, use: cst.CSTNode, method: str | None = None) -> cst.Call | None:
        """Give the call of a method on what `use` is; None if there is none."""
        attribute = self._tree.parent(use)
        call = self._tree.parent(attribute) if isinstance(attribute, cst.Attribute) else None
        if not isinstance(call, cst.Call) or call.func is not attribute or not isinstance(attribute, cst.Attribute):
            return None
        return call if method is None or attribute.attr.value == method else None

    def _is_harmless(self, use: cst.CSTNode) -> bool:
        """Whether a use neither receives in another way nor hands the socket on."""
        call = self._called(use)
        if call is not None and isinstance(call.func, cst.Attribute):
            return call.func.attr.value in _HARMLESS
        tests = (cst.WithItem, cst.If, cst.While, cst.UnaryOperation, cst.BooleanOperation, cst.Comparison)
        return isinstance(self._tree.parent(use), tests)

    def _waits(self, receiver: cst.BaseExpression) -> bool:
        """Whether the socket waits for ever, so that no timeout leaves a line half read."""
        sockets = self._document.fact(Sockets)
        text = self._tree.text.lower().replace("setdefaulttimeout(none)", "")
        return sockets.blocking(receiver)[0] is Blocking.YES and "timeout" not in text

    def are_lines(self, calls: list[cst.Call]) -> bool:
        """Whether what is received is used as lines: one of the calls says so, and none says otherwise."""
        seen: set[Mark] = set()
        for call in calls:
            reading = self._chunks.reading(call)
            is_dropped = isinstance(self._tree.parent(call), cst.Expr)
            if reading is None or len(call.args) != 1 or not (reading.uses or is_dropped):
                return False
            if Mark.BARE in reading.marks or self._is_record(call):
                return False
            if Mark.LINES in reading.marks and not self._is_repeated(call):
                return False
            seen |= reading.marks
        sends_lines = any(text.endswith("\n") for text in self._sent)
        speaks_http = "HTTP/1" in self._tree.text or any(text.endswith("\r\n\r\n") for text in self._sent)
        return not speaks_http and bool(seen & {Mark.LINE, Mark.LINES} or (Mark.BLANKS in seen and sends_lines))

    def _is_record(self, call: cst.Call) -> bool:
        """Whether a call asks for very few bytes, or for a number of them that is worked out."""
        size = call.args[0].value
        return isinstance(size, cst.Call) or (isinstance(size, cst.Integer) and int(size.value, 0) <= _SHORTEST)

    def _is_repeated(self, call: cst.Call) -> bool:
        """Whether a call stands in a loop that goes on for as long as something comes."""
        return any(isinstance(each, (cst.While, cst.Lambda)) for each in self._tree.ancestors(call))

    def _block(self, receiver: cst.BaseExpression, function: cst.FunctionDef | cst.Module) -> cst.CSTNode | None:
        """Give the block in which the socket is ready, from its start or from its assignment on; None if not known."""
        body = function.body if isinstance(function, cst.FunctionDef) else function
        if isinstance(receiver, cst.Attribute):
            is_handler = isinstance(function, cst.FunctionDef) and function.name.value == "handle"
            is_request = is_handler and receiver.attr.value == "request"
            return body if is_request or self._loops(function) else None
        bindings = self._scopes.bindings_of(receiver) if isinstance(receiver, cst.Name) else ()
        if len(bindings) != 1:
            return None
        node = bindings[0].node
        if isinstance(node, cst.Param):
            owned = isinstance(function, cst.FunctionDef) and self._is_session(receiver, function, node)
            return body if owned else None
        if isinstance(node, cst.WithItem):
            statement = self._tree.parent(node)
            return statement.body if isinstance(statement, cst.With) else None
        if not isinstance(node, cst.Assign) or self._scopes.scope_of(node) is not bindings[0].scope:
            return None
        line = self._tree.parent(node)
        return self._tree.parent(line) if line is not None and self._function(node) is function else None

    def _loops(self, function: cst.FunctionDef | cst.Module) -> bool:
        """Whether a function receives in a loop of its own, as one does that sees a connection to its end."""
        loops = [each for each in self._tree.of_kind(cst.While) if self._function(each) is function]
        return any(isinstance(each.test, (cst.Name, cst.Integer)) for each in loops)

    def _is_session(self, receiver: cst.BaseExpression, function: cst.FunctionDef, parameter: cst.Param) -> bool:
        """Whether a function deals with a connection up to its end, and nothing else receives from it."""
        ends = "close" in self._document.fact(Sockets).methods(receiver)
        given = self._document.fact(Arguments).given_to(parameter)
        others = set[str]().union(*(self._document.fact(Sockets).methods(value) for value in given))
        repeated = any(isinstance(each, cst.While) for each in function.body.body)
        return (ends or repeated) and not {"recv", "makefile", "recv_into"} & others

    def _made(self, receiver: cst.BaseExpression, calls: list[cst.Call], block: cst.CSTNode) -> list[Edit]:
        """Give the edits: a file made in front of the first statement that receives, and closed behind the last."""
        within = self._within(block, calls)
        while len(within) == 1 and isinstance(within[0], cst.With) and len(within[0].body.body):
            block = within[0].body  # so that the file is closed before the socket
            within = self._within(block, calls)
        is_whole = all(any(each in self._tree.ancestors(call) for each in within) for call in calls)
        name = next((each for each in NAMES if self._is_free(each)), None)
        if not within or not is_whole or name is None or isinstance(block, cst.SimpleStatementSuite):
            return []
        text = self._tree.source(receiver)
        made = line_before(self._document, within[0], f'{name} = {text}.makefile("rb")')
        closed = line_behind(self._document, within[-1], f"{name}.close()")
        early = [line_before(self._document, each, f"{name}.close()") for each in self._closes(receiver, block, within)]
        if made is None or closed is None or None in early:
            return []
        edits = [made, *(edit for edit in early if edit is not None)]
        edits += [*(Edit(*self._tree.span(call), f"{name}.readline()") for call in calls)]
        return edits if leaves(cst.IndentedBlock(body=[within[-1]]), self._scopes) else [*edits, closed]

    def _closes(
        self, receiver: cst.BaseExpression, block: cst.CSTNode, within: list[cst.BaseStatement]
    ) -> list[cst.CSTNode]:
        """Give the lines that close the socket before the last that receives: the file would keep it open."""
        statements: list[cst.BaseStatement] = list(getattr(block, "body", ()))
        between = statements[statements.index(within[0]) : statements.index(within[-1]) + 1]
        socket = identity(self._document, receiver)
        found: list[cst.CSTNode] = []
        for call in self._tree.of_kind(cst.Call):
            if not isinstance(call.func, cst.Attribute) or call.func.attr.value != "close":
                continue
            around = list(self._tree.ancestors(call))
            if any(each in between for each in around) and identity(self._document, call.func.value) == socket:
                lines = (cst.SimpleStatementLine, cst.SimpleStatementSuite)
                found += [next((each for each in around if isinstance(each, lines)), call)]
        return found or (self._jumps(between) if isinstance(self._tree.parent(block), cst.With) else [])

    def _jumps(self, statements: list[cst.BaseStatement]) -> list[cst.CSTNode]:
        """Give the `break` and `continue` that leave a `with`, which closes the socket, from among its statements."""
        found: list[cst.CSTNode] = []
        for jump in (*self._tree.of_kind(cst.Break), *self._tree.of_kind(cst.Continue)):
            around = list(self._tree.ancestors(jump))
            at = next((index for index, each in enumerate(around) if each in statements), None)
            if at is not None and not any(isinstance(each, (cst.For, cst.While)) for each in around[: at + 1]):
                found.append(around[0])
        return found

    def _within(self, block: cst.CSTNode, calls: list[cst.Call]) -> list[cst.BaseStatement]:
        """Give the statements of a block in which there are such calls."""
        statements = list(getattr(block, "body", ()))
        return [each for each in statements if any(each in self._tree.ancestors(call) for call in calls)]

    def _is_free(self, name: str) -> bool:
        return all(each.value != name or not self._scopes.is_variable(each) for each in self._tree.of_kind(cst.Name))
