r"""Keep backslashes that Python 3 would read as escapes.

A plain string is bytes in Python 2, where `\u`, `\U` and `\N` are two characters each. Python 3 reads an escape in
them, or finds a mistake.

    -share = "C:\Users\net"
    +share = "C:\\Users\net"
     print(share[:3])

Exact: the backslash is doubled. `\400` and above, of which Python 2 keeps eight bits, are written as the byte that
they are, and characters beyond ASCII in `b"…"`, which Python 3 does not take, as the bytes of the file's encoding.
Literals with `u` and, where `unicode_literals` is imported, plain ones are left alone: they have the escapes in
Python 2 as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.analysis.text.python2_strings import ESCAPE, Literal
from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node

_LAST_BYTE = 0o377


class ByteStringEscape(SyntaxCodemod):
    """Doubles backslashes before u, U and N, and escapes what `b"…"` cannot hold in Python 3."""

    needles: ClassVar[tuple[bytes, ...]] = (
        rb"\\[uUN4-7]",
        rb"[bB][rR]?(?:['\"](?:[^\n\\]|\\[\s\S])*[\x80-\xff]|'''|\"\"\")",
    )

    def visit_STRING(self, node: Node) -> None:
        """Rewrite one literal."""
        if "\\" not in node.value and node.value.isascii():
            return  # nearly all are, and need no closer look
        literal = Literal.of(node)
        if literal.is_unicode(self.tree):
            return
        edits: list[Edit] = []
        if not literal.is_text and not literal.body.isascii():
            edits = self._ascii_only(node, literal)
        elif literal.is_text and not literal.is_raw:
            edits = _without_new_escapes(literal)
        if edits:
            self.report(node.span, edits, safe("it is the same bytes"))

    def _ascii_only(self, node: Node, literal: Literal) -> list[Edit]:
        """Write the bytes beyond ASCII of a `b"…"` as escapes, and not raw."""
        body = literal.without_raw(literal.body) if literal.is_raw else literal.body
        written = "".join(char if char.isascii() else self._bytes_of(char) for char in body)
        return [Edit(node.start, node.end, f"b{literal.quote}{written}{literal.quote}")]

    def _bytes_of(self, char: str) -> str:
        try:
            encoded = char.encode(self.tree.encoding)
        except (LookupError, UnicodeEncodeError):
            encoded = char.encode("utf-8", "surrogateescape")
        return "".join(f"\\x{byte:02x}" for byte in encoded)


def _without_new_escapes(literal: Literal) -> list[Edit]:
    """Double the backslashes which would begin an escape in Python 3, and write large octal escapes as their byte."""
    edits: list[Edit] = []
    for found in ESCAPE.finditer(literal.body):
        start, end = literal.body_start + found.start(), literal.body_start + found.end()
        escaped = found[0][1:]
        if escaped[0] in "uUN":
            edits.append(Edit(start, start + 1, "\\\\"))
        elif escaped[0] in "01234567" and int(escaped, 8) > _LAST_BYTE:
            edits.append(Edit(start, end, f"\\x{int(escaped, 8) & _LAST_BYTE:02x}"))
    return edits
