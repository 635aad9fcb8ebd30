"""Write octal numbers with 0o and long ones without L.

Python 3 takes `0777` for a mistake, and has a single kind of integer.

     import os
    -os.umask(0077)
    -limit = 10L
    +os.umask(0o077)
    +limit = 10

Exact, except for what shows that a number was a long: its type, and the `L` in its `repr`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node

_OCTAL = re.compile(r"0[0-7]+")


class IntegerLiteral(SyntaxCodemod):
    """Rewrites `0777`, `10L`, `0777L` and `0xFFL`."""

    leaves_python2 = True
    needles: ClassVar[tuple[bytes, ...]] = (rb"\b0[0-7]|\d[lL]|\b0[xX][0-9a-fA-F]+[lL]",)

    def visit_NUMBER(self, node: Node) -> None:
        """Rewrite one number."""
        number = node.value.rstrip("lL")
        if _OCTAL.fullmatch(number) and number.strip("0"):
            number = "0o" + number[1:]
        if number == node.value:
            return
        written = number + self.tree.blank_after(node.end)
        self.report(node.span, [Edit(node.start, node.end, written)], safe("it is the same number"))
