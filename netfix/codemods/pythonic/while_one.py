"""Loop for ever with `while True`.

`while 1` comes from times when `True` was a name like any other. Today both compile to the same code, and only one
says what is meant.

    -while 1:
    +while True:
         data = connection.recv(4096)
         if not data:
             break

Safe: a true constant is replaced by a true constant. Where a Python 2 program assigns to `True`, it is left alone.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import safe
from netfix.engine.lazy import cst
from netfix.engine.outline import outline

if TYPE_CHECKING:
    from netfix.engine.document import Document


class WhileOne(Codemod):
    """Rewrites the test of `while 1`."""

    needles = (rb"\bwhile(?:[\s\\(]|#[^\r\n]*[\r\n])*1[lL]?\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a loop has a one for its test, in more than a text."""
        known = document.fact(outline)
        tests = (loop.test for loop in known.of_kind(ast.While)) if known is not None else ()
        return known is None or any(isinstance(test, ast.Constant) and test.value == 1 for test in tests)

    def visit_While(self, node: cst.While) -> None:
        """Look at one loop."""
        if not (isinstance(node.test, cst.Integer) and node.test.value == "1"):
            return
        marks = node.test if "#" in self.tree.source(node.test) else cst.Name("True")
        true = cst.Name("True", lpar=marks.lpar, rpar=marks.rpar)
        if not self._assigns_true():
            self.report(node.test, true, safe("both are constants that are true"), "`while 1` is `while True`")

    def _assigns_true(self) -> bool:
        """Whether a Python 2 program gives `True` another value: what Python 3 would not take is a finding."""
        return any(finding.codemod == "boolean-assignment" for finding in self.document.syntax_findings)
