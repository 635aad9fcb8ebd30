"""Drop spellings that Python 3 no longer takes.

A few forms are accepted by Python 2 for no reason: a keyword argument's name in parentheses, blanks between the dots
of an ellipsis, a backslash as the file's last character.

     def connect(port):
         print(port)
    -connect((port)=25)
    +connect(port=25)

Exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe
from netfix.engine.python2_nodes import without_parentheses

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node


class ObscureSyntax(SyntaxCodemod):
    """Rewrites `f((a)=1)`, `x[. . .]` and a backslash at the end of the file."""

    needles: ClassVar[tuple[bytes, ...]] = (rb"\(\s*\w+[\s)]*\)\s*=(?!=)", rb"\.\s+\.\s*\.|\.\s*\.\s+\.", rb"\\\s*\Z")

    def visit_argument(self, node: Node) -> None:
        """Rewrite a keyword argument."""
        name = without_parentheses(node.children[0])
        if node.children[1].kind == "EQUAL" and name is not node.children[0]:
            edits = [Edit(node.children[0].start, node.children[0].end, name.value)]
            self.report(node.span, edits, safe("it means the same"))

    def visit_subscript(self, node: Node) -> None:
        """Rewrite an ellipsis."""
        if node.children[0].value == "." and self.tree.source(node) != "...":
            self.report(node.span, [Edit(node.start, node.end, "...")], safe("it means the same"))

    def finish(self) -> None:
        """Rewrite the end of the file."""
        end = len(self.tree.text.rstrip("\n"))
        if self.tree.text[:end].endswith("\\") and self.tree.text[self.tree.end_of_code : end].strip() == "\\":
            self.report((end - 1, end), [Edit(end - 1, end, "")], safe("it continues nothing"))
