"""Whether a template's tree fits a place of a program, and what its metavariables stand for there.

Layout, parentheses, quotes and the notation of numbers do not count. A name that Python itself gives means that
builtin only; a dotted name also fits under whatever other name the file has imported it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

import libcst as cst

from netfix.engine.builtin_names import BUILTINS
from netfix.engine.expressions import dotted
from netfix.engine.tree import _code_fields
from netfix.patterns.holes import ANYTHING, hole_of, many_of, statement_hole
from netfix.patterns.template import block_of, lone_parameter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netfix.engine.document import Document
    from netfix.patterns.holes import Hole

#: What metavariables stand for: one node, or any number of them.
Captured: TypeAlias = "cst.CSTNode | tuple[cst.CSTNode, ...]"
Bound: TypeAlias = "Mapping[str, Captured]"
_Sequence: TypeAlias = "Sequence[cst.CSTNode]"

_STRINGS = (cst.SimpleString, cst.ConcatenatedString)
_NUMBERS = (cst.Integer, cst.Float, cst.Imaginary)
#: What a metavariable can stand for.
_CAPTURABLE = (cst.BaseExpression, cst.BaseSmallStatement, cst.BaseStatement, cst.Parameters)
_LEAVES = (*_STRINGS, *_NUMBERS, cst.Name)
#: Fields that only say which quotes are used.
_QUOTES = frozenset({"start", "end"})


class Matcher:
    """Fits templates to the nodes of one program."""

    def __init__(self, document: Document | None) -> None:
        """Take the program, whose names are then looked up; None compares code with code."""
        self._document = document
        self._scopes = document.scopes if document is not None else None

    def expression(self, template: cst.BaseExpression, node: cst.BaseExpression) -> Iterator[Bound]:
        """Give each way in which a template fits an expression."""
        if isinstance(node, cst.Name) and self._scopes is not None and not self._scopes.is_variable(node):
            return
        yield from self._nodes(template, node, {})

    def run(
        self, templates: Sequence[cst.CSTNode], statements: Sequence[cst.CSTNode], start: int
    ) -> Iterator[tuple[Bound, int]]:
        """Give each way in which templates fit the statements from `start` on, and where the run ends."""
        yield from self._run(templates, statements, start, {})

    def _run(
        self, templates: Sequence[cst.CSTNode], nodes: Sequence[cst.CSTNode], at: int, bound: Bound
    ) -> Iterator[tuple[Bound, int]]:
        """Fit items one after the other; a hole for many takes as few as it can."""
        if not templates:
            yield bound, at
            return
        first, *others = templates
        hole = many_of(first)
        if hole is not None:
            for end in range(at, len(nodes) + 1):
                for more in self._bind(hole, tuple(nodes[at:end]), bound):
                    yield from self._run(others, nodes, end, more)
        elif at < len(nodes):
            for more in self._nodes(first, nodes[at], bound):
                yield from self._run(others, nodes, at + 1, more)

    def _whole(self, templates: Sequence[cst.CSTNode], nodes: Sequence[cst.CSTNode], bound: Bound) -> Iterator[Bound]:
        """Fit items to all nodes of a sequence."""
        for more, end in self._run(templates, nodes, 0, bound):
            if end == len(nodes):
                yield more

    def _nodes(self, template: cst.CSTNode, node: cst.CSTNode, bound: Bound) -> Iterator[Bound]:
        hole = statement_hole(template) or hole_of(template) or lone_parameter(template)
        if hole is not None:
            if isinstance(node, _CAPTURABLE):
                yield from self._bind(hole, (node,) if isinstance(node, cst.Parameters) else node, bound)
        elif isinstance(template, cst.BaseSuite) and isinstance(node, cst.BaseSuite):
            yield from self._whole(block_of(template), block_of(node), bound)
        elif isinstance(template, cst.Call) and isinstance(node, cst.Call):
            for more in self._nodes(template.func, node.func, bound):
                yield from self._arguments(template.args, node.args, more)
        elif isinstance(template, _LEAVES):
            if self._is_leaf(template, node):
                yield bound
        elif type(template) is type(node) and not _deletes_more(template, node):
            yield from self._fields(_compared(template), template, node, bound)
        if self._is_imported_as(template, node):
            yield bound

    def _is_leaf(self, template: cst.CSTNode, node: cst.CSTNode) -> bool:
        """Whether two names, strings or numbers mean the same."""
        if isinstance(template, _STRINGS) and isinstance(node, _STRINGS):
            return _text(template) == _text(node)
        if isinstance(template, _NUMBERS) and isinstance(node, _NUMBERS):
            return type(template) is type(node) and template.evaluated_value == node.evaluated_value
        if not isinstance(template, cst.Name) or not isinstance(node, cst.Name):
            return False
        return template.value == node.value and self._means_the_same(node)

    def _fields(self, names: Sequence[str], template: cst.CSTNode, node: cst.CSTNode, bound: Bound) -> Iterator[Bound]:
        if not names:
            yield bound
            return
        for more in self._values(getattr(template, names[0]), getattr(node, names[0]), bound):
            yield from self._fields(names[1:], template, node, more)

    def _values(self, template: object, value: object, bound: Bound) -> Iterator[Bound]:
        if isinstance(template, cst.CSTNode):
            if isinstance(value, cst.CSTNode):
                yield from self._nodes(template, value, bound)
        elif isinstance(template, (list, tuple)) and isinstance(value, (list, tuple)):
            yield from self._whole(cast("_Sequence", template), cast("_Sequence", value), bound)
        elif template == value:
            yield bound

    def _arguments(self, templates: Sequence[cst.Arg], args: Sequence[cst.Arg], bound: Bound) -> Iterator[Bound]:
        """Fit arguments: named ones wherever they stand, the others in order."""
        given = {arg.keyword.value: arg for arg in args if arg.keyword is not None}
        named = [template for template in templates if template.keyword and not hole_of(template.keyword)]
        if any(template.keyword.value not in given for template in named if template.keyword):
            return
        taken = [given[template.keyword.value] for template in named if template.keyword]
        others = [template for template in templates if template not in named]
        rest = [arg for arg in args if arg not in taken]
        yield from self._pairs([*zip(named, taken, strict=True)], others, rest, bound)

    def _pairs(
        self,
        pairs: Sequence[tuple[cst.Arg, cst.Arg]],
        others: Sequence[cst.Arg],
        rest: Sequence[cst.Arg],
        bound: Bound,
    ) -> Iterator[Bound]:
        if not pairs:
            yield from self._whole(others, rest, bound)
            return
        (template, arg), *more_pairs = pairs
        for more in self._nodes(template.value, arg.value, bound):
            yield from self._pairs(more_pairs, others, rest, more)

    def _bind(self, hole: Hole, captured: Captured, bound: Bound) -> Iterator[Bound]:
        """Let a metavariable stand for code; the second time it must be equal code."""
        if hole.name == ANYTHING:
            yield bound
        elif hole.name not in bound:
            yield {**bound, hole.name: captured}
        elif same(bound[hole.name], captured):
            yield bound

    def _means_the_same(self, node: cst.Name) -> bool:
        """Whether a name that Python itself gives is not bound to something else by the file."""
        if self._scopes is None or node.value not in BUILTINS or not self._scopes.is_variable(node):
            return True
        return self._scopes.is_builtin(node, node.value)

    def _is_imported_as(self, template: cst.CSTNode, node: cst.CSTNode) -> bool:
        """Whether the file has what the template names by dots under another name: `from os import popen`."""
        if self._scopes is None or not isinstance(template, cst.Attribute):
            return False
        if not isinstance(node, (cst.Name, cst.Attribute)) or dotted(node) == dotted(template):
            return False
        name = dotted(template)
        return name is not None and self._scopes.qualified(node) == name


def same(one: Captured, other: Captured) -> bool:
    """Whether two pieces of a program are equal code, whatever their layout."""
    plain = Matcher(None)
    if isinstance(one, tuple) or isinstance(other, tuple):
        ones, others = (piece if isinstance(piece, tuple) else (piece,) for piece in (one, other))
        return any(end == len(others) for _, end in plain.run(ones, others, 0))
    return next(plain._nodes(one, other, {}), None) is not None  # noqa: SLF001 - the same module


def _deletes_more(template: cst.CSTNode, node: cst.CSTNode) -> bool:
    """Whether `del $x` meets `del a, b`, where nothing is a tuple that `$x` could stand for."""
    if not isinstance(template, cst.Del) or not isinstance(node, cst.Del):
        return False
    return isinstance(node.target, cst.Tuple) and not isinstance(template.target, cst.Tuple)


def _compared(template: cst.CSTNode) -> tuple[str, ...]:
    names = _code_fields(type(template))
    return tuple(name for name in names if name not in _QUOTES) if isinstance(template, cst.FormattedString) else names


def _text(node: cst.SimpleString | cst.ConcatenatedString) -> object:
    """Give the value of a string literal with its type; of one with f-strings in it, the node itself."""
    value = node.evaluated_value
    return (type(value), value) if value is not None else node
