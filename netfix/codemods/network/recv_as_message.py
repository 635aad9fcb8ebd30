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

Unsafe rewrites are made where the shape is plain. What has a known length (a record of `struct`, as many bytes as a
header announced, a comparison with a text as long as what is asked for) is read by a function `receive_exactly`, which
gives less only at the end of the stream. Where the program shows that lines are meant (it takes `\r\n` or `\n` off,
compares with texts that end so, or takes blanks off and sends lines itself), and nothing else receives from the socket,
`recv` becomes the `readline` of `connection.makefile("rb")`, which gives the same type. A Twisted protocol whose
`dataReceived` is about one line becomes a `LineReceiver`; asyncio's `read(n)` becomes `readline()` or `readexactly(n)`.

Everything else is to be rewritten by hand, as the program does not say where its messages end. Left alone: loops that
collect, what only passes chunks on, datagrams, single bytes, and values of which the end or the length is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.files_of_tests import is_test_file
from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.network.marks import Reading
    from netfix.engine.document import Document

_MOST_ARGUMENTS = 2
_OF_SOCKETS = "collect up to a delimiter (`makefile('rb')` and `readline()`) or a known length"
_OF_STREAMS = "call readline(), readuntil() or readexactly()"
_OF_DISPATCHERS = "derive from asynchat.async_chat, and set_terminator"
_DISPATCHERS = frozenset({"asyncore.dispatcher", "asyncore.dispatcher_with_send"})
_OF_RECORDS = "who reads the stream elsewhere must agree on where a record begins"
_OF_LINES = "the peer has to end each message with a line end, and nothing else may read from the socket"
_OF_RECEIVERS = "the peer has to end each message with a line end, and a line may have 16384 bytes"
_OF_PROTOCOLS = {
    "dataReceived": "derive from twisted.protocols.basic.LineReceiver, or collect up to the end of a message",
    "data_received": "use asyncio's streams with readline() or readexactly(), or collect up to the end of a message",
}


