"""Texts that a program puts together piece by piece, as far as they are written out.

Followed are `+`, `%`, `.format()`, f-strings, `encode`, and variables to which a function adds with `+=`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.analysis.network.marks import text_of
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.document import Document

#: What stands for a value that is not written out.
UNKNOWN = "\ufffc"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*\.?\d*[a-zA-Z]")
_FIELD = re.compile(r"\{[\w.\[\]!:]*\}")
SAME_TEXT = frozenset({"encode", "decode", "strip", "lstrip", "replace"})
CONVERSIONS = frozenset({"bytes", "str", "bytearray", "unicode"})
_DEEPEST = 30


def composed_text(document: Document, node: cst.BaseExpression, depth: int = 0, *, variables: bool = True) -> str:
    """Give the text that an expression makes, with `UNKNOWN` for each part that cannot be seen.

    Variables are followed unless `variables` is false; `depth` says how many steps it took to come here.
    """
    if depth > _DEEPEST:
        return UNKNOWN
    match node:
        case cst.SimpleString():
            return text_of(node)
        case cst.FormattedString():
            return "".join(_part(part) for part in node.parts)
        case cst.ConcatenatedString() | cst.BinaryOperation(operator=cst.Add()):
            return "".join(
                composed_text(document, each, depth + 1, variables=variables) for each in (node.left, node.right)
            )
        case cst.BinaryOperation(operator=cst.Modulo()):
            return PLACEHOLDER.sub(UNKNOWN, composed_text(document, node.left, depth + 1, variables=variables))
        case cst.Call():
            return _of_call(document, node, depth)
        case cst.Name() if variables:
            return _of_variable(document, node, depth)
        case _:
            return UNKNOWN


def _part(part: cst.BaseFormattedStringContent) -> str:
    if not isinstance(part, cst.FormattedStringText):
        return UNKNOWN
    written = part.value.replace("{{", "{").replace("}}", "}")
    return written.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t")


def _of_call(document: Document, call: cst.Call, depth: int) -> str:
    if isinstance(call.func, cst.Attribute):
        method = call.func.attr.value
        if method in SAME_TEXT:
            return composed_text(document, call.func.value, depth + 1)
        if method == "format":
            return _FIELD.sub(UNKNOWN, composed_text(document, call.func.value, depth + 1))
        joined = call.args[0].value if method == "join" and len(call.args) == 1 else None
        if isinstance(joined, (cst.List, cst.Tuple)):
            between = composed_text(document, call.func.value, depth + 1)
            return between.join(composed_text(document, each.value, depth + 1) for each in joined.elements)
    if isinstance(call.func, cst.Name) and call.func.value in CONVERSIONS and call.args:
        return composed_text(document, call.args[0].value, depth + 1)
    return UNKNOWN


def _of_variable(document: Document, name: cst.Name, depth: int) -> str:
    """Give the text of a variable that is assigned once, and to which more is added."""
    bindings = document.scopes.bindings_of(name)
    first = [each for each in bindings if each.value is not None and not isinstance(each.node, cst.AugAssign)]
    added = [each.node for each in bindings if isinstance(each.node, cst.AugAssign)]
    if len(first) != 1 or len(first) + len(added) != len(bindings) or first[0].value is None:
        return UNKNOWN
    if any(name in document.tree.ancestors(each) for each in added) or not isinstance(first[0].node, cst.Assign):
        return UNKNOWN
    pieces = [first[0].value, *(each.value for each in added)]
    return "".join(composed_text(document, each, depth + 1) for each in pieces)
