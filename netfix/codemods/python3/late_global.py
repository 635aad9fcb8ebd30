"""Declare names global before they are used.

Python 2 warns of a `global` statement below a use of its name, and obeys it for the whole function. Python 3 refuses
it.

     connections = 0
     def connected():
    +    global connections
         print(connections)
    -    global connections
    +    pass
         connections = 1
     connected()

Exact: the declaration holds for the whole function in either place. At module level it never meant anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe
from netfix.engine.python2_names import scope_of, scope_of_name, variables

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node


class LateGlobal(SyntaxCodemod):
    """Moves `global` to the start of the function."""

    noqa: ClassVar[tuple[str, ...]] = ("PLE0118", "E0118")
    needles: ClassVar[tuple[bytes, ...]] = (rb"\bglobal\b",)

    def visit_funcdef(self, node: Node) -> None:
        """Rewrite the late declarations of a function."""
        self._move(node)

    visit_classdef = visit_funcdef
    visit_file_input = visit_funcdef

    def _move(self, scope: Node) -> None:
        """Move the late declarations of a scope to its start."""
        late = [
            declaration.parent
            for declaration in self.tree.named("global", scope)
            if declaration.parent is not None and self._is_late(declaration.parent, scope)
        ]
        if not late:
            return
        edits = [Edit(statement.start, statement.end, "pass") for statement in late]
        if scope.kind != "file_input":
            in_time = {
                leaf.value
                for declaration in self.tree.named("global", scope)
                if declaration.parent is not None and declaration.parent not in late
                for leaf in declaration.parent.children[1::2]
                if scope_of(leaf) is scope
            }
            named = dict.fromkeys(leaf.value for statement in late for leaf in statement.children[1::2])
            names = [name for name in named if name not in in_time]
            edits += [self._declared_first(scope, ", ".join(names))] if names else []
        self.report(late[0].span, edits, safe("a declaration holds for the whole function"))

    def _is_late(self, statement: Node, scope: Node) -> bool:
        """Whether a name is used in the same scope above its declaration."""
        if scope_of(statement) is not scope:
            return False
        return any(
            leaf.first < statement.first and scope_of_name(leaf) is scope and not _is_declaration(leaf)
            for child in statement.children[1::2]
            for leaf in variables(self.tree, scope, child.value)
        )

    def _declared_first(self, scope: Node, names: str) -> Edit:
        """Put a declaration first in a function, after its documentation string."""
        block = scope.children[-1]
        if block.kind != "suite":
            colon = scope.children[-2]
            return Edit(colon.end, colon.end, f" global {names};")
        newline, _, first = block.children[:3]
        text = first.children[0] if first.kind == "simple_stmt" else first
        if text.kind == "STRING" and first.children[1].kind == "NEWLINE":
            newline = first.children[1]
        # Not an insertion: other edits may insert a first line too.
        return Edit(newline.start, newline.end, f"\n{self.tree.indentation(first)}global {names}\n")


def _is_declaration(leaf: Node) -> bool:
    return leaf.parent is not None and leaf.parent.kind == "global_stmt"
