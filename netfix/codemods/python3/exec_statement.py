"""Call exec as a function.

In Python 3 `exec` is a function, and the namespaces are its second and third argument.

     settings = {}
    -exec "port = 8080" in settings
    +exec("port = 8080", settings)
     print(settings["port"])

Exact where namespaces are given, and at module level. Python 2 also runs what an open file holds; its text is read
then. Approximate in a function: code that Python 3 runs there cannot set the function's variables, which a second
finding says. The code itself, being text, stays Python 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe
from netfix.engine.python2_nodes import call_parts, inside_parentheses, tuple_items

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node


class ExecStatement(SyntaxCodemod):
    """Rewrites `exec code in globals, locals`."""

    needles: ClassVar[tuple[bytes, ...]] = (rb"\bexec\b",)

    def visit_exec_stmt(self, node: Node) -> None:
        """Rewrite one statement."""
        keyword, code, *rest = node.children
        brackets = tuple_items(code) is None and inside_parentheses(code) is not None
        if not rest and node.enclosing("funcdef") is not None and len(tuple_items(code) or ()) < 2:  # noqa: PLR2004
            advice = "give it a dict to run in: in Python 3 the code cannot set variables of the function"
            self.add(node.span, manual(advice), (), "exec in a function")
        if not rest and (brackets or tuple_items(code) is not None):
            return
        read = ".read()" if (call_parts(code) or ("",))[0] in {"open", "file"} else ""
        if not rest:
            edits = [self._opening(keyword, code, "("), Edit(code.end, code.end, f"{read})")]
            self.report(node.span, edits, safe("it runs in the same namespaces"))
            return
        joint, space = rest[:2]
        start = self.tree.last_leaf(code).start if brackets else code.end
        edits = [self._between(start, code, joint, space, f"{read}, ")]
        if not brackets:
            edits.append(self._opening(keyword, code, "("))
        elif keyword.end < code.start and not self.tree.gap(keyword, code).strip(" \t"):
            edits.append(Edit(keyword.end, code.start, ""))
        end = self.tree.last_leaf(node).end
        self.report(node.span, [*edits, Edit(end, end, ")")], safe("it runs in the same namespaces"))

    def _opening(self, keyword: Node, code: Node, text: str) -> Edit:
        gap = self.tree.gap(keyword, code)
        if not gap:
            # Not an insertion: an edit of the code may insert something at its start.
            return Edit(keyword.start, keyword.end, keyword.value + text)
        return Edit(keyword.end, keyword.end if gap.strip(" \t") else code.start, text)

    def _between(self, start: int, code: Node, joint: Node, space: Node, text: str) -> Edit:
        """Write a comma for `in`, keeping line breaks."""
        if self.tree.gap(joint, space).strip(" \t") or self.tree.gap(code, joint).strip(" \t"):
            return Edit(joint.start if start == code.end else start, joint.end, text.rstrip())
        return Edit(start, space.start, text)
