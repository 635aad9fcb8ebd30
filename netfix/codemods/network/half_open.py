"""Know what `shutdown` and `close` do, and what the peer sees of them.

`shutdown(SHUT_WR)` tells the peer that nothing more will come: its `recv` gives no bytes, and it can still answer.
`close` only gives the descriptor back. If something that the peer sent has not been read by then, the kernel answers
with a reset, and the peer loses what it has not yet read itself. And `close` does not wake a thread that waits in
`recv` or `accept` on that socket: it goes on waiting, perhaps on the next socket that gets the same number.

     import socket
     import threading

     class Client:
         def __init__(self, address):
             self.sock = socket.create_connection(address)
             threading.Thread(target=self.read).start()

         def read(self):
             while self.sock.recv(4096):
                 pass

         def stop(self):
    !        self.sock.close()

Reported are: a socket that is closed while a thread still receives from it (call `shutdown(SHUT_RDWR)` first); a
connection that is closed after one `recv` and an answer, though more may have come (`shutdown(SHUT_WR)`, read up to
the end, then close); sending after the sending half was shut down, and receiving after the receiving half was; either
of them, or `shutdown`, after `close`; and `shutdown` of a socket that listens or was never connected, which is an error
(ENOTCONN; close it).

What is right depends on what the peer expects, so the change is to be made by hand. Left alone: `shutdown` in a `try`,
and sockets that are handed on, of which other code may read the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document
    from netfix.engine.scopes import Scope

_WRITING = {"SHUT_WR", "SHUT_RDWR", "1", "2"}
_READING = {"SHUT_RD", "SHUT_RDWR", "0", "2"}
_SENDS = frozenset({"send", "sendall"})
_RECEIVES = frozenset({"recv", "recv_into"})
_CONNECTS = frozenset({"connect", "connect_ex", "accept"})
_WAKE = "call shutdown(socket.SHUT_RDWR) first, which wakes it"
_DRAIN = "call shutdown(socket.SHUT_WR) and read up to the end before"


class HalfOpen(Codemod):
    """Reports misunderstood endings of connections."""

    needles = (rb"\.\s*shutdown\s*\(", rb"\.\s*close\s*\(")
    requires = (rb"\b(?:socket|ssl)\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a connection may be ended in one of these ways."""
        from netfix.analysis.network.candidates import may_end_connection  # noqa: PLC0415 - for candidates only

        return may_end_connection(document)

    def finish(self) -> None:
        """Look at all calls of `shutdown` and `close`, if the program uses sockets."""
        if not self.scopes.imported_packages & {"socket", "ssl"}:
            return
        for call in self.tree.of_kind(cst.Call):
            if not isinstance(call.func, cst.Attribute):
                continue
            if call.func.attr.value == "shutdown" and len(call.args) == 1:
                self._look_at_shutdown(call, call.func.value)
            elif call.func.attr.value == "close" and not call.args:
                self._look_at_close(call, call.func.value)

    def _look_at_shutdown(self, call: cst.Call, receiver: cst.BaseExpression) -> None:
        from netfix.analysis.network.sockets import Sockets  # noqa: PLC0415 - imports LibCST

        sockets = self.document.fact(Sockets)
        if sockets.of(receiver) is None:
            return
        how = self.tree.source(call.args[0].value).rpartition(".")[2]
        text = self.tree.source(receiver)
        if not self._is_in_try(call) and not self._wakes(call, text) and self._is_never_connected(receiver):
            where = " (on Linux it is not, and wakes accept)" if self._listens(receiver) else ""
            message = f"`{text}` is not connected, so shutdown is an error{where}"
            self.report(call, None, manual("close it instead"), message)
        for name, halves, what in ((_SENDS, _WRITING, "sends"), (_RECEIVES, _READING, "receives")):
            later = self._later_call(call, text, name) if how in halves else None
            if later is not None:
                message = f"`{text}` {what} after that half of the connection was shut down"
                self.report(later, None, manual("shut down the other half, or later"), message)

    def _wakes(self, shutdown: cst.Call, receiver: str) -> bool:
        """Whether another function waits in `accept` of the same attribute, which `shutdown` ends on Linux."""
        around = self._function(shutdown)
        accepts = (call for call in self.tree.of_kind(cst.Call) if self.tree.source(call.func) == f"{receiver}.accept")
        return "." in receiver and any(self._function(call) is not around for call in accepts)

    def _function(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return next((each for each in self.tree.ancestors(node) if isinstance(each, cst.FunctionDef)), None)

    def _is_never_connected(self, receiver: cst.BaseExpression) -> bool:
        """Whether a socket listens, or is made, used and shut down in one function without being connected."""
        from netfix.analysis.network.sockets import Sockets  # noqa: PLC0415 - imports LibCST

        sockets = self.document.fact(Sockets)
        methods = sockets.methods(receiver)
        if self._listens(receiver):
            return True
        socket = sockets.of(receiver)
        made = [node for node in (socket.origins if socket is not None else ()) if isinstance(node, cst.Call)]
        is_made = bool(made) and all(self.scopes.qualified(node.func) == "socket.socket" for node in made)
        if not is_made or socket is None or socket.doubt or methods & _CONNECTS or not isinstance(receiver, cst.Name):
            return False
        scope = self.scopes.lookup(receiver)
        if scope is None or self._is_handed_on(scope, receiver.value):
            return False
        # What another function makes, it may have connected.
        values = [binding.value for binding in scope.bindings(receiver.value)]
        return all(node in values for node in made)

    def _listens(self, receiver: cst.BaseExpression) -> bool:
        """Whether a socket is one that accepts connections."""
        from netfix.analysis.network.sockets import Sockets  # noqa: PLC0415 - imports LibCST

        sockets = self.document.fact(Sockets)
        socket = sockets.of(receiver)
        made = [node for node in (socket.origins if socket is not None else ()) if isinstance(node, cst.Call)]
        is_server = bool(made) and all(self.scopes.qualified(node.func) == "socket.create_server" for node in made)
        return is_server or "listen" in sockets.methods(receiver)

    def _is_handed_on(self, scope: Scope, name: str) -> bool:
        """Whether a variable is used other than by its methods."""
        return any(not isinstance(self.tree.parent(use), cst.Attribute) for use in self.scopes.reads(scope, name))

    def _is_in_try(self, node: cst.CSTNode) -> bool:
        child = node
        for parent in self.tree.ancestors(node):
            if isinstance(parent, cst.Try) and child is parent.body and parent.handlers:
                return True
            if isinstance(parent, cst.With) and "suppress" in "".join(map(self.tree.source, parent.items)):
                return True
            child = parent
        return False

    def _later_call(self, call: cst.Call, receiver: str, names: frozenset[str]) -> cst.Call | None:
        """Give the first call of such a method of the same socket in a later statement of the same block."""
        statement = self.tree.statement(call)
        block = self.tree.parent(statement) if statement is not None else None
        if not isinstance(block, (cst.IndentedBlock, cst.Module)) or statement is None:
            return None
        body = list(block.body)
        for each in body[body.index(statement) + 1 :]:
            source = self.tree.source(each)
            if not isinstance(each, cst.SimpleStatementLine) or source.startswith((f"{receiver} =", f"{receiver},")):
                return None
            for name in names:
                if f"{receiver}.{name}(" in source:
                    return next(found for found in self.tree.of_kind(cst.Call) if each in self.tree.ancestors(found))
        return None

    def _look_at_close(self, call: cst.Call, receiver: cst.BaseExpression) -> None:
        from netfix.analysis.network.sockets import Sockets  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network.threads import Threads  # noqa: PLC0415 - imports LibCST

        sockets = self.document.fact(Sockets)
        is_known, methods = sockets.of(receiver) is not None, sockets.methods(receiver)
        text = self.tree.source(receiver)
        if is_known and not methods & _CONNECTS:
            self._look_behind_close(call, text)
        if "shutdown" in methods or not (is_known or sockets.gives_chunks(receiver)):
            return
        threads = self.document.fact(Threads)
        waiting = None if threads.has_joined(call) else threads.waits_on(receiver)
        if waiting is not None and not {"settimeout", "setblocking"} & sockets.methods(receiver):
            message = f"closing `{text}` does not wake the thread that waits on it in {waiting.name.value}"
            self.report(call, None, manual(_WAKE), message)
        elif is_known and isinstance(receiver, cst.Name) and self._leaves_input(receiver):
            message = f"what `{text}.recv` has left unread makes `close` reset the connection"
            self.report(call, None, manual(f"{_DRAIN}, or the peer may lose the end of the answer"), message)

    def _look_behind_close(self, call: cst.Call, text: str) -> None:
        """Report what is done with a socket in the statements behind its `close`."""
        later = self._later_call(call, text, _SENDS | _RECEIVES | {"shutdown"})
        if later is not None:
            self.report(later, None, manual("do it before"), f"`{text}` is closed by then")

    def _leaves_input(self, receiver: cst.Name) -> bool:
        """Whether a connection that was accepted here is read from once, answered, and closed."""
        from netfix.analysis.network.sockets import Sockets  # noqa: PLC0415 - imports LibCST

        scope = self.scopes.lookup(receiver)
        socket = self.document.fact(Sockets).of(receiver)
        if scope is None or socket is None or not all(self._is_accept(node) for node in socket.origins or [receiver]):
            return False
        called: list[str] = []
        for use in self.scopes.reads(scope, receiver.value):
            attribute = self.tree.parent(use)
            call = self.tree.parent(attribute) if isinstance(attribute, cst.Attribute) else None
            if not isinstance(attribute, cst.Attribute) or not isinstance(call, cst.Call):
                return False
            called.append(attribute.attr.value)
            if attribute.attr.value == "recv" and self._is_repeated(call, socket.origins):
                return False
        return called.count("recv") == 1 and bool(_SENDS & set(called)) and "makefile" not in called

    def _is_accept(self, node: cst.CSTNode) -> bool:
        return isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "accept"

    def _is_repeated(self, call: cst.Call, origins: frozenset[cst.CSTNode]) -> bool:
        """Whether a call stands in a loop that the connection was accepted outside of."""
        around = {each for origin in origins for each in self.tree.ancestors(origin)}
        loops = (each for each in self.tree.ancestors(call) if isinstance(each, (cst.For, cst.While, cst.BaseComp)))
        return any(loop not in around for loop in loops)
