"""Put a generator that is not the sole argument in parentheses.

Python 2 also takes a generator expression without parentheses before a comma, `*` or `**`.

     replies = ["200 ok", "404 gone"]
    -print(max(len(reply) for reply in replies,))
    +print(max((len(reply) for reply in replies),))

Exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node


class GeneratorArgument(SyntaxCodemod):
    """Rewrites `f(x for x in y,)`."""

    needles: ClassVar[tuple[bytes, ...]] = (rb"\bfor\b",)

    def visit_arglist(self, node: Node) -> None:
        """Rewrite one call."""
        generator, comma = node.children[:2]
        opening = self.tree.previous_leaf(node)
        if generator.kind != "argument" or generator.children[1].kind != "comp_for" or opening is None:
            return
        # Not insertions: the generator's own parts may be edited at its ends.
        edits = [Edit(opening.start, opening.end, "(("), Edit(comma.start, comma.end, "),")]
        self.report(generator.span, edits, safe("it means the same"))
