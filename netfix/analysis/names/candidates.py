"""What codemods ask of a text's outline, to learn cheaply that it holds nothing for them.

Each answer may be a yes too many, never a no too many. A text of which there is no outline may hold anything.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from netfix.engine.outline import last_name, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document
    from netfix.engine.outline import Outline

#: A placeholder between two quotes of a kind. What stands in braces may hold any character.
_QUOTED = re.compile(r"""(['"])(?:%(?:\(.*?\))?s|\{.*?\})\1""", re.DOTALL)


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


def has_quoted_placeholder(document: Document) -> bool:
    """Whether a string holds a placeholder in quotes, or an f-string a value between two quotes."""
    known = document.fact(outline)
    if known is None:
        return True
    texts = (node.value for node in known.of_kind(ast.Constant) if isinstance(node.value, str))
    return any(_QUOTED.search(text) for text in texts) or any(map(_quotes_a_value, known.of_kind(ast.JoinedStr)))


def _quotes_a_value(node: ast.JoinedStr) -> bool:
    """Whether a value of an f-string stands between two quotes of a kind."""
    texts = [
        part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else None for part in node.values
    ]
    neighbours = zip(texts, texts[1:], texts[2:], strict=False)
    return any(
        before is not None
        and value is None
        and after is not None
        and before[-1:] in {"'", '"'}
        and before[-1:] == after[:1]
        for before, value, after in neighbours
    )


def asks_for_length(document: Document) -> bool:
    """Whether `len(…)` stands where its truth may count, alone or compared with 0 or 1."""
    known = document.fact(outline)
    return known is None or any(map(_is_length_test, _tests(known)))


def _tests(known: Outline) -> Iterator[ast.expr]:
    """Give the expressions whose truth may be all that counts."""
    for found in (known.of_kind(ast.If), known.of_kind(ast.While), known.of_kind(ast.Assert), known.of_kind(ast.IfExp)):
        yield from (node.test for node in found)
    yield from (test for node in known.of_kind(ast.comprehension) for test in node.ifs)
    yield from (value for node in known.of_kind(ast.BoolOp) for value in node.values)
    yield from (node.operand for node in known.of_kind(ast.UnaryOp))
    yield from (case.guard for case in known.of_kind(ast.match_case) if case.guard is not None)
    yield from (
        argument for call in known.of_kind(ast.Call) if last_name(call.func) == "bool" for argument in call.args
    )


def _is_length_test(test: ast.expr) -> bool:
    if not isinstance(test, ast.Compare):
        return _is_length(test)
    numbers = (test.left, test.comparators[0])
    has_number = any(isinstance(each, ast.Constant) and each.value in {0, 1} for each in numbers)
    return len(test.ops) == 1 and has_number and any(map(_is_length, numbers))


def _is_length(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and last_name(node.func) == "len"
