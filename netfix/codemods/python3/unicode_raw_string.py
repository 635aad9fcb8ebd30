r"""Write raw unicode strings as Python 3 reads them.

Python 3 has no `ur` prefix, as every string is unicode; and where Python 2 still reads `\u` in a raw unicode string,
Python 3 does not.

     import re
    -separator = re.compile(ur"\s*,\s*")
    -dash = re.compile(ur"\s\u2013\s")
    +separator = re.compile(r"\s*,\s*")
    +dash = re.compile(u"\\s\u2013\\s")

Exact: a literal with `\u` or `\U` in it becomes one that is not raw. So does a plain raw string with such an escape
if `unicode_literals` is imported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from netfix.analysis.text.python2_strings import Literal
from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node

#: A run of backslashes and a code point; it is an escape if the run is odd (raw-unicode-escape codec).
_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")


class UnicodeRawString(SyntaxCodemod):
    """Rewrites `ur"…"`."""

    leaves_python2 = True
    needles: ClassVar[tuple[bytes, ...]] = (rb"[uU][rR]['\"]", rb"\bunicode_literals\b")

    def visit_STRING(self, node: Node) -> None:
        """Rewrite one literal."""
        if "r" not in node.value[:2].lower():
            return  # nearly all have no such prefix, and need no closer look
        literal = Literal.of(node)
        if not literal.is_raw or not literal.is_unicode(self.tree):
            return
        if _ESCAPE.search(literal.body):
            written = f"u{literal.quote}{_without_raw(literal)}{literal.quote}"
            edits = [Edit(node.start, node.end, written)]
        elif "u" in literal.prefix:
            edits = [Edit(node.start, node.start + 2, "r")]
        else:
            return
        self.report(node.span, edits, safe("it is the same text"))


def _without_raw(literal: Literal) -> str:
    """Give the body for a literal that is not raw: what were escapes stay escapes, other backslashes are doubled."""
    pieces: list[str] = []
    at = 0
    for found in _ESCAPE.finditer(literal.body):
        pieces += (literal.without_raw(literal.body[at : found.end(1)]), "\\" + found[2])
        at = found.end()
    return "".join([*pieces, literal.without_raw(literal.body[at:])])
