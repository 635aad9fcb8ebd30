"""Small facts about LibCST expressions, wanted by many codemods."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from typing import TypeVar

    ExpressionT = TypeVar("ExpressionT", bound=cst.BaseExpression)


def is_name(node: object, *names: str) -> bool:
    """Whether `node` is a plain name, one of `names`."""
    return isinstance(node, cst.Name) and node.value in names


def is_bracketed(node: cst.BaseExpression) -> bool:
    """Whether the expression is closed in brackets of its own, so that line breaks in it need no others."""
    return bool(node.lpar) or isinstance(
        node, (cst.List, cst.Set, cst.Dict, cst.ListComp, cst.SetComp, cst.DictComp, cst.Name, cst.Integer, cst.Float)
    )


def binds_weaker_than_not(node: cst.BaseExpression) -> bool:
    """Whether `not` in front of the expression would take only its first part (or is no syntax)."""
    return not node.lpar and isinstance(
        node, (cst.BooleanOperation, cst.IfExp, cst.Lambda, cst.NamedExpr, cst.Yield, cst.Tuple, cst.GeneratorExp)
    )


def binds_weaker_than_comparison(node: cst.BaseExpression) -> bool:
    """Whether the expression needs parentheses as an operand of `is` or `==`."""
    if binds_weaker_than_not(node):
        return True
    return not node.lpar and (
        isinstance(node, cst.Comparison)
        or (isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not))
    )


def parenthesised(node: ExpressionT) -> ExpressionT:
    """Give the expression in parentheses."""
    return node.with_changes(lpar=[cst.LeftParen(), *node.lpar], rpar=[*node.rpar, cst.RightParen()])


def literal_string(node: cst.BaseExpression) -> str | None:
    """Give the value of a plain text literal, of adjacent ones too; None for f-strings, bytes and all else."""
    value = literal_value(node)
    return value if isinstance(value, str) else None


def literal_value(node: cst.CSTNode) -> str | bytes | None:
    """Give the value of a text or bytes literal, of adjacent ones too; None for f-strings and all else.

    What Python thinks of unknown escapes is the user's business, and not said on our standard error. Python 2's bytes
    may hold what Python 3's may not: of those the value is not known.
    """
    if not isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return node.evaluated_value
        except (SyntaxError, ValueError):
            return None


def positional(call: cst.Call) -> list[cst.BaseExpression] | None:
    """Give the arguments of a call if all are plain positional ones; None if one is named or starred."""
    if any(argument.keyword is not None or argument.star for argument in call.args):
        return None
    return [argument.value for argument in call.args]


def dotted(node: cst.BaseExpression) -> str | None:
    """Give `a.b.c` for a name or a chain of attributes on one; None for all else."""
    parts: list[str] = []
    while type(node) is cst.Attribute:  # not `isinstance`: see `tree.FUNCTIONS_AND_CLASSES`
        parts.append(node.attr.value)
        node = node.value
    if type(node) is not cst.Name:
        return None
    return ".".join([node.value, *reversed(parts)])
