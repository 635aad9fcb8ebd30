r"""Do not put byte and text literals side by side.

Adjacent literals are one string. Python 2 takes `"a" b"b"` for bytes and `u"a" b"b"` for text; Python 3 refuses both.

    -separator = "\r" b"\n"
    +separator = b"\r" b"\n"
     print(len(separator))

Exact: all of them get the `b`, as the whole is bytes in Python 2; or none, if the whole is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.analysis.text.python2_strings import Literal
from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node


class MixedStringLiterals(SyntaxCodemod):
    """Makes adjacent literals all bytes or all text."""

    needles: ClassVar[tuple[bytes, ...]] = (rb"\b[bB][rR]?['\"]",)

    def visit_atom(self, node: Node) -> None:
        """Rewrite adjacent literals."""
        if any(child.kind != "STRING" for child in node.children):
            return
        literals = [Literal.of(child) for child in node.children]
        if all(literal.is_text for literal in literals) or not any(literal.is_text for literal in literals):
            return
        if any(literal.is_unicode(self.tree) for literal in literals):
            changed = [literal for literal in literals if not literal.is_text]
            edits = [Edit(literal.start, literal.start + 1, "") for literal in changed]
        else:
            changed = [literal for literal in literals if literal.is_text]
            # Not insertions: what stands before may have something inserted after it.
            edits = [
                Edit(
                    literal.start,
                    literal.start + 1,
                    f"{self.tree.blank_before(literal.start)}b{self.tree.text[literal.start]}",
                )
                for literal in changed
            ]
        self.report(node.span, edits, safe("the whole string is the same"))
