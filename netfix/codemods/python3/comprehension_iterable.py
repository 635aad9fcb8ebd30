"""Put what a comprehension goes through in parentheses.

Python 2 takes several items without parentheses after `in` in a list comprehension, and a lambda there and after
`if`. Python 3 does not.

    -print([port + 8000 for port in 25, 110])
    +print([port + 8000 for port in (25, 110)])

Exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node


class ComprehensionIterable(SyntaxCodemod):
    """Rewrites `[x for x in a, b]`."""

    needles: ClassVar[tuple[bytes, ...]] = (rb"\bfor\b",)

    def visit_list_for(self, node: Node) -> None:
        """Rewrite what a list comprehension goes through."""
        iterable = node.children[3]
        if iterable.kind in {"testlist_safe", "old_lambdef"}:
            self._bracket(node.children[2], iterable)

    def visit_list_if(self, node: Node) -> None:
        """Rewrite a condition."""
        if node.children[1].kind == "old_lambdef":
            self._bracket(*node.children[:2])

    visit_comp_if = visit_list_if

    def _bracket(self, keyword: Node, bracketed: Node) -> None:
        """Put parentheses around the node which follows a keyword."""
        end = self.tree.last_leaf(bracketed).end
        gap = self.tree.gap(keyword, bracketed)
        if gap:
            opening = Edit(bracketed.start - 1, bracketed.start, self.tree.text[bracketed.start - 1] + "(")
        else:
            opening = Edit(keyword.start, keyword.end, keyword.value + " (")
        self.report(bracketed.span, [opening, Edit(end, end, ")")], safe("it means the same"))
