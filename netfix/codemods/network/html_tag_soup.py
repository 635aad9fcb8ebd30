"""Close HTML elements in the order in which they were opened.

Browsers guess what crossing and forgotten tags mean, and mail programs guess differently. Tags that balance need no
guesses.

     def greeting(name):
    !    html = "<p>Dear <b>%s,<br>your <i>message</b> was read.</i></p>"
         return html % name

The message names the first fault and its line; set the tags right by hand. html5lib says what a fault is: an element
that ends while one inside of it is open, or tags which cross. In a whole page, an end tag without a start is one, too.

Left alone: pieces, which leave open or close what other pieces deal with; ends that HTML lets out (`</p>`, `</li>`);
texts with other tags than HTML's; docstrings, patterns and tests; and elements that a value which is put in may close.
"""

from __future__ import annotations

import re

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

_TESTS = frozenset({"unittest", "pytest", "nose", "doctest"})


class HtmlTagSoup(Codemod):
    """Looks at string literals that hold HTML."""

    needles = (rb"</[A-Za-z]+[0-9]?\s*>",)

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        """Look at a literal that stands alone."""
        if not isinstance(self.tree.parent(node), cst.ConcatenatedString):
            self._look_at(node, node.evaluated_value)

    def visit_ConcatenatedString(self, node: cst.ConcatenatedString) -> None:
        """Look at adjacent literals as the one text that they are."""
        if not isinstance(self.tree.parent(node), cst.ConcatenatedString):
            self._look_at(node, node.evaluated_value)

    def _look_at(self, node: cst.BaseExpression, value: str | bytes | None) -> None:
        if value is None or isinstance(self.tree.parent(node), cst.Expr) or self._is_test():
            return
        text = value if isinstance(value, str) else value.decode("latin-1")
        if "</" not in text:
            return
        from netfix.analysis.html_faults import first_fault  # noqa: PLC0415 - imports html5lib

        fault = first_fault(text)
        if fault is not None:
            place = f"line {fault.line} of this text: " if "\n" in text else ""
            advice = "close elements in the order in which they were opened"
            self.report(node, None, manual(advice), f"{place}{fault.what}")

    def _is_test(self) -> bool:
        path = self.document.path
        return (
            bool(self.scopes.imported_packages & _TESTS)
            or re.search(r"(?:^|[/\\])(?:tests?[/\\]|test_)", path) is not None
        )
