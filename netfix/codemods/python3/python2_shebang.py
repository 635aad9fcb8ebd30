"""Start a carried script with Python 3.

A script that was carried to Python 3 must not be started with Python 2.

    -#!/usr/bin/env python2
    +#!/usr/bin/env python3
     print("ready")

Exact. A first line that names just `python` is left alone: what that is depends on the system.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe

if TYPE_CHECKING:
    from netfix.engine.python2_nodes import Node

_SHEBANG = re.compile(r"#![^\n]*?\bpython(2(?:\.\d+)?)(?![\w.])")


class Python2Shebang(SyntaxCodemod):
    """Rewrites `python2` in a script's first line."""

    leaves_python2 = True
    needles: ClassVar[tuple[bytes, ...]] = (rb"\A(?:\xef\xbb\xbf)?#![^\n]*python2",)

    def visit_file_input(self, node: Node) -> None:  # noqa: ARG002 - the first line belongs to no node
        """Rewrite the first line."""
        found = _SHEBANG.match(self.tree.text)
        if found is not None:
            self.report(found.span(), [Edit(found.start(1), found.end(1), "3")], safe("the script is Python 3 now"))
