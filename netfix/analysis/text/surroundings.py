"""What a text is joined to by `+`: a sentence, or a query, may be made in pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.text.formatting import call_formatting, literal_formatting, percent_formatting
from netfix.analysis.text.literal_text import literal_text
from netfix.analysis.text.quotation import VALUE
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.tree import Tree


def surroundings(tree: Tree, node: cst.BaseExpression) -> tuple[str, str]:
    """Give the text before and after that of `node`, with U+FFFC for what is not written out."""
    before = after = ""
    child: cst.CSTNode = node
    for parent in tree.ancestors(node):
        if not (isinstance(parent, cst.BinaryOperation) and isinstance(parent.operator, cst.Add)):
            break
        if child is parent.right:
            before = _prose(parent.left) + before
        else:
            after += _prose(parent.right)
        child = parent
    return before, after


def _prose(node: cst.BaseExpression) -> str:
    """Give the text of an expression, as far as it is written out."""
    pieces: list[str] = []
    while isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add):
        pieces.append(_prose_of_one(node.right))
        node = node.left
    return "".join(reversed([*pieces, _prose_of_one(node)]))


def _prose_of_one(node: cst.BaseExpression) -> str:
    if isinstance(node, cst.BinaryOperation):
        if isinstance(node.operator, cst.Add):
            return _prose(node)
        formatting = percent_formatting(node)
    elif isinstance(node, cst.Call):
        formatting = call_formatting(node)
    elif isinstance(node, (cst.FormattedString, cst.ConcatenatedString)):
        formatting = literal_formatting(node)
    else:
        formatting = None
    if formatting is not None:
        return formatting.prose
    text = literal_text(node)
    return VALUE if text is None else text.value
