r"""Collect what `recv` gives until a message is whole.

TCP carries a stream of bytes and knows no messages. `recv(4096)` gives what has arrived: half of what the peer sent
with one `send`, or the ends of three of them. On one's own machine, typing by hand, it looks as if messages were kept;
over a network the same program fails now and then. A protocol has to say where a message ends, by a delimiter, a
length in front, or by closing the connection, and the receiver has to collect until it finds that end.

     import socket
     import sys

     connection = socket.create_connection(("localhost", 7000))
     while True:
    !    data = connection.recv(4096)
         if not data:
             break
         sys.stdout.write("\rReceived: " + data.decode())

Reported is a chunk that is parsed (`int`, `json.loads`, `struct.unpack`, `split`), compared with a message, or shown
as a line, where nothing collects chunks. What to use instead: for lines `connection.makefile("rb")` and its
`readline()`; for a known length a function that reads exactly so much; in Twisted `LineReceiver` or
`Int32StringReceiver` from `twisted.protocols.basic`, in asyncio `readline()` and `readexactly()` of a `StreamReader`.

Unsafe rewrites are made where the shape is plain: a record of known length gets a function `receive_exactly`, which
gives less only at the end of the stream. Everything else is to be rewritten by hand, as the program does not say where
its messages end. Left alone: loops that collect, what only passes chunks on, datagrams, single bytes, and values of
which the end or the length is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.network_chunks import Use

_MOST_ARGUMENTS = 2
_OF_SOCKETS = "collect up to a delimiter (`makefile('rb')` and `readline()`) or a known length"
_OF_PROTOCOLS = {
    "dataReceived": "derive from twisted.protocols.basic.LineReceiver, or collect up to the end of a message",
    "data_received": "use asyncio's streams with readline() or readexactly(), or collect up to the end of a message",
}


class RecvAsMessage(Codemod):
    """Reports chunks that are taken for messages; reads records of known length exactly."""

    needles = (rb"\.\s*recv\b", rb"\bdata_?[rR]eceived\b")

    def visit_Call(self, node: cst.Call) -> None:
        """Look at `s.recv(n)`."""
        if not self._receives_chunk(node):
            return
        from netfix.analysis.network_chunks import Chunks  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network_records import receive_exactly  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.sockets import Sockets  # noqa: PLC0415 - imports LibCST

        receiver = node.func.value if isinstance(node.func, cst.Attribute) else node.func
        if not self.document.fact(Sockets).gives_chunks(receiver):
            return
        uses = self.document.fact(Chunks).uses(node)
        if not uses:
            return
        edits = receive_exactly(self.document, node, uses[0].node)
        if edits is not None:
            verdict = unsafe("who reads the stream elsewhere must agree on where a record begins")
            self.report(node, None, verdict, self._message(node, uses[0]), edits=edits)
        else:
            self.report(node, None, manual(_OF_SOCKETS), self._message(node, uses[0]))

    def _receives_chunk(self, call: cst.Call) -> bool:
        """Whether a call is `x.recv(n)` of more than one byte, without flags."""
        if not (isinstance(call.func, cst.Attribute) and call.func.attr.value == "recv"):
            return False
        if not 1 <= len(call.args) <= _MOST_ARGUMENTS or any(each.star or each.keyword for each in call.args):
            return False
        flags = call.args[1].value if len(call.args) > 1 else None
        size = call.args[0].value
        is_byte = isinstance(size, cst.Integer) and size.value in {"0", "1"}
        return not is_byte and (flags is None or (isinstance(flags, cst.Integer) and flags.value == "0"))

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        """Look at the `dataReceived` of a protocol."""
        advice = _OF_PROTOCOLS.get(node.name.value)
        parameters = [*node.params.posonly_params, *node.params.params]
        if advice is None or len(parameters) != 2:  # noqa: PLR2004 - self and the data
            return
        from netfix.analysis.network_arguments import Arguments  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network_chunks import Chunks  # noqa: PLC0415 - imports LibCST

        owner = self.document.fact(Arguments).class_of(node)
        if owner is None or not owner.bases or self._is_test():
            return
        uses = self.document.fact(Chunks).uses_of_parameter(parameters[1])
        if uses:
            message = f"{node.name.value} gets what has arrived, and {uses[0].what} as if it were a whole message"
            self.report(node.name, None, manual(advice), message)

    def _is_test(self) -> bool:
        return "unittest" in self.scopes.imported_packages

    def _message(self, call: cst.Call, use: Use) -> str:
        what = " ".join(use.what.split())
        return f"`{self.tree.source(call.func)}` gives what has arrived, and {what} as if it were a whole message"
