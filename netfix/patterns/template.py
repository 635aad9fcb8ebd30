"""A template: a piece of Python with metavariables, parsed."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from netfix.codemods import SYNTAX
from netfix.engine.parsing import ParseFailed, parse_module, parse_with_cpython
from netfix.engine.tree import code_children
from netfix.patterns.errors import PatternError
from netfix.patterns.holes import ANYTHING, Hole, decode, encode, held, hole_of, many_of, statement_hole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: What is wrong with a template as a whole; a first line that people understand.
_UNREADABLE = "is not Python: "
#: Catches one exception and names it in Python 2; in Python 3.14 it catches two. Who writes it means the former.
_EXCEPT_COMMA = re.compile(r"\bexcept[^\n(]*,[^\n)]*:")


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template.

    `module` is the whole tree and `body` its statements, those of one line one by one; `holes` are its metavariables
    in their order. `python2`: only Python 2 reads it, and the tree is that of its view in Python 3 syntax.
    """

    text: str
    module: cst.Module
    body: tuple[cst.CSTNode, ...]
    holes: tuple[Hole, ...]
    python2: bool

    @property
    def expression(self) -> cst.BaseExpression | None:
        """The expression, if the template is nothing else."""
        if len(self.body) == 1 and isinstance(self.body[0], cst.Expr):
            return self.body[0].value
        return None

    @property
    def statement_holes(self) -> frozenset[str]:
        """The names of metavariables that stand for whole statements (one each)."""
        found = (statement_hole(node) for node in walk(self.module))
        return frozenset(hole.name for hole in found if hole)

    @property
    def name_slots(self) -> frozenset[str]:
        """The names of metavariables that stand where Python takes only a name, as behind a dot."""
        found: set[str] = set()
        for node in walk(self.module):
            only_name = [getattr(node, field, None) for field in ("attr", "keyword")]
            if isinstance(node, (cst.FunctionDef, cst.ClassDef, cst.Param, cst.NameItem)):
                only_name.append(node.name)
            found.update(hole.name for slot in only_name if (hole := hole_of(slot)) and not hole.many)
        return frozenset(found)


def parse(text: str, *, or_python2: bool = False) -> Template:
    """Parse a template, if `or_python2` in the syntax of Python 2 too. Raises PatternError."""
    lines = textwrap.dedent(text).strip("\n")
    encoded = encode(lines) + "\n"
    module, python2 = _parsed(encoded, or_python2=or_python2)
    module = _with_ellipses(module)
    holes = [hole for node in walk(module) if (hole := hole_of(node))]
    kinds: dict[str, Hole] = {}
    for hole in holes:
        if kinds.setdefault(hole.name, hole) != hole and hole.name != ANYTHING:
            raise PatternError(f"`${hole.name}` and `$...{hole.name}` are two metavariables: give them two names")
    return Template(lines, module, tuple(flat(module.body)), tuple(holes), python2)


def _parsed(encoded: str, *, or_python2: bool) -> tuple[cst.Module, bool]:
    """Parse by LibCST. What CPython says of an error is easier to read, but it may be older than the syntax."""
    if or_python2 and _EXCEPT_COMMA.search(encoded) and (module := _of_python2(encoded)):
        return module, True
    try:
        return parse_module(encoded), False
    except ParseFailed as error:
        if or_python2:
            module = _of_python2(encoded)
            if module is not None:
                return module, True
        reason = error.reason
        try:
            parse_with_cpython(encoded)
        except ParseFailed as clearer:
            reason = clearer.reason
        if "follows keyword argument" in reason:
            reason += "; `...` stands before named arguments, which match in any order"
        raise PatternError(_UNREADABLE + decode(reason)) from error


def _of_python2(encoded: str) -> cst.Module | None:
    from netfix.engine.python2 import python2_view  # noqa: PLC0415 - imports fissix

    try:
        return parse_module(python2_view(encoded, SYNTAX).rewritten.new)
    except ParseFailed:
        return None


def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Give a node and all code below it, in source order."""
    yield node
    for child in code_children(node):
        yield from walk(child)


def flat(body: Sequence[cst.BaseStatement | cst.BaseSmallStatement]) -> list[cst.CSTNode]:
    """Give the statements of a block, those that share a line one by one."""
    statements: list[cst.CSTNode] = []
    for statement in body:
        statements += statement.body if isinstance(statement, cst.SimpleStatementLine) else [statement]
    return statements


def block_of(suite: cst.BaseSuite) -> list[cst.CSTNode]:
    """Give the statements of a suite, whether it is a block or stands behind its colon."""
    return flat(suite.body) if isinstance(suite, (cst.IndentedBlock, cst.SimpleStatementSuite)) else []


def _with_ellipses(module: cst.Module) -> cst.Module:
    """Make `...` an Ellipsis again where nothing can be left out. Raises PatternError for `$...x` there."""
    allowed = {id(held(node)) for node in walk(module) if many_of(node)}

    class Restored(cst.CSTTransformer):
        def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
            hole = hole_of(original_node)
            if hole is None or not hole.many or id(original_node) in allowed:
                return updated_node
            if hole.is_gap:
                return cst.Ellipsis(lpar=updated_node.lpar, rpar=updated_node.rpar)
            raise PatternError(
                f"`{hole}` stands for any number of things; its place is among arguments, elements, parameters, "
                "decorators, names or statements"
            )

    return module.visit(Restored())


def lone_parameter(parameters: object) -> Hole | None:
    """Give the hole that stands for all parameters of a function, stars and defaults included, None if none does."""
    if not isinstance(parameters, cst.Parameters) or len(parameters.params) != 1:
        return None
    others = parameters.kwonly_params or parameters.posonly_params or parameters.star_kwarg
    has_more = others or isinstance(parameters.star_arg, cst.CSTNode)
    return None if has_more else many_of(parameters.params[0])


def one_line(text: str) -> str:
    """Give a template as one line, for messages."""
    return re.sub(r"\s*\n\s*", "; ", text.strip()).replace(":; ", ": ")
