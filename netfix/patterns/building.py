"""From a rewrite template and what its metavariables stand for to the code that is written.

Where parentheses are needed is not guessed: the code with all of them says what is meant, and of each pair Python's own
parser is asked whether the code means the same without.
"""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING, TypeVar

import libcst as cst

from netfix.engine.expressions import parenthesised
from netfix.patterns.holes import hole_of, many_of, statement_hole
from netfix.patterns.template import lone_parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.tree import Tree
    from netfix.patterns.matching import Bound
    from netfix.patterns.template import Template

#: Expressions that nothing around them can take apart.
_ATOMS = (
    cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.List, cst.Set, cst.Dict, cst.ListComp, cst.SetComp,
    cst.DictComp, cst.SimpleString, cst.FormattedString,
)  # fmt: skip
#: Expressions that some places of a statement, or of a list of arguments, do not take without parentheses.
_WEAK = (cst.NamedExpr, cst.Yield, cst.Tuple, cst.GeneratorExp, cst.StarredElement)
#: What closes an expression in, so that nothing outside can take it apart.
_CLOSED = (cst.Arg, cst.Element, cst.DictElement, cst.FormattedStringExpression, cst.Param)
_BRACKETED = (cst.List, cst.Set, cst.Dict, cst.ListComp, cst.SetComp, cst.DictComp)

Line = cst.SimpleStatementLine | cst.BaseCompoundStatement
_ItemT = TypeVar("_ItemT", bound=cst.CSTNode)


class _Unfit(Exception):
    """What was captured cannot stand where the rewrite has it: a named argument in a list, say."""


class _Fill(cst.CSTTransformer):
    """Puts captured code in the place of metavariables; expressions whose number is in `closed` in parentheses."""

    def __init__(self, tree: Tree, bound: Bound, closed: frozenset[int] | None) -> None:
        super().__init__()
        self._tree = tree
        self._bound = bound
        self._closed = closed
        #: How many expressions were put in that parentheses could be needed for.
        self.open = 0

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        hole = hole_of(original_node)
        captured = self._bound.get(hole.name) if hole and not hole.many else None
        if not isinstance(captured, cst.BaseExpression):
            return updated_node
        if isinstance(captured, _ATOMS) or (captured.lpar and "\n" in self._tree.source(captured)):
            return captured  # which needs no parentheses, or has them and line breaks in them
        self.open += 1
        is_closed = self._closed is None or self.open - 1 in self._closed
        if captured.lpar:
            return captured if is_closed else captured.with_changes(lpar=captured.lpar[1:], rpar=captured.rpar[:-1])
        return parenthesised(captured) if is_closed else captured

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg | cst.FlattenSentinel[cst.Arg]:
        found = self._items(original_node, cst.Arg)
        return updated_node if found is None else cst.FlattenSentinel(found)

    def leave_Element(
        self, original_node: cst.Element, updated_node: cst.Element
    ) -> cst.BaseElement | cst.FlattenSentinel[cst.BaseElement]:
        found = self._items(original_node, cst.BaseElement)  # type: ignore[type-abstract]  # none is made of it
        return updated_node if found is None else cst.FlattenSentinel(found)

    def leave_Param(
        self, original_node: cst.Param, updated_node: cst.Param
    ) -> cst.Param | cst.FlattenSentinel[cst.Param]:
        found = self._items(original_node, cst.Param)
        return updated_node if found is None else cst.FlattenSentinel(found)

    def leave_Decorator(
        self, original_node: cst.Decorator, updated_node: cst.Decorator
    ) -> cst.Decorator | cst.FlattenSentinel[cst.Decorator]:
        found = self._items(original_node, cst.Decorator)
        return updated_node if found is None else cst.FlattenSentinel(found)

    def leave_ImportAlias(
        self, original_node: cst.ImportAlias, updated_node: cst.ImportAlias
    ) -> cst.ImportAlias | cst.FlattenSentinel[cst.ImportAlias]:
        found = self._items(original_node, cst.ImportAlias)
        return updated_node if found is None else cst.FlattenSentinel(found)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Line | cst.FlattenSentinel[Line]:
        captured = self._statements(original_node.body[0]) if len(original_node.body) == 1 else None
        return updated_node if captured is None else cst.FlattenSentinel(lines_of(self._tree, captured))

    def leave_SimpleStatementSuite(
        self, original_node: cst.SimpleStatementSuite, updated_node: cst.SimpleStatementSuite
    ) -> cst.BaseSuite:
        captured = self._statements(original_node.body[0]) if len(original_node.body) == 1 else None
        return updated_node if captured is None else cst.IndentedBlock(lines_of(self._tree, captured))

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        blank = updated_node.whitespace_before_args
        hole = many_of(original_node.args[0]) if original_node.args else None
        captured = self._bound.get(hole.name) if hole else None
        if isinstance(captured, tuple) and captured:
            call = self._tree.parent(captured[0])
            if isinstance(call, cst.Call) and call.args[0] is captured[0]:
                blank = call.whitespace_before_args  # a line break, perhaps, as the arguments' own layout expects
        return updated_node.with_changes(args=_without_dangling_comma(updated_node.args), whitespace_before_args=blank)

    def leave_Parameters(self, original_node: cst.Parameters, updated_node: cst.Parameters) -> cst.Parameters:
        hole = lone_parameter(original_node)
        captured = self._bound.get(hole.name) if hole else None
        if isinstance(captured, tuple) and len(captured) == 1 and isinstance(captured[0], cst.Parameters):
            return captured[0]
        return updated_node

    def _items(self, item: cst.CSTNode, kind: type[_ItemT]) -> list[_ItemT] | None:
        """Give what was captured for an item that stands for many, None for other items. Raises _Unfit."""
        hole = many_of(item)
        captured = self._bound.get(hole.name) if hole else None
        if not isinstance(captured, tuple) or (captured and isinstance(captured[0], cst.Parameters)):
            return None
        items: list[_ItemT] = []
        for node in captured:
            made: cst.CSTNode = node
            if issubclass(kind, (cst.Arg, cst.BaseElement)):
                made = _as_argument(node) if issubclass(kind, cst.Arg) else _as_element(node)
            if not isinstance(made, kind):
                raise _Unfit
            items.append(made)
        return items

    def _statements(self, statement: cst.CSTNode) -> tuple[cst.CSTNode, ...] | None:
        """Give the statements captured for one that is a metavariable, None for other statements."""
        hole = many_of(statement) or statement_hole(statement)
        captured = self._bound.get(hole.name) if hole else None
        if captured is None or isinstance(captured, cst.BaseExpression):
            return None
        return captured if isinstance(captured, tuple) else (captured,)


