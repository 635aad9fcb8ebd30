r"""Send all of the data: `send` may take only a part of it.

`send` gives what it can to the kernel, at times less than it was handed, and returns how many bytes those were. Who
throws that number away loses the rest, and does so only when the network is slow and the data is large, which is not
when programs are tried out. `sendall` goes on until everything is taken, or raises.

     import socket

     connection = socket.create_connection((host, 79))
    -connection.send(b"paul\r\n")
    +connection.sendall(b"paul\r\n")

Safe where the socket is known to be a blocking stream: it is made by `create_connection`, `socket(AF_INET,
SOCK_STREAM)` or `accept` in the same function, or kept in an attribute that nothing else is assigned to, and nothing
gives it another mode. Where all data fits, both calls send the same bytes; where it does not, `send` lost some.
Unsafe where the program also waits with `select`, where the socket comes from a caller or its timeout is not known.

Left alone: a `send` whose count is used, datagrams (one `send` is one message), sockets that do not block (they need a
buffer of what is left, see `selectors`), and whatever else has a `send`: generators, pipes and connections of
`multiprocessing`, ZeroMQ's sockets, objects of asyncore and Twisted, clients of the library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import Verdict, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.network.sockets import Socket
    from netfix.engine.document import Document

_MOST_ARGUMENTS = 2


class IgnoredSend(Codemod):
    """Rewrites `s.send(data)` statements to `s.sendall(data)`."""

    needles = (rb"\.\s*send\s*\(",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a socket's `send` may be a statement."""
        from netfix.analysis.network.candidates import may_send_partly  # noqa: PLC0415 - for candidates only

        return may_send_partly(document)

    def visit_Expr(self, node: cst.Expr) -> None:
        """Look at a call that is a statement."""
        call = node.value
        if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute) or call.func.attr.value != "send":
            return
        if not 1 <= len(call.args) <= _MOST_ARGUMENTS or any(each.star or each.keyword for each in call.args):
            return
        verdict = self._verdict(call, call.func.value)
        if verdict is None:
            return
        start, end = self.tree.span(call.func.attr)
        receiver = self.tree.source(call.func.value)
        self.report(call, None, verdict, f"`{receiver}.send` may send only a part", edits=[Edit(start, end, "sendall")])

    def _verdict(self, call: cst.Call, receiver: cst.BaseExpression) -> Verdict | None:
        """Say how sure it is that `sendall` is meant; None where it is not, or where nothing tells."""
        from netfix.analysis.network.sockets import Blocking, Sockets, Transport  # noqa: PLC0415 - imports LibCST

        sockets = self.document.fact(Sockets)
        socket = sockets.of(receiver)
        if socket is None or socket.transport is Transport.DATAGRAM:
            return None
        if socket.transport is Transport.UNKNOWN and sockets.makes_datagrams:
            return None
        blocking, why = sockets.blocking(receiver)
        if blocking is Blocking.NO:
            return None
        if len(call.args) > 1:
            if "DONTWAIT" in self.tree.source(call.args[1].value):
                return None
            return unsafe("its flags are then given with every part")
        if blocking is Blocking.DOUBTFUL:
            return unsafe(why)
        return self._of_stream(socket, known=socket.transport is Transport.STREAM)

    def _of_stream(self, socket: Socket, *, known: bool) -> Verdict:
        if socket.doubt is not None:
            return unsafe(socket.doubt)
        return safe("it is a blocking stream socket") if known else unsafe("nothing tells that it is a stream")
