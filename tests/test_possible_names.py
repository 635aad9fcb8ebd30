"""What names may stand for, told without scopes: whatever the scopes say must be among it."""

from __future__ import annotations

import ast
from textwrap import dedent

import libcst as cst
import pytest

from netfix.analysis.names.possible_names import PossibleNames, possible_names
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document

PROGRAMS = [
    "import socket\nsocket.create_connection(a)",
    "import xml.dom.minidom\nxml.dom.minidom.parse(f)",
    "import os.path as p\np.join(a)",
    "from urllib.request import urlopen as get\nget(u)",
    "from . import near\nfrom .far import away\nnear.f()\naway()",
    "from socket import *\nsocket()\nopen(f)",
    "import socket\nmake = socket.socket\nmade = make\nmade()",
    "import a, b\nf, g = a.f, b.g\nf()\ng()",
    "import json\ntry:\n    import simplejson as json\nexcept ImportError:\n    pass\njson.loads(t)",
    "import a\nx: object = a.b\nx.c()\n(y := a.z)()",
    "def f(time):\n    time.sleep(1)\nimport time\ntime.sleep(2)",
    "import a\nx = a\nx = x.y\nx.z()",
    "node = tree\nnode = node.left\nnode = node.right\nnode.visit()",
    "__import__('twisted.internet')\nimportlib.import_module(name='zmq')\npytest.importorskip('asyncio')",
]


def names_of(text: str) -> tuple[PossibleNames, Document]:
    document = Document(dedent(text), Dialect.PYTHON3, Target.PY3)
    names = document.fact(possible_names)
    assert names is not None
    return names, document


@pytest.mark.parametrize("program", PROGRAMS)
def test_all_that_scopes_say_is_possible(program: str) -> None:
    names, document = names_of(program)
    said = {document.scopes.qualified(call.func) for call in document.tree.of_kind(cst.Call)} - {None}
    possible = {name for call in names.outline.of_kind(ast.Call) for name in names.of(call.func) or ()}
    assert said <= possible


@pytest.mark.parametrize("program", PROGRAMS)
def test_all_imported_packages_are_possible_and_those_of_statements_sure(program: str) -> None:
    names, document = names_of(program)
    assert names.surely_imported <= document.scopes.imported_packages <= names.packages


def test_variable_of_a_function_may_stand_for_what_another_function_imports() -> None:
    names, _ = names_of("def f():\n    import socket as s\ndef g():\n    s.socket()")
    assert names.may_call({"socket.socket"})


def test_name_that_nothing_imports_stands_for_nothing() -> None:
    names, _ = names_of("node = tree\nnode = node.left\nnode = node.right\nnode.visit()")
    assert [names.of(call.func) for call in names.outline.of_kind(ast.Call)] == [frozenset()]


def test_name_with_very_many_meanings_may_stand_for_anything() -> None:
    steps = "\n".join(f"x = x.a{at}" for at in range(12))
    names, _ = names_of(f"import m\nx = m\n{steps}\nx.f()")
    call = next(call for call in names.outline.of_kind(ast.Call))
    assert names.of(call.func) is None
    assert names.may_be(call.func, {"socket.socket"})


def test_texts_are_those_of_literals_that_are_more_than_statements() -> None:
    names, _ = names_of("'doc'\nx = 'a' 'b'\ny = b'c'\nz = f'd{x}e'\nf('g')")
    assert sorted(names.texts) == ["ab", "c", "d", "e", "g"]


def test_text_without_an_outline_has_no_names() -> None:
    assert Document("if x:\n  y = (((\n", Dialect.PYTHON3, Target.PY3).fact(possible_names) is None
