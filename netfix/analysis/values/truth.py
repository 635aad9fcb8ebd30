"""Where in a program only the truth of a value counts, and which operators ask for it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from netfix.engine.expressions import positional
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.scopes import Scopes
    from netfix.engine.tree import Tree


def only_truth_counts(tree: Tree, scopes: Scopes, node: cst.BaseExpression) -> bool:
    """Whether nothing but the truth of `node` reaches the rest of the program.

    So it is in the tests of statements, conditional expressions, comprehensions and `case` guards, after `not`, in
    `bool(…)`, and in `and` and `or` in such places.
    """
    child, parent = node, tree.parent(node)
    while isinstance(parent, cst.BooleanOperation):
        child, parent = parent, tree.parent(parent)
    if isinstance(parent, cst.UnaryOperation):
        return isinstance(parent.operator, cst.Not)
    if isinstance(parent, (cst.If, cst.While, cst.Assert, cst.IfExp, cst.CompIf)):
        return parent.test is child
    if isinstance(parent, cst.MatchCase):
        return parent.guard is child
    if isinstance(parent, cst.Arg):
        call = tree.parent(parent)
        return (
            isinstance(call, cst.Call) and positional(call) == [child] and scopes.is_surely_builtin(call.func, "bool")
        )
    return False


def negation_of(tree: Tree, node: cst.BaseExpression) -> cst.UnaryOperation | None:
    """Give the `not` of which `node` is the operand."""
    parent = tree.parent(node)
    return parent if isinstance(parent, cst.UnaryOperation) and isinstance(parent.operator, cst.Not) else None


def shows_its_text(tree: Tree, node: cst.CSTNode) -> bool:
    """Whether the program shows, or takes apart, the text of an expression: in `f"{x=}"` and in template strings."""
    for parent in tree.ancestors(node):
        if isinstance(parent, (cst.BaseStatement, cst.BaseSmallStatement)):
            return False
        if isinstance(parent, cst.FormattedStringExpression) and parent.equal is not None:
            return True
        if type(parent).__name__ == "TemplatedStringExpression":
            return True
    return False


def breaks_lines(source: str) -> bool:
    """Whether an expression's text needs brackets around it because of its line breaks."""
    if "\n" not in source:
        return False
    try:
        ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return False