def _as_element(node: cst.CSTNode) -> cst.CSTNode:
    """Make an element of an argument that has no name."""
    if not isinstance(node, cst.Arg) or node.keyword or node.star == "**":
        return node
    return (cst.StarredElement if node.star else cst.Element)(node.value, comma=node.comma)


def _as_argument(node: cst.CSTNode) -> cst.CSTNode:
    """Make an argument of an element."""
    if not isinstance(node, cst.BaseElement):
        return node
    return cst.Arg(node.value, comma=node.comma, star="*" if isinstance(node, cst.StarredElement) else "")


def lines_of(tree: Tree, statements: Sequence[cst.CSTNode]) -> list[Line]:
    """Give captured statements as lines of a block: as the lines that they are where they fill those."""
    lines: list[Line] = []
    for statement in statements:
        line = tree.parent(statement)
        if isinstance(statement, cst.BaseCompoundStatement):
            lines.append(statement)
        elif isinstance(line, cst.SimpleStatementLine) and all(small in statements for small in line.body):
            if line not in lines:
                lines.append(line)
        elif isinstance(statement, cst.BaseSmallStatement):
            lines.append(cst.SimpleStatementLine([statement.with_changes(semicolon=cst.MaybeSentinel.DEFAULT)]))
    return lines


def _without_dangling_comma(args: Sequence[cst.Arg]) -> Sequence[cst.Arg]:
    """Give arguments without the comma and blank that the last one has from where it was not the last."""
    if not args or not isinstance(args[-1].comma, cst.Comma):
        return args
    after = args[-1].comma.whitespace_after
    if not isinstance(after, cst.SimpleWhitespace) or not after.value:
        return args
    return [*args[:-1], args[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)]


def expression(template: Template, tree: Tree, bound: Bound, node: cst.BaseExpression) -> cst.BaseExpression | None:
    """Give what is to stand in the place of `node`, which keeps its parentheses; None if no Python comes of it."""
    enclosed = is_enclosed(tree, node)

    def made(closed: frozenset[int] | None) -> tuple[cst.BaseExpression | None, int]:
        filled = _Fill(tree, bound, closed)
        module = template.module.visit(filled)
        line = module.body[0]
        value = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
        return (value.value if isinstance(value, cst.Expr) else None), filled.open

    def meaning(built: cst.BaseExpression | None) -> str | None:
        if built is None:
            return None
        code = cst.Module([]).code_for_node(built)
        return _meaning(f"(\n{code}\n)" if enclosed else code)

    try:
        closed, count = made(None)
    except _Unfit:
        return None
    wanted = meaning(closed)
    if closed is None or wanted is None:
        return None
    needed = frozenset(range(count))
    for at in range(count):
        if meaning(made(needed - {at})[0]) == wanted:
            needed -= {at}
    built = made(needed)[0] or closed
    built = built.with_changes(lpar=[*node.lpar, *built.lpar], rpar=[*built.rpar, *node.rpar])
    return parenthesised(built) if _needs_parentheses(tree, node, built) else built


def statements(template: Template, tree: Tree, bound: Bound) -> list[Line] | None:
    """Give the lines that are to stand in the place of a run of statements; None if no Python comes of it."""

    def made(closed: frozenset[int] | None) -> tuple[cst.Module, int]:
        filled = _Fill(tree, bound, closed)
        return template.module.visit(filled), filled.open

    def meaning(built: cst.Module) -> str | None:
        return _meaning(cst.Module(built.body, default_indent=tree.module.default_indent).code)

    try:
        closed, count = made(None)
    except _Unfit:
        return None
    wanted = meaning(closed)
    if wanted is None:
        return None
    needed = frozenset(range(count))
    for at in range(count):
        if meaning(made(needed - {at})[0]) == wanted:
            needed -= {at}
    return list(made(needed)[0].body)


def _meaning(code: str) -> str | None:
    """Give what Python understands, None if nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.dump(ast.parse(code))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


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
    if built.lpar or isinstance(built, _ATOMS):
        return False
    top = _outermost(tree, node)
    if top is node:
        return isinstance(built, _WEAK) and not isinstance(node, type(built)) and not _fills_statement(tree, node)
    (start, end), (inner_start, inner_end) = tree.span(top), tree.span(node)
    before, after = tree.text[start:inner_start], tree.text[inner_end:end]
    code = cst.Module([]).code_for_node(built)
    wanted = _meaning(f"(\n{before}({code}){after}\n)")
    return wanted is None or _meaning(f"(\n{before}{code}{after}\n)") != wanted


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
