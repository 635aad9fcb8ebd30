"""Import by name inside functions and classes.

Python 3 takes `from m import *` at module level only.

     def cipher():
    !    from ssl import *
         return PROTOCOL_TLS

Never rewritten, as only who knows the program can say which names it needs: by hand, move the import to the top of the
file or list the names. Until then the file cannot become Python 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.findings import manual
from netfix.engine.python2_names import scope_of

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node


class StarImportInFunction(SyntaxCodemod):
    """Finds `from m import *` that is not at module level."""

    noqa: ClassVar[tuple[str, ...]] = ("F406",)
    needles: ClassVar[tuple[bytes, ...]] = (rb"\bimport[\s\\]*\*",)

    def visit_import_from(self, node: Node) -> None:
        """Report one import."""
        if node.children[-1].value == "*" and scope_of(node) is not self.tree.root:
            self.report(node.span, [], manual("list the names, or import at the top of the file"))
