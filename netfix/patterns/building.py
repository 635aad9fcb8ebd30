"""From a rewrite template and what its metavariables stand for to the code that is written.

Where parentheses are needed is not guessed: the code with all of them says what is meant, and of each pair Python's own
parser is asked whether the code means the same without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.engine.expressions import parenthesised
from netfix.patterns.filling import ATOMS, Fill, Line, Unfit, lines_of, meaning

if TYPE_CHECKING:
    from collections.abc import Callable

    from netfix.engine.tree import Tree
    from netfix.patterns.matching import Bound
    from netfix.patterns.template import Template

#: Expressions that some places of a statement, or of a list of arguments, do not take without parentheses.
_WEAK = (cst.NamedExpr, cst.Yield, cst.Tuple, cst.GeneratorExp, cst.StarredElement)
#: What closes an expression in, so that nothing outside can take it apart.
_CLOSED = (cst.Arg, cst.Element, cst.DictElement, cst.FormattedStringExpression, cst.Param)
_BRACKETED = (cst.List, cst.Set, cst.Dict, cst.ListComp, cst.SetComp, cst.DictComp)


def expression(template: Template, tree: Tree, bound: Bound, node: cst.BaseExpression) -> cst.BaseExpression | None:
    """Give what is to stand in the place of `node`, which keeps its parentheses; None if no Python comes of it."""
    enclosed = is_enclosed(tree, node)
    module = _filled(template, tree, node, bound, lambda code: f"(\n{code}\n)" if enclosed else code)
    line = module.body[0] if module is not None and module.body else None
    value = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    if not isinstance(value, cst.Expr):
        return None
    built = value.value
    is_bare = isinstance(built, ATOMS) and not isinstance(node, ATOMS) and "\n" not in tree.source(node)
    if not is_bare:
        built = built.with_changes(lpar=[*node.lpar, *built.lpar], rpar=[*built.rpar, *node.rpar])
    return parenthesised(built) if _needs_parentheses(tree, node, built) else built


def statements(template: Template, tree: Tree, bound: Bound) -> list[Line] | None:
    """Give the lines that are to stand in the place of a run of statements; None if no Python comes of it."""
    module = _filled(template, tree, None, bound, lambda code: code)
    return None if module is None else list(module.body)


def _filled(
    template: Template, tree: Tree, place: cst.CSTNode | None, bound: Bound, around: Callable[[str], str]
) -> cst.Module | None:
    """Give a template filled in, with no more parentheses than its meaning needs; None if no Python comes of it.

    `place` is the expression that it replaces; `around` puts code into brackets, if it is to stand in such.
    """

    def made(closed: frozenset[int] | None) -> tuple[cst.Module | None, int]:
        fill = Fill(tree, place, bound, closed)
        try:
            return template.module.visit(fill), fill.open
        except (Unfit, SyntaxError):  # the latter from LibCST, which knows what it cannot write without parentheses
            return None, 0

    def meaning_of(module: cst.Module | None) -> str | None:
        if module is None:
            return None
        code = cst.Module(module.body, default_indent=tree.module.default_indent).code
        return meaning(around(code.rstrip("\n")))

    closed, count = made(None)
    wanted = meaning_of(closed)
    if wanted is None:
        return None
    needed = frozenset(range(count))
    for at in range(count):
        if meaning_of(made(needed - {at})[0]) == wanted:
            needed -= {at}
    return made(needed)[0]


def is_enclosed(tree: Tree, node: cst.CSTNode) -> bool:
    """Whether `node` stands in brackets, its own among them, so that lines may break in it."""
    child = node
    if getattr(node, "lpar", ()):
        return True
    for parent in tree.ancestors(node):
        if isinstance(parent, (cst.BaseStatement, cst.BaseSmallStatement)):
            return False
        if getattr(parent, "lpar", ()) or isinstance(parent, _BRACKETED):
            return True
        if isinstance(parent, cst.Call) and child is not parent.func:
            return True
        if isinstance(parent, cst.Subscript) and child is not parent.value:
            return True
        child = parent
    return False


def _needs_parentheses(tree: Tree, node: cst.BaseExpression, built: cst.BaseExpression) -> bool:
    """Whether `built` would be taken apart by what stands around `node`."""
    if built.lpar or isinstance(built, ATOMS):
        return False
    top = _outermost(tree, node)
    if top is node:
        return isinstance(built, _WEAK) and not isinstance(node, type(built)) and not _fills_statement(tree, node)
    (start, end), (inner_start, inner_end) = tree.span(top), tree.span(node)
    before, after = tree.text[start:inner_start], tree.text[inner_end:end]
    code = cst.Module([]).code_for_node(built)
    wanted = meaning(f"(\n{before}({code}){after}\n)")
    return wanted is None or meaning(f"(\n{before}{code}{after}\n)") != wanted


def _outermost(tree: Tree, node: cst.BaseExpression) -> cst.BaseExpression:
    """Give the largest expression around `node` in which its parentheses, or the lack of them, can count."""
    top: cst.BaseExpression = node
    for parent in tree.ancestors(node):
        if isinstance(parent, (cst.BaseStatement, cst.BaseSmallStatement, *_CLOSED)):
            break
        if isinstance(parent, cst.BaseExpression):
            top = parent
            if parent.lpar:
                break
    return top


def _fills_statement(tree: Tree, node: cst.BaseExpression) -> bool:
    """Whether an expression is all that its statement holds, or the value that it assigns."""
    return isinstance(tree.parent(node), (cst.Expr, cst.Assign))


__all__ = ["Line", "expression", "is_enclosed", "lines_of", "statements"]
