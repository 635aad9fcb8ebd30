"""A cheap look before the parse: it may say yes too often, and never no too often."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from netfix.analysis.names.candidates import assigns_result_of, lengths_asked_for
from netfix.analysis.text.text_candidates import has_quoted_placeholder
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document
from netfix.engine.outline import outline_of

OPENING = frozenset({"open", "socket"})


def document(text: str) -> Document:
    return Document(dedent(text), Dialect.PYTHON3, Target.PY3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f = open('x')", True),
        ("f = (\n    io.open('x')\n)", True),
        ("from io import open as o\nf = o('x')", True),
        ("o = io.open\nf = o('x')", True),
        ("def f(o=open):\n    g = o('x')", True),
        ("with open('x') as f:\n    pass", False),
        ("import socket\nsocket.timeout", False),
        ("x = read(open('x'))", False),
    ],
)
def test_variable_may_hold_what_a_function_gives(text: str, *, expected: bool) -> None:
    assert assigns_result_of(document(text), OPENING) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\"no file '%s'\" % name", True),
        ("\"no file '%(name)s'\" % {}", True),
        ("'no file \"{}\"'.format(name)", True),
        ("f\"no file '{name}'\"", True),
        ("f\"no file '{name!s}' here\"", True),
        ("'%s' % name", False),
        ("'{}'.format(name)", False),
        ("f'{name}'", False),
        ('f"{a}\'{b}"', False),
        ("b\"'%s'\" % name", False),
    ],
)
def test_placeholder_stands_in_quotes_of_the_text(text: str, *, expected: bool) -> None:
    assert has_quoted_placeholder(document(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if len(x): pass", True),
        ("if len(x) == 0: pass", True),
        ("while 0 < len(x): pass", True),
        ("y = [a for a in b if not len(a)]", True),
        ("assert a and len(x)", True),
        ("y = bool(len(x))", True),
        ("y = 1 if len(x) else 2", True),
        ("match x:\n    case y if len(y): pass", True),
        ("if len(x) > 2: pass", False),
        ("if f(len(x)): pass", False),
        ("y = len(x)", False),
    ],
)
def test_length_is_asked_for_its_truth(text: str, *, expected: bool) -> None:
    known = outline_of(text)
    assert known is not None
    assert any(lengths_asked_for(known)) is expected


def _opens(document: Document) -> bool:
    return assigns_result_of(document, OPENING)


@pytest.mark.parametrize("ask", [has_quoted_placeholder, _opens])
def test_text_without_an_outline_may_hold_anything(ask: object) -> None:
    assert callable(ask)
    assert ask(document("if x:\n  y = (((\n")) is True


def test_outline_has_all_nodes() -> None:
    text = (
        "@a\nclass B(C, d=e):\n    async def f(self, *g: int, h=1) -> None:\n        return [i async for i in j if k]\n"
    )
    outline = outline_of(text)
    assert outline is not None
    walked = [node for node in ast.walk(ast.parse(text)) if not isinstance(node, ast.expr_context)]
    kinds: set[type[ast.AST]] = {type(node) for node in walked}
    assert {kind: len(outline.of_kind(kind)) for kind in kinds} == {
        kind: sum(type(node) is kind for node in walked) for kind in kinds
    }
