"""Write unequal as !=.

Python 3 has dropped the second spelling `<>`.

     status = 550
    -if status <> 250:
    +if status != 250:
         print("refused")

Exact: they are the same operator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node


class NotEqualOperator(SyntaxCodemod):
    """Rewrites `<>`."""

    noqa: ClassVar[tuple[str, ...]] = ("W603",)
    needles: ClassVar[tuple[bytes, ...]] = (rb"<>",)

    def visit_NOTEQUAL(self, node: Node) -> None:
        """Rewrite one operator."""
        if node.value == "<>":
            self.report(node.span, [Edit(node.start, node.end, "!=")], safe("both are one operator"))
