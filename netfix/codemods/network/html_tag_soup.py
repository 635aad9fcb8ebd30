"""Close HTML elements in the order in which they were opened.

Browsers guess what crossing and forgotten tags mean, and mail programs guess differently. Tags that balance need no
guesses.

     def greeting(name):
    !    html = "<p>Dear <b>%s,<br>your <i>message</b> was read.</i></p>"
         return html % name

The message names the first fault and its line; set the tags right by hand. Pieces that `+`, `+=` and f-strings put
together are looked at as one text. html5lib says what a fault is: an element
that ends while one inside of it is open, or tags which cross. In a whole page, an end tag without a start is one, too.

Left alone: pieces, which leave open or close what other pieces deal with; ends that HTML lets out (`</p>`, `</li>`);
texts with other tags than HTML's; docstrings, patterns and tests; and elements that a value which is put in may close.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.files_of_tests import is_test_file
from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document


class HtmlTagSoup(Codemod):
    """Looks at string literals that hold HTML."""

    needles = (rb"</[A-Za-z]+[0-9]?\s*>",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a text of a program that is no test may have a fault in its tags."""
        from netfix.analysis.names.possible_names import possible_names  # noqa: PLC0415 - for candidates only
        from netfix.analysis.network.candidates import is_surely_test  # noqa: PLC0415 - for candidates only
        from netfix.analysis.text.html_candidates import may_hold_tag_soup  # noqa: PLC0415 - for candidates only

        names = document.fact(possible_names)
        if names is None:
            return True
        return not is_surely_test(names) and may_hold_tag_soup(document, names.outline)

    def __init__(self, document: Document) -> None:
        """Start with no text looked at as part of another."""
        super().__init__(document)
        self._seen: set[cst.BaseExpression] = set()

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        """Look at a literal that stands alone."""
        self._look_at_whole(node)

    def visit_ConcatenatedString(self, node: cst.ConcatenatedString) -> None:
        """Look at adjacent literals as the one text that they are."""
        self._look_at_whole(node)

    def visit_FormattedString(self, node: cst.FormattedString) -> None:
        """Look at an f-string, of which the values are not known."""
        self._look_at_whole(node)

    def visit_BinaryOperation(self, node: cst.BinaryOperation) -> None:
        """Look at what is put together with `+`."""
        if isinstance(node.operator, cst.Add):
            self._look_at_whole(node)

    def visit_Assign(self, node: cst.Assign) -> None:
        """Look at a text to which the next statements add."""
        line = self.tree.parent(node)
        block = self.tree.parent(line) if line is not None else None
        target = node.targets[0].target
        bindings = self.scopes.bindings_of(target) if isinstance(target, cst.Name) else ()
        added = [binding.node for binding in bindings if isinstance(binding.node, cst.AugAssign)]
        if not added or len(added) + 1 != len(bindings) or not isinstance(target, cst.Name):
            return
        if all(self.tree.parent(self.tree.parent(each) or each) is block for each in added):
            from netfix.analysis.text.composed_text import composed_text  # noqa: PLC0415 - imports LibCST

            pieces = [node.value, *(each.value for each in added)]
            self._seen |= set(pieces)
            self._look_at(node.value, "".join(composed_text(self.document, each, variables=False) for each in pieces))

    def _look_at_whole(self, node: cst.BaseExpression) -> None:
        """Look at an expression that makes a text, unless it is part of a larger one."""
        from netfix.analysis.text.composed_text import composed_text  # noqa: PLC0415 - imports LibCST

        parent = self.tree.parent(node)
        is_part = isinstance(parent, cst.ConcatenatedString) or (
            isinstance(parent, cst.BinaryOperation) and isinstance(parent.operator, cst.Add)
        )
        if not is_part and node not in self._seen:
            self._look_at(node, composed_text(self.document, node, variables=False))

    def _look_at(self, node: cst.BaseExpression, text: str) -> None:
        if "</" not in text or isinstance(self.tree.parent(node), cst.Expr) or is_test_file(self.document):
            return
        from netfix.analysis.text.html_faults import first_fault  # noqa: PLC0415 - imports html5lib

        fault = first_fault(text)
        if fault is not None:
            place = f"line {fault.line} of this text: " if "\n" in text else ""
            advice = "close elements in the order in which they were opened"
            self.report(node, None, manual(advice), f"{place}{fault.what}")
