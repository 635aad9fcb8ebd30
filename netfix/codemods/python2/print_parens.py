"""Print in Python 2 without parentheses that only look like a call.

In Python 2 `print` is a statement. Parentheses around its one argument are allowed and mean nothing, until somebody
adds a second argument and sees a tuple printed.

     def connection_lost(self):
    -    print("remote end closed the connection")
    +    print "remote end closed the connection"

Only for files that stay Python 2 (`--target-version py27`), and never where `print_function` is imported. Safe: the
statement prints the same one value. Left alone where the parentheses do something: around a tuple, a generator, a
`yield`, or an expression that they hold together over several lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.values.truth import breaks_lines
from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect, Target
from netfix.engine.edits import Edit
from netfix.engine.expressions import is_name
from netfix.engine.findings import safe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document


class PrintParens(Codemod):
    """Takes the parentheses from `print("x")` in Python 2."""

    needles = (rb"\bprint\b",)

    @classmethod
    def runs_on(cls, document: Document) -> bool:
        """Whether the program stays Python 2."""
        return document.dialect is Dialect.PYTHON2 and document.target is Target.PY27

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call; a print statement without parentheses is one only in the view."""
        if not (is_name(node.func, "print") and len(node.args) == 1 and isinstance(self.tree.parent(node), cst.Expr)):
            return
        argument = node.args[0]
        value = argument.value
        if argument.keyword or argument.star or isinstance(value, (cst.Tuple, cst.Yield, cst.GeneratorExp)):
            return
        opening, closing = self._parentheses(node, value)
        if not (self._stands_so(opening) and self._stands_so(closing)) or self._prints_by_function():
            return
        source = self.tree.source(value)
        if breaks_lines(source) or "\n" in self.tree.text[slice(*opening)] + self.tree.text[slice(*closing)]:
            return
        if source.startswith("(") and not value.lpar:
            return  # `print (a) + b` reads as if only `a` were printed
        edits = (Edit(*opening, " "), Edit(*closing, ""))
        self.report(node, None, safe("the statement prints one value, with or without them"), edits=edits)

    def _parentheses(self, node: cst.Call, value: cst.BaseExpression) -> tuple[tuple[int, int], tuple[int, int]]:
        """Give the spans of the opening parenthesis and the closing one, with the blanks beside them."""
        (start, end), (value_start, value_end) = self.tree.span(node), self.tree.span(value)
        return (start + len("print"), value_start), (value_end, end)

    def _stands_so(self, span: tuple[int, int]) -> bool:
        """Whether the parenthesis is the user's; after it no comma may make a tuple."""
        return self.document.is_verbatim_span(*span) and "," not in self.tree.text[slice(*span)]

    def _prints_by_function(self) -> bool:
        return any(each.module == "__future__" and each.name == "print_function" for each in self.scopes.imports)
