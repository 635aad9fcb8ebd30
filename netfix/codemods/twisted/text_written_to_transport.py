r"""Write bytes to a transport.

What goes over a connection is bytes. On Python 3 a transport refuses text: "Data must not be unicode". A line that was
written so in Python 2 fails when it is first run.

     from twisted.protocols import basic


     class Greeter(basic.LineReceiver):
         def connectionMade(self):
    -        self.transport.write("220 ready\r\n")
    +        self.transport.write(b"220 ready\r\n")

         def lineReceived(self, line):
    -        self.sendLine("250 %d bytes" % len(line))
    +        self.sendLine(("250 %d bytes" % len(line)).encode("utf-8"))

Safe for literals that are ASCII, in a class that inherits from Twisted's protocols: the text was refused whenever the
line was run, and the bytes are the same that Python 2 sent. Unsafe where the transport may be one of the program's own,
and for other text, which is encoded in UTF-8: which encoding the other side expects, is not known. Only in Python 3;
text is what is known to be: literals, formatted literals, `str(…)`. `sendLine` of IRC and FTP takes text, and is
left alone, as are tests, which may want the refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.findings import Verdict, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

_PROTOCOLS = ("twisted.internet.protocol.BaseProtocol", "twisted.internet.protocol.AbstractDatagramProtocol")

#: Methods that write what they are given, with the classes that have them.
_SENDING = {
    "sendLine": ("twisted.protocols.basic.LineReceiver", "twisted.protocols.basic.LineOnlyReceiver"),
    "sendString": ("twisted.protocols.basic.IntNStringReceiver", "twisted.protocols.basic.NetstringReceiver"),
}

#: Protocols that encode text themselves.
_TAKING_TEXT = ("twisted.words.", "twisted.protocols.ftp.")


class TextWrittenToTransport(Codemod):
    """Finds text that is given to a transport."""

    reads_others = True
    needles = (rb"\.\s*(?:write|writeSequence|sendLine|sendString)\b",)

    @classmethod
    def runs_on(cls, document: Document) -> bool:
        """Only Python 3 tells text from bytes here."""
        return document.dialect is Dialect.PYTHON3

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether something that may be text may be given to a transport."""
        from netfix.analysis.twisted.reactor_candidates import may_write_text  # noqa: PLC0415 - for candidates only

        return may_write_text(document)

    def visit_Call(self, node: cst.Call) -> None:
        """Look at what is written."""
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if not isinstance(node.func, cst.Attribute) or not node.args or node.args[0].star:
            return
        name = node.func.attr.value
        if name not in {"write", "writeSequence", *_SENDING}:
            return
        doubt = self._doubt(node.func)
        if doubt is None or self.document.fact(Program).is_test:
            return
        given = node.args[0].value
        if name == "writeSequence":
            if isinstance(given, (cst.List, cst.Tuple)):
                for element in given.elements:
                    self._look_at(element.value, name, doubt)
        else:
            self._look_at(given, name, doubt)

    def _doubt(self, function: cst.Attribute) -> str | None:
        """Say what is not known of whose method is called; empty if it is Twisted's, None if that is too little."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        deferreds = self.document.fact(Deferreds)
        if not deferreds.about_twisted:
            return None
        receiver = function.value
        is_transport = isinstance(receiver, cst.Attribute) and receiver.attr.value == "transport"
        if function.attr.value in _SENDING:
            is_sending, holder = True, receiver
        elif isinstance(receiver, cst.Attribute) and is_transport:
            is_sending, holder = False, receiver.value
        else:
            return None
        owner = deferreds.classes.of(holder)
        above = list(deferreds.classes.ancestors(owner)) if owner is not None else []
        if any(isinstance(each, str) and each.startswith(_TAKING_TEXT) for each in above):
            return None
        if is_sending:
            overrides = owner is not None and deferreds.classes.defines(owner, function.attr.value)
            return "" if not overrides and any(each in _SENDING[function.attr.value] for each in above) else None
        if not any(each in _PROTOCOLS for each in above):
            return "whose transport that is, is not known"
        if any(isinstance(each, cst.ClassDef) and self._sets_transport(each) for each in above):
            return "the transport may be one of the program's own"
        return ""

    def _sets_transport(self, owner: cst.ClassDef) -> bool:
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        values = self.document.fact(Deferreds).classes.attribute_values(owner, "transport")
        return any(not isinstance(value, cst.Name) or value.value != "None" for value in values)

    def _look_at(self, given: cst.BaseExpression, name: str, doubt: str) -> None:
        from netfix.analysis.values.kinds import Kinds  # noqa: PLC0415 - imports LibCST

        message = f"text is given to `{name}`, which takes bytes"
        pieces = _pieces(given)
        if pieces is not None:
            refused = safe("text was refused here, and these are the bytes that the literal stands for")
            edits = [edit for piece in pieces for edit in self._as_bytes(piece)]
            self.report(given, None, unsafe(doubt) if doubt else refused, message, edits=edits)
            return
        kind = self.document.fact(Kinds).of(given)
        if kind.alternatives != ("str",) or not kind.certain:
            return
        start, end = self.tree.span(given)
        verdict: Verdict = unsafe(doubt or "the other side may expect another encoding than UTF-8")
        bare = isinstance(given, (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.BaseString)) or given.lpar
        edits = [Edit(end, end, '.encode("utf-8")' if bare else ').encode("utf-8")')]
        if not bare:
            edits.insert(0, Edit(start, start, "("))
        self.report(given, None, verdict, message, edits=edits)

    def _as_bytes(self, piece: cst.SimpleString) -> list[Edit]:
        """Give the edit that makes a bytes literal of a text literal."""
        start = self.tree.text.index(piece.value, self.tree.span(piece)[0])
        length = 1 if piece.prefix.lower() == "u" else 0
        return [Edit(start, start + length, "b")]


def _pieces(node: cst.BaseExpression) -> list[cst.SimpleString] | None:
    """Give the literals of which an ASCII text consists; None for others, and for what bytes cannot write."""
    if isinstance(node, cst.ConcatenatedString):
        left, right = _pieces(node.left), _pieces(node.right)
        return [*left, *right] if left is not None and right is not None else None
    if not isinstance(node, cst.SimpleString) or "b" in node.prefix.lower():
        return None
    value = node.evaluated_value
    is_ascii = isinstance(value, str) and value.isascii()
    has_names = "r" not in node.prefix.lower() and any(escape in node.value for escape in ("\\u", "\\U", "\\N"))
    return [node] if is_ascii and not has_names else None
