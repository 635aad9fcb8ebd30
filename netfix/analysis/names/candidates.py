"""What codemods ask of a text's outline, to learn cheaply that it holds nothing for them.

Each answer may be a yes too many, never a no too many. A text of which there is no outline may hold anything.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from netfix.engine.outline import last_name, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document
    from netfix.engine.outline import Outline

#: Comparisons of a length that ask whether it is 0, and those operators that are others the other way round.
_EMPTINESS: frozenset[tuple[type[ast.cmpop], int]] = frozenset({
    (ast.Eq, 0), (ast.NotEq, 0), (ast.Gt, 0), (ast.LtE, 0), (ast.Lt, 1), (ast.GtE, 1),
})  # fmt: skip
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}


def assigns_result_of(document: Document, functions: frozenset[str]) -> bool:
    """Whether a variable may be assigned what one of these functions gives, which are known by their last names."""
    known = document.fact(outline)
    if known is None:
        return True
    if any(
        isinstance(one.value, ast.Call) and last_name(one.value.func) in functions for one in known.of_kind(ast.Assign)
    ):
        return True
    renamed = (alias.name.rpartition(".")[2] for alias in known.of_kind(ast.alias) if alias.asname is not None)
    if any(name in functions for name in renamed):
        return True
    called = {id(call.func) for call in known.of_kind(ast.Call)}
    called.update(id(attribute.value) for attribute in known.of_kind(ast.Attribute))
    mentioned = (*known.of_kind(ast.Name), *known.of_kind(ast.Attribute))
    return any(last_name(node) in functions and id(node) not in called for node in mentioned)


def lengths_asked_for(known: Outline) -> Iterator[ast.expr]:
    """Give the operands of each `len(…)` that is tested, alone or for emptiness, where its truth may be all."""
    waiting = list(_tests(known))
    for test in waiting:
        if isinstance(test, ast.BoolOp):
            waiting += test.values
        else:
            operand = _operand(test)
            if operand is not None:
                yield operand


def _tests(known: Outline) -> Iterator[ast.expr]:
    """Give the expressions of which only the truth counts."""
    for found in (known.of_kind(ast.If), known.of_kind(ast.While), known.of_kind(ast.Assert), known.of_kind(ast.IfExp)):
        yield from (node.test for node in found)
    yield from (test for node in known.of_kind(ast.comprehension) for test in node.ifs)
    yield from (node.operand for node in known.of_kind(ast.UnaryOp) if isinstance(node.op, ast.Not))
    yield from (case.guard for case in known.of_kind(ast.match_case) if case.guard is not None)
    for call in known.of_kind(ast.Call):
        if isinstance(call.func, ast.Name) and call.func.id == "bool" and len(call.args) == 1:
            yield call.args[0]


def _operand(test: ast.expr) -> ast.expr | None:
    """Give `x` for `len(x)`, or for a comparison of it with a number that asks for emptiness."""
    if isinstance(test, ast.Call):
        return _measured(test)
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    operator, left, right = type(test.ops[0]), test.left, test.comparators[0]
    if isinstance(right, ast.Call):
        operator, left, right = _MIRRORED.get(operator, operator), right, left
    if not isinstance(left, ast.Call) or not isinstance(right, ast.Constant) or type(right.value) is not int:
        return None
    return _measured(left) if (operator, right.value) in _EMPTINESS else None


def _measured(call: ast.Call) -> ast.expr | None:
    is_length = isinstance(call.func, ast.Name) and call.func.id == "len" and len(call.args) == 1 and not call.keywords
    return call.args[0] if is_length and not isinstance(call.args[0], (ast.Starred, ast.Tuple)) else None
