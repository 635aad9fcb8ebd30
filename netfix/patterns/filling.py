"""Putting captured code in the place of metavariables."""

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

#: Expressions that nothing around them can take apart.
ATOMS = (
    cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.List, cst.Set, cst.Dict, cst.ListComp, cst.SetComp,
    cst.DictComp, cst.SimpleString, cst.FormattedString,
)  # fmt: skip
Line = cst.SimpleStatementLine | cst.BaseCompoundStatement
_ItemT = TypeVar("_ItemT", bound=cst.CSTNode)


class Unfit(Exception):
    """What was captured cannot stand where the rewrite has it: a named argument in a list, say."""


class Fill(cst.CSTTransformer):
    """Puts captured code in the place of metavariables; expressions whose number is in `closed` in parentheses."""

    def __init__(self, tree: Tree, place: cst.CSTNode | None, bound: Bound, closed: frozenset[int] | None) -> None:
        super().__init__()
        self._tree = tree
        self._place = place
        self._bound = bound
        self._closed = closed
        #: How many expressions were put in that parentheses could be needed for.
        self.open = 0

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        """Give the expression or name that a metavariable stands for."""
        hole = hole_of(original_node)
        captured = self._bound.get(hole.name) if hole and not hole.many else None
        if not isinstance(captured, cst.BaseExpression):
            return updated_node
        if isinstance(captured, ATOMS) or (captured.lpar and not self._had_to_be_closed(captured)):
            return captured
        self.open += 1
        is_closed = self._closed is None or self.open - 1 in self._closed
        if captured.lpar:
            return captured if is_closed else captured.with_changes(lpar=captured.lpar[1:], rpar=captured.rpar[:-1])
        return parenthesised(captured) if is_closed else captured

    def _had_to_be_closed(self, captured: cst.BaseExpression) -> bool:
        """Whether an expression has its parentheses only because of where it stood: they may go, then."""
        start, end = self._tree.span(captured)
        text = self._tree.text
        if self._place is None or "\n" in text[start:end]:
            return False
        outer_start, outer_end = self._tree.span(self._place)
        before, after = text[outer_start:start], text[end:outer_end]
        without = meaning(f"(\n{before}{text[start + 1 : end - 1]}{after}\n)")
        return without != meaning(f"(\n{text[outer_start:outer_end]}\n)")

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg | cst.FlattenSentinel[cst.Arg]:
        """Give the arguments that one stands for."""
        found = self._items(original_node, cst.Arg)
        return updated_node if found is None else cst.FlattenSentinel(found)

    def leave_Element(
        self, original_node: cst.Element, updated_node: cst.Element
    ) -> cst.BaseElement | cst.FlattenSentinel[cst.BaseElement]:
        """Give the elements that one stands for."""
        found = self._items(original_node, cst.BaseElement)  # type: ignore[type-abstract]  # none is made of it
        return updated_node if found is None else cst.FlattenSentinel(found)

    def leave_Param(
        self, original_node: cst.Param, updated_node: cst.Param
    ) -> cst.Param | cst.FlattenSentinel[cst.Param]:
        """Give the parameters that one stands for."""
        found = self._items(original_node, cst.Param)
        return updated_node if found is None else cst.FlattenSentinel(found)

    def leave_Decorator(
        self, original_node: cst.Decorator, updated_node: cst.Decorator
    ) -> cst.Decorator | cst.FlattenSentinel[cst.Decorator]:
        """Give the decorators that one stands for."""
        found = self._items(original_node, cst.Decorator)
        return updated_node if found is None else cst.FlattenSentinel(found)

    def leave_ImportAlias(
        self, original_node: cst.ImportAlias, updated_node: cst.ImportAlias
    ) -> cst.ImportAlias | cst.FlattenSentinel[cst.ImportAlias]:
        """Give the imported names that one stands for."""
        found = self._items(original_node, cst.ImportAlias)
        return updated_node if found is None else cst.FlattenSentinel(found)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Line | cst.FlattenSentinel[Line]:
        """Give the lines of the statements that one stands for."""
        captured = self._statements(original_node.body[0]) if len(original_node.body) == 1 else None
        return updated_node if captured is None else cst.FlattenSentinel(lines_of(self._tree, captured))

    def leave_SimpleStatementSuite(
        self, original_node: cst.SimpleStatementSuite, updated_node: cst.SimpleStatementSuite
    ) -> cst.BaseSuite:
        """Give the block of the statements that one stands for."""
        captured = self._statements(original_node.body[0]) if len(original_node.body) == 1 else None
        return updated_node if captured is None else cst.IndentedBlock(lines_of(self._tree, captured))

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        """Give the call with the commas and line breaks that its arguments now need."""
        blank = updated_node.whitespace_before_args
        hole = many_of(original_node.args[0]) if original_node.args else None
        captured = self._bound.get(hole.name) if hole else None
        if isinstance(captured, tuple) and captured:
            call = self._tree.parent(captured[0])
            if isinstance(call, cst.Call) and call.args[0] is captured[0]:
                blank = call.whitespace_before_args  # a line break, perhaps, as the arguments' own layout expects
        return updated_node.with_changes(args=_without_dangling_comma(updated_node.args), whitespace_before_args=blank)

    def leave_Parameters(self, original_node: cst.Parameters, updated_node: cst.Parameters) -> cst.Parameters:
        """Give all parameters of the function that was met."""
        hole = lone_parameter(original_node)
        captured = self._bound.get(hole.name) if hole else None
        if isinstance(captured, tuple) and len(captured) == 1 and isinstance(captured[0], cst.Parameters):
            return captured[0]
        return updated_node

    def _items(self, item: cst.CSTNode, kind: type[_ItemT]) -> list[_ItemT] | None:
        """Give what was captured for an item that stands for many, None for other items. Raises Unfit."""
        hole = many_of(item)
        captured = self._bound.get(hole.name) if hole else None
        if not isinstance(captured, tuple) or (captured and isinstance(captured[0], cst.Parameters)):
            return None
        items: list[_ItemT] = []
        for node in captured:
            made = _as_item(node, kind)
            if not isinstance(made, kind):
                raise Unfit
            items.append(made)
        return items

    def _statements(self, statement: cst.CSTNode) -> tuple[cst.CSTNode, ...] | None:
        """Give the statements captured for one that is a metavariable, None for other statements."""
        hole = many_of(statement) or statement_hole(statement)
        captured = self._bound.get(hole.name) if hole else None
        if captured is None or isinstance(captured, cst.BaseExpression):
            return None
        return captured if isinstance(captured, tuple) else (captured,)


def _as_item(node: cst.CSTNode, kind: type[cst.CSTNode]) -> cst.CSTNode:
    """Make an item of a kind of sequence of an item of another, if there is a way."""
    if kind is cst.BaseElement:
        return _as_element(node)
    return _as_argument(node) if kind is cst.Arg else node


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


def meaning(code: str) -> str | None:
    """Give what Python understands, None if nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.dump(ast.parse(code))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