class RecvAsMessage(Codemod):
    """Reports chunks that are taken for messages; reads records of known length exactly."""

    needles = (rb"\.\s*recv\b", rb"\b(?:start_server|open_connection)\b", rb"\bdata_?[rR]eceived\b")

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a stream may be received from."""
        from netfix.analysis.network.candidates import may_take_chunk_for_message  # noqa: PLC0415 - for candidates only

        return may_take_chunk_for_message(document)

    def visit_Call(self, node: cst.Call) -> None:
        """Look at `s.recv(n)`, `self.recv(n)` of an asyncore dispatcher, and `reader.read(n)` of asyncio."""
        if not self._receives_chunk(node) or not isinstance(node.func, cst.Attribute):
            return
        from netfix.analysis.network.chunks import Chunks  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network.lengths import announced_by  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network.sockets import Sockets  # noqa: PLC0415 - imports LibCST

        is_stream = node.func.attr.value == "read"
        is_dispatcher = not is_stream and self._is_dispatcher(node.func.value)
        if is_stream and not self._is_reader(node.func.value):
            return
        if not (is_stream or is_dispatcher or self.document.fact(Sockets).gives_chunks(node.func.value)):
            return
        reading = self.document.fact(Chunks).reading(node)
        if reading is None:
            return
        if reading.uses:
            what = f"{' '.join(reading.uses[0].what.split())} as if it were a whole message"
        elif announced_by(self.document, node) is not None and not self._is_dropped(node):
            what = f"not always as much as `{self.tree.source(node.args[0].value)}` says"
        else:
            return
        message = f"`{self.tree.source(node.func)}` gives what has arrived, and {what}"
        if is_dispatcher:
            self.report(node, None, manual(_OF_DISPATCHERS), message)
        else:
            edits, doubt = self._rewrite(node, reading, is_stream=is_stream)
            advice = _OF_STREAMS if is_stream else _OF_SOCKETS
            self.report(node, None, unsafe(doubt) if edits else manual(advice), message, edits=edits)

    def _rewrite(self, call: cst.Call, reading: Reading, *, is_stream: bool) -> tuple[list[Edit], str]:
        """Give the edits that have a record or a line read, and what is to be looked at; no edits for another shape."""
        from netfix.analysis.network.lengths import has_known_length  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network.lines import Lines  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network.records import receive_exactly  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network.sockets import Blocking, Sockets  # noqa: PLC0415 - imports LibCST

        lines, sockets = self.document.fact(Lines), self.document.fact(Sockets)
        is_record = has_known_length(self.document, call, reading.uses)
        if not is_stream:
            if isinstance(call.func, cst.Attribute) and sockets.blocking(call.func.value)[0] is Blocking.NO:
                return [], ""
            if is_record:
                return ([] if self._goes_on_after_timeout else receive_exactly(self.document, call)), _OF_RECORDS
            return lines.edits(call), _OF_LINES
        method = self.tree.span(call.func.attr) if isinstance(call.func, cst.Attribute) else (0, 0)
        if is_record:
            return [Edit(*method, "readexactly")], "at the end of the stream it raises IncompleteReadError"
        if not lines.are_lines([call]):
            return [], ""
        end = self.tree.span(call)[1]
        return [Edit(method[0], end, "readline()")], "the peer has to end each message with a line end"

    @property
    def _goes_on_after_timeout(self) -> bool:
        """Whether the program catches timeouts: then a record that is half read would be lost."""
        caught = [each.type for each in self.tree.of_kind(cst.ExceptHandler) if each.type is not None]
        return any("timeout" in self.tree.source(each).lower() for each in caught)

    def _is_reader(self, node: cst.BaseExpression) -> bool:
        """Whether an expression is the reader of a connection of asyncio's."""
        from netfix.analysis.network.data import NetworkData  # noqa: PLC0415 - imports LibCST

        if "asyncio" not in self.scopes.imported_packages:
            return False
        source = self.document.fact(NetworkData).source(node)
        return source is not None and source.what in {"a connection", "open_connection"}

    def _is_dispatcher(self, node: cst.BaseExpression) -> bool:
        """Whether an expression is the `self` of a dispatcher of asyncore's."""
        from netfix.analysis.network.origins import OriginFinder  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.values.kinds import Kinds  # noqa: PLC0415 - imports LibCST

        owner = self.document.fact(Kinds).classes.class_of_self(node) if isinstance(node, cst.Name) else None
        bases = self.document.fact(OriginFinder).bases(owner) if owner is not None else frozenset[str]()
        return bool(bases & _DISPATCHERS)

    def _is_dropped(self, call: cst.Call) -> bool:
        return isinstance(self.tree.parent(call), cst.Expr)

    def _receives_chunk(self, call: cst.Call) -> bool:
        """Whether a call is `x.recv(n)`, or `await x.read(n)`, of more than one byte, without flags."""
        method = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
        if method != "recv" and not (method == "read" and isinstance(self.tree.parent(call), cst.Await)):
            return False
        if not 1 <= len(call.args) <= _MOST_ARGUMENTS or any(each.star or each.keyword for each in call.args):
            return False
        flags = call.args[1].value if len(call.args) > 1 else None
        size = call.args[0].value
        is_byte = isinstance(size, cst.Integer) and size.value in {"0", "1"}
        reads_all = isinstance(size, cst.UnaryOperation)  # `read(-1)` reads up to the end
        return not (is_byte or reads_all) and (flags is None or (isinstance(flags, cst.Integer) and flags.value == "0"))

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        """Look at the `dataReceived` of a protocol."""
        advice = _OF_PROTOCOLS.get(node.name.value)
        parameters = [*node.params.posonly_params, *node.params.params]
        if advice is None or len(parameters) != 2:  # noqa: PLR2004 - self and the data
            return
        from netfix.analysis.network.arguments import Arguments  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network.chunks import Chunks  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.network.line_receivers import as_line_receiver  # noqa: PLC0415 - imports LibCST

        owner = self.document.fact(Arguments).class_of(node)
        if owner is None or not owner.bases or is_test_file(self.document):
            return
        reading = self.document.fact(Chunks).reading(parameters[1])
        if reading is None or not reading.uses:
            return
        message = f"{node.name.value} gets what has arrived, and {reading.uses[0].what} as if it were a whole message"
        edits = as_line_receiver(self.document, owner, node, reading)
        self.report(node.name, None, unsafe(_OF_RECEIVERS) if edits else manual(advice), message, edits=edits)
