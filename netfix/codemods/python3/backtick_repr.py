"""Call repr instead of quoting an expression in backticks.

Python 3 has no backticks; they always were another spelling of `repr`.

     reply = "-ERR no such command"
    -print("unexpected: " + `reply`)
    +print("unexpected: " + repr(reply))

Exact, unless the program gives the name `repr` to something else, of which a second finding tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe
from netfix.engine.python2_names import is_bound_here, is_variable

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node


class BacktickRepr(SyntaxCodemod):
    """Rewrites `` `x` ``."""

    noqa: ClassVar[tuple[str, ...]] = ("W604",)
    needles: ClassVar[tuple[bytes, ...]] = (rb"`",)

    def visit_atom(self, node: Node) -> None:
        """Rewrite one quoted expression."""
        if node.children[0].value != "`":
            return
        opening, quoted, closing = node.children
        is_tuple = quoted.kind == "testlist1"
        blank = self.tree.blank_before(opening.start)
        edits = [
            Edit(opening.start, opening.end, f"{blank}repr({'(' * is_tuple}"),
            Edit(closing.start, closing.end, f"){')' * is_tuple}"),
        ]
        self.report(node.span, edits, safe("backticks are another spelling of repr"))
        if any(is_variable(leaf) and is_bound_here(leaf) for leaf in self.tree.named("repr", self.tree.root)):
            self.add(node.span, manual("rename what the program itself calls repr"), (), "repr is not the built-in")
