"""A codemod that looks at every text into which the program puts values, in whatever way it does so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.text import formatting as formats
from netfix.analysis.text.later_formatting import lazy_formatting
from netfix.analysis.text.messages import Messages
from netfix.engine.codemod import Codemod
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.text.formatting import Formatting


class FormattingCodemod(Codemod, abstract=True):
    """Calls `look` for each `%`, `.format()`, f-string, and call that formats later."""

    def look(self, formatting: Formatting) -> None:
        """Look at one text, and the values shown in it."""
        raise NotImplementedError

    def visit_BinaryOperation(self, node: cst.BinaryOperation) -> None:
        """Look at `text % values`."""
        self._look_if_any(formats.percent_formatting(node))

    def visit_Call(self, node: cst.Call) -> None:
        """Look at `text.format(values)`, and at a logging call that formats later."""
        self._look_if_any(formats.call_formatting(node))
        self._look_if_any(lazy_formatting(self.document.fact(Messages).calls, node))

    def visit_FormattedString(self, node: cst.FormattedString) -> None:
        """Look at an f-string."""
        if not isinstance(self.tree.parent(node), cst.ConcatenatedString):
            self._look_if_any(formats.literal_formatting(node))

    def visit_ConcatenatedString(self, node: cst.ConcatenatedString) -> None:
        """Look at adjacent literals, f-strings among them."""
        if not isinstance(self.tree.parent(node), cst.ConcatenatedString):
            self._look_if_any(formats.literal_formatting(node))

    def _look_if_any(self, formatting: Formatting | None) -> None:
        if formatting is not None:
            self.look(formatting)
