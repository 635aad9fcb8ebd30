"""Name the caught exception by as.

Python 3 has dropped the comma between the exception and the name it is caught by.

     import socket
     try:
         socket.create_connection(("127.0.0.1", 9), 0.5)
    -except socket.error, error:
    +except socket.error as error:
         print("no connection")

Exact. A target that is not a plain name, as in `except IOError, self.error`, is assigned in the first line of the
body; `except IOError, (number, text)` takes the exception apart by its `args`, as Python 2 does. Python 3 deletes the
name when the clause ends: where the program reads it afterwards, or in a function that may be called afterwards, the
clause catches under another name and assigns it in its first line. The same is done for clauses that already say `as`.

Not seen: a module's exception variable that only other modules read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.analysis.names.caught_names import outlives_clause
from netfix.analysis.names.python2_moves import is_movable
from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe
from netfix.engine.python2_names import targets_of
from netfix.engine.python2_nodes import inside_parentheses

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node


class ExceptComma(SyntaxCodemod):
    """Rewrites `except E, name` as `except E as name`."""

    needles: ClassVar[tuple[bytes, ...]] = (rb"\bexcept\b\s*[^\s:]",)

    def visit_except_clause(self, node: Node) -> None:
        """Rewrite one clause."""
        colon, block = node.sibling(1), node.sibling(2)
        if len(node.children) < 4 or colon is None or block is None:  # noqa: PLR2004 - except, exception, comma, target
            return
        _, caught, joint, target = node.children
        wish = "error" if target.value != "error" else "caught"
        if target.kind != "NAME":
            reason = "the target is assigned as Python 2 does it"
        elif outlives_clause(self.tree, node, block):
            reason = "the name is read after the clause, at whose end Python 3 deletes what it caught"
        elif joint.kind == "COMMA":
            self.report(node.span, [self._joined(caught, joint)], safe("it means the same"))
            return
        else:
            return
        name = self.tree.fresh_name(wish)
        if is_movable(self.tree, target):
            edits = [Edit(target.start, target.end, name), self._assigned_first(target, name, colon, block)]
            if joint.kind == "COMMA":
                edits.append(self._joined(caught, joint))
        else:
            edits = self._assigned_in_place(caught, target, name, colon, block)
        self.report(node.span, edits, safe(reason))

    def _joined(self, caught: Node, comma: Node) -> Edit:
        """Write `as` for the comma, with a blank on either side."""
        start = comma.start if self.tree.gap(caught, comma).strip(" \t") else caught.end
        before = " " if start == caught.end else ""
        after = "" if self.tree.text[comma.end].isspace() or self.tree.text[comma.end] == "\\" else " "
        return Edit(start, comma.end, f"{before}as{after}")

    def _assigned_first(self, target: Node, name: str, colon: Node, block: Node) -> Edit:
        """Assign what was caught before everything else in the clause's block."""
        inner = inside_parentheses(target)
        assignment = f"{self.tree.source(target if inner is None else inner)} = {_value(target, name)}"
        if block.kind != "suite":
            return Edit(colon.start, colon.end, f": {assignment};")
        newline, _, first = block.children[:3]
        return Edit(newline.end, newline.end, f"{self.tree.indentation(first)}{assignment}\n")

    def _assigned_in_place(self, caught: Node, target: Node, name: str, colon: Node, block: Node) -> list[Edit]:
        """Make an assignment of the target where it stands, as it may hold what other codemods rewrite."""
        if block.kind != "suite":
            before, after = " ", ";"
        else:
            before, after = f"\n{self.tree.indentation(block.children[2])}", ""
        return [
            Edit(caught.end, target.start, f" as {name}:{before}"),
            Edit(colon.start, colon.end, f" = {_value(target, name)}{after}"),
        ]


def _value(target: Node, name: str) -> str:
    """Give what is assigned: the exception, or its `args` to a tuple or list, as Python 2 iterates over them."""
    inner = inside_parentheses(target)
    takes_apart = target.kind == "atom" and not (inner is not None and targets_of(target) == [inner])
    return f"{name}.args" if takes_apart else name
