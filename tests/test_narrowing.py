"""A test around a use says what the variable is, unless it may have been bound since."""

from __future__ import annotations

import pytest

from analysed import said
from netfix.engine.dialect import Dialect

TESTED = {
    "if isinstance(x, list): probe(x)": "list",
    "if isinstance(x, (list, str)): probe(x)": "list or str",
    "if isinstance(x, (list, Mine)): probe(x)": "unknown",
    "if isinstance(x, Mine): probe(x)": "unknown",
    "if isinstance(x, (str, type(None))): probe(x)": "unknown",
    "if isinstance(y, list): probe(x)": "unknown",
    "if isinstance(x, list) and probe(x): pass": "list",
    "if a and isinstance(x, list) and b and probe(x): pass": "list",
    "if a and isinstance(x, list): probe(x)": "list",
    "if a or isinstance(x, list): probe(x)": "unknown",
    "if isinstance(x, list) or probe(x): pass": "unknown",
    "if not isinstance(x, list) or probe(x): pass": "list",
    "if isinstance(x, list) or isinstance(x, str): probe(x)": "list or str",
    "if not (a or not isinstance(x, list)): probe(x)": "list",
    "if isinstance(x, list): pass\n    else: probe(x)": "unknown",
    "if not isinstance(x, list): pass\n    else: probe(x)": "list",
    "if not isinstance(x, list): pass\n    elif a: probe(x)": "list",
    "if isinstance(x, list):\n        for b in c:\n            if b: probe(x)": "list",
    "while isinstance(x, list):\n        probe(x)\n        x = y": "list",
    "while isinstance(x, list):\n        x = y\n        probe(x)": "unknown",
    "b = probe(x) if isinstance(x, list) else 1": "list",
    "b = 1 if isinstance(x, list) else probe(x)": "unknown",
    "b = [probe(x) for c in y if isinstance(x, list)]": "list",
    "b = [x for x in y if isinstance(x, str) if probe(x)]": "str",
    "b = [probe(x) for x in y if isinstance(x, str)]": "str",
    "b = {c: probe(x) for x in y if isinstance(x, str) for c in x}": "str",
    "if not isinstance(x, list): return\n    probe(x)": "list",
    "if not isinstance(x, list): raise TypeError\n    if a: probe(x)": "list",
    "if not isinstance(x, list): y = x\n    probe(x)": "unknown",
    "if not isinstance(x, list): return\n    else: y = 1\n    probe(x)": "unknown",
    "if not isinstance(x, list) and a: return\n    probe(x)": "unknown",
    "if a or not isinstance(x, list): return\n    probe(x)": "list",
    "assert isinstance(x, list)\n    probe(x)": "list",
    "assert a, isinstance(x, list)\n    probe(x)": "unknown",
    "if type(x) is list: probe(x)": "list",
    "if type(x) == list: probe(x)": "list",
    "if type(x) != list: return\n    probe(x)": "list",
    "if type(x) is not list: probe(x)": "unknown",
    "if isinstance(x, list):\n        x = y\n        probe(x)": "unknown",
    "if isinstance(x, list):\n        if a: x = y\n        probe(x)": "unknown",
    "if isinstance(x, list):\n        probe(x)\n        x = y": "list",
    "if isinstance(x, list):\n        while a:\n            probe(x)\n            x = y": "unknown",
    "if not isinstance(x, list): return\n    x = y\n    probe(x)": "unknown",
    "if not isinstance(x, list): return\n    for x in y: pass\n    probe(x)": "unknown",
    "for b in c:\n        if not isinstance(x, list): continue\n        probe(x)\n        x = y": "list",
    "if isinstance(x, list): b = lambda: probe(x)": "unknown",
    "if isinstance(x, list):\n        def g(): return probe(x)": "unknown",
    "if isinstance(x, list): b = (probe(x) for c in y)": "unknown",
    "if isinstance(x, list): b = (c for c in probe(x))": "unknown",
    "def g():\n        nonlocal x\n        x = 1\n    if isinstance(x, list):\n        g(); probe(x)": "unknown",
}


@pytest.mark.parametrize(("statements", "kind"), TESTED.items())
def test_a_test_narrows_what_it_guards(statements: str, kind: str) -> None:
    assert said(f"def f(x, y, a, c):\n    {statements}\n") == kind


NOT_NONE = {
    "if x is not None: probe(x)": "list",
    "if x != None: probe(x)": "list",
    "if x: probe(x)": "list",
    "if x is None: return\n    probe(x)": "list",
    "if not x: return\n    probe(x)": "list",
    "b = x and probe(x)": "list",
    "b = x is None or probe(x)": "list",
    "if x is None: x = []\n    probe(x)": "unknown",
    "if x is None: probe(x)": "unknown",
    "if a: probe(x)": "unknown",
}


@pytest.mark.parametrize(("statements", "kind"), NOT_NONE.items())
def test_a_test_for_none_leaves_the_other_types(statements: str, kind: str) -> None:
    assert said(f"def f(a):\n    x = None\n    if a: x = []\n    {statements}\n") == kind


def test_an_optional_annotation_is_narrowed_like_a_value() -> None:
    assert said("def f(x: str | None):\n    if x is None: return\n    probe(x)\n") == "str"


def test_isinstance_must_be_the_builtin() -> None:
    assert said("def f(x, isinstance):\n    if isinstance(x, list): probe(x)\n") == "unknown"
    assert said("list = 1\ndef f(x):\n    if isinstance(x, list): probe(x)\n") == "unknown"


def test_a_global_is_not_narrowed_where_another_function_binds_it() -> None:
    function = "def f():\n    if isinstance(x, list):\n        g()\n        probe(x)\n"
    assert said(f"x = []\n{function}") == "list"
    assert said(f"x = y\n{function}def g():\n    global x\n    x = 1\n") == "unknown"


def test_a_subclass_in_the_file_may_change_what_its_base_does() -> None:
    test = "def f(x):\n    if isinstance(x, list): probe(x)\n"
    assert said(f"class L(list):\n    def __bool__(self): return True\n{test}") == "unknown"
    assert said(f"class L(dict):\n    def __bool__(self): return True\n{test}") == "list"
    assert said(f"class L(list):\n    def first(self): return self[0]\n{test}") == "list"


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ("basestring", "str or unicode"),
        ("(str, unicode)", "str or unicode"),
        ("types.StringTypes", "str or unicode"),
        ("types.ListType", "list"),
        ("six.string_types", "str or unicode"),
        ("six.binary_type", "str"),
        ("bytes", "str"),
    ],
)
def test_classes_of_python_2_are_read_as_such(classes: str, kind: str) -> None:
    assert said(f"import types, six\ndef f(x):\n    if isinstance(x, {classes}): probe(x)\n", Dialect.PYTHON2) == kind
